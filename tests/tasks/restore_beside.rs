//! `restore` beside servers that run: they rest while it lasts, say so, and begin anew
//! with what was restored, in the same process and at the same address.

use std::{
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};

use migration::{Migrator, MigratorTrait};
use passerelle::{backups, database::Db, presence::Turn};
use sea_orm::{ConnectionTrait, Database};

use super::houses::{everything, number};
use crate::models::killed::{Server, database, plant};

/// A house with a backup of it, and what changed since.
struct Place {
    folder: PathBuf,
    uri: String,
    postgres: Option<(String, String)>,
    backup: PathBuf,
    thread: i64,
}

impl Place {
    async fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("passerelle-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("uploads/2026")).unwrap();
        let (uri, postgres) = database(&folder).await;
        let db = Db::open(&uri, 1).await.unwrap();
        Migrator::up(db.readers(), None).await.unwrap();
        plant(&db).await;
        let thread = number(&db, "SELECT max(id) FROM threads").await;
        std::fs::write(folder.join("uploads/2026/photo.jpg"), vec![7; 3 << 20]).unwrap();
        let backup = folder.join("nuit");
        backups::take(&db, &folder, &backup).await.unwrap();
        db.close().await;
        std::fs::write(folder.join("uploads/2026/since.jpg"), "since").unwrap();
        Self { folder, uri, postgres, backup, thread }
    }

    fn server(&self) -> Server {
        Server::start(&self.folder, &self.uri)
    }

    fn restores(&self, from: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_passerelle"));
        command.args(["task", "restore", &format!("from:{from}")]);
        self.surround(&mut command);
        command
    }

    fn surround(&self, command: &mut Command) {
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("LOCO_ENV", "test")
            .env("DATABASE_URL", &self.uri)
            .env("DATA_DIR", &self.folder);
    }

    fn restore(&self) -> Output {
        self.restores(&self.backup.to_string_lossy()).output().unwrap()
    }

