//! Two servers on one PostgreSQL behave as one.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use migration::{Migrator, MigratorTrait};
use passerelle::{database::Db, models::_entities::posts};
use sea_orm::{ConnectionTrait, Database, EntityTrait};

use super::killed::{Server, database, plant};

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
    let folder: PathBuf = std::env::temp_dir().join(format!("passerelle-nodes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (uri, postgres) = database(&folder).await;
    // A file has one server.
    let Some((administration, name)) = postgres else {
        let _ = std::fs::remove_dir_all(&folder);
        return;
    };
    let db = Db::open(&uri, 2).await.unwrap();
    Migrator::up(db.readers(), None).await.unwrap();
    plant(&db).await;
    let (one, other) = (Server::start(&folder, &uri), Server::start(&folder, &uri));
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
    assert_eq!(posts::Entity::find().all(&db).await.unwrap().len(), 3);

    one.dies();
    other.dies();
    db.close().await;
    let _ = std::fs::remove_dir_all(&folder);
    let admin = Database::connect(&administration).await.unwrap();
    admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
}
