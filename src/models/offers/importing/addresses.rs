//! Sources that are addresses: each is read when it is due, by one process at a time, and
//! not again while its server says that nothing changed (RFC 9110, §13).

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{Run, open_source, run, telling};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    fetching::{Fetched, Seen, Unfetched},
    house::House,
    models::{
        _entities::offer_sources::{Column, Entity, Model},
        organisations,
    },
    refusals::{Failure, Outcome, Refusal},
};

/// How often an address may be read, in hours.
pub const EVERY: [&str; 4] = ["1", "6", "12", "24"];
/// Bytes of an address.
pub const ADDRESS_LIMIT: usize = 1_000;
/// Addresses that one organisation has read at once.
const MOST: u64 = 50;
/// While one process reads it no other does: longer than a reading may take.
const LEASE: Duration = Duration::minutes(30);
/// After so many failures one after the other it is left alone, until a person says otherwise.
const PATIENCE: i32 = 8;

impl Model {
    pub fn is_address(&self) -> bool {
        !self.address.is_empty()
    }

    /// Given up after its failures: someone has to look.
    pub fn is_given_up(&self) -> bool {
        self.is_address() && self.failures >= PATIENCE
    }
}

/// Has an address read from now on, every so many hours; what it says now was just read.
///
/// # Errors
/// [`Refusal::NotAChoice`]; [`Refusal::TooMany`] addresses.
pub async fn follow(db: &Db, of: &organisations::Model, address: &str, every: &str) -> Outcome<Model> {
    let hours = hours(every)?;
    let followed = Entity::find().filter(Column::OrganisationId.eq(of.id)).filter(Column::NextAt.is_not_null());
    if followed.count(db.readers()).await? >= MOST {
        return Err(Refusal::TooMany { field: "address", most: MOST as usize }.into());
    }
    let source = open_source(db, &Run { organisation: of, source: address, dry: false, part: None }).await?;
    let txn = db.write().await?;
    let mut change = source.into_active_model();
    change.address = Set(address.to_owned());
    change.every_hours = Set(hours);
    change.next_at = Set(Some((clock::now() + Duration::hours(hours.into())).into()));
    change.failures = Set(0);
    change.said = Set(String::new());
    let source = change.update(&txn).await?;
    telling::taken_up(&txn, source.id).await?;
    txn.commit().await?;
    Ok(source)
}

/// # Errors
/// [`Refusal::NotAChoice`].
pub fn hours(every: &str) -> Result<i32, Refusal> {
    let known = EVERY.contains(&every).then(|| every.parse().ok()).flatten();
    known.ok_or(Refusal::NotAChoice { field: "every" })
}

/// The address is read as soon as its turn comes, and goes on from there.
///
/// # Errors
/// [`Failure::Missing`] when this organisation has no such address.
pub async fn resume(db: &Db, of: &organisations::Model, me: &Person, id: i64) -> Outcome<Model> {
    change(db, of, me, id, Some(clock::now())).await
}

/// It is left alone; its offers stay until their day.
///
/// # Errors
/// As [`resume`].
pub async fn pause(db: &Db, of: &organisations::Model, me: &Person, id: i64) -> Outcome<Model> {
    change(db, of, me, id, None).await
}

async fn change(
    db: &Db,
    of: &organisations::Model,
    me: &Person,
    id: i64,
    next: Option<DateTime<Utc>>,
) -> Outcome<Model> {
    me.may_write()?;
    let txn = db.write().await?;
    let source = Entity::find_by_id(id).filter(Column::OrganisationId.eq(of.id)).one(&txn).await?;
    let source = source.filter(Model::is_address).ok_or(Failure::Missing)?;
    let mut change = source.into_active_model();
    change.next_at = Set(next.map(Into::into));
    if next.is_some() {
        change.failures = Set(0);
        change.said = Set(String::new());
        telling::taken_up(&txn, id).await?;
    }
    let source = change.update(&txn).await?;
    txn.commit().await?;
    Ok(source)
}

/// Reads every address that is due at `now`, one after the other, and says from there when
/// each is read again.
///
/// # Errors
/// When the database refuses: what was not read is due still.
pub async fn read_due(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    while let Some(source) = take(&house.db, now).await? {
        read(house, source, now).await?;
    }
    Ok(())
}

