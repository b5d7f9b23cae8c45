//! Sources of offers, what a file would change, and what a run did.

use serde::Serialize;

use crate::{
    clock,
    models::{
        _entities::{offer_run_lines, offer_runs, offer_sources},
        offers::importing::{Line, State, Totals, receipts::Source},
        organisations,
    },
    views::{Choice, Field, when},
    words::{Lang, When},
};

/// How many items ended in a state (Fluent: `ledger-count-published`…).
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    pub state: &'static str,
    pub count: usize,
}

/// The states in which anything ended, in the order of a life.
pub fn counts(totals: &Totals) -> Vec<Count> {
    let count = |state: State| Count { state: state.name(), count: totals.of(state) };
    State::ALL.into_iter().map(count).filter(|count| count.count > 0).collect()
}

/// `organisations/sources.html`
#[derive(Clone, Debug, Serialize)]
pub struct SourcesPage {
    pub path: String,
    pub called: String,
    pub sources: Vec<SourceRow>,
    pub file: Field,
    pub address: Field,
    pub every: Vec<Choice>,
    /// Otherwise one only reads what there is.
    pub may_write: bool,
    pub refusal: Option<String>,
}

/// How a source that is an address is read.
#[derive(Clone, Debug, Serialize)]
pub struct AddressLine {
    /// Where it is read again, or left alone: `/organisations/le-fournil/sources/3`.
    pub path: String,
    pub hours: i32,
    /// When it is read next; nothing while it is left alone.
    pub next: Option<When>,
    /// Its turn has come.
    pub due: bool,
    pub checked: Option<When>,
    /// How often it could not be read since, and why (Fluent: `refusal-unfetched`).
    pub failures: i32,
    pub why: String,
    pub given_up: bool,
}

impl AddressLine {
    pub(super) fn of(lang: Lang, organisation: &organisations::Model, source: &offer_sources::Model) -> Option<Self> {
        source.is_address().then(|| Self {
            path: organisation.act(&format!("sources/{}", source.id)),
            hours: source.every_hours,
            next: source.next_at.as_ref().map(|at| when(lang, at)),
            due: source.next_at.is_some_and(|at| at.to_utc() <= clock::now()),
            checked: source.checked_at.as_ref().map(|at| when(lang, at)),
            failures: source.failures,
            why: source.said.clone(),
            given_up: source.is_given_up(),
        })
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct SourceRow {
    pub id: i64,
    pub name: String,
    /// Where one says which of its fields says what.
    pub mapping: String,
    pub address: Option<AddressLine>,
    /// Of the last run; none before the first.
    pub run: Option<String>,
    /// running, done, held, failed (Fluent: `run-state-done`…)
    pub state: Option<String>,
    pub when: Option<When>,
    pub counts: Vec<Count>,
}

impl SourceRow {
    pub fn of(lang: Lang, organisation: &organisations::Model, source: &Source) -> Self {
        let last = source.last.as_ref();
        Self {
            id: source.source.id,
            name: source.source.name.clone(),
            mapping: mapping_of(organisation, source.source.id),
            address: AddressLine::of(lang, organisation, &source.source),
            run: last.map(|run| organisation.act(&format!("runs/{}", run.id))),
            state: last.map(|run| run.state.clone()),
            when: last.map(|run| when(lang, run.ended_at.as_ref().unwrap_or(&run.begun_at))),
            counts: last.map(|run| counts(&totals(run))).unwrap_or_default(),
        }
    }
}

/// Where one says which field of a source says what.
pub fn mapping_of(organisation: &organisations::Model, source: i64) -> String {
    organisation.act(&format!("sources/{source}/mapping"))
}

/// How many items of a run ended in each state.
pub fn totals(run: &offer_runs::Model) -> Totals {
    serde_json::from_str(&run.totals).unwrap_or_default()
}

/// `organisations/dry_run.html`
#[derive(Clone, Debug, Serialize)]
pub struct DryPage {
    pub path: String,
    pub called: String,
    pub source: String,
    /// Of an address: how often it would be read, in hours.
    pub every: String,
    pub counts: Vec<Count>,
    /// Why the file could not be read to its end.
    pub broken: Option<String>,
    /// How many offers it would withdraw, when that is too many to be meant.
    pub held: Option<u64>,
    pub lines: Vec<LineRow>,
    /// Lines that are not shown.
    pub more: usize,
    /// Some lack something.
    pub lacking: bool,
    /// Where one says which field says it, once the source is known.
    pub mapping: Option<String>,
}

/// `organisations/_ledger.html`
#[derive(Clone, Debug, Serialize)]
pub struct LineRow {
    pub reference: String,
    /// published, updated… (Fluent: `ledger-published`…)
    pub state: String,
    pub reason: String,
    pub offer: Option<String>,
}

impl LineRow {
    pub fn of(line: &Line) -> Self {
        Self {
            reference: line.reference.clone(),
            state: line.state.name().to_owned(),
            reason: line.reason.clone(),
            offer: line.offer.map(|id| format!("/offers/{id}")),
        }
    }

    pub fn kept(line: &offer_run_lines::Model) -> Self {
        Self {
            reference: line.reference.clone(),
            state: line.state.clone(),
            reason: line.reason.clone(),
            offer: line.offer_id.map(|id| format!("/offers/{id}")),
        }
    }
}

/// `organisations/run.html`
#[derive(Clone, Debug, Serialize)]
pub struct RunPage {
    pub path: String,
    pub called: String,
    /// Of this page.
    pub here: String,
    pub source: String,
    pub state: String,
    pub when: When,
    pub counts: Vec<Count>,
    pub said: String,
    /// Links by state, what is looked at marked (Fluent: `ledger-published`…).
    pub states: Vec<Choice>,
    pub lines: Vec<LineRow>,
    pub next: Option<String>,
    pub may_release: bool,
    /// Where one says which field says what some of its offers lack.
    pub mapping: Option<String>,
    pub refusal: Option<String>,
}

impl RunPage {
    pub fn of(
        lang: Lang,
        organisation: &organisations::Model,
        run: &offer_runs::Model,
        source: &offer_sources::Model,
        state: Option<State>,
    ) -> Self {
        let counts = counts(&totals(run));
        let states: Vec<&str> = std::iter::once("").chain(counts.iter().map(|count| count.state)).collect();
        Self {
            path: organisation.path(),
            called: organisation.name.clone(),
            here: organisation.act(&format!("runs/{}", run.id)),
            source: source.name.clone(),
            state: run.state.clone(),
            when: when(lang, run.ended_at.as_ref().unwrap_or(&run.begun_at)),
            states: Choice::among("ledger", &states, state.map(State::name).unwrap_or_default(), false),
            counts,
            said: run.said.clone(),
            lines: vec![],
            next: None,
            may_release: false,
            mapping: None,
            refusal: None,
        }
    }
}
