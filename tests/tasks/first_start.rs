//! A first start in development greets with the demo world; a house that has people is
//! left alone, and production is never filled, whatever its settings say.

use std::path::Path;

use passerelle::{access::Kind, database::Db, fixtures};
use sea_orm::{ConnectionTrait, Database};

use super::houses::{everything, number};
use crate::{
    models::killed::{Server, database},
    support::World,
};

async fn people(world: &World) -> i64 {
    number(&world.house.db, "SELECT count(*) FROM users").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_house_gets_the_demo_world_once() {
    let world = World::new().await;
    assert_eq!(people(&world).await, 0, "a house that did not ask has nobody");
    assert!(fixtures::load_if_empty(&world.house.db).await.unwrap());
    let everyone = fixtures::people().unwrap().len();
    assert_eq!(people(&world).await, i64::try_from(everyone).unwrap());
    for account in fixtures::accounts() {
        assert!(world.account(&account).await.is_some_and(|person| person.is_confirmed()), "{account}");
    }
    world.signs_in("seeker@demo.example", fixtures::PASSWORD).await;
    world.caught_up().await;
    // What its clock finds due is done, whenever it comes by.
    passerelle::app::do_due(&world.house, passerelle::clock::now()).await;
    world.caught_up().await;
    let before = everything(&world.house.db).await;
    assert!(!fixtures::load_if_empty(&world.house.db).await.unwrap(), "a second start loads nothing");
    assert_eq!(everything(&world.house.db).await, before, "and changes nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_with_one_person_is_left_alone() {
    let world = World::new().await;
    world.person("claire", Kind::Seeker).await;
    world.caught_up().await;
    let before = everything(&world.house.db).await;
    assert!(!fixtures::load_if_empty(&world.house.db).await.unwrap());
    assert_eq!(everything(&world.house.db).await, before);
}

/// Of two processes that start at once, one plants it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_first_starts_at_once_make_one_world() {
    let world = World::new().await;
    let other = Db::open(&world.house.db_uri, 2).await.unwrap();
    let (one, another) =
        tokio::join!(fixtures::load_if_empty(&world.house.db), fixtures::load_if_empty(&world.house.db));
    assert!(one.unwrap() ^ another.unwrap());
    assert!(!fixtures::load_if_empty(&other).await.unwrap());
    other.close().await;
    assert_eq!(people(&world).await, i64::try_from(fixtures::people().unwrap().len()).unwrap());
}

/// How many people a server finds or makes at its start.
async fn after_a_start(folder: &Path, uri: &str, environment: &[(&str, &str)]) -> i64 {
    let server = Server::start_with(folder, uri, environment);
    assert!(server.send("GET", "/_ping", "", "").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")));
    let letters = server.send("GET", "/dev/letters", "", "").unwrap();
    let shown = letters.starts_with("HTTP/1.1 200");
    server.kill();
    let db = Db::open(uri, 1).await.unwrap();
    let people = number(&db, "SELECT count(*) FROM users").await;
    db.close().await;
    assert_eq!(shown, people > 0, "letters are shown where the demo world is");
    people
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn production_is_filled_with_nobody() {
    let folder = std::env::temp_dir().join(format!("passerelle-first-start-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (uri, postgres) = database(&folder).await;
    // Asked for as loudly as one can; only what is not production listens.
    let production = [
        ("LOCO_ENV", "production"),
        ("SECRET", "a secret that nobody guesses in an afternoon"),
        ("PUBLIC_URL", "https://house.test"),
        ("DEMO", "true"),
    ];
    assert_eq!(after_a_start(&folder, &uri, &production).await, 0);
    let development = [("LOCO_ENV", "development"), ("DEMO", "true")];
    let everyone = i64::try_from(fixtures::people().unwrap().len()).unwrap();
    for _ in 0..2 {
        assert_eq!(after_a_start(&folder, &uri, &development).await, everyone);
    }
    let _ = std::fs::remove_dir_all(&folder);
    if let Some((server, name)) = postgres {
        let admin = Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
    }
}
