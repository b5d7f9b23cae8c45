//! `restore` beside servers that run: they rest while it lasts and begin anew with what
//! was restored, in the same process and at the same address.

use std::process::Command;

use passerelle::{
    backups::{self, restoring},
    database::Db,
    fixtures::PASSWORD,
    presence::Turn,
};

use super::{
    houses::{change, everything, leave_no_table_empty},
    restore_place::{AUTHOR, Place, RESTS, files, text, until, until_it_serves},
};
use crate::models::killed::Server;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_goes_on_with_what_was_restored_beside_it() {
    let place = Place::new("beside").await;
    let thread = place.thread_path();
    let mut server = place.server();
    let before = server.sign_in(AUTHOR);
    place.reply(&server, &before, "Mirabelle");
    until(&server, "/search?q=mirabelle", &thread);
    let plum = place.count("SELECT max(id) FROM posts").await;
    let backup = place.folder.join("midi");
    let taken = place.task(&["backup", &format!("to:{}", backup.display())]).output().unwrap();
    assert!(taken.status.success(), "{}", text(&taken));

    let since = server.sign_in(AUTHOR);
    let removed = server.send("POST", &format!("/posts/{plum}/removal"), &since, "").unwrap();
    assert!(removed.starts_with("HTTP/1.1 303"), "{removed}");
    place.reply(&server, &since, "Pamplemousse");
    until(&server, "/search?q=pamplemousse", &thread);
    assert!(server.send("GET", &thread, "", "").unwrap().contains("Pamplemousse"));
    let left = server.send("POST", "/session/end", &before, "").unwrap();
    assert!(!left.contains("HTTP/1.1 5"), "{left}");
    let restored = place.restores(&backup).output().unwrap();
    assert!(restored.status.success(), "{}", text(&restored));

    until_it_serves(&[&server]);
    assert!(server.child.try_wait().unwrap().is_none(), "the same process");
    let page = server.send("GET", &thread, "", "").unwrap();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Un message"), "{page}");
    assert!(!page.contains("Pamplemousse"), "no page of before: {page}");
    let theirs = |cookie: &str| server.send("GET", "/me/drafts", cookie, "").unwrap();
    assert!(theirs(&since).starts_with("HTTP/1.1 303"), "a session begun since the backup is over");
    assert!(theirs(&before).starts_with("HTTP/1.1 200"), "one of the backup is open");
    // Of the index of before it was removed.
    until(&server, "/search?q=mirabelle", &thread);
    let found = server.send("GET", "/search?q=pamplemousse", "", "").unwrap();
    assert!(found.starts_with("HTTP/1.1 200") && !found.contains(&thread), "{found}");

    place.reply(&server, &before, "Ensuite");
    assert!(server.send("GET", &thread, "", "").unwrap().contains("Ensuite"));
    until(&server, "/search?q=ensuite", &thread);
    server.kill();
    place.gone().await;
}

/// Looked at after the restore and before the server, held still, does anything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_table_and_every_upload_is_that_of_the_backup() {
    let place = Place::new("whole").await;
    let db = Db::open(&place.uri, 1).await.unwrap();
    leave_no_table_empty(&db).await;
    let before = everything(&db).await;
    let backup = place.folder.join("pleine");
    backups::take(&db, &place.folder, &backup).await.unwrap();
    assert!(before.values().all(|rows| !rows.is_empty()), "{before:?}");
    change(&db, "UPDATE posts SET body = 'Depuis'").await;
    change(&db, "DELETE FROM letters").await;
    db.close().await;

    let server = place.server();
    std::fs::remove_file(place.folder.join("uploads/2026/photo.jpg")).unwrap();
    std::fs::write(place.folder.join("uploads/2026/later.jpg"), "later").unwrap();
    let mut turn = Turn::take(&place.uri).await.unwrap();
    turn.empty().await.unwrap();
    until(&server, "/_readiness", RESTS);
    // Held still where it waits, not on its way there.
    while place.postgres.is_some() && place.waiting().await == 0 {}
    signal(&server, "-STOP");
    let db = Db::open(&place.uri, 1).await.unwrap();
    restoring::in_turn(&mut turn, db, &place.uri, &place.folder, &backup).await.unwrap();
    let db = Db::open(&place.uri, 1).await.unwrap();
    let after = everything(&db).await;
    db.close().await;
    turn.end().await;
    for (table, rows) in &before {
        assert_eq!(rows, &after[table], "{table}");
    }
    assert_eq!(before.len(), after.len());
    assert_eq!(files(&place.folder.join("uploads")), files(&backup.join("uploads")));
    signal(&server, "-CONT");
    until_it_serves(&[&server]);
    server.kill();
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_left_since_the_backup_is_gone_again_before_anyone_is_served() {
    let place = Place::new("left").await;
    let one = place.server();
    let other = place.other_server();
    let servers: Vec<&Server> = [&one].into_iter().chain(&other).collect();
    let cookie = one.sign_in(AUTHOR);
    let asked = one.send("POST", "/me/data/erasure", &cookie, &format!("posts=remove&password={PASSWORD}")).unwrap();
    assert!(asked.starts_with("HTTP/1.1 303"), "{asked}");
    while place.count("SELECT count(*) FROM erasures WHERE finished_at IS NOT NULL").await == 0 {}
    let said = place.restore();
    assert!(said.contains("Erased since that backup"), "{said}");
    for server in &servers {
        until_it_serves(&[server]);
        let person = server.send("GET", "/people/the-author", "", "").unwrap();
        assert!(person.starts_with("HTTP/1.1 404"), "{person}");
        let thread = server.send("GET", &place.thread_path(), "", "").unwrap();
        assert!(!thread.contains("Un message") && !thread.contains("the-author"), "{thread}");
        assert!(server.send("GET", "/people/the-manager", "", "").is_some());
    }
    assert_eq!(place.count("SELECT count(*) FROM users WHERE handle = 'the-author'").await, 0);
    assert_eq!(place.count("SELECT count(*) FROM users WHERE handle = 'the-manager'").await, 1, "and nobody else");
    assert_eq!(place.count("SELECT count(*) FROM erasures").await, 1, "by one of them");
    one.kill();
    other.into_iter().for_each(Server::kill);
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_of_one_house_both_rest_and_both_go_on() {
    let place = Place::new("both").await;
    let one = place.server();
    if let Some(other) = place.other_server() {
        let cookie = one.sign_in(AUTHOR);
        place.reply(&one, &cookie, "Depuis");
        let mut turn = Turn::take(&place.uri).await.unwrap();
        turn.empty().await.unwrap();
        for server in [&one, &other] {
            until(server, "/_readiness", RESTS);
        }
        turn.end().await;
        until_it_serves(&[&one, &other]);
        place.restore();
        for server in [&one, &other] {
            until_it_serves(&[server]);
            let page = server.send("GET", &place.thread_path(), "", "").unwrap();
            assert!(page.starts_with("HTTP/1.1 200") && !page.contains("Depuis"), "{page}");
        }
        assert!(place.is_of_the_backup().await);
        let cookie = other.sign_in(AUTHOR);
        place.reply(&other, &cookie, "Ensuite");
        until(&one, &place.thread_path(), "Ensuite");
        other.kill();
    }
    one.kill();
    place.gone().await;
}

fn signal(server: &Server, name: &str) {
    let sent = Command::new("kill").args([name, &server.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}
