//! The real binary, killed forty times while five people do things at once:
//! reply and take back, thank and take back, hide (which writes letters), keep a
//! draft. What was acknowledged is there, what is counted is what there is, and
//! nobody is told twice.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, mpsc},
    thread::JoinHandle,
};

use migration::{Migrator, MigratorTrait};
use passerelle::{
    database::Db,
    models::{
        _entities::{communities, drafts, gestures, letters, notifications, posts, threads},
        activities,
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, Database, EntityTrait, PaginatorTrait, QueryFilter};

use super::killed::{Server, database, plant};

const ROUNDS: usize = 40;

/// What the server said it did.
#[derive(Debug, Default)]
struct Acknowledged {
    replies: usize,
    taken_back: usize,
    /// post → whether it is thanked; `None`: asked, and the server died before it answered.
    thanks: HashMap<i64, Option<bool>>,
    hidings: usize,
    /// Drafts are numbered; the last one kept.
    draft: usize,
    /// The last one sent, kept or not.
    drafts: usize,
}

/// Someone at work on a server that may die at any moment.
#[derive(Clone)]
struct Writer {
    server: Arc<Server>,
    cookie: String,
    known: Arc<Mutex<Acknowledged>>,
    /// Rung at each acknowledgement.
    tell: mpsc::Sender<()>,
}

impl Writer {
    /// What an act that was done leads to; `None` when the server is dead.
    fn does(&self, path: &str, form: &str) -> Option<String> {
        let answer = self.server.send("POST", path, &self.cookie, form)?;
        answer.starts_with("HTTP/1.1 303").then_some(answer)
    }

    fn knows(&self, change: impl FnOnce(&mut Acknowledged)) -> Option<()> {
        change(&mut self.known.lock().unwrap());
        self.tell.send(()).ok()
    }

    /// Replies; takes every other one back, or hands each to whoever thanks.
    fn replies(self, thread: i64, thanked: Option<mpsc::Sender<i64>>) -> JoinHandle<Option<()>> {
        std::thread::spawn(move || {
            for turn in 0.. {
                let answer = self.does(&format!("/threads/{thread}/posts"), &format!("body=Tour+{turn}"))?;
                let post = answer.split("#post-").nth(1)?.split_whitespace().next()?.parse().ok()?;
                self.knows(|known| known.replies += 1)?;
                match &thanked {
                    Some(thanked) => thanked.send(post).ok()?,
                    None if turn % 2 == 1 => {
                        self.does(&format!("/posts/{post}/removal"), "")?;
                        self.knows(|known| known.taken_back += 1)?;
                    }
                    None => {}
                }
            }
            None
        })
    }

    /// Thanks for each message, and takes every third gesture back.
    fn thanks(self, messages: mpsc::Receiver<i64>) -> JoinHandle<Option<()>> {
        std::thread::spawn(move || {
            for (turn, post) in messages.iter().enumerate() {
                let path = format!("/posts/{post}/gestures");
                self.gestures(post, &path, true)?;
                if turn % 3 == 2 {
                    self.gestures(post, &format!("{path}/removal"), false)?;
                }
            }
            None
        })
    }

    fn gestures(&self, post: i64, path: &str, made: bool) -> Option<()> {
        self.known.lock().unwrap().thanks.insert(post, None);
        self.does(path, "kind=thanks")?;
        self.knows(|known| _ = known.thanks.insert(post, Some(made)))
    }

    /// Hides a message and shows it again: each time its author is written to.
    fn hides(self, post: i64) -> JoinHandle<Option<()>> {
        std::thread::spawn(move || {
            // As the last death left it, it may be hidden.
            self.does(&format!("/posts/{post}/hiding/removal"), "")?;
            loop {
                self.does(&format!("/posts/{post}/hiding"), "reason=hors+sujet")?;
                self.knows(|known| known.hidings += 1)?;
                self.does(&format!("/posts/{post}/hiding/removal"), "")?;
            }
        })
    }

    fn keeps_a_draft(self, thread: i64) -> JoinHandle<Option<()>> {
        std::thread::spawn(move || {
            loop {
                let number = {
                    let mut known = self.known.lock().unwrap();
                    known.drafts += 1;
                    known.drafts
                };
                self.does(&format!("/threads/{thread}/draft"), &format!("body=Brouillon+{number}"))?;
                self.knows(|known| known.draft = number)?;
            }
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_deaths_lose_nothing_that_was_acknowledged_and_double_nothing() {
    let folder: PathBuf = std::env::temp_dir().join(format!("passerelle-often-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (uri, postgres) = database(&folder).await;
    let db = Db::open(&uri, 2).await.unwrap();
    Migrator::up(db.readers(), None).await.unwrap();
    let opening = plant(&db).await;
    let thread = posts::Entity::find_by_id(opening).one(&db).await.unwrap().unwrap().thread_id;
    let known = Arc::new(Mutex::new(Acknowledged::default()));
    let mut cookies = None;
    let mut hidden = 0;
    for round in 0..ROUNDS {
        let server = Arc::new(Server::start(&folder, &uri));
        let (manager, author) = cookies.get_or_insert_with(|| {
            let manager = server.sign_in("the-manager@people.test");
            let author = server.sign_in("the-author@people.test");
            // What will be hidden and shown is the author's, and not the question itself.
            let answer = server.send("POST", &format!("/threads/{thread}/posts"), &author, "body=Une+suite").unwrap();
            hidden = answer.split("#post-").nth(1).unwrap().split_whitespace().next().unwrap().parse().unwrap();
            (manager, author)
        });
        let (tell, told) = mpsc::channel();
        let writer = |cookie: &String| {
            let (server, cookie) = (server.clone(), cookie.clone());
            Writer { server, cookie, known: known.clone(), tell: tell.clone() }
        };
        let (written, to_thank) = mpsc::channel();
        let writers = [
            writer(manager).replies(thread, None),
            writer(manager).replies(thread, Some(written)),
            writer(author).thanks(to_thank),
            writer(manager).hides(hidden),
            writer(author).keeps_a_draft(thread),
        ];
        drop(tell);
        // Dead in the middle of what the others are doing, never at the same point.
        for _ in 0..(round * 7) % 23 {
            told.recv().unwrap();
        }
        server.dies();
        drop(told);
        for writer in writers {
            writer.join().unwrap();
        }
    }

    let server = Server::start(&folder, &uri);
    let caught_up = (0..100_000)
        .any(|_| server.send("GET", "/_readiness", "", "").is_some_and(|answer| answer.contains("\"log_lag\":0")));
    assert!(caught_up, "the readers of the log catch up after a restart");
    server.dies();

    let known = std::mem::take(&mut *known.lock().unwrap());
    assert!(known.replies > ROUNDS && known.hidings > 10 && known.draft > 10 && known.thanks.len() > 10, "{known:?}");
    let after = After { db: &db, known: &known, thread, author: post_of(&db, opening).await.author_id };
    after.words_are_there_and_counted().await;
    after.gestures_are_what_was_said_and_counted().await;
    after.letters_and_lines_are_told_once().await;

    db.close().await;
    let _ = std::fs::remove_dir_all(&folder);
    if let Some((server, name)) = postgres {
        let admin = Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
    }
}

async fn post_of(db: &Db, id: i64) -> posts::Model {
    posts::Entity::find_by_id(id).one(db).await.unwrap().unwrap()
}

/// What the last death left.
struct After<'a> {
    db: &'a Db,
    known: &'a Acknowledged,
    thread: i64,
    /// Who opened the thread; the manager wrote all the replies but one.
    author: Option<i64>,
}

impl After<'_> {
    async fn written(&self) -> Vec<posts::Model> {
        posts::Entity::find().filter(posts::Column::ThreadId.eq(self.thread)).all(self.db).await.unwrap()
    }

    async fn happened(&self, verb: &str) -> usize {
        let lines = activities::Entity::find().filter(activities::Column::Verb.eq(verb));
        lines.count(self.db).await.unwrap() as usize
    }

    async fn words_are_there_and_counted(&self) {
        let (written, known) = (self.written().await, self.known);
        let replies = written.iter().filter(|post| post.author_id != self.author).count();
        let removed = written.iter().filter(|post| post.removed_at.is_some()).count();
        println!(
            "{ROUNDS} deaths; acknowledged: {} replies ({replies} written), {} taken back, {} thanks, {} hidings, {} drafts",
            known.replies,
            known.taken_back,
            known.thanks.len(),
            known.hidings,
            known.draft
        );
        assert!(replies >= known.replies, "{replies} written");
        assert!(removed >= known.taken_back, "what was taken back stays taken back");
        let shown = written.iter().filter(|post| post.is_shown()).count() - 1;
        let row = threads::Entity::find_by_id(self.thread).one(self.db).await.unwrap().unwrap();
        assert_eq!(row.replies_count as usize, shown, "the thread counts what it holds");
        let room = communities::Entity::find_by_id(row.community_id).one(self.db).await.unwrap().unwrap();
        assert_eq!(room.posts_count as usize, shown, "the room counts what it holds");
        assert_eq!(self.happened("replied").await, written.len() - 1, "each reply is one line of the log");
        let draft = drafts::Entity::find().one(self.db).await.unwrap().expect("a draft that nobody sent");
        let number: usize = draft.body.rsplit(' ').next().unwrap().parse().unwrap();
        assert!((known.draft..=known.drafts).contains(&number), "{number}: no older than what was acknowledged");
    }

    async fn gestures_are_what_was_said_and_counted(&self) {
        let made = gestures::Entity::find().all(self.db).await.unwrap();
        for (post, thanked) in &self.known.thanks {
            let there = made.iter().filter(|gesture| gesture.post_id == *post).count();
            match thanked {
                Some(thanked) => assert_eq!(there, usize::from(*thanked), "the thanks for {post}"),
                None => assert!(there <= 1, "{post} is thanked twice"),
            }
        }
        for post in self.written().await {
            let there = made.iter().filter(|gesture| gesture.post_id == post.id).count();
            assert_eq!(post.gestures_count as usize, there, "{} counts its gestures", post.id);
        }
    }

    async fn letters_and_lines_are_told_once(&self) {
        let hidings = self.happened("post_hidden").await;
        assert!(hidings >= self.known.hidings, "what was acknowledged is in the log");
        let letters = letters::Entity::find().filter(letters::Column::Kind.eq("post-hidden"));
        assert_eq!(letters.count(self.db).await.unwrap() as usize, hidings, "one letter each, none twice, none lost");
        // One line a person and a thread: the author was told of replies, the manager of thanks.
        let lines = notifications::Entity::find().all(self.db).await.unwrap();
        assert_eq!(lines.len(), 2, "{lines:?}");
        let written = self.written().await;
        let standing: Vec<_> = written
            .iter()
            .filter(|post| post.author_id != self.author && post.is_shown())
            .map(|post| post.id)
            .collect();
        let replies = written.iter().filter(|post| post.author_id != self.author).count();
        let thanks = gestures::Entity::find().filter(gestures::Column::PostId.is_in(standing.iter().copied()));
        let thanks = thanks.count(self.db).await.unwrap() as usize;
        for line in lines {
            let (least, most) = match Some(line.user_id) == self.author {
                true => (standing.len(), replies),
                false => (thanks, self.happened("gestured").await),
            };
            assert!((least..=most).contains(&(line.count as usize)), "told {} of {least} to {most}", line.count);
        }
    }
}
