//! The canary matrix. Every private thing carries a token of its own; every role
//! opens every route of the house, in each of its formats, with each parameter
//! filled by the private things' own ids and slugs. A token is seen by those it
//! is for, and by nobody else: not in pages, lists, counts, feeds, suggestions,
//! redirects, streams, letters or exports. A route that this table does not know fails.

mod advisers;
mod contacts;
mod counts;
mod exports;
mod letters;
mod offers;
mod planting;
mod profiles;

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use axum::http::{Method, StatusCode};
use passerelle::access::Audience;

use crate::support::{Actor, World};
use planting::{ROLES, Secrets, cast, may_read, plant, reply};

/// Every address a route stands for, its parameters filled with private things.
/// A route whose parameter this table does not know is a hole in it.
fn addresses(route: &str, secrets: &Secrets) -> Vec<String> {
    let fill = |parameter: &str, values: Vec<String>| {
        values.into_iter().map(|value| route.replace(parameter, &value)).collect()
    };
    let with_format = |values: Vec<String>| -> Vec<String> {
        values
            .iter()
            .cloned()
            .chain(values.iter().map(|value| format!("{value}.atom")))
            .chain(values.iter().map(|value| format!("{value}.json")))
            .collect()
    };
    let ids = |numbers: &[i64]| numbers.iter().map(i64::to_string).collect::<Vec<_>>();
    match route {
        "/communities/{slug}" => fill("{slug}", with_format(secrets.rooms.clone())),
        _ if route.starts_with("/communities/{slug}/mentions") => fill("{slug}", secrets.rooms.clone())
            .into_iter()
            .flat_map(|path: String| [path.clone(), format!("{path}?q=the"), format!("{path}?q=a-")])
            .collect(),
        _ if route.contains("/communities/{slug}") => fill("{slug}", secrets.rooms.clone()),
        "/threads/{id}" => fill("{id}", with_format(ids(&secrets.threads)))
            .into_iter()
            .flat_map(|path: String| {
                [path.clone(), format!("{path}-faux-titre"), format!("{path}?near={}", secrets.posts[0])]
            })
            .chain(
                // Where everyone may write, and where few do.
                [secrets.open_threads().next(), secrets.open_threads().last()]
                    .into_iter()
                    .flatten()
                    .flat_map(|thread| secrets.posts.iter().map(move |post| format!("/threads/{thread}?quote={post}"))),
            )
            .collect(),
        _ if route.contains("/threads/{id}/mentions") => fill("{id}", ids(&secrets.threads))
            .into_iter()
            .flat_map(|path: String| [path.clone(), format!("{path}?q=the")])
            .collect(),
        _ if route.contains("/threads/{id}") => fill("{id}", ids(&secrets.threads)),
        _ if route.contains("/posts/{id}") => fill("{id}", ids(&secrets.posts)),
        _ if route.starts_with("/aid/{id}") => fill("{id}", ids(&secrets.aid))
            .into_iter()
            .flat_map(|path: String| [path.clone(), format!("{path}-faux-titre")])
            .collect(),
        "/aid" => ["", "?kind=tools", "?direction=request", "?remote=on", "?trade=K1304", "?near=44184"]
            .map(|asked| format!("/aid{asked}"))
            .into(),
        "/tags/{tag}" => fill("{tag}", with_format(secrets.tags.clone())),
        // Everyone, and those of each way to narrow; by words in `profiles.rs`.
        "/people" => ["", "?near=44109", "?near=Loire-Atlantique", "?rhythm=nights", "?remote=some", "?q=-canari"]
            .map(|asked| format!("/people{asked}"))
            .into(),
        "/people/{handle}" => fill("{handle}", [secrets.handles.clone(), secrets.profiles.clone()].concat()),
        _ if route.contains("/people/{handle}") => fill("{handle}", secrets.handles.clone()),
        "/trades" => ["", "?q=a", "?domain=K", "?q=e&after=A1101"].map(|asked| format!("/trades{asked}")).into(),
        "/trades/{code}" => fill("{code}", with_format(vec![planting::TRADE.into(), "k1304".into()])),
        "/sitemaps/{part}" => fill("{part}", vec!["rooms".into(), "0".into()]),
        "/pages/{name}" => fill("{name}", vec!["legal".into(), "contact".into()]),
        "/static/{*path}" => fill("{*path}", vec!["app.css".into()]),
        _ if route.starts_with("/pictures/{token}") => fill(
            "{token}",
            secrets.pictures.iter().flat_map(|token| [token.clone(), format!("{token}.small")]).collect(),
        ),
        "/organisations" => ["", "?kind=company"].map(|asked| format!("/organisations{asked}")).into(),
        "/organisations/{slug}/runs/{run}" => {
            let runs = ["1", "1.csv", "1.json", "2"].map(|run| route.replace("{run}", run));
            secrets
                .organisations
                .iter()
                .flat_map(|slug| runs.iter().map(|run| run.replace("{slug}", slug)).collect::<Vec<_>>())
                .collect()
        }
        "/organisations/{slug}/sources/{source}/mapping" => {
            let sources = ["1", "2"].map(|source| route.replace("{source}", source));
            secrets
                .organisations
                .iter()
                .flat_map(|slug| sources.clone().map(|source| source.replace("{slug}", slug)))
                .collect()
        }
        "/organisations/{slug}/applications/{id}" => {
            let sent = ["1", "2", "3", "1?reason=skills"].map(|sent| route.replace("{id}", sent));
            secrets
                .organisations
                .iter()
                .flat_map(|slug| sent.clone().map(|sent| sent.replace("{slug}", slug)))
                .collect()
        }
        _ if route.starts_with("/api/v1/organisations/{slug}") => {
            fill("{slug}", secrets.organisations.clone()).into_iter().map(|path| path.replace("{id}", "1")).collect()
        }
        "/organisations/{slug}/console" => fill("{slug}", secrets.organisations.clone())
            .into_iter()
            .flat_map(|path: String| [path.clone(), format!("{path}?mine=on"), format!("{path}?waiting=on&q=canari")])
            .collect(),
        _ if route.starts_with("/organisations/{slug}") => fill("{slug}", secrets.organisations.clone()),
        "/offers" => {
            ["", "?contract=permanent", "?time=full", "?pay=1500"].map(|asked| format!("/offers{asked}")).into()
        }
        "/offers/{id}" => fill("{id}", ids(&secrets.offers))
            .into_iter()
            .flat_map(|path: String| [path.clone(), format!("{path}-faux-titre"), format!("{path}.json")])
            .collect(),
        "/offers/{id}/desk"
        | "/offers/{id}/edit"
        | "/offers/{id}/closure"
        | "/offers/{id}/statements"
        | "/offers/{id}/applications/new"
        | "/offers/{id}/relays/new" => fill("{id}", ids(&secrets.offers)),
        "/slips/{code}" => fill("{code}", vec!["0000-0000-0000".into()]),
        _ if route.contains("{token}") => fill("{token}", vec!["0".repeat(64)]),
        _ if route.contains("/me/sessions/{id}") => fill("{id}", vec!["1".into()]),
        _ if route.contains("/admin/") && route.contains("{handle}") => fill("{handle}", secrets.handles.clone()),
        "/me/profile/files/{format}" => fill("{format}", ["json-resume", "europass"].map(String::from).into()),
        "/me/profile/as/{who}" => {
            fill("{who}", ["visitor", "member", "recruiter", "a-recruiter", "the-author"].map(String::from).into())
        }
        _ if route.contains("/me/contacts/{id}") || route.contains("/me/introductions/{id}") => {
            fill("{id}", (1..=9).map(|id| id.to_string()).collect())
        }
        "/me/alerts/{id}" | "/me/applications/{id}" => fill("{id}", (1..=4).map(|id| id.to_string()).collect()),
        "/me/people/{id}" => fill("{id}", (1..=9).map(|id| id.to_string()).collect()),
        _ if route.contains("/me/profile/skills/{id}") => fill("{id}", (1..=4).map(|id| id.to_string()).collect()),
        _ if route.contains("/me/home/{block}") => fill("{block}", vec!["awaited".into()]),
        // A stream has no end: what each reader hears is tried in requests/live.rs, and by
        // token in `streams_tell_nothing…` below.
        "/live" => vec![],
        "/unsubscribe/{token}" => vec![route.replace("{token}", "1-t1-0")],
        "/me/data/exports/{id}" => fill("{id}", vec!["1".into()]),
        // Everything, of each kind; and what the words of private things begin like.
        "/search" | "/api/v1/search" => ["", "&type=person", "&type=community", "&sort=date", "&is=unanswered"]
            .into_iter()
            .map(|narrower| format!("{route}?since=2000-01-01{narrower}"))
            .chain(secrets.rooms.iter().map(|room| format!("{route}?community={room}")))
            .chain(secrets.tags.iter().map(|tag| format!("{route}?q=corps&tag={tag}")))
            .chain(["canaricorpsmembre", "salle", "canari"].map(|word| format!("{route}?q={word}")))
            .collect(),
        "/suggest" | "/search/similar" => {
            ["canari", "salle", "salle+canari", "sal"].map(|word| format!("{route}?q={word}")).to_vec()
        }
        "/admin/people" => vec![route.into(), "/admin/people?q=a".into()],
        "/communities" => ["", "?audience=seekers", "?mine=on", "?trade=K1304", "?place=44184"]
            .map(|asked| format!("/communities{asked}"))
            .into(),
        _ if route.contains('{') => panic!("the canary matrix has no row for {route}: add one"),
        _ => vec![route.to_owned()],
    }
}

