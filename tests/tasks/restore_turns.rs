//! Whoever comes while a backup is restored: people, servers, tasks, another restore.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use passerelle::presence::{Presence, Turn};

use super::restore_place::{AUTHOR, Place, RESTS, text, until, until_it_serves};
use crate::models::killed::Server;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_knocks_meanwhile_is_told_the_truth_and_keeps_their_words() {
    let place = Place::new("knocks").await;
    let mut server = place.server();
    let cookie = server.sign_in(AUTHOR);
    let mut turn = Turn::take(&place.uri).await.unwrap();
    turn.empty().await.unwrap();
    until(&server, "/_readiness", RESTS);
    let told = |answer: &str| {
        assert!(answer.starts_with("HTTP/1.1 503") && answer.to_lowercase().contains("retry-after: "), "{answer}");
        assert!(answer.contains("Nous remettons en place une sauvegarde"), "{answer}");
        assert!(!answer.contains("est sauf"), "what was written since may be missing: {answer}");
    };
    for page in ["/", "/sign-in", "/search?q=message", &place.thread_path(), "/me/drafts", "/no/such/page"] {
        told(&server.send("GET", page, &cookie, "").unwrap());
    }
    let english = server.send("GET", "/", "locale=en", "").unwrap();
    assert!(english.starts_with("HTTP/1.1 503"), "{english}");
    assert!(english.contains("We are putting a backup back in place"), "{english}");
    let to_a_program = server.send("GET", "/api/anything", "", "").unwrap();
    told(&to_a_program);
    assert!(to_a_program.contains("application/problem+json") && !to_a_program.contains("<html"), "{to_a_program}");
    let door = format!("/threads/{}/posts", place.thread);
    for who in [cookie.as_str(), ""] {
        let answer = server.send("POST", &door, who, "body=Des+mots+tout+neufs").unwrap();
        told(&answer);
        assert!(answer.contains("Des mots tout neufs") && answer.contains(&door), "to be sent again: {answer}");
    }
    let refused = server.send("POST", "/session", "", "email=the-author%40people.test&password=secret-canari").unwrap();
    told(&refused);
    assert!(!refused.contains("secret-canari"));
    assert!(server.send("GET", "/_ping", "", "").unwrap().starts_with("HTTP/1.1 200"));
    turn.end().await;
    until_it_serves(&[&server]);
    assert!(server.child.try_wait().unwrap().is_none(), "the same process");
    place.reply(&server, &cookie, "Des+mots+tout+neufs");
    assert_eq!(place.count("SELECT count(*) FROM posts WHERE body = 'Des mots tout neufs'").await, 1, "once");
    server.kill();
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_restores_one_is_told_and_replaces_nothing() {
    let place = Place::new("turn").await;
    let server = place.server();
    let cookie = server.sign_in(AUTHOR);
    place.reply(&server, &cookie, "Depuis");
    let turn = Turn::take(&place.uri).await.unwrap();
    let second = place.restores(&place.backup).output().unwrap();
    assert!(!second.status.success() && text(&second).contains("another restore is at work"), "{}", text(&second));
    turn.end().await;
    assert!(!place.is_of_the_backup().await);
    assert!(server.send("GET", "/_readiness", "", "").unwrap().contains("\"ok\":true"), "nobody rested for it");
    server.kill();
    place.gone().await;
}

/// However it is started: by no word at all, or by Loco's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_starts_meanwhile_rests_and_serves_afterwards() {
    let place = Place::new("late").await;
    let turn = Turn::take(&place.uri).await.unwrap();
    let words: [&[&str]; 2] = [&[], &["start", "--all"]];
    let late: Vec<Server> = words
        .iter()
        .enumerate()
        // Of a SQLite file there is one server; each of several has a folder of its own.
        .take(if place.postgres.is_some() { 2 } else { 1 })
        .map(|(at, words)| begin(&place, at, words))
        .collect();
    for server in &late {
        until(server, "/_readiness", RESTS);
        let page = server.send("GET", &place.thread_path(), "", "").unwrap();
        assert!(page.starts_with("HTTP/1.1 503") && !page.contains("Un message"), "{page}");
    }
    turn.end().await;
    until_it_serves(&late.iter().collect::<Vec<_>>());
    late.into_iter().for_each(Server::kill);

    let mut turn = Turn::take(&place.uri).await.unwrap();
    turn.empty().await.unwrap();
    let late = begin(&place, 2, words[1]);
    until(&late, "/_readiness", RESTS);
    turn.end().await;
    until_it_serves(&[&late]);
    late.kill();
    place.gone().await;
}

fn begin(place: &Place, at: usize, words: &[&str]) -> Server {
    let own = place.folder.join(format!("late-{at}"));
    std::fs::create_dir_all(&own).unwrap();
    let shared = place.folder.to_string_lossy();
    Server::begin(&own, &place.uri, &[("SHARED_DIR", &shared)], words, &own.join("log"))
}

/// What the first one does (steps, erasures made again) the next one finds done.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_servers_one_opens_the_house_first() {
    let place = Place::new("opens").await;
    if place.postgres.is_some() {
        let mut first = Presence::enter(&place.uri, &place.folder).await.unwrap();
        first.alone_to_open().await.unwrap();
        let next = begin(&place, 0, &[]);
        while place.waiting().await == 0 {
            assert!(next.send("GET", "/_ping", "", "").is_none(), "it serves while another opens the house");
        }
        first.has_opened().await;
        until_it_serves(&[&next]);
        first.leave().await;
        next.kill();
    }
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_task_that_begins_meanwhile_waits() {
    let place = Place::new("task").await;
    let turn = Turn::take(&place.uri).await.unwrap();
    let to = place.folder.join("soir");
    let mut task = place.task(&["backup", &format!("to:{}", to.display())]);
    let mut task = task.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(task.stderr.take().unwrap()).lines();
    assert!(said.any(|line| line.unwrap().contains("this waits until that is done")), "it does not wait");
    assert!(!to.exists());
    turn.end().await;
    said.for_each(drop);
    assert!(task.wait().unwrap().success() && to.join("manifest.json").exists());
    place.gone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_rests_for_a_backup_that_cannot_be_restored() {
    let place = Place::new("no-room").await;
    let server = place.server();
    let cookie = server.sign_in(AUTHOR);
    let missing = place.restores("/nowhere/at/all".as_ref()).output().unwrap();
    assert!(!missing.status.success() && text(&missing).contains("is no backup"), "{}", text(&missing));
    // No file beyond two megabytes: the uploads of the backup are larger.
    let mut full = Command::new("sh");
    let from = place.backup.display();
    let binary = env!("CARGO_BIN_EXE_passerelle");
    full.args(["-c", &format!("trap '' XFSZ; ulimit -f 2048; exec {binary} task restore from:{from}")]);
    place.surround(&mut full);
    let full = full.output().unwrap();
    assert!(!full.status.success() && text(&full).contains("the disk refused"), "{}", text(&full));
    place.reply(&server, &cookie, "Depuis");
    assert!(!place.is_of_the_backup().await, "the session and the house are those of before");
    assert_eq!(place.left_behind(), Vec::<String>::new());
    server.kill();
    place.gone().await;
}
