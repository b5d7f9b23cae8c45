//! What every answer says to browsers and caches, of whatever kind it is; and
//! where redirects may lead.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use passerelle::access::{Audience, Kind};

use crate::support::{Actor, Page, World, doors, unhurried};

fn assert_safe(page: &Page) {
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{} ({}): {policy:?}", page.path, page.status);
    for careless in ["unsafe-inline", "unsafe-eval", "unsafe-hashes", "http:", "https:", "*", "blob:"] {
        assert!(!policy.contains(careless), "{}: {careless} in {policy}", page.path);
    }
    for needed in
        ["base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "script-src 'self'", "style-src 'self'"]
    {
        assert!(policy.contains(needed), "{}: no {needed} in {policy}", page.path);
    }
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{}", page.path);
    assert_eq!(page.header("x-frame-options"), "DENY", "{}", page.path);
    assert_eq!(page.header("referrer-policy"), "same-origin", "{}", page.path);
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin", "{}", page.path);
    assert!(page.header("permissions-policy").contains("geolocation=()"), "{}", page.path);
    assert!(!page.header("cache-control").is_empty(), "{} says nothing to caches", page.path);
    for told in ["server", "x-powered-by", "access-control-allow-origin"] {
        assert_eq!(page.header(told), "", "{}", page.path);
    }
}

/// A page, an error, a feed, a file, a redirect, a fragment, a figure.
async fn answers(world: &World, who: &Actor, talk: &str) -> Vec<Page> {
    let mut pages = vec![];
    for (path, status) in [
        ("/", 200),
        ("/communities/atelier", 200),
        (talk, 200),
        ("/communities/atelier.atom", 200),
        ("/sitemap.xml", 200),
        ("/sitemaps/rooms", 200),
        ("/robots.txt", 200),
        ("/static/favicon.svg", 200),
        ("/static/nowhere.css", 404),
        ("/pages/legal", 200),
        ("/_ping", 200),
        ("/_readiness", 200),
        ("/metrics", 404),
        ("/nulle-part", 404),
        ("/communities/nulle-part", 404),
        ("/threads/1-another-title", 301),
        ("/posts/1", 303),
        (&format!("/confirmations/{}", "0".repeat(64)), 410),
    ] {
        pages.push(who.get(path).await);
        assert_eq!(pages.last().unwrap().status, status, "{path}");
    }
    pages.push(who.post("/me/locale", &[("locale", "fr")]).await);
    pages.push(who.post("/me/locale", &[("locale", "xx")]).await);
    pages.push(who.post_raw("/me/locale", "", &[]).await);
    pages.push(who.post("/", &[]).await);
    pages.push(who.post("/preview", &[("body", "**oui**")]).await);
    for method in [Method::HEAD, Method::DELETE, Method::OPTIONS] {
        let request = Request::builder().method(method).uri("/communities").header("sec-fetch-site", "same-origin");
        pages.push(who.send(request.body(Body::empty()).unwrap()).await);
    }
    // One that its reader has already; once what was done before is forgotten everywhere.
    world.caught_up().await;
    let page = world.visitor().get("/communities").await;
    let known = world.visitor().get_with("/communities", &[("if-none-match", page.header("etag"))]).await;
    known.assert_status(304);
    pages.push(known);
    pages
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_answer_says_the_same_to_browsers() {
    let world = World::new().await;
    let asker = world.person("asker", Kind::Seeker).await;
    let room = world.room("atelier", Audience::Public, &[]).await;
    let talk = asker.asks(&room, "Par où commencer ?", "Je cherche.").await;
    for who in [&world.visitor(), &asker] {
        for page in answers(&world, who, &talk.path).await {
            assert_safe(&page);
            assert_eq!(page.header("strict-transport-security"), "", "not over http");
        }
    }
    let suggested = asker.get(&talk.act("mentions?q=ask")).await;
    assert_safe(&suggested);
    assert_eq!(suggested.header("content-type"), "application/json");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_https_browsers_are_told_to_stay_there() {
    let world = World::with(|settings| settings["public_url"] = "https://house.test".into()).await;
    for page in [world.visitor().get("/").await, world.visitor().get("/nulle-part").await] {
        assert_safe(&page);
        assert!(page.header("strict-transport-security").starts_with("max-age="), "{}", page.path);
    }
}

/// The policy would stop them; nothing of ours should be stopped.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_holds_a_script_a_style_or_anything_from_elsewhere() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let boss = &doors.iter().find(|door| door.route == "/communities").unwrap().who;
    for reader in [&world.visitor(), boss] {
        for page in reader.walks(&["/", "/sign-in", "/sign-up", "/nulle-part"], 60, &[]).await {
            if !page.is_html() {
                continue;
            }
            assert!(!page.has("style, [style], iframe, object, embed, base, meta[http-equiv]"), "{}", page.path);
            // Data for programs is no script: browsers do not run it (HTML §4.12.1).
            let scripts = "script:not([src]):not([type='application/ld+json'])";
            assert_eq!(page.all(scripts), Vec::<String>::new(), "{}", page.path);
            for source in
                [page.attributes("[src]", "src"), page.attributes("link[rel=stylesheet], link[rel=icon]", "href")]
                    .concat()
            {
                assert!(source.starts_with("/static/"), "{} asks for {source}", page.path);
            }
            for form in page.attributes("form", "action") {
                assert!(form.starts_with('/') && !form.starts_with("//"), "{} sends to {form}", page.path);
            }
        }
    }
}

/// CVE-2024-47773, CVE-2025-61598, Zulip 2021: what is one person's stays theirs.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_shown_to_someone_signed_in_is_kept_by_a_cache() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let visitor = world.visitor();
    for door in &doors {
        for page in [door.who.get(&door.path).await, visitor.get(&door.path).await] {
            if page.status.is_client_error() || page.status.is_server_error() {
                assert_eq!(page.header("cache-control"), "private, no-store", "{} {}", page.path, page.status);
            }
        }
    }
    let boss = &doors.iter().find(|door| door.route == "/communities").unwrap().who;
    let from =
        ["/", "/communities", "/unanswered", "/sitemap.xml", "/robots.txt", "/_ping", "/communities/atelier.atom"];
    for page in boss.walks(&from, 120, &[]).await {
        assert_eq!(page.header("cache-control"), "private, no-store", "{}", page.path);
        assert_eq!(page.header("etag"), "", "{}", page.path);
    }
    // Nor is what a visitor reads in a browser that still sends an old session.
    let stale = visitor.clone().with_token(&"0".repeat(64));
    assert_eq!(stale.get("/communities").await.header("cache-control"), "private, no-store");
    assert_eq!(
        visitor.get_with("/communities", &[("authorization", "Bearer x")]).await.header("cache-control"),
        "private, no-store"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_page_is_the_same_for_every_visitor_and_no_one_elses() {
    let world = World::new().await;
    let asker = world.person("asker", Kind::Seeker).await;
    world.room("atelier", Audience::Public, &[]).await;
    let visitor = world.visitor();
    let first = visitor.get("/communities").await;
    let again = visitor.get("/communities").await;
    assert_eq!(first.body, again.body);
    for page in [&first, &again] {
        assert_eq!(page.header("cache-control"), "public, max-age=0, must-revalidate");
        assert!(!page.headers.contains_key(header::SET_COOKIE), "{:?}", page.headers);
        for varies in ["Cookie", "Accept-Language", "Accept-Encoding"] {
            assert!(page.header("vary").contains(varies), "{}", page.header("vary"));
        }
    }
    // A message to one person is neither kept nor shown to the next.
    let told = visitor.clone().with_cookie("notice", "signed-out").get("/communities").await;
    assert!(told.has(".notice") && told.headers.contains_key(header::SET_COOKIE));
    assert_eq!(told.header("cache-control"), "private, no-store");
    assert!(!visitor.get("/communities").await.has(".notice"));
    // Nor is the name of someone signed in.
    asker.get("/communities").await.assert_sees("ASKER Test");
    visitor.get("/communities").await.assert_unseen("ASKER Test");
    // Each language is its own page.
    let english = visitor.get_with("/communities", &[("accept-language", "en")]).await;
    english.assert_sees("<html lang=\"en\"");
    visitor.get("/communities").await.assert_sees("<html lang=\"fr\"");
    for page in visitor.walks(&["/"], 60, &[]).await {
        assert!(!page.headers.contains_key(header::SET_COOKIE), "{} sets a cookie to a visitor", page.path);
    }
}

/// CVE-2024-21641: after signing in, one stays in the house.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_redirect_never_leads_elsewhere() {
    let world = unhurried().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let visitor = world.visitor();
    for next in [
        "//elsewhere.example",
        "///elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "https://elsewhere.example",
        "https:elsewhere.example",
        "HTTPS:/elsewhere.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "elsewhere.example",
        "@elsewhere.example",
        ".elsewhere.example",
        " //elsewhere.example",
        "/\r\nSet-Cookie: session=stolen",
        "/\r\n\r\n<script>",
        "/%0d%0aé",
        "/\u{2028}/elsewhere.example",
        "\0/",
        &format!("/{}", "a".repeat(3_000)),
    ] {
        let signing_in = [("email", claire.email()), ("password", crate::support::PASSWORD), ("next", next)];
        let mut answers = vec![
            visitor.post("/session", &signing_in).await,
            visitor.post("/me/locale", &[("locale", "fr"), ("next", next)]).await,
        ];
        let query: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        answers.push(claire.get(&format!("/sign-in?next={query}")).await);
        for answer in answers {
            assert_eq!((answer.status.as_u16(), answer.location()), (303, "/"), "{}: {next:?}", answer.path);
            assert!(answer.headers.get_all(header::SET_COOKIE).iter().all(|cookie| cookie != "session=stolen"));
        }
        let form = visitor.get(&format!("/sign-in?next={query}")).await;
        let kept = form.attribute("input[name=next]", "value").unwrap_or_default();
        assert!(["", "/"].contains(&kept.as_str()), "the form keeps {kept:?}");
    }
    for next in ["/communities", "/threads/1-titre?near=2#post-2", "/tags/%C3%A9"] {
        let signing_in = [("email", claire.email()), ("password", crate::support::PASSWORD), ("next", next)];
        assert_eq!(visitor.post("/session", &signing_in).await.location(), next);
    }
}

/// A page that asks for an account comes back to itself, whatever its address says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn being_asked_to_sign_in_keeps_the_way_back_as_one_field() {
    let world = World::new().await;
    let visitor = world.visitor();
    for (asked, next) in [
        ("/me/account", "%2Fme%2Faccount"),
        ("/me/account?a=b&next=//elsewhere.example", "%2Fme%2Faccount%3Fa%3Db%26next%3D%2F%2Felsewhere.example"),
        ("/me/account?%0d%0aSet-Cookie:x=y", "%2Fme%2Faccount%3F%250d%250aSet-Cookie%3Ax%3Dy"),
    ] {
        let answer = visitor.get(asked).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, format!("/sign-in?next={next}").as_str()));
        assert!(answer.cookie("Set-Cookie").is_none() && answer.cookie("x").is_none());
    }
    let asker = world.person("asker", Kind::Seeker).await;
    let room = world.room("salle", Audience::Public, &[]).await;
    let talk = asker.asks(&room, "Un fil", "Un début").await;
    let moved = visitor.get(&format!("/threads/{}-%0d%0aSet-Cookie:a=b?x=%0d%0aSet-Cookie:a=b", talk.id)).await;
    moved.assert_status(301);
    assert_eq!(moved.location(), format!("{}?x=%0d%0aSet-Cookie:a=b", talk.path));
    assert!(!moved.headers.contains_key(header::SET_COOKIE));
}
