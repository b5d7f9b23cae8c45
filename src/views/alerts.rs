//! What one looks for, the offers one saved or hid, and passing one on.

use serde::Serialize;

use super::{Choice, Field, offers::OfferRow, when};
use crate::{
    models::{
        alerts,
        offers::{listing::Listed, marks},
        organisations,
        threads::Readable,
    },
    words::{Lang, When},
};

/// `alerts/index.html`
#[derive(Clone, Debug, Serialize)]
pub struct AlertsPage {
    pub rows: Vec<AlertRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct AlertRow {
    pub path: String,
    pub name: String,
    /// The same in the list of offers, to look for it otherwise.
    pub search: String,
    /// Its name and path, where it is about one.
    pub organisation: Option<(String, String)>,
    /// A whole organisation is followed.
    pub follows: bool,
    /// morning, weekly, never (Fluent: `alert-letters-morning`…)
    pub letters: String,
    /// New ones since it was read.
    pub found: i32,
    pub since: When,
}

impl AlertRow {
    pub fn of(lang: Lang, alert: &alerts::Model, organisation: Option<&organisations::Model>) -> Self {
        let base = organisation.map_or_else(|| "/offers".to_owned(), |one| one.act("offers"));
        Self {
            path: alert.path(),
            name: alert.name.clone(),
            search: alert.wanted().path(&base, None),
            organisation: organisation.map(|one| (one.name.clone(), one.path())),
            follows: alert.follows(),
            letters: alert.letters.clone(),
            found: alert.found,
            since: when(lang, &alert.created_at),
        }
    }
}

/// `alerts/new.html`
#[derive(Clone, Debug, Serialize)]
pub struct AlertForm {
    pub action: String,
    pub name: Field,
    /// In a few words.
    pub looked_for: String,
    pub asked: String,
    pub organisation: String,
    pub letters: Vec<Choice>,
    pub refusal: Option<String>,
}

/// `alerts/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct AlertPage {
    pub alert: AlertRow,
    pub rows: Vec<OfferRow>,
    pub next: Option<String>,
    pub name: Field,
    pub letters: Vec<Choice>,
    /// Why nothing can be found any more.
    pub gone: Option<String>,
    pub refusal: Option<String>,
}

/// `offers/marked.html`
#[derive(Clone, Debug, Serialize)]
pub struct MarkedPage {
    /// saved, hidden (Fluent: `saved-offers-title`…)
    pub kind: &'static str,
    pub path: &'static str,
    pub rows: Vec<MarkedRow>,
    pub next: Option<String>,
    /// How many are hidden, beside those that are saved.
    pub hidden: u64,
}

#[derive(Clone, Debug, Serialize)]
pub struct MarkedRow {
    pub id: i64,
    /// None once it was taken away.
    pub row: Option<OfferRow>,
    pub when: When,
}

impl MarkedRow {
    pub fn of(lang: Lang, mark: &marks::Model, listed: Option<&Listed>) -> Self {
        Self {
            id: mark.offer_id,
            row: listed.map(|listed| OfferRow::of(lang, listed)),
            when: when(lang, &mark.created_at),
        }
    }
}

/// `offers/relay.html`
#[derive(Clone, Debug, Serialize)]
pub struct RelayForm {
    pub action: String,
    pub row: OfferRow,
    /// Mine that do not have it yet.
    pub rooms: Vec<Way>,
    /// Those I write to.
    pub people: Vec<Way>,
    /// Where it is talked about already.
    pub relayed: Vec<Relayed>,
    pub to: Field,
    pub words: Field,
    pub draft: String,
    pub refusal: Option<String>,
}

/// A room or a person one chooses.
#[derive(Clone, Debug, Serialize)]
pub struct Way {
    pub value: String,
    pub name: String,
    pub chosen: bool,
}

impl Way {
    pub fn of(value: &str, name: &str, chosen: &str) -> Self {
        Self { value: value.to_owned(), name: name.to_owned(), chosen: value == chosen }
    }
}

/// A thread that passes an offer on.
#[derive(Clone, Debug, Serialize)]
pub struct Relayed {
    pub path: String,
    pub room: String,
    pub replies: i32,
}

impl Relayed {
    pub fn of(thread: &Readable) -> Self {
        Self { path: thread.path(), room: thread.room.name.clone(), replies: thread.replies_count }
    }
}
