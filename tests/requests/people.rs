//! A person's page, and keeping one's distance.

use passerelle::{
    access::{Audience, Kind},
    models::{activities::Verb, users},
};
use sea_orm::ActiveValue::Set;

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_s_page_shows_what_its_reader_may_read_of_them() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let seeker = world.person("yann", Kind::Seeker).await;
    let recruiter = world.person("recruiter", Kind::Recruiter).await;
    let public = world.room("nantes", Audience::Public, &[]).await;
    let private = world.room("entre-nous", Audience::Seekers, &[]).await;
    author.asks(&public, "Pour tout le monde", "Un message.").await;
    author.asks(&private, "Entre nous", "Un message.").await;
    for reader in [&world.visitor(), &recruiter] {
        let page = reader.get("/people/awa").await;
        assert_eq!(page.titles(), ["Pour tout le monde"]);
        page.assert_unseen("Entre nous").assert_unseen("people.test").assert_unseen("entre-nous");
        // A person is not a search result.
        assert_eq!(page.attribute("meta[name=robots]", "content").unwrap(), "noindex");
    }
    for reader in [&author, &seeker] {
        assert_eq!(reader.get("/people/awa").await.titles(), ["Entre nous", "Pour tout le monde"]);
    }
    world.visitor().get("/people/nobody-here").await.assert_status(404);
    // One keeps one's distance from others, signed in.
    assert!(seeker.get("/people/awa").await.has("form[action='/people/awa/silence']"));
    assert!(!author.get("/people/awa").await.has("form[action='/people/awa/silence']"));
    assert!(!world.visitor().get("/people/awa").await.has("form[action='/people/awa/silence']"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_is_shown_once_it_was_confirmed() {
    let world = World::new().await;
    let admin = world.admin("admin").await;
    let claims = world
        .someone("claims", Kind::Recruiter, |user| {
            user.claim = Set("pending".to_owned());
            user.organisation_name = Set(Some("Mirabelle SA".to_owned()));
        })
        .await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = claims.asks(&room, "Une question", "Un message.").await;
    let places = ["/people/claims", talk.path.as_str()];
    for place in places {
        let page = world.visitor().get(place).await;
        page.assert_unseen("Mirabelle");
        assert!(!page.has("main .role"), "{place}");
    }
    let user = users::Model::by_id(&world.house.db, claims.id()).await.unwrap();
    user.decide_claim(&world.house.db, &*world.seen(&admin).await, true, "").await.unwrap();
    for place in places {
        assert_eq!(world.visitor().get(place).await.first("main .role").unwrap(), "Recrute", "{place}");
    }
    world.visitor().get("/people/claims").await.assert_sees("Mirabelle SA");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn muting_folds_someone_away_for_oneself_alone() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let other = world.person("other", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = other.asks(&room, "Une question", "Un message.").await;
    let post = yann.replies(&talk, "Ce que je pense.").await;
    yann.asks(&room, "Une autre question", "Un message.").await;
    let folded = format!("#post-{post} details .prose");

    let muted = awa.does("/people/yann/silence", &[("kind", "mute")]).await;
    let page = awa.get(&talk.path).await;
    page.assert_sees("Message replié");
    assert!(page.has(&folded) && !page.has(&format!("#post-{post} > article > .prose")));
    assert_eq!(awa.get("/communities/nantes").await.titles(), ["Une question"]);
    assert_eq!(awa.get("/unanswered").await.titles(), Vec::<String>::new());
    // On their own page, what they wrote is still there to be read.
    assert_eq!(awa.get("/people/yann").await.titles(), ["Une autre question"]);
    awa.get("/me/blocks").await.assert_sees("YANN Test");

    for reader in [&other, &yann, &world.visitor()] {
        assert!(!reader.get(&talk.path).await.has(&folded));
        assert_eq!(reader.get("/communities/nantes").await.titles().len(), 2);
    }
    // They are not told: no line of the log is about them, no letter, no list.
    let line = world.log().await.into_iter().find(|line| line.verb == Verb::Silenced.name()).unwrap();
    assert_eq!((line.actor_id, line.user_id), (Some(awa.id()), Some(awa.id())));
    world.caught_up().await;
    assert!(world.letters_to(yann.email()).await.is_empty());
    yann.get("/me/blocks").await.assert_unseen("AWA Test");

    awa.undoes(&muted).await;
    assert!(!awa.get(&talk.path).await.has(&folded));
    assert_eq!(awa.get("/communities/nantes").await.titles().len(), 2);
    awa.get("/me/blocks").await.assert_unseen("YANN Test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_silences_someone_else_in_one_of_two_ways() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    world.person("yann", Kind::Seeker).await;
    awa.post("/people/awa/silence", &[("kind", "mute")]).await.assert_status(422);
    awa.post("/people/yann/silence", &[("kind", "banish")]).await.assert_status(422);
    awa.post("/people/yann/silence", &[]).await.assert_status(422);
    awa.post("/people/nobody-here/silence", &[("kind", "mute")]).await.assert_status(404);
    assert!(world.visitor().post("/people/yann/silence", &[("kind", "mute")]).await.location().starts_with("/sign-in"));
    assert!(world.seen(&awa).await.silenced.is_empty());
    // Twice, or more strongly, is once.
    for kind in ["mute", "mute", "block"] {
        awa.does("/people/yann/silence", &[("kind", kind)]).await;
    }
    assert_eq!(awa.get("/me/blocks").await.all(".person-row").len(), 1);
    awa.does("/people/yann/silence/removal", &[]).await;
    awa.does("/people/yann/silence/removal", &[]).await;
    assert!(world.seen(&awa).await.silenced.is_empty());
}
