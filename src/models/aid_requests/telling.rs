//! Telling one of the two what the other did: one line an entry, brought up to
//! date. Whoever gives time and keeps quiet hours is told when they are over.

use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::Model;
use crate::{
    clock,
    database::Write,
    freshness::Tag,
    models::{_entities::blocks, notifications, pledges, users},
};

impl Model {
    /// What each is told, by the end of its Fluent key: `told-aid-answered`.
    pub(super) async fn tell(&self, txn: &Write, person: i64, what: &str, by: Option<i64>) -> Result<(), DbErr> {
        let Some(user) = users::Entity::find_by_id(person).one(txn).await? else { return Ok(()) };
        if let Some(by) = by
            && is_silenced(txn, person, by).await?
        {
            return Ok(());
        }
        let now = clock::now();
        let pledge = pledges::of(txn, person).await?;
        // Dated when they may be told: until then the line is not there.
        let heard = |at| pledge.as_ref().map_or(at, |pledge| pledge.heard_from(at, &user.time_zone));
        let at = heard(now);
        let mail_at = notifications::telling::mail_at(&user, "aid", at).map(heard);
        use notifications::Column as N;
        let again = [N::Reason, N::ActorId, N::UpdatedAt, N::ReadAt, N::MailAt];
        notifications::Entity::insert(notifications::ActiveModel {
            user_id: Set(person),
            subject: Set(format!("aid/{}", self.id)),
            aid_request_id: Set(Some(self.id)),
            actor_id: Set(by),
            reason: Set(format!("aid-{what}")),
            count: Set(1),
            updated_at: Set(at.into()),
            read_at: Set(None),
            mail_at: Set(mail_at.map(Into::into)),
            ..Default::default()
        })
        .on_conflict(OnConflict::columns([N::UserId, N::Subject]).update_columns(again).to_owned())
        .exec_without_returning(txn)
        .await?;
        txn.also_forget(Tag::Told(person));
        Ok(())
    }
}

/// Whether they do not wish to hear of this other.
async fn is_silenced(txn: &Write, person: i64, other: i64) -> Result<bool, DbErr> {
    let silenced = blocks::Entity::find()
        .filter(blocks::Column::UserId.eq(person))
        .filter(blocks::Column::OtherId.eq(other))
        .one(txn)
        .await?;
    Ok(silenced.is_some())
}
