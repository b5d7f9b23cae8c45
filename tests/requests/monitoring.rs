//! What the operator's instruments see.

use passerelle::access::{Audience, Kind};
use sea_orm::ConnectionTrait;

use crate::support::{Page, World};

const TOKEN: &str = "jeton-des-mesures";

pub async fn measured() -> World {
    World::with(|settings| settings["metrics_token"] = TOKEN.into()).await
}

pub async fn metrics(world: &World) -> Page {
    let page = world.visitor().get_with("/metrics", &[("authorization", &format!("Bearer {TOKEN}"))]).await;
    page.assert_status(200);
    page
}

/// The value of one line.
pub fn figure(page: &Page, name: &str) -> f64 {
    let line = page.body.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name} in\n{}", page.body)).parse().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_are_for_who_holds_the_token() {
    let world = measured().await;
    world.visitor().get("/metrics").await.assert_status(404);
    world.visitor().get_with("/metrics", &[("authorization", "Bearer autre")]).await.assert_status(404);
    World::new().await.visitor().get_with("/metrics", &[("authorization", "Bearer ")]).await.assert_status(404);
    metrics(&world).await.assert_sees("passerelle_build_info{version=\"0.1.0\"} 1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_and_kept_pages_are_counted() {
    let world = measured().await;
    let visitor = world.visitor();
    visitor.get("/communities").await.assert_status(200);
    visitor.get("/communities").await.assert_status(200);
    visitor.get("/nowhere").await.assert_status(404);
    let page = metrics(&world).await;
    assert_eq!(figure(&page, "passerelle_requests_total{class=\"2xx\"}"), 2.0);
    assert_eq!(figure(&page, "passerelle_requests_total{class=\"4xx\"}"), 1.0);
    assert_eq!(figure(&page, "passerelle_requests_total{class=\"5xx\"}"), 0.0);
    assert_eq!(figure(&page, "passerelle_page_cache_total{outcome=\"hit\"}"), 1.0);
    assert_eq!(figure(&page, "passerelle_page_cache_total{outcome=\"miss\"}"), 1.0);
    assert_eq!(figure(&page, "passerelle_request_seconds_count"), 3.0);
    assert_eq!(figure(&page, "passerelle_request_seconds_bucket{le=\"+Inf\"}"), 3.0);
    assert!(figure(&page, "passerelle_request_seconds_sum") > 0.0);
    assert!(figure(&page, "passerelle_memory_bytes{kind=\"resident\"}") > 1e6);
    assert_eq!(figure(&page, "passerelle_streams_open"), 0.0);
    let open = world.house.metrics.stream_opens();
    assert_eq!(figure(&metrics(&world).await, "passerelle_streams_open"), 1.0);
    drop(open);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_that_wait_are_counted_with_their_age() {
    let world = measured().await;
    assert_eq!(figure(&metrics(&world).await, "passerelle_letters_waiting"), 0.0);
    world.signs_up("awa@people.test", "Awa", "seeker").await;
    world.signs_up("yann@people.test", "Yann", "seeker").await;
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared("UPDATE letters SET created_at = '2026-01-01T00:00:00+00:00' WHERE recipient LIKE 'awa%'")
        .await
        .unwrap();
    txn.execute_unprepared("UPDATE letters SET state = 'dead' WHERE recipient LIKE 'yann%'").await.unwrap();
    txn.commit().await.unwrap();
    let page = metrics(&world).await;
    assert_eq!(figure(&page, "passerelle_letters_waiting"), 1.0);
    assert_eq!(figure(&page, "passerelle_letters_dead"), 1.0);
    assert!(figure(&page, "passerelle_letters_oldest_seconds") > 86_400.0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_far_each_reader_of_the_log_is_behind_is_told_by_name() {
    let world = measured().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&author]).await;
    author.asks(&room, "Une question", "Un message.").await;
    world.caught_up().await;
    let page = metrics(&world).await;
    for reader in ["letters", "page_cache"] {
        assert_eq!(figure(&page, &format!("passerelle_log_lag{{reader=\"{reader}\"}}")), 0.0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_is_not_ready_says_why_and_is_ready_again_by_itself() {
    let world = measured().await;
    let visitor = world.visitor();
    visitor.get("/_readiness").await.assert_status(200).assert_sees("\"ok\":true");
    rename(&world, "letters", "letters_away").await;
    let page = visitor.get("/_readiness").await;
    page.assert_status(503).assert_sees("\"database\":false").assert_sees("the database does not answer");
    let page = metrics(&world).await;
    assert_eq!(figure(&page, "passerelle_database_up"), 0.0, "metrics are read when it is down");
    visitor.get("/_ping").await.assert_status(200);
    rename(&world, "letters_away", "letters").await;
    visitor.get("/_readiness").await.assert_status(200);
    world.house.closing().begin();
    visitor.get("/_readiness").await.assert_status(503).assert_sees("the server is closing");
}

async fn rename(world: &World, from: &str, to: &str) {
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.unwrap();
    txn.commit().await.unwrap();
}
