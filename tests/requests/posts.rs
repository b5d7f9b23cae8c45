//! Posts: replying, quoting, editing, taking back, hiding.

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::users,
};

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_leads_to_the_page_that_holds_it() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let author = world.person("awa", Kind::Seeker).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    for before in [0, 19, 20] {
        world.fill(&talk, &author, before).await;
        let answer = author.post(&talk.act("posts"), &[("body", "Ma *réponse* à moi.")]).await;
        answer.assert_status(303);
        let post = answer.post();
        assert!(answer.location().starts_with(&talk.path), "{}", answer.location());
        let page = author.get(answer.location().split('#').next().unwrap()).await;
        page.assert_sees("Ma <em>réponse</em> à moi.");
        assert_eq!(page.posts().last(), Some(&post));
        assert!(page.has(&format!("#post-{post}")));
        // Its lasting address leads there too, for everyone.
        let place = world.visitor().get(&format!("/posts/{post}")).await;
        assert_eq!(place.location(), answer.location());
    }
    assert!(world.visitor().post(&talk.act("posts"), &[("body", "Oui.")]).await.location().starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_reply_comes_back_with_its_words() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let author = world.person("awa", Kind::Seeker).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let long = format!("Mes mots à moi {}", "x".repeat(40_000));
    let refused = author.post(&talk.act("posts"), &[("body", &long), ("draft", "numero-1")]).await;
    refused.assert_status(422).assert_sees("Mes mots à moi");
    assert!(refused.has("#body-error"));
    assert_eq!(refused.attribute("input[name=draft]", "value").unwrap(), "numero-1");
    let fields: [&[(&str, &str)]; 4] = [
        &[("body", "")],
        &[("body", "Oui."), ("quote", "un")],
        &[("body", "Oui."), ("author_id", "1")],
        &[("body", "Oui."), ("body", "Non.")],
    ];
    for fields in fields {
        author.post(&talk.act("posts"), fields).await.assert_status(422);
    }
    let unconfirmed =
        world.someone("new", Kind::Seeker, |user| user.email_confirmed_at = sea_orm::ActiveValue::Set(None)).await;
    let refused = unconfirmed.post(&talk.act("posts"), &[("body", "Mes mots à moi")]).await;
    refused.assert_status(403).assert_sees("pas encore confirmée");
    assert_eq!(world.thread_row(talk.id).await.replies_count, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_reply_sent_twice_posts_once() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let author = world.person("awa", Kind::Seeker).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let number = author.get(&talk.path).await.attribute("form.compose input[name=draft]", "value").unwrap();
    let form = [("body", "Une seule fois."), ("draft", number.as_str())];
    let path = talk.act("posts");
    let (first, second) = tokio::join!(author.post(&path, &form), author.post(&path, &form));
    let later = author.post(&path, &form).await;
    for answer in [&first, &second, &later] {
        answer.assert_status(303);
        assert_eq!(answer.post(), first.post());
    }
    assert_eq!(author.get(&talk.path).await.posts(), [first.post()]);
    assert_eq!(world.thread_row(talk.id).await.replies_count, 1);
    assert_eq!(world.room_row(room.id).await.posts_count, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quote_leads_back_to_what_it_answers() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let talk = awa.asks(&room, "Une question", "Un message.").await;
    let elsewhere = awa.asks(&room, "Une autre", "Un message.").await;
    let first = awa.replies(&talk, "Ce que je crois, c’est ceci.").await;

    let form = yann.get(&format!("{}?quote={first}", talk.path)).await;
    form.assert_sees("Ce que je crois");
    assert_eq!(form.attribute("form.compose input[name=quote]", "value").unwrap(), first.to_string());
    let answer = yann.post(&talk.act("posts"), &[("body", "Moi aussi."), ("quote", &first.to_string())]).await;
    let page = world.visitor().get(&talk.path).await;
    let quote = format!("#post-{} .post__quote a", answer.post());
    assert_eq!(page.attribute(&quote, "href").unwrap(), format!("/posts/{first}"));
    assert_eq!(page.first(&quote).unwrap(), "En réponse à AWA Test");

    for wrong in [elsewhere.opening, 98_765] {
        let refused = yann.post(&talk.act("posts"), &[("body", "Mes mots"), ("quote", &wrong.to_string())]).await;
        refused.assert_status(422).assert_sees("Mes mots");
    }
    // What was taken back is no longer said to be anyone's.
    awa.does(&format!("/posts/{first}/removal"), &[]).await;
    world.visitor().get(&talk.path).await.assert_unseen("En réponse à AWA Test").assert_sees("En réponse à ce message");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_author_edits_and_what_was_said_is_kept_for_few() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let other = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let post = author.replies(&talk, "Chez Mirabelle, on ferme tôt.").await;
    let address = format!("/posts/{post}");
    for someone in [&other, &manager] {
        someone.get(&format!("{address}/edit")).await.assert_status(403);
        someone.post(&address, &[("body", "À ma façon.")]).await.assert_status(403);
    }
    author.get(&format!("{address}/edit")).await.assert_status(200).assert_sees("Chez Mirabelle");
    let refused = author.post(&address, &[("body", ""), ("reason", "Ma raison à moi")]).await;
    refused.assert_status(422).assert_sees("Ma raison à moi");
    author.does(&address, &[("body", "Chez Mirabelle, on ferme tôt."), ("reason", "Rien")]).await;
    assert_eq!(world.post_row(post).await.edits_count, 0);

    let edit = [("body", "Dans mon équipe, on ferme tôt."), ("reason", "Sans le nom")];
    author.post_then_see(&address, &edit).await.assert_status(200);
    let page = world.visitor().get(&talk.path).await;
    page.assert_sees("Dans mon équipe").assert_unseen("Mirabelle").assert_sees("modifié le");
    let history = format!("{address}/history");
    for keeper in [&author, &manager] {
        let page = keeper.get(&history).await;
        page.assert_status(200).assert_sees("Sans le nom");
        assert!(page.all(".diff del").iter().any(|piece| piece.contains("Mirabelle")));
        assert!(page.all(".diff ins").iter().any(|piece| piece.contains("équipe")));
    }
    other.get(&history).await.assert_status(404);
    assert!(world.visitor().get(&history).await.location().starts_with("/sign-in"));
    // What nobody may open is not offered.
    let link = format!("a[href='{history}']");
    assert!(author.get(&talk.path).await.has(&link) && !page.has(&link));

    author.does(&format!("/posts/{}", talk.opening), &[("body", "Un autre message.")]).await;
    world.visitor().get("/communities/nantes").await.assert_sees("Un autre message.").assert_unseen("Un message.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_author_takes_back_what_they_said_and_may_put_it_again() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let other = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = other.asks(&room, "Une question", "Un message.").await;
    let post = author.replies(&talk, "Trop en dire.").await;
    let removal = format!("/posts/{post}/removal");
    for someone in [&other, &manager] {
        someone.post(&removal, &[]).await.assert_status(403);
    }
    let removed = author.does(&removal, &[]).await;
    author.does(&removal, &[]).await;
    assert_eq!(world.thread_row(talk.id).await.replies_count, 0);
    for reader in [&world.visitor(), &other] {
        let page = reader.get(&talk.path).await;
        page.assert_sees("Message retiré par la personne").assert_unseen("Trop en dire").assert_unseen("AWA Test");
        assert_eq!(page.posts(), [post]);
        assert_eq!(reader.get(&format!("/posts/{post}")).await.post(), post);
    }
    for keeper in [&author, &manager] {
        keeper.get(&talk.path).await.assert_sees("Trop en dire");
    }
    for act in ["edit", "history"] {
        other.get(&format!("/posts/{post}/{act}")).await.assert_status(404);
    }
    other.post(&format!("/posts/{post}/gestures"), &[("kind", "thanks")]).await.assert_status(404);
    author.post(&format!("/posts/{post}"), &[("body", "Autrement.")]).await.assert_status(403);
    for someone in [&other, &manager] {
        let status = if std::ptr::eq(someone, &other) { 404 } else { 403 };
        someone.post(&format!("{removal}/undo"), &[]).await.assert_status(status);
    }
    author.undoes(&removed).await;
    world.visitor().get(&talk.path).await.assert_sees("Trop en dire");
    assert_eq!(world.thread_row(talk.id).await.replies_count, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_suspended_may_still_take_back_but_not_say_again() {
    let world = World::new().await;
    let admin = world.admin("admin").await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let post = author.replies(&talk, "Trop en dire.").await;
    let user = users::Model::by_id(&world.house.db, author.id()).await.unwrap();
    let until = Some(clock::now() + Duration::days(2));
    user.suspend(&world.house.db, &*world.seen(&admin).await, "Insultes", until).await.unwrap();

    author.get(&talk.path).await.assert_status(200).assert_sees("Vous pouvez lire, mais pas écrire");
    let acts: [(String, &[(&str, &str)]); 6] = [
        (talk.act("posts"), &[("body", "Quand même.")]),
        ("/communities/nantes/threads".to_owned(), &[("title", "Quand même"), ("body", "Oui.")]),
        (format!("/posts/{post}"), &[("body", "Autrement.")]),
        (talk.act("closure"), &[]),
        (format!("/threads/{}", talk.id), &[("title", "Autrement")]),
        (talk.act("solution"), &[("post_id", "1")]),
    ];
    for (path, fields) in &acts {
        author.post(path, fields).await.assert_status(403);
    }
    author.does(&format!("/posts/{post}/removal"), &[]).await;
    author.post(&format!("/posts/{post}/removal/undo"), &[]).await.assert_status(403);
    world.visitor().get(&talk.path).await.assert_unseen("Trop en dire");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manager_hides_with_a_reason_told_to_the_author() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let elsewhere = world.person("elsewhere", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    world.room("ailleurs", Audience::Public, &[&elsewhere]).await;
    let talk = manager.asks(&room, "Une question", "Un message.").await;
    let post = author.replies(&talk, "Envoyez cent euros par mandat.").await;
    let hiding = format!("/posts/{post}/hiding");
    let reason = "On ne demande pas d’argent ici";
    for other in [&author, &elsewhere, &world.admin("admin").await] {
        other.post(&hiding, &[("reason", reason)]).await.assert_status(403);
    }
    let refused = manager.post(&hiding, &[("reason", " ")]).await;
    refused.assert_status(422).assert_sees("Dites pourquoi");
    assert_eq!(refused.attribute("main form", "action").unwrap(), hiding);
    world.visitor().get(&talk.path).await.assert_sees("cent euros");

    let hidden = manager.does(&hiding, &[("reason", reason)]).await;
    for reader in [&world.visitor(), &elsewhere] {
        let page = reader.get(&talk.path).await;
        page.assert_sees("Message masqué par l’animation").assert_unseen("cent euros");
        page.assert_unseen("AWA Test").assert_unseen(reason);
        assert_eq!(page.posts(), [post]);
    }
    for keeper in [&author, &manager] {
        keeper.get(&talk.path).await.assert_sees("cent euros").assert_sees(reason);
    }
    assert_eq!(world.thread_row(talk.id).await.replies_count, 0);
    author.post(&format!("{hiding}/removal"), &[]).await.assert_status(403);
    // The right to error: its author corrects it, for the manager to show again.
    author.does(&format!("/posts/{post}"), &[("body", "Envoyez cent euros, je plaisante.")]).await;
    world.visitor().get(&talk.path).await.assert_unseen("cent euros");
    manager.get(&talk.path).await.assert_sees("je plaisante");

    world.caught_up().await;
    let letters = world.letters_to(author.email()).await;
    assert_eq!(letters.iter().map(|letter| letter.kind.as_str()).collect::<Vec<_>>(), ["post-hidden"]);
    assert!(letters[0].body_text.contains(reason), "{}", letters[0].body_text);
    assert_eq!(world.link_to(author.email()).await, format!("/posts/{post}"));

    manager.undoes(&hidden).await;
    world.visitor().get(&talk.path).await.assert_sees("cent euros").assert_sees("AWA Test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preview_is_a_fragment_that_nobody_keeps() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let preview = author.post("/preview", &[("body", "Un **mot** <script>alert(1)</script>")]).await;
    preview.assert_status(200).assert_sees("<strong>mot</strong>").assert_unseen("<script").assert_unseen("<html");
    assert!(world.visitor().post("/preview", &[("body", "Oui")]).await.location().starts_with("/sign-in"));
}
