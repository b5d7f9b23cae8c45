//! An adviser within reach (*accompagnement*): a person and one adviser who both agreed.
//! The person chooses what of their profile the adviser is given (`profiles::disclosure`,
//! the only way there is) and which threads they point at; either ends it at any moment,
//! and then nothing is shared any more.
//!
//! One at a time: what a person asked, or who advises them, holds their one place. An
//! adviser proposes only to someone they already write to. Everything here is for the
//! two alone; a block shows to nobody.

pub mod answering;
pub mod asking;
pub mod ending;
pub mod listing;
pub mod reminding;
pub mod sharing;
pub(super) mod telling;

use std::ops::Deref;

pub use telling::ADVISER;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, UpdateMany,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, LockType},
};

pub use super::_entities::accompaniments::{ActiveModel, Column, Entity, Model};
use super::{
    activities::{self, About, Verb},
    contacts::pair,
    users,
};
use crate::{
    access::Person,
    clock,
    database::Write,
    refusals::{Failure, Outcome, Refusal},
};

/// Bytes.
pub const MESSAGE_LIMIT: usize = 2_000;

/// Nothing else is begun between the two meanwhile.
const OPEN: [&str; 2] = ["waiting", "accepted"];

/// An accompaniment as one of its two reads it.
#[derive(Clone, Debug)]
pub struct Readable {
    pub accompaniment: Model,
    pub other: users::Model,
}

impl Deref for Readable {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.accompaniment
    }
}

impl Model {
    /// The only way to an accompaniment: to anyone but the two there is none. What was
    /// withdrawn is its asker's alone.
    ///
    /// # Errors
    /// [`Failure::Missing`].
    pub async fn readable_by<C: ConnectionTrait>(db: &C, me: &Person, id: i64) -> Outcome<Readable> {
        let mine = Condition::any().add(Column::PersonId.eq(me.id)).add(Column::AdviserId.eq(me.id));
        let found = Entity::find_by_id(id).filter(mine).one(db).await?.ok_or(Failure::Missing)?;
        if found.state == "withdrawn" && found.asked_of() == me.id {
            return Err(Failure::Missing);
        }
        let other = users::Model::by_id(db, found.other_than(me.id)).await?;
        Ok(Readable { accompaniment: found, other })
    }

    pub fn is_waiting(&self) -> bool {
        self.state == "waiting"
    }

    pub fn is_accepted(&self) -> bool {
        self.state == "accepted"
    }

    /// Who began it.
    pub fn asked_by(&self) -> i64 {
        if self.by_adviser { self.adviser_id } else { self.person_id }
    }

    /// Whose answer is awaited.
    pub fn asked_of(&self) -> i64 {
        self.other_than(self.asked_by())
    }

    pub fn other_than(&self, one: i64) -> i64 {
        if one == self.person_id { self.adviser_id } else { self.person_id }
    }

    async fn record(&self, txn: &Write, by: Option<i64>, verb: Verb, about: i64) -> Result<(), DbErr> {
        activities::record(txn, by, verb, About::person(about), &format!("accompaniments/{}", self.id)).await
    }

    /// Of several who change it at once, one does: it becomes so only from these
    /// states, and whoever comes later hears what it has become.
    async fn become_from(
        &self,
        txn: &Write,
        from: &[&str],
        state: &str,
        more: impl FnOnce(UpdateMany<Entity>) -> UpdateMany<Entity>,
    ) -> Outcome<()> {
        let open = OPEN.contains(&state);
        let holds = state == "accepted" || open && !self.by_adviser;
        let change = Entity::update_many()
            .col_expr(Column::State, Expr::value(state))
            .col_expr(Column::StateAt, Expr::value(now()))
            .col_expr(Column::Place, Expr::value(holds.then_some(self.person_id)))
            .col_expr(Column::OpenPair, Expr::value(open.then(|| pair(self.person_id, self.adviser_id))))
            .filter(Column::Id.eq(self.id))
            .filter(Column::State.is_in(from.iter().copied()));
        if more(change).exec(txn).await?.rows_affected == 1 {
            return Ok(());
        }
        let state = Entity::find_by_id(self.id).one(txn).await?.ok_or(Failure::Missing)?.state;
        Err(Refusal::ContactAnswered { state }.into())
    }
}

/// As it is now, and as it stays until this write ends.
pub(super) async fn held(txn: &Write, id: i64) -> Outcome<Model> {
    Entity::find_by_id(id).lock(LockType::Update).one(txn).await?.ok_or(Failure::Missing)
}

/// The moment something becomes so.
fn now() -> DateTimeWithTimeZone {
    clock::now().into()
}
