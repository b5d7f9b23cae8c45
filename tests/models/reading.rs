//! Where people are reading, written together.

use futures_util::future::poll_immediate;
use passerelle::{
    access::{Audience, Kind},
    models::{
        _entities::{read_marks, users},
        reading,
    },
};
use sea_orm::EntityTrait;

use crate::support::{Actor, World};

/// Who is known to have read how far.
async fn marks(world: &World) -> Vec<(i64, i64)> {
    let marks = read_marks::Entity::find().all(&world.house.db).await.unwrap();
    marks.into_iter().map(|mark| (mark.user_id, mark.post_id)).collect()
}

async fn is_erased(world: &World, person: &Actor) {
    let txn = world.house.db.write().await.unwrap();
    users::Entity::delete_by_id(person.id()).exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_erased_meanwhile_takes_nobodys_marks_along() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let reader = world.person("awa", Kind::Seeker).await;
    let leaver = world.person("ben", Kind::Seeker).await;
    let talk = reader.asks(&room, "Une question", "Un message.").await;
    // Nobody but the test writes down what was read.
    world.house.closing().begin();
    world.house.closing().everyone_left().await;
    let post = reader.replies(&talk, "Encore un mot.").await;
    world.house.marks.note(reader.id(), talk.id, post);
    world.house.marks.note(leaver.id(), talk.id, post);
    is_erased(&world, &leaver).await;
    reading::write(&world.house).await.unwrap();
    assert_eq!(marks(&world).await, [(reader.id(), post)]);
    // Of those who are gone there is nothing to write.
    world.house.marks.note(leaver.id(), talk.id, post);
    reading::write(&world.house).await.unwrap();
    assert_eq!(marks(&world).await, [(reader.id(), post)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_someone_else_is_writing_is_waited_for_and_known_meanwhile() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let reader = world.person("awa", Kind::Seeker).await;
    let talk = reader.asks(&room, "Une question", "Un message.").await;
    world.house.closing().begin();
    world.house.closing().everyone_left().await;
    let post = reader.replies(&talk, "Encore un mot.").await;
    world.house.marks.note(reader.id(), talk.id, post);
    let mut first = Box::pin(reading::write(&world.house));
    let mut second = Box::pin(reading::write(&world.house));
    assert!(poll_immediate(&mut first).await.is_none());
    assert!(poll_immediate(&mut second).await.is_none());
    let mine = reading::mine(&world.house, reader.id(), talk.id, room.id).await.unwrap();
    assert_eq!(mine.read, Some(post));
    first.await.unwrap();
    second.await.unwrap();
    assert_eq!(marks(&world).await, [(reader.id(), post)]);
}
