//! A house with a backup of it and what changed since, and whoever restores it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use migration::{Migrator, MigratorTrait};
use passerelle::{backups, database::Db};
use sea_orm::{ConnectionTrait, Database};

use super::houses::{change, number};
use crate::models::killed::{Server, database, plant};

pub struct Place {
    pub folder: PathBuf,
    pub uri: String,
    pub postgres: Option<(String, String)>,
    /// Of the house as it was planted.
    pub backup: PathBuf,
    pub thread: i64,
}

pub const AUTHOR: &str = "the-author@people.test";
pub const RESTS: &str = "a backup is being restored";
pub const SERVES: &str = "\"ok\":true";

impl Place {
    pub async fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("passerelle-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("uploads/2026")).unwrap();
        let (uri, postgres) = database(&folder).await;
        let db = Db::open(&uri, 1).await.unwrap();
        Migrator::up(db.readers(), None).await.unwrap();
        let post = plant(&db).await;
        change(&db, &format!("UPDATE threads SET opening_post_id = {post}, last_post_id = {post}")).await;
        let thread = number(&db, "SELECT max(id) FROM threads").await;
        std::fs::write(folder.join("uploads/2026/photo.jpg"), vec![7; 3 << 20]).unwrap();
        let backup = folder.join("nuit");
        backups::take(&db, &folder, &backup).await.unwrap();
        db.close().await;
        std::fs::write(folder.join("uploads/2026/since.jpg"), "since").unwrap();
        Self { folder, uri, postgres, backup, thread }
    }

    pub fn server(&self) -> Server {
        Server::start(&self.folder, &self.uri)
    }

    /// Another server of the house, where a house may have several.
    pub fn other_server(&self) -> Option<Server> {
        self.postgres.as_ref().map(|_| Server::sharing(&self.folder.join("other"), &self.folder, &self.uri))
    }

    pub fn task(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_passerelle"));
        command.arg("task").args(words);
        self.surround(&mut command);
        command
    }

    pub fn restores(&self, from: &Path) -> Command {
        self.task(&["restore", &format!("from:{}", from.display())])
    }

    pub fn surround(&self, command: &mut Command) {
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("LOCO_ENV", "test")
            .env("DATABASE_URL", &self.uri)
            .env("DATA_DIR", &self.folder);
    }

    /// Restores the backup; returns what is said.
    pub fn restore(&self) -> String {
        let output = self.restores(&self.backup).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
        text(&output)
    }

    pub fn thread_path(&self) -> String {
        format!("/threads/{}-un-fil", self.thread)
    }

    pub fn reply(&self, server: &Server, cookie: &str, words: &str) {
        let path = format!("/threads/{}/posts", self.thread);
        let answer = server.send("POST", &path, cookie, &format!("body={words}")).unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }

    pub async fn count(&self, sql: &str) -> i64 {
        let db = Db::open(&self.uri, 1).await.unwrap();
        let count = number(&db, sql).await;
        db.close().await;
        count
    }

    /// Whether the house is that of the backup, without the reply “Depuis”; its rows
    /// and its files are those of one moment.
    pub async fn is_of_the_backup(&self) -> bool {
        let since = self.count("SELECT count(*) FROM posts WHERE body = 'Depuis'").await;
        assert_eq!(self.folder.join("uploads/2026/since.jpg").exists(), since == 1, "rows and files of one moment");
        assert!(self.folder.join("uploads/2026/photo.jpg").exists());
        since == 0
    }

    /// How many wait for a lock of the house, where the database tells.
    pub async fn waiting(&self) -> i64 {
        let sql = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted \
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        self.count(sql).await
    }

    /// What a restore that was broken off could have left.
    pub fn left_behind(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.folder).unwrap().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.filter(|name| name.contains(".restoring") || name.contains(".replaced")).collect()
    }

    pub async fn gone(self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some((server, name)) = self.postgres {
            let admin = Database::connect(&server).await.unwrap();
            admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
        }
    }
}

/// Asked until it says so: each question waits for its answer.
pub fn until(server: &Server, path: &str, words: &str) {
    let says = || server.send("GET", path, "", "").is_some_and(|answer| answer.contains(words));
    assert!((0..1_000_000).any(|_| says()), "{path} never says “{words}”");
}

pub fn until_it_serves(servers: &[&Server]) {
    servers.iter().for_each(|server| until(server, "/_readiness", SERVES));
}

/// Every file under a folder, with what is in it.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut ahead = vec![folder.to_owned()];
    while let Some(inside) = ahead.pop() {
        for entry in std::fs::read_dir(inside).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                ahead.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

pub fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}
