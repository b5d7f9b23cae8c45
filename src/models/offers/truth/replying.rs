//! The organisation's right of reply: one text a claim, beside what people found of it.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{super::Readable, answers, known};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{
        _entities::offer_replies::{ActiveModel, Column, Entity},
        activities::Verb,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// Bytes of a reply.
pub const REPLY_LIMIT: usize = 600;

impl Readable {
    /// Replies to what is known of a claim, in the place of the reply there was.
    ///
    /// # Errors
    /// As [`Readable::recruited_by_me`]; [`Refusal::NotAChoice`] where no gap is shown; the
    /// refusal to show beside `body`.
    pub async fn reply(&self, db: &Db, me: &Person, claim: &str, body: &str) -> Outcome<()> {
        self.recruited_by_me()?;
        me.may_write()?;
        let body = check_text("body", body, REPLY_LIMIT, true)?;
        let txn = db.write().await?;
        let shown = known(&txn, self.id, &self.claims()).await?;
        if !shown.iter().any(|known| known.claim == claim && known.gap.is_some()) {
            return Err(Refusal::NotAChoice { field: "claim" }.into());
        }
        let reply = ActiveModel {
            offer_id: Set(self.id),
            claim: Set(claim.to_owned()),
            body: Set(body),
            author_id: Set(Some(me.id)),
            created_at: Set(clock::now().into()),
            ..Default::default()
        };
        let anew = [Column::Body, Column::AuthorId, Column::CreatedAt];
        let again = OnConflict::columns([Column::OfferId, Column::Claim]).update_columns(anew).to_owned();
        Entity::insert(reply).on_conflict(again).exec_without_returning(&txn).await?;
        self.replied(txn, me).await
    }

    /// Takes the reply to a claim away; says what it was.
    ///
    /// # Errors
    /// As [`Readable::recruited_by_me`]; [`Failure::Missing`] when there is none.
    pub async fn remove_reply(&self, db: &Db, me: &Person, claim: &str) -> Outcome<String> {
        self.recruited_by_me()?;
        if answers(claim).is_empty() {
            return Err(Refusal::NotAChoice { field: "claim" }.into());
        }
        let txn = db.write().await?;
        let found =
            Entity::find().filter(Column::OfferId.eq(self.id)).filter(Column::Claim.eq(claim)).one(&txn).await?;
        let reply = found.ok_or(Failure::Missing)?;
        Entity::delete_by_id(reply.id).exec(&txn).await?;
        self.replied(txn, me).await?;
        Ok(reply.body)
    }

    async fn replied(&self, txn: Write, me: &Person) -> Outcome<()> {
        self.record(&txn, Some(me.id), Verb::OfferSpokenOf).await?;
        Ok(txn.commit().await?)
    }
}
