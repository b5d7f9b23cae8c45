//! Figures: what is counted is what its reader may read.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use passerelle::access::{Audience, Kind};

use super::planting::{Cast, cast, may_read, members, number, plant, reply};
use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counts_tell_nothing_of_what_one_may_not_read() {
    let world = World::new().await;
    let cast = cast(&world).await;
    world.searchable().await;
    let before = counts(&cast).await;
    plant_in_private_rooms_only(&world, &cast).await;
    world.searchable().await;
    let after = counts(&cast).await;
    for role in ["visitor", "other", "claimant"] {
        assert_eq!(before[role], after[role], "{role} counts what they may not read");
    }
    assert_ne!(before["seeker"], after["seeker"], "those it is for do count it");
}

/// Every figure on the pages that run through the rooms.
async fn counts(cast: &Cast) -> BTreeMap<&'static str, String> {
    let mut counts = BTreeMap::new();
    for role in ["visitor", "other", "claimant", "seeker"] {
        let mut figures = String::new();
        for path in [
            "/",
            "/communities",
            "/unanswered",
            "/people/the-author",
            "/sitemap.xml",
            "/search?q=titre",
            "/search?q=titrre",
            "/search?since=2000-01-01",
        ] {
            let page = cast.actors[role].get(path).await;
            figures.push_str(&page.all("main").join(" "));
        }
        counts.insert(role, figures);
    }
    counts
}

async fn plant_in_private_rooms_only(world: &World, cast: &Cast) {
    let manager = &cast.actors["manager"];
    for audience in [Audience::Seekers, Audience::Recruiters, Audience::Staff] {
        let room = world.room(&format!("salle-{}", audience.name()), audience, &[manager, &cast.author]).await;
        let opened =
            cast.author.post(&format!("{}/threads", room.path()), &[("title", "Un titre"), ("body", "Un corps")]).await;
        reply(&cast.author, number(opened.location()), "Une réponse").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_is_counted_as_the_page_lists_it_there_and_on_open_pages() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let secrets = plant(&world, &cast).await;
    for role in members() {
        let actor = &cast.actors[role];
        let page = actor.get("/notifications").await;
        let listed = page.all(".thread-row--unread").len();
        // One line for each conversation they may read; of the one that was hidden, none.
        let due = Audience::ALL.into_iter().filter(|audience| may_read(role, *audience)).count();
        assert_eq!(listed, due, "{role}: {:?}", page.all(".thread-row--unread"));
        let counted = page.first(".masthead .count:not([hidden])");
        assert_eq!(counted.as_deref(), Some(format!("{listed} à lire").as_str()), "{role}");
        if role == "suspended" {
            assert_eq!(actor.get("/live").await.status, StatusCode::NOT_FOUND);
            continue;
        }
        // An open page hears the same figure once it changes.
        actor.does("/notifications/reading", &[]).await;
        let mut listener = actor.listens("/live", &[]).await;
        for thread in secrets.open_threads() {
            reply(&cast.author, thread, "Encore").await;
        }
        world.caught_up().await;
        let heard = listener.hears().await.expect("an open stream");
        assert_eq!((heard.event.as_str(), heard.data), ("count", format!("{{\"waiting\":{due}}}")), "{role}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_shown_out_hears_on_an_open_page_that_nothing_of_that_room_waits() {
    let world = World::new().await;
    let manager = world.person("a-manager", Kind::Other).await;
    let guest = world.person("a-guest", Kind::Other).await;
    let room = world.room("salle-named", Audience::Named, &[&manager]).await;
    manager.does(&format!("{}/entrances", room.path()), &[("handle", guest.handle())]).await;
    guest.does(&format!("{}/watch", room.path()), &[("level", "all")]).await;
    manager.asks(&room, "Un titre", "Un corps").await;
    world.caught_up().await;
    let counted = guest.get("/").await.first(".masthead .count:not([hidden])");
    assert_eq!(counted.as_deref(), Some("1 à lire"));
    let mut listener = guest.listens("/live", &[]).await;
    manager.does(&format!("{}/entrances/removal", room.path()), &[("handle", guest.handle())]).await;
    let heard = listener.hears().await.expect("an open stream");
    assert_eq!((heard.event.as_str(), heard.data.as_str()), ("count", "{\"waiting\":0}"));
    assert!(!guest.get("/").await.has(".masthead .count:not([hidden])"));
}
