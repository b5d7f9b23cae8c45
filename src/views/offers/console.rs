//! What an organisation's own people see of its offers: a line each.

use serde::Serialize;

use super::OfferRow;
use crate::{
    clock,
    models::offers::{checking::Level, listing::Listed},
    views::Choice,
    words::Lang,
};

/// `organisations/console.html`
#[derive(Clone, Debug, Serialize)]
pub struct ConsolePage {
    pub path: String,
    pub called: String,
    pub proven: bool,
    pub may_write: bool,
    /// GET field `state` (empty value first: all).
    pub states: Vec<Choice>,
    pub filtered: bool,
    pub rows: Vec<ConsoleRow>,
    pub next: Option<String>,
    /// The reader recruits there: what was sent to it is theirs to read.
    pub recruits: bool,
    /// How many wait past their day, while that slows the organisation.
    pub overdue: Option<u64>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ConsoleRow {
    pub row: OfferRow,
    /// What the check found: of what the law forbids, and of what could be better.
    pub unlawful: usize,
    pub warnings: usize,
    /// How long it still is published, in words.
    pub days_left: Option<String>,
    /// How many wait for an answer to it; zero for who does not recruit.
    pub waiting: i64,
    /// Acts that make sense now: publication, renewal…
    pub acts: Vec<&'static str>,
}

impl ConsoleRow {
    pub fn of(lang: Lang, listed: &Listed, waiting: i64) -> Self {
        let offer = &listed.offer;
        let found = offer.found();
        let unlawful = found.iter().filter(|finding| finding.level == Level::Unlawful).count();
        let left =
            offer.expires_at.filter(|_| offer.is_published()).map(|end| (end.to_utc() - clock::now()).num_days());
        let left = left.map(|days| lang.say_with("console-days-left", &[("count", days.into())]));
        Self {
            row: OfferRow::of(lang, listed),
            unlawful,
            warnings: found.len() - unlawful,
            days_left: left,
            waiting,
            acts: acts(offer.state_now()),
        }
    }
}

/// What one may do with an offer in this state, in the order of use. Each is the end of
/// an address and of a Fluent key: `offer-act-publication`.
pub fn acts(state: &str) -> Vec<&'static str> {
    match state {
        "draft" | "checked" => vec!["publication", "removal"],
        "published" => vec!["renewal", "pause", "removal"],
        "paused" => vec!["publication", "removal"],
        "expired" | "filled_here" | "filled_elsewhere" => vec!["renewal", "removal"],
        "withdrawn" => vec!["removal/undo"],
        _ => vec![],
    }
}
