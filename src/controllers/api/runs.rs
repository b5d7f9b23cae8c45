//! What became of what was sent.

use serde::Deserialize;

use super::json;
use crate::controllers::{
    answers::Answer,
    extractors::{AskedWhole, At, Bearer, Numbered},
};
use crate::{
    house::House,
    models::{offers::importing::receipts, organisations},
    refusals::{Failure, Outcome},
    views::offers::receipts::{Receipt, RunReceipt},
};

/// Items told in one answer.
pub(super) const ITEMS: u64 = 1_000;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Within {
    after: i64,
}

/// A run, with its items after one of them. Any key of its organisation opens it: who may
/// send something may know what became of it.
pub(super) async fn show(
    bearer: Bearer,
    At((slug, asked)): At<(String, Numbered)>,
    AskedWhole(within): AskedWhole<Within>,
) -> Answer {
    let of = bearer.of(&slug)?;
    if asked.format.is_some() || !asked.slug.is_empty() {
        return Err(Failure::Missing);
    }
    json(&receipt(&bearer.house, of, asked.id, within.after).await?)
}

pub(super) async fn receipt(house: &House, of: &organisations::Model, run: i64, after: i64) -> Outcome<RunReceipt> {
    let (run, source) = receipts::run(&house.db, of, run).await?;
    let lines = receipts::lines(&house.db, run.id, None, after, ITEMS).await?;
    let here = format!("/api/v1{}", of.act(&format!("runs/{}", run.id)));
    Ok(RunReceipt {
        items: lines.rows.iter().filter_map(|line| Receipt::kept(house, line)).collect(),
        next: lines.next.map(|next| format!("{here}?after={next}")),
        ..RunReceipt::of(&run, &source)
    })
}
