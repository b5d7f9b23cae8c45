//! A profile as plain words: what is imported, exported, printed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Model, skills};

/// A whole profile, without who it is shown to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

impl Sheet {
    /// All that a profile says, with the fields that are shown apart.
    pub fn of(profile: &Model, skills: &[skills::Model]) -> Self {
        let skill = |skill: &skills::Model| Skill {
            label: skill.label.clone(),
            code: None,
            context: skill.context.clone(),
            action: skill.action.clone(),
            result: skill.result.clone(),
        };
        Self {
            headline: profile.headline.clone(),
            project: profile.project.clone(),
            offers: profile.offers.clone(),
            seeks: profile.seeks.clone(),
            rhythms: profile.rhythms.split_whitespace().map(str::to_owned).collect(),
            remote: profile.remote.clone(),
            available_from: profile.available_from,
            trades: profile.trades(),
            places: profile.places(),
            skills: skills.iter().map(skill).collect(),
            steps: profile.steps(),
            languages: profile.languages(),
            licences: profile.licences(),
            links: profile.links(),
            full_name: profile.full_name.clone(),
            contact: profile.contact.clone(),
        }
    }
}
