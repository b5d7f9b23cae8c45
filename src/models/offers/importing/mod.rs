//! Offers fetched by themselves: a feed is read, each of its items ends in exactly one
//! state of the ledger, and what was seen before and is no more is withdrawn.
//!
//! Running twice changes nothing: an item is known again by the reference its source
//! gives it, and what it said by a digest. What follows from a batch is written in one
//! transaction with the ledger's own lines: broken off anywhere, the next run goes on
//! without a double.

pub mod addresses;
pub mod correcting;
mod deciding;
pub mod ledger;
mod parsing;
pub mod parts;
pub mod receipts;
pub mod sampling;
pub mod telling;
mod writing;

use std::{collections::HashSet, io::Read};

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    sea_query::OnConflict,
};

use super::{feeds::Slot, reviewing::Check};
use crate::{
    clock,
    database::Db,
    models::{
        _entities::{offer_items, offer_runs, offer_sources},
        organisations, webhooks,
    },
    refusals::{Failure, Outcome},
};
use deciding::Known;
pub use ledger::{Line, State, Totals};
pub use parsing::Lack;
use parsing::{Parsed, Way};

/// Items decided about and written together.
const BATCH: usize = 400;
/// A feed that loses more than this share of its offers, in a hundred, is held for a person.
const HELD: u64 = 30;
/// Of fewer offers than this, each may go without being held.
const FEW: u64 = 10;

/// A run: of which source, and how.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    pub organisation: &'a organisations::Model,
    /// What the source is called: the name of the file.
    pub source: &'a str,
    /// Says what would happen, and changes nothing.
    pub dry: bool,
    /// Of one item alone, under this reference: the rest of its source stays as it is.
    pub part: Option<&'a str>,
}

/// How it ended.
#[derive(Clone, Debug, Default)]
pub struct Ended {
    /// Its number; a dry run has none.
    pub run: Option<i64>,
    pub totals: Totals,
    /// Why the feed could not be read to its end; nothing was then withdrawn.
    pub broken: Option<String>,
    /// How many offers would have been withdrawn, when that is too many to be meant.
    pub held: Option<u64>,
}

/// Reads a feed into the offers of an organisation, and tells each line of the ledger.
///
/// # Errors
/// When the database refuses, or the totals do not balance.
pub async fn run(
    db: &Db,
    check: &Check,
    run: &Run<'_>,
    feed: impl Read + Send + 'static,
    tell: &mut (dyn FnMut(&Line) + Send),
) -> Outcome<Ended> {
    let source = match run.dry {
        true => correcting::named(db, run.organisation.id, run.source).await?,
        false => Some(open_source(db, run).await?),
    };
    let begun = match (&source, run.dry) {
        (Some(source), false) => Some(begin(db, source.id, run.part.is_some()).await?),
        _ => None,
    };
    let known =
        Known::of(run.organisation.id, source.as_ref().map(|source| source.id), begun.as_ref().map(|run| run.id));
    let before = match known.source.filter(|_| run.part.is_none()) {
        Some(source) => sampling::of(db, source).await?,
        None => None,
    };
    let known_by = before.map(|(sample, _)| sample.proposed.paths(Slot::Reference).to_vec()).unwrap_or_default();
    let mut ended = Ended { run: known.run, ..Ended::default() };
    let mut met = 0;
    let (mut parsed, sample) = parsing::begin(
        feed,
        Way {
            check: check.clone(),
            of: run.organisation.clone(),
            corrections: source.as_ref().map(offer_sources::Model::corrections).unwrap_or_default(),
            said: known.said(db, run.part).await?,
            only: run.part.map(str::to_owned),
            known_by,
        },
    );
    let mut seen = HashSet::new();
    while let Some(batch) = parsed.recv().await {
        for part in batch.chunks(BATCH) {
            met += part.iter().filter(|item| !matches!(item, Parsed::End(_))).count();
            if let Some(Parsed::End(error)) = part.last() {
                ended.broken.clone_from(error);
            }
            let lines: Vec<Line> = if run.dry {
                let decided = known.decide(db.readers(), part, &mut seen).await?;
                decided.iter().map(deciding::Decided::line).collect()
            } else {
                writing::write(db, &known, part, &mut seen).await?
            };
            ended.totals.add(&lines);
            lines.iter().for_each(&mut *tell);
        }
    }
    // Each item that was met has its line, and no other has.
    if ended.totals.all() != met {
        return Err(Failure::Broken(format!("{met} items were met, and {} are in the ledger", ended.totals.all())));
    }
    // A dry run too says what its source, where it has one, holds today; one item of it is
    // not what it holds.
    if let (Some(source), Ok(sample)) = (known.source, sample.await)
        && (run.part.is_none() || sampling::of(db, source).await?.is_none())
    {
        sampling::keep(db, source, &sample).await?;
    }
    if ended.broken.is_none() && run.part.is_none() {
        let gone = known.gone(db, &seen).await?;
        let alive = known.alive(db).await?;
        // What never was an offer is no loss: read better, it has another name.
        let lost = gone.iter().filter(|item| item.offer_id.is_some()).count() as u64;
        if lost > FEW && lost * 100 > alive * HELD {
            ended.held = Some(lost);
        } else {
            let lines = match run.dry {
                true => deciding::gone(&gone),
                false => writing::withdraw(db, &known, gone, deciding::GONE).await?,
            };
            ended.totals.add(&lines);
            lines.iter().for_each(&mut *tell);
        }
    }
    if let Some(begun) = begun {
        finish(db, run.organisation, begun, &ended).await?;
    }
    Ok(ended)
}

