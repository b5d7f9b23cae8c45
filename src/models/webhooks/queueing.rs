//! What is to be written to an organisation's software: rows, put down in the transaction
//! of what they tell. A row says which lines of a run; what they say is read when it is sent.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Expr,
};

use super::Model;
use crate::{
    clock,
    database::{Db, Write},
    models::{
        _entities::{
            offer_run_lines,
            webhook_deliveries::{ActiveModel, Column, Entity},
            webhooks,
        },
        offers::importing::State,
        organisations,
    },
    refusals::{Failure, Outcome},
};

/// A run has ended, or went on.
pub const RUN: &str = "offers.run";
/// A trial: nothing happened.
pub const PING: &str = "ping";
/// Lines told in one delivery.
pub const LINES: u64 = 500;
/// Deliveries kept of one webhook, the latest, beside those that wait.
const KEPT: u64 = 500;

/// The lines of a run that say a change, after one of them.
pub(super) fn changed(run: i64, after: i64) -> Select<offer_run_lines::Entity> {
    offer_run_lines::Entity::find()
        .filter(offer_run_lines::Column::RunId.eq(run))
        .filter(offer_run_lines::Column::State.ne(State::Unchanged.name()))
        .filter(offer_run_lines::Column::Id.gt(after))
        .order_by_asc(offer_run_lines::Column::Id)
}

/// Puts down what changed in a run after this line, some hundred lines a delivery: one at
/// least, so that a run in which nothing changed is heard of too.
///
/// # Errors
/// When the database refuses.
pub async fn tell(txn: &Write, of: i64, run: i64, after: i64) -> Result<(), DbErr> {
    let webhook = webhooks::Entity::find().filter(webhooks::Column::OrganisationId.eq(of)).one(txn).await?;
    let Some(webhook) = webhook else { return Ok(()) };
    let (mut rows, mut after) = (vec![], after);
    loop {
        let lines = changed(run, after).select_only().column(offer_run_lines::Column::Id).limit(LINES + 1);
        let mut lines: Vec<i64> = lines.into_tuple().all(txn).await?;
        let more = lines.len() as u64 > LINES;
        lines.truncate(LINES as usize);
        let until = lines.last().copied().unwrap_or(after);
        rows.push(ActiveModel {
            run_id: Set(Some(run)),
            after_line: Set(after),
            until_line: Set(until),
            ..row(&webhook, RUN)
        });
        if !more {
            break;
        }
        after = until;
    }
    Entity::insert_many(rows).exec_without_returning(txn).await?;
    forget_old(txn, webhook.id).await
}

/// Puts down a trial, whether or not the webhook is paused.
///
/// # Errors
/// [`Failure::Missing`] when this organisation has none.
pub async fn ping(db: &Db, of: &organisations::Model) -> Outcome<()> {
    let webhook = super::of(db, of.id).await?.ok_or(Failure::Missing)?;
    let txn = db.write().await?;
    let trial = ActiveModel { state: Set("waiting".to_owned()), ..row(&webhook, PING) };
    Entity::insert(trial).exec_without_returning(&txn).await?;
    forget_old(&txn, webhook.id).await?;
    Ok(txn.commit().await?)
}

/// Has one delivered again, as if it had just been put down.
///
/// # Errors
/// [`Failure::Missing`] when it is not one of this organisation's.
pub async fn again(db: &Db, of: &organisations::Model, id: i64) -> Outcome<()> {
    let webhook = super::of(db, of.id).await?.ok_or(Failure::Missing)?;
    let txn = db.write().await?;
    let put_back = Entity::update_many()
        .col_expr(Column::State, Expr::value("waiting"))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::NextAt, Expr::value(clock::now()))
        .filter(Column::Id.eq(id))
        .filter(Column::WebhookId.eq(webhook.id))
        .exec(&txn)
        .await?;
    if put_back.rows_affected == 0 {
        return Err(Failure::Missing);
    }
    Ok(txn.commit().await?)
}

/// What was held while the webhook was paused is delivered.
pub(super) async fn release(txn: &Write, webhook: i64, now: DateTime<Utc>) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value("waiting"))
        .col_expr(Column::NextAt, Expr::value(now))
        .filter(Column::WebhookId.eq(webhook))
        .filter(Column::State.eq("held"))
        .exec(txn)
        .await
        .map(|_| ())
}

/// The last line of a run so far.
///
/// # Errors
/// When the database cannot be read.
pub async fn last_line<C: ConnectionTrait>(db: &C, run: i64) -> Result<i64, DbErr> {
    let last = offer_run_lines::Entity::find()
        .filter(offer_run_lines::Column::RunId.eq(run))
        .order_by_desc(offer_run_lines::Column::Id);
    Ok(last.one(db).await?.map_or(0, |line| line.id))
}

/// Those of these runs that are still to be told.
///
/// # Errors
/// When the database cannot be read.
pub async fn untold<C: ConnectionTrait>(db: &C, runs: &[i64]) -> Result<HashSet<i64>, DbErr> {
    if runs.is_empty() {
        return Ok(HashSet::new());
    }
    let waiting = Entity::find()
        .select_only()
        .column(Column::RunId)
        .filter(Column::State.is_in(["waiting", "held"]))
        .filter(Column::RunId.is_in(runs.iter().copied()));
    Ok(waiting.into_tuple::<i64>().all(db).await?.into_iter().collect())
}

fn row(webhook: &Model, event: &str) -> ActiveModel {
    let now = clock::now();
    ActiveModel {
        webhook_id: Set(webhook.id),
        event: Set(event.to_owned()),
        run_id: Set(None),
        after_line: Set(0),
        until_line: Set(0),
        state: Set(if webhook.is_paused() { "held" } else { "waiting" }.to_owned()),
        attempts: Set(0),
        next_at: Set(now.into()),
        said: Set(String::new()),
        created_at: Set(now.into()),
        ..Default::default()
    }
}

async fn forget_old(txn: &Write, webhook: i64) -> Result<(), DbErr> {
    let latest = Entity::find().select_only().column(Column::Id).filter(Column::WebhookId.eq(webhook));
    let last: Option<i64> = latest.order_by_desc(Column::Id).offset(KEPT).limit(1).into_tuple().one(txn).await?;
    let Some(last) = last else { return Ok(()) };
    let old = Entity::delete_many().filter(Column::WebhookId.eq(webhook)).filter(Column::Id.lte(last));
    old.filter(Column::State.ne("waiting")).exec(txn).await.map(|_| ())
}
