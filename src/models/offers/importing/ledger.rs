//! The ledger: the one state in which each item of a run ends, and how many ended in each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How an item of a feed ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A new offer, or one that is back.
    Published,
    Updated,
    Unchanged,
    /// Another channel of an offer that is there already.
    Duplicate,
    /// Kept aside until its source says what is missing.
    Quarantined,
    /// Not read, or not to be kept.
    Rejected,
    /// Its source does not say it any more.
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 7] = [
        Self::Published,
        Self::Updated,
        Self::Unchanged,
        Self::Duplicate,
        Self::Quarantined,
        Self::Rejected,
        Self::Withdrawn,
    ];

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Duplicate => "duplicate",
            Self::Quarantined => "quarantined",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The same in the words that software of recruiters has for it: never changed.
    pub fn status(self) -> &'static str {
        match self {
            Self::Published => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Duplicate => "rejected_duplicate",
            Self::Quarantined => "rejected_quarantined",
            Self::Rejected => "rejected_invalid",
            Self::Withdrawn => "deleted",
        }
    }
}

/// One line of it: what a receipt says of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    pub reference: String,
    pub state: State,
    /// Why, and what to mend; empty where there is nothing to say.
    pub reason: String,
    /// The rules that found something in it: their ids.
    pub findings: Vec<String>,
    #[serde(skip)]
    pub offer: Option<i64>,
}

/// How many items ended in each state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Totals(BTreeMap<State, usize>);

impl Totals {
    pub(super) fn add(&mut self, lines: &[Line]) {
        for line in lines {
            *self.0.entry(line.state).or_default() += 1;
        }
    }

    pub fn of(&self, state: State) -> usize {
        self.0.get(&state).copied().unwrap_or_default()
    }

    /// How many by status, all of them said.
    pub fn by_status(&self) -> BTreeMap<&'static str, usize> {
        State::ALL.into_iter().map(|state| (state.status(), self.of(state))).collect()
    }

    pub fn all(&self) -> usize {
        self.0.values().sum()
    }
}
