//! Contacts and introductions in lists.

use serde::Serialize;

use super::organisation;
use crate::{
    models::{
        contacts::{introducing, listing::Row, reachable::FROM},
        users,
    },
    views::{Author, Choice, when},
    words::{Lang, When},
};

/// A contact in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ContactRow {
    pub path: String,
    pub other: Author,
    pub organisation: Option<String>,
    pub purpose: String,
    pub sense: String,
    /// Fluent: `contact-mine-waiting`… of what one asked, `contact-state-waiting`… of the rest.
    pub state: String,
    pub until: Option<When>,
    pub when: When,
}

impl ContactRow {
    pub fn all(lang: Lang, rows: &[Row]) -> Vec<Self> {
        rows.iter().map(|row| Self::of(lang, row)).collect()
    }

    fn of(lang: Lang, Row { contact, other }: &Row) -> Self {
        Self {
            path: contact.path(),
            other: Author::of(other),
            organisation: organisation(other),
            purpose: contact.purpose.clone(),
            sense: crate::text::sense(&contact.message),
            state: contact.state.clone(),
            until: (contact.state == "later").then(|| when(lang, &contact.due_from)),
            when: when(lang, &contact.asked_at),
        }
    }
}

/// An introduction in a list.
#[derive(Clone, Debug, Serialize)]
pub struct IntroductionRow {
    pub path: String,
    pub by: Author,
    pub when: When,
}

impl IntroductionRow {
    pub fn of(lang: Lang, introduction: &introducing::Model, by: &users::Model) -> Self {
        Self {
            path: format!("/me/{}", introducing::subject(introduction.id)),
            by: Author::of(by),
            when: when(lang, &introduction.asked_at),
        }
    }
}

/// `contacts/index.html` → POST /me/contacts/from {contacts_from*}
#[derive(Clone, Debug, Serialize)]
pub struct ContactsPage {
    pub introductions: Vec<IntroductionRow>,
    pub awaiting: Vec<ContactRow>,
    pub received: Vec<ContactRow>,
    pub next: Option<String>,
    /// The first page: what awaits, and who may ask.
    pub first: bool,
    /// Fluent: `contacts-from-members`…
    pub from: Vec<Choice>,
    pub refusal: Option<String>,
}

impl ContactsPage {
    pub fn from(chosen: &str) -> Vec<Choice> {
        Choice::among("contacts-from", &FROM, chosen, true)
    }
}

/// What one proposed (Fluent: `introduction-mine-waiting`…).
#[derive(Clone, Debug, Serialize)]
pub struct ProposedRow {
    pub one: Author,
    pub other: Author,
    pub state: String,
    pub when: When,
}

impl ProposedRow {
    pub fn of(lang: Lang, (introduction, one, other): &(introducing::Model, users::Model, users::Model)) -> Self {
        // Who said no is said to nobody.
        Self {
            one: Author::of(one),
            other: Author::of(other),
            state: introduction.state.clone(),
            when: when(lang, &introduction.asked_at),
        }
    }
}

/// `contacts/sent.html`
#[derive(Clone, Debug, Serialize)]
pub struct SentPage {
    pub sent: Vec<ContactRow>,
    pub next: Option<String>,
    pub proposed: Vec<ProposedRow>,
}
