//! Rooms.

pub mod creating;
pub mod editing;
pub mod entering;
pub mod former;
pub mod listing;
pub mod managing;
pub mod rendering;

use sea_orm::{ConnectionTrait, DbErr};

pub use super::_entities::communities::{ActiveModel, Column, Entity, Model};
use crate::{
    access::{Audience, Viewer},
    models::{places, trades},
    refusals::{Failure, Outcome},
    views::threads::RoomLine,
};

pub const KINDS: [&str; 5] = ["theme", "trade", "place", "branch", "situation"];
pub const RESERVED_SLUGS: [&str; 2] = ["new", "settings"];
/// Bytes.
pub const NAME_LIMIT: usize = 120;
pub const DESCRIPTION_LIMIT: usize = 600;
pub const RULES_LIMIT: usize = 6_000;

impl Model {
    /// The only way to a room: through the eyes of whoever asks, under its name or one
    /// it had.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it does not exist for them.
    pub async fn readable_by<C: ConnectionTrait>(db: &C, viewer: &Viewer, slug: &str) -> Outcome<Self> {
        let room = Self::at(db, slug).await?.ok_or(Failure::Missing)?;
        if viewer.may_read(&room) { Ok(room) } else { Err(Failure::Missing) }
    }

    pub fn path(&self) -> String {
        format!("/communities/{}", self.slug)
    }

    /// Offers of what it is about, in some shape: `/communities/nantes/offers.atom`.
    pub fn offers(&self, ending: &str) -> String {
        format!("/communities/{}/offers{ending}", self.slug)
    }

    pub fn audience(&self) -> Audience {
        // What nobody can name is for nobody.
        Audience::named(&self.audience).unwrap_or(Audience::Named)
    }

    pub fn is_public(&self) -> bool {
        self.audience() == Audience::Public && self.state == "open"
    }

    /// The trade it is about, if that is one we know.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn trade<C: ConnectionTrait>(&self, db: &C) -> Result<Option<trades::Model>, DbErr> {
        match &self.trade_code {
            Some(code) => trades::look_up(db, code).await,
            None => Ok(None),
        }
    }

    /// The place it is about, the same way.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn place<C: ConnectionTrait>(&self, db: &C) -> Result<Option<places::Model>, DbErr> {
        match &self.place_code {
            Some(code) => places::find(db, code).await,
            None => Ok(None),
        }
    }

    pub fn line(&self) -> RoomLine {
        RoomLine {
            id: self.id,
            slug: self.slug.clone(),
            name: self.name.clone(),
            path: self.path(),
            audience: self.audience.clone(),
        }
    }
}
