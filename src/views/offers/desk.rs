//! The desk of an offer: what its people see of it and say to each other.

use serde::Serialize;

use crate::{
    models::offers::keeping::Note,
    views::{Author, Field, when},
    words::{Lang, When},
};

/// `offers/desk.html`
#[derive(Clone, Debug, Serialize)]
pub struct DeskPage {
    pub id: i64,
    pub title: String,
    pub path: String,
    pub organisation: String,
    pub organisation_path: String,
    pub may_write: bool,
    /// The reader recruits there: what was sent to it is theirs to read.
    pub recruits: bool,
    /// Pages shown in the last thirty days.
    pub views: i64,
    pub contacts: i64,
    pub waiting: i64,
    /// Names of the sources that say it; none when it was written here.
    pub sources: Vec<String>,
    /// The last five, the latest first.
    pub weeks: Vec<WeekRow>,
    pub keepers: Vec<Author>,
    /// The reader is one of them.
    pub cares: bool,
    /// The latest first.
    pub notes: Vec<NoteRow>,
    /// POST field `body`.
    pub body: Field,
}

#[derive(Clone, Debug, Serialize)]
pub struct WeekRow {
    /// The day it begins.
    pub from: String,
    pub count: i64,
    /// In hundredths of the week that has most.
    pub share: i64,
}

#[derive(Clone, Debug, Serialize)]
pub struct NoteRow {
    pub id: i64,
    pub author: Author,
    pub body: String,
    pub when: When,
    pub may_remove: bool,
}

impl NoteRow {
    pub fn of(lang: Lang, note: &Note, me: i64, owner: bool) -> Self {
        Self {
            id: note.note.id,
            author: Author::of(&note.author),
            body: note.note.body.clone(),
            when: when(lang, &note.note.created_at),
            may_remove: owner || note.note.author_id == me,
        }
    }
}
