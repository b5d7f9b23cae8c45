//! Reading the log. A reader goes through it once, in order, in batches.
//!
//! A **durable** reader writes what follows from a batch in the same transaction
//! as its cursor: after `kill -9` it resumes where its work stopped, and nothing
//! is done twice. A **watching** reader keeps memory true in this process; it
//! starts at the end of the log and keeps its place in memory.
//!
//! Order and place are (xid, id). On PostgreSQL an id can commit after a higher
//! one, so a reader stays below the oldest transaction still running
//! (`pg_snapshot_xmin`): what it has passed can no longer change.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, LockType, OnConflict},
};
use tokio::{sync::watch, task::JoinHandle, time::Instant};

use super::{Column, Entity, Model};
use crate::clock;
use crate::{
    closing,
    database::{Db, Write},
    models::_entities::cursors,
};

/// Activities read at once.
pub const BATCH: u64 = 500;
/// How long a reader that nobody woke waits before it looks by itself: a lost
/// nudge, or a write by another process, costs this much.
const LOOK: Duration = Duration::from_millis(400);
/// From one look at the log to the next, at least: an act alone is followed at
/// once, a flood of them in batches.
const BREATH: Duration = Duration::from_millis(50);
/// A place may be saved this far behind what was passed without a write: after a
/// restart that much is looked at again, as things are then.
const UNSAVED: i64 = 200;

/// A place in the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub xid: i64,
    pub id: i64,
}

impl Place {
    fn of(activity: &Model) -> Self {
        Self { xid: activity.xid, id: activity.id }
    }

    /// How many activities lie between this place and a later one: none only when
    /// nothing is left. Ids that a transaction gave back are counted too.
    pub fn behind(self, later: Self) -> i64 {
        if self >= later { 0 } else { (later.id - self.id).max(1) }
    }
}

/// Does what follows from the log, in the transaction that saves its place.
#[async_trait]
pub trait Durable: Send + Sync + 'static {
    /// What was found out about a batch before its transaction.
    type Ready: Send;

    /// The name its place is kept under. Never reused for another purpose.
    fn name(&self) -> &'static str;

    /// Finds out what follows from a batch, so that nobody who writes waits for
    /// it; what is too long for one transaction is done here, in several, so that
    /// doing it twice changes nothing. `None`: nothing follows, and the batch is
    /// passed without a write.
    async fn prepare(&self, db: &Db, batch: &[Model]) -> Result<Option<Self::Ready>, DbErr>;

    /// What follows from these, in order. All of it is written through `txn`. When
    /// another process followed some of them meanwhile, `ready` speaks of more
    /// than `batch` does.
    async fn follow(&self, txn: &Write, batch: &[Model], ready: Self::Ready) -> Result<(), DbErr>;
}

/// Keeps something in this process's memory true.
pub trait Watching: Send + Sync + 'static {
    fn name(&self) -> &'static str;
    fn see(&self, batch: &[Model]);
}

/// A reader at work, and how far it came.
#[derive(Debug)]
pub struct AtWork {
    pub name: &'static str,
    place: watch::Receiver<Place>,
    task: JoinHandle<()>,
}

impl AtWork {
    /// Returns when the reader has passed the activity.
    pub async fn caught_up_to(&self, activity: i64) {
        let mut place = self.place.clone();
        let _ = place.wait_for(|place| place.id >= activity).await;
    }

    pub fn place(&self) -> Place {
        *self.place.borrow()
    }

    pub fn stop(&self) {
        self.task.abort();
    }
}

/// Activities after `place`, in order, none of which can still be overtaken.
///
/// # Errors
/// When the database cannot be read.
pub async fn after<C: ConnectionTrait>(db: &C, place: Place) -> Result<Vec<Model>, DbErr> {
    settled_after(db, place).limit(BATCH).all(db).await
}

/// The same, to be narrowed further.
pub fn settled_after<C: ConnectionTrait>(db: &C, place: Place) -> Select<Entity> {
    let log = Entity::find();
    match db.get_database_backend() {
        DbBackend::Postgres => log
            .filter(Expr::cust_with_values("(xid, id) > ($1, $2)", [place.xid, place.id]))
            .filter(Expr::cust("xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"))
            .order_by_asc(Column::Xid)
            .order_by_asc(Column::Id),
        _ => log.filter(Column::Id.gt(place.id)).order_by_asc(Column::Id),
    }
}

/// The end of the log, as far as it is settled.
///
/// # Errors
/// When the database cannot be read.
pub async fn end<C: ConnectionTrait>(db: &C) -> Result<Place, DbErr> {
    let mut log = Entity::find().order_by_desc(Column::Xid).order_by_desc(Column::Id);
    if db.get_database_backend() == DbBackend::Postgres {
        log = log.filter(Expr::cust("xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"));
    }
    Ok(log.one(db).await?.as_ref().map(Place::of).unwrap_or_default())
}

/// The newest activity of all, settled or not: what is still to be followed
/// counts as such while another transaction holds the readers back.
///
/// # Errors
/// When the database cannot be read.
pub async fn newest<C: ConnectionTrait>(db: &C) -> Result<Place, DbErr> {
    let log = Entity::find().order_by_desc(Column::Xid).order_by_desc(Column::Id);
    Ok(log.one(db).await?.as_ref().map(Place::of).unwrap_or_default())
}

