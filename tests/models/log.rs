//! The log: written with what happened, read once, in order, by readers that
//! keep their place.

use std::sync::Mutex;

use async_trait::async_trait;
use passerelle::{
    access::{Audience, Kind},
    database::{Db, Write},
    models::{
        _entities::cursors,
        activities::{
            self, About, Model, Verb,
            readers::{self, Durable, Place},
        },
    },
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryOrder};

use crate::support::World;

/// A reader that remembers what it was given; it can be told to fail.
#[derive(Default)]
struct Listener {
    heard: Mutex<Vec<i64>>,
    fails: Mutex<bool>,
}

#[async_trait]
impl Durable for Listener {
    type Ready = ();

    fn name(&self) -> &'static str {
        "listener"
    }

    async fn prepare(&self, _: &Db, _: &[Model]) -> Result<Option<()>, DbErr> {
        Ok(Some(()))
    }

    async fn follow(&self, txn: &Write, batch: &[Model], (): ()) -> Result<(), DbErr> {
        // Something durable follows from each: here, one more line in a table.
        for activity in batch {
            txn.execute_unprepared(&format!("INSERT INTO heard (id) VALUES ({})", activity.id)).await?;
        }
        if *self.fails.lock().unwrap() {
            return Err(DbErr::Custom("told to fail".into()));
        }
        self.heard.lock().unwrap().extend(batch.iter().map(|activity| activity.id));
        Ok(())
    }
}

impl Listener {
    /// Reads to the end of the log as it is now. On PostgreSQL a transaction of
    /// anyone else on the server holds it back for as long as it runs.
    async fn reads_all(&self, world: &World) {
        let end = activities::Entity::find().order_by_desc(activities::Column::Id).one(&world.house.db).await.unwrap();
        let end = end.map_or(0, |activity| activity.id);
        while readers::step(&world.house.db, self, Place::default()).await.unwrap().0.id < end {
            tokio::task::yield_now().await;
        }
    }

    /// Reads what is settled, once.
    async fn reads_what_is_settled(&self, world: &World) {
        while readers::step(&world.house.db, self, Place::default()).await.unwrap().1 {}
    }

    fn heard(&self) -> Vec<i64> {
        self.heard.lock().unwrap().clone()
    }
}

async fn with_a_table() -> World {
    let world = World::new().await;
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared("CREATE TABLE heard (id BIGINT PRIMARY KEY)").await.unwrap();
    txn.commit().await.unwrap();
    world
}

