//! `kill -9` in the middle of an erasure: what is left is done by who comes next.
//! A process that stops between two batches leaves the database as this test does.

use passerelle::{
    access::{Audience, Kind},
    clock,
    models::{
        _entities::{erasures, posts},
        privacy::{
            closing::{self, Posts},
            journal, work,
        },
    },
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use super::holding;
use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_broken_off_between_two_batches_goes_on_where_it_stopped() {
    let world = World::new().await;
    let leaver = world.person("quitteuse", Kind::Seeker).await;
    let other = world.person("autre", Kind::Seeker).await;
    let room = world.room("atelier", Audience::Public, &[]).await;
    let talk = other.asks(&room, "Un titre", "Un corps").await;
    world.fill(&talk, &leaver, 450).await;
    let db = &world.house.db;
    let left = || posts::Entity::find().filter(posts::Column::AuthorId.eq(leaver.id())).count(db);
    // Cut off again and again after a moment of work, as a process that dies is.
    let person = world.seen(&leaver).await;
    closing::ask(&world.house, &person, Posts::Remove).await.unwrap();
    let mut cuts = 0;
    while erasures::Entity::find().filter(erasures::Column::FinishedAt.is_null()).count(db).await.unwrap() > 0 {
        let patience = std::time::Duration::from_millis(20 + 10 * cuts);
        if tokio::time::timeout(patience, work::run(&world.house)).await.is_err() {
            cuts += 1;
        }
        // Its minute is over.
        let row = erasures::Entity::find().one(db).await.unwrap().unwrap();
        if row.finished_at.is_none() {
            let mut lapsed = row.into_active_model();
            lapsed.held_until = Set(Some((clock::now() - chrono::Duration::seconds(1)).into()));
            let txn = db.write().await.unwrap();
            lapsed.update(&txn).await.unwrap();
            txn.commit().await.unwrap();
        }
    }
    assert!(cuts > 0, "it was never cut off");
    assert_eq!(left().await.unwrap(), 0);
    assert_eq!(world.thread_row(talk.id).await.replies_count, 0);
    assert_eq!(world.room_row(room.id).await.posts_count, 1);
    let found = holding(&world, &["quitteuse"]).await;
    assert!(found.iter().all(|held| held.starts_with("letters.")), "{found:?}");
    let lines = journal::lines(&world.house).unwrap();
    assert!(!lines.is_empty() && lines.iter().all(|line| line.person == leaver.id() && line.posts == "remove"));
}
