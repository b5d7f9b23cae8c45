//! What takes longer than a request: exports and erasures. Each is a row first;
//! whoever takes it in hand says until when, and says so again with every batch.
//! After `kill -9` the row is free again once that moment has passed, and is taken
//! up where it stopped; two processes on one database never do the same one.

use std::{path::PathBuf, time::Duration};

use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, ExprTrait},
};
use tokio::sync::{Mutex, Notify};

use super::{erasure, export, retention};
use crate::{
    clock,
    database::Write,
    house::House,
    models::_entities::{erasures, exports},
    refusals::{Failure, Outcome},
};

/// How long a job stays in the hands of a process that no longer says anything.
const HELD: chrono::Duration = chrono::Duration::seconds(60);
/// How often one looks for what another process left, or what nobody rang for.
const LOOK: Duration = Duration::from_secs(10);
/// The first look at what is too old, and how often after.
const FIRST_RETENTION: Duration = Duration::from_secs(300);
const A_DAY: Duration = Duration::from_secs(24 * 3600);
/// An export that could not be made for so long is given up on.
const PATIENCE: chrono::Duration = chrono::Duration::hours(6);

/// The work of this process.
#[derive(Debug, Default)]
pub struct Works {
    turn: Mutex<()>,
    bell: Notify,
}

impl Works {
    /// Something was asked.
    pub fn ring(&self) {
        self.bell.notify_one();
    }
}

/// Where exports are kept.
pub fn folder(house: &House) -> PathBuf {
    house.settings.shared_dir().join("exports")
}

/// A job in hand.
#[derive(Debug)]
pub struct Hold {
    job: Job,
    until: DateTimeWithTimeZone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Export(i64),
    Erasure(i64),
}

impl Hold {
    /// Takes a job in hand; none when another process did.
    async fn take(house: &House, job: Job) -> Result<Option<Self>, DbErr> {
        let txn = house.db.write().await?;
        let until = (clock::now() + HELD).into();
        let taken = set(&txn, job, until, free()).await?;
        txn.commit().await?;
        Ok(taken.then_some(Self { job, until }))
    }

    /// Says, within a batch, that the job is still in these hands.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it is not: another process has it, or nobody wants it
    /// any more. The batch must not be committed.
    pub async fn again(&mut self, txn: &Write) -> Outcome<()> {
        let until: DateTimeWithTimeZone = (clock::now() + HELD).into();
        let mine = match self.job {
            Job::Export(_) => exports::Column::HeldUntil.eq(self.until),
            Job::Erasure(_) => erasures::Column::HeldUntil.eq(self.until),
        };
        if !set(txn, self.job, until, Condition::all().add(mine)).await? {
            return Err(Failure::Missing);
        }
        self.until = until;
        Ok(())
    }
}

fn free() -> Condition {
    let held = Expr::col("held_until");
    Condition::any().add(held.clone().is_null()).add(held.lt(clock::now()))
}

async fn set(txn: &Write, job: Job, until: DateTimeWithTimeZone, when: Condition) -> Result<bool, DbErr> {
    let changed = match job {
        Job::Export(id) => {
            exports::Entity::update_many()
                .col_expr(exports::Column::HeldUntil, Expr::value(Some(until)))
                .col_expr(exports::Column::State, Expr::value("running"))
                .filter(exports::Column::Id.eq(id))
                .filter(exports::Column::State.is_in(["asked", "running"]))
                .filter(when)
                .exec(txn)
                .await?
        }
        Job::Erasure(id) => {
            erasures::Entity::update_many()
                .col_expr(erasures::Column::HeldUntil, Expr::value(Some(until)))
                .filter(erasures::Column::Id.eq(id))
                .filter(erasures::Column::FinishedAt.is_null())
                .filter(when)
                .exec(txn)
                .await?
        }
    };
    Ok(changed.rows_affected == 1)
}

/// Sets this process to work.
pub fn start(house: House) {
    tokio::spawn(async move {
        if house.db.is_sqlite()
            && let Err(error) = free_all(&house).await
        {
            tracing::warn!(%error, "work left by an earlier process waits a minute more");
        }
        let mut retention_due = tokio::time::Instant::now() + FIRST_RETENTION;
        loop {
            if let Err(failure) = run(&house).await {
                tracing::warn!(%failure, "exports and erasures will be tried again");
            }
            if tokio::time::Instant::now() >= retention_due {
                retention_due += A_DAY;
                if let Err(failure) = retention::run(&house, clock::now()).await {
                    tracing::warn!(%failure, "what is too old will be looked at again tomorrow");
                }
            }
            let _ = tokio::time::timeout(LOOK, house.works.bell.notified()).await;
        }
    });
}

/// On SQLite there is one serving process: what was in hand is in nobody's now.
async fn free_all(house: &House) -> Result<(), DbErr> {
    let _turn = house.works.turn.lock().await;
    let txn = house.db.write().await?;
    exports::Entity::update_many()
        .col_expr(exports::Column::HeldUntil, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(exports::Column::State.eq("running"))
        .exec(&txn)
        .await?;
    erasures::Entity::update_many()
        .col_expr(erasures::Column::HeldUntil, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(erasures::Column::FinishedAt.is_null())
        .exec(&txn)
        .await?;
    txn.commit().await
}

/// Does everything that waits and that no other process has in hand.
///
/// # Errors
/// When the database cannot be read; a job that fails is logged and stays in hand
/// until its moment has passed.
pub async fn run(house: &House) -> Outcome<()> {
    let _turn = house.works.turn.lock().await;
    while let Some(job) = next(house).await? {
        let Some(hold) = Hold::take(house, job).await? else { continue };
        let done = match job {
            Job::Export(id) => export::make(house, hold, id).await,
            Job::Erasure(id) => erasure::carry_out(house, hold, id).await,
        };
        match done {
            Ok(()) => {}
            Err(Failure::Missing) => tracing::info!(?job, "this work is no longer ours to do"),
            Err(failure) => {
                tracing::warn!(?job, %failure, "this work will be taken up again");
                give_up_on_old(house, job).await?;
            }
        }
    }
    Ok(())
}

async fn next(house: &House) -> Result<Option<Job>, DbErr> {
    let erasure = erasures::Entity::find()
        .filter(erasures::Column::FinishedAt.is_null())
        .filter(free())
        .order_by_asc(erasures::Column::Id)
        .one(&house.db)
        .await?;
    if let Some(erasure) = erasure {
        return Ok(Some(Job::Erasure(erasure.id)));
    }
    let export = exports::Entity::find()
        .filter(exports::Column::State.is_in(["asked", "running"]))
        .filter(free())
        .order_by_asc(exports::Column::Id)
        .one(&house.db)
        .await?;
    Ok(export.map(|export| Job::Export(export.id)))
}

/// The person is told, on the page, that it did not work, rather than left to wait.
async fn give_up_on_old(house: &House, job: Job) -> Result<(), DbErr> {
    let Job::Export(id) = job else { return Ok(()) };
    let txn = house.db.write().await?;
    exports::Entity::update_many()
        .col_expr(exports::Column::State, Expr::value("failed"))
        .filter(exports::Column::Id.eq(id))
        .filter(exports::Column::AskedAt.lt(clock::now() - PATIENCE))
        .exec(&txn)
        .await?;
    txn.commit().await
}
