//! All trades at once, in memory: what is there, or what should be. The difference
//! between two such pictures is what is written, so that what an import does not
//! change is not touched, and the second of two alike does nothing.

mod reading;
mod writing;

use std::collections::BTreeMap;

use sea_orm::{ActiveEnum, DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};

pub use writing::Written;

/// Code → trade.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture(pub BTreeMap<String, Trade>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// The ROME 3 trade it comes from; its own code when it is one.
    pub parent: String,
    pub title: String,
    pub description: String,
    pub state: State,
    pub replaced_by: Option<String>,
    pub source: Source,
    /// The principal one first.
    pub titles: Vec<Title>,
    pub skills: Vec<Skill>,
    /// By the code they lead to.
    pub bridges: BTreeMap<String, Bridge>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    pub title: String,
    /// The number France Travail gives it.
    pub ogr: Option<String>,
    pub principal: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    pub label: String,
    pub source: Source,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    pub kind: Kind,
    pub why: String,
    pub source: Source,
}

/// How far a bridge goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// What one knows is enough to begin.
    Near,
    /// There is something to learn first.
    Step,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum State {
    Current,
    /// No longer in the release; kept for those who chose it.
    Retired,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Source {
    /// This house, in its own words.
    Starter,
    /// France Travail, of this very trade.
    Rome,
    /// France Travail, of the ROME 3 trade it comes from.
    Derived,
}

impl Picture {
    pub fn of(trades: impl IntoIterator<Item = (String, Trade)>) -> Self {
        Self(trades.into_iter().collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn is_current(&self, code: &str) -> bool {
        self.0.get(code).is_some_and(Trade::is_current)
    }
}

impl Trade {
    pub fn is_current(&self) -> bool {
        self.state == State::Current
    }
}

/// A name of an enum as its column keeps it.
fn name<E: ActiveEnum<Value = String>>(value: &E) -> String {
    value.to_value()
}
