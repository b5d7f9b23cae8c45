//! How often an offer is read: pages shown, of nobody in particular. Gathered in memory and
//! written a moment later, many at once, by the day; a page that is read writes nothing by
//! itself. What is gathered and cannot be written is lost: a figure, not a record.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType, OnConflict},
};
use tokio::sync::Notify;

use crate::{
    clock,
    database::{Db, Write, among},
    house::House,
    models::_entities::{
        offer_views::{ActiveModel, Column, Entity},
        offers,
    },
};

/// How long they gather before they are written.
const GATHER: Duration = Duration::from_secs(2);
/// Rows of one statement.
const CHUNK: usize = 500;
/// The days that a figure speaks of.
pub const DAYS: u64 = 30;
/// How long the figure of a day is kept: two summers can be compared.
const KEPT: Days = Days::new(400);

/// Offers whose page was shown, and is not counted in the database yet.
#[derive(Debug, Default)]
pub struct Shown {
    gathered: Mutex<HashMap<(i64, NaiveDate), i32>>,
    some: Notify,
}

impl Shown {
    /// The page of an offer was shown to someone.
    pub fn note(&self, offer: i64) {
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        *gathered.entry((offer, clock::now().date_naive())).or_default() += 1;
        drop(gathered);
        self.some.notify_one();
    }

    fn leave(&self) -> Vec<((i64, NaiveDate), i32)> {
        std::mem::take(&mut *self.gathered.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }
}

/// Writes them as they gather, until the house closes: the last ones then.
pub async fn keep_writing(house: House) {
    let mut at_work = house.closing().at_work();
    loop {
        let gathered = async {
            house.shown_offers.some.notified().await;
            tokio::time::sleep(GATHER).await;
        };
        let open = at_work.waits_for(gathered).await;
        if let Err(error) = write(&house).await {
            tracing::warn!(%error, "how often offers were read was not written");
        }
        if !open {
            return;
        }
    }
}

/// Writes what was gathered.
///
/// # Errors
/// When the database refuses.
pub async fn write(house: &House) -> Result<(), DbErr> {
    for some in house.shown_offers.leave().chunks(CHUNK) {
        let txn = house.db.write().await?;
        let there = still_there(&txn, some).await?;
        let rows: Vec<ActiveModel> = some
            .iter()
            .filter(|((offer, _), _)| there.contains(offer))
            .map(|((offer, day), count)| ActiveModel {
                offer_id: Set(*offer),
                day: Set(*day),
                count: Set(*count),
                ..Default::default()
            })
            .collect();
        if rows.is_empty() {
            continue;
        }
        let more = Expr::col((Entity, Column::Count)).add(Expr::cust("excluded.count"));
        let again = OnConflict::columns([Column::OfferId, Column::Day]).value(Column::Count, more).to_owned();
        Entity::insert_many(rows).on_conflict(again).exec_without_returning(&txn).await?;
        txn.commit().await?;
    }
    Ok(())
}

/// Those of them that are there, and stay until the write ends.
async fn still_there(txn: &Write, some: &[((i64, NaiveDate), i32)]) -> Result<Vec<i64>, DbErr> {
    use sea_orm::ConnectionTrait;
    let mut offers = offers::Entity::find()
        .select_only()
        .column(offers::Column::Id)
        .filter(offers::Column::Id.is_in(among(some.iter().map(|((offer, _), _)| *offer))));
    if txn.get_database_backend() == DbBackend::Postgres {
        offers = offers.lock(LockType::KeyShare);
    }
    offers.into_tuple().all(txn).await
}

/// How often each of these was read in the last [`DAYS`] days.
///
/// # Errors
/// When the database cannot be read.
pub async fn lately(db: &Db, offers: &[i64]) -> Result<HashMap<i64, i64>, DbErr> {
    let sums = Entity::find()
        .select_only()
        .column(Column::OfferId)
        .column_as(Expr::cust("CAST(SUM(count) AS BIGINT)"), "sum")
        .filter(Column::OfferId.is_in(offers.iter().copied()))
        .filter(Column::Day.gt(days_ago(DAYS)))
        .group_by(Column::OfferId);
    Ok(sums.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}

/// How often an offer was read each week of the last five, the latest first: the day that
/// each begins, seven days long, and how often.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_week(db: &Db, offer: i64) -> Result<Vec<(NaiveDate, i64)>, DbErr> {
    const WEEKS: u64 = 5;
    let days = Entity::find()
        .filter(Column::OfferId.eq(offer))
        .filter(Column::Day.gt(days_ago(7 * WEEKS)))
        .order_by_desc(Column::Day)
        .all(db)
        .await?;
    let week = |number: u64| {
        let (from, until) = (days_ago(7 * (number + 1)), days_ago(7 * number));
        let count = days.iter().filter(|row| row.day > from && row.day <= until).map(|row| i64::from(row.count)).sum();
        (from + Days::new(1), count)
    };
    Ok((0..WEEKS).map(week).collect())
}

/// Figures of days long gone are not kept.
///
/// # Errors
/// When the database refuses.
pub async fn forget_old(db: &Db, now: DateTime<Utc>) -> Result<(), DbErr> {
    let oldest = now.date_naive() - KEPT;
    let old = Entity::find().select_only().column(Column::Id).filter(Column::Day.lt(oldest)).limit(10_000);
    loop {
        let ids: Vec<i64> = old.clone().into_tuple().all(db).await?;
        if ids.is_empty() {
            return Ok(());
        }
        let txn = db.write().await?;
        Entity::delete_many().filter(Column::Id.is_in(ids)).exec(&txn).await?;
        txn.commit().await?;
    }
}

fn days_ago(days: u64) -> NaiveDate {
    clock::now().date_naive() - Days::new(days)
}
