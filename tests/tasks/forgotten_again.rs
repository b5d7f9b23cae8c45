//! A backup older than an erasure, restored: whoever left is gone again before
//! the server that starts has answered anyone.

use passerelle::access::{Audience, Kind};

use super::houses::{back_up, number, reopened, restore_into};
use crate::{
    models::killed::Server,
    support::{PASSWORD, World},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_started_on_an_older_backup_forgets_again_before_it_answers() {
    let world = World::new().await;
    let leaver = world.resident("quitteuse-canari", Kind::Seeker).await;
    let other = world.person("autre", Kind::Seeker).await;
    let room = world.room("atelier", Audience::Public, &[]).await;
    let talk = leaver.asks(&room, "Un titre motunique", "Un corps motunique").await;
    let theirs = other.asks(&room, "Une question", "Un message.").await;
    leaver.replies(&theirs, "Une réponse motunique").await;
    world.caught_up().await;
    let backup = back_up(&world, "avant").await;
    leaver.does("/me/data/erasure", &[("posts", "remove"), ("password", PASSWORD)]).await;
    world.works().await;
    let restored = restore_into(&world, &backup).await.unwrap();
    assert_eq!(restored.again.len(), 1);
    let known = "SELECT count(*) FROM users WHERE handle = 'quitteuse-canari'";
    let words = "SELECT count(*) FROM posts WHERE body LIKE '%motunique%'";
    let db = reopened(&world).await;
    assert_eq!((number(&db, known).await, number(&db, words).await), (1, 2), "the backup brought everything back");
    db.close().await;

    let server = Server::start(&world.house.settings.data_dir, &world.house.db_uri);
    let first = server.send("GET", "/people/quitteuse-canari", "", "").unwrap();
    assert!(first.starts_with("HTTP/1.1 404"), "{first}");
    let thread = server.send("GET", &theirs.path, "", "").unwrap();
    assert!(thread.starts_with("HTTP/1.1 200") && !thread.contains("motunique"), "{thread}");
    let hers = server.send("GET", &format!("/threads/{}", talk.id), "", "").unwrap();
    assert!(!hers.contains("motunique") && !hers.contains("QUITTEUSE"), "{hers}");
    server.kill();

    let db = reopened(&world).await;
    assert_eq!((number(&db, known).await, number(&db, words).await), (0, 0));
    assert_eq!(number(&db, "SELECT count(*) FROM users WHERE handle = 'autre'").await, 1, "and nobody else");
    db.close().await;
}
