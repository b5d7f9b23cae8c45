//! What the clock ends. What was asked ends at its day; what two people had agreed
//! on and never closed, a month later. Three months after the end its words go,
//! and a day after it was withdrawn.

use chrono::{DateTime, Duration, Months, Utc};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, held};
use crate::{
    database::Db,
    models::{_entities::aid_answers, activities::Verb},
    refusals::{Failure, Outcome},
};

/// Entries looked at together.
const BATCH: u64 = 100;
const FORGOTTEN: Duration = Duration::days(30);
const KEPT: Months = Months::new(3);
const WITHDRAWN: Duration = Duration::days(1);

/// Ends what is past its day; its author and those who still wait are told.
///
/// # Errors
/// When the database refuses.
pub async fn expire_due(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    let past =
        |state: &str, day: DateTime<Utc>| Condition::all().add(Column::State.eq(state)).add(Column::ExpiresAt.lte(day));
    let due = Entity::find()
        .filter(Condition::any().add(past("open", now)).add(past("taken", now - FORGOTTEN)))
        .order_by_asc(Column::ExpiresAt)
        .limit(BATCH)
        .all(db)
        .await?;
    for entry in due {
        match expire(db, entry.id, &entry.state, now).await {
            Ok(()) | Err(Failure::Missing) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}

async fn expire(db: &Db, id: i64, was: &str, now: DateTime<Utc>) -> Outcome<()> {
    let txn = db.write().await?;
    let entry = held(&txn, id).await?;
    // Of two processes, one ends it; and what was prolonged meanwhile goes on.
    if entry.state != was || entry.expires_at.to_utc() > now {
        return Ok(txn.commit().await?);
    }
    entry.become_state(&txn, "expired").await?;
    entry.record(&txn, None, Verb::AidExpired, None).await?;
    entry.tell(&txn, entry.author_id, "expired", None).await?;
    let answers = aid_answers::Entity::find()
        .filter(aid_answers::Column::RequestId.eq(id))
        .filter(aid_answers::Column::State.is_in(["waiting", "accepted"]));
    for answer in answers.all(&txn).await? {
        entry.tell(&txn, answer.author_id, "expired", None).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Forgets the words of what has been over for long, with everything that was
/// answered and told.
///
/// # Errors
/// When the database refuses.
pub async fn forget(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    let before = |states: [&'static str; 2], day: DateTime<Utc>| {
        Condition::all().add(Column::State.is_in(states)).add(Column::StateAt.lt(day))
    };
    let kept = now.checked_sub_months(KEPT).unwrap_or(now);
    loop {
        let old: Vec<i64> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(
                Condition::any()
                    .add(before(["done", "expired"], kept))
                    .add(before(["withdrawn", "withdrawn"], now - WITHDRAWN)),
            )
            .limit(BATCH)
            .into_tuple()
            .all(db)
            .await?;
        if old.is_empty() {
            return Ok(());
        }
        let txn = db.write().await?;
        Entity::delete_many().filter(Column::Id.is_in(old)).exec(&txn).await?;
        txn.commit().await?;
    }
}
