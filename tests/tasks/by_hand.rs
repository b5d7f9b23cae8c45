//! The real binary, in the operator's hands: backed up while it serves, closed
//! with a request in hand, restored while it is down (beside it: see `restore_beside`),
//! started again.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};

use migration::{Migrator, MigratorTrait};
use passerelle::database::Db;
use sea_orm::{ConnectionTrait, Database};

use super::houses::number;
use crate::models::killed::{Server, database, plant};

/// A folder and a database with a thread in it, gone with this.
struct Place {
    folder: PathBuf,
    uri: String,
    postgres: Option<(String, String)>,
    /// The number of a thread.
    thread: i64,
}

impl Place {
    async fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("passerelle-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (uri, postgres) = database(&folder).await;
        let db = Db::open(&uri, 1).await.unwrap();
        Migrator::up(db.readers(), None).await.unwrap();
        plant(&db).await;
        let thread = number(&db, "SELECT max(id) FROM threads").await;
        db.close().await;
        Self { folder, uri, postgres, thread }
    }

    fn task(&self, words: &[&str]) -> Output {
        self.runs(&[&["task"], words].concat())
    }

    /// What an operator types after the name of the binary.
    fn runs(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_passerelle"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("LOCO_ENV", "test")
            .env("DATABASE_URL", &self.uri)
            .env("DATA_DIR", &self.folder)
            .args(words)
            .output()
            .unwrap()
    }

    async fn replies(&self) -> i64 {
        let db = Db::open(&self.uri, 1).await.unwrap();
        let replies = number(&db, "SELECT count(*) FROM posts WHERE body LIKE 'En main%'").await;
        db.close().await;
        replies
    }

    async fn gone(self) {
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some((server, name)) = self.postgres {
            let admin = Database::connect(&server).await.unwrap();
            admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
        }
    }
}

