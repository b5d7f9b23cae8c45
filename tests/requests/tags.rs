//! Lists that run through the rooms: a tag's threads, questions without answer.

use passerelle::{
    access::{Audience, Kind},
    models::_entities::communities,
};

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_exists_for_those_who_read_a_thread_that_carries_it() {
    let world = World::new().await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let recruiter = world.person("recruiter", Kind::Recruiter).await;
    let public = world.room("nantes", Audience::Public, &[]).await;
    let private = world.room("entre-nous", Audience::Seekers, &[]).await;
    let opens = async |room: &communities::Model, title: &str, tags: &str| {
        seeker.opens(room, &[("title", title), ("body", "Un message."), ("tags", tags)]).await
    };
    opens(&public, "Pour tout le monde", "nuit").await;
    opens(&private, "Entre nous", "nuit, mirabelle").await;

    let page = world.visitor().get("/tags/nuit").await;
    assert_eq!(page.titles(), ["Pour tout le monde"]);
    page.assert_unseen("Entre nous");
    assert!(page.has("link[rel=alternate][href='/tags/nuit.atom']"));
    assert_eq!(seeker.get("/tags/nuit").await.titles(), ["Entre nous", "Pour tout le monde"]);

    for reader in [&world.visitor(), &recruiter] {
        for path in ["/tags/mirabelle", "/tags/mirabelle?after=1-1", "/tags/mirabelle.atom", "/tags/mirabelle.html"] {
            reader.get(path).await.assert_status(404);
        }
    }
    let page = seeker.get("/tags/mirabelle").await;
    assert_eq!(page.titles(), ["Entre nous"]);
    // A feed carries no session: nothing of this one could be in it.
    assert!(!page.has("link[rel=alternate]"));
    seeker.get("/tags/mirabelle.atom").await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_leaves_with_the_last_thread_that_carried_it() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = seeker.opens(&room, &[("title", "Une question"), ("body", "Oui."), ("tags", "nuit")]).await;
    let visitor = world.visitor();
    visitor.get("/tags/nuit").await.assert_status(200);
    manager.does(&format!("/posts/{}/hiding", talk.opening), &[("reason", "Hors sujet")]).await;
    visitor.get("/tags/nuit").await.assert_status(404);
    manager.does(&format!("/posts/{}/hiding/removal", talk.opening), &[]).await;
    visitor.get("/tags/nuit").await.assert_status(200);
    seeker.does(&format!("/threads/{}", talk.id), &[("title", "Une question"), ("tags", "")]).await;
    visitor.get("/tags/nuit").await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn silencing_the_one_who_used_a_tag_makes_it_quiet_not_unknown() {
    let world = World::new().await;
    let author = world.person("yann", Kind::Seeker).await;
    let reader = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    author.opens(&room, &[("title", "Une question"), ("body", "Oui."), ("tags", "nuit")]).await;
    reader.does("/people/yann/silence", &[("kind", "mute")]).await;
    let page = reader.get("/tags/nuit").await;
    page.assert_status(200).assert_unseen("Une question").assert_sees("Rien ne porte cette étiquette");
    reader.does("/tags/nuit/watch", &[("level", "all")]).await;
}

/// Slugs are for addresses: wherever a tag is read, it is as the first who wrote it wrote it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tag_is_shown_as_it_was_written() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let usual = "Métiers d’art, gros œuvre";
    let settings = [("name", "Nantes"), ("slug", "nantes"), ("description", "Ici."), ("kind", "place")];
    let settings = [&settings[..], &[("audience", "public"), ("tags", usual)]].concat();
    manager.does("/communities/nantes/settings", &settings).await;
    for form in ["/communities/nantes/threads/new", "/communities/nantes/settings"] {
        manager.get(form).await.assert_status(200).assert_sees(usual);
    }
    let fields = [("title", "Une question"), ("body", "Oui."), ("tags", "metiers d'art")];
    let talk = manager.opens(&room, &fields).await;
    for page in ["/communities/nantes", talk.path.as_str()] {
        assert_eq!(world.visitor().get(page).await.all(".tags .tag"), ["Métiers d’art"], "{page}");
    }
    manager.get(&format!("/threads/{}/edit", talk.id)).await.assert_sees("value=\"Métiers d’art\"");
}

/// A field that a form does not send changes nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_without_tags_keeps_them() {
    let world = World::new().await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = seeker.opens(&room, &[("title", "Une question"), ("body", "Oui."), ("tags", "nuit")]).await;
    let address = format!("/threads/{}", talk.id);
    let page = seeker.post_then_see(&address, &[("title", "La même question")]).await;
    assert_eq!(page.all(".tags .tag"), ["nuit"]);
    let page = seeker.post_then_see(&address, &[("tags", "jour")]).await;
    assert_eq!((page.first("h1").unwrap().as_str(), page.all(".tags .tag")), ("La même question", vec!["jour".into()]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_waits_until_someone_answers() {
    let world = World::new().await;
    let asking = world.person("awa", Kind::Seeker).await;
    let answering = world.person("yann", Kind::Seeker).await;
    let public = world.room("nantes", Audience::Public, &[]).await;
    let private = world.room("entre-nous", Audience::Seekers, &[]).await;
    let visitor = world.visitor();
    let waiting = || async { visitor.get("/unanswered").await.titles() };
    let talk = asking.asks(&public, "Une question", "Un message.").await;
    asking.asks(&private, "Entre nous", "Un message.").await;
    asking.opens(&public, &[("title", "Un récit"), ("body", "Voilà."), ("kind", "experience")]).await;
    assert_eq!(waiting().await, ["Une question"]);
    assert_eq!(asking.get("/unanswered").await.titles(), ["Entre nous", "Une question"]);
    assert_eq!(visitor.get("/communities/nantes?show=unanswered").await.titles(), ["Une question"]);
    assert_eq!(visitor.get("/communities/nantes?show=experiences").await.titles(), ["Un récit"]);

    let reply = answering.replies(&talk, "Une réponse.").await;
    assert!(waiting().await.is_empty());
    answering.does(&format!("/posts/{reply}/removal"), &[]).await;
    assert_eq!(waiting().await, ["Une question"]);
    asking.does(&talk.act("closure"), &[]).await;
    assert!(waiting().await.is_empty());
    asking.does(&talk.act("closure/removal"), &[]).await;
    asking.does(&format!("/threads/{}", talk.id), &[("title", "Une question"), ("kind", "discussion")]).await;
    assert!(waiting().await.is_empty());
}
