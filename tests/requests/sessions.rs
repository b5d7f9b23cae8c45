//! Signing in and out, where it leads, and the devices on which an account is open.

use passerelle::{access::Kind, clock, models::sessions, refusals::Refusal};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::support::{Actor, PASSWORD, Page, World, form, says};

const PHONE: &str = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";

/// Signs in with the words of a browser.
async fn signs_in_with(world: &World, email: &str, browser: &str) -> Actor {
    let fields = form(&[("email", email), ("password", PASSWORD)]);
    let headers = [("sec-fetch-site", "same-origin"), ("user-agent", browser)];
    let answer = world.visitor().post_raw("/session", fields, &headers).await;
    answer.assert_status(303);
    world.visitor().with_token(&answer.cookie("session").unwrap())
}

/// The address that ends a session, from the page that lists it.
fn end_of(page: &Page, device: &str) -> String {
    let rows = page.all(".letter-row");
    let row = rows.iter().position(|row| row.contains(device)).unwrap_or_else(|| panic!("{device}: {rows:?}"));
    // The current one has no such form: it comes first or not at all.
    let before = rows[..row].iter().filter(|row| !row.contains("Cet appareil")).count();
    page.attributes(".letter-row form", "action").remove(before)
}

/// These browsers are signed in, and kept in memory: what ends them has to be felt there too.
async fn assert_at_home(world: &World, browsers: &[&Actor]) {
    world.caught_up().await;
    for browser in browsers {
        assert!(browser.is_signed_in().await);
    }
}

