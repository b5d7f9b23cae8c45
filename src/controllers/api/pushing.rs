//! A push: a whole source at once, or one item of it. What is sent is read as a feed is.

use std::{fs::File, io::Cursor};

use axum::{body::to_bytes, extract::Request, http::header};
use futures_util::StreamExt as _;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    json,
    runs::{ITEMS, receipt},
};
use crate::controllers::{
    answers::Answer,
    extractors::{AskedWhole, At, Bearer},
};
use crate::{
    fetching::{Unfetched, keeping::Kept},
    house::House,
    models::{
        api_keys::Scope,
        offers::{
            feeds::Limits,
            importing::{
                self, Ended, Line, Run,
                parts::{self, REFERENCE_LIMIT},
            },
        },
        organisations,
        profiles::importing::FILE_LIMIT,
    },
    refusals::{Failure, Outcome, Refusal, check_line},
    views::offers::receipts::{Receipt, RunReceipt},
};

const SOURCE_LIMIT: usize = 120;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Whole {
    source: String,
    dry: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Of {
    source: String,
}

impl Default for Whole {
    fn default() -> Self {
        Self { source: usual(), dry: false }
    }
}

impl Default for Of {
    fn default() -> Self {
        Self { source: usual() }
    }
}

/// The source of who names none.
fn usual() -> String {
    "api".to_owned()
}

/// All that a source says now: what it says no more is withdrawn.
pub(super) async fn all(
    bearer: Bearer,
    At(slug): At<String>,
    AskedWhole(asked): AskedWhole<Whole>,
    request: Request,
) -> Answer {
    let of = bearer.may(Scope::OffersWrite, &slug)?.clone();
    let source = source(&asked.source)?;
    let file = kept(&bearer.house, request).await?;
    let house = bearer.house.clone();
    // Whoever hangs up meanwhile leaves no run half done.
    let run = tokio::spawn(async move { pushed(&house, &of, source, asked.dry, file).await });
    json(&run.await.map_err(|error| Failure::Broken(error.to_string()))??)
}

async fn pushed(
    house: &House,
    of: &organisations::Model,
    source: String,
    dry: bool,
    file: File,
) -> Outcome<RunReceipt> {
    let run = Run { organisation: of, source: &source, dry, part: None };
    let mut items = vec![];
    let mut tell = |line: &Line| {
        if dry && items.len() < ITEMS as usize {
            items.push(Receipt::of(house, line));
        }
    };
    let ended = importing::run(&house.db, &house.check(), &run, file, &mut tell).await?;
    match ended.run {
        Some(run) => receipt(house, of, run, 0).await,
        None => Ok(would_be(source.clone(), ended, items)),
    }
}

/// What a run would do: nothing of it is in the ledger, to be read on from.
fn would_be(source: String, ended: Ended, items: Vec<Receipt>) -> RunReceipt {
    RunReceipt {
        run: None,
        source,
        dry: true,
        held: ended.held.is_some(),
        broken: ended.broken,
        totals: ended.totals.by_status(),
        items,
        next: None,
    }
}

/// One item, under the reference that the address says; the rest of its source stays.
pub(super) async fn one(
    bearer: Bearer,
    At((slug, reference)): At<(String, String)>,
    AskedWhole(asked): AskedWhole<Of>,
    request: Request,
) -> Answer {
    let of = bearer.may(Scope::OffersWrite, &slug)?.clone();
    let (source, reference) = (source(&asked.source)?, named(&reference)?);
    let limit = Limits::default().item;
    let item = to_bytes(request.into_body(), limit).await.map_err(|_| Failure::TooLarge)?;
    // A list would be read as one, and all of it but its first item refused.
    serde_json::from_slice::<Map<String, Value>>(&item).map_err(|_| Refusal::NotOneOffer)?;
    let house = bearer.house.clone();
    let run = tokio::spawn(async move {
        let (named, item) = ((&*source, &*reference), Cursor::new(item));
        let ended = parts::put(&house.db, &house.check(), &of, named, item).await?;
        told(&house, &of, &ended).await
    });
    json(&run.await.map_err(|error| Failure::Broken(error.to_string()))??)
}

/// One item is taken back.
pub(super) async fn remove(
    bearer: Bearer,
    At((slug, reference)): At<(String, String)>,
    AskedWhole(asked): AskedWhole<Of>,
) -> Answer {
    let of = bearer.may(Scope::OffersWrite, &slug)?;
    let (source, reference) = (source(&asked.source)?, named(&reference)?);
    let ended = parts::remove(&bearer.house.db, of, &source, &reference).await?;
    json(&told(&bearer.house, of, &ended).await?)
}

async fn told(house: &House, of: &organisations::Model, ended: &Ended) -> Outcome<RunReceipt> {
    receipt(house, of, ended.run.ok_or(Failure::Missing)?, 0).await
}

/// What a source is called. An address is none that one may send to: it is read.
fn source(asked: &str) -> Result<String, Refusal> {
    let name = check_line("source", asked, SOURCE_LIMIT, true)?;
    if name.contains(['/', '\\']) { Err(Refusal::NotAChoice { field: "source" }) } else { Ok(name) }
}

fn named(reference: &str) -> Result<String, Refusal> {
    check_line("reference", reference, REFERENCE_LIMIT, true)
}

/// What is sent, in a file that has no name, up to what a file that people send may weigh.
async fn kept(house: &House, request: Request) -> Outcome<File> {
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|said| said.to_str().ok()?.parse().ok());
    if announced.is_some_and(|bytes: usize| bytes > FILE_LIMIT) {
        return Err(Failure::TooLarge);
    }
    let mut kept = Kept::within(house.settings.data_dir.clone()).await?;
    let mut body = request.into_body().into_data_stream();
    while let Some(part) = body.next().await {
        // It broke off: its end would pass for offers that are gone.
        let part = part.map_err(|_| Refusal::UnreadableForm)?;
        kept = kept.with(&part, FILE_LIMIT as u64).await.map_err(unkept)?;
    }
    Ok(kept.written().await?.rewound()?.0)
}

fn unkept(error: Unfetched) -> Failure {
    match error {
        Unfetched::Disk(error) => error.into(),
        _ => Failure::TooLarge,
    }
}
