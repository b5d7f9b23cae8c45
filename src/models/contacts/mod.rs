//! Contacts with a purpose (*mises en relation*): someone asks, says what for and
//! writes a message; the person accepts, refuses, puts it off or blocks. Nobody is
//! left without an answer: two reminders, then it is closed, and said so. Once
//! accepted, the two write to each other; what one gives the other of one's profile
//! is given by an act and can be taken back at any time.
//!
//! One thing at a time is open between two people. Everything here is for the two
//! alone; of a block nothing shows: to whoever is blocked the person takes no
//! contact, like anyone who chose to take none.

pub mod answering;
pub mod asking;
pub mod conversing;
pub mod ending;
pub mod figures;
pub mod giving;
pub mod introducing;
pub mod listing;
pub mod reachable;
pub mod reminding;
mod telling;

use std::ops::Deref;

use chrono::Duration;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, UpdateMany,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, LockType},
};

pub use super::_entities::contacts::{ActiveModel, Column, Entity, Model};
use super::{
    activities::{self, About, Verb},
    users,
};
use crate::{
    access::Person,
    clock,
    database::Write,
    refusals::{Failure, Outcome, Refusal},
};

/// What one may ask for.
pub const PURPOSES: [&str; 5] = ["trade_question", "proofreading", "introduction", "offer", "other"];
/// Bytes.
pub const MESSAGE_LIMIT: usize = 4_000;
pub const REASON_LIMIT: usize = 600;

/// Still awaiting an answer.
pub const AWAITING: [&str; 2] = ["waiting", "later"];
/// Between the two: nothing else can be asked meanwhile.
const OPEN: [&str; 3] = ["waiting", "later", "accepted"];

/// A contact as one of its two reads it.
#[derive(Clone, Debug)]
pub struct Readable {
    pub contact: Model,
    pub other: users::Model,
    /// They asked; otherwise they were asked.
    pub asked: bool,
}

impl Deref for Readable {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.contact
    }
}

impl Model {
    /// The only way to a contact: to anyone but the two there is none. What was
    /// withdrawn is its asker's alone.
    ///
    /// # Errors
    /// [`Failure::Missing`].
    pub async fn readable_by<C: ConnectionTrait>(db: &C, me: &Person, id: i64) -> Outcome<Readable> {
        let theirs = Condition::any()
            .add(Column::ById.eq(me.id))
            .add(Condition::all().add(Column::ToId.eq(me.id)).add(Column::State.ne("withdrawn")));
        let contact = Entity::find_by_id(id).filter(theirs).one(db).await?.ok_or(Failure::Missing)?;
        let asked = contact.by_id == me.id;
        let other = users::Model::by_id(db, if asked { contact.to_id } else { contact.by_id }).await?;
        Ok(Readable { contact, other, asked })
    }

    pub fn path(&self) -> String {
        format!("/me/{}", subject(self.id))
    }

    pub fn is_awaiting(&self) -> bool {
        AWAITING.contains(&self.state.as_str())
    }

    pub fn is_accepted(&self) -> bool {
        self.state == "accepted"
    }

    async fn record(&self, txn: &Write, by: Option<i64>, verb: Verb, about: i64) -> Result<(), DbErr> {
        activities::record(txn, by, verb, About::person(about), &subject(self.id)).await
    }
}

impl Readable {
    /// The other of the two, for whoever was asked; nothing else is theirs to answer.
    fn answered_by(&self, me: &Person) -> Outcome<i64> {
        if self.to_id == me.id { Ok(self.by_id) } else { Err(Failure::Missing) }
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
        let open = OPEN.contains(&state).then(|| pair(self.by_id, self.to_id));
        let change = Entity::update_many()
            .col_expr(Column::State, Expr::value(state))
            .col_expr(Column::StateAt, Expr::value(now()))
            .col_expr(Column::OpenPair, Expr::value(open))
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
async fn held(txn: &Write, id: i64) -> Outcome<Model> {
    Entity::find_by_id(id).lock(LockType::Update).one(txn).await?.ok_or(Failure::Missing)
}

/// What lines and the log call it: `contacts/12`.
pub fn subject(id: i64) -> String {
    format!("contacts/{id}")
}

/// The two, in one order whoever asks: `3-8`.
pub(super) fn pair(one: i64, other: i64) -> String {
    format!("{}-{}", one.min(other), one.max(other))
}

/// The moment something becomes so.
fn now() -> DateTimeWithTimeZone {
    clock::now().into()
}

/// Nothing is put off further than this after it was asked.
pub const FARTHEST: Duration = Duration::days(90);