async fn tell(world: &World, verb: Verb) {
    let txn = world.house.db.write().await.unwrap();
    activities::record(&txn, None, verb, About::default(), "").await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_hears_everything_once_and_in_order() {
    let world = with_a_table().await;
    let listener = Listener::default();
    for _ in 0..3 {
        tell(&world, Verb::Joined).await;
    }
    listener.reads_all(&world).await;
    tell(&world, Verb::Left).await;
    listener.reads_all(&world).await;
    listener.reads_all(&world).await;
    let heard = listener.heard();
    assert_eq!(heard.len(), 4);
    assert!(heard.is_sorted());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_that_fails_keeps_its_place_and_leaves_nothing_behind() {
    let world = with_a_table().await;
    let listener = Listener::default();
    tell(&world, Verb::Joined).await;
    *listener.fails.lock().unwrap() = true;
    while readers::step(&world.house.db, &listener, Place::default()).await.is_ok() {
        tokio::task::yield_now().await;
    }
    *listener.fails.lock().unwrap() = false;
    // Were its place saved apart from its work, this would be skipped; were its
    // work saved apart from its place, the row would be there twice and refused.
    listener.reads_all(&world).await;
    assert_eq!(listener.heard().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_reader_of_the_same_name_goes_on_from_the_same_place() {
    let world = with_a_table().await;
    tell(&world, Verb::Joined).await;
    Listener::default().reads_all(&world).await;
    tell(&world, Verb::Left).await;
    let after_a_restart = Listener::default();
    after_a_restart.reads_all(&world).await;
    assert_eq!(after_a_restart.heard().len(), 1);
}

/// A reader whom only arrivals concern.
#[derive(Default)]
struct Porter(Listener);

#[async_trait]
impl Durable for Porter {
    type Ready = ();

    fn name(&self) -> &'static str {
        "porter"
    }

    async fn prepare(&self, _: &Db, batch: &[Model]) -> Result<Option<()>, DbErr> {
        Ok(batch.iter().any(|activity| activity.verb == Verb::Joined.name()).then_some(()))
    }

    async fn follow(&self, txn: &Write, batch: &[Model], (): ()) -> Result<(), DbErr> {
        self.0.follow(txn, batch, ()).await
    }
}

impl Porter {
    async fn reads_from(&self, world: &World, mut passed: Place) -> Place {
        let end = activities::Entity::find().order_by_desc(activities::Column::Id).one(&world.house.db).await.unwrap();
        let end = end.map_or(0, |activity| activity.id);
        while passed.id < end {
            passed = readers::step(&world.house.db, self, passed).await.unwrap().0;
            tokio::task::yield_now().await;
        }
        passed
    }

    /// Where it would go on after a restart.
    async fn saved(world: &World) -> Option<i64> {
        let row = cursors::Entity::find_by_id("porter").one(&world.house.db).await.unwrap();
        row.map(|row| row.activity_id)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nothing_follows_from_is_passed_without_a_write() {
    let world = with_a_table().await;
    let porter = Porter::default();
    tell(&world, Verb::Left).await;
    tell(&world, Verb::Left).await;
    let passed = porter.reads_from(&world, Place::default()).await;
    assert_eq!((porter.0.heard().len(), Porter::saved(&world).await), (0, None));

    tell(&world, Verb::Joined).await;
    let passed = porter.reads_from(&world, passed).await;
    assert_eq!(porter.0.heard(), [passed.id], "what was passed is not heard again");
    assert_eq!(Porter::saved(&world).await, Some(passed.id));

    let after_a_restart = Porter::default();
    after_a_restart.reads_from(&world, Place::default()).await;
    assert_eq!(after_a_restart.0.heard().len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_does_not_pass_what_may_still_commit_behind_it() {
    let world = with_a_table().await;
    let db = &world.house.db;
    if db.is_sqlite() {
        // One writer: nothing commits out of order, and a second one would wait.
        return;
    }
    let listener = Listener::default();
    let slow = db.write().await.unwrap();
    activities::record(&slow, None, Verb::Joined, About::default(), "").await.unwrap();
    // A later id, committed first.
    tell(&world, Verb::Left).await;
    listener.reads_what_is_settled(&world).await;
    let (settled, newest) = (readers::end(db).await.unwrap(), readers::newest(db).await.unwrap());
    assert!(settled.behind(newest) > 0, "what is held back is still to be read, and says so");
    slow.commit().await.unwrap();
    listener.reads_all(&world).await;
    let heard = listener.heard();
    assert_eq!(heard.len(), 2, "what committed late was lost: {heard:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_loses_nothing_among_concurrent_writers() {
    let world = with_a_table().await;
    let listener = Listener::default();
    let mut writers = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let db = world.house.db.clone();
        writers.spawn(async move {
            for turn in 0..25 {
                let txn = db.write().await.unwrap();
                activities::record(&txn, None, Verb::Joined, About::default(), "").await.unwrap();
                if turn % 5 == 4 {
                    drop(txn);
                } else {
                    txn.commit().await.unwrap();
                }
            }
        });
    }
    while !writers.is_empty() {
        readers::step(&world.house.db, &listener, Place::default()).await.unwrap();
        if let Some(done) = writers.try_join_next() {
            done.unwrap();
        }
    }
    listener.reads_all(&world).await;
    let written = activities::Entity::find().count(&world.house.db).await.unwrap();
    assert_eq!(written, 8 * 20);
    assert_eq!(listener.heard().len(), 8 * 20);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_told_does_not_happen() {
    let world = World::new().await;
    let author = world.person("author", Kind::Seeker).await;
    let room = world.room("salle", Audience::Public, &[&author]).await;
    let opened = author.post(&format!("{}/threads", room.path()), &[("title", "Un titre"), ("body", "Un corps")]).await;
    let thread = opened.assert_status(303).location().to_owned();
    let id = thread.trim_start_matches("/threads/").split('-').next().unwrap().to_owned();
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared("ALTER TABLE activities RENAME TO activities_away").await.unwrap();
    txn.commit().await.unwrap();
    author.post(&format!("/threads/{id}/posts"), &[("body", "jamais dit")]).await.assert_status(500);
    author.get(&thread).await.assert_status(200).assert_unseen("jamais dit");
}
