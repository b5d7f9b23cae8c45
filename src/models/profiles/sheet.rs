//! A profile as plain words: what is imported, exported, printed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A whole profile, without who it is shown to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// The project in a line.
    pub headline: String,
    pub project: String,
    /// What one offers to others, and what one looks for.
    pub offers: String,
    pub seeks: String,
    /// Names of [`RHYTHMS`](super::RHYTHMS).
    pub rhythms: Vec<String>,
    /// One of [`REMOTE`](super::REMOTE), or nothing.
    pub remote: String,
    pub available_from: Option<NaiveDate>,
    pub trades: Vec<Reference>,
    pub places: Vec<Around>,
    pub skills: Vec<Skill>,
    pub steps: Vec<Step>,
    pub languages: Vec<Language>,
    pub licences: Vec<String>,
    pub links: Vec<Link>,
    pub full_name: String,
    pub contact: String,
}

/// A trade: free words, and its code when the house knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub label: String,
    pub code: Option<String>,
}

/// A place, and how far around it, in kilometres.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    pub label: String,
    pub code: Option<String>,
    pub km: u32,
}

/// A skill and the story that shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skill {
    pub label: String,
    pub code: Option<String>,
    pub context: String,
    pub action: String,
    pub result: String,
}

/// A step of the project, and where one is with it: one of [`STATES`](super::STATES).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub title: String,
    pub state: String,
}

/// A language, and how well: one of [`LEVELS`](super::LEVELS), or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    pub name: String,
    pub level: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub label: String,
    pub url: String,
}
