//! A page elsewhere cannot act for someone signed in here, reading changes
//! nothing, and nobody else's word decides what our letters say
//! (bad-inputs.md §4).

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use passerelle::access::{Audience, Kind};

use crate::support::{World, doors, form, unhurried};

/// What a browser says of a form that one of our pages did not send.
const FROM_ELSEWHERE: [&[(&str, &str)]; 14] = [
    &[],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "")],
    &[("sec-fetch-site", "Same-Origin, cross-site")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://house.test")],
    &[("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-origin")],
    &[("origin", "null")],
    &[("origin", "http://elsewhere.example")],
    &[("origin", "http://house.test.elsewhere.example")],
    &[("origin", "http://elsewhere.example/http://house.test")],
    &[("origin", "http://house.test:8080")],
    &[("origin", "http://neighbour.house.test")],
    &[("referer", "http://house.test/communities"), ("x-requested-with", "XMLHttpRequest")],
];

const FROM_HERE: [&[(&str, &str)]; 4] = [
    &[("sec-fetch-site", "same-origin")],
    // Typed in the address bar, or a browser's own button.
    &[("sec-fetch-site", "none")],
    // Older browsers say the origin only: ours as configured…
    &[("origin", "http://house.test")],
    &[("sec-fetch-site", "same-origin"), ("origin", "null")],
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_door_opens_from_elsewhere() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let before = world.contents().await;
    // A mail program has no page to come from: the token is all it needs (RFC 8058).
    for door in doors.iter().filter(|door| door.route != "/unsubscribe/{token}") {
        let body = form(&door.fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
        for headers in FROM_ELSEWHERE {
            let page = door.who.post_raw(&door.path, body.clone(), headers).await;
            assert_eq!(page.status, 403, "{} opened for {headers:?}", door.path);
            assert!(page.has("h1"), "{} says nothing", door.path);
        }
    }
    assert!(world.contents().await == before, "something was written all the same");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn our_own_pages_open_them() {
    let world = World::new().await;
    let asker = world.person("asker", Kind::Seeker).await;
    for headers in FROM_HERE {
        let page = asker.post_raw("/me/locale", "locale=en", headers).await;
        assert_eq!(page.status, 303, "{headers:?}");
    }
    // …or as asked for: behind another name, an origin equal to its host is ours.
    let request = |origin: &'static str| {
        Request::post("/me/locale")
            .header(header::HOST, "localhost:5150")
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from("locale=en"))
            .unwrap()
    };
    asker.send(request("http://localhost:5150")).await.assert_status(303);
    asker.send(request("http://localhost:5151")).await.assert_status(403);
    asker.send(request("localhost:5150")).await.assert_status(403);
}

/// Mail programs, prefetchers and robots open every address they meet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_changes_nothing() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let boss = doors.iter().find(|door| door.route == "/communities").unwrap().who.clone();
    let before = world.contents().await;
    for door in &doors {
        let query = form(&door.fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
        for method in [Method::GET, Method::HEAD] {
            for (name, value) in
                [("x-http-method-override", "POST"), ("x-method-override", "POST"), ("purpose", "prefetch")]
            {
                let request = Request::builder()
                    .method(method.clone())
                    .uri(format!("{}?{query}&_method=POST", door.path))
                    .header(header::HOST, "house.test")
                    .header(header::COOKIE, door.who.cookie_header())
                    .header("sec-fetch-site", "same-origin")
                    .header(name, value)
                    .body(Body::empty())
                    .unwrap();
                let page = door.who.send(request).await;
                assert!(!page.status.is_server_error(), "{method} {}: {}", door.path, page.body);
            }
        }
    }
    for reader in [&world.visitor(), &boss, &doors[0].who] {
        for page in reader.walks(&["/", "/me/account", "/admin/people"], 80, &[]).await {
            assert!(!page.status.is_server_error(), "{}", page.path);
        }
    }
    assert!(world.contents().await == before, "reading wrote something");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_methods_open_nothing() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let before = world.contents().await;
    for door in &doors {
        let body = form(&door.fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
        for method in ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "post"] {
            let request = Request::builder()
                .method(method)
                .uri(&door.path)
                .header(header::HOST, "house.test")
                .header(header::COOKIE, door.who.cookie_header())
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(body.clone()))
                .unwrap();
            let page = door.who.send(request).await;
            assert!(page.status.is_client_error(), "{method} {} is {}", door.path, page.status);
        }
    }
    assert!(world.contents().await == before, "something was written all the same");
}

/// CVE-2022-50910: whoever asks, a letter's link leads to our own house.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_leads_where_we_live_whatever_the_request_says() {
    let world = World::new().await;
    let claire = world.person("claire", Kind::Seeker).await;
    world.room("salle", Audience::Public, &[]).await;
    for path in ["/resets", "/session/links"] {
        let request = Request::post(path)
            .header(header::HOST, "elsewhere.example")
            .header("x-forwarded-host", "elsewhere.example")
            .header("x-forwarded-proto", "gopher")
            .header("forwarded", "host=elsewhere.example")
            .header("x-original-url", "//elsewhere.example")
            .header(header::ORIGIN, "http://elsewhere.example")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form(&[("email", claire.email())])))
            .unwrap();
        claire.send(request).await.assert_status(200).assert_unseen("elsewhere.example");
        let letter = world.letters_to(claire.email()).await.remove(0);
        assert!(letter.body_text.contains("http://house.test/"), "{}", letter.body_text);
        let whole = format!("{}{}{}", letter.subject, letter.body_text, letter.body_html);
        assert!(!whole.contains("elsewhere") && !whole.contains("gopher"), "{whole}");
    }
    let page = claire.get_with("/communities/salle", &[("x-forwarded-host", "elsewhere.example")]).await;
    page.assert_status(200).assert_unseen("elsewhere");
    assert_eq!(page.attribute("link[rel=canonical]", "href").as_deref(), Some("http://house.test/communities/salle"));
}
