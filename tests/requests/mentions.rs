//! Mentions: whom a text may call, and who is suggested.

use std::collections::BTreeSet;

use passerelle::{
    access::{Audience, Kind},
    models::_entities::mentions,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::support::{Actor, World};

async fn called_by(world: &World, post: i64) -> BTreeSet<i64> {
    let rows = mentions::Entity::find().filter(mentions::Column::PostId.eq(post)).all(&world.house.db).await.unwrap();
    rows.into_iter().map(|row| row.user_id).collect()
}

/// Who is suggested after `@q`.
async fn suggested(actor: &Actor, path: &str, q: &str) -> Vec<String> {
    let answer = actor.get(&format!("{path}?q={q}")).await;
    answer.assert_status(200);
    let people: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    people.as_array().unwrap().iter().map(|person| person["handle"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mention_links_only_those_who_may_read_it() {
    let world = World::new().await;
    let awa = world.person("awa-diallo", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let recruiter = world.person("recruiter", Kind::Recruiter).await;
    let private = world.room("entre-nous", Audience::Seekers, &[]).await;
    let public = world.room("nantes", Audience::Public, &[]).await;
    let body = "Merci @awa-diallo, @recruiter, @nobody-here, `@yann` et awa@people.test.";
    let links = |page: crate::support::Page| page.attributes(".question .prose a[href^='/people/']", "href");

    let talk = yann.asks(&private, "Entre nous", body).await;
    assert_eq!(links(awa.get(&talk.path).await), ["/people/awa-diallo"]);
    assert_eq!(called_by(&world, talk.opening).await, [awa.id()].into());
    let open = yann.asks(&public, "Pour tout le monde", body).await;
    assert_eq!(links(world.visitor().get(&open.path).await), ["/people/awa-diallo", "/people/recruiter"]);
    assert_eq!(called_by(&world, open.opening).await, [awa.id(), recruiter.id()].into());

    // An edit calls those it names now.
    yann.does(&format!("/posts/{}", talk.opening), &[("body", "Merci @yann et @recruiter.")]).await;
    assert_eq!(links(awa.get(&talk.path).await), ["/people/yann"]);
    assert_eq!(called_by(&world, talk.opening).await, [yann.id()].into());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocking_stops_mentions_and_muting_does_not() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = yann.asks(&room, "Une question", "Un message.").await;
    for (kind, reached) in [("mute", true), ("block", false)] {
        awa.does("/people/yann/silence", &[("kind", kind)]).await;
        let post = yann.replies(&talk, &format!("Et toi @awa, {kind} ?")).await;
        assert_eq!(called_by(&world, post).await.contains(&awa.id()), reached, "{kind}");
        let page = world.visitor().get(&talk.path).await;
        assert_eq!(page.has(&format!("#post-{post} .prose a[href='/people/awa']")), reached, "{kind}");
    }
    // Nor is who blocked suggested, nor whom one silenced oneself.
    assert!(suggested(&yann, &talk.act("mentions"), "aw").await.is_empty());
    assert!(suggested(&awa, &talk.act("mentions"), "ya").await.is_empty());
    awa.does("/people/yann/silence/removal", &[]).await;
    assert_eq!(suggested(&yann, &talk.act("mentions"), "aw").await, ["awa"]);
    let post = yann.replies(&talk, "Et toi @awa, maintenant ?").await;
    assert_eq!(called_by(&world, post).await, [awa.id()].into());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_readers_of_the_room_are_suggested() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let guest = world.person("anna", Kind::Seeker).await;
    let gone = world.person("anne", Kind::Seeker).await;
    world.person("annick", Kind::Seeker).await;
    let room = world.room("quelques-uns", Audience::Named, &[&manager]).await;
    let talk = manager.asks(&room, "Entre quelques-uns", "Un message.").await;
    for handle in ["anna", "anne"] {
        manager.does("/communities/quelques-uns/entrances", &[("handle", handle)]).await;
    }
    for actor in [&guest, &gone] {
        actor.does("/communities/quelques-uns/membership", &[]).await;
        actor.replies(&talk, "J’y suis.").await;
    }
    let places = [talk.act("mentions"), "/communities/quelques-uns/mentions".to_owned()];
    for place in &places {
        assert_eq!(suggested(&manager, place, "ann").await, ["anna", "anne"]);
        assert_eq!(suggested(&guest, place, "man").await, ["manager"]);
        // Nobody is suggested to themselves.
        assert_eq!(suggested(&manager, place, "man").await, Vec::<String>::new());
    }
    manager.does("/communities/quelques-uns/entrances/removal", &[("handle", "anne")]).await;
    for place in &places {
        assert_eq!(suggested(&manager, place, "ann").await, ["anna"]);
        gone.get(&format!("{place}?q=an")).await.assert_status(404);
        assert!(world.visitor().get(&format!("{place}?q=an")).await.location().starts_with("/sign-in"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_of_the_conversation_are_suggested_first() {
    let world = World::new().await;
    let yann = world.person("yann", Kind::Seeker).await;
    let annick = world.person("annick", Kind::Seeker).await;
    let anna = world.person("anna", Kind::Seeker).await;
    world.person("anne-le-goff", Kind::Recruiter).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = yann.asks(&room, "Une question", "Un message.").await;
    annick.replies(&talk, "Une réponse.").await;
    anna.does("/communities/nantes/membership", &[]).await;
    assert_eq!(suggested(&yann, &talk.act("mentions"), "ann").await, ["annick", "anna", "anne-le-goff"]);
    assert_eq!(suggested(&yann, &talk.act("mentions"), "ANN").await.len(), 3);
    // Marks of a pattern are not one.
    assert!(suggested(&yann, &talk.act("mentions"), "a%25k").await.is_empty());
    assert!(suggested(&yann, &talk.act("mentions"), "a_n").await.iter().all(|handle| handle.starts_with("an")));
}
