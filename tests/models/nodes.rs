//! Two servers on one PostgreSQL behave as one. Each has a folder of its own, with
//! its own search index, and both see the one they share.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use migration::{Migrator, MigratorTrait};
use passerelle::{
    database::Db,
    fixtures::PASSWORD,
    models::{
        _entities::{erasures, posts},
        search::index::Index,
    },
};
use sea_orm::{ConnectionTrait, Database, EntityTrait};

use super::{
    killed::{Server, database, plant},
    search::{in_database, in_index},
};

/// A house that two servers may serve; none where a file is the database, which
/// has one server.
struct House {
    folder: PathBuf,
    uri: String,
    db: Db,
    administration: String,
    name: String,
}

impl House {
    async fn new(name: &str) -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("passerelle-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (uri, postgres) = database(&folder).await;
        let Some((administration, name)) = postgres else {
            let _ = fs::remove_dir_all(&folder);
            return None;
        };
        let db = Db::open(&uri, 2).await.unwrap();
        Migrator::up(db.readers(), None).await.unwrap();
        plant(&db).await;
        Some(Self { folder, uri, db, administration, name })
    }

    fn own(&self, server: &str) -> PathBuf {
        self.folder.join(server)
    }

    fn server(&self, name: &str) -> Server {
        Server::sharing(&self.own(name), &self.folder.join("shared"), &self.uri)
    }

    async fn ends(self) {
        self.db.close().await;
        let _ = fs::remove_dir_all(&self.folder);
        let admin = Database::connect(&self.administration).await.unwrap();
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await.unwrap();
    }
}

/// Asked again until it says so, within the second that is promised.
fn says(server: &Server, path: &str, cookie: &str, words: &str) {
    let began = Instant::now();
    let mut answer = String::new();
    while began.elapsed() < Duration::from_secs(3) {
        answer = server.send("GET", path, cookie, "").unwrap_or_default();
        if answer.contains(words) {
            return;
        }
    }
    panic!("{path} does not say “{words}”: {answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_to_one_server_is_read_and_told_by_the_other() {
    let Some(house) = House::new("nodes").await else { return };
    let (one, other) = (house.server("one"), house.server("other"));
    let author = one.sign_in("the-author@people.test");
    let manager = other.sign_in("the-manager@people.test");

    let opened = one.send("POST", "/communities/salle/threads", &author, "title=Un+fil+neuf&body=Bonjour").unwrap();
    let path = opened.lines().find_map(|line| line.strip_prefix("location: ")).unwrap().trim().to_owned();
    let id = path.trim_start_matches("/threads/").split('-').next().unwrap().to_owned();
    // Visitors read it on the other, from its memory; then what is added to it.
    says(&other, &path, "", "Un fil neuf");
    says(&other, "/communities/salle", "", "Un fil neuf");
    let replied = other.send("POST", &format!("/threads/{id}/posts"), &manager, "body=Bienvenue+ici").unwrap();
    assert!(replied.starts_with("HTTP/1.1 303"), "{replied}");
    says(&one, &path, "", "Bienvenue ici");
    // Told by whichever of the two followed the log, once.
    says(&one, "/notifications", &author, "the-manager répond à votre fil.");
    says(&other, "/notifications", &author, "the-manager répond à votre fil.");
    // A session ended on one opens nothing on the other.
    one.send("POST", "/session/end", &author, "").unwrap();
    let began = Instant::now();
    while other.send("GET", "/me/account", &author, "").unwrap().starts_with("HTTP/1.1 200") {
        assert!(began.elapsed() < Duration::from_secs(2), "the session is over everywhere within a second");
    }
    assert_eq!(posts::Entity::find().all(&house.db).await.unwrap().len(), 3);
    one.dies();
    other.dies();
    house.ends().await;
}

/// Until whoever follows the log has nothing left to follow.
fn caught_up(server: &Server) {
    let done = (0..100_000)
        .any(|_| server.send("GET", "/_readiness", "", "").is_some_and(|answer| answer.contains("\"log_lag\":0")));
    assert!(done, "a server does not catch up");
}

fn words_of_index(folder: &Path) -> Vec<super::search::Fact> {
    in_index(&Index::current(&folder.join("search")).unwrap().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_server_finds_what_was_said_to_the_other_with_an_index_of_its_own() {
    let Some(house) = House::new("indices").await else { return };
    let (one, other) = (house.server("one"), house.server("other"));
    let author = one.sign_in("the-author@people.test");
    one.send("POST", "/communities/salle/threads", &author, "title=Une+question+de+chaloupe&body=Bonjour").unwrap();
    says(&one, "/search?q=chaloupe", "", "Une question de");
    says(&other, "/search?q=chaloupe", "", "Une question de");
    // One dies; what is said meanwhile is found by it once it is back.
    one.kill();
    let author = other.sign_in("the-author@people.test");
    other.send("POST", "/communities/salle/threads", &author, "title=Une+question+de+gabarre&body=Bonjour").unwrap();
    says(&other, "/search?q=gabarre", "", "Une question de");
    let one = house.server("one");
    says(&one, "/search?q=gabarre", "", "Une question de");
    for server in [&one, &other] {
        caught_up(server);
    }
    one.kill();
    other.kill();
    let there = in_database(&house.db).await;
    for server in ["one", "other"] {
        assert_eq!(words_of_index(&house.own(server)), there, "the index of {server}");
    }
    house.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_server_prepared_the_other_hands_over_and_both_know_who_was_erased() {
    let Some(house) = House::new("kept").await else { return };
    let (one, other) = (house.server("one"), house.server("other"));
    let author = one.sign_in("the-author@people.test");
    let asked = one.send("POST", "/me/data/exports", &author, &format!("password={PASSWORD}")).unwrap();
    assert!(asked.starts_with("HTTP/1.1 303"), "{asked}");
    let file = |server: &Server| {
        let page = server.send("GET", "/me/data", &author, "").unwrap_or_default();
        page.split("action=\"")
            .find(|rest| rest.starts_with("/me/data/exports/"))
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
    };
    let path = (0..10_000).find_map(|_| file(&other)).expect("the export is ready");
    // Whichever of them made it, both have it.
    for server in [&one, &other] {
        let given = server.send("POST", &path, &author, &format!("password={PASSWORD}")).unwrap();
        assert!(given.starts_with("HTTP/1.1 303"), "{given}");
        let head = server.begins("GET", &path, &author).unwrap();
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("application/zip"), "{head}");
    }
    one.send("POST", "/me/data/erasure", &author, &format!("posts=remove&password={PASSWORD}")).unwrap();
    let gone = async || {
        let rows = erasures::Entity::find().all(&house.db).await.unwrap();
        rows.iter().any(|row| row.finished_at.is_some())
    };
    while !gone().await {
        tokio::task::yield_now().await;
    }
    let journal = fs::read_to_string(house.folder.join("shared/erasures.jsonl")).unwrap();
    assert_eq!(journal.lines().count(), 1, "{journal}");
    for server in [&one, &other] {
        assert!(server.send("GET", "/people/the-author", "", "").unwrap().starts_with("HTTP/1.1 404"));
    }
    one.kill();
    other.kill();
    house.ends().await;
}
