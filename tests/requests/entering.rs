//! Rooms that are not one's own: the look an admin may take, the named few, and
//! how a room answers those it does not exist for.

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    freshness::Tag,
    models::{_entities::entrances, activities::Verb},
};
use sea_orm::{EntityTrait, sea_query::Expr};

use crate::support::{Actor, Page, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_looks_into_a_seekers_room_for_a_stated_reason_only() {
    let world = World::new().await;
    let seeker = world.person("seeker", Kind::Seeker).await;
    let adviser = world.person("adviser", Kind::Adviser).await;
    let admin = world.admin("admin").await;
    let room = world.room("entre-nous", Audience::Seekers, &[]).await;
    let talk = seeker.asks(&room, "Une question entre nous", "Le mot est mirabelle.").await;

    let door = admin.get("/communities/entre-nous").await;
    door.assert_status(200).assert_unseen("On parle de").assert_unseen("Une question entre nous");
    assert_eq!(door.attribute("main form", "action").unwrap(), "/communities/entre-nous/entrance");
    admin.get(&talk.path).await.assert_status(404);
    admin.get("/communities").await.assert_unseen("entre-nous");
    let entrance = "/communities/entre-nous/entrance";
    for other in [&seeker, &adviser] {
        other.post(entrance, &[("reason", "Par curiosité")]).await.assert_status(404);
    }
    admin.post(entrance, &[("reason", "  ")]).await.assert_status(422).assert_sees("Dites pourquoi");
    admin.get(&talk.path).await.assert_status(404);
    assert!(world.log().await.iter().all(|line| line.verb != Verb::AdminEntered.name()));

    admin.does(entrance, &[("reason", "Un signalement d’escroquerie")]).await;
    admin.get("/communities/entre-nous").await.assert_sees("On parle de").assert_sees("inscrit au journal");
    admin.get(&talk.path).await.assert_status(200).assert_sees("mirabelle");
    let line = world.log().await.into_iter().find(|line| line.verb == Verb::AdminEntered.name()).unwrap();
    assert_eq!((line.actor_id, line.community_id), (Some(admin.id()), Some(room.id)));
    assert_eq!(line.detail, "Un signalement d’escroquerie");
    // Nobody else comes in with them.
    adviser.get(&talk.path).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_look_ends_by_itself() {
    let world = World::new().await;
    let admin = world.admin("admin").await;
    world.room("entre-nous", Audience::Seekers, &[]).await;
    admin.does("/communities/entre-nous/entrance", &[("reason", "Une panne")]).await;
    admin.get("/communities/entre-nous").await.assert_sees("On parle de");
    let txn = world.house.db.write().await.unwrap();
    entrances::Entity::update_many()
        .col_expr(entrances::Column::Until, Expr::value(clock::now() - Duration::seconds(1)))
        .exec(&txn)
        .await
        .unwrap();
    txn.also_forget(Tag::Person(admin.id()));
    txn.commit().await.unwrap();
    admin.get("/communities/entre-nous").await.assert_status(200).assert_unseen("On parle de");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_let_in_reads_at_once_and_shown_out_no_longer_does() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let guest = world.person("guest", Kind::Seeker).await;
    let room = world.room("quelques-uns", Audience::Named, &[&manager]).await;
    let talk = manager.asks(&room, "Entre quelques-uns", "Le mot est mirabelle.").await;
    guest.get(&talk.path).await.assert_status(404);
    guest.post("/communities/quelques-uns/entrances", &[("handle", "guest")]).await.assert_status(404);

    manager.does("/communities/quelques-uns/entrances", &[("handle", "guest")]).await;
    guest.get(&talk.path).await.assert_status(200).assert_sees("mirabelle");
    guest.replies(&talk, "Merci de me laisser entrer.").await;
    manager.get("/communities/quelques-uns/settings").await.assert_sees("GUEST Test");
    guest.get("/communities/quelques-uns/settings").await.assert_status(404);
    guest.does("/communities/quelques-uns/membership", &[]).await;
    assert!(guest.get("/").await.has(".rail"));

    manager.does("/communities/quelques-uns/entrances/removal", &[("handle", "guest")]).await;
    guest.get(&talk.path).await.assert_status(404);
    guest.post(&talk.act("posts"), &[("body", "Encore là ?")]).await.assert_status(404);
    // Not even its name stays with those who had joined.
    guest.get("/").await.assert_unseen("quelques-uns");

    // Only a room of a named few lets people in by name.
    world.room("publique", Audience::Public, &[&manager]).await;
    manager.post("/communities/publique/entrances", &[("handle", "guest")]).await.assert_status(404);
}

/// A page as far as someone may tell it from another: all of it but the address.
fn anonymous(page: &Page, address: &str) -> String {
    let encoded: String = form_urlencoded::byte_serialize(address.as_bytes()).collect();
    // The key to words held until one signs in is drawn anew each time.
    let key = page.cookie("held").filter(|key| !key.is_empty()).unwrap_or_else(|| "none".to_owned());
    format!("{} {:?}\n{}", page.status, page.headers, page.body)
        .replace(&key, "KEY")
        .replace(address, "ADDRESS")
        .replace(&encoded, "ADDRESS")
}

/// A number that nothing has, as long as one that something has.
fn nowhere(noun: &str, id: i64) -> String {
    format!("{noun}/{}", "9".repeat(id.to_string().len()))
}

async fn same_answers(actor: &Actor, private: &str, missing: &str, gets: &[&str], posts: &[(&str, &[(&str, &str)])]) {
    for rest in gets {
        let there = actor.get(&format!("{private}{rest}")).await;
        let nowhere = actor.get(&format!("{missing}{rest}")).await;
        assert_eq!(anonymous(&there, private), anonymous(&nowhere, missing), "GET {private}{rest}");
        assert!(there.status == 404 || there.location().starts_with("/sign-in"), "GET {private}{rest}");
    }
    for (rest, fields) in posts {
        let there = actor.post(&format!("{private}{rest}"), fields).await;
        let nowhere = actor.post(&format!("{missing}{rest}"), fields).await;
        assert_eq!(anonymous(&there, private), anonymous(&nowhere, missing), "POST {private}{rest}");
        assert!(there.status == 404 || there.location().starts_with("/sign-in"), "POST {private}{rest}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_private_answers_to_the_byte_as_what_is_missing() {
    let world = World::new().await;
    let seeker = world.person("seeker", Kind::Seeker).await;
    let other = world.person("other", Kind::Recruiter).await;
    let room = world.room("entre-nous", Audience::Seekers, &[]).await;
    let talk = seeker.opens(&room, &[("title", "Entre nous"), ("body", "Mirabelle."), ("tags", "mirabelle")]).await;
    let reply = seeker.replies(&talk, "Encore mirabelle.").await;
    let form = [("title", "Titre"), ("body", "Corps")];
    let post = reply.to_string();
    for actor in [&world.visitor(), &other] {
        let gets = ["", ".atom", "?show=questions", "/settings", "/threads/new", "/mentions?q=se"];
        let posts: [(&str, &[(&str, &str)]); 7] = [
            ("/threads", &form),
            ("/membership", &[]),
            ("/membership/removal", &[]),
            ("/managers", &[("handle", "other")]),
            ("/entrances", &[("handle", "other")]),
            ("/decision", &[("decision", "open")]),
            ("/entrance", &[("reason", "Voir")]),
        ];
        same_answers(actor, "/communities/entre-nous", "/communities/entre-vous", &gets, &posts).await;

        let gets = ["", "-entre-nous", "-autre-chose", ".atom", "?near=1", "/edit", "/history", "/mentions?q=se"];
        let posts: [(&str, &[(&str, &str)]); 8] = [
            ("", &form[..1]),
            ("/posts", &form[1..]),
            ("/closure", &[]),
            ("/closure/removal", &[]),
            ("/pin", &[]),
            ("/pin/removal", &[]),
            ("/solution", &[("post_id", &post)]),
            ("/solution/removal", &[]),
        ];
        same_answers(actor, &format!("/threads/{}", talk.id), &nowhere("/threads", talk.id), &gets, &posts).await;

        let gets = ["", "/edit", "/history"];
        let posts: [(&str, &[(&str, &str)]); 7] = [
            ("", &form[1..]),
            ("/removal", &[]),
            ("/removal/undo", &[]),
            ("/hiding", &[("reason", "Voir")]),
            ("/hiding/removal", &[]),
            ("/gestures", &[("kind", "thanks")]),
            ("/gestures/removal", &[("kind", "thanks")]),
        ];
        same_answers(actor, &format!("/posts/{reply}"), &nowhere("/posts", reply), &gets, &posts).await;

        let gets = ["", ".atom", "?after=1795000000000000-1"];
        same_answers(actor, "/tags/mirabelle", "/tags/mirabeaux", &gets, &[]).await;
    }
}
