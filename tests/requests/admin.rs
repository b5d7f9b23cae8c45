//! What admins look after: finding people, suspending with a reason and an end,
//! restoring. For anyone else these pages do not exist.

use axum::http::Method;
use chrono::{Days, Duration};
use passerelle::{
    access::{Audience, Kind},
    clock,
    refusals::Refusal,
    words::Lang,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use crate::support::{Actor, PASSWORD, World, says};

/// A day to come, as a form sends it.
fn in_days(days: u64) -> String {
    clock::now().date_naive().checked_add_days(Days::new(days)).unwrap().to_string()
}

async fn suspends(admin: &Actor, handle: &str, reason: &str) {
    let fields = [("reason", reason), ("until", &in_days(30))];
    admin.does(&format!("/admin/people/{handle}/suspension"), &fields).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn admin_pages_do_not_exist_for_anyone_else() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let manager = world.person("mona", Kind::Other).await;
    world.room("ouverte", Audience::Public, &[&manager]).await;
    world.person("claire", Kind::Seeker).await;
    world.someone("carl", Kind::Recruiter, |user| user.claim = Set("pending".to_owned())).await;
    let others = [
        world.visitor(),
        manager,
        world.person("rene", Kind::Recruiter).await,
        world.person("alba", Kind::Adviser).await,
        world.someone("amba", Kind::Other, |user| user.is_ambassador = Set(true)).await,
        world.someone("late", Kind::Other, |user| user.email_confirmed_at = Set(None)).await,
    ];
    // The first of all letters, which no mail server took.
    world.signs_up("nouvelle@people.test", "Nouvelle", "seeker").await;
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared("UPDATE letters SET last_error = 'refused'").await.unwrap();
    txn.commit().await.unwrap();
    let mut doors = 0;
    for route in world.routes().into_iter().filter(|route| route.uri.starts_with("/admin")) {
        let path = route
            .uri
            .replace("{id}", "1")
            .replace("{handle}", if route.uri.contains("claims") { "carl" } else { "claire" });
        assert!(!path.contains('{'), "{path}: say what to put there");
        for method in &route.actions {
            doors += 1;
            for other in &others {
                let page = if *method == Method::GET { other.get(&path).await } else { other.post(&path, &[]).await };
                page.assert_status(404);
                let nowhere = other.get("/admin/nowhere").await;
                assert_eq!((page.words(), page.first("h1")), (nowhere.words(), nowhere.first("h1")), "{path}");
            }
            let page = if *method == Method::GET { admin.get(&path).await } else { admin.post(&path, &[]).await };
            assert_ne!(page.status, 404, "{method} {path}");
        }
    }
    assert!(doors >= 5, "{doors} doors");
    assert!(!others[1].get("/").await.has("a[href^='/admin']"), "nor is there a link");
    assert!(admin.get("/").await.has("a[href='/admin/people']"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_finds_people_by_handle_name_or_address() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    world
        .someone("claire-d", Kind::Seeker, |user| {
            user.display_name = Set("Élodie Durand".to_owned());
            user.email = Set("someone@mail.test".to_owned());
        })
        .await;
    world.person("marc", Kind::Seeker).await;
    for q in ["claire", "CLAIRE-D", "Durand", "durand", "Élodie", "someone@mail", "SOMEONE@MAIL.TEST"] {
        let page = admin.get(&format!("/admin/people?{}", crate::support::form(&[("q", q)]))).await;
        page.assert_status(200);
        assert_eq!(page.all(".person-row__name"), ["Élodie Durand"], "{q}");
    }
    let page = admin.get("/admin/people?q=nobody-here").await;
    page.assert_status(200);
    assert!(!page.has(".person-row"));
    assert_eq!(admin.get("/admin/people").await.all(".person-row").len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_of_people_goes_on_by_the_page() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    for (one, other) in "abcde".chars().flat_map(|one| "abcdefgh".chars().map(move |other| (one, other))) {
        world.person(&format!("person-{one}{other}"), Kind::Seeker).await;
    }
    let mut path = Some("/admin/people?q=person-".to_owned());
    let mut seen = vec![];
    while let Some(at) = path {
        let page = admin.get(&at).await;
        page.assert_status(200);
        seen.extend(page.all(".person-row__name"));
        path = page.attribute("a[rel=next]", "href");
    }
    assert_eq!(seen.len(), 40);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 40, "nobody twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_suspended_signs_in_and_reads_and_cannot_write() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let marc = world.person("marc", Kind::Seeker).await;
    let room = world.room("entre-nous", Audience::Seekers, &[]).await;
    let talk = marc.asks(&room, "Par où commencer ?", "Je reprends après dix ans.").await;
    claire.replies(&talk, "Bienvenue.").await;
    world.caught_up().await;
    assert!(claire.is_signed_in().await, "and kept in memory");
    suspends(&admin, "claire", "Trois messages contre la charte").await;

    // At once, in the session that was open, and in a new one.
    let until = Lang::Fr.day(in_days(30).parse::<chrono::NaiveDate>().unwrap().and_hms_opt(0, 0, 0).unwrap().and_utc());
    for claire in [&claire, &world.signs_in("claire@people.test", PASSWORD).await] {
        let page = claire.get(&talk.path).await;
        page.assert_status(200).assert_sees("Je reprends après dix ans.").assert_sees("Bienvenue.");
        assert!(page.first(".notice--careful").unwrap().contains(&until), "each page says until when");
        assert!(!page.has("form#compose"));
        let refused = claire.post(&talk.act("posts"), &[("body", "Encore moi.")]).await;
        refused.assert_status(403).assert_says(&Refusal::Suspended { until: until.clone() });
        assert_eq!(refused.first("#body").as_deref(), Some("Encore moi."), "the words are kept");
        let refused =
            claire.post("/communities/entre-nous/threads", &[("title", "Moi"), ("body", "Encore moi.")]).await;
        refused.assert_status(403);
        assert_eq!(refused.first("#body").as_deref(), Some("Encore moi."), "the words are kept");
        let account = claire.get("/me/account").await.words();
        assert!(account.contains("Trois messages contre la charte") && account.contains(&until), "{account}");
    }
    marc.get(&talk.path).await.assert_sees("Bienvenue.").assert_unseen("Encore moi.");
    marc.replies(&talk, "Moi, je peux.").await;

    world.caught_up().await;
    let letters = world.letters_to("claire@people.test").await;
    assert_eq!(letters.len(), 1);
    for said in ["Trois messages contre la charte", &until, "http://house.test/pages/contact"] {
        assert!(letters[0].body_text.contains(said), "{said}: {}", letters[0].body_text);
    }
    let row = admin.get("/admin/people?q=claire").await.words();
    assert!(row.contains(&until), "{row}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_suspended_writes_through_no_door_not_even_as_a_manager() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let other = world.person("otto", Kind::Other).await;
    let marc = world.person("marc", Kind::Seeker).await;
    let room = world.room("ouverte", Audience::Public, &[&claire, &other]).await;
    let named = world.room("choisie", Audience::Named, &[&claire]).await;
    let mine = claire.asks(&room, "Mon fil", "Mes mots d’avant.").await;
    let talk = marc.asks(&room, "Par où commencer ?", "Je reprends.").await;
    let reply = claire.replies(&talk, "Bienvenue.").await;
    suspends(&admin, "claire", "Contre la charte").await;

    let settings = [
        ("name", "Autre nom"),
        ("slug", "ouverte"),
        ("description", "Autre."),
        ("kind", "theme"),
        ("audience", "public"),
    ];
    let (handle, cause) = ([("handle", "marc")], [("reason", "Parce que.")]);
    let doors: Vec<(String, &[(&str, &str)])> = vec![
        (format!("/communities/{}/threads", room.slug), &[("title", "T"), ("body", "B")]),
        (talk.act("posts"), &[("body", "B")]),
        (format!("/threads/{}", mine.id), &[("title", "Autre titre"), ("kind", "question")]),
        (mine.act("closure"), &[]),
        (talk.act("pin"), &[]),
        (mine.act("solution"), &[("post_id", "1")]),
        (format!("/posts/{reply}"), &[("body", "Autre chose.")]),
        (format!("/posts/{}/gestures", talk.opening), &[("kind", "thanks")]),
        (format!("/posts/{}/hiding", talk.opening), &cause),
        (format!("/communities/{}/settings", room.slug), &settings),
        (format!("/communities/{}/managers", room.slug), &handle),
        (format!("/communities/{}/managers/removal", room.slug), &[("handle", "otto")]),
        (format!("/communities/{}/entrances", named.slug), &handle),
        (format!("/communities/{}/entrances/removal", named.slug), &handle),
    ];
    for (path, fields) in &doors {
        claire.post(path, fields).await.assert_status(403);
    }
    // Taking back one's own words stays possible.
    claire.does(&format!("/posts/{reply}/removal"), &[]).await;
    claire.post(&format!("/posts/{reply}/removal/undo"), &[]).await.assert_status(403);

    admin.does("/admin/people/claire/suspension/removal", &[]).await;
    claire.does(&format!("/posts/{reply}/removal/undo"), &[]).await;
    for (path, fields) in doors.iter().filter(|(path, _)| !path.ends_with("/solution")) {
        let answer = claire.post(path, fields).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.words());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suspension_has_a_reason_and_an_end_to_come() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let claire = world.person("claire", Kind::Seeker).await;
    let (later, today) = (in_days(30), in_days(0));
    for (reason, until, field, refusal) in [
        ("", later.as_str(), "reason", Refusal::ReasonNeeded),
        ("  \n ", later.as_str(), "reason", Refusal::ReasonNeeded),
        ("Contre la charte", "", "until", Refusal::BadDate { field: "until" }),
        ("Contre la charte", "2020-01-15", "until", Refusal::BadDate { field: "until" }),
        ("Contre la charte", today.as_str(), "until", Refusal::BadDate { field: "until" }),
        ("Contre la charte", "15/01/2099", "until", Refusal::BadDate { field: "until" }),
        ("Contre la charte", "2099-02-30", "until", Refusal::BadDate { field: "until" }),
        ("Contre la charte", "never", "until", Refusal::BadDate { field: "until" }),
    ] {
        let page = admin.post("/admin/people/claire/suspension", &[("reason", reason), ("until", until)]).await;
        page.assert_status(422);
        assert_eq!(page.first(&format!("#{field}-claire-error")), Some(says(&refusal)), "{reason:?}, {until:?}");
        assert_eq!(page.first("#reason-claire").as_deref(), Some(reason.trim()));
        assert_eq!(page.attribute("#until-claire", "value").as_deref(), Some(until));
        assert!(page.attribute("details[open] form", "action").is_some(), "the form that was refused is open");
    }
    let room = world.room("ouverte", Audience::Public, &[]).await;
    claire.asks(&room, "Je peux", "encore écrire.").await;
    world.caught_up().await;
    assert!(world.letters_to("claire@people.test").await.is_empty());
    let fields = [("reason", "R"), ("until", later.as_str())];
    admin.post("/admin/people/nobody/suspension", &fields).await.assert_status(404);
    // An admin is not suspended by another, nor by themselves.
    world.admin("adam").await;
    for handle in ["adam", "ada"] {
        admin.post(&format!("/admin/people/{handle}/suspension"), &fields).await.assert_status(403);
    }
    admin.asks(&room, "Moi aussi", "Rien n’a changé.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suspension_ends_by_itself_or_is_lifted_and_told() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let claire = world.person("claire", Kind::Seeker).await;
    let room = world.room("ouverte", Audience::Public, &[]).await;
    let past = clock::now() - Duration::seconds(1);
    let over = world.someone("omar", Kind::Seeker, |user| user.suspended_until = Set(Some(past.into()))).await;
    assert!(!over.get("/").await.has(".notice--careful"));
    over.asks(&room, "De retour", "Bonjour.").await;

    suspends(&admin, "claire", "Contre la charte").await;
    claire.post("/communities/ouverte/threads", &[("title", "T"), ("body", "B")]).await.assert_status(403);
    world.caught_up().await;
    admin.does("/admin/people/claire/suspension/removal", &[]).await;
    claire.asks(&room, "De retour", "Bonjour.").await;
    assert!(!claire.get("/me/account").await.words().contains("Contre la charte"));
    // Lifting it again is quiet, and told once.
    admin.does("/admin/people/claire/suspension/removal", &[]).await;
    world.caught_up().await;
    let letters = world.letters_to("claire@people.test").await;
    assert_eq!(letters.iter().map(|letter| letter.kind.as_str()).collect::<Vec<_>>(), ["restored", "suspended"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suspension_by_mistake_is_undone_with_one_press() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let claire = world.person("claire", Kind::Seeker).await;
    let room = world.room("ouverte", Audience::Public, &[]).await;
    let fields = [("reason", "Une erreur"), ("until", &in_days(3))];
    let answer = admin.does("/admin/people/claire/suspension", &fields).await;
    claire.post("/communities/ouverte/threads", &[("title", "T"), ("body", "B")]).await.assert_status(403);
    admin.undoes(&answer).await;
    claire.asks(&room, "De retour", "Bonjour.").await;
}
