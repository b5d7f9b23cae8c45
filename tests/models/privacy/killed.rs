//! An erasure broken off, by `kill -9` of the real server or between two batches:
//! what is left is done by who comes next.

use migration::{Migrator, MigratorTrait};
use passerelle::{
    access::{Audience, Kind},
    clock,
    database::Db,
    fixtures::PASSWORD,
    models::{
        _entities::{erasures, posts, users},
        privacy::{
            closing::{self, Posts},
            journal, work,
        },
    },
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use super::{
    super::killed::{Server, database, plant},
    holding,
};
use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_broken_off_between_two_batches_goes_on_where_it_stopped() {
    let world = World::new().await;
    let leaver = world.person("quitteuse", Kind::Seeker).await;
    let other = world.person("autre", Kind::Seeker).await;
    let room = world.room("atelier", Audience::Public, &[]).await;
    let talk = other.asks(&room, "Un titre", "Un corps").await;
    world.fill(&talk, &leaver, 450).await;
    let db = &world.house.db;
    let left = || posts::Entity::find().filter(posts::Column::AuthorId.eq(leaver.id())).count(db);
    // Cut off again and again after a moment of work, as a process that dies is.
    let person = world.seen(&leaver).await;
    closing::ask(&world.house, &person, Posts::Remove).await.unwrap();
    let mut cuts = 0;
    while erasures::Entity::find().filter(erasures::Column::FinishedAt.is_null()).count(db).await.unwrap() > 0 {
        let patience = std::time::Duration::from_millis(20 + 10 * cuts);
        if tokio::time::timeout(patience, work::run(&world.house)).await.is_err() {
            cuts += 1;
        }
        // Its minute is over.
        let row = erasures::Entity::find().one(db).await.unwrap().unwrap();
        if row.finished_at.is_none() {
            let mut lapsed = row.into_active_model();
            lapsed.held_until = Set(Some((clock::now() - chrono::Duration::seconds(1)).into()));
            let txn = db.write().await.unwrap();
            lapsed.update(&txn).await.unwrap();
            txn.commit().await.unwrap();
        }
    }
    assert!(cuts > 0, "it was never cut off");
    assert_eq!(left().await.unwrap(), 0);
    assert_eq!(world.thread_row(talk.id).await.replies_count, 0);
    assert_eq!(world.room_row(room.id).await.posts_count, 1);
    let found = holding(&world, &["quitteuse"]).await;
    assert!(found.iter().all(|held| held.starts_with("letters.")), "{found:?}");
    let lines = journal::lines(&world.house).unwrap();
    assert!(!lines.is_empty() && lines.iter().all(|line| line.person == leaver.id() && line.posts == "remove"));
}

/// Rounds of `kill -9`.
const ROUNDS: u64 = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_acknowledged_erasure_survives_the_death_of_the_server() {
    let folder = std::env::temp_dir().join(format!("passerelle-erased-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (uri, postgres) = database(&folder).await;
    let db = Db::open(&uri, 2).await.unwrap();
    Migrator::up(db.readers(), None).await.unwrap();
    let first = plant(&db).await;
    let author = users::Model::by_handle(&db, "the-author").await.unwrap().id;
    let thread = posts::Entity::find_by_id(first).one(&db).await.unwrap().unwrap().thread_id;
    for _ in 0..30 {
        let hundred = (0..100).map(|_| posts::ActiveModel {
            thread_id: Set(thread),
            author_id: Set(Some(author)),
            body: Set("De the-author".to_owned()),
            body_html: Set("<p>De the-author</p>".to_owned()),
            renderer: Set(1),
            created_at: Set(clock::now().into()),
            ..Default::default()
        });
        let txn = db.write().await.unwrap();
        posts::Entity::insert_many(hundred).exec_without_returning(&txn).await.unwrap();
        txn.commit().await.unwrap();
    }
    let left = || async { posts::Entity::find().filter(posts::Column::AuthorId.eq(author)).count(&db).await.unwrap() };
    let row = || async { erasures::Entity::find().one(&db).await.unwrap().expect("what was acknowledged") };
    let server = Server::start(&folder, &uri);
    let cookie = server.sign_in("the-author@people.test");
    let answer = server.send("POST", "/me/data/erasure", &cookie, &format!("posts=keep&password={PASSWORD}")).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    server.kill();
    for round in 0..ROUNDS {
        // On PostgreSQL another process would wait for its minute to be over.
        let mut lapsed = row().await.into_active_model();
        lapsed.held_until = Set(None);
        let txn = db.write().await.unwrap();
        lapsed.update(&txn).await.unwrap();
        txn.commit().await.unwrap();
        let server = Server::start(&folder, &uri);
        let before = left().await;
        let enough = if round + 1 == ROUNDS { 0 } else { before.saturating_sub(400) };
        while left().await > enough || enough == 0 && row().await.finished_at.is_none() {
            tokio::task::yield_now().await;
        }
        server.kill();
    }
    let row = row().await;
    assert!(row.finished_at.is_some() && row.email.is_none() && row.handle.is_none());
    assert!(users::Entity::find_by_id(author).one(&db).await.unwrap().is_none());
    let posts = posts::Entity::find().all(&db).await.unwrap();
    assert_eq!(posts.len(), 3_001);
    assert!(posts.iter().all(|post| post.author_id.is_none() && post.pseudonym.is_some()));
    let names: std::collections::BTreeSet<_> = posts.iter().map(|post| post.pseudonym.clone()).collect();
    assert_eq!(names.len(), posts.len(), "one name a post");
    assert!(posts.iter().all(|post| post.id == first || post.body == "De …"));
    db.close().await;
    let _ = std::fs::remove_dir_all(&folder);
    if let Some((server, name)) = postgres {
        let admin = sea_orm::Database::connect(&server).await.unwrap();
        let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        sea_orm::ConnectionTrait::execute_unprepared(&admin, &drop).await.unwrap();
    }
}
