//! Written for someone present (*écrit pour une personne présente*): an adviser writes
//! down a question, or a profile, as the person in front of them says it, once that
//! person has agreed to a sentence read out to them (GDPR, article 7(1): which sentence,
//! when, and before whom, is kept).
//!
//! What is written is the person's from the first: an account without an address opens
//! in the name they choose, and nobody signs in to it. They leave with a printed slip
//! (*bordereau*); its code lets them read the answers, take the account up with an
//! address of theirs, join it to the one they have, or erase everything, which is as easy
//! as it was to agree (article 7(3)). A code serves once, for sixty days, and is kept as
//! a digest. What nobody took up by then stays without a name, as after an erasure that
//! keeps the messages.
//!
//! A profile written so is shown to nobody until its owner says to whom. Nobody reads on
//! a page that someone was helped to write.

pub mod claiming;
pub mod code;
pub mod ending;
pub mod listing;
pub mod writing;

use chrono::Duration;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub use super::_entities::slips::{ActiveModel, Column, Entity, Model};
use super::{links::digest, users};
use crate::{
    access::{Kind, Person},
    clock,
    house::House,
    refusals::{Failure, Outcome, Refusal},
};

/// How long a code opens what was written.
pub const LASTS: Duration = Duration::days(60);

/// The sentence that is read out and agreed to: Fluent `slip-consent-2026-11`. Changed, it
/// has another name, so that what someone agreed to can always be said.
pub const CONSENT: &str = "2026-11";

/// A slip whose code was given, and whose account it opened.
#[derive(Clone, Debug)]
pub struct Held {
    pub slip: Model,
    pub person: users::Model,
}

/// What this code opens.
///
/// # Errors
/// [`Refusal::SlipSpent`] when it was used, is out of date or never existed: the three
/// look the same.
pub async fn held(house: &House, typed: &str) -> Outcome<Held> {
    let spent = || Failure::from(Refusal::SlipSpent);
    let code = code::read(typed).ok_or_else(spent)?;
    let found = Entity::find()
        .filter(Column::CodeDigest.eq(digest(house, &code)))
        .filter(Column::State.eq("waiting"))
        .filter(Column::ExpiresAt.gt(clock::now()))
        .one(&house.db)
        .await?
        .ok_or_else(spent)?;
    let person = users::Entity::find_by_id(found.person_id).one(&house.db).await?.ok_or_else(spent)?;
    Ok(Held { slip: found, person })
}

impl Model {
    /// One that this adviser made.
    ///
    /// # Errors
    /// [`Failure::Missing`] for anyone else.
    pub async fn made_by<C: ConnectionTrait>(db: &C, me: &Person, id: i64) -> Outcome<Self> {
        only_advisers(me)?;
        Entity::find_by_id(id).filter(Column::AdviserId.eq(me.id)).one(db).await?.ok_or(Failure::Missing)
    }

    pub fn is_waiting(&self) -> bool {
        self.state == "waiting"
    }
}

/// To anyone but an adviser whose claim was confirmed, none of this exists.
///
/// # Errors
/// [`Failure::Missing`].
pub fn only_advisers(me: &Person) -> Outcome<()> {
    if me.kind == Kind::Adviser { Ok(()) } else { Err(Failure::Missing) }
}
