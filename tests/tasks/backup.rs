//! What is restored is what was backed up, whoever wrote meanwhile.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use passerelle::{
    access::{Audience, Kind, Viewer},
    backups::{self, erasures::Erasure},
    clock,
    database::Db,
    models::threads::{self, replying::Reply},
};

use super::houses::{
    ask, back_up, change, everything, falls_silent, leave_no_table_empty, number, place, reopened, restore_into,
};
use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_house_is_the_one_that_was_backed_up() {
    let world = World::demo().await;
    let db = &world.house.db;
    falls_silent(&world).await;
    leave_no_table_empty(db).await;
    let uploads = world.house.settings.data_dir.join("uploads");
    std::fs::create_dir_all(uploads.join("2026/11")).unwrap();
    std::fs::write(uploads.join("2026/11/photo.jpg"), [0, 255, 10, 13]).unwrap();
    let before = everything(db).await;
    let backup = back_up(&world, "nuit").await;

    // Another house, with a life of its own, which goes.
    let other = World::new().await;
    other.person("someone-else", Kind::Seeker).await;
    let others = other.house.settings.data_dir.join("uploads");
    std::fs::create_dir_all(&others).unwrap();
    std::fs::write(others.join("old.jpg"), "old").unwrap();
    let restored = restore_into(&other, &backup).await.unwrap();
    assert_eq!(restored.again, []);

    let db = reopened(&other).await;
    let after = everything(&db).await;
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (table, rows) in &before {
        assert!(!rows.is_empty(), "{table} proves nothing");
        assert_eq!(rows, &after[table], "{table}");
    }
    assert_eq!(std::fs::read(others.join("2026/11/photo.jpg")).unwrap(), [0, 255, 10, 13]);
    assert!(!others.join("old.jpg").exists(), "what was there is replaced");
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_taken_among_writers_is_of_one_instant() {
    let world = World::new().await;
    let authors = [world.person("awa", Kind::Seeker).await, world.person("yann", Kind::Seeker).await];
    let room = world.room("nantes", Audience::Public, &[&authors[0]]).await;
    let talk = authors[0].asks(&room, "Une question", "Un message.").await;
    world.fill(&talk, &authors[0], 20).await;
    // They write before it begins, while it lasts and after it ended.
    let done = Arc::new(AtomicBool::new(false));
    let mut writers = tokio::task::JoinSet::new();
    for author in &authors {
        let (db, person, done) = (world.house.db.clone(), world.seen(author).await, done.clone());
        let thread = threads::Model::readable_by(&db, &Viewer::Member(person.clone()), talk.id).await.unwrap();
        writers.spawn(async move {
            let mut written = 0;
            while written < 100 || !done.load(Ordering::Relaxed) {
                let reply = Reply { body: format!("Réponse {written}."), ..Reply::default() };
                thread.reply(&db, &person, &reply).await.unwrap();
                written += 1;
            }
            written
        });
    }
    let backup = back_up(&world, "pendant").await;
    done.store(true, Ordering::Relaxed);
    let written: i64 = writers.join_all().await.iter().sum();

    let elsewhere = World::new().await;
    restore_into(&elsewhere, &backup).await.unwrap();
    let db = reopened(&elsewhere).await;
    let replies = number(&db, "SELECT count(*) - 1 FROM posts").await;
    assert!((20..written + 20).contains(&replies), "{replies} replies are in the backup");
    for (what, sql) in [
        ("the thread counts", "SELECT CAST(replies_count AS BIGINT) FROM threads"),
        ("the room counts", "SELECT CAST(posts_count AS BIGINT) - 1 FROM communities"),
        ("the log tells", "SELECT count(*) FROM activities WHERE verb = 'replied'"),
        ("one finds before the last", "SELECT count(*) - 1 FROM posts, threads WHERE posts.id <= last_post_id"),
    ] {
        assert_eq!(number(&db, sql).await, replies, "{what}");
    }
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_outgrew_one_database_moves_to_the_other_and_back() {
    let world = World::demo().await;
    if world.house.db.is_sqlite() {
        // The suite's other run has both at hand.
        return;
    }
    falls_silent(&world).await;
    leave_no_table_empty(&world.house.db).await;
    let before = everything(&world.house.db).await;
    let backup = back_up(&world, "de-postgresql").await;
    let folder = world.house.settings.data_dir.join("petite");
    std::fs::create_dir_all(&folder).unwrap();
    let uri = format!("sqlite://{}/maison.sqlite?mode=rwc", folder.display());
    backups::restore(Db::open(&uri, 1).await.unwrap(), &uri, &folder, &backup).await.unwrap();
    let small = Db::open(&uri, 1).await.unwrap();
    let there = everything(&small).await;
    assert_eq!(there["posts"].len(), before["posts"].len());
    let back = place(&world, "de-sqlite");
    backups::take(&small, &folder, &back).await.unwrap();
    small.close().await;

    restore_into(&world, &back).await.unwrap();
    let db = reopened(&world).await;
    let after = everything(&db).await;
    for (table, rows) in &before {
        assert_eq!(rows, &after[table], "{table}");
    }
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asked_to_be_forgotten_since_is_named_to_be_forgotten_again() {
    let world = World::new().await;
    let db = &world.house.db;
    let [awa, yann, zoe] = [
        world.person("awa", Kind::Seeker).await,
        world.person("yann", Kind::Seeker).await,
        world.person("zoe", Kind::Seeker).await,
    ];
    let backup = back_up(&world, "avant").await;
    // One is known from the table, one from the file; one came back since, by a
    // number that was someone else's long ago.
    change(db, &format!("DELETE FROM users WHERE id = {}", awa.id())).await;
    let now = clock::now();
    change(
        db,
        &format!(
            "INSERT INTO erasures (person_id, posts, erased_at) VALUES ({}, 'keep', '{}')",
            awa.id(),
            now.to_rfc3339()
        ),
    )
    .await;
    let file = world.house.settings.data_dir.join("erasures.jsonl");
    let line = |person, at: chrono::DateTime<chrono::Utc>| {
        format!("{{\"person\":{person},\"posts\":\"remove\",\"at\":\"{}\"}}\n", at.to_rfc3339())
    };
    let long_ago = now - chrono::Duration::days(900);
    std::fs::write(&file, line(yann.id(), now) + &line(zoe.id(), long_ago)).unwrap();

    let restored = restore_into(&world, &backup).await.unwrap();
    let again: Vec<(i64, &str)> =
        restored.again.iter().map(|erasure| (erasure.person, erasure.posts.as_str())).collect();
    assert_eq!(again, [(awa.id(), "keep"), (yann.id(), "remove")]);
    let known: Vec<Erasure> =
        std::fs::read_to_string(&file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(known.iter().any(|erasure| erasure.person == awa.id()), "the file outlives the table");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_given_since_the_backup_is_not_given_to_someone_else() {
    let world = World::new().await;
    world.person("awa", Kind::Seeker).await;
    let backup = back_up(&world, "avant").await;
    let since = world.person("yann", Kind::Seeker).await.id();
    restore_into(&world, &backup).await.unwrap();
    let db = reopened(&world).await;
    assert_eq!(ask(&db, "SELECT id FROM users").await.len(), 1);
    change(
        &db,
        "INSERT INTO users (email, handle, handle_skeleton, display_name, kind, created_at) \
         VALUES ('z@people.test', 'zoe', 'zoe', 'Zoé', 'other', '2026-01-01T00:00:00+00:00')",
    )
    .await;
    assert!(number(&db, "SELECT max(id) FROM users").await > since);
    db.close().await;
}

/// A picture is a row and two files: both come back, and one that was never anyone's does not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_comes_back_with_its_backup() {
    use crate::support::pictures::{address, jpeg};
    use passerelle::models::pictures::keeping;
    let world = World::new().await;
    let awa = world.person("awa", Kind::Seeker).await;
    let markdown = awa.keeps_picture("Un quai", &jpeg(80, 60)).await;
    let token = address(&markdown).trim_start_matches("/pictures/").to_owned();
    let kept = awa.fetches(&address(&markdown)).await;
    let backup = back_up(&world, "avec-image").await;
    let other = World::new().await;
    let theirs = other.person("yann", Kind::Seeker).await.keeps_picture("Une grue", &jpeg(80, 60)).await;
    restore_into(&other, &backup).await.unwrap();
    assert_eq!(std::fs::read(keeping::path(&other.house, &token, false)).unwrap(), kept);
    assert!(keeping::path(&other.house, &token, true).exists());
    let theirs = address(&theirs).trim_start_matches("/pictures/").to_owned();
    assert!(!keeping::path(&other.house, &theirs, false).exists(), "what was there is replaced");
    let db = reopened(&other).await;
    assert_eq!(number(&db, &format!("SELECT count(*) FROM pictures WHERE token = '{token}'")).await, 1);
    db.close().await;
}
