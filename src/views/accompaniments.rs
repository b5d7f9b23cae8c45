//! Being advised, and advising: the person's page, the adviser's people, one of them, and
//! the form that begins it.

use serde::Serialize;

use super::{Author, Field, calls::CallLine, threads::ThreadRow, when};
use crate::{
    models::{accompaniments::Readable, profiles, threads::listing::Listed},
    words::{Lang, When},
};

/// An accompaniment, to whichever of its two reads it.
#[derive(Clone, Debug, Serialize)]
pub struct AccompanimentLine {
    /// Where acts on it are sent.
    pub act: String,
    /// The adviser's page of it.
    pub path: String,
    pub other: Author,
    pub message: String,
    /// waiting, accepted, refused, closed, withdrawn
    pub state: String,
    /// Its reader began it.
    pub mine: bool,
    /// It was answered; closed without, nobody answered in time.
    pub answered: bool,
    /// Since when it is so.
    pub since: When,
}

impl AccompanimentLine {
    pub fn of(lang: Lang, read: &Readable) -> Self {
        let row = &read.accompaniment;
        Self {
            act: format!("/me/accompaniments/{}", row.id),
            path: format!("/me/people/{}", row.id),
            other: Author::of(&read.other),
            message: row.message.clone(),
            state: row.state.clone(),
            mine: row.asked_of() == read.other.id,
            answered: row.answered_at.is_some(),
            since: when(lang, &row.state_at),
        }
    }

    pub fn all(lang: Lang, rows: &[Readable]) -> Vec<Self> {
        rows.iter().map(|row| Self::of(lang, row)).collect()
    }
}

/// A thread that is pointed at, or can be.
#[derive(Clone, Debug, Serialize)]
pub struct PointedThread {
    pub id: i64,
    pub row: ThreadRow,
}

impl PointedThread {
    pub fn all(lang: Lang, rows: &[Listed]) -> Vec<Self> {
        rows.iter().map(|row| Self { id: row.id, row: ThreadRow::of(lang, row) }).collect()
    }
}

/// What the person shares with their adviser.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sharing {
    /// Fields of the profile (Fluent: `field-name`…) that are given, and that can be.
    pub given: Vec<&'static str>,
    pub not_given: Vec<&'static str>,
    pub threads: Vec<PointedThread>,
    /// Their latest threads that are not pointed at.
    pub mine: Vec<PointedThread>,
    pub address: Field,
}

/// The names of fields, as forms and sentences have them.
pub fn names(fields: &[profiles::Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.name()).collect()
}

/// `accompaniments/mine.html` → POST /me/adviser {handle*, message*},
/// POST /me/accompaniments/{id}/acceptance, …/refusal, …/removal, …/closure,
/// …/given {field*}, …/given/removal {field*}, …/threads {thread*}, …/threads/removal {thread*}
#[derive(Clone, Debug, Serialize)]
pub struct MinePage {
    /// What one asked, or who advises one.
    pub place: Option<AccompanimentLine>,
    pub sharing: Option<Sharing>,
    /// Where one writes to them: what is open between the two, or a new contact.
    pub write: String,
    /// The latest call, open or not.
    pub call: Option<CallLine>,
    pub proposed: Vec<AccompanimentLine>,
    /// How the last one ended.
    pub last: Option<AccompanimentLine>,
    pub handle: Field,
    pub message: Field,
    pub refusal: Option<String>,
}

/// `accompaniments/people.html`
#[derive(Clone, Debug, Serialize)]
pub struct PeoplePage {
    /// What is due.
    pub calls: Vec<CallLine>,
    /// What waits for the adviser's answer, and what they proposed.
    pub waiting: Vec<AccompanimentLine>,
    pub people: Vec<AccompanimentLine>,
    pub next: Option<String>,
}

/// `accompaniments/person.html` → POST /me/accompaniments/{id}/acceptance, …/refusal,
/// …/removal, …/closure; /me/calls/{id}/agreement {day, hour}, …/completion, …/cancellation
#[derive(Clone, Debug, Serialize)]
pub struct PersonPage {
    pub line: AccompanimentLine,
    pub given: Vec<&'static str>,
    pub threads: Vec<PointedThread>,
    pub calls: Vec<CallLine>,
    /// When a call without a slot would be.
    pub day: Field,
    pub hour: Field,
    pub refusal: Option<String>,
}

/// `accompaniments/new.html` → POST /people/{handle}/accompaniments {message*}
#[derive(Clone, Debug, Serialize)]
pub struct NewPage {
    pub person: Author,
    /// ask, propose (Fluent: `adviser-ask-lead`…)
    pub way: &'static str,
    pub message: Field,
    pub refusal: Option<String>,
}
