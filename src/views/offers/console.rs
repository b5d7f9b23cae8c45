//! What an organisation's own people see of its offers: a line each.

use serde::Serialize;

use super::OfferRow;
use crate::{
    clock,
    models::offers::{
        channels::Channel,
        checking::Level,
        console::{Chosen, FOUND, Line},
    },
    views::{Choice, Field},
    words::Lang,
};

/// `organisations/console.html`
#[derive(Clone, Debug, Serialize)]
pub struct ConsolePage {
    pub path: String,
    pub called: String,
    pub proven: bool,
    pub may_write: bool,
    /// Each group of states with its address and how many there are; the first is all.
    pub states: Vec<StateTab>,
    pub choices: Choices,
    /// By anything but a state.
    pub narrow: bool,
    pub filtered: bool,
    pub rows: Vec<ConsoleRow>,
    pub next: Option<String>,
    /// The page as it was asked for, after its `?`: an act on several comes back to it.
    pub here: String,
    /// The reader recruits there: what was sent to it is theirs to read.
    pub recruits: bool,
    /// How many wait past their day, while that slows the organisation.
    pub overdue: Option<u64>,
    /// POST field `act`: what can be done with several at once (empty value first: nothing).
    pub acts: Vec<Choice>,
    /// What an act on several could not do.
    pub left: Option<Left>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StateTab {
    /// Fluent: `console-state-draft`…
    pub label: &'static str,
    pub path: String,
    pub count: i64,
    pub chosen: bool,
}

/// The fields by which one chooses.
#[derive(Clone, Debug, Serialize)]
pub struct Choices {
    pub state: String,
    pub q: Field,
    pub found: Vec<Choice>,
    /// Empty when the organisation has none.
    pub sources: Vec<SourceChoice>,
    pub waiting: bool,
    pub ending: bool,
    pub mine: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct SourceChoice {
    pub value: String,
    /// Its name; none of what was written here.
    pub name: Option<String>,
    pub chosen: bool,
}

impl Choices {
    pub fn of(chosen: &Chosen, sources: Vec<(i64, String)>) -> Self {
        let source = |value: String, name| SourceChoice { chosen: value == chosen.source, value, name };
        let named = sources.into_iter().map(|(id, name)| source(id.to_string(), Some(name)));
        let sources: Vec<SourceChoice> = named.collect();
        Self {
            state: chosen.state.clone(),
            q: Field::holding(&chosen.words),
            found: Choice::among("console-found", &FOUND, &chosen.found, false),
            sources: match sources.is_empty() {
                true => sources,
                false => [vec![source("here".to_owned(), None)], sources].concat(),
            },
            waiting: chosen.waiting,
            ending: chosen.ending,
            mine: chosen.mine,
        }
    }
}

/// An act on several, where some stay as they were.
#[derive(Clone, Debug, Serialize)]
pub struct Left {
    pub done: usize,
    pub offers: Vec<LeftRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LeftRow {
    pub title: String,
    /// Where it can be done: its page, its form, or the answers that wait.
    pub path: String,
    pub why: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct ConsoleRow {
    pub row: OfferRow,
    /// What the check found: of what the law forbids, and of what could be better.
    pub unlawful: usize,
    pub warnings: usize,
    /// How long it still is published, in words.
    pub days_left: Option<String>,
    /// Pages shown in the last thirty days.
    pub views: i64,
    /// How many answered it or wrote about it, and wait for an answer; zero for who does
    /// not recruit.
    pub contacts: i64,
    pub waiting: i64,
    /// Names of the sources that say it; none when it was written here.
    pub sources: Vec<String>,
    /// Open channels, while it is published, of so many.
    pub channels: Option<usize>,
    pub channels_all: usize,
    pub keepers: Vec<String>,
    pub notes: i64,
    /// Acts that make sense now: publication, renewal…
    pub acts: Vec<&'static str>,
    /// It stays ticked when an act on several left it as it was.
    pub ticked: bool,
}

impl ConsoleRow {
    pub fn of(lang: Lang, line: &Line, ticked: bool) -> Self {
        let (offer, of) = (&line.listed.offer, &line.listed.organisation);
        let found = offer.found();
        let unlawful = found.iter().filter(|finding| finding.level == Level::Unlawful).count();
        let left =
            offer.expires_at.filter(|_| offer.is_published()).map(|end| (end.to_utc() - clock::now()).num_days());
        let left = left.map(|days| lang.say_with("console-days-left", &[("count", days.into())]));
        let open = Channel::ALL.into_iter().filter(|channel| offer.goes_through(*channel, of)).count();
        Self {
            row: OfferRow::of(lang, &line.listed),
            unlawful,
            warnings: found.len() - unlawful,
            days_left: left,
            views: line.views,
            contacts: line.contacts,
            waiting: line.waiting,
            sources: line.sources.clone(),
            channels: Some(open).filter(|_| offer.is_published() && of.is_proven()),
            channels_all: Channel::ALL.len(),
            keepers: line.keepers.iter().map(|keeper| keeper.display_name.clone()).collect(),
            notes: line.notes,
            acts: acts(offer.state_now()),
            ticked,
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
