//! Applications (*candidatures*): answering an offer here, for an organisation that takes
//! answers and says within how many days it gives its own. A person writes a message and
//! gives what they choose of their profile; those who recruit for the organisation say
//! yes, which opens a conversation, or no, with a reason. Nobody is left without an
//! answer: two reminders, then it is closed, and said so.
//!
//! What is written is for the person and for those who recruit there, at this moment: who
//! leaves the organisation loses it, who joins has it, an admin's help does not reach it.

pub mod answering;
pub mod asking;
pub mod closing;
pub mod figures;
pub mod listing;
pub mod reasons;
pub mod reminding;
pub mod sharing;
pub mod slowing;
pub mod telling;

use std::ops::Deref;

use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, UpdateMany,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, SelectStatement},
};

pub use super::_entities::applications::{ActiveModel, Column, Entity, Model};
use super::{
    _entities::blocks,
    activities::{self, About, Verb},
    offers, organisations,
    profiles::Field,
    users,
};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    refusals::{Failure, Outcome, Refusal},
};

/// Bytes.
pub const MESSAGE_LIMIT: usize = super::contacts::MESSAGE_LIMIT;
pub const WORDS_LIMIT: usize = 2_000;
/// Within how many days an organisation may say that it answers.
pub const DAYS: [i32; 4] = [3, 7, 14, 30];

/// One's own application, with what it answers.
#[derive(Clone, Debug)]
pub struct Mine {
    pub application: Model,
    pub offer: offers::Model,
    pub organisation: organisations::Model,
}

impl Deref for Mine {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.application
    }
}

/// An application as one of those who recruit for the organisation reads it.
#[derive(Clone, Debug)]
pub struct Received {
    pub application: Model,
    pub person: users::Model,
    pub offer: offers::Model,
    pub organisation: organisations::Model,
}

impl Deref for Received {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.application
    }
}

impl Model {
    /// The way to one's own application; to anyone else there is none.
    ///
    /// # Errors
    /// [`Failure::Missing`].
    pub async fn mine(db: &Db, me: &Person, id: i64) -> Outcome<Mine> {
        let found = Entity::find_by_id(id)
            .filter(Column::PersonId.eq(me.id))
            .find_also_related(offers::Entity)
            .find_also_related(organisations::Entity);
        match found.one(db).await? {
            Some((application, Some(offer), Some(organisation))) => Ok(Mine { application, offer, organisation }),
            _ => Err(Failure::Missing),
        }
    }

    /// The way to what an organisation received, for who recruits there: not what was
    /// withdrawn, nor what someone wrote who keeps this recruiter at a distance.
    ///
    /// # Errors
    /// [`Failure::Missing`].
    pub async fn received_by(db: &Db, me: &Person, of: &organisations::Model, id: i64) -> Outcome<Received> {
        let found = received(me, of.id).filter(Column::Id.eq(id)).find_also_related(offers::Entity).one(db).await?;
        let Some((application, Some(offer))) = found else { return Err(Failure::Missing) };
        let person = users::Model::by_id(db, application.person_id).await?;
        Ok(Received { application, person, offer, organisation: of.clone() })
    }

    /// For the person. For those who recruit, see [`Received::path`].
    pub fn path(&self) -> String {
        format!("/me/{}", subject(self.id))
    }

    pub fn is_waiting(&self) -> bool {
        self.state == "waiting"
    }

    /// What is given with it.
    pub fn given(&self) -> Vec<Field> {
        self.fields.split_whitespace().filter_map(Field::named).collect()
    }

    /// Past the day that the organisation said.
    pub fn is_overdue(&self) -> bool {
        self.is_waiting() && self.due_at.to_utc() <= clock::now()
    }

    fn about(&self) -> About {
        About {
            offer: Some(self.offer_id),
            ..About::organisation(self.organisation_id).and_person(Some(self.person_id))
        }
    }

    async fn record(&self, txn: &Write, by: Option<i64>, verb: Verb) -> Result<(), DbErr> {
        activities::record(txn, by, verb, self.about(), &subject(self.id)).await
    }

    /// Goes on to another state. Of several who would at once, one does.
    ///
    /// # Errors
    /// [`Refusal::ApplicationAnswered`] with what it became instead.
    async fn become_from(
        &self,
        txn: &Write,
        from: &str,
        state: &str,
        more: impl FnOnce(UpdateMany<Entity>) -> UpdateMany<Entity> + Send,
    ) -> Outcome<()> {
        let change = Entity::update_many()
            .col_expr(Column::State, Expr::value(state))
            .col_expr(Column::StateAt, Expr::value(now()))
            .filter(Column::Id.eq(self.id))
            .filter(Column::State.eq(from));
        if more(change).exec(txn).await?.rows_affected == 1 {
            return Ok(());
        }
        let state = Entity::find_by_id(self.id).one(txn).await?.ok_or(Failure::Missing)?.state;
        Err(Refusal::ApplicationAnswered { state }.into())
    }
}

impl Received {
    /// Where those who recruit read it.
    pub fn path(&self) -> String {
        self.organisation.act(&format!("applications/{}", self.id))
    }
}

/// What an organisation received, as this recruiter of it reads it.
fn received(me: &Person, of: i64) -> Select<Entity> {
    Entity::find()
        .filter(Column::OrganisationId.eq(of))
        .filter(Column::State.ne("withdrawn"))
        .filter(Column::PersonId.not_in_subquery(keeping_away(me.id)))
}

/// Who keeps this person at a distance.
fn keeping_away(me: i64) -> SelectStatement {
    use blocks::Column as B;
    let theirs = Condition::all().add(B::OtherId.eq(me)).add(B::Kind.eq("block"));
    blocks::Entity::find().select_only().column(B::UserId).filter(theirs).into_query()
}

/// What lines and the log call it: `applications/12`.
pub fn subject(id: i64) -> String {
    format!("applications/{id}")
}

/// The moment something becomes so.
fn now() -> DateTimeWithTimeZone {
    clock::now().into()
}
