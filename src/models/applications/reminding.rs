//! What the clock does: on the day that the organisation said, and a week later, those who
//! recruit for it are reminded; three weeks after that day it is closed without an answer,
//! and the person hears so. What is over is forgotten three months later.
//!
//! The hour is given: a day in a test takes no day.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Column, Entity, Model, figures, telling};
use crate::{
    database::Db,
    models::{
        activities::Verb,
        contacts::reminding::{Due, KEPT, WITHDRAWN},
        organisations,
    },
    refusals::{Failure, Outcome},
};

/// After the day it was due.
const SECOND: Duration = Duration::days(7);
pub const CLOSED: Duration = Duration::days(21);
/// Looked at together.
const BATCH: u64 = 100;

/// What is due to an application at this moment, reminded of so many times.
fn due(due_at: DateTime<Utc>, reminded: i32, now: DateTime<Utc>) -> Due {
    match now - due_at {
        late if late >= CLOSED => Due::Close,
        late if late >= SECOND && reminded < 2 => Due::Reminder(2),
        late if late >= Duration::zero() && reminded < 1 => Due::Reminder(1),
        _ => Due::Nothing,
    }
}

/// Reminds and closes what is due by `now`.
///
/// # Errors
/// When the database refuses.
pub async fn remind_due(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    let late = |reminded: i32, after: Duration| {
        Condition::all().add(Column::Reminded.lte(reminded)).add(Column::DueAt.lte(now - after))
    };
    let waiting = Entity::find()
        .filter(Column::State.eq("waiting"))
        .filter(Column::DueAt.lte(now))
        .filter(Condition::any().add(late(0, Duration::zero())).add(late(1, SECOND)).add(late(2, CLOSED)))
        .order_by_asc(Column::DueAt)
        .limit(BATCH)
        .find_also_related(organisations::Entity)
        .all(db)
        .await?;
    for (application, of) in waiting {
        let Some(of) = of else { continue };
        match due(application.due_at.to_utc(), application.reminded, now) {
            Due::Nothing => {}
            Due::Reminder(count) => remind(db, &of, &application, count).await?,
            Due::Close => close(db, &application).await?,
        }
    }
    Ok(())
}

/// Of two processes one does it, and not of what was answered meanwhile.
async fn remind(db: &Db, of: &organisations::Model, application: &Model, count: i32) -> Outcome<()> {
    let txn = db.write().await?;
    let reminded = Entity::update_many()
        .col_expr(Column::Reminded, Expr::value(count))
        .filter(Column::Id.eq(application.id))
        .filter(Column::State.eq("waiting"))
        .filter(Column::Reminded.eq(application.reminded))
        .filter(Column::DueAt.eq(application.due_at));
    if reminded.exec(&txn).await?.rows_affected == 1 {
        // Whether its offers take answers may have changed with the day.
        application.record(&txn, None, Verb::ApplicationOverdue).await?;
        telling::tell_recruiters(&txn, of, application, "application-overdue").await?;
        figures::keep(&txn, application.organisation_id).await?;
    }
    Ok(txn.commit().await?)
}

async fn close(db: &Db, application: &Model) -> Outcome<()> {
    let txn = db.write().await?;
    match application.become_from(&txn, "waiting", "closed", |change| change).await {
        Ok(()) => {
            application.record(&txn, None, Verb::ApplicationEnded).await?;
            telling::tell(&txn, std::slice::from_ref(application), "application-closed").await?;
            figures::keep(&txn, application.organisation_id).await?;
        }
        // Answered, withdrawn or gone meanwhile.
        Err(Failure::Refused(_) | Failure::Missing) => {}
        Err(failure) => return Err(failure),
    }
    Ok(txn.commit().await?)
}

/// Forgets what has been over for long. What was accepted goes after its conversation.
///
/// # Errors
/// When the database refuses.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    let kept = now.checked_sub_months(KEPT).unwrap_or(now);
    let over =
        |state: &str, day: DateTime<Utc>| Condition::all().add(Column::State.eq(state)).add(Column::StateAt.lt(day));
    let old = Condition::any()
        .add(over("refused", kept))
        .add(over("closed", kept))
        .add(over("withdrawn", now - WITHDRAWN))
        .add(over("accepted", kept).add(Column::ContactId.is_null()));
    loop {
        let ids = Entity::find().select_only().column(Column::Id).filter(old.clone()).limit(BATCH);
        let ids: Vec<i64> = ids.into_tuple().all(db).await?;
        if ids.is_empty() {
            return Ok(());
        }
        let txn = db.write().await?;
        Entity::delete_many().filter(Column::Id.is_in(ids)).exec(&txn).await?;
        txn.commit().await?;
    }
}

/// The moment that the person's page calls the end of what is over.
pub fn kept_until(application: &Model) -> Option<DateTime<Utc>> {
    let over = matches!(application.state.as_str(), "refused" | "closed");
    application.state_at.to_utc().checked_add_months(KEPT).filter(|_| over)
}

/// When one who waits is told that there was no answer.
pub fn closes_at(application: &Model) -> DateTime<Utc> {
    application.due_at.to_utc() + CLOSED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_asked_for_on_its_day_and_a_week_later_then_no_more() {
        let day: DateTime<Utc> = "2026-11-08T10:00:00Z".parse().unwrap();
        let after = |days, reminded| due(day, reminded, day + Duration::days(days));
        assert_eq!([after(-1, 0), after(0, 0), after(0, 1)], [Due::Nothing, Due::Reminder(1), Due::Nothing]);
        assert_eq!([after(7, 1), after(7, 0), after(8, 2)], [Due::Reminder(2), Due::Reminder(2), Due::Nothing]);
        assert_eq!([after(20, 2), after(21, 2), after(21, 0)], [Due::Nothing, Due::Close, Due::Close]);
    }
}
