//! The end of the day: whoever works on their own in the house goes home.

use std::time::Duration;

use passerelle::{
    access::{Audience, Kind},
    app,
    models::{_entities::read_marks, reading},
};
use sea_orm::EntityTrait;

use crate::support::World;

/// Who has not left by then never will.
const LONG: Duration = Duration::from_secs(20);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_works_on_their_own_leaves_when_the_house_closes() {
    let world = World::new().await;
    let house = || world.house.clone();
    let at_work = [
        tokio::spawn(reading::keep_writing(house())),
        tokio::spawn(app::mailing(house())),
        tokio::spawn(app::housekeeping(house())),
    ];
    world.house.closing().begin();
    for (someone, name) in at_work.into_iter().zip(["the keeper of marks", "the mailing", "the housekeeping"]) {
        let left = tokio::time::timeout(LONG, someone).await;
        left.unwrap_or_else(|_| panic!("{name} is still at work")).unwrap();
    }
    tokio::time::timeout(LONG, world.house.closing().everyone_left()).await.expect("nobody else is at work");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_one_was_reading_is_written_before_the_house_closes() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let reader = world.person("awa", Kind::Seeker).await;
    let talk = reader.asks(&room, "Une question", "Un message.").await;
    let post = reader.replies(&talk, "Encore un mot.").await;
    world.house.marks.note(reader.id(), talk.id, post);
    world.house.closing().begin();
    tokio::time::timeout(LONG, world.house.closing().everyone_left()).await.expect("everyone leaves");
    let marks = read_marks::Entity::find().all(&world.house.db).await.unwrap();
    assert_eq!(marks.iter().map(|mark| (mark.user_id, mark.post_id)).collect::<Vec<_>>(), [(reader.id(), post)]);
}