async fn change_session(world: &World, actor: &Actor, column: sessions::Column, to: chrono::DateTime<chrono::Utc>) {
    let mine = sessions::Column::TokenDigest.eq(world.digest(actor.token()));
    let txn = world.house.db.write().await.unwrap();
    let changed =
        sessions::Entity::update_many().col_expr(column, Expr::value(to)).filter(mine).exec(&txn).await.unwrap();
    assert_eq!(changed.rows_affected, 1);
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_opens_a_session_and_leads_back_where_one_was_going() {
    let world = World::new().await;
    world.resident("claire", Kind::Seeker).await;
    let visitor = world.visitor();
    let sent_away = visitor.get("/me/account?x=1").await;
    sent_away.assert_status(303);
    let page = visitor.get(sent_away.location()).await;
    assert_eq!(page.attribute("form[action='/session'] input[name=next]", "value").as_deref(), Some("/me/account?x=1"));
    let fields = [("email", " Claire@People.TEST "), ("password", PASSWORD), ("next", "/me/account?x=1")];
    let answer = visitor.post("/session", &fields).await;
    answer.assert_status(303);
    assert_eq!(answer.location(), "/me/account?x=1");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("session=") && cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(cookie.contains("Path=/;") && !cookie.contains("Domain"), "{cookie}");
    let claire = visitor.with_token(&answer.cookie("session").unwrap());
    claire.get("/me/account").await.assert_status(200).assert_sees("claire@people.test");
    assert_eq!(claire.get("/sign-in?next=/unanswered").await.location(), "/unanswered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_https_the_cookie_is_one_that_no_neighbour_can_plant() {
    let world = World::with(|settings| settings["public_url"] = "https://house.test".into()).await;
    world.resident("claire", Kind::Seeker).await;
    let fields = [("email", "claire@people.test"), ("password", PASSWORD)];
    let answer = world.visitor().post("/session", &fields).await;
    answer.assert_status(303);
    let token = answer.cookie("__Host-session").expect("a session");
    let cookie = answer.header("set-cookie");
    assert!(cookie.ends_with("; Secure") && cookie.contains("Path=/;") && !cookie.contains("Domain"), "{cookie}");
    assert!(!world.visitor().with_cookie("session", &token).is_signed_in().await);
    assert!(world.visitor().with_cookie("__Host-session", &token).is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_password_is_answered_like_an_unknown_address() {
    let world = World::new().await;
    world.resident("known", Kind::Seeker).await;
    world.person("quiet", Kind::Seeker).await; // has no password
    let mut answers = vec![];
    for email in ["known@people.test", "fresh@people.test", "quiet@people.test"] {
        let fields = [("email", email), ("password", "une tout autre phrase"), ("next", "/communities")];
        let page = world.visitor().post("/session", &fields).await;
        page.assert_status(422);
        assert_eq!(page.first("#password-error").unwrap(), says(&Refusal::WrongPassword));
        assert_eq!(page.attribute("#email", "value").as_deref(), Some(email));
        assert_eq!(page.attribute("input[name=next]", "value").as_deref(), Some("/communities"));
        assert_eq!(page.attribute("#password", "value"), None);
        assert_eq!(page.cookie("session"), None);
        answers.push((page.headers.clone(), page.body.replace(email, "…")));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    world.signs_in("known@people.test", PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_led_out_of_the_house_after_signing_in() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let long = format!("/{}", "a".repeat(2_000));
    for (next, leads_to) in [
        ("/communities", "/communities"),
        ("/threads/3-un-titre?after=12#post-14", "/threads/3-un-titre?after=12#post-14"),
        ("/unanswered?next=https://evil.example", "/unanswered?next=https://evil.example"),
        ("", "/"),
        ("communities", "/"),
        ("//evil.example", "/"),
        ("///evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        (" //evil.example", "/"),
        ("https:evil.example", "/"),
        ("https://evil.example/", "/"),
        ("https://house.test.evil.example/", "/"),
        ("https://house.test@evil.example/", "/"),
        ("HTTPS://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("data:text/html,x", "/"),
        ("@evil.example", "/"),
        (".evil.example", "/"),
        // `%0d%0a` once the form is read.
        ("/communities\r\nset-cookie: session=theirs", "/"),
        ("/communities\nset-cookie: session=theirs", "/"),
        ("/communautés", "/"),
        ("/\u{FF0F}evil.example", "/"),
        ("/\0", "/"),
        (long.as_str(), "/"),
    ] {
        let password = [("email", "claire@people.test"), ("password", PASSWORD), ("next", next)];
        let asked = format!("/sign-in?{}", form(&[("next", next)]));
        let page = world.visitor().get(&asked).await;
        let kept = page.attribute("form[action='/session'] input[name=next]", "value");
        assert_eq!(kept.as_deref().unwrap_or("/"), leads_to, "{next:?} kept in the form");
        for answer in [
            world.visitor().post("/session", &password).await,
            claire.get(&asked).await,
            world.visitor().post("/me/locale", &[("locale", "en"), ("next", next)]).await,
        ] {
            answer.assert_status(303);
            assert_eq!(answer.location(), leads_to, "{next:?} through {}", answer.path);
            assert!(answer.cookie("session").is_none_or(|token| token != "theirs"), "{next:?} through {}", answer.path);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn my_devices_are_listed_with_their_last_use() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    let phone = signs_in_with(&world, "claire@people.test", PHONE).await;
    signs_in_with(&world, "claire@people.test", "curl/8").await;
    let marc = world.person("marc", Kind::Seeker).await;
    let long_ago = "2020-01-15T12:00:00Z".parse().unwrap();
    change_session(&world, &phone, sessions::Column::LastUsedAt, long_ago).await;

    let page = laptop.get("/me/sessions").await;
    let rows = page.all(".letter-row");
    assert_eq!(rows.len(), 3, "{rows:?}");
    let devices = page.all(".letter-row strong");
    assert_eq!(devices, ["Navigateur inconnu", "Firefox, Linux", "Firefox, Android"], "the last used comes first");
    let mine: Vec<bool> = rows.iter().map(|row| row.contains("Cet appareil")).collect();
    assert_eq!(mine, [false, true, false]);
    assert!(rows[2].contains("15 janvier 2020"), "{rows:?}");
    assert_eq!(marc.get("/me/sessions").await.all(".letter-row").len(), 1, "nobody else's");

    // Using it moves its date. Uses are gathered, then written together.
    phone.get("/communities").await.assert_status(200);
    sessions::write_last_uses(&world.house).await.unwrap();
    laptop.get("/me/sessions").await.assert_status(200).assert_unseen("15 janvier 2020");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ending_a_session_closes_it_at_once_and_no_other() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    let phone = signs_in_with(&world, "claire@people.test", PHONE).await;
    let third = world.signs_in("claire@people.test", PASSWORD).await;
    let marc = world.person("marc", Kind::Seeker).await;
    assert_at_home(&world, &[&laptop, &phone, &third, &marc]).await;
    let end = end_of(&laptop.get("/me/sessions").await, "Android");

    // It is Claire's to end.
    marc.post(&end, &[]).await.assert_status(404);
    assert!(phone.is_signed_in().await);
    laptop.does(&end, &[]).await;
    assert!(!phone.is_signed_in().await);
    // Its cookie is a visitor's from now on: it reads what everyone reads.
    let page = phone.get("/").await;
    page.assert_status(200).assert_unseen("CLAIRE Test");
    assert!(page.has("a[href='/sign-up']"));
    assert!(laptop.is_signed_in().await && third.is_signed_in().await && marc.is_signed_in().await);
    laptop.post(&end, &[]).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ending_all_others_keeps_the_one_in_hand() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    let marc = world.person("marc", Kind::Seeker).await;
    let alone = laptop.get("/me/sessions").await;
    assert!(!alone.has("form[action='/me/sessions/others/end']"), "nothing to end yet");
    let phone = signs_in_with(&world, "claire@people.test", PHONE).await;
    let third = world.signs_in("claire@people.test", PASSWORD).await;
    assert!(laptop.get("/me/sessions").await.has("form[action='/me/sessions/others/end']"));
    assert_at_home(&world, &[&laptop, &phone, &third, &marc]).await;

    let after = laptop.does("/me/sessions/others/end", &[]).await;
    assert_eq!(laptop.reads_after(&after).await.all(".letter-row").len(), 1);
    assert!(!phone.is_signed_in().await && !third.is_signed_in().await);
    assert!(laptop.is_signed_in().await && marc.is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_ends_the_session_not_only_its_cookie() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    let phone = signs_in_with(&world, "claire@people.test", PHONE).await;
    assert_at_home(&world, &[&laptop, &phone]).await;
    let answer = laptop.does("/session/end", &[]).await;
    assert_eq!(answer.cookie("session").as_deref(), Some(""), "the browser forgets it");
    assert!(!laptop.is_signed_in().await, "and a copy of it opens nothing");
    assert!(phone.is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_unused_for_long_is_over() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    let phone = signs_in_with(&world, "claire@people.test", PHONE).await;
    change_session(&world, &phone, sessions::Column::ExpiresAt, clock::now()).await;
    assert!(!phone.is_signed_in().await);
    assert!(laptop.is_signed_in().await);
    assert_eq!(laptop.get("/me/sessions").await.all(".letter-row").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_token_opens_nothing() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let digest = world.digest(claire.token());
    let wrong = "0".repeat(64);
    let upper = claire.token().to_uppercase();
    for token in ["", "1", &digest, &wrong, &upper, &claire.token()[1..], "' OR '1'='1"] {
        assert!(!world.visitor().with_cookie("session", token).is_signed_in().await, "{token}");
    }
    assert!(world.visitor().with_cookie("session", claire.token()).is_signed_in().await);
}
