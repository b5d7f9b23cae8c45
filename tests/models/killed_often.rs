//! The real binary, killed a hundred times while four people write at once: what
//! was acknowledged is there, what is counted is what there is, and nobody is told
//! twice.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};

use migration::{Migrator, MigratorTrait};
use passerelle::{
    database::Db,
    models::{
        _entities::{communities, drafts, notifications, posts, threads},
        activities,
    },
};
use sea_orm::{ColumnTrait, ConnectionTrait, Database, EntityTrait, PaginatorTrait, QueryFilter};

use super::killed::{Server, database, plant};

const ROUNDS: usize = 100;
const WRITERS: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_deaths_lose_nothing_that_was_acknowledged_and_double_nothing() {
    let folder: PathBuf = std::env::temp_dir().join(format!("passerelle-often-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (uri, postgres) = database(&folder).await;
    let db = Db::open(&uri, 2).await.unwrap();
    Migrator::up(db.readers(), None).await.unwrap();
    let post = plant(&db).await;
    let thread = posts::Entity::find_by_id(post).one(&db).await.unwrap().unwrap().thread_id;
    let (replies, taken_back) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut cookie = String::new();
    let mut last_draft = String::new();
    for round in 0..ROUNDS {
        let server = Arc::new(Server::start(&folder, &uri));
        if cookie.is_empty() {
            cookie = server.sign_in("the-manager@people.test");
        }
        let draft = format!("Le brouillon du tour {round}");
        let form = format!("body={}", draft.replace(' ', "+"));
        let kept = server.send("POST", &format!("/threads/{thread}/draft"), &cookie, &form);
        if kept.is_some_and(|answer| answer.starts_with("HTTP/1.1 303")) {
            last_draft = draft;
        }
        let (tell, told) = mpsc::channel();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (server, cookie, tell) = (server.clone(), cookie.clone(), tell.clone());
                let (replies, taken_back) = (replies.clone(), taken_back.clone());
                std::thread::spawn(move || {
                    for turn in 0.. {
                        let path = format!("/threads/{thread}/posts");
                        let body = format!("body=Tour+{round}+{writer}+{turn}");
                        let Some(answer) = server.send("POST", &path, &cookie, &body) else { return };
                        if !answer.starts_with("HTTP/1.1 303") {
                            return;
                        }
                        replies.fetch_add(1, Ordering::SeqCst);
                        let new = answer.split("#post-").nth(1).and_then(|rest| rest.split_whitespace().next());
                        if writer == 0 && turn % 2 == 1 {
                            let removal = format!("/posts/{}/removal", new.unwrap_or_default());
                            let answer = server.send("POST", &removal, &cookie, "");
                            if answer.is_some_and(|answer| answer.starts_with("HTTP/1.1 303")) {
                                taken_back.fetch_add(1, Ordering::SeqCst);
                            }
                        }
                        if tell.send(()).is_err() {
                            return;
                        }
                    }
                })
            })
            .collect();
        // Dead in the middle of what the others are doing, never at the same point.
        for _ in 0..(round * 7) % 23 {
            told.recv().unwrap();
        }
        server.dies();
        drop(told);
        writers.into_iter().for_each(|writer| writer.join().unwrap());
    }

    let server = Server::start(&folder, &uri);
    let caught_up = (0..100_000)
        .any(|_| server.send("GET", "/_readiness", "", "").is_some_and(|answer| answer.contains("\"log_lag\":0")));
    assert!(caught_up, "the readers of the log catch up after a restart");
    server.dies();

    let written = posts::Entity::find().filter(posts::Column::ThreadId.eq(thread)).all(&db).await.unwrap();
    let shown = written.iter().filter(|post| post.is_shown()).count();
    let (replies, removals) = (replies.load(Ordering::SeqCst), taken_back.load(Ordering::SeqCst));
    println!("{ROUNDS} deaths, {replies} replies acknowledged, {} written", written.len() - 1);
    assert!(replies > ROUNDS && written.len() > replies, "{replies} acknowledged, {} written", written.len());
    assert!(written.len() - shown >= removals, "what was taken back stays taken back");
    let row = threads::Entity::find_by_id(thread).one(&db).await.unwrap().unwrap();
    assert_eq!(row.replies_count as usize, shown - 1, "the thread counts what it holds");
    let room = communities::Entity::find_by_id(row.community_id).one(&db).await.unwrap().unwrap();
    assert_eq!(room.posts_count as usize, shown - 1, "the room counts what it holds");
    let said = activities::Entity::find().filter(activities::Column::Verb.eq("replied")).count(&db).await.unwrap();
    assert_eq!(said as usize, written.len() - 1, "each reply is one line of the log");
    // The author was told of each of the others' replies that was still there to tell, once.
    let told = notifications::Entity::find().all(&db).await.unwrap();
    assert_eq!(told.len(), 1, "one line a person and a thread");
    assert!(told[0].count as usize <= said as usize && told[0].count as usize >= shown - 1, "{told:?}");
    let draft = drafts::Entity::find().one(&db).await.unwrap();
    assert!(draft.is_none_or(|draft| draft.body == last_draft), "a draft is the last one acknowledged, or was sent");

    db.close().await;
    let _ = std::fs::remove_dir_all(&folder);
    if let Some((server, name)) = postgres {
        let admin = Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
    }
}