/// The one that waits longest, for this process alone.
async fn take(db: &Db, now: DateTime<Utc>) -> Outcome<Option<Model>> {
    loop {
        let due = Entity::find().filter(Column::NextAt.lte(now)).order_by_asc(Column::NextAt).one(db.readers()).await?;
        let Some(due) = due else { return Ok(None) };
        let txn = db.write().await?;
        let taken = Entity::update_many()
            .col_expr(Column::NextAt, Expr::value(now + LEASE))
            .filter(Column::Id.eq(due.id))
            .filter(Column::NextAt.eq(due.next_at))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        if taken.rows_affected == 1 {
            return Ok(Some(due));
        }
    }
}

async fn read(house: &House, source: Model, now: DateTime<Utc>) -> Outcome<()> {
    let db = &house.db;
    let of = organisations::Entity::find_by_id(source.organisation_id).one(db.readers()).await?;
    let of = of.ok_or(Failure::Missing)?;
    let seen = Seen { etag: some(&source.etag), last_modified: some(&source.last_modified) };
    let outcome = match house.fetcher.get(&source.address, &seen).await {
        Ok(Fetched::Unchanged { moved }) => Came { seen, moved },
        Ok(Fetched::Body { file, seen, moved, .. }) => {
            let run_now = Run { organisation: &of, source: &source.name, dry: false, part: None };
            let ended = run(db, &house.check(), &run_now, file, &mut |_| ()).await?;
            // What broke off is asked for whole the next time.
            let seen = if ended.broken.is_some() { Seen::default() } else { seen };
            Came { seen, moved }
        }
        Err(error) => return failed(db, source, &error, now).await,
    };
    came(db, source, outcome, now).await
}

/// What is kept of an answer.
struct Came {
    seen: Seen,
    moved: Option<String>,
}

async fn came(db: &Db, source: Model, came: Came, now: DateTime<Utc>) -> Outcome<()> {
    let every = Duration::hours(source.every_hours.max(1).into());
    // Corrected while it was read: it is asked for whole the next time.
    let corrected = match &source.mapping {
        Some(mapping) => Condition::any().add(Column::Mapping.ne(mapping)).add(Column::Mapping.is_null()),
        None => Condition::all().add(Column::Mapping.is_not_null()),
    };
    let txn = db.write().await?;
    settle(&txn, source.id, |change| {
        change
            .col_expr(Column::Etag, Expr::value(came.seen.etag.unwrap_or_default()))
            .col_expr(Column::LastModified, Expr::value(came.seen.last_modified.unwrap_or_default()))
            .col_expr(Column::Address, Expr::value(came.moved.unwrap_or(source.address)))
            .col_expr(Column::CheckedAt, Expr::value(now))
            .col_expr(Column::Failures, Expr::value(0))
            .col_expr(Column::Said, Expr::value(""))
            .col_expr(Column::NextAt, Expr::value(now + every))
    })
    .await?;
    settle(&txn, source.id, |change| {
        change.col_expr(Column::Etag, Expr::value("")).col_expr(Column::LastModified, Expr::value("")).filter(corrected)
    })
    .await?;
    Ok(txn.commit().await?)
}

/// Tried again later, less and less often; in the end it waits for a person, who is told.
async fn failed(db: &Db, source: Model, error: &Unfetched, now: DateTime<Utc>) -> Outcome<()> {
    let failures = source.failures + 1;
    let rarer = 1 << (failures - 1).clamp(0, 3);
    let mut next = now + Duration::hours(source.every_hours.max(1).into()) * rarer;
    if let Unfetched::Later { after: Some(after), .. } = error {
        next = next.max(*after);
    }
    let next = (failures < PATIENCE).then_some(next);
    tracing::info!(source = source.id, failures, error = error.name(), "a source of offers was not read");
    let txn = db.write().await?;
    let settled = settle(&txn, source.id, |change| {
        change
            .col_expr(Column::Failures, Expr::value(failures))
            .col_expr(Column::Said, Expr::value(error.name()))
            .col_expr(Column::NextAt, Expr::value(next))
    })
    .await?;
    if settled && next.is_none() {
        telling::given_up(&txn, &source).await?;
    }
    Ok(txn.commit().await?)
}

/// Unless someone had it left alone meanwhile; whether nobody did.
async fn settle(
    txn: &Write,
    id: i64,
    change: impl FnOnce(sea_orm::UpdateMany<Entity>) -> sea_orm::UpdateMany<Entity>,
) -> Result<bool, DbErr> {
    let still = Entity::update_many().filter(Column::Id.eq(id)).filter(Column::NextAt.is_not_null());
    Ok(change(still).exec(txn).await?.rows_affected == 1)
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
