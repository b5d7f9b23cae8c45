//! The one door for writes.

use std::{
    pin::pin,
    task::{Poll, ready},
};

use passerelle::{
    database::Db,
    models::activities::{self, About, Verb},
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_is_dropped_leaves_no_trace_and_holds_nobody_back() {
    let world = World::new().await;
    let db = &world.house.db;
    let dropped = db.write().await.unwrap();
    activities::record(&dropped, None, Verb::Joined, About::default(), "").await.unwrap();
    drop(dropped);
    let kept = db.write().await.unwrap();
    activities::record(&kept, None, Verb::Left, About::default(), "").await.unwrap();
    kept.commit().await.unwrap();
    let told = activities::Entity::find().all(db).await.unwrap();
    assert_eq!(told.iter().map(|activity| activity.verb.as_str()).collect::<Vec<_>>(), ["left"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_who_go_away_in_the_queue_do_not_take_the_others_with_them() {
    let world = World::new().await;
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..60 {
        let db = world.house.db.clone();
        let writer = writers.spawn(async move {
            let txn = db.write().await.unwrap();
            activities::record(&txn, None, Verb::Joined, About::default(), "").await.unwrap();
            txn.commit().await.unwrap();
        });
        // One in three hangs up, wherever it is.
        if number % 3 == 0 {
            writer.abort();
        }
    }
    let mut acknowledged = 0;
    while let Some(outcome) = writers.join_next().await {
        acknowledged += u64::from(outcome.is_ok());
    }
    let written = activities::Entity::find().count(&world.house.db).await.unwrap();
    assert!(acknowledged >= 40);
    assert!(written >= acknowledged, "{acknowledged} acknowledged, {written} written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_acknowledged_is_seen_by_every_next_reader() {
    let world = World::new().await;
    let db = &world.house.db;
    for number in 1..=20 {
        let txn = db.write().await.unwrap();
        activities::record(&txn, None, Verb::Joined, About::default(), "").await.unwrap();
        txn.commit().await.unwrap();
        assert_eq!(activities::Entity::find().count(db).await.unwrap(), number);
    }
}

/// A disk that is full or fails makes SQLite end a transaction by itself. Those who
/// wrote in it are told; what is acknowledged afterwards is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_transaction_that_the_database_ended_what_is_acknowledged_is_written() {
    let world = World::new().await;
    let db = &world.house.db;
    if !db.is_sqlite() {
        return;
    }
    for _ in 0..3 {
        let txn = db.write().await.unwrap();
        activities::record(&txn, None, Verb::Joined, About::default(), "").await.unwrap();
        txn.execute_unprepared("ROLLBACK").await.unwrap();
        assert!(txn.commit().await.is_err(), "nothing was written, and they are told");
    }
    for number in 1..=5 {
        let txn = db.write().await.unwrap();
        activities::record(&txn, None, Verb::Left, About::default(), "").await.unwrap();
        txn.commit().await.unwrap();
        assert_eq!(activities::Entity::find().count(db).await.unwrap(), number);
    }
}

/// How someone goes away.
#[derive(Clone, Copy, Debug)]
enum Leaving {
    /// What they asked of the database is on its way.
    WhileItIsDone,
    /// It is done, and they do not hear of it.
    WhenItIsDone,
}

/// Lets someone do so many steps of their work and go away; true when it took fewer.
async fn goes_away_after(steps: usize, leaving: Leaving, work: impl Future) -> bool {
    let mut work = pin!(work);
    let mut done = 0;
    std::future::poll_fn(|context| {
        if done == steps {
            return Poll::Ready(false);
        }
        done += 1;
        match (work.as_mut().poll(context), leaving) {
            (Poll::Pending, Leaving::WhileItIsDone) if done == steps => Poll::Ready(false),
            (outcome, _) => {
                ready!(outcome);
                Poll::Ready(true)
            }
        }
    })
    .await
}

async fn writes(db: &Db, verb: Verb) {
    let txn = db.write().await.unwrap();
    activities::record(&txn, None, verb, About::default(), "").await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_goes_away_at_any_step_of_a_write_leaves_the_house_to_the_others() {
    let world = World::new().await;
    let db = &world.house.db;
    // Nobody who works on their own writes after them, and ends their group in their place.
    world.house.closing().begin();
    world.house.closing().everyone_left().await;
    // Another process: it waits for a group that stays open, and gives up.
    let beside = Db::open(&world.house.db_uri, 1).await.unwrap();
    let mut others = 0;
    for leaving in [Leaving::WhileItIsDone, Leaving::WhenItIsDone] {
        for steps in 0.. {
            assert!(steps < 100, "a write does not end");
            let ended = goes_away_after(steps, leaving, writes(db, Verb::Joined)).await;
            let free = beside.write().await;
            drop(free.unwrap_or_else(|error| panic!("{leaving:?} after {steps} steps: {error}")));
            writes(db, Verb::Left).await;
            others += 1;
            if ended {
                break;
            }
        }
    }
    beside.close().await;
    let log = world.log().await;
    assert_eq!(log.iter().filter(|activity| activity.verb == "left").count(), others, "what the others wrote is there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_goes_away_while_waiting_for_their_turn_takes_nobodys() {
    let world = World::new().await;
    let db = &world.house.db;
    let first = db.write().await.unwrap();
    activities::record(&first, None, Verb::Joined, About::default(), "").await.unwrap();
    if db.is_sqlite() {
        assert!(!goes_away_after(1, Leaving::WhileItIsDone, writes(db, Verb::Closed)).await, "one at a time");
    }
    let (outcome, ()) = tokio::join!(first.commit(), writes(db, Verb::Left));
    outcome.unwrap();
    let mut written: Vec<String> = world.log().await.into_iter().map(|activity| activity.verb).collect();
    written.sort();
    assert_eq!(written, ["joined", "left"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_goes_away_next_in_the_group_takes_nothing_acknowledged_along() {
    let world = World::new().await;
    world.house.closing().begin();
    world.house.closing().everyone_left().await;
    let db = &world.house.db;
    let mut acknowledged = 0;
    for leaving in [Leaving::WhileItIsDone, Leaving::WhenItIsDone] {
        for steps in 1..12 {
            let first = db.write().await.unwrap();
            activities::record(&first, None, Verb::Left, About::default(), "").await.unwrap();
            let next = goes_away_after(steps, leaving, writes(db, Verb::Joined));
            let (_, outcome) = tokio::join!(next, first.commit());
            acknowledged += usize::from(outcome.is_ok());
            let log = world.log().await;
            let written = log.iter().filter(|activity| activity.verb == "left").count();
            assert_eq!(written, acknowledged, "{leaving:?} after {steps} steps");
        }
    }
}
