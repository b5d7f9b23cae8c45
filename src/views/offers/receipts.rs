//! What became of offers that a program sent, for programs: the API answers it, a webhook
//! is told it. Names of fields and of statuses are never changed.

use std::collections::BTreeMap;

use chrono::SecondsFormat;
use serde::Serialize;

use crate::{
    house::House,
    models::{
        _entities::{offer_run_lines, offer_runs, offer_sources, webhook_deliveries},
        keyset::Slice,
        offers::{
            importing::{Line, State},
            sent::Sent,
        },
        webhooks::delivering::Told,
    },
    views::offers::sources::totals,
};

/// One item, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    pub reference: String,
    /// As the ledger says it: published, updated…
    pub state: String,
    /// As software of recruiters does: created, updated…
    pub status: &'static str,
    /// Why, and what to mend; empty where there is nothing to say.
    pub message: String,
    pub offer: Option<i64>,
    pub url: Option<String>,
}

impl Receipt {
    pub fn of(house: &House, line: &Line) -> Self {
        Self::said(house, &line.reference, line.state, &line.reason, line.offer)
    }

    /// None of a line that this version does not know.
    pub fn kept(house: &House, line: &offer_run_lines::Model) -> Option<Self> {
        Some(Self::said(house, &line.reference, State::named(&line.state)?, &line.reason, line.offer_id))
    }

    fn said(house: &House, reference: &str, state: State, reason: &str, offer: Option<i64>) -> Self {
        Self {
            reference: reference.to_owned(),
            state: state.name().to_owned(),
            status: state.status(),
            message: reason.to_owned(),
            offer,
            url: offer.map(|id| house.address(&format!("/offers/{id}"))),
        }
    }
}

/// A run, as it is told to a program.
#[derive(Clone, Debug, Serialize)]
pub struct RunReceipt {
    /// Its number; a dry run has none.
    pub run: Option<i64>,
    pub source: String,
    pub dry: bool,
    /// Too many would have been withdrawn: a person looks first.
    pub held: bool,
    /// Why what was sent could not be read to its end.
    pub broken: Option<String>,
    pub totals: BTreeMap<&'static str, usize>,
    pub items: Vec<Receipt>,
    /// Where the rest of its items is.
    pub next: Option<String>,
}

impl RunReceipt {
    /// Of one in the ledger; its items and what follows them are added.
    pub fn of(run: &offer_runs::Model, source: &offer_sources::Model) -> Self {
        Self {
            run: Some(run.id),
            source: source.name.clone(),
            dry: false,
            held: run.state == "held",
            broken: Some(run.said.clone()).filter(|said| !said.is_empty()),
            totals: totals(run).by_status(),
            items: vec![],
            next: None,
        }
    }
}

/// What a webhook is told.
#[derive(Clone, Debug, Serialize)]
pub struct Delivery {
    pub event: String,
    /// The same each time it is sent.
    pub id: i64,
    #[serde(flatten)]
    pub told: Option<ToldRun>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ToldRun {
    pub run: i64,
    pub source: String,
    pub held: bool,
    pub broken: Option<String>,
    pub totals: BTreeMap<&'static str, usize>,
    /// Those that changed.
    pub items: Vec<Receipt>,
    /// What follows comes in another delivery.
    pub more: bool,
}

impl Delivery {
    pub fn of(house: &House, delivery: &webhook_deliveries::Model, told: Option<&Told>) -> Self {
        let told = told.map(|told| {
            let run = RunReceipt::of(&told.run, &told.source);
            ToldRun {
                run: told.run.id,
                source: run.source,
                held: run.held,
                broken: run.broken,
                totals: run.totals,
                items: told.lines.iter().filter_map(|line| Receipt::kept(house, line)).collect(),
                more: told.more,
            }
        });
        Self { event: delivery.event.clone(), id: delivery.id, told }
    }
}

/// An organisation's offers, for its software.
#[derive(Clone, Debug, Serialize)]
pub struct OffersSaid {
    pub offers: Vec<OfferSaid>,
    /// Where the next ones are.
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct OfferSaid {
    pub offer: i64,
    pub title: String,
    /// draft, checked, published, paused, filled_here, filled_elsewhere, expired, withdrawn
    pub state: String,
    pub url: String,
    pub expires_at: Option<String>,
    pub sources: Vec<Reference>,
}

/// By which reference which source says it.
#[derive(Clone, Debug, Serialize)]
pub struct Reference {
    pub source: String,
    pub reference: String,
}

impl OffersSaid {
    pub fn of(house: &House, found: &Slice<Sent, i64>, here: &str) -> Self {
        let said = |sent: &Sent| OfferSaid {
            offer: sent.offer.id,
            title: sent.offer.title.clone(),
            state: sent.offer.state_now().to_owned(),
            url: house.address(&sent.offer.path()),
            expires_at: sent.offer.expires_at.map(|at| at.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true)),
            sources: sent
                .said_by
                .iter()
                .map(|(source, reference)| Reference { source: source.clone(), reference: reference.clone() })
                .collect(),
        };
        Self {
            offers: found.rows.iter().map(said).collect(),
            next: found.next.map(|next| format!("{here}?after={next}")),
        }
    }
}