/// A house where everyone may look as often as the matrix does.
async fn house() -> World {
    World::with(|settings| {
        for limit in ["acts", "searches", "suggestions"] {
            settings["limits"][limit] = 1_000_000.into();
        }
    })
    .await
}

/// Everything an address tells someone: its own answer, and that of the place it
/// sends them to.
async fn told(actor: &Actor, path: &str) -> String {
    let mut told = String::new();
    let mut path = path.to_owned();
    for _ in 0..3 {
        let page = actor.get(path.split('#').next().unwrap_or_default()).await;
        assert!(!page.status.is_server_error(), "{path}: {}", page.body);
        // Who is told to come back later was shown nothing, and proves nothing.
        assert_ne!(page.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        told.push_str(&page.body);
        if !page.status.is_redirection() {
            break;
        }
        // What was asked comes back in redirects; only more than that is told.
        path = page.location().to_owned();
        told.push_str(&path);
    }
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_private_thing_is_seen_by_those_it_is_for_and_by_nobody_else() {
    let world = house().await;
    let cast = cast(&world).await;
    let secrets = plant(&world, &cast).await;
    world.searchable().await;
    let mut seen: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    let mut leaks = vec![];
    let by_number: Vec<_> = secrets.seen_by.iter().collect();
    let tokens = AhoCorasick::new(by_number.iter().map(|(token, _)| token)).unwrap();
    for route in world.routes().into_iter().filter(|route| route.actions.contains(&Method::GET)) {
        for path in addresses(&route.uri, &secrets) {
            for role in ROLES {
                let told = told(&cast.actors[role], &path).await;
                // All of them in one reading of the page.
                let said: BTreeSet<usize> =
                    tokens.find_overlapping_iter(&told).map(|said| said.pattern().as_usize()).collect();
                for (token, readers) in said.into_iter().map(|said| by_number[said]) {
                    if path.contains(token.as_str()) {
                        continue;
                    }
                    if readers.contains(role) {
                        seen.entry(token.clone()).or_default().insert(role);
                    } else {
                        leaks.push(format!("{role} sees {token} at {path}"));
                    }
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    // A guard that nobody passes proves nothing.
    let unseen: Vec<String> = secrets
        .seen_by
        .iter()
        .map(|(token, readers)| (token, readers, seen.remove(token).unwrap_or_default()))
        .filter(|(_, readers, seen)| *readers != seen)
        .map(|(token, readers, seen)| format!("{token} is for {readers:?}, and seen by {seen:?}"))
        .collect();
    assert!(unseen.is_empty(), "{} tokens unseen:\n{}", unseen.len(), unseen.join("\n"));
}

/// Every reader listens to every thread; what is said there is heard by those who
/// may read it, and by nobody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn streams_tell_nothing_that_their_reader_may_not_read() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let secrets = plant(&world, &cast).await;
    for (thread, audience) in secrets.open_threads().zip(Audience::ALL) {
        let path = format!("/live?thread={thread}");
        for role in ROLES {
            let actor = &cast.actors[role];
            // Someone suspended reads, and hears nothing.
            let due = may_read(role, audience) && role != "suspended";
            if !due {
                assert_eq!(actor.get(&path).await.status, StatusCode::NOT_FOUND, "{role} of {audience:?}");
                continue;
            }
            let mut listener = actor.listens(&path, &[]).await;
            let token = format!("canariflux{role}{}", audience.name());
            reply(&cast.author, thread, &token).await;
            let heard = loop {
                let heard = listener.hears().await.expect("an open stream");
                if heard.event != "count" {
                    break heard;
                }
            };
            assert!(heard.data.contains(&token), "{role} of {audience:?}: {heard:?}");
        }
    }
}

/// The bytes of a picture go where the words around it go.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_is_seen_by_those_who_read_its_post_and_by_nobody_else() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let secrets = plant(&world, &cast).await;
    for (token, audience) in secrets.pictures.iter().zip(Audience::ALL) {
        for role in ROLES {
            let due = if may_read(role, audience) { StatusCode::OK } else { StatusCode::NOT_FOUND };
            for path in [format!("/pictures/{token}"), format!("/pictures/{token}.small")] {
                assert_eq!(cast.actors[role].get(&path).await.status, due, "{role} of {audience:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn content_that_is_due_is_shown_and_not_a_sign_in_page() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let secrets = plant(&world, &cast).await;
    for (room, audience) in secrets.rooms.iter().zip(Audience::ALL) {
        for role in ROLES {
            let page = cast.actors[role].get(&format!("/communities/{room}")).await;
            let due = if may_read(role, audience) || role == "admin" { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(page.status, due, "{role} at {room}");
        }
    }
}