/// What the README tells an operator to type, typed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_readme_says_to_type_does_what_it_says() {
    let place = Place::new("typed").await;
    let says = |words: &[&str]| {
        let output = place.runs(words);
        assert!(output.status.success(), "{words:?}: {}", text(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let counts = async |sql: &str| {
        let db = Db::open(&place.uri, 1).await.unwrap();
        let count = number(&db, sql).await;
        db.close().await;
        count
    };
    let admins = "SELECT count(*) FROM users WHERE is_admin";
    assert_eq!(counts(admins).await, 0);
    let unknown = place.task(&["make_admin", "email:nobody@people.test"]);
    assert!(!unknown.status.success() && text(&unknown).contains("sign up first"), "{}", text(&unknown));
    assert!(says(&["task", "make_admin", "email:The-Author@people.test"]).contains("is now an admin"));
    assert_eq!(counts(admins).await, 1);
    assert_eq!(counts("SELECT count(*) FROM users WHERE is_admin AND email = 'the-author@people.test'").await, 1);

    let db = Db::open(&place.uri, 1).await.unwrap();
    let txn = db.write().await.unwrap();
    txn.execute_unprepared("UPDATE posts SET renderer = 0, body_html = 'ancien'").await.unwrap();
    let rules = "UPDATE communities SET rules = 'Des mots **en gras**.', rules_renderer = 0, rules_html = 'ancien'";
    txn.execute_unprepared(rules).await.unwrap();
    txn.commit().await.unwrap();
    db.close().await;
    let posts = counts("SELECT count(*) FROM posts").await;
    let rooms = counts("SELECT count(*) FROM communities").await;
    let said = says(&["task", "render"]);
    assert!(posts > 0 && said.contains(&format!("{posts} posts rendered anew.")), "{said}");
    assert!(rooms > 0 && said.contains(&format!("{rooms} rooms' rules rendered anew.")), "{said}");
    assert_eq!(counts("SELECT count(*) FROM posts WHERE renderer = 0 OR body_html = 'ancien'").await, 0);
    let bold =
        "SELECT count(*) FROM communities WHERE rules_renderer > 0 AND rules_html LIKE '%<strong>en gras</strong>%'";
    assert_eq!(counts(bold).await, rooms);
    let said = says(&["task", "render"]);
    assert!(said.contains("0 posts rendered anew.") && said.contains("0 rooms' rules rendered anew."), "{said}");

    let routes = says(&["routes"]);
    for route in ["/session", "/threads/{id}/posts", "/admin/people"] {
        assert!(routes.contains(route) || routes.contains(route.trim_start_matches('/')), "{route}: {routes}");
    }
    says(&["db", "migrate"]);
    says(&["db", "status"]);
    assert_eq!(counts("SELECT count(*) FROM posts").await, posts);
    place.gone().await;
}

/// A reply whose words are not all sent yet: the server has said that it waits for them.
struct InHand {
    stream: BufReader<TcpStream>,
    words: String,
}

impl InHand {
    fn begin(server: &Server, cookie: &str, thread: i64, words: &str) -> Self {
        let words = format!("body={words}");
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        write!(
            stream,
            "POST /threads/{thread}/posts HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n\
             Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
             Expect: 100-continue\r\n\r\n",
            words.len()
        )
        .unwrap();
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        assert!(line.starts_with("HTTP/1.1 100"), "{line}");
        stream.read_line(&mut line).unwrap();
        Self { stream, words }
    }

    fn finish(mut self) -> String {
        self.stream.get_mut().write_all(self.words.as_bytes()).unwrap();
        let mut answer = String::new();
        self.stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

fn signal(server: &Server, name: &str) {
    let sent = Command::new("kill").args([name, &server.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// No new connection is taken: the server has heard.
fn until_it_closes(server: &Server) {
    while TcpStream::connect(("127.0.0.1", server.port)).is_ok() {
        std::thread::yield_now();
    }
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned()
}

fn exists(path: &Path) -> bool {
    path.join("manifest.json").exists()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_told_to_stop_answers_what_it_has_in_hand_and_the_next_goes_on() {
    let place = Place::new("closed").await;
    for name in ["-TERM", "-INT"] {
        let mut server = Server::start(&place.folder, &place.uri);
        let cookie = server.sign_in("the-author@people.test");
        let in_hand = InHand::begin(&server, &cookie, place.thread, &format!("En+main+{name}"));
        signal(&server, name);
        until_it_closes(&server);
        let answer = in_hand.finish();
        assert!(answer.starts_with("HTTP/1.1 303"), "{name}: {answer}");
        assert!(server.child.wait().unwrap().success(), "{name}");
    }
    assert_eq!(place.replies().await, 2);
    let mut server = Server::start(&place.folder, &place.uri);
    assert!(server.send("GET", "/_readiness", "", "").unwrap().contains("\"ok\":true"));
    signal(&server, "-TERM");
    assert!(server.child.wait().unwrap().success());
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_told_to_stop_does_not_wait_for_who_never_finishes() {
    let place = Place::new("hung").await;
    let mut server = Server::start(&place.folder, &place.uri);
    let cookie = server.sign_in("the-author@people.test");
    let never = InHand::begin(&server, &cookie, place.thread, "jamais");
    let asked = Instant::now();
    signal(&server, "-TERM");
    assert!(server.child.wait().unwrap().success());
    assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
    drop(never);
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_backs_up_while_it_serves_and_restores_once_it_is_stopped() {
    let place = Place::new("operated").await;
    let mut server = Server::start(&place.folder, &place.uri);
    let backup = place.folder.join("backups/nuit");
    let (to, from) = (format!("to:{}", backup.display()), format!("from:{}", backup.display()));
    let taken = place.task(&["backup", &to]);
    assert!(taken.status.success() && exists(&backup), "{}", text(&taken));

    let cookie = server.sign_in("the-author@people.test");
    let replied = server.send("POST", &format!("/threads/{}/posts", place.thread), &cookie, "body=En+main+depuis");
    assert!(replied.unwrap().starts_with("HTTP/1.1 303"), "a reply since the backup");
    signal(&server, "-TERM");
    assert!(server.child.wait().unwrap().success());
    assert_eq!(place.replies().await, 1);
    let looked = place.task(&["restore", &from, "dry_run:true"]);
    assert!(text(&looked).contains("This replaces a house of 2 people and 2 posts."), "{}", text(&looked));
    assert_eq!(place.replies().await, 1, "a dry run does nothing");
    let restored = place.task(&["restore", &from]);
    assert!(restored.status.success(), "{}", text(&restored));
    assert_eq!(place.replies().await, 0);

    let mut server = Server::start(&place.folder, &place.uri);
    assert!(server.sign_in("the-author@people.test").starts_with("session="));
    signal(&server, "-TERM");
    assert!(server.child.wait().unwrap().success());
    place.gone().await;
}
