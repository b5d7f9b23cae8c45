//! What the clock does. A call nobody agreed to: the adviser is reminded after one day
//! and after three; it is called off when its hour has passed, or after fourteen days,
//! and both hear it. A call that was agreed is over the day after, said or not: no number
//! outlives it. Three months later nothing is left of it.
//!
//! The hour is given: a day in a test takes no day.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Column, Entity, Model, slots};
use crate::{
    database::Db,
    models::{
        accompaniments::telling::tell,
        activities::{self, About, Verb},
        contacts::reminding::KEPT,
    },
    refusals::{Failure, Outcome, Refusal},
};

const FIRST: Duration = Duration::days(1);
const SECOND: Duration = Duration::days(3);
const CLOSED: Duration = Duration::days(14);
const AFTER: Duration = Duration::days(1);
/// Looked at together.
const BATCH: u64 = 100;

/// Reminds, calls off and ends what is due by `now`.
///
/// # Errors
/// When the database refuses.
pub async fn run_due(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    let agreed = Condition::all().add(Column::State.eq("agreed")).add(Column::At.lte(now - AFTER));
    for call in some(db, agreed).await? {
        end(db, &call, "agreed", "done", None).await?;
    }
    let missed = Condition::any().add(Column::At.lte(now)).add(Column::AskedAt.lte(now - CLOSED));
    for call in some(db, Condition::all().add(Column::State.eq("waiting")).add(missed)).await? {
        end(db, &call, "waiting", "cancelled", Some("adviser-call-missed")).await?;
    }
    for (times, days) in [(2, SECOND), (1, FIRST)] {
        let late = Condition::all()
            .add(Column::State.eq("waiting"))
            .add(Column::Reminded.lt(times))
            .add(Column::AskedAt.lte(now - days));
        for call in some(db, late).await? {
            remind(db, &call, times).await?;
        }
    }
    Ok(())
}

async fn some(db: &Db, which: Condition) -> Outcome<Vec<Model>> {
    Ok(Entity::find().filter(which).order_by_asc(Column::AskedAt).limit(BATCH).all(db).await?)
}

/// Of two processes one does it, and not of what was answered meanwhile.
async fn end(db: &Db, call: &Model, from: &str, state: &str, what: Option<&'static str>) -> Outcome<()> {
    let txn = db.write().await?;
    match call.become_from(&txn, &[from], state, |change| change).await {
        Ok(()) => {}
        Err(Failure::Refused(Refusal::CallOver)) => return Ok(txn.commit().await?),
        Err(failure) => return Err(failure),
    }
    let about = About::person(call.person_id);
    activities::record(&txn, None, Verb::CallAnswered, about, &super::asking::subject(call.id)).await?;
    if let (Some(what), Some(between)) = (what, call.accompaniment(&txn).await?) {
        for reader in [call.person_id, call.adviser_id] {
            tell(&txn, reader, &between, what, None).await?;
        }
    }
    Ok(txn.commit().await?)
}

async fn remind(db: &Db, call: &Model, times: i32) -> Outcome<()> {
    let txn = db.write().await?;
    let reminded = Entity::update_many()
        .col_expr(Column::Reminded, Expr::value(times))
        .filter(Column::Id.eq(call.id))
        .filter(Column::State.eq("waiting"))
        .filter(Column::Reminded.eq(call.reminded));
    if reminded.exec(&txn).await?.rows_affected == 1
        && let Some(between) = call.accompaniment(&txn).await?
    {
        tell(&txn, call.adviser_id, &between, "adviser-call-reminder", Some(call.person_id)).await?;
    }
    Ok(txn.commit().await?)
}

/// Forgets what has been over for long, and slots of days that are past.
///
/// # Errors
/// When the database refuses.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    let kept = now.checked_sub_months(KEPT).unwrap_or(now);
    let txn = db.write().await?;
    Entity::delete_many()
        .filter(Column::State.is_in(["done", "cancelled"]))
        .filter(Column::StateAt.lt(kept))
        .exec(&txn)
        .await?;
    let past = (now - Duration::days(2)).date_naive();
    slots::Entity::delete_many().filter(slots::Column::Day.lt(past)).exec(&txn).await?;
    txn.commit().await?;
    Ok(())
}
