//! Offers. What one says is a set of claims, kept in every version that was published;
//! it lives from a draft to an end that is said: filled here or elsewhere, over,
//! withdrawn. An offer that is over keeps its address.

pub mod channels;
pub mod checking;
pub mod claims;
pub mod console;
pub mod expiring;
pub mod feeds;
pub mod importing;
pub mod keeping;
pub mod life;
pub mod listing;
pub mod marks;
pub mod posting;
pub mod readable;
pub mod relaying;
pub mod rendering;
pub mod reviewing;
pub mod seeking;
pub mod sent;
pub mod truth;
pub mod typed;
pub mod values;
pub mod views;
pub mod writing;

use chrono::Duration;
use sea_orm::{DbErr, EntityTrait, QuerySelect, sea_query::LockType};

pub use super::_entities::offers::{ActiveModel, Column, Entity, Model};
use super::{
    activities::{self, About, Verb},
    slugs,
};
use crate::{
    clock,
    database::Write,
    refusals::{Failure, Outcome},
};
use claims::Claims;
pub use readable::Readable;

/// Bytes.
pub const TITLE_LIMIT: usize = 300;
pub const TEXT_LIMIT: usize = 40_000;
pub const JUSTIFICATION_LIMIT: usize = 1_000;
/// How long an offer lives that says nothing else.
pub const LASTS: Duration = Duration::days(30);
/// States in which it is not an offer any more, and is still there to be read.
pub const ENDED: [&str; 3] = ["filled_here", "filled_elsewhere", "expired"];
/// States that only its organisation sees.
pub const PREPARED: [&str; 2] = ["draft", "checked"];

impl Model {
    pub fn path(&self) -> String {
        slugs::path("offers", self.id, &slugs::slug(&self.title))
    }

    /// Where an act on it is sent: `/offers/12/pause`.
    pub fn act(&self, act: &str) -> String {
        format!("/offers/{}/{act}", self.id)
    }

    /// Past its day it is over, whether or not the clock has come by.
    pub fn state_now(&self) -> &str {
        let past = self.expires_at.is_some_and(|end| end.to_utc() <= clock::now());
        if self.state == "published" && past { "expired" } else { &self.state }
    }

    pub fn is_published(&self) -> bool {
        self.state_now() == "published"
    }

    pub fn is_prepared(&self) -> bool {
        PREPARED.contains(&self.state.as_str())
    }

    pub fn has_ended(&self) -> bool {
        ENDED.contains(&self.state_now())
    }

    /// What it says. Kept by us: what cannot be read says nothing.
    pub fn claims(&self) -> Claims {
        serde_json::from_str(&self.claims).unwrap_or_default()
    }

    async fn record(&self, txn: &Write, by: Option<i64>, verb: Verb) -> Result<(), DbErr> {
        let about = About { offer: Some(self.id), organisation: Some(self.organisation_id), ..About::default() };
        activities::record(txn, by, verb, about, &self.state).await
    }
}

/// As it is now, and as it stays until this write ends.
async fn held(txn: &Write, id: i64) -> Outcome<Model> {
    Entity::find_by_id(id).lock(LockType::Update).one(txn).await?.ok_or(Failure::Missing)
}
