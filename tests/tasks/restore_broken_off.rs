//! `kill -9` of a restore: the servers, and those that start later, have the one house
//! or the other, whole, and another restore finishes what the first began.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

use passerelle::{database::Db, presence::Turn};
use sea_orm::ConnectionTrait;

use super::{
    houses::number,
    restore_place::{AUTHOR, Place, RESTS, until, until_it_serves},
};
use crate::models::killed::Server;

/// Begins a restore and returns once it has begun to replace; whoever has the database
/// open keeps it there.
fn begin_to_replace(place: &Place) -> Child {
    let mut restore = place.restores(&place.backup);
    restore.env("RUST_LOG", "passerelle=info").stdout(Stdio::null()).stderr(Stdio::piped());
    let mut restore = restore.spawn().unwrap();
    let mut said = BufReader::new(restore.stderr.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().contains("no server is at work")), "it replaces");
    restore
}

fn kill(mut restore: Child) {
    assert!(restore.try_wait().unwrap().is_none(), "it was at work");
    restore.kill().unwrap();
    restore.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_before_it_replaced_anything_it_leaves_the_house_there_was() {
    let place = Place::new("killed-early").await;
    let server = place.server();
    let cookie = server.sign_in(AUTHOR);
    place.reply(&server, &cookie, "Depuis");
    let console = Db::open(&place.uri, 1).await.unwrap();
    let restore = begin_to_replace(&place);
    until(&server, "/_readiness", RESTS);
    kill(restore);
    console.close().await;
    until_it_serves(&[&server]);
    assert!(!place.is_of_the_backup().await);
    place.reply(&server, &cookie, "Encore");
    assert_eq!(place.left_behind(), Vec::<String>::new());
    place.restore();
    until_it_serves(&[&server]);
    assert!(place.is_of_the_backup().await, "the second one restores");
    assert_eq!(place.left_behind(), Vec::<String>::new());
    server.kill();
    place.gone().await;
}

/// Nobody served when it was killed: whoever starts a server is told what is to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_started_after_a_killed_restore_says_what_is_to_do() {
    let place = Place::new("killed-alone").await;
    let console = Db::open(&place.uri, 1).await.unwrap();
    let restore = begin_to_replace(&place);
    kill(restore);
    console.close().await;
    assert!(!place.left_behind().is_empty());
    let log = place.folder.join("log");
    let server = Server::begin(&place.folder, &place.uri, &[("RUST_LOG", "passerelle=warn")], &[], &log);
    until_it_serves(&[&server]);
    let said = std::fs::read_to_string(&log).unwrap();
    assert!(said.contains("before it replaced anything") && said.contains("run the restore again"), "{said}");
    let page = server.send("GET", &place.thread_path(), "", "").unwrap();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Un message"), "{page}");
    assert!(place.folder.join("uploads/2026/since.jpg").exists(), "its uploads are those there were");
    assert_eq!(place.left_behind(), Vec::<String>::new());
    server.kill();
    place.gone().await;
}

/// Killed within its transaction, where PostgreSQL works for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_in_the_middle_of_the_rows_it_leaves_none_of_them() {
    let place = Place::new("killed-amid").await;
    if place.postgres.is_some() {
        let server = place.server();
        let cookie = server.sign_in(AUTHOR);
        place.reply(&server, &cookie, "Depuis");
        let console = Db::open(&place.uri, 1).await.unwrap();
        let held = console.write().await.unwrap();
        // Taken for one of those that wait, so that it is not said to be in use.
        held.execute_unprepared("SELECT pg_advisory_xact_lock(1885434739, 9)").await.unwrap();
        held.execute_unprepared("LOCK TABLE posts IN ACCESS SHARE MODE").await.unwrap();
        let restore = begin_to_replace(&place);
        let looks = Db::open(&place.uri.replace(place.name(), "postgres"), 1).await.unwrap();
        let waits = format!(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'relation' \
             AND database = (SELECT oid FROM pg_database WHERE datname = '{}')",
            place.name()
        );
        while number(&looks, &waits).await == 0 {}
        until(&server, "/_readiness", RESTS);
        kill(restore);
        // Nobody lets go of the rows: PostgreSQL itself finds that the other is gone.
        until_it_serves(&[&server]);
        drop(held);
        console.close().await;
        looks.close().await;
        assert!(!place.is_of_the_backup().await);
        place.restore();
        until_it_serves(&[&server]);
        assert!(place.is_of_the_backup().await);
        server.kill();
    }
    place.gone().await;
}

/// Killed once the rows were there and before the files were.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_server_finishes_what_was_broken_off() {
    let place = Place::new("left-behind").await;
    place.restore();
    let turn = Turn::take(&place.uri).await.unwrap();
    let mark = turn.mark().await.unwrap();
    turn.end().await;
    let uploads = |name: &str| place.folder.join(format!("uploads{name}"));
    std::fs::rename(uploads(""), uploads(&format!(".restoring-{mark}"))).unwrap();
    std::fs::create_dir_all(uploads("/2026")).unwrap();
    std::fs::write(uploads("/2026/since.jpg"), "since").unwrap();
    std::fs::create_dir_all(uploads(".restoring-0/2026")).unwrap();
    let log = place.folder.join("log");
    let server = Server::begin(&place.folder, &place.uri, &[("RUST_LOG", "passerelle=warn")], &[], &log);
    until_it_serves(&[&server]);
    assert!(place.is_of_the_backup().await);
    assert_eq!(place.left_behind(), Vec::<String>::new());
    let said = std::fs::read_to_string(&log).unwrap();
    assert!(said.contains("nothing is left to do"), "{said}");
    server.kill();
    place.gone().await;
}

/// Killed wherever it happens to be.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_is_killed_leaves_the_one_house_or_the_other() {
    let place = Place::new("broken-off").await;
    let server = place.server();
    let cookie = server.sign_in(AUTHOR);
    place.reply(&server, &cookie, "Depuis");
    for questions in [0, 3, 12] {
        let mut restore = place.restores(&place.backup);
        let mut restore = restore.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // It may be quicker than a question.
        let rests = || server.send("GET", "/_readiness", "", "").is_some_and(|answer| answer.contains(RESTS));
        while restore.try_wait().unwrap().is_none() && !rests() {}
        for _ in 0..questions {
            server.send("GET", "/_readiness", "", "");
        }
        let _ = restore.kill();
        restore.wait().unwrap();
        until_it_serves(&[&server]);
        if place.is_of_the_backup().await {
            break;
        }
    }
    place.restore();
    until_it_serves(&[&server]);
    assert!(place.is_of_the_backup().await);
    server.kill();
    place.gone().await;
}

impl Place {
    fn name(&self) -> &str {
        self.postgres.as_ref().map_or("", |(_, name)| name)
    }
}
