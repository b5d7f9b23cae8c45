//! Call-backs: asking for one, one of them as each of the two reads it, and the hours an
//! adviser publishes.

use chrono::{DateTime, Datelike, Timelike, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::{Author, Choice, Field, when};
use crate::{
    models::calls::{self, slots},
    words::{Lang, When},
};

/// A moment at the reader's own clock: “mardi 1er décembre 2026 à 14 h 30”.
pub fn at_their_clock(lang: Lang, at: DateTime<Utc>, zone: &str) -> String {
    let zone: Tz = zone.parse().unwrap_or(Tz::Europe__Paris);
    let local = at.with_timezone(&zone);
    let weekday = lang.say(&format!("weekday-{}", local.weekday().number_from_monday()));
    // Days are names in English, words in French.
    let weekday = if lang == Lang::Fr { weekday.to_lowercase() } else { weekday };
    lang.say_with(
        "call-moment",
        &[
            ("weekday", weekday.into()),
            ("day", lang.date(local.date_naive()).into()),
            ("hour", local.hour().to_string().into()),
            ("minute", format!("{:02}", local.minute()).into()),
        ],
    )
}

/// A call, to one of its two.
#[derive(Clone, Debug, Serialize)]
pub struct CallLine {
    /// Where acts on it are sent.
    pub act: String,
    /// Whose call it is, in an adviser's list; and where it is read.
    pub person: Option<Author>,
    pub path: String,
    pub about: String,
    pub page: String,
    /// For the adviser, while it is open.
    pub phone: String,
    /// `tel:+33612345678`
    pub dial: String,
    /// waiting, agreed, done, cancelled
    pub state: String,
    pub open: bool,
    pub at: Option<String>,
    pub since: When,
}

impl CallLine {
    pub fn of(lang: Lang, call: &calls::Model, zone: &str) -> Self {
        let digits: String = call.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        Self {
            act: format!("/me/calls/{}", call.id),
            person: None,
            path: format!("/me/people/{}", call.accompaniment_id),
            about: call.about.clone(),
            page: call.page.clone(),
            phone: call.phone.clone(),
            dial: format!("tel:{digits}"),
            state: call.state.clone(),
            open: call.is_open(),
            at: call.at.map(|at| at_their_clock(lang, at.to_utc(), zone)),
            since: when(lang, &call.state_at),
        }
    }
}

/// `calls/new.html` → POST /me/adviser/calls {about*, phone*, slot, page, say_page}
#[derive(Clone, Debug, Serialize)]
pub struct NewCall {
    /// None: they are advised by nobody yet.
    pub adviser: Option<Author>,
    pub about: Field,
    pub phone: Field,
    /// Names of slots, and nothing: when the adviser can.
    pub slots: Vec<Slot>,
    pub slot_error: Option<String>,
    pub page: String,
    pub zone: String,
    pub refusal: Option<String>,
}

/// A slot to choose.
#[derive(Clone, Debug, Serialize)]
pub struct Slot {
    pub name: String,
    pub says: String,
    pub chosen: bool,
}

impl Slot {
    pub fn all(lang: Lang, offered: &[slots::Offered], zone: &str, chosen: &str) -> Vec<Self> {
        let slot = |slot: &slots::Offered| Self {
            name: slot.name.clone(),
            says: at_their_clock(lang, slot.at, zone),
            chosen: slot.name == chosen,
        };
        offered.iter().map(slot).collect()
    }
}

/// `calls/slots.html` → POST /me/people/slots {weekday, day, from*, until*, minutes*},
/// POST /me/people/slots/removal {slot*}
#[derive(Clone, Debug, Serialize)]
pub struct SlotsPage {
    pub slots: Vec<SlotLine>,
    pub weekdays: Vec<Choice>,
    pub minutes: Vec<Choice>,
    pub day: Field,
    pub from: Field,
    pub until: Field,
    pub slots_error: Option<String>,
    pub minutes_error: Option<String>,
    pub zone: String,
    pub refusal: Option<String>,
}

/// A slot that is published.
#[derive(Clone, Debug, Serialize)]
pub struct SlotLine {
    pub id: i64,
    /// Fluent: `weekday-2`; none for one that comes once.
    pub weekday: Option<String>,
    pub day: String,
    pub from: String,
    pub until: String,
}

impl SlotLine {
    pub fn of(lang: Lang, slot: &slots::Model) -> Self {
        Self {
            id: slot.id,
            weekday: slot.weekday().map(|day| format!("weekday-{day}")),
            day: slot.day.map(|day| lang.date(day)).unwrap_or_default(),
            from: slot.from().to_owned(),
            until: slot.until.clone(),
        }
    }
}
