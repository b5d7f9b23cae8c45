//! What is sent to a form that the form did not ask for: columns of its table,
//! fields twice, other types, bytes that are no text, a megabyte. Each is a
//! calm 4xx, never a 500, and changes nothing (bad-inputs.md §5).

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};

use crate::support::{Actor, Page, World, doors, form, unhurried};

/// Doors whose answer is a page: something was sent, is shown, or is told once.
const ANSWERED_THERE: [&str; 14] = [
    "/organisations/{slug}/keys",
    "/organisations/{slug}/webhook",
    "/organisations/{slug}/sources",
    "/organisations/{slug}/sources/addresses",
    "/accounts",
    "/resets",
    "/session/links",
    "/preview",
    "/unsubscribe/{token}",
    "/me/profile/skills/{id}/attestations",
    "/me/profile/import",
    "/me/slips",
    "/me/slips/{id}/renewal",
    "/slips/{code}",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_that_changes_something_is_in_the_list_of_doors() {
    let world = unhurried().await;
    let known: BTreeSet<&str> = doors(&world).await.iter().map(|door| door.route).collect();
    let mut routed = BTreeSet::new();
    // What programs ask has no form, and other methods: see `requests/pushing.rs`.
    for route in world.routes().into_iter().filter(|route| !route.uri.starts_with("/api/")) {
        for action in route.actions.iter().filter(|action| !action.is_safe()) {
            assert_eq!(*action, Method::POST, "{}: forms use POST only (CONTRACT.md)", route.uri);
            routed.insert(route.uri.clone());
        }
    }
    let known: BTreeSet<String> = known.into_iter().map(str::to_owned).collect();
    assert_eq!(routed.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "doors without a row");
    assert_eq!(known.difference(&routed).collect::<Vec<_>>(), Vec::<&String>::new(), "rows without a door");
}

/// CVE-2026-44787, CVE-2026-28219, GHSA-32wx: a form takes its own fields only.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_column_of_the_table_is_no_field_of_the_form() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let before = world.contents().await;
    for door in &doors {
        for column in door.columns() {
            for value in ["1", "true"] {
                let page = door.open_with(&[(column, value)]).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{} took `{column}`", door.path);
            }
        }
    }
    assert!(world.contents().await == before, "something was written all the same");
    // And each of them is accepted as it should be: it was the column that was refused.
    for door in &doors {
        let page = door.open_with(&[]).await;
        let told = page.status == StatusCode::OK && ANSWERED_THERE.contains(&door.route);
        assert!(told || page.status == StatusCode::SEE_OTHER, "{} is {}: {}", door.path, page.status, page.body);
    }
    assert!(world.contents().await != before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_field_sent_twice_is_refused() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let before = world.contents().await;
    for door in &doors {
        for (field, value) in &door.fields {
            for again in [value.as_str(), "", "other"] {
                let page = door.open_with(&[(field, again)]).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{} took `{field}` twice", door.path);
            }
        }
    }
    assert!(world.contents().await == before, "something was written all the same");
}

/// CVE-2023-30591: arrays, objects, numbers beyond numbers, in every field.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_typed_in_a_field_breaks_a_door() {
    const ODD: [&str; 20] = [
        "",
        "%20",
        "%00",
        "a%00b",
        "null",
        "NaN",
        "true",
        "-1",
        "0",
        "1.5",
        "1e400",
        "9223372036854775808",
        "99999999999999999999999999",
        "%7B%22a%22%3A1%7D",
        "%5B%5D",
        "%E2%80%AE%E2%80%8B",
        "%0D%0ASet-Cookie%3A%20a%3Db",
        "2999-13-45",
        "%2B262142-12-31",
        "..%2F..%2Fetc%2Fpasswd",
    ];
    let world = unhurried().await;
    for door in doors(&world).await {
        // A room's new slug would be accepted, and the other doors look for the old one.
        for (field, value) in door.fields.iter().filter(|(field, _)| *field != "slug") {
            for odd in ODD {
                let page = door.open_changing(field, odd).await;
                assert!(!page.status.is_server_error(), "{} {field}={odd}: {}", door.path, page.body);
            }
            let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
            for shape in [format!("{field}[]={value}"), format!("{field}[a]={value}"), format!("{field}.a={value}")] {
                let page = door.who.post_raw(&door.path, shape, &[("sec-fetch-site", "same-origin")]).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{} {field}", door.path);
            }
        }
    }
    assert!(!world.contents().await.contains("\\u0000"), "a NUL was kept");
}

/// What is not UTF-8 is refused, never replaced; what is no form is none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_form_is_refused() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let before = world.contents().await;
    for door in doors.iter().filter(|door| !door.fields.is_empty()) {
        for (field, _) in &door.fields {
            for broken in ["%FF", "a%C3", "%ED%A0%80", "%C0%80"] {
                let page = door.open_changing(field, broken).await;
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{} {field}={broken}", door.path);
            }
        }
        let body = form(&door.fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>());
        for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x", "application/xml", ""] {
            let page = send(&door.who, &door.path, kind, body.clone()).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{} as {kind:?}", door.path);
        }
        let page = send(&door.who, &door.path, "application/json", "{".repeat(100_000)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", door.path);
    }
    assert!(world.contents().await == before, "something was written all the same");
}

