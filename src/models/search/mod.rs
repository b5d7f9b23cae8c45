//! Search. What is written becomes documents of one index (`documents.rs`, made
//! from the database by following the log); what is asked becomes a query
//! (`asking.rs`, `matching.rs`); what is found is counted and grouped within what
//! its reader may see (`collecting.rs`), and read again from the database before
//! it is shown (`finding.rs`).
//!
//! The index proposes, the database disposes: a room that someone may not read is
//! not in the set of rooms their query runs over, so it is in no result, count,
//! extract, suggestion or correction of theirs.

pub mod asking;
pub mod collecting;
pub mod documents;
pub mod extracts;
pub mod finding;
pub mod following;
pub mod french;
pub mod index;
pub mod matching;
pub mod offered;
pub mod people;
pub mod spelling;
pub mod stems;
pub mod suggesting;
pub mod thesaurus;

use serde::Serialize;

/// What can be found. Its number is kept in the index: never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    Thread = 1,
    Person = 2,
    Community = 3,
    Trade = 4,
    Offer = 5,
    Organisation = 6,
}

impl Noun {
    pub const ALL: [Self; 6] =
        [Self::Thread, Self::Offer, Self::Trade, Self::Community, Self::Organisation, Self::Person];

    /// Its name in addresses (`type=`) and Fluent keys (`search-type-thread`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Thread => "thread",
            Self::Person => "person",
            Self::Community => "community",
            Self::Trade => "trade",
            Self::Offer => "offer",
            Self::Organisation => "organisation",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.name() == name)
    }

    /// A number for one thing of this noun, unlike any other's: what results are
    /// grouped by.
    pub fn group(self, id: i64) -> u64 {
        (self as u64) << 56 | id.unsigned_abs()
    }

    /// The noun and its id, from the number of its group.
    pub fn of_group(group: u64) -> Option<(Self, i64)> {
        let noun = Self::ALL.into_iter().find(|noun| *noun as u64 == group >> 56)?;
        Some((noun, (group & 0x00ff_ffff_ffff_ffff) as i64))
    }
}
