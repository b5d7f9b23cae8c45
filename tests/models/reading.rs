//! Where people are reading, written together.

use std::time::Duration;

use futures_util::future::poll_immediate;
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::{
        _entities::{notifications, read_marks, users},
        reading,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::Expr};
use tokio::time::timeout;

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
    // Who is first cannot end while the test holds whom it writes of.
    let held = world.house.db.write().await.unwrap();
    users::Entity::find_by_id(reader.id()).lock_exclusive().one(&held).await.unwrap();
    let mut first = Box::pin(reading::write(&world.house));
    let mut second = Box::pin(reading::write(&world.house));
    assert!(poll_immediate(&mut first).await.is_none());
    assert!(poll_immediate(&mut second).await.is_none());
    let mine = reading::mine(&world.house, reader.id(), talk.id, room.id).await.unwrap();
    assert_eq!(mine.read, Some(post));
    drop(held);
    first.await.unwrap();
    second.await.unwrap();
    assert_eq!(marks(&world).await, [(reader.id(), post)]);
}

/// How many lines this person has yet to read.
async fn unread(world: &World, person: &Actor) -> u64 {
    let mine = notifications::Column::UserId.eq(person.id());
    let lines = notifications::Entity::find().filter(mine).filter(notifications::Column::ReadAt.is_null());
    lines.count(&world.house.db).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_told_after_a_page_was_read_is_still_to_be_read() {
    let world = World::new().await;
    let asker = world.person("awa", Kind::Seeker).await;
    let person = world.person("ben", Kind::Seeker).await;
    let contact = asker.asks_of(&person, "trade_question", "Comment est votre métier ?").await;
    let page = format!("/me/contacts/{contact}");
    world.house.closing().begin();
    world.house.closing().everyone_left().await;
    person.get_with(&page, &[("sec-purpose", "prefetch;prerender")]).await.assert_status(200);
    reading::write(&world.house).await.unwrap();
    assert_eq!(unread(&world, &person).await, 1, "fetched ahead, it is not read");
    person.get(&page).await.assert_status(200);
    asker.does(&format!("{page}/removal"), &[]).await;
    let again = asker.asks_of(&person, "proofreading", "Et relire ma lettre ?").await;
    person.get(&format!("/me/contacts/{again}")).await.assert_status(200);
    person.does(&format!("/me/contacts/{again}/acceptance"), &[]).await;
    asker.get(&format!("/me/contacts/{again}")).await.assert_status(200);
    person.does(&format!("/me/contacts/{again}/messages"), &[("body", "Envoyez-la moi.")]).await;
    reading::write(&world.house).await.unwrap();
    assert_eq!(unread(&world, &person).await, 0);
    assert_eq!(unread(&world, &asker).await, 1, "told after the page was read");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_told_while_a_reading_is_written_is_still_to_be_read() {
    let world = World::new().await;
    let asker = world.person("awa", Kind::Seeker).await;
    let person = world.person("ben", Kind::Seeker).await;
    let contact = asker.asks_of(&person, "trade_question", "Comment est votre métier ?").await;
    world.house.closing().begin();
    world.house.closing().everyone_left().await;
    person.get(&format!("/me/contacts/{contact}")).await.assert_status(200);
    // Who tells more of it holds the line; who writes that it was read has looked it up by now.
    let telling = world.house.db.write().await.unwrap();
    let more = notifications::Entity::update_many()
        .col_expr(notifications::Column::UpdatedAt, Expr::value(clock::now()))
        .filter(notifications::Column::UserId.eq(person.id()));
    assert_eq!(more.exec(&telling).await.unwrap().rows_affected, 1);
    let house = world.house.clone();
    let mut writing = tokio::spawn(async move { reading::write(&house).await });
    assert!(timeout(Duration::from_millis(500), &mut writing).await.is_err(), "waits for its turn");
    telling.commit().await.unwrap();
    writing.await.unwrap().unwrap();
    assert_eq!(unread(&world, &person).await, 1);
}
