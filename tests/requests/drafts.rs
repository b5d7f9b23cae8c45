//! What one writes is never lost: drafts, words sent too late, two edits at once.

use passerelle::access::{Audience, Kind};

use crate::support::{PASSWORD, World};

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