async fn send(who: &Actor, path: &str, kind: &str, body: String) -> Page {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, kind)
        .header(header::COOKIE, who.cookie_header())
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body))
        .unwrap();
    who.send(request).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_than_a_megabyte_is_too_much_for_any_form() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let before = world.contents().await;
    for door in &doors {
        let page = door.open_changing("body", &"x".repeat(1_048_577)).await;
        page.assert_status(413);
        assert!(page.is_html() && page.has("h1"), "{} says nothing: {}", door.path, page.body);
        assert_eq!(page.header("cache-control"), "private, no-store");
    }
    assert!(world.contents().await == before);
    // Just under, the form is read, and its own limit is said beside the field.
    let reply = doors.iter().find(|door| door.route == "/threads/{id}/posts").unwrap();
    let page = reply.open_changing("body", &"x".repeat(900_000)).await;
    page.assert_status(422);
    assert!(page.has("#body-error"), "{}", page.body.len());
}

const ODD_SEGMENTS: [&str; 14] = [
    "0",
    "-1",
    "1.5",
    "NaN",
    "9223372036854775807",
    "99999999999999999999",
    "%00",
    "a%00b",
    "%FF",
    "%2e%2e%2f",
    "a.atom.atom",
    "1.json",
    "1-%22%3E",
    "%F0%9F%98%80",
];
const ODD_QUERIES: [&str; 8] = [
    "after=NaN&before=NaN&near=NaN&quote=NaN&q=%FF&show=%FF&kind[]=1&audience=%00&mine&next[]=/",
    "after=9223372036854775807-9223372036854775807&before=9223372036854775807&near=9223372036854775807&quote=9223372036854775807",
    "after=8210266876799999999-1",
    "near=-1",
    "before=0",
    "q=%00&after=%00&kind=%00&next=%00&show=%00",
    "after=1-1&after=2-2&near=1&near=2&q=a&q=b",
    "&&&=&%&%%&%zz=1",
];

/// Every address of the house with its parameters filled by anything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_in_an_address_breaks_a_page() {
    let world = unhurried().await;
    let doors = doors(&world).await;
    let boss = &doors.iter().find(|door| door.route == "/communities").unwrap().who;
    let talk = doors.iter().find(|door| door.route == "/threads/{id}").unwrap().path.clone();
    let mut addresses: BTreeSet<String> = BTreeSet::new();
    for route in world.routes().into_iter().filter(|route| route.actions.contains(&Method::GET)) {
        let parts: Vec<&str> = route.uri.split('/').collect();
        if !route.uri.contains('{') {
            addresses.extend(ODD_QUERIES.iter().map(|query| format!("{}?{query}", route.uri)));
        }
        for odd in ODD_SEGMENTS {
            let filled = parts.iter().map(|part| if part.starts_with('{') { odd } else { part });
            addresses.insert(filled.collect::<Vec<_>>().join("/"));
        }
    }
    let shown = boss.get(&talk).await.location().to_owned();
    for page in
        [shown.as_str(), "/communities/atelier", "/tags/accueil", "/people/asker", "/communities/atelier/mentions"]
    {
        addresses.extend(ODD_QUERIES.iter().map(|query| format!("{page}?{query}")));
    }
    addresses.insert(format!("/communities/{}", "a".repeat(5_000)));
    addresses.insert(format!("/unanswered?after={}", "1".repeat(5_000)));
    for address in addresses {
        for reader in [&world.visitor(), boss] {
            let page = reader.get(&address).await;
            assert!(!page.status.is_server_error(), "{address}: {}", page.body);
            if address.contains("%00") && !address.contains('?') && !address.starts_with("/static") {
                // A program without a key is told that first, wherever it asks.
                let first = if address.starts_with("/api/") { 401 } else { 303 };
                assert!([404, 410, first].contains(&page.status.as_u16()), "{address} is {}", page.status);
            }
        }
    }
}

/// The forms of the admin pages keep a date that pages can say again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_suspension_ends_on_a_day_that_comes() {
    let world = World::new().await;
    let admin = world.admin("boss").await;
    let claire = world.person("claire", passerelle::access::Kind::Seeker).await;
    for until in [
        "",
        "hier",
        "2020-01-01",
        "2026-02-30",
        "9999-12-31",
        "+262142-12-31",
        "-0001-01-01",
        "20300101",
        "2030-01-01T00:00",
    ] {
        let fields = [("reason", "Publicité."), ("until", until)];
        let page = admin.post("/admin/people/claire/suspension", &fields).await;
        page.assert_status(422);
        assert!(page.has("#until-claire-error"), "{until}: {}", page.body);
        assert_eq!(page.attribute("#until-claire", "value").as_deref(), Some(until));
        assert_eq!(page.first("#reason-claire").as_deref(), Some("Publicité."), "the reason is kept");
    }
    claire.get("/me/account").await.assert_status(200).assert_unseen("Publicité.");
}
