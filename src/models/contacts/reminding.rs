//! What the clock does: what was put off comes back on its day; whoever was asked is
//! reminded after three days and after seven; after fourteen it is closed, and whoever
//! asked hears that there was no answer. What is over is forgotten three months later.
//!
//! The hour is given: a day in a test takes no day.

use chrono::{DateTime, Duration, Months, Utc};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany, sea_query::Expr,
};

use super::{
    Column, Entity, Model, introducing, now as this_moment,
    telling::{Told, tell},
};
use crate::{
    database::Db,
    models::activities::{self, About, Verb},
    refusals::{Failure, Outcome},
};

pub(in crate::models) const FIRST: Duration = Duration::days(3);
pub(in crate::models) const SECOND: Duration = Duration::days(7);
pub(in crate::models) const CLOSED: Duration = Duration::days(14);
/// How long what is over stays readable by its two; Code of the CNIL's recruitment
/// guide: three months after a refusal.
pub const KEPT: Months = Months::new(3);
/// How long what was withdrawn can be put back, and counts among what one asked.
pub(in crate::models) const WITHDRAWN: Duration = Duration::days(2);
/// Looked at together.
const BATCH: u64 = 100;

/// What is due to something asked at this moment, and reminded of so many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::models) enum Due {
    Nothing,
    /// A reminder, counted so.
    Reminder(i32),
    Close,
}

pub(in crate::models) fn due(from: DateTime<Utc>, reminded: i32, now: DateTime<Utc>) -> Due {
    match now - from {
        waited if waited >= CLOSED => Due::Close,
        waited if waited >= SECOND && reminded < 2 => Due::Reminder(2),
        waited if waited >= FIRST && reminded < 1 => Due::Reminder(1),
        _ => Due::Nothing,
    }
}

/// Reminds and closes what is due by `now`.
///
/// # Errors
/// When the database refuses.
pub async fn remind_due(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    // Given back as they were put off; then they wait like any other.
    for contact in some(db, Condition::all().add(Column::State.eq("later")), now).await? {
        take_up(db, &contact).await?;
    }
    let late = |reminded: i32, days: Duration| {
        Condition::all().add(Column::Reminded.lte(reminded)).add(Column::DueFrom.lte(now - days))
    };
    let waiting = Condition::all()
        .add(Column::State.eq("waiting"))
        .add(Condition::any().add(late(0, FIRST)).add(late(1, SECOND)).add(late(2, CLOSED)));
    for contact in some(db, waiting, now).await? {
        remind(db, &contact, due(contact.due_from.to_utc(), contact.reminded, now)).await?;
    }
    introductions(db, now).await
}

async fn some(db: &Db, which: Condition, now: DateTime<Utc>) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(which)
        .filter(Column::DueFrom.lte(now))
        .order_by_asc(Column::DueFrom)
        .limit(BATCH)
        .all(db)
        .await
}

/// Of two processes one does it, and not to what was answered meanwhile.
fn as_it_was(contact: &Model) -> UpdateMany<Entity> {
    Entity::update_many()
        .filter(Column::Id.eq(contact.id))
        .filter(Column::State.eq(contact.state.as_str()))
        .filter(Column::Reminded.eq(contact.reminded))
        .filter(Column::DueFrom.eq(contact.due_from))
}

async fn take_up(db: &Db, contact: &Model) -> Outcome<()> {
    let txn = db.write().await?;
    let taken = as_it_was(contact)
        .col_expr(Column::State, Expr::value("waiting"))
        .col_expr(Column::StateAt, Expr::value(this_moment()))
        .exec(&txn)
        .await?;
    if taken.rows_affected == 1 {
        tell(&txn, contact.to_id, Told::Contact(contact.id), "contact-reminder", Some(contact.by_id)).await?;
    }
    Ok(txn.commit().await?)
}

