//! Mutual aid (*entraide*): what someone asks for or offers, of a kind, somewhere
//! or from afar, until a day. One answer is chosen; the two write to each other;
//! it ends with a thank-you.
//!
//! Its words are for the audience its author chose; an answer is for the two alone.

pub mod answering;
pub mod asking;
pub mod choosing;
pub mod closing;
pub mod expiring;
pub mod listing;
pub mod matching;
pub mod mine;
pub mod opening;
pub mod readable;
pub mod slots;
pub mod telling;
pub mod withdrawing;

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, prelude::DateTimeWithTimeZone,
    sea_query::LockType,
};

pub use readable::Readable;

pub use super::_entities::aid_requests::{ActiveModel, Column, Entity, Model, Relation};
use super::{
    activities::{self, About, Verb},
    places, slugs, trades, users,
};
use crate::{
    access::{Audience, Viewer},
    clock,
    database::Write,
    refusals::{Failure, Outcome},
};

pub const DIRECTIONS: [&str; 2] = ["request", "offer"];
pub const KINDS: [&str; 6] = ["proofreading", "interview", "trade_question", "car_sharing", "moral_support", "tools"];
/// Those one may speak to here; nobody chooses people by name.
pub const AUDIENCES: [Audience; 3] = [Audience::Public, Audience::Members, Audience::Seekers];
/// Bytes.
pub const TITLE_LIMIT: usize = 200;
pub const BODY_LIMIT: usize = 4_000;
pub const THANKS_LIMIT: usize = 600;
/// How far one goes when nothing is said, and at most.
pub const KM: i32 = 20;
pub const FARTHEST: i32 = 100;

impl Model {
    pub fn path(&self) -> String {
        slugs::path("aid", self.id, &slugs::slug(&self.title))
    }

    /// Where an act on it is sent: `/aid/12/closure`.
    pub fn act(&self, act: &str) -> String {
        format!("/aid/{}/{act}", self.id)
    }

    pub fn is_request(&self) -> bool {
        self.direction == "request"
    }

    /// Past its day it is over, whether or not the clock has come by.
    pub fn state_now(&self) -> &str {
        if self.state == "open" && self.expires_at.to_utc() <= clock::now() { "expired" } else { &self.state }
    }

    pub fn is_open(&self) -> bool {
        self.state_now() == "open"
    }

    pub fn is_taken(&self) -> bool {
        self.state == "taken"
    }

    /// Whether it is still for its audience; once over, it is for the two alone.
    pub fn is_alive(&self) -> bool {
        self.is_open() || self.is_taken()
    }

    /// Whether its words are for this reader, whatever became of it.
    pub fn is_for(&self, viewer: &Viewer) -> bool {
        Audience::named(&self.audience).is_some_and(|audience| viewer.is_among(audience))
    }

    pub fn slots(&self) -> Vec<slots::Slot> {
        slots::all(&self.slots)
    }

    async fn record(&self, txn: &Write, by: Option<i64>, verb: Verb, about: Option<i64>) -> Result<(), DbErr> {
        activities::record(txn, by, verb, About::default().and_person(about), &format!("aid/{}", self.id)).await
    }
}

/// As it is now, and as it stays until this write ends.
async fn held(txn: &Write, id: i64) -> Outcome<Model> {
    Entity::find_by_id(id).lock(LockType::Update).one(txn).await?.ok_or(Failure::Missing)
}

/// The moment something becomes so.
fn now() -> DateTimeWithTimeZone {
    clock::now().into()
}

/// An entry with what a page says of it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub entry: Model,
    pub author: users::Model,
    pub trade: Option<trades::Model>,
    pub place: Option<places::Model>,
}

/// The trades and places these speak of, read together.
async fn shown<C: ConnectionTrait>(db: &C, found: Vec<(Model, Option<users::Model>)>) -> Result<Vec<Shown>, DbErr> {
    let entries = || found.iter().map(|(entry, _)| entry);
    let named = named(
        db,
        entries().filter_map(|entry| entry.trade_code.clone()),
        entries().filter_map(|entry| entry.place_code.clone()),
    )
    .await?;
    Ok(found
        .into_iter()
        .filter_map(|(entry, author)| {
            let trade = entry.trade_code.as_ref().and_then(|code| named.trades.get(code)).cloned();
            let place = entry.place_code.as_ref().and_then(|code| named.places.get(code)).cloned();
            Some(Shown { trade, place, author: author?, entry })
        })
        .collect())
}

/// Trades and places by their codes.
#[derive(Debug, Default)]
pub struct Named {
    pub trades: HashMap<String, trades::Model>,
    pub places: HashMap<String, places::Model>,
}

/// # Errors
/// When the database cannot be read.
pub async fn named<C: ConnectionTrait>(
    db: &C,
    of_trades: impl Iterator<Item = String>,
    of_places: impl Iterator<Item = String>,
) -> Result<Named, DbErr> {
    let (of_trades, of_places): (Vec<String>, Vec<String>) = (of_trades.collect(), of_places.collect());
    let mut named = Named::default();
    if !of_trades.is_empty() {
        let found = trades::Entity::find().filter(trades::Column::Code.is_in(of_trades)).all(db).await?;
        named.trades = found.into_iter().map(|trade| (trade.code.clone(), trade)).collect();
    }
    if !of_places.is_empty() {
        let found = places::Entity::find().filter(places::Column::Code.is_in(of_places)).all(db).await?;
        named.places = found.into_iter().map(|place| (place.code.clone(), place)).collect();
    }
    Ok(named)
}
