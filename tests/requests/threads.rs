//! Threads: opening, addresses, editing, closing, pinning, the accepted answer.

use passerelle::{
    access::{Audience, Kind},
    words::Lang,
};

use crate::support::{Actor, Talk, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_opened_without_a_kind_is_a_question() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let seeker = world.person("awa", Kind::Seeker).await;
    seeker
        .get("/communities/nantes/threads/new")
        .await
        .assert_status(200)
        .assert_sees("toute personne, même sans compte");
    let talk = seeker.asks(&room, "Comment parler d’un trou ?", "Deux ans **sans** emploi.").await;
    assert_eq!(talk.path, format!("/threads/{}-comment-parler-d-un-trou", talk.id));
    let row = world.thread_row(talk.id).await;
    assert_eq!((row.kind.as_str(), row.author_id), ("question", Some(seeker.id())));

    let page = world.visitor().get(&talk.path).await;
    assert_eq!(page.first("h1").unwrap(), "Comment parler d’un trou ?");
    page.assert_sees("Deux ans <strong>sans</strong> emploi.").assert_sees("AWA Test");
    page.assert_sees("Personne n’a encore répondu");
    assert_eq!(world.visitor().get("/communities/nantes").await.titles(), ["Comment parler d’un trou ?"]);
    assert!(world.visitor().post("/communities/nantes/threads", &[]).await.location().starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_thread_comes_back_with_its_words() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let long = "x".repeat(301);
    let refused: [(&[(&str, &str)], &str); 5] = [
        (&[("title", ""), ("body", "Mes mots à moi")], "#title-error"),
        (&[("title", &long), ("body", "Mes mots à moi")], "#title-error"),
        (&[("title", "Mes mots à moi"), ("body", " \n ")], "#body-error"),
        (&[("title", "Un titre"), ("body", "Mes mots à moi"), ("kind", "poll")], "[role=alert]"),
        (&[("title", "Un titre"), ("body", "Mes mots à moi"), ("tags", "a1,b2,c3,d4,e5,f6")], "#tags-error"),
    ];
    for (fields, beside) in refused {
        let page = seeker.post("/communities/nantes/threads", fields).await;
        page.assert_status(422).assert_sees("Mes mots à moi");
        assert!(page.has(beside), "{beside} for {fields:?}: {}", page.body);
    }
    let unknown = [("title", "Un titre"), ("body", "Mes mots"), ("pinned_at", "2026-01-01")];
    seeker.post("/communities/nantes/threads", &unknown).await.assert_status(422);
    assert!(world.visitor().get("/communities/nantes").await.titles().is_empty());
    assert_eq!(world.room_row(room.id).await.threads_count, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_managers_announce() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let admin = world.admin("admin").await;
    let adviser = world.person("adviser", Kind::Adviser).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let announcement = [("title", "Forum le 12"), ("body", "Mes mots à moi"), ("kind", "announcement")];
    for other in [&adviser, &admin] {
        assert!(!other.get("/communities/nantes/threads/new").await.has("input[value=announcement]"));
        let refused = other.post("/communities/nantes/threads", &announcement).await;
        refused.assert_status(403).assert_sees("Mes mots à moi").assert_sees("Seules les personnes qui animent");
    }
    assert!(manager.get("/communities/nantes/threads/new").await.has("input[value=announcement]"));
    let talk = manager.opens(&room, &announcement).await;
    assert_eq!(world.thread_row(talk.id).await.kind, "announcement");

    // Nor does an edit make one.
    let mine = adviser.asks(&room, "Une question", "Un message.").await;
    let edit = [("title", "Une question"), ("kind", "announcement")];
    adviser.post(&format!("/threads/{}", mine.id), &edit).await.assert_status(403);
    assert_eq!(world.thread_row(mine.id).await.kind, "question");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tags_are_made_on_the_way_and_five_at_most() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let fields = [("title", "Se former"), ("body", "Oui."), ("tags", "Santé, #nuit , santé,, Première fois, a, b1")];
    let talk = seeker.opens(&room, &fields).await;
    let page = world.visitor().get(&talk.path).await;
    assert_eq!(page.all(".tags .tag"), ["Santé", "nuit", "Première fois", "a", "b1"]);
    world.visitor().get("/tags/premiere-fois").await.assert_status(200).assert_sees("Se former");
    world.visitor().get("/tags/deuxieme-fois").await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_slug_leads_to_the_right_address_once_one_may_read() {
    let world = World::new().await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let public = world.room("nantes", Audience::Public, &[]).await;
    let private = world.room("entre-nous", Audience::Seekers, &[]).await;
    let talk = seeker.asks(&public, "Une question", "Un message.").await;
    for wrong in ["", "-autre-chose", "-une-question-bis"] {
        let moved = world.visitor().get(&format!("/threads/{}{wrong}", talk.id)).await;
        moved.assert_status(301);
        assert_eq!(moved.location(), talk.path);
    }
    let moved = world.visitor().get(&format!("/threads/{}-x?after={}", talk.id, talk.opening)).await;
    assert_eq!(moved.location(), format!("{}?after={}", talk.path, talk.opening));

    let secret = seeker.asks(&private, "Un secret bien gardé", "Un message.").await;
    for path in [secret.path.clone(), format!("/threads/{}", secret.id), format!("/threads/{}-x", secret.id)] {
        let answer = world.visitor().get(&path).await;
        answer.assert_status(404);
        assert!(!format!("{:?}", answer.headers).contains("secret"));
    }
    assert_eq!(seeker.get(&format!("/threads/{}-x", secret.id)).await.location(), secret.path);
    for nonsense in ["/threads/0", "/threads/-1", "/threads/un", "/threads/99999999999999999999", "/threads/1.html"] {
        world.visitor().get(nonsense).await.assert_status(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_sent_twice_opens_one_thread() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let other = world.person("yann", Kind::Seeker).await;
    let number = seeker.get("/communities/nantes/threads/new").await.attribute("input[name=draft]", "value").unwrap();
    let form = [("title", "Une question"), ("body", "Un message."), ("draft", number.as_str())];
    let path = "/communities/nantes/threads";
    // A double click: both are on their way before either is answered.
    let (first, second) = tokio::join!(seeker.post(path, &form), seeker.post(path, &form));
    let later = seeker.post(path, &form).await;
    for answer in [&first, &second, &later] {
        answer.assert_status(303);
        assert_eq!(answer.location(), first.location());
    }
    seeker.get(second.location()).await.assert_status(200);
    assert_eq!(world.visitor().get("/communities/nantes").await.titles().len(), 1);
    assert_eq!(world.room_row(room.id).await.threads_count, 1);
    // Somebody else's form is another form, whatever number it carries.
    assert_ne!(other.post(path, &form).await.location(), first.location());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_is_edited_by_those_who_lead_it_and_keeps_what_it_said() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let other = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = author.opens(&room, &[("title", "Titre maladroit"), ("body", "Oui."), ("tags", "vieux")]).await;
    let address = format!("/threads/{}", talk.id);
    other.get(&talk.act("edit")).await.assert_status(403);
    other.post(&address, &[("title", "À moi")]).await.assert_status(403);
    author.post(&address, &[("title", "")]).await.assert_status(422);

    let edit = [("title", "Titre clair"), ("kind", "discussion"), ("tags", "neuf"), ("reason", "C’était confus")];
    let page = author.post_then_see(&address, &edit).await;
    assert_eq!(page.first("h1").unwrap(), "Titre clair");
    assert_eq!(page.all(".tags .tag"), ["neuf"]);
    assert_eq!(world.visitor().get(&talk.path).await.location(), format!("{address}-titre-clair"));
    world.visitor().get("/tags/vieux").await.assert_status(404);
    assert_eq!(world.visitor().get("/tags/neuf").await.titles(), ["Titre clair"]);
    manager.does(&address, &[("title", "Titre très clair"), ("kind", "discussion"), ("tags", "neuf")]).await;

    for keeper in [&author, &manager] {
        let history = keeper.get(&talk.act("history")).await;
        history.assert_status(200).assert_sees("C’était confus");
        assert!(history.all(".diff del").iter().any(|piece| piece.contains("maladroit")));
        assert!(history.all(".diff ins").iter().any(|piece| piece.contains("très")));
        assert_eq!(history.all(".diff").len(), 2);
        let kind = Lang::Fr.say("kind-discussion");
        assert!(history.all(".diff ins").iter().any(|piece| piece.contains(&kind)), "in words, not by its name");
    }
    other.get(&talk.act("history")).await.assert_status(403).assert_unseen("maladroit");
    // What nobody may open is not offered.
    let history = format!("a[href='{}']", talk.act("history"));
    assert!(author.get(&format!("{address}-titre-tres-clair")).await.has(&history));
    assert!(!other.get(&format!("{address}-titre-tres-clair")).await.has(&history));
}

/// Every place where a visitor might meet the thread.
async fn met_by(actor: &Actor, talk: &Talk, title: &str) -> Vec<&'static str> {
    let places = [
        "/",
        "/unanswered",
        "/communities/nantes",
        "/communities/nantes.atom",
        "/tags/retrait",
        "/tags/retrait.atom",
        "/people/awa",
        "/sitemaps/0",
    ];
    let mut met = vec![];
    for place in places {
        let page = actor.get(place).await;
        if page.body.contains(title) || page.body.contains(&format!("/threads/{}", talk.id)) {
            met.push(place);
        }
    }
    met
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawn_thread_leaves_every_list_and_takes_its_title_along() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let other = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let title = "Mon licenciement chez Mirabelle";
    let talk = author.opens(&room, &[("title", title), ("body", "Trop en dire."), ("tags", "retrait")]).await;
    let visitor = world.visitor();
    let feed = format!("/threads/{}.atom", talk.id);
    visitor.get(&feed).await.assert_status(200);
    assert_eq!(met_by(&visitor, &talk, title).await.len(), 8);

    let removed = author.does(&format!("/posts/{}/removal", talk.opening), &[]).await;
    assert!(!removed.location().contains("licenciement"));
    assert!(met_by(&visitor, &talk, title).await.is_empty());
    visitor.get("/tags/retrait").await.assert_status(404);
    visitor.get(&feed).await.assert_status(404);
    for reader in [&visitor, &other] {
        let moved = reader.get(&talk.path).await;
        assert_eq!(moved.location(), format!("/threads/{}", talk.id));
        let page = reader.get(moved.location()).await;
        page.assert_status(200).assert_unseen("Mirabelle").assert_unseen("Trop en dire").assert_unseen("AWA Test");
        assert!(page.first("h1").unwrap().starts_with("Fil retiré"), "{:?}", page.first("h1"));
        assert!(page.has("meta[name=robots][content=noindex]"));
    }
    for keeper in [&author, &manager] {
        keeper.get(&format!("/threads/{}", talk.id)).await.assert_sees(title).assert_sees("Trop en dire");
    }
    // An edit of the title meanwhile does not bring the address back.
    manager.does(&format!("/threads/{}", talk.id), &[("title", title), ("tags", "retrait, autre")]).await;
    visitor.get(&format!("/threads/{}", talk.id)).await.assert_status(200).assert_unseen("Mirabelle");

    author.undoes(&removed).await;
    assert_eq!(met_by(&visitor, &talk, title).await.len(), 8);
    visitor.get(&talk.path).await.assert_status(200).assert_sees(title);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_thread_takes_no_more_replies() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let other = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let reply = other.replies(&talk, "Avant.").await;
    other.post(&talk.act("closure"), &[]).await.assert_status(403);

    let closed = author.does(&talk.act("closure"), &[]).await;
    author.does(&talk.act("closure"), &[]).await;
    for someone in [&author, &other, &manager] {
        let refused = someone.post(&talk.act("posts"), &[("body", "Après coup.")]).await;
        refused.assert_status(422).assert_sees("Ce fil");
        assert!(!someone.get(&talk.path).await.has("form.compose"));
    }
    other.post(&format!("/posts/{reply}"), &[("body", "Réécrit.")]).await.assert_status(422);
    assert_eq!(world.thread_row(talk.id).await.replies_count, 1);

    other.post(&talk.act("closure/removal"), &[]).await.assert_status(403);
    author.undoes(&closed).await;
    other.replies(&talk, "De nouveau.").await;

    // What a manager closed, the author does not open again.
    manager.does(&talk.act("closure"), &[]).await;
    author.post(&talk.act("closure/removal"), &[]).await.assert_status(403);
    assert!(world.thread_row(talk.id).await.is_closed());
    manager.does(&talk.act("closure/removal"), &[]).await;
    assert!(!world.thread_row(talk.id).await.is_closed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn managers_pin_a_thread_above_the_others() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let first = author.asks(&room, "La première", "Un message.").await;
    author.asks(&room, "La seconde", "Un message.").await;
    let titles = || async { world.visitor().get("/communities/nantes").await.titles() };
    assert_eq!(titles().await, ["La seconde", "La première"]);
    author.post(&first.act("pin"), &[]).await.assert_status(403);
    let pinned = manager.does(&first.act("pin"), &[]).await;
    assert_eq!(titles().await, ["La première", "La seconde"]);
    manager.undoes(&pinned).await;
    assert_eq!(titles().await, ["La seconde", "La première"]);
}
