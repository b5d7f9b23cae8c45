//! The one door for writes.

use passerelle::models::activities::{self, About, Verb};
use sea_orm::{EntityTrait, PaginatorTrait};

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