async fn open_source(db: &Db, run: &Run<'_>) -> Outcome<offer_sources::Model> {
    use offer_sources::Column as S;
    let txn = db.write().await?;
    let source = offer_sources::ActiveModel {
        organisation_id: Set(run.organisation.id),
        name: Set(run.source.to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    let once = OnConflict::columns([S::OrganisationId, S::Name]).do_nothing().to_owned();
    offer_sources::Entity::insert(source).on_conflict(once).exec_without_returning(&txn).await?;
    txn.commit().await?;
    correcting::named(db, run.organisation.id, run.source).await?.ok_or(Failure::Missing)
}

async fn begin(db: &Db, source: i64, part: bool) -> Outcome<offer_runs::Model> {
    let txn = db.write().await?;
    let begun = offer_runs::ActiveModel {
        source_id: Set(source),
        state: Set("running".to_owned()),
        totals: Set("{}".to_owned()),
        said: Set(String::new()),
        begun_at: Set(clock::now().into()),
        part: Set(part),
        ..Default::default()
    };
    let begun = begun.insert(&txn).await?;
    txn.commit().await?;
    Ok(begun)
}

/// Writes how it ended, and that its organisation's software is to be told.
async fn finish(db: &Db, of: &organisations::Model, begun: offer_runs::Model, ended: &Ended) -> Outcome<()> {
    let (id, source, part) = (begun.id, begun.source_id, begun.part);
    let state = match ended {
        Ended { broken: Some(_), .. } => "failed",
        Ended { held: Some(_), .. } => "held",
        _ => "done",
    };
    let txn = db.write().await?;
    let mut change = begun.into_active_model();
    change.state = Set(state.to_owned());
    change.totals = Set(serde_json::to_string(&ended.totals).unwrap_or_default());
    change.said = Set(ended.broken.clone().unwrap_or_default());
    change.ended_at = Set(Some(clock::now().into()));
    change.update(&txn).await?;
    webhooks::queueing::tell(&txn, of.id, id, 0).await?;
    txn.commit().await?;
    Ok(receipts::forget_old(db, source, part).await?)
}

/// The items of a source whose offers are published now.
async fn alive(db: &Db, source: i64) -> Result<u64, DbErr> {
    offer_items::Entity::find()
        .filter(offer_items::Column::SourceId.eq(source))
        .filter(offer_items::Column::State.is_in(["published", "duplicate"]))
        .count(db)
        .await
}
