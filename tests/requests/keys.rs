//! Keys: an organisation's software comes in with one, which opens what whoever made it may
//! do there, and no more.

use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use chrono::{Duration, Utc};
use passerelle::{
    access::Kind,
    models::{
        api_keys::{self, MOST},
        users,
    },
    refusals::Refusal,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::support::{
    Actor, PASSWORD, World,
    software::{Software, assert_problem, items, read, statuses},
};

async fn bakery() -> (World, Actor, String) {
    let world = World::new().await;
    let owner = world.resident("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    (world, owner, path)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_is_shown_once_and_kept_as_a_digest() {
    let (world, owner, path) = bakery().await;
    let keys = format!("{path}/keys");
    let made = owner.post(&keys, &[("name", "Logiciel"), ("writes", "on")]).await;
    made.assert_status(200);
    let key = made.held("#made");
    assert!(key.starts_with("psk_") && key.len() == 68, "{key}");
    assert_eq!(made.header("cache-control"), "private, no-store");
    assert_eq!(made.header("set-cookie"), "");
    let page = owner.get(&keys).await;
    page.assert_status(200).assert_unseen(&key).assert_sees(&key[..10]).assert_sees("Pas encore servie");
    let kept = api_keys::Entity::find().one(&world.house.db).await.unwrap().unwrap();
    assert_eq!((kept.token_digest.as_str(), kept.scopes.as_str()), (world.digest(&key).as_str(), "offers:write"));
    assert!(!world.contents().await.contains(&key[10..]), "it is somewhere in the database");
    // Its last use is seen, to the hour.
    let software = world.software(&path, &key);
    software.pushes("api", items(&["Vendeur"])).await;
    owner.get(&keys).await.assert_sees("Dernier usage");
    let used = api_keys::Entity::find().one(&world.house.db).await.unwrap().unwrap().last_used_at;
    software.pushes("api", items(&["Vendeur"])).await;
    assert_eq!(api_keys::Entity::find().one(&world.house.db).await.unwrap().unwrap().last_used_at, used);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_recruits_for_it_makes_and_ends_keys() {
    let (world, owner, path) = bakery().await;
    let other = world.person("rene", Kind::Recruiter).await;
    let its = world.organisation("Le Quai", &other).await;
    owner.makes_key(&path, &["reads"]).await;
    let key = api_keys::Entity::find().one(&world.house.db).await.unwrap().unwrap().id;
    let (keys, removal) = (format!("{path}/keys"), format!("{path}/keys/{key}/removal"));
    let new = [("name", "Pirate"), ("reads", "on")];
    world.visitor().get(&keys).await.assert_status(303);
    other.get(&keys).await.assert_status(404);
    other.post(&keys, &new).await.assert_status(404);
    other.post(&removal, &[]).await.assert_status(404);
    other.post(&removal.replace(&path, &its), &[]).await.assert_status(404);
    owner.does(&format!("{path}/people"), &[("handle", "rene"), ("role", "reader")]).await;
    other.does(&format!("{path}/people/acceptance"), &[]).await;
    other.get(&keys).await.assert_status(403);
    other.post(&keys, &new).await.assert_status(403);
    other.post(&removal, &[]).await.assert_status(403);
    assert_eq!(api_keys::Entity::find().all(&world.house.db).await.unwrap().len(), 1);
    owner.does(&removal, &[]).await;
    owner.get(&keys).await.assert_sees("Aucune clé encore");
    // A key opens something, has a name, and is one of twenty at most.
    assert!(owner.post(&keys, &[("name", "Rien")]).await.assert_status(422).has("#scopes-error"));
    assert!(owner.post(&keys, &[("reads", "on")]).await.assert_status(422).has("#name-error"));
    for _ in 0..MOST {
        owner.makes_key(&path, &["reads"]).await;
    }
    assert!(owner.post(&keys, &new).await.assert_status(422).has("#name-error"));
}

/// What changes something, and what only reads.
fn doors(software: &Software) -> Vec<(Method, String)> {
    let run = software.offers.replace("/offers", "/runs/1");
    let one = format!("{}/vendeur", software.offers);
    let offers = software.offers.clone();
    [(Method::POST, offers.clone()), (Method::PUT, one.clone()), (Method::DELETE, one)]
        .into_iter()
        .chain([(Method::GET, offers), (Method::GET, run)])
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_opens_without_a_key() {
    let (world, owner, path) = bakery().await;
    let software = world.software(&path, &owner.makes_key(&path, &["reads", "writes"]).await);
    software.pushes("api", items(&["Vendeur"])).await;
    let before = world.contents().await;
    let ask = |who: &Actor, method: &Method, at: &str, said: Option<&str>| {
        let request = Request::builder().method(method.clone()).uri(at).header(header::HOST, "house.test");
        let request = request.header(header::COOKIE, who.cookie_header()).header("sec-fetch-site", "same-origin");
        let request = said.into_iter().fold(request, |request, said| request.header(header::AUTHORIZATION, said));
        let (who, request) = (who.clone(), request.body(Body::from(items(&["Pirate"]))).unwrap());
        async move { who.send(request).await }
    };
    let unknown = format!("Bearer psk_{}", "0".repeat(64));
    let session = format!("Bearer {}", owner.token());
    for (method, at) in doors(&software) {
        for said in [None, Some("Bearer"), Some("Bearer "), Some("Basic b2RpbGU6"), Some(&unknown), Some(&session)] {
            // Nor by a session: what a browser sends of itself opens nothing here.
            for who in [&owner, &world.visitor()] {
                let page = ask(who, &method, &at, said).await;
                assert_problem(&page, &Refusal::KeyNeeded);
                assert_eq!(page.header("www-authenticate"), "Bearer", "{method} {at}");
            }
        }
    }
    assert!(world.contents().await == before, "something was written all the same");
    let key = api_keys::Entity::find().one(&world.house.db).await.unwrap().unwrap().id;
    owner.does(&format!("{path}/keys/{key}/removal"), &[]).await;
    for (method, at) in doors(&software) {
        assert_problem(&software.asks(method, &at, "[]").await, &Refusal::KeyNeeded);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_needs_no_page_to_come_from_unless_a_cookie_comes_with_it() {
    let (world, owner, path) = bakery().await;
    let key = owner.makes_key(&path, &["writes"]).await;
    let sends = async |cookie: Option<String>| {
        let request = Request::post(format!("/api/v1{path}/offers")).header(header::HOST, "house.test");
        let request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
        let request = cookie.into_iter().fold(request, |request, cookie| request.header(header::COOKIE, cookie));
        world.visitor().send(request.body(Body::from(items(&["Vendeur"]))).unwrap()).await
    };
    sends(None).await.assert_status(200);
    assert_problem(&sends(Some(owner.cookie_header())).await, &Refusal::FromElsewhere);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_opens_what_it_says_of_its_own_organisation() {
    let (world, owner, path) = bakery().await;
    let its = world.organisation("Le Quai", &owner).await;
    let reads = world.software(&path, &owner.makes_key(&path, &["reads"]).await);
    let writes = world.software(&path, &owner.makes_key(&path, &["writes"]).await);
    let run = writes.pushes("api", items(&["Vendeur"])).await["run"].clone();
    let run = writes.offers.replace("/offers", &format!("/runs/{run}"));
    for (method, at) in doors(&reads).into_iter().filter(|(method, _)| !method.is_safe()) {
        assert_problem(&reads.asks(method, &at, "{}").await, &Refusal::ScopeNeeded { scope: "offers:write" });
    }
    let refused = writes.asks(Method::GET, &writes.offers, "").await;
    assert_problem(&refused, &Refusal::ScopeNeeded { scope: "offers:read" });
    let listed = reads.gets(&reads.offers).await;
    assert_eq!(listed["offers"][0]["title"], "Vendeur H/F");
    assert_eq!(listed["offers"][0]["sources"], json!([{ "source": "api", "reference": "vendeur" }]));
    // Whoever sends may know what became of it.
    assert_eq!(statuses(&writes.gets(&run).await), [("vendeur", "created")]);
    assert_eq!(statuses(&reads.gets(&run).await), [("vendeur", "created")]);
    // Another organisation is not there, though one person recruits for both.
    let other = world.software(&its, &owner.makes_key(&its, &["reads", "writes"]).await);
    for (method, at) in doors(&reads) {
        other.asks(method.clone(), &at, items(&["Pirate"])).await.assert_status(404);
        let at = at.replace(&path, "/organisations/nulle-part");
        other.asks(method, &at, items(&["Pirate"])).await.assert_status(404);
    }
    other.asks(Method::GET, &run.replace(&path, &its), "").await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_ends_with_what_its_maker_may_do() {
    let (world, owner, path) = bakery().await;
    for (number, end) in ["suspended", "reader", "left", "password", "reset", "erased"].into_iter().enumerate() {
        let handle = format!("gilles{number}");
        let maker = world.resident(&handle, Kind::Recruiter).await;
        owner.does(&format!("{path}/people"), &[("handle", &handle), ("role", "recruiter")]).await;
        maker.does(&format!("{path}/people/acceptance"), &[]).await;
        let software = world.software(&path, &maker.makes_key(&path, &["reads"]).await);
        software.gets(&software.offers).await;
        let db = &world.house.db;
        match end {
            "suspended" => {
                let maker = users::Model::by_id(db, maker.id()).await.unwrap();
                let until = Some(Utc::now() + Duration::days(3));
                let admin = world.admin("boss").await;
                maker.suspend(db, &*world.seen(&admin).await, "Trop.", until).await.unwrap();
            }
            "reader" => _ = owner.does(&format!("{path}/people"), &[("handle", &handle), ("role", "reader")]).await,
            "left" => {
                maker.does(&format!("{path}/people/removal"), &[("handle", &handle)]).await;
                // Whoever comes back makes another one.
                let theirs = api_keys::Entity::find().filter(api_keys::Column::MadeById.eq(maker.id()));
                assert!(theirs.one(db).await.unwrap().is_none());
            }
            "password" => {
                let new = [("current", PASSWORD), ("password", "vingt péniches rouges à quai")];
                maker.does("/me/password", &new).await;
            }
            "reset" => {
                let visitor = world.visitor();
                visitor.post("/resets", &[("email", maker.email())]).await.assert_status(200);
                let link = world.link_to(maker.email()).await;
                visitor.does(&link, &[("password", "quinze tramways jaunes")]).await;
            }
            _ => {
                let txn = db.write().await.unwrap();
                users::Entity::delete_by_id(maker.id()).exec(&txn).await.unwrap();
                txn.commit().await.unwrap();
            }
        }
        let refused = software.asks(Method::GET, &software.offers, "").await;
        assert_eq!(refused.status.as_u16(), 401, "{end}: {}", refused.body);
        assert_problem(&refused, &Refusal::KeyNeeded);
    }
    // Where it is still listed, its people read why it opens nothing.
    owner.get(&format!("{path}/keys")).await.assert_sees("ne peut plus publier ici");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_asks_so_often_and_not_more() {
    let world = World::with(|settings| settings["limits"]["calls"] = 3.into()).await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let one = world.software(&path, &owner.makes_key(&path, &["reads"]).await);
    let other = world.software(&path, &owner.makes_key(&path, &["reads"]).await);
    for _ in 0..3 {
        one.gets(&one.offers).await;
    }
    let page = one.asks(Method::GET, &one.offers, "").await;
    page.assert_status(429);
    assert!((1..=61).contains(&page.header("retry-after").parse::<u64>().unwrap()));
    assert_eq!(page.header("content-type"), "application/problem+json");
    other.gets(&other.offers).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_of_programs_is_described() {
    let world = World::new().await;
    let page = world.visitor().get("/api/v1/openapi.json").await;
    assert_eq!(page.header("content-type"), "application/json");
    let described = read(&page);
    assert_eq!(described["openapi"], "3.1.0");
    let mut routed = BTreeSet::new();
    for route in world.routes().into_iter().filter(|route| route.uri.starts_with("/api/v1/")) {
        let methods = route.actions.iter().map(|method| method.as_str().to_lowercase());
        routed.extend(methods.map(|method| (route.uri.clone(), method)));
    }
    let paths = described["paths"].as_object().unwrap().iter();
    let told: BTreeSet<(String, String)> = paths
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(move |method| (path.clone(), method.clone()))
        })
        .collect();
    assert!(routed.len() > 6, "{routed:?}");
    assert_eq!(routed, told);
    // Each name that it refers to is there.
    let text = described.to_string();
    for (at, _) in text.match_indices("\"#/") {
        let name = text[at + 2..].split('"').next().unwrap();
        assert!(described.pointer(name).is_some(), "{name}");
    }
}
