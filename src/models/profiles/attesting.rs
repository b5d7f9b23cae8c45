//! Someone who was there says so: a colleague, a former employer, an adviser. The
//! owner asks for a link, for one skill, and passes it on as they like; whoever
//! opens it reads that skill and its story, no more, and signs. Account or not.

use chrono::Duration;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

pub use super::super::_entities::attestations::{ActiveModel, Column, Entity, Model};
use super::{editing, skills};
use crate::{
    access::{Person, Viewer},
    clock,
    database::Db,
    house::House,
    models::{
        links::{digest, secret},
        users,
    },
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
};

/// What whoever attests was to them.
pub const RELATIONS: [&str; 3] = ["peer", "employer", "adviser"];
/// How long a link can be answered.
const LASTS: Duration = Duration::days(30);
/// Links of one skill that may wait at once.
const MOST: u64 = 50;
/// Bytes.
pub const WORDS_LIMIT: usize = 600;

/// A link for one of my skills, told once.
///
/// # Errors
/// [`Refusal::NotAChoice`], [`Refusal::TooMany`].
pub async fn ask(house: &House, me: &Person, skill: &skills::Model, relation: &str) -> Outcome<String> {
    me.may_write()?;
    if !RELATIONS.contains(&relation) {
        return Err(Refusal::NotAChoice { field: "relation" }.into());
    }
    let token = secret();
    let now = clock::now();
    let txn = house.db.write().await?;
    let waiting = Entity::find()
        .filter(Column::SkillId.eq(skill.id))
        .filter(Column::ConfirmedAt.is_null())
        .filter(Column::ExpiresAt.gt(now));
    if waiting.count(&txn).await? >= MOST {
        return Err(Refusal::TooMany { field: "relation", most: MOST as usize }.into());
    }
    Entity::insert(ActiveModel {
        user_id: Set(me.id),
        skill_id: Set(skill.id),
        relation: Set(relation.to_owned()),
        token_digest: Set(digest(house, &token)),
        asked_at: Set(now.into()),
        expires_at: Set((now + LASTS).into()),
        ..Default::default()
    })
    .exec_without_returning(&txn)
    .await?;
    txn.commit().await?;
    Ok(house.address(&format!("/attestations/{token}")))
}

/// What a link asks: whose skill, and in what relation.
#[derive(Clone, Debug)]
pub struct Asked {
    pub attestation: Model,
    pub skill: skills::Model,
    pub owner: users::Model,
}

/// What this link asks, while it can be answered.
///
/// # Errors
/// [`Refusal::LinkSpent`].
pub async fn asked(house: &House, token: &str) -> Outcome<Asked> {
    let spent = || Failure::from(Refusal::LinkSpent);
    let attestation = Entity::find()
        .filter(Column::TokenDigest.eq(digest(house, token)))
        .filter(Column::ConfirmedAt.is_null())
        .filter(Column::ExpiresAt.gt(clock::now()))
        .one(&house.db)
        .await?
        .ok_or_else(spent)?;
    let skill = skills::Entity::find_by_id(attestation.skill_id).one(&house.db).await?.ok_or_else(spent)?;
    let owner = users::Entity::find_by_id(attestation.user_id).one(&house.db).await?.ok_or_else(spent)?;
    Ok(Asked { attestation, skill, owner })
}

impl Asked {
    /// Signs it.
    ///
    /// # Errors
    /// [`Refusal::OwnPost`] for the owner; [`Refusal::LinkSpent`] when someone was
    /// quicker; the refusal to show beside a field.
    pub async fn confirm(&self, db: &Db, viewer: &Viewer, name: &str, words: &str) -> Outcome<()> {
        if viewer.is(Some(self.owner.id)) {
            return Err(Refusal::OwnPost.into());
        }
        let name = check_line("name", name, users::NAME_LIMIT, true)?;
        let words = check_text("words", words, WORDS_LIMIT, false)?;
        let txn = db.write().await?;
        let signed = Entity::update_many()
            .set(ActiveModel {
                by_id: Set(viewer.id()),
                by_name: Set(name),
                words: Set(words),
                confirmed_at: Set(Some(clock::now().into())),
                ..Default::default()
            })
            .filter(Column::Id.eq(self.attestation.id))
            .filter(Column::ConfirmedAt.is_null())
            .exec(&txn)
            .await?;
        if signed.rows_affected == 0 {
            return Err(Refusal::LinkSpent.into());
        }
        editing::said(&txn, self.owner.id).await?;
        txn.commit().await?;
        Ok(())
    }
}

/// The attestations of someone's skills, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of<C: ConnectionTrait>(db: &C, person: i64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::UserId.eq(person))
        .filter(Column::ConfirmedAt.is_not_null())
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// Takes one off: whose skill it is, or who signed it.
///
/// # Errors
/// [`Failure::Missing`] when it is neither's.
pub async fn remove(db: &Db, me: &Person, id: i64) -> Outcome<()> {
    let txn = db.write().await?;
    let found = Entity::find_by_id(id).one(&txn).await?.ok_or(Failure::Missing)?;
    if found.user_id != me.id && found.by_id != Some(me.id) {
        return Err(Failure::Missing);
    }
    let owner = found.user_id;
    Entity::delete_by_id(id).exec(&txn).await?;
    editing::said(&txn, owner).await?;
    txn.commit().await?;
    Ok(())
}
