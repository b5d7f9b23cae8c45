//! A profile in place of a CV: where one is going, what one can do and the stories
//! that show it. The first view is the project and the skills; a full name, a
//! photo, an exact place, a way to reach one and the log of the project are fields
//! of their own, each shown to those one chooses (see [`disclosure`]).
//!
//! There is no field for age, family, health, origin or pay, and none will be
//! added (Code du travail, art. L1132-1; PRODUCT, rule 8).

pub mod accesses;
pub mod attesting;
pub mod caution;
pub mod disclosure;
pub mod editing;
pub mod exporting;
pub mod importing;
pub mod logging;
pub mod prepared;
pub mod sheet;
pub mod skills;
pub mod taking_up;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use serde::{Serialize, de::DeserializeOwned};

pub use super::_entities::profiles::{ActiveModel, Column, Entity, Model};
use crate::access::Audience;
use sheet::{Around, Language, Link, Reference, Step};

/// Bytes.
pub const HEADLINE_LIMIT: usize = 200;
pub const TEXT_LIMIT: usize = 4_000;
pub const LABEL_LIMIT: usize = 160;
pub const CONTACT_LIMIT: usize = 300;
pub const URL_LIMIT: usize = 500;

/// Rows of each short list.
pub const TRADES: usize = 3;
pub const PLACES: usize = 3;
pub const STEPS: usize = 6;
pub const LANGUAGES: usize = 5;
pub const LINKS: usize = 4;
pub const LICENCES: usize = 10;

pub const RHYTHMS: [&str; 6] = ["full_time", "part_time", "shifts", "nights", "weekends", "seasonal"];
pub const REMOTE: [&str; 3] = ["none", "some", "most"];
/// Where one is with a step of the project.
pub const STATES: [&str; 3] = ["ahead", "now", "done"];
/// Levels of the Common European Framework of Reference for Languages, and a first language.
pub const LEVELS: [&str; 7] = ["a1", "a2", "b1", "b2", "c1", "c2", "native"];
/// Kilometres around a place.
pub const RADII: [u32; 5] = [5, 10, 20, 50, 100];

/// Those to whom a profile, or a field of it, may be shown; `me`: nobody but those
/// it was given to by name.
pub const PUBLICS: [&str; 6] = ["me", "staff", "recruiters", "seekers", "members", "public"];

/// What is shown apart from the project and the skills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The full name; the one people are called by here is their account's.
    Name,
    Photo,
    /// The town; its department is in the first view.
    Place,
    /// An address, a number: how to reach one outside.
    Contact,
    /// The project from day to day.
    Log,
}

impl Field {
    pub const ALL: [Self; 5] = [Self::Name, Self::Photo, Self::Place, Self::Contact, Self::Log];

    /// Its name in forms, rows and Fluent keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Photo => "photo",
            Self::Place => "place",
            Self::Contact => "contact",
            Self::Log => "log",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

impl Model {
    /// # Errors
    /// When the database cannot be read.
    pub async fn of<C: ConnectionTrait>(db: &C, person: i64) -> Result<Option<Self>, DbErr> {
        Entity::find().filter(Column::UserId.eq(person)).one(db).await
    }

    /// Whom a field is shown to; none: nobody but those it was given to.
    pub fn audience(&self, field: Field) -> Option<Audience> {
        Audience::named(self.public_of(field))
    }

    /// The same, by name.
    pub fn public_of(&self, field: Field) -> &str {
        match field {
            Field::Name => &self.name_to,
            Field::Photo => &self.photo_to,
            Field::Place => &self.place_to,
            Field::Contact => &self.contact_to,
            Field::Log => &self.log_to,
        }
    }

    /// Whom the first view is shown to.
    pub fn shown_to(&self) -> Option<Audience> {
        Audience::named(&self.shown_to)
    }

    pub fn trades(&self) -> Vec<Reference> {
        list(&self.trades)
    }

    pub fn places(&self) -> Vec<Around> {
        list(&self.places)
    }

    pub fn steps(&self) -> Vec<Step> {
        list(&self.steps)
    }

    pub fn languages(&self) -> Vec<Language> {
        list(&self.languages)
    }

    pub fn licences(&self) -> Vec<String> {
        list(&self.licences)
    }

    pub fn links(&self) -> Vec<Link> {
        list(&self.links)
    }
}

/// A short list, as it is kept. What cannot be read is as if it were empty.
pub(super) fn list<T: DeserializeOwned>(json: &str) -> Vec<T> {
    serde_json::from_str(json).unwrap_or_default()
}

fn kept<T: Serialize>(list: &[T]) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}