    fn begin(&self) -> Child {
        let mut command = self.restores(&self.backup.to_string_lossy());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn reply(&self, server: &Server, cookie: &str, words: &str) {
        let path = format!("/threads/{}/posts", self.thread);
        let answer = server.send("POST", &path, cookie, &format!("body={words}")).unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }

    async fn count(&self, sql: &str) -> i64 {
        let db = Db::open(&self.uri, 1).await.unwrap();
        let count = number(&db, sql).await;
        db.close().await;
        count
    }

    /// The database and its uploads are those of one moment, the backup's or not.
    async fn is_of_the_backup(&self) -> bool {
        let since = self.count("SELECT count(*) FROM posts WHERE body = 'Depuis'").await;
        assert_eq!(self.folder.join("uploads/2026/since.jpg").exists(), since == 1, "rows and files of one moment");
        assert!(self.folder.join("uploads/2026/photo.jpg").exists());
        since == 0
    }

    async fn gone(self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some((server, name)) = self.postgres {
            let admin = Database::connect(&server).await.unwrap();
            admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
        }
    }
}

const AUTHOR: &str = "the-author@people.test";
const RESTS: &str = "a backup is being restored";

/// Asked until it answers so: each question waits for its answer.
fn until(server: &Server, words: &str) {
    let says = || server.send("GET", "/_readiness", "", "").is_some_and(|answer| answer.contains(words));
    assert!((0..1_000_000).any(|_| says()), "it never says “{words}”");
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_goes_on_with_what_was_restored_beside_it() {
    let place = Place::new("beside").await;
    let db = Db::open(&place.uri, 1).await.unwrap();
    let before = everything(&db).await;
    let full = place.folder.join("pleine");
    backups::take(&db, &place.folder, &full).await.unwrap();
    db.close().await;

    let mut server = place.server();
    let cookie = server.sign_in(AUTHOR);
    place.reply(&server, &cookie, "Depuis");
    let thread = format!("/threads/{}-un-fil", place.thread);
    assert!(server.send("GET", &thread, "", "").unwrap().contains("Depuis"));
    let restored = place.restores(&full.to_string_lossy()).output().unwrap();
    assert!(restored.status.success(), "{}", text(&restored));
    until(&server, "\"ok\":true");
    let page = server.send("GET", &thread, "", "").unwrap();
    assert!(page.starts_with("HTTP/1.1 200") && !page.contains("Depuis"), "no page of before: {page}");
    let whose = server.send("GET", "/me/drafts", &cookie, "").unwrap();
    assert!(whose.starts_with("HTTP/1.1 303"), "a session begun since the backup is over: {whose}");
    assert!(server.child.try_wait().unwrap().is_none(), "the same process");

    let db = Db::open(&place.uri, 1).await.unwrap();
    let after = everything(&db).await;
    db.close().await;
    assert!(before["posts"].len() == 1 && before["users"].len() == 2, "{before:?}");
    // How far its readers are is what a server writes by itself.
    for (table, rows) in before.iter().filter(|(table, _)| *table != "cursors") {
        assert_eq!(rows, &after[table], "{table}");
    }
    let cookie = server.sign_in(AUTHOR);
    place.reply(&server, &cookie, "Ensuite");
    assert_eq!(place.count("SELECT count(*) FROM posts WHERE body = 'Ensuite'").await, 1);
    server.kill();
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_rests_for_a_backup_that_cannot_be_restored() {
    let place = Place::new("no-room").await;
    let server = place.server();
    let cookie = server.sign_in(AUTHOR);
    let missing = place.restores("/nowhere/at/all").output().unwrap();
    assert!(!missing.status.success() && text(&missing).contains("is no backup"), "{}", text(&missing));
    // No file beyond two megabytes: the uploads of the backup are larger.
    let mut full = Command::new("sh");
    let from = place.backup.display();
    let binary = env!("CARGO_BIN_EXE_passerelle");
    full.args(["-c", &format!("trap '' XFSZ; ulimit -f 2048; exec {binary} task restore from:{from}")]);
    place.surround(&mut full);
    let full = full.output().unwrap();
    assert!(!full.status.success() && text(&full).contains("the disk refused"), "{}", text(&full));
    place.reply(&server, &cookie, "Depuis");
    assert!(!place.is_of_the_backup().await, "the session and the house are those of before");
    let mut left = std::fs::read_dir(&place.folder).unwrap().flatten();
    assert!(left.all(|entry| !entry.file_name().to_string_lossy().contains(".restoring")));
    server.kill();
    place.gone().await;
}

/// Whoever has the turn is at work: a second restore is told, a server waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_restores_one_is_told_and_a_server_that_starts_waits() {
    let place = Place::new("turn").await;
    let server = place.server();
    let mut turn = Turn::take(&place.uri).await.unwrap();
    let second = place.restore();
    assert!(!second.status.success() && text(&second).contains("another restore is at work"), "{}", text(&second));
    turn.empty().await.unwrap();
    until(&server, RESTS);
    let page = server.send("GET", "/sign-in", "", "").unwrap();
    assert!(page.starts_with("HTTP/1.1 503") && page.to_lowercase().contains("retry-after"), "{page}");
    assert!(page.contains("Le site se repose un instant"), "{page}");
    let (own, shared, uri) = (place.folder.join("late"), place.folder.clone(), place.uri.clone());
    let late = std::thread::spawn(move || Server::sharing(&own, &shared, &uri));
    let waits = !late.is_finished();
    turn.end().await;
    let late = late.join().unwrap();
    assert!(waits, "it does not serve while a restore is at work");
    for server in [&server, &late] {
        until(server, "\"ok\":true");
    }
    late.kill();
    server.kill();
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_is_killed_leaves_the_one_house_or_the_other() {
    let place = Place::new("broken-off").await;
    let server = place.server();
    let cookie = server.sign_in(AUTHOR);
    place.reply(&server, &cookie, "Depuis");
    for questions in [0, 3, 12] {
        let mut restore = place.begin();
        // It may be quicker than a question.
        let rests = || server.send("GET", "/_readiness", "", "").is_some_and(|answer| answer.contains(RESTS));
        while restore.try_wait().unwrap().is_none() && !rests() {}
        for _ in 0..questions {
            server.send("GET", "/_readiness", "", "");
        }
        let _ = restore.kill();
        restore.wait().unwrap();
        until(&server, "\"ok\":true");
        if place.is_of_the_backup().await {
            break;
        }
    }
    let again = place.restore();
    assert!(again.status.success(), "{}", text(&again));
    until(&server, "\"ok\":true");
    assert!(place.is_of_the_backup().await);
    server.kill();
    place.gone().await;
}

/// Killed after the rows were there and before the files were.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_next_server_finishes_what_was_broken_off() {
    let place = Place::new("left-behind").await;
    let restored = place.restore();
    assert!(restored.status.success(), "{}", text(&restored));
    let turn = Turn::take(&place.uri).await.unwrap();
    let mark = turn.mark().await.unwrap();
    turn.end().await;
    let uploads = |name: &str| place.folder.join(format!("uploads{name}"));
    std::fs::rename(uploads(""), uploads(&format!(".restoring-{mark}"))).unwrap();
    std::fs::create_dir_all(uploads("/2026")).unwrap();
    std::fs::write(uploads("/2026/since.jpg"), "since").unwrap();
    std::fs::create_dir_all(uploads(".restoring-0/2026")).unwrap();
    let server = place.server();
    assert!(place.is_of_the_backup().await);
    assert!(!uploads(".restoring-0").exists() && !uploads(&format!(".restoring-{mark}")).exists());
    server.kill();
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_of_one_house_both_rest_and_both_go_on() {
    let place = Place::new("both").await;
    if place.postgres.is_some() {
        let one = place.server();
        let other = Server::sharing(&place.folder.join("other"), &place.folder, &place.uri);
        let cookie = one.sign_in(AUTHOR);
        place.reply(&one, &cookie, "Depuis");
        let restored = place.restore();
        assert!(restored.status.success(), "{}", text(&restored));
        for server in [&one, &other] {
            until(server, "\"ok\":true");
            let page = server.send("GET", &format!("/threads/{}-un-fil", place.thread), "", "").unwrap();
            assert!(page.starts_with("HTTP/1.1 200") && !page.contains("Depuis"), "{page}");
        }
        assert!(place.is_of_the_backup().await);
        one.kill();
        other.kill();
    }
    place.gone().await;
}
