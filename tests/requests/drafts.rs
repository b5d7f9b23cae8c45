//! What one writes is never lost: drafts, words sent too late, two edits at once.

use passerelle::{
    access::{Audience, Kind},
    clock,
    models::drafts,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::support::{Actor, PASSWORD, Page, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_begun_is_found_in_its_box_on_any_device() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    let words = [("body", "Ce que je voulais dire…"), ("quote", &talk.opening.to_string()), ("draft", "formulaire-7")];
    let saved = writer.post_then_see(&talk.act("draft"), &words).await;
    saved.assert_sees("Ce que je voulais dire…").assert_sees("Votre brouillon du");
    assert_eq!(saved.attribute(".compose input[name=draft]", "value").unwrap(), "formulaire-7");
    assert_eq!(saved.attribute(".compose input[name=quote]", "value").unwrap(), talk.opening.to_string());
    // Nobody else finds it.
    let other = world.person("ben", Kind::Seeker).await;
    for reader in [&other, &world.visitor()] {
        reader.get(&talk.path).await.assert_unseen("Ce que je voulais dire");
    }
    other.get("/me/drafts").await.assert_status(200).assert_unseen("Ce que je voulais dire");
    // Saved again, it is one draft; sent, it is none.
    writer.post(&talk.act("draft"), &[("body", "Mieux dit."), ("draft", "formulaire-7")]).await.assert_status(303);
    let list = writer.get("/me/drafts").await;
    assert_eq!(list.all(".thread-row").len(), 1);
    list.assert_sees("Mieux dit.").assert_sees("Une question");
    writer.post(&talk.act("posts"), &[("body", "Mieux dit."), ("draft", "formulaire-7")]).await.assert_status(303);
    writer.get("/me/drafts").await.assert_unseen("Mieux dit.");
    // A script's last message, overtaken by the post it speaks of, brings nothing back.
    writer.post(&talk.act("draft"), &[("body", "Mieux dit."), ("draft", "formulaire-7")]).await.assert_status(303);
    writer.get("/me/drafts").await.assert_unseen("Mieux dit.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_thread_and_an_edit_have_drafts_too() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let begun = [("title", "Un titre"), ("body", "Un début"), ("kind", "experience"), ("tags", "cv, nuit")];
    let form = writer.post_then_see("/communities/nantes/draft", &begun).await;
    assert_eq!(form.attribute("input[name=title]", "value").unwrap(), "Un titre");
    assert_eq!(form.attribute("input[name=kind][checked]", "value").unwrap(), "experience");
    assert_eq!(form.attribute("input[name=tags]", "value").unwrap(), "cv, nuit");
    form.assert_sees("Un début");
    let talk = writer.opens(&room, &begun).await;
    writer.get("/communities/nantes/threads/new").await.assert_unseen("Un début");
    let opening = talk.opening;
    writer.post(&format!("/posts/{opening}/draft"), &[("body", "Un début corrigé")]).await.assert_status(303);
    writer.get(&format!("/posts/{opening}/edit")).await.assert_sees("Un début corrigé");
    // Only of one's own message.
    let other = world.person("ben", Kind::Seeker).await;
    other.post(&format!("/posts/{opening}/draft"), &[("body", "x")]).await.assert_status(403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_script_is_answered_without_a_word_to_show() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let answer = writer.post_raw(&talk.act("draft"), "body=Un+d%C3%A9but", &headers).await;
    answer.assert_status(204);
    assert!(answer.cookie("notice").is_none());
    writer.get(&talk.path).await.assert_sees("Un début");
    // Emptied, there is nothing to keep.
    writer.post_raw(&talk.act("draft"), "body=", &headers).await.assert_status(204);
    assert_eq!(writer.get("/me/drafts").await.all(".thread-row").len(), 0);
    writer.post_raw(&talk.act("draft"), format!("body={}", "x".repeat(40_001)), &headers).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_can_no_longer_read_the_place_keeps_the_words_and_learns_nothing() {
    let world = World::new().await;
    let keeper = world.person("carer", Kind::Other).await;
    let room = world.room("choisis", Audience::Named, &[&keeper]).await;
    let guest = world.person("awa", Kind::Seeker).await;
    keeper.post("/communities/choisis/entrances", &[("handle", "awa")]).await.assert_status(303);
    let talk = keeper.asks(&room, "Un secret entre nous", "Un message.").await;
    guest.post(&talk.act("draft"), &[("body", "Mes mots à moi")]).await.assert_status(303);
    guest.get("/me/drafts").await.assert_sees("Un secret entre nous");
    keeper.post("/communities/choisis/entrances/removal", &[("handle", "awa")]).await.assert_status(303);
    let list = guest.get("/me/drafts").await;
    list.assert_sees("Mes mots à moi").assert_unseen("Un secret entre nous");
    guest.post(&talk.act("draft"), &[("body", "Encore")]).await.assert_status(404);
    // Thrown away by their writer, and by nobody else.
    let removal = list.attribute(".thread-row form", "action").unwrap();
    keeper.post(&removal, &[]).await.assert_status(404);
    guest.post(&removal, &[]).await.assert_status(303);
    guest.get("/me/drafts").await.assert_unseen("Mes mots à moi");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_sent_after_the_session_ended_wait_behind_the_sign_in() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.resident("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    writer.post("/session/end", &[]).await.assert_status(303);
    let late = writer.post(&talk.act("posts"), &[("body", "Écrit pendant une heure"), ("draft", "formulaire-9")]).await;
    late.assert_status(303);
    assert!(late.location().starts_with("/sign-in?next="), "{}", late.location());
    let browser = world.visitor().with_cookie("held", &late.cookie("held").expect("the key to the words"));
    let asked = browser.clone().with_cookie("notice", &late.cookie("notice").unwrap()).get(late.location()).await;
    asked.assert_sees("Vos mots sont gardés");
    let next = asked.attribute("input[name=next]", "value").unwrap();
    let signed_in =
        browser.post("/session", &[("email", writer.email()), ("password", PASSWORD), ("next", &next)]).await;
    signed_in.assert_status(303);
    assert_eq!(signed_in.cookie("held").as_deref(), Some(""));
    let again = world.visitor().with_token(&signed_in.cookie("session").unwrap());
    let way = again.get(signed_in.location().split('#').next().unwrap()).await;
    let page = again.get(way.location()).await;
    page.assert_sees("Écrit pendant une heure");
    assert_eq!(page.attribute(".compose input[name=draft]", "value").unwrap(), "formulaire-9");
    // The key opens once: whoever signs in next with this browser finds nothing.
    let other = world.resident("ben", Kind::Seeker).await;
    browser.post("/session", &[("email", other.email()), ("password", PASSWORD)]).await.assert_status(303);
    other.get("/me/drafts").await.assert_unseen("Écrit pendant une heure");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_edit_at_once_the_second_sees_both_texts() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Other).await;
    let room = world.room("nantes", Audience::Public, &[&carer]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Première version.").await;
    let post = format!("/posts/{}", talk.opening);
    let shown = writer.get(&format!("{post}/edit")).await;
    let version = shown.attribute("input[name=version]", "value").unwrap();
    writer.post(&post, &[("body", "Du téléphone."), ("version", &version)]).await.assert_status(303);
    let second = writer.post(&post, &[("body", "De l’ordinateur."), ("version", &version)]).await;
    second.assert_status(409).assert_sees("De l’ordinateur.").assert_sees("<p>Du téléphone.</p>");
    // Sent again from what was shown, it is a choice.
    let version = second.attribute("input[name=version]", "value").unwrap();
    writer.post(&post, &[("body", "De l’ordinateur."), ("version", &version)]).await.assert_status(303);
    writer.get(&talk.path).await.assert_sees("De l’ordinateur.").assert_unseen("Du téléphone.");
    // The same for a title, between its author and a manager.
    let thread = format!("/threads/{}", talk.id);
    carer.post(&thread, &[("title", "Titre de l’animatrice"), ("version", "0")]).await.assert_status(303);
    let second = writer.post(&thread, &[("title", "Titre de l’autrice"), ("version", "0")]).await;
    second.assert_status(409).assert_sees("Titre de l’autrice").assert_sees("Titre de l’animatrice");
}

/// A form is sent after the session ended; signed in again, its writer finds it whole
/// and sends it; then it waits no more.
async fn sends_late(world: &World, writer: &Actor, path: &str, fields: &[(&str, &str)]) -> Page {
    writer.post("/session/end", &[]).await.assert_status(303);
    let late = writer.post(path, fields).await;
    assert!(late.assert_status(303).location().starts_with("/sign-in?next="), "{}", late.location());
    let browser = world.visitor().with_cookie("held", &late.cookie("held").expect("the key to the words"));
    let asked = browser.clone().with_cookie("notice", &late.cookie("notice").unwrap()).get(late.location()).await;
    let next = asked.assert_sees("Vos mots sont gardés").attribute("input[name=next]", "value").unwrap();
    let answer = browser.post("/session", &[("email", writer.email()), ("password", PASSWORD), ("next", &next)]).await;
    answer.assert_status(303);
    let writer = world.visitor().with_token(&answer.cookie("session").unwrap());
    writer.get(answer.location()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_form_with_words_sent_after_the_session_ended_waits_behind_the_sign_in() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    for (number, (path, fields, then)) in [
        (
            "/threads/{id}",
            vec![("title", "Un titre mieux choisi"), ("tags", "cv, nuit"), ("version", "0")],
            "/threads/{id}",
        ),
        (
            "/communities/salle/settings",
            vec![
                ("name", "Salle à nous"),
                ("slug", "salle"),
                ("description", "On y parle."),
                ("rules", "Être doux.\nÊtre brefs."),
                ("kind", "theme"),
                ("audience", "public"),
            ],
            "/communities/salle",
        ),
        (
            "/me/account",
            vec![("display_name", "Awa Diallo"), ("handle", ""), ("about", "Douze ans de cuisine."), ("locale", "fr")],
            "/me/account",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let writer = world.resident(&format!("awa{number}"), Kind::Seeker).await;
        if number == 1 {
            world.room("salle", Audience::Public, &[&writer]).await;
        }
        let talk = writer.asks(&room, "Une question", "Un message.").await;
        let at = |path: &str| path.replace("{id}", &talk.id.to_string());
        let path = at(path);
        let page = sends_late(&world, &writer, &path, &fields).await;
        assert_eq!(page.path, "/me/drafts");
        let form = format!("main form[action='{path}']");
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            let sent_along = page.fields(&form).contains(&((*name).to_owned(), (*value).to_owned()));
            let shown = page.has(&format!("{form} textarea[name={name}]"));
            assert!(sent_along || shown && page.typed(&format!("{form} textarea[name={name}]")) == *value, "{name}");
        }
        // Nobody else finds it; its writer sends it, and it is done with.
        let other = world.person(&format!("ben{number}"), Kind::Seeker).await;
        assert!(!other.get("/me/drafts").await.has(&form));
        let writer = world.signs_in(writer.email(), PASSWORD).await;
        writer.post(&path, &fields).await.assert_status(303);
        assert!(!writer.get("/me/drafts").await.has(&form), "{path}");
        let there = writer.get(&at(then)).await;
        let there = if there.status == 301 { writer.get(there.location()).await } else { there };
        there.assert_status(200).assert_sees(fields[0].1);
    }
}

/// An edit of a message goes back to its box.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_sent_after_the_session_ended_is_found_in_its_box() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.resident("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    let fields = [("body", "Un message bien mieux dit."), ("reason", "Une coquille.")];
    let page = sends_late(&world, &writer, &format!("/posts/{}", talk.opening), &fields).await;
    assert_eq!(page.path, format!("/posts/{}/edit", talk.opening));
    page.assert_sees("Un message bien mieux dit.").assert_sees("Une coquille.");
}

/// A form that asks for a password is not held, nor what has no words.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_password_is_held_and_no_empty_form() {
    let world = World::new().await;
    for (path, fields) in [
        ("/me/password", vec![("current", "x"), ("password", PASSWORD)]),
        ("/me/account", vec![("display_name", ""), ("about", " ")]),
        ("/communities/nantes/membership", vec![]),
    ] {
        let answer = world.visitor().post(path, &fields).await;
        assert!(answer.assert_status(303).cookie("held").is_none(), "{path}");
    }
    assert_eq!(drafts::Entity::find().count(&world.house.db).await.unwrap(), 0);
}

/// What nobody signed is kept a few times a minute from one address, and so much in
/// all: the house does not fill up with strangers' words.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strangers_words_are_held_a_few_at_a_time_and_so_many_in_all() {
    let world = World::with(|settings| settings["limits"]["held"] = 5.into()).await;
    let (visitor, words) = (world.visitor(), "Des mots de personne.");
    // What holds no words is not held, and takes nothing from what does.
    for _ in 0..6 {
        visitor.post("/threads/1/posts", &[("body", " ")]).await.assert_status(303);
        visitor.post("/threads/1", &[("title", "")]).await.assert_status(303);
    }
    for number in 0..5 {
        visitor.post(&format!("/threads/{number}/posts"), &[("body", words)]).await.assert_status(303);
    }
    for path in ["/threads/9/posts", "/posts/9", "/communities/x/threads", "/threads/9", "/me/account"] {
        let field = if path == "/threads/9" { "title" } else { "body" };
        let field = if path == "/me/account" { "about" } else { field };
        let page = visitor.post(path, &[(field, words)]).await;
        page.assert_status(429).assert_sees(words);
    }
    let held = drafts::Entity::find().filter(drafts::Column::Held.is_not_null());
    assert_eq!(held.clone().count(&world.house.db).await.unwrap(), 5);

    let words = drafts::Words { body: words.to_owned(), ..Default::default() };
    let txn = world.house.db.write().await.unwrap();
    let rows = (0..1_000).map(|number| drafts::ActiveModel {
        place: Set("threads/1".to_owned()),
        held: Set(Some(format!("digest {number}"))),
        updated_at: Set(clock::now().into()),
        ..Default::default()
    });
    drafts::Entity::insert_many(rows).exec_without_returning(&txn).await.unwrap();
    txn.commit().await.unwrap();
    let key = drafts::held::hold(&world.house, "threads/2", &words).await.unwrap().expect("a key");
    assert_eq!(held.count(&world.house.db).await.unwrap(), 1_000);
    let awa = world.person("awa", Kind::Seeker).await;
    drafts::held::claim(&world.house, awa.id(), &key).await.unwrap();
    awa.get("/me/drafts").await.assert_sees("Des mots de personne.");
}

/// A hundred drafts of one person; beyond, the oldest goes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_keeps_a_hundred_drafts() {
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let me = world.seen(&awa).await;
    for number in 1..=101 {
        let words = drafts::Words { body: format!("Brouillon {number}."), ..Default::default() };
        drafts::save(&world.house.db, &me, drafts::Place::Thread(number), &words).await.unwrap();
    }
    let kept = drafts::Entity::find().filter(drafts::Column::UserId.eq(awa.id())).all(&world.house.db).await.unwrap();
    assert_eq!(kept.len(), 100);
    assert!(kept.iter().all(|draft| draft.place != "threads/1") && kept.iter().any(|draft| draft.place == "threads/2"));
}