async fn remind(db: &Db, contact: &Model, due: Due) -> Outcome<()> {
    let txn = db.write().await?;
    let told = Told::Contact(contact.id);
    match due {
        Due::Nothing => {}
        Due::Reminder(count) => {
            let reminded = as_it_was(contact).col_expr(Column::Reminded, Expr::value(count)).exec(&txn).await?;
            if reminded.rows_affected == 1 {
                tell(&txn, contact.to_id, told, "contact-reminder", Some(contact.by_id)).await?;
            }
        }
        Due::Close => {
            let closed = as_it_was(contact)
                .col_expr(Column::State, Expr::value("closed"))
                .col_expr(Column::StateAt, Expr::value(this_moment()))
                .col_expr(Column::OpenPair, Expr::value(None::<String>))
                .exec(&txn)
                .await?;
            if closed.rows_affected == 1 {
                contact.record(&txn, None, Verb::ContactEnded, contact.by_id).await?;
                tell(&txn, contact.by_id, told, "contact-closed", None).await?;
            }
        }
    }
    Ok(txn.commit().await?)
}

async fn introductions(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    use introducing::Column as I;
    let late =
        |reminded: i32, days: Duration| Condition::all().add(I::Reminded.lte(reminded)).add(I::AskedAt.lte(now - days));
    let waiting = introducing::Entity::find()
        .filter(I::State.eq("waiting"))
        .filter(Condition::any().add(late(0, FIRST)).add(late(1, SECOND)).add(late(2, CLOSED)))
        .order_by_asc(I::AskedAt)
        .limit(BATCH)
        .all(db)
        .await?;
    for introduction in waiting {
        introduction_due(db, introduction.id, now).await?;
    }
    Ok(())
}

async fn introduction_due(db: &Db, id: i64, now: DateTime<Utc>) -> Outcome<()> {
    use introducing::Column as I;
    let txn = db.write().await?;
    let introduction = match introducing::held(&txn, id).await {
        Ok(introduction) => introduction,
        // Gone meanwhile, with one of those it was about.
        Err(Failure::Missing) => return Ok(txn.commit().await?),
        Err(failure) => return Err(failure),
    };
    match due(introduction.asked_at.to_utc(), introduction.reminded, now) {
        _ if introduction.state != "waiting" => {}
        Due::Nothing => {}
        Due::Reminder(count) => {
            let reminded = introducing::Entity::update_many().col_expr(I::Reminded, Expr::value(count));
            reminded.filter(I::Id.eq(id)).exec(&txn).await?;
            let people =
                [(introduction.one_id, &introduction.one_says), (introduction.other_id, &introduction.other_says)];
            for (person, _) in people.into_iter().filter(|(_, says)| says.is_empty()) {
                let by = Some(introduction.by_id);
                tell(&txn, person, Told::Introduction(id), "introduction-reminder", by).await?;
            }
        }
        Due::Close => {
            introducing::end(&txn, &introduction, "closed").await?;
            let about = About::person(introduction.by_id);
            activities::record(&txn, None, Verb::ContactEnded, about, &introducing::subject(id)).await?;
        }
    }
    Ok(txn.commit().await?)
}

/// Forgets what has been over for long, with everything that was written and told.
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
        let ids = Entity::find().select_only().column(Column::Id).filter(old.clone()).limit(BATCH);
        let ids: Vec<i64> = ids.into_tuple().all(db).await?;
        if ids.is_empty() {
            break;
        }
        let txn = db.write().await?;
        Entity::delete_many().filter(Column::Id.is_in(ids)).exec(&txn).await?;
        txn.commit().await?;
    }
    use introducing::Column as I;
    let old = Condition::all().add(I::State.ne("waiting")).add(I::StateAt.lt(kept));
    let txn = db.write().await?;
    introducing::Entity::delete_many().filter(old).exec(&txn).await?;
    txn.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_asked_for_twice_then_no_more() {
        let from: DateTime<Utc> = "2026-11-01T10:00:00Z".parse().unwrap();
        let after = |days, reminded| due(from, reminded, from + Duration::days(days));
        assert_eq!([after(2, 0), after(3, 0), after(3, 1)], [Due::Nothing, Due::Reminder(1), Due::Nothing]);
        assert_eq!([after(7, 0), after(7, 1), after(7, 2)], [Due::Reminder(2), Due::Reminder(2), Due::Nothing]);
        assert_eq!([after(13, 2), after(14, 2), after(14, 0)], [Due::Nothing, Due::Close, Due::Close]);
    }
}
