//! `kill -9` of the real server, in the middle of its work. What was acknowledged
//! is there; what follows from it happens once.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use migration::{Migrator, MigratorTrait};
use passerelle::{
    access::Kind,
    clock,
    database::Db,
    fixtures::PASSWORD,
    models::{
        _entities::{communities, memberships, posts, threads},
        activities, letters, users,
    },
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, Database, EntityTrait, QueryFilter};

const ROUNDS: usize = 3;

pub struct Server {
    pub child: Child,
    pub port: u16,
}

impl Server {
    /// Starts the binary and returns when it says that it listens.
    pub fn start(folder: &Path, uri: &str) -> Self {
        Self::start_with(folder, uri, &[])
    }

    /// One of several servers of a house: what is its own, and what they share.
    pub fn sharing(folder: &Path, shared: &Path, uri: &str) -> Self {
        Self::start_with(folder, uri, &[("SHARED_DIR", &shared.to_string_lossy())])
    }

    /// The same, in an environment that differs.
    pub fn start_with(folder: &Path, uri: &str, environment: &[(&str, &str)]) -> Self {
        let (mut command, port) = Self::command(folder, uri, environment);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        lines
            .find(|line| line.as_ref().is_ok_and(|line| line.starts_with("Passerelle: ")))
            .expect("the server starts")
            .unwrap();
        // It may go on talking.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    /// Begins the binary with these words, and does not wait until it serves; what it
    /// says goes to `log`.
    pub fn begin(folder: &Path, uri: &str, environment: &[(&str, &str)], words: &[&str], log: &Path) -> Self {
        let (mut command, port) = Self::command(folder, uri, environment);
        let log = std::fs::File::create(log).unwrap();
        let child = command.args(words).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        Self { child, port }
    }

    fn command(folder: &Path, uri: &str, environment: &[(&str, &str)]) -> (Command, u16) {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_passerelle"));
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("LOCO_ENV", "test")
            .env("DEMO", "false")
            .env("DATABASE_URL", uri)
            .env("DATA_DIR", folder)
            .env("PORT", port.to_string())
            .env("LIMIT_ACTS", "100000")
            .env("LIMIT_REPLIES", "100000")
            .env("LIMIT_PREVIEWS", "100000")
            .envs(environment.iter().copied());
        (command, port)
    }

    /// `kill -9`: no chance to finish anything.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The same, while others still speak to it.
    pub fn dies(&self) {
        let killed = Command::new("kill").args(["-9", &self.child.id().to_string()]).status();
        assert!(killed.unwrap().success());
    }

    pub fn send(&self, method: &str, path: &str, cookie: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }

    /// How an answer begins, whatever its bytes are.
    pub fn begins(&self, method: &str, path: &str, cookie: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n")
            .ok()?;
        let mut answer = vec![];
        stream.read_to_end(&mut answer).ok()?;
        answer.truncate(2_000);
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    pub fn sign_in(&self, email: &str) -> String {
        let body = format!("email={}&password={PASSWORD}", email.replace('@', "%40"));
        let answer = self.send("POST", "/session", "", &body).unwrap();
        let at = answer.find("session=").unwrap_or_else(|| panic!("signed in: {answer}"));
        answer[at..].split(';').next().unwrap().to_owned()
    }
}

/// A house on disk with a room, its manager, an author and a post to hide.
pub async fn plant(db: &Db) -> i64 {
    let hash = users::passwords::hash(PASSWORD).await.unwrap();
    let now = clock::now();
    let txn = db.write().await.unwrap();
    let mut ids = vec![];
    for handle in ["the-manager", "the-author"] {
        let user = users::ActiveModel {
            email: Set(format!("{handle}@people.test")),
            email_confirmed_at: Set(Some(now.into())),
            handle: Set(handle.to_owned()),
            handle_skeleton: Set(users::handles::skeleton(handle)),
            display_name: Set(handle.to_owned()),
            password_hash: Set(Some(hash.clone())),
            kind: Set(Kind::Other.name()),
            created_at: Set(now.into()),
            ..Default::default()
        };
        ids.push(user.insert(&txn).await.unwrap().id);
    }
    let room = communities::ActiveModel {
        slug: Set("salle".to_owned()),
        name: Set("Salle".to_owned()),
        description: Set("Une salle".to_owned()),
        rules: Set(String::new()),
        rules_html: Set(String::new()),
        kind: Set("theme".to_owned()),
        audience: Set("public".to_owned()),
        created_at: Set(now.into()),
        ..Default::default()
    }
    .insert(&txn)
    .await
    .unwrap();
    memberships::ActiveModel {
        community_id: Set(room.id),
        user_id: Set(ids[0]),
        role: Set("manager".to_owned()),
        created_at: Set(now.into()),
        ..Default::default()
    }
    .insert(&txn)
    .await
    .unwrap();
    let thread = threads::ActiveModel {
        community_id: Set(room.id),
        author_id: Set(Some(ids[1])),
        kind: Set("discussion".to_owned()),
        title: Set("Un fil".to_owned()),
        slug: Set("un-fil".to_owned()),
        last_post_at: Set(now.into()),
        created_at: Set(now.into()),
        ..Default::default()
    }
    .insert(&txn)
    .await
    .unwrap();
    let post = posts::ActiveModel {
        thread_id: Set(thread.id),
        author_id: Set(Some(ids[1])),
        body: Set("Un message".to_owned()),
        body_html: Set("<p>Un message</p>".to_owned()),
        renderer: Set(1),
        created_at: Set(now.into()),
        ..Default::default()
    }
    .insert(&txn)
    .await
    .unwrap();
    txn.commit().await.unwrap();
    post.id
}

/// A database the server and the test can both reach, and how to be rid of it.
pub async fn database(folder: &Path) -> (String, Option<(String, String)>) {
    match std::env::var("DATABASE_URL").ok().filter(|url| url.starts_with("postgres")) {
        None => (format!("sqlite://{}/passerelle.sqlite?mode=rwc", folder.display()), None),
        Some(server) => {
            let tail = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().replace('-', "_");
            let name = format!("{tail}_db");
            let admin = Database::connect(&server).await.unwrap();
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
            admin.close().await.unwrap();
            let (head, _) = server.rsplit_once('/').unwrap();
            (format!("{head}/{name}"), Some((server.clone(), name)))
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_and_each_letter_is_written_once() {
    let folder: PathBuf = std::env::temp_dir().join(format!("passerelle-killed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (uri, postgres) = database(&folder).await;
    let db = Db::open(&uri, 2).await.unwrap();
    Migrator::up(db.readers(), None).await.unwrap();
    let post = plant(&db).await;

    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let server = Server::start(&folder, &uri);
        let cookie = server.sign_in("the-manager@people.test");
        // Ends at a different point of the readers' work each time.
        for _ in 0..(10 + round * 7) {
            let hidden = server.send("POST", &format!("/posts/{post}/hiding"), &cookie, "reason=hors+sujet").unwrap();
            assert!(hidden.starts_with("HTTP/1.1 303"), "{hidden}");
            acknowledged += 1;
            server.send("POST", &format!("/posts/{post}/hiding/removal"), &cookie, "").unwrap();
        }
        server.kill();
    }

    let server = Server::start(&folder, &uri);
    // Each question is an answer's wait: the readers work meanwhile.
    let caught_up = (0..100_000)
        .any(|_| server.send("GET", "/_readiness", "", "").is_some_and(|answer| answer.contains("\"log_lag\":0")));
    assert!(caught_up, "the readers of the log catch up after a restart");
    server.kill();

    let hidings = activities::Entity::find().filter(activities::Column::Verb.eq("post_hidden")).all(&db).await.unwrap();
    let letters = letters::Entity::find().filter(letters::Column::Kind.eq("post-hidden")).all(&db).await.unwrap();
    assert_eq!(hidings.len(), acknowledged, "what was acknowledged is in the log");
    assert_eq!(letters.len(), hidings.len(), "one letter each, none twice, none lost");

    db.close().await;
    let _ = std::fs::remove_dir_all(&folder);
    if let Some((server, name)) = postgres {
        let admin = Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
    }
}
