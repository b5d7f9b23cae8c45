//! 410: what was erased for good is said to be, at its own address, to those who
//! could read it; to anyone else it never existed.

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::_entities::exports,
};
use sea_orm::{EntityTrait, sea_query::Expr};

use crate::support::{Actor, PASSWORD, Page, Talk, World};

/// Closes their account and takes their words along.
async fn erases_all(world: &World, who: &Actor) {
    who.does("/me/data/erasure", &[("posts", "remove"), ("password", PASSWORD)]).await;
    world.works().await;
}

/// What was here, in both languages; and that it is for no index.
async fn assert_gone(who: &Actor, path: &str, french: &str, english: &str) -> Page {
    let page = who.get(path).await;
    page.assert_status(410).assert_sees(french);
    assert!(page.has("meta[name=robots][content^=noindex]"), "{path}");
    who.clone().with_cookie("locale", "en").get(path).await.assert_status(410).assert_sees(english);
    let told = who.get_with(path, &[("accept", "application/json")]).await;
    assert_eq!(told.header("content-type"), "application/problem+json");
    assert!(told.body.contains("\"status\":410") && !told.body.contains("\"detail\":null"), "{}", told.body);
    page
}

async fn talking(world: &World, audience: Audience) -> (Actor, Actor, Talk) {
    let leaver = world.resident("awa", Kind::Seeker).await;
    let stays = world.person("ben", Kind::Seeker).await;
    let room = world.room("nantes", audience, &[]).await;
    let talk = stays.asks(&room, "Une question", "Un message.").await;
    (leaver, stays, talk)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_erased_for_good_is_gone_at_its_own_address_and_leaves_its_trace_in_the_thread() {
    let world = World::new().await;
    let (leaver, stays, talk) = talking(&world, Audience::Public).await;
    let erased = leaver.replies(&talk, "Des mots à reprendre").await;
    let answer = stays.replies(&talk, "Une réponse qui reste").await;
    let visitor = world.visitor();
    let address = format!("/posts/{erased}");
    visitor.get(&address).await.assert_status(303);
    erases_all(&world, &leaver).await;

    for reader in [&visitor, &stays] {
        let page = assert_gone(reader, &address, "Ce message a été effacé", "This message was erased").await;
        page.assert_unseen("Des mots à reprendre");
        // The way on is the place where it was, among what the others said.
        let way = page.attribute("main a[href*='near=']", "href").expect("a way on");
        let thread = reader.get(way.split('#').next().unwrap()).await;
        thread.assert_status(200).assert_sees("Une réponse qui reste");
        assert!(thread.has(&format!("#post-{erased}")), "the trace it left");
    }
    visitor.get(&format!("/posts/{answer}")).await.assert_status(303);
    visitor.get(&talk.path).await.assert_status(200);
    visitor.get("/posts/999999").await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_still_be_put_back_is_not_gone() {
    let world = World::new().await;
    let (leaver, stays, talk) = talking(&world, Audience::Public).await;
    let post = leaver.replies(&talk, "Peut-être").await;
    let address = format!("/posts/{post}");
    leaver.does(&format!("{address}/removal"), &[]).await;
    for reader in [&leaver, &stays, &world.visitor()] {
        assert_eq!(reader.get(&address).await.assert_status(303).post(), post);
    }
    leaver.does(&format!("{address}/removal/undo"), &[]).await;
    world.visitor().get(&address).await.assert_status(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_is_gone_once_nobodys_words_are_left_in_it() {
    let world = World::new().await;
    let (leaver, stays, _) = talking(&world, Audience::Public).await;
    let room = world.room("brest", Audience::Public, &[]).await;
    let alone = leaver.asks(&room, "Un fil sans réponse", "Des mots à reprendre").await;
    let answered = leaver.asks(&room, "Un fil répondu", "Des mots à reprendre").await;
    stays.replies(&answered, "Une réponse qui reste").await;
    // Its only answer was taken back by someone who is still here to put it again.
    let unsure = leaver.asks(&room, "Un fil hésitant", "Des mots à reprendre").await;
    let back = stays.replies(&unsure, "Une réponse qui reviendra").await;
    stays.does(&format!("/posts/{back}/removal"), &[]).await;
    let visitor = world.visitor();
    visitor.get(&alone.path).await.assert_status(200);
    visitor.get("/sitemaps/0").await.assert_sees(&alone.path);
    erases_all(&world, &leaver).await;

    // At any of its addresses: a link to its former title is no redirect to nothing.
    let id = alone.id;
    for address in [alone.path.clone(), format!("/threads/{id}"), format!("/posts/{}", alone.opening)] {
        let page = assert_gone(&visitor, &address, "Ce fil a été effacé", "This thread was erased").await;
        page.assert_unseen("Un fil sans réponse").assert_unseen("Des mots à reprendre");
        assert!(page.has("main a[href='/communities/brest']"), "a way on");
    }
    visitor.get(&format!("/threads/{id}.atom")).await.assert_status(410);
    visitor.get("/sitemaps/0").await.assert_unseen(&format!("/threads/{id}"));
    visitor.get(&format!("/threads/{}", answered.id)).await.assert_status(200).assert_sees("Une réponse qui reste");
    visitor.get(&format!("/threads/{}", unsure.id)).await.assert_status(200);
    stays.does(&format!("/posts/{back}/removal/undo"), &[]).await;
    visitor.get(&format!("/threads/{}", unsure.id)).await.assert_sees("Une réponse qui reviendra");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_could_not_read_it_does_not_learn_that_it_was_there() {
    let world = World::new().await;
    let (leaver, stays, talk) = talking(&world, Audience::Seekers).await;
    let room = world.room("entre-nous", Audience::Seekers, &[]).await;
    let alone = leaver.asks(&room, "Entre nous", "Des mots à reprendre").await;
    let erased = leaver.replies(&talk, "Des mots à reprendre").await;
    erases_all(&world, &leaver).await;
    assert_gone(&stays, &format!("/posts/{erased}"), "Ce message a été effacé", "This message was erased").await;
    assert_gone(&stays, &format!("/threads/{}", alone.id), "Ce fil a été effacé", "This thread was erased").await;
    let (recruiter, admin) = (world.person("rh", Kind::Recruiter).await, world.admin("boss").await);
    for other in [&world.visitor(), &recruiter, &admin] {
        let never = other.get("/posts/999999").await;
        never.assert_status(404);
        for address in [format!("/posts/{erased}"), format!("/posts/{}", alone.opening)] {
            let page = other.get(&address).await;
            assert_eq!((page.status, page.words()), (never.status, never.words()), "{address}");
        }
        for end in ["", "-entre-nous", ".atom"] {
            let page = other.get(&format!("/threads/{}{end}", alone.id)).await;
            assert_eq!((page.status, page.words()), (never.status, never.words()), "{end}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_past_its_week_is_gone_for_its_person_and_never_was_for_others() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let (yann, admin) = (world.resident("yann", Kind::Seeker).await, world.admin("boss").await);
    world.export(&claire).await;
    let address = claire.export_address().await;
    let file = exports::Entity::find().one(&world.house.db).await.unwrap().unwrap().path(&world.house);
    let txn = world.house.db.write().await.unwrap();
    exports::Entity::update_many()
        .col_expr(exports::Column::ExpiresAt, Expr::value(Some(clock::now() - Duration::hours(1))))
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
    for swept in [false, true] {
        if swept {
            world.time_comes(clock::now()).await;
        }
        assert_eq!(file.exists(), !swept);
        let page = assert_gone(&claire, &address, "Ce fichier a été effacé", "This file was erased").await;
        assert!(page.has("main a[href='/me/data#export']"), "a way on");
        claire.post(&address, &[("password", PASSWORD)]).await.assert_status(410);
        claire.get("/me/data").await.assert_sees("Votre dernier fichier a été effacé");
        for other in [&yann, &admin] {
            other.get(&address).await.assert_status(404);
            other.post(&address, &[("password", PASSWORD)]).await.assert_status(404);
        }
        world.visitor().get(&address).await.assert_status(303);
    }
    // A month later nobody knows that there was one.
    world.time_comes(clock::now() + Duration::days(31)).await;
    claire.get(&address).await.assert_status(404);
}
