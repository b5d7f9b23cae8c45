//! Looking for what is new, an alert at a time, every hour. An offer counts as new from the
//! moment it could be read here, whatever day its feed gives it; what opened in the last
//! minutes is left for the next time, since the write that opened it may not have ended and
//! the index may not have it yet. So nothing is told twice, and nothing is missed.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::{Column, Entity, Model, mail_at, subject};
use crate::{
    access::Viewer,
    house::House,
    models::{
        keyset::{After, Slice},
        notifications::{self, between},
        offers::{
            listing::{self, Listed, PAGE},
            seeking::Sought,
        },
        search::finding::offers_about,
        users,
    },
    refusals::{Failure, Outcome},
};

pub const EVERY: Duration = Duration::hours(1);
/// Writes and the index are done with what opened before.
pub const SETTLED: Duration = Duration::minutes(2);
/// Alerts looked at together.
const BATCH: u64 = 200;
/// New offers counted at once; beyond, there are many.
const MANY: u64 = 100;

/// Looks at those whose turn it is by `now`; returns how many.
///
/// # Errors
/// When the database refuses.
pub async fn look_due(house: &House, now: DateTime<Utc>) -> Outcome<usize> {
    let due = Entity::find().filter(Column::LookAt.lte(now)).order_by_asc(Column::LookAt).limit(BATCH);
    let due = due.all(&house.db).await?;
    for alert in &due {
        // One that cannot be looked at holds nobody else's up.
        if let Err(error) = look(house, alert, now).await {
            tracing::warn!(alert = alert.id, %error, "what an alert looks for will be looked for later");
        }
    }
    Ok(due.len())
}

async fn look(house: &House, alert: &Model, now: DateTime<Utc>) -> Outcome<()> {
    let (from, until) = (alert.looked_at.to_utc(), now - SETTLED);
    let found = match found(house, alert, (from, until)).await {
        Ok(found) => found,
        // Without an index to ask, it is looked at again as soon as there is one.
        Err(Failure::SearchAway) => return Ok(()),
        // A trade or a place that is no more: its page says so.
        Err(Failure::Refused(_)) => 0,
        Err(failure) => return Err(failure),
    };
    let txn = house.db.write().await?;
    let mine = Entity::update_many()
        .col_expr(Column::LookAt, Expr::value(now + EVERY))
        .col_expr(Column::LookedAt, Expr::value(Ord::max(until, from)))
        .col_expr(Column::Found, Expr::col(Column::Found).add(found))
        .filter(Column::Id.eq(alert.id))
        .filter(Column::LookAt.lte(now))
        .exec(&txn)
        .await?;
    // Another process looked meanwhile.
    if mine.rows_affected == 1
        && found > 0
        && let Some(person) = users::Entity::find_by_id(alert.user_id).one(&txn).await?
    {
        let line = notifications::ActiveModel {
            user_id: Set(person.id),
            subject: Set(subject(alert.id)),
            alert_id: Set(Some(alert.id)),
            reason: Set("alert".to_owned()),
            count: Set(alert.found + found),
            updated_at: Set(now.into()),
            mail_at: Set(mail_at(&alert.letters, &person.time_zone, now)
                .filter(|_| person.is_confirmed())
                .map(Into::into)),
            ..Default::default()
        };
        between::put(&txn, line).await?;
    }
    txn.commit().await?;
    Ok(())
}

async fn found(house: &House, alert: &Model, between: (DateTime<Utc>, DateTime<Utc>)) -> Outcome<i32> {
    let found = listing::opened_between(&house.db, &sought(house, alert).await?, between, MANY).await?;
    Ok(i32::try_from(found.len()).unwrap_or(i32::MAX))
}

/// What it looks for, understood; without what its person hid.
async fn sought(house: &House, alert: &Model) -> Outcome<Sought> {
    let wanted = alert.wanted();
    let about = match wanted.q.trim() {
        "" => None,
        words => Some(offers_about(&house.search, &house.db, &Viewer::Visitor, words).await?),
    };
    let sought = Sought::understood(&house.db, &wanted, alert.organisation_id, about).await?;
    Ok(sought.for_reader(Some(alert.user_id)))
}

/// What opened since a moment, as a letter tells it, the latest first.
///
/// # Errors
/// When the database cannot be read, or there is no index to ask; a refusal when what is
/// looked for means nothing any more.
pub async fn since(house: &House, alert: &Model, from: DateTime<Utc>, most: u64) -> Outcome<Vec<Listed>> {
    let between = (from, alert.looked_at.to_utc());
    let ids = listing::opened_between(&house.db, &sought(house, alert).await?, between, most).await?;
    let mut offers = listing::these(&house.db, ids).await?;
    offers.sort_by_key(|listed| std::cmp::Reverse((listed.offer.opened_at, listed.offer.id)));
    Ok(offers)
}

/// All that it finds, as the list of offers shows it.
///
/// # Errors
/// As [`since`].
pub async fn all(house: &House, alert: &Model, after: Option<After>) -> Outcome<Slice<Listed>> {
    Ok(listing::list(&house.db, &sought(house, alert).await?, after, PAGE).await?)
}
