//! The database away, or full: said as such, the words kept, over by itself.

use std::sync::{Arc, Mutex};

use passerelle::{
    access::{Audience, Kind},
    freshness::Tag,
    models::_entities::{communities, posts},
};
use sea_orm::{ConnectionTrait, Database, EntityTrait, PaginatorTrait};
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{Actor, Heard, Listener, Page, Talk, World};

/// Makes writing fail as it does on a bad night, and lets it work again.
struct Night<'a>(&'a World);

impl Night<'_> {
    async fn falls(&self) {
        match self.postgres() {
            None => self.room_left("1").await,
            Some((admin, name)) => {
                self.admin(&admin, &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false")).await;
                let others = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
                self.admin(&admin, &others).await;
            }
        }
    }

    async fn ends(&self) {
        match self.postgres() {
            None => self.room_left("1073741823").await,
            Some((admin, name)) => self.admin(&admin, &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true")).await,
        }
    }

    fn postgres(&self) -> Option<(String, String)> {
        let (server, name) = self.0.house.db_uri.strip_prefix("postgres")?.rsplit_once('/')?;
        Some((format!("postgres{server}/postgres"), name.to_owned()))
    }

    async fn admin(&self, uri: &str, sql: &str) {
        let admin = Database::connect(uri).await.unwrap();
        admin.execute_unprepared(sql).await.unwrap();
        admin.close().await.unwrap();
    }

    /// SQLite never shrinks below what it holds: 1 is as many pages as there are.
    async fn room_left(&self, pages: &str) {
        let txn = self.0.house.db.write().await.unwrap();
        txn.execute_unprepared(&format!("PRAGMA max_page_count = {pages}")).await.unwrap();
        txn.commit().await.unwrap();
    }
}

/// More than the free pages of a small file hold.
fn many_words() -> String {
    "Des mots qu’on ne retrouve pas. ".repeat(900)
}

async fn talking() -> (World, Actor, communities::Model, Talk) {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&author]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    (world, author, room, talk)
}