/// One step of a durable reader that has passed `passed`: what comes next is made
/// ready; then its place is locked, the batch is followed and the place is saved,
/// all in one transaction. Returns the place and whether there may be more.
///
/// # Errors
/// When the database refuses; the place is then where it was.
pub async fn step<R: Durable>(db: &Db, reader: &R, passed: Place) -> Result<(Place, bool), DbErr> {
    let saved = saved_place(db, reader.name()).await?;
    let known = saved.max(passed);
    let ahead = after(db, known).await?;
    let Some(end) = ahead.last().map(Place::of) else { return Ok((known, false)) };
    let more = ahead.len() as u64 == BATCH;
    // Looking costs nothing to the writers; only finding something takes a turn.
    let ready = reader.prepare(db, &ahead).await?;
    if ready.is_none() && end.id - saved.id < UNSAVED {
        return Ok((end, more));
    }
    let txn = db.write().await?;
    let place = lock_place(&txn, reader.name()).await?.max(passed);
    let mut batch = ahead;
    batch.retain(|activity| Place::of(activity) > place);
    if batch.is_empty() {
        return Ok((place, true));
    }
    if let Some(ready) = ready {
        reader.follow(&txn, &batch, ready).await?;
    }
    cursors::Entity::update_many()
        .col_expr(cursors::Column::Xid, Expr::value(end.xid))
        .col_expr(cursors::Column::ActivityId, Expr::value(end.id))
        .col_expr(cursors::Column::MovedAt, Expr::value(clock::now()))
        .filter(cursors::Column::Reader.eq(reader.name()))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok((end, more))
}

/// The saved place of a reader, until the write ends nobody else's to move: of two
/// processes on one database, one at a time follows for this reader.
async fn lock_place(txn: &Write, reader: &str) -> Result<Place, DbErr> {
    let mut row = cursors::Entity::find_by_id(reader.to_owned());
    if txn.get_database_backend() == DbBackend::Postgres {
        row = row.lock(LockType::Update);
    }
    if let Some(row) = row.clone().one(txn).await? {
        return Ok(Place { xid: row.xid, id: row.activity_id });
    }
    cursors::Entity::insert(cursors::ActiveModel {
        reader: Set(reader.to_owned()),
        xid: Set(0),
        activity_id: Set(0),
        moved_at: Set(clock::now().into()),
    })
    .on_conflict(OnConflict::column(cursors::Column::Reader).do_nothing().to_owned())
    .exec_without_returning(txn)
    .await?;
    Ok(row.one(txn).await?.map(|row| Place { xid: row.xid, id: row.activity_id }).unwrap_or_default())
}

async fn saved_place(db: &Db, reader: &str) -> Result<Place, DbErr> {
    Ok(cursors::Entity::find_by_id(reader.to_owned())
        .one(db)
        .await?
        .map(|row| Place { xid: row.xid, id: row.activity_id })
        .unwrap_or_default())
}

/// Sets a durable reader to work.
pub fn follow<R: Durable>(db: Db, reader: R) -> AtWork {
    let (tell, place) = watch::channel(Place::default());
    let name = reader.name();
    let task = tokio::spawn(async move {
        let mut at_work = db.closing.at_work();
        let mut passed = Place::default();
        while !at_work.is_closing() {
            let rung = db.bell.notified();
            let looked = Instant::now();
            match step(&db, &reader, passed).await {
                Ok((at, more)) => {
                    passed = at;
                    tell.send_if_modified(|place| std::mem::replace(place, at) != at);
                    if more {
                        continue;
                    }
                }
                Err(error) => tracing::warn!(reader = name, %error, "a reader of the log will try again"),
            }
            wait(rung, looked, &mut at_work).await;
        }
    });
    AtWork { name, place, task }
}

/// Until the bell rings and breath is taken, until it is time to look, until the
/// house closes.
async fn wait(rung: impl Future<Output = ()>, looked: Instant, at_work: &mut closing::AtWork) {
    let next = async {
        let _ = tokio::time::timeout(LOOK, rung).await;
        tokio::time::sleep_until(looked + BREATH).await;
    };
    tokio::select! {
        () = next => {}
        () = at_work.closing() => {}
    }
}

/// Sets a watching reader to work, from `start` on.
pub fn watch(db: Db, reader: Arc<dyn Watching>, start: Place) -> AtWork {
    let (tell, place) = watch::channel(start);
    let name = reader.name();
    let task = tokio::spawn(async move {
        let mut at_work = db.closing.at_work();
        let mut at = start;
        while !at_work.is_closing() {
            let rung = db.bell.notified();
            let looked = Instant::now();
            match after(&db, at).await {
                Ok(batch) => {
                    if let Some(last) = batch.last() {
                        reader.see(&batch);
                        at = Place::of(last);
                        tell.send_replace(at);
                        if batch.len() as u64 == BATCH {
                            continue;
                        }
                    }
                }
                Err(error) => tracing::warn!(reader = name, %error, "a reader of the log will try again"),
            }
            wait(rung, looked, &mut at_work).await;
        }
    });
    AtWork { name, place, task }
}

/// Rings this process's bell when another process on the same PostgreSQL writes.
pub fn listen(db: Db, uri: String) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut at_work = db.closing.at_work();
        while !at_work.is_closing() {
            tokio::select! {
                () = ring(&db, &uri) => {}
                () = at_work.closing() => {}
            }
        }
    })
}

/// Until the connection is lost, and a little longer.
async fn ring(db: &Db, uri: &str) {
    match sqlx::postgres::PgListener::connect(uri).await {
        Ok(mut listener) => {
            if listener.listen("activities").await.is_ok() {
                while listener.recv().await.is_ok() {
                    db.bell.notify_waiters();
                }
            }
        }
        Err(error) => tracing::debug!(%error, "listening to the database will be tried again"),
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
}
