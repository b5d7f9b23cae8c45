//! Working through what waits: taken by one process at a time, tried again later and later,
//! given up in the end; a webhook that never takes anything is paused.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::{
    Entity as Webhooks, Model as Webhook,
    queueing::{self, changed},
};
use crate::{
    database::{Db, Write},
    fetching::Unfetched,
    models::_entities::{
        offer_run_lines, offer_runs, offer_sources,
        webhook_deliveries::{Column, Entity, Model},
        webhooks,
    },
};

/// How long after each attempt the next one is; none after the last.
const LATER: [Duration; 5] =
    [Duration::minutes(1), Duration::minutes(5), Duration::minutes(30), Duration::hours(2), Duration::hours(12)];
/// While one process writes it no other does: longer than that may take.
const LEASE: Duration = Duration::minutes(5);
/// Given up so many times one after the other, a webhook is paused.
pub const PATIENCE: i32 = 5;
/// Webhooks written to at once: one that is slow keeps few others waiting.
const AT_ONCE: u64 = 8;

/// A delivery in hand.
#[derive(Clone, Debug)]
pub struct Taken {
    pub delivery: Model,
    pub webhook: Webhook,
}

/// What a delivery tells of a run.
#[derive(Clone, Debug)]
pub struct Told {
    pub run: offer_runs::Model,
    pub source: offer_sources::Model,
    pub lines: Vec<offer_run_lines::Model>,
    /// What follows is in another delivery.
    pub more: bool,
}

/// Those that wait longest, one of each webhook, for this process alone.
///
/// # Errors
/// When the database refuses.
pub async fn take(db: &Db, now: DateTime<Utc>) -> Result<Vec<Taken>, DbErr> {
    let due: Vec<i64> = Entity::find()
        .select_only()
        .column_as(Column::Id.min(), "id")
        .filter(Column::State.eq("waiting"))
        .filter(Column::NextAt.lte(now))
        .group_by(Column::WebhookId)
        .order_by_asc(Column::NextAt.min())
        .limit(AT_ONCE)
        .into_tuple()
        .all(db.readers())
        .await?;
    if due.is_empty() {
        return Ok(vec![]);
    }
    let due = Entity::find().find_also_related(Webhooks).filter(Column::Id.is_in(due)).all(db.readers()).await?;
    let mut taken = vec![];
    for (mut delivery, webhook) in due {
        let Some(webhook) = webhook else { continue };
        let txn = db.write().await?;
        let ours = Entity::update_many()
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(Column::NextAt, Expr::value(now + LEASE))
            .filter(Column::Id.eq(delivery.id))
            .filter(Column::State.eq("waiting"))
            .filter(Column::Attempts.eq(delivery.attempts))
            // Taken by another between the look and the reading, it is due no more.
            .filter(Column::NextAt.lte(now))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        if ours.rows_affected == 1 {
            delivery.attempts += 1;
            taken.push(Taken { delivery, webhook });
        }
    }
    Ok(taken)
}

/// What it tells, as the ledger says it now; nothing of a trial.
///
/// # Errors
/// When the database cannot be read.
pub async fn told(db: &Db, delivery: &Model) -> Result<Option<Told>, DbErr> {
    let Some(run) = delivery.run_id else { return Ok(None) };
    let found = offer_runs::Entity::find_by_id(run).find_also_related(offer_sources::Entity).one(db).await?;
    let Some((run, Some(source))) = found else { return Ok(None) };
    let lines = changed(run.id, delivery.after_line).filter(offer_run_lines::Column::Id.lte(delivery.until_line));
    let next = Entity::find()
        .filter(Column::RunId.eq(run.id))
        .filter(Column::AfterLine.gte(delivery.until_line))
        .filter(Column::Id.gt(delivery.id));
    Ok(Some(Told { lines: lines.all(db).await?, more: next.one(db).await?.is_some(), run, source }))
}

/// Writes down what became of it.
///
/// # Errors
/// When the database refuses: it is then tried once more.
pub async fn settle(db: &Db, taken: &Taken, outcome: Result<(), Unfetched>, now: DateTime<Utc>) -> Result<(), DbErr> {
    let attempts = taken.delivery.attempts;
    let next = usize::try_from(attempts - 1).ok().and_then(|attempt| LATER.get(attempt));
    let (state, said, answered) = match &outcome {
        Ok(()) => ("delivered", "", None),
        Err(error) if next.is_some() => ("waiting", error.name(), error.status()),
        Err(error) => ("given_up", error.name(), error.status()),
    };
    if !said.is_empty() {
        tracing::info!(delivery = taken.delivery.id, attempts, error = said, "a webhook did not take what it was told");
    }
    let txn = db.write().await?;
    let settled = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::Said, Expr::value(said))
        .col_expr(Column::Answered, Expr::value(answered.map(i32::from)))
        .col_expr(Column::NextAt, Expr::value(next.map_or(now, |later| now + *later)))
        .col_expr(Column::SettledAt, Expr::value((state != "waiting").then_some(now)))
        .filter(Column::Id.eq(taken.delivery.id))
        // Unless someone has it sent again meanwhile.
        .filter(Column::Attempts.eq(attempts))
        .exec(&txn)
        .await?;
    if settled.rows_affected == 1 && state != "waiting" {
        heed(&txn, taken.webhook.id, state == "delivered", now).await?;
    }
    txn.commit().await
}

/// What that says of the webhook: it takes things, or takes nothing any more.
async fn heed(txn: &Write, webhook: i64, taken: bool, now: DateTime<Utc>) -> Result<(), DbErr> {
    let one = || Webhooks::update_many().filter(webhooks::Column::Id.eq(webhook));
    if taken {
        one()
            .col_expr(webhooks::Column::Failures, Expr::value(0))
            .col_expr(webhooks::Column::PausedAt, Expr::value(None::<DateTime<Utc>>))
            .exec(txn)
            .await?;
        return queueing::release(txn, webhook, now).await;
    }
    one().col_expr(webhooks::Column::Failures, Expr::col(webhooks::Column::Failures).add(1)).exec(txn).await?;
    let paused = one()
        .col_expr(webhooks::Column::PausedAt, Expr::value(now))
        .filter(webhooks::Column::Failures.gte(PATIENCE))
        .filter(webhooks::Column::PausedAt.is_null())
        .exec(txn)
        .await?;
    if paused.rows_affected == 1 {
        hold(txn, webhook).await?;
    }
    Ok(())
}

async fn hold(txn: &Write, webhook: i64) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value("held"))
        .filter(Column::WebhookId.eq(webhook))
        .filter(Column::State.eq("waiting"))
        .exec(txn)
        .await
        .map(|_| ())
}
