//! What the clock does: whoever was asked is reminded after three days and after seven;
//! after fourteen it is closed, and whoever asked hears that there was no answer. What
//! is over is forgotten three months later; what was withdrawn, after two days.
//!
//! The hour is given: a day in a test takes no day.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{
    Column, Entity, Model,
    telling::{tell, untell},
};
use crate::{
    database::Db,
    models::{
        activities::Verb,
        contacts::reminding::{CLOSED, Due, FIRST, KEPT, SECOND, WITHDRAWN, due},
    },
    refusals::{Failure, Outcome, Refusal},
};

/// Looked at together.
const BATCH: u64 = 100;

/// Reminds and closes what is due by `now`.
///
/// # Errors
/// When the database refuses.
pub async fn remind_due(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    let late = |reminded: i32, days: Duration| {
        Condition::all().add(Column::Reminded.lte(reminded)).add(Column::AskedAt.lte(now - days))
    };
    let waiting = Entity::find()
        .filter(Column::State.eq("waiting"))
        .filter(Column::AskedAt.lte(now - FIRST))
        .filter(Condition::any().add(late(0, FIRST)).add(late(1, SECOND)).add(late(2, CLOSED)))
        .order_by_asc(Column::AskedAt)
        .limit(BATCH)
        .all(db)
        .await?;
    for asked in waiting {
        match due(asked.asked_at.to_utc(), asked.reminded, now) {
            Due::Nothing => {}
            Due::Reminder(count) => remind(db, &asked, count).await?,
            Due::Close => close(db, &asked).await?,
        }
    }
    Ok(())
}

/// Of two processes one does it, and not of what was answered meanwhile.
async fn remind(db: &Db, asked: &Model, count: i32) -> Outcome<()> {
    let txn = db.write().await?;
    let reminded = Entity::update_many()
        .col_expr(Column::Reminded, Expr::value(count))
        .filter(Column::Id.eq(asked.id))
        .filter(Column::State.eq("waiting"))
        .filter(Column::Reminded.eq(asked.reminded));
    if reminded.exec(&txn).await?.rows_affected == 1 {
        tell(&txn, asked.asked_of(), asked, "adviser-reminder", Some(asked.asked_by())).await?;
    }
    Ok(txn.commit().await?)
}

async fn close(db: &Db, asked: &Model) -> Outcome<()> {
    let txn = db.write().await?;
    match asked.become_from(&txn, &["waiting"], "closed", |change| change).await {
        Ok(()) => {
            untell(&txn, asked.asked_of(), asked).await?;
            asked.record(&txn, None, Verb::AdviserEnded, asked.asked_by()).await?;
            tell(&txn, asked.asked_by(), asked, "adviser-closed", None).await?;
            Ok(txn.commit().await?)
        }
        // Answered meanwhile, or gone with one of the two.
        Err(Failure::Refused(Refusal::ContactAnswered { .. }) | Failure::Missing) => Ok(txn.commit().await?),
        Err(failure) => Err(failure),
    }
}

/// Forgets what has been over for long, with what was told of it.
///
/// # Errors
/// When the database refuses.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    let kept = now.checked_sub_months(KEPT).unwrap_or(now);
    let over = |states: &[&'static str], day: DateTime<Utc>| {
        Condition::all().add(Column::State.is_in(states.iter().copied())).add(Column::StateAt.lt(day))
    };
    let old = Condition::any().add(over(&["refused", "closed"], kept)).add(over(&["withdrawn"], now - WITHDRAWN));
    loop {
        let rows = Entity::find().filter(old.clone()).limit(BATCH).all(db).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let txn = db.write().await?;
        for row in &rows {
            untell(&txn, row.adviser_id, row).await?;
        }
        Entity::delete_many().filter(Column::Id.is_in(rows.iter().map(|row| row.id))).exec(&txn).await?;
        txn.commit().await?;
    }
}
