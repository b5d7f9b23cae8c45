//! What is kept of runs: the sources of an organisation with their last one, the lines
//! of a run, and what a person decides about one that was held.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{
    Line, State, Totals,
    deciding::{GONE, Known},
    writing,
};
use crate::{
    access::Person,
    database::Db,
    models::{
        _entities::{offer_items, offer_run_lines, offer_runs, offer_sources},
        keyset::Slice,
        organisations, webhooks,
    },
    refusals::{Failure, Outcome, Refusal},
};

/// Lines on a page of a run.
pub const PAGE: u64 = 100;
/// Runs of a source that are kept, the latest; each has a line for every item of its feed.
pub const KEPT: u64 = 30;
/// The same of those about one item, which come often and are short.
pub const PARTS_KEPT: u64 = 300;
/// Lines forgotten in one write.
const BATCH: u64 = 5_000;
/// Sources shown at once.
const MOST: u64 = 100;

/// A source, and how it went last.
#[derive(Clone, Debug)]
pub struct Source {
    pub source: offer_sources::Model,
    pub last: Option<offer_runs::Model>,
}

/// # Errors
/// When the database cannot be read.
pub async fn sources(db: &Db, of: i64) -> Result<Vec<Source>, DbErr> {
    let found = offer_sources::Entity::find()
        .filter(offer_sources::Column::OrganisationId.eq(of))
        .order_by_desc(offer_sources::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    // The last of each: one question for all of them.
    let last = offer_runs::Entity::find()
        .select_only()
        .column_as(offer_runs::Column::Id.max(), "id")
        .filter(offer_runs::Column::SourceId.is_in(found.iter().map(|source| source.id)))
        .group_by(offer_runs::Column::SourceId);
    let last = sea_orm::QueryTrait::into_query(last);
    let runs = offer_runs::Entity::find().filter(offer_runs::Column::Id.in_subquery(last)).all(db).await?;
    let of = |source: &offer_sources::Model| runs.iter().find(|run| run.source_id == source.id).cloned();
    Ok(found.into_iter().map(|source| Source { last: of(&source), source }).collect())
}

/// A run of this organisation, and of which source.
///
/// # Errors
/// [`Failure::Missing`] when it is another's, or none.
pub async fn run(db: &Db, of: &organisations::Model, id: i64) -> Outcome<(offer_runs::Model, offer_sources::Model)> {
    let found = offer_runs::Entity::find_by_id(id).find_also_related(offer_sources::Entity).one(db).await?;
    match found {
        Some((run, Some(source))) if source.organisation_id == of.id => Ok((run, source)),
        _ => Err(Failure::Missing),
    }
}

/// Its lines, in the order of the feed, of one state or of all; from after this one.
///
/// # Errors
/// When the database cannot be read.
pub async fn lines(
    db: &Db,
    run: i64,
    state: Option<State>,
    after: i64,
    most: u64,
) -> Result<Slice<offer_run_lines::Model, i64>, DbErr> {
    let mut found = offer_run_lines::Entity::find()
        .filter(offer_run_lines::Column::RunId.eq(run))
        .filter(offer_run_lines::Column::Id.gt(after));
    if let Some(state) = state {
        found = found.filter(offer_run_lines::Column::State.eq(state.name()));
    }
    let found = found.order_by_asc(offer_run_lines::Column::Id).limit(most + 1).all(db).await?;
    Ok(Slice::cut(found, most, |line| line.id))
}

/// Forgets the runs of a source but the latest, some of their lines at a time; not one that
/// its organisation's software is still to be told of.
///
/// # Errors
/// When the database refuses.
pub(super) async fn forget_old(db: &Db, source: i64, part: bool) -> Result<(), DbErr> {
    use offer_run_lines::Column as L;
    let runs = offer_runs::Entity::find().select_only().column(offer_runs::Column::Id);
    let runs = runs.filter(offer_runs::Column::SourceId.eq(source)).filter(offer_runs::Column::Part.eq(part));
    let kept = if part { PARTS_KEPT } else { KEPT };
    // SQLite knows no offset without a limit.
    let old = runs.order_by_desc(offer_runs::Column::Id).offset(kept).limit(KEPT);
    let old: Vec<i64> = old.into_tuple().all(db).await?;
    let untold = webhooks::queueing::untold(db, &old).await?;
    for run in old.into_iter().filter(|run| !untold.contains(run)) {
        loop {
            let lines = offer_run_lines::Entity::find().select_only().column(L::Id).filter(L::RunId.eq(run));
            let lines: Vec<i64> = lines.order_by_asc(L::Id).limit(BATCH).into_tuple().all(db).await?;
            let Some(last) = lines.last() else { break };
            let txn = db.write().await?;
            let some = offer_run_lines::Entity::delete_many().filter(L::RunId.eq(run)).filter(L::Id.lte(*last));
            some.exec(&txn).await?;
            txn.commit().await?;
        }
        let txn = db.write().await?;
        offer_runs::Entity::delete_by_id(run).exec(&txn).await?;
        txn.commit().await?;
    }
    Ok(())
}

/// A person looked: what the feed no longer says is withdrawn all the same.
///
/// # Errors
/// [`Refusal::OfferOver`] when nothing is held, or another run came after.
pub async fn release(db: &Db, of: &organisations::Model, me: &Person, id: i64) -> Outcome<()> {
    me.may_write()?;
    let (held, source) = run(db, of, id).await?;
    let newest = offer_runs::Entity::find()
        .filter(offer_runs::Column::SourceId.eq(source.id))
        .filter(offer_runs::Column::Part.eq(false))
        .order_by_desc(offer_runs::Column::Id)
        .one(db)
        .await?;
    if held.state != "held" || newest.is_none_or(|newest| newest.id != held.id) {
        return Err(Refusal::OfferOver { state: held.state }.into());
    }
    let known = Known::of(of.id, Some(source.id), Some(held.id));
    let gone = offer_items::Entity::find()
        .filter(offer_items::Column::SourceId.eq(source.id))
        // What was sent alone since then is said all the same.
        .filter(offer_items::Column::RunId.lt(held.id))
        .filter(offer_items::Column::State.ne("withdrawn"))
        .all(db)
        .await?;
    let told = webhooks::queueing::last_line(db, held.id).await?;
    let run = held.id;
    let written: Vec<Line> = writing::withdraw(db, &known, gone, GONE).await?;
    let mut totals: Totals = serde_json::from_str(&held.totals).unwrap_or_default();
    totals.add(&written);
    let txn = db.write().await?;
    let mut change = held.into_active_model();
    change.state = Set("done".to_owned());
    change.totals = Set(serde_json::to_string(&totals).unwrap_or_default());
    change.update(&txn).await?;
    webhooks::queueing::tell(&txn, of.id, run, told).await?;
    txn.commit().await?;
    Ok(())
}
