//! The readers of the log after a restore: each goes on where it was.

use std::sync::Mutex;

use async_trait::async_trait;
use passerelle::{
    database::{Db, Write},
    models::activities::{
        self, About, Model, Verb,
        readers::{self, Durable, Place},
    },
};
use sea_orm::{ConnectionTrait, DbErr};

use super::houses::{back_up, change, number, reopened, restore_into};
use crate::support::World;

#[derive(Default)]
struct Listener(Mutex<Vec<String>>);

#[async_trait]
impl Durable for Listener {
    type Ready = ();

    fn name(&self) -> &'static str {
        "listener"
    }

    async fn prepare(&self, _: &Db, _: &[Model]) -> Result<Option<()>, DbErr> {
        Ok(Some(()))
    }

    async fn follow(&self, _: &Write, batch: &[Model], (): ()) -> Result<(), DbErr> {
        self.0.lock().unwrap().extend(batch.iter().map(|activity| activity.detail.clone()));
        Ok(())
    }
}

impl Listener {
    /// What it hears up to the newest activity: whoever else writes in the same
    /// cluster may hold the log back for a while.
    async fn hears(&self, db: &Db) -> Vec<String> {
        let newest = readers::newest(db).await.unwrap();
        while readers::step(db, self, Place::default()).await.unwrap().0 != newest {
            tokio::task::yield_now().await;
        }
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

async fn tell(txn: &Write, detail: &str) {
    activities::record(txn, None, Verb::Joined, About::default(), detail).await.unwrap();
}

async fn told(db: &Db, detail: &str) {
    let txn = db.write().await.unwrap();
    tell(&txn, detail).await;
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_goes_on_after_a_restore_where_it_was() {
    let world = World::new().await;
    world.house.readers.stop();
    let db = &world.house.db;
    told(db, "one").await;
    told(db, "two").await;
    assert_eq!(Listener::default().hears(db).await, ["one", "two"]);
    told(db, "three").await;
    let backup = back_up(&world, "nuit").await;

    let other = World::new().await;
    restore_into(&other, &backup).await.unwrap();
    let db = reopened(&other).await;
    told(&db, "four").await;
    assert_eq!(Listener::default().hears(&db).await, ["three", "four"]);
    db.close().await;
}

/// On PostgreSQL a later id can be earlier in the log: what was heard and what was
/// not must not be told by ids.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_committed_out_of_order_is_heard_once_after_a_restore() {
    let world = World::new().await;
    world.house.readers.stop();
    let db = &world.house.db;
    if db.is_sqlite() {
        // One writer: ids are the order.
        return;
    }
    let first = db.write().await.unwrap();
    first.execute_unprepared("SELECT pg_current_xact_id()").await.unwrap();
    told(db, "lower id, later in the log").await;
    tell(&first, "higher id, earlier in the log").await;
    first.commit().await.unwrap();
    change(
        db,
        "INSERT INTO cursors (reader, xid, activity_id, moved_at) \
         SELECT 'listener', xid, id, now() FROM activities ORDER BY xid, id LIMIT 1",
    )
    .await;
    // Another reader has heard everything.
    change(
        db,
        "INSERT INTO cursors (reader, xid, activity_id, moved_at) \
         SELECT 'quick', xid, id, now() FROM activities ORDER BY xid DESC, id DESC LIMIT 1",
    )
    .await;
    let backup = back_up(&world, "nuit").await;

    let other = World::new().await;
    restore_into(&other, &backup).await.unwrap();
    let db = reopened(&other).await;
    assert!(number(&db, "SELECT max(xid) FROM activities").await <= 2, "numbers that any cluster has passed");
    let end = readers::end(&db).await.unwrap();
    let quick = format!(
        "SELECT count(*) FROM cursors WHERE reader = 'quick' AND (xid, activity_id) = ({}, {})",
        end.xid, end.id
    );
    assert_eq!(number(&db, &quick).await, 1, "who had heard everything has heard everything");
    assert_eq!(Listener::default().hears(&db).await, ["lower id, later in the log"]);
    db.close().await;
}
