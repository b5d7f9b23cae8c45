//! How often. Each limit is tried once too often, and by the ways around it that
//! other platforms left open (CVE-2022-2166, CVE-2025-54879).

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use passerelle::{access::Kind, refusals::Refusal};

use crate::support::{Actor, PASSWORD, Page, World, form};

const RIGHT: [(&str, &str); 2] = [("email", "claire@people.test"), ("password", PASSWORD)];
const WRONG: [(&str, &str); 2] = [("email", "claire@people.test"), ("password", "une tout autre phrase")];
/// Whom no account can be: only the door counts.
const NOBODY: [(&str, &str); 2] = [("email", "claire"), ("password", "une tout autre phrase")];

async fn limited_to(limit: &str, times: u32) -> World {
    let world = World::with(|settings| settings["limits"][limit] = times.into()).await;
    world.resident("claire", Kind::Seeker).await;
    world
}

fn assert_too_fast(page: &Page) {
    page.assert_status(429);
    let seconds: u64 = page.header("retry-after").parse().expect("seconds");
    assert!((1..=60).contains(&seconds), "{seconds}");
    assert_eq!(page.cookie("session"), None);
}

/// A form sent with headers of one's own.
async fn send(visitor: &Actor, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
    visitor.post_raw(path, form(fields), &[&[("sec-fetch-site", "same-origin")], headers].concat()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn beyond_the_limit_no_password_is_tried() {
    let world = limited_to("sign_ins", 3).await;
    for _ in 0..3 {
        world.visitor().post("/session", &WRONG).await.assert_status(422);
    }
    let page = world.visitor().post("/session", &RIGHT).await;
    assert_too_fast(&page);
    let seconds = page.header("retry-after").parse().unwrap();
    page.assert_says(&Refusal::TooFast { seconds });
    // Other addresses, other accounts, a program: it is the door that is counted.
    assert_too_fast(&world.visitor().post("/session", &[("email", "x@people.test"), ("password", "x")]).await);
    assert_too_fast(&send(&world.visitor(), "/session", &RIGHT, &[("accept", "application/json")]).await);
    // Reading goes on, and so does asking for a link.
    world.visitor().get("/sign-in").await.assert_status(200);
    world.visitor().post("/session/links", &[("email", "claire@people.test")]).await.assert_status(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_header_makes_a_client_someone_else() {
    let world = limited_to("sign_ins", 1).await;
    world.visitor().post("/session", &WRONG).await.assert_status(422);
    for (name, value) in [
        ("x-forwarded-for", "203.0.113.7"),
        ("x-forwarded-for", "203.0.113.8, 203.0.113.9"),
        ("x-real-ip", "203.0.113.10"),
        ("x-client-ip", "203.0.113.11"),
        ("x-originating-ip", "203.0.113.12"),
        ("cf-connecting-ip", "203.0.113.13"),
        ("true-client-ip", "203.0.113.14"),
        ("forwarded", "for=203.0.113.15"),
        ("via", "1.1 203.0.113.16"),
        ("user-agent", "someone else"),
        ("cookie", "session=1; theme=dark"),
        ("x-http-method-override", "PUT"),
    ] {
        assert_too_fast(&send(&world.visitor(), "/session", &RIGHT, &[(name, value)]).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_other_form_of_the_path_escapes_the_limit() {
    let world = limited_to("sign_ins", 1).await;
    world.visitor().post("/session", &WRONG).await.assert_status(422);
    assert_too_fast(&world.visitor().post("/session?format=json", &RIGHT).await);
    for path in [
        "/session/",
        "//session",
        "/session.json",
        "/session.html",
        "/session;a=b",
        "/Session",
        "/SESSION",
        "/./session",
        "/me/../session",
        "/%73ession",
        "/session%2f",
        "/session%20",
        "/session%00",
        "/sign-in",
        "/api/v1/session",
    ] {
        let page = world.visitor().post(path, &RIGHT).await;
        assert!([404, 405, 429].contains(&page.status.as_u16()), "{path}: {}", page.status);
        assert_eq!(page.cookie("session"), None, "{path}");
    }
    for method in [Method::PUT, Method::PATCH, Method::GET, Method::HEAD] {
        let request = Request::builder()
            .method(method)
            .uri("/session")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form(&RIGHT)))
            .unwrap();
        let page = world.visitor().send(request).await;
        page.assert_status(405);
        assert_eq!(page.cookie("session"), None);
    }
}

/// Every door that tries a password, or takes a secret that stands for one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_that_tries_a_password_counts() {
    let world = limited_to("sign_ins", 1).await;
    let awa = world.person("awa", Kind::Seeker).await;
    world.visitor().post("/session", &WRONG).await.assert_status(422);
    let token = "0".repeat(64);
    assert_too_fast(&world.visitor().post(&format!("/resets/{token}"), &[("password", PASSWORD)]).await);
    assert_too_fast(&awa.post("/me/password", &[("current", "?"), ("password", PASSWORD)]).await);
    assert_too_fast(&awa.post("/me/email", &[("email", "new@people.test"), ("password", "?")]).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_are_limited_whoever_they_are_for() {
    let world = limited_to("letters", 2).await;
    let sign_up = [("email", "new@people.test"), ("display_name", "New"), ("password", PASSWORD), ("kind", "other")];
    world.visitor().post("/session/links", &[("email", "claire@people.test")]).await.assert_status(200);
    world.visitor().post("/resets", &[("email", "nobody@people.test")]).await.assert_status(200);
    let awa = world.person("awa", Kind::Seeker).await;
    assert_too_fast(&world.visitor().post("/session/links", &[("email", "claire@people.test")]).await);
    assert_too_fast(&world.visitor().post("/resets", &[("email", "other@people.test")]).await);
    assert_too_fast(&world.visitor().post("/accounts", &sign_up).await);
    assert_too_fast(&awa.post("/me/email", &[("email", "other@people.test")]).await);
    for email in ["new@people.test", "other@people.test"] {
        assert!(world.letters_to(email).await.is_empty(), "{email}");
    }
    // Signing in is another limit.
    world.signs_in("claire@people.test", PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_proxy_the_client_is_whom_the_proxy_names() {
    let world = World::with(|settings| {
        settings["limits"]["sign_ins"] = 1.into();
        settings["client_address_header"] = "x-forwarded-for".into();
    })
    .await;
    let tries = async |lines: &[&str]| {
        let headers: Vec<_> = lines.iter().map(|line| ("x-forwarded-for", *line)).collect();
        send(&world.visitor(), "/session", &NOBODY, &headers).await.status.as_u16()
    };
    assert_eq!(tries(&["203.0.113.7"]).await, 422);
    assert_eq!(tries(&["203.0.113.7"]).await, 429);
    assert_eq!(tries(&["203.0.113.8"]).await, 422, "someone else");
    // What the client said of itself comes before the proxy's word: in one line, or in its own.
    assert_eq!(tries(&["198.51.100.9, 203.0.113.7"]).await, 429);
    assert_eq!(tries(&["198.51.100.10", "203.0.113.7"]).await, 429);
    // The same address in other clothes; an IPv6 household is one client.
    assert_eq!(tries(&["::ffff:203.0.113.7"]).await, 429);
    assert_eq!(tries(&["2001:db8:0:1::1"]).await, 422);
    assert_eq!(tries(&["2001:db8:0:1:ffff:ffff:ffff:ffff"]).await, 429);
    assert_eq!(tries(&["2001:db8:0:2::1"]).await, 422);
    // A name nobody can read is the proxy itself.
    assert_eq!(tries(&["unknown"]).await, 422);
    assert_eq!(tries(&["203.0.113.7:4711x"]).await, 429);
}