fn assert_said(page: &Page) {
    page.assert_status(503);
    assert!(!page.header("retry-after").is_empty(), "when to come back");
    assert!(page.has("h1") && page.header("content-type").starts_with("text/html"), "{}", page.body);
    page.assert_unseen("error returned from database");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_sent_in_an_outage_come_back_and_are_sent_again_after_it() {
    let (world, author, _, talk) = talking().await;
    let night = Night(&world);
    let words = many_words();
    night.falls().await;
    let page = author.post(&talk.act("posts"), &[("body", &words), ("draft", "un-numero")]).await;
    assert_said(&page);
    let form = "form[method=post]";
    assert_eq!(page.attribute("main form", "action").as_deref(), Some(talk.act("posts").as_str()));
    assert_eq!(page.all("main form textarea[name=body]"), [words.trim()]);
    assert!(page.has("main form button"), "a way to send it again: {form}");
    // Everyone who asks meanwhile is told the same.
    for _ in 0..8 {
        assert_said(&author.post(&talk.act("posts"), &[("body", &words)]).await);
    }
    night.ends().await;

    let kept = page.fields("main form");
    let mut fields: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(fields, [("draft", "un-numero")]);
    fields.push(("body", &words));
    author.post(&talk.act("posts"), &fields).await.assert_status(303);
    assert_eq!(posts::Entity::find().count(&world.house.db).await.unwrap(), 2, "once");
    author.replies(&talk, "Et la suite.").await;
    assert_eq!(world.thread_row(talk.id).await.replies_count, 2, "what failed was not counted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_words_of_someone_who_cannot_be_looked_up_come_back_too() {
    let (world, author, _, talk) = talking().await;
    if world.house.db.is_sqlite() {
        // A full disk does not keep anyone from being looked up.
        return;
    }
    let night = Night(&world);
    night.falls().await;
    world.house.db.freshness.forget([Tag::Everything]);
    let act = talk.act("posts");
    let page = author.post(&act, &[("body", "Des mots à moi."), ("draft", "un-numero")]).await;
    assert_said(&page);
    assert_eq!(page.attribute("main form", "action"), Some(act.clone()));
    assert_eq!(page.all("main form textarea[name=body]"), ["Des mots à moi."]);
    // What another site sent in their name is no word of theirs.
    let forged = author.post_raw(&act, "body=Pas+de+moi.", &[("sec-fetch-site", "cross-site")]).await;
    forged.assert_unseen("Pas de moi.");
    // Each connection that the night ended fails someone once.
    for _ in 0..8 {
        assert_said(&author.post(&act, &[("body", "Des mots à moi.")]).await);
    }
    night.ends().await;
    author.replies(&talk, "Des mots à moi.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_sent_in_an_outage_is_not_sent_back() {
    let (world, _, _, _) = talking().await;
    if world.house.db.is_sqlite() {
        // A full disk does not keep anyone from being looked up.
        return;
    }
    let night = Night(&world);
    night.falls().await;
    let page = world.visitor().post("/session", &[("email", "awa@people.test"), ("password", "secret-de-awa")]).await;
    assert_said(&page);
    page.assert_unseen("secret-de-awa").assert_unseen("awa@people.test");
    night.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_in_memory_are_served_while_the_database_is_away() {
    let (world, _, _, talk) = talking().await;
    if world.house.db.is_sqlite() {
        return;
    }
    let visitor = world.visitor();
    // The log's readers forget what they read of: a page made after that stays.
    world.caught_up().await;
    visitor.get(&talk.path).await.assert_status(200);
    let night = Night(&world);
    night.falls().await;
    visitor.get(&talk.path).await.assert_status(200).assert_sees("Un message.");
    assert_said(&visitor.get("/unanswered").await);
    visitor.get("/_readiness").await.assert_status(503);
    for _ in 0..8 {
        visitor.get("/unanswered").await;
    }
    night.ends().await;
    visitor.get("/unanswered").await.assert_status(200);
    visitor.get("/_readiness").await.assert_status(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_outage_what_is_said_is_told_and_heard_without_anyone_doing_anything() {
    let (world, asker, _, talk) = talking().await;
    let helper = world.person("ben", Kind::Seeker).await;
    let path = format!("/live?thread={}", talk.id);
    let mut page = asker.listens(&path, &[]).await;
    helper.replies(&talk, "Avant la nuit").await;
    let mut last = hears_of_the_thread(&asker, &path, &mut page, "").await;
    let night = Night(&world);
    night.falls().await;
    for _ in 0..8 {
        assert_said(&helper.post(&talk.act("posts"), &[("body", &many_words())]).await);
    }
    night.ends().await;

    helper.replies(&talk, "Après la nuit").await;
    world.caught_up().await;
    last = hears_of_the_thread(&asker, &path, &mut page, &last.id).await;
    assert!(last.event == "post" && last.data.contains("Après la nuit"), "{last:?}");
    asker.get("/notifications").await.assert_sees("2 nouveaux messages dans votre fil");
}

/// The next thing said of the thread. A stream that the outage ended is opened again
/// from where it stopped, as browsers do.
async fn hears_of_the_thread(who: &Actor, path: &str, page: &mut Listener, last: &str) -> Heard {
    loop {
        match page.hears().await {
            Some(heard) if heard.event == "count" => {}
            Some(heard) => return heard,
            None => *page = who.listens(path, &[("last-event-id", last)]).await,
        }
    }
}

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// On one thread, which keeps what it says.
#[tokio::test]
async fn a_failed_request_is_one_line_of_the_log_with_its_cause_and_nobody_in_it() {
    let (world, author, _, talk) = talking().await;
    let log = Captured::default();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(log.clone()).finish();
    let _kept = tracing::subscriber::set_default(subscriber);
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared("ALTER TABLE activities RENAME TO activities_away").await.unwrap();
    txn.commit().await.unwrap();
    author.post(&talk.act("posts"), &[("body", "Mes mots à moi.")]).await.assert_status(500);
    author.post("/people/awa/silence?q=secret", &[("kind", "mute")]).await;
    world.visitor().post("/session/links", &[("email", author.email())]).await;
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let failed: Vec<&str> = log.lines().filter(|line| line.contains("a request failed")).collect();
    let reply = failed.iter().find(|line| line.contains(&talk.act("posts"))).unwrap_or_else(|| panic!("{log}"));
    assert!(reply.contains("POST") && reply.contains("activities"), "method and cause: {reply}");
    assert_eq!(failed.iter().filter(|line| line.contains(&talk.act("posts"))).count(), 1, "{log}");
    for private in ["Mes mots", author.email(), author.token(), "secret"] {
        assert!(!log.contains(private), "the log tells {private}: {log}");
    }
}
