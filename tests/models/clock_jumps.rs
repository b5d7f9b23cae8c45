//! The clock is wrong for a while: an hour back, a day ahead, and right again.
//! What is written stays written, what is told is told once.
//!
//! Each test runs on one thread, whose clock is its own to set.

use chrono::{NaiveTime, TimeDelta};
use passerelle::{
    access::{Audience, Kind},
    clock,
    freshness::Tag,
    initializers::courier::{Smtp, carry},
    models::{
        _entities::{drafts, letters, read_marks},
        bookmarks, drafts as drafting,
        notifications::mailing,
        reading, sessions,
    },
};
use sea_orm::EntityTrait;

use super::courier::{MailServer, folder, free_port};
use crate::support::{Actor, PASSWORD, World};

const AN_HOUR_BACK: TimeDelta = TimeDelta::hours(-1);
const RIGHT: TimeDelta = TimeDelta::zero();
const A_DAY_AHEAD: TimeDelta = TimeDelta::days(1);
/// A letter “at once” leaves a minute later.
const A_LITTLE: TimeDelta = TimeDelta::minutes(2);

/// From now on the right hour is noon, whenever the test runs: the morning of
/// grouped letters is far. Returns what sets the clock, so far from right.
fn at_noon() -> impl Fn(TimeDelta) {
    let now = clock::now();
    let noon = (now.date_naive() + A_DAY_AHEAD).and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12);
    let right = noon - now;
    clock::set_ahead(right);
    move |from_right| clock::set_ahead(right + from_right)
}

/// What the house does by itself, now and again.
async fn works_on(world: &World, smtp: &Smtp) {
    for _ in 0..3 {
        bookmarks::remind_due(&world.house, clock::now()).await.unwrap();
        mailing::send_due(&world.house, clock::now()).await.unwrap();
        carry(&world.house, smtp, clock::now()).await.unwrap();
        sessions::write_last_uses(&world.house).await.unwrap();
        drafting::forget_held(&world.house.db).await.unwrap();
        reading::write(&world.house).await.unwrap();
    }
}

/// Nothing that is kept in memory answers for the database.
async fn opens_every_page(world: &World, who: &Actor, more: &[&str]) {
    world.house.db.freshness.forget([Tag::Everything]);
    let own = ["/me/account", "/me/drafts", "/me/bookmarks", "/me/sessions", "/notifications"];
    for path in ["/", "/communities", "/unanswered"].iter().chain(&own).chain(more) {
        who.get(path).await.assert_status(200);
    }
}

async fn told(world: &World, who: &Actor) -> Vec<String> {
    world.caught_up().await;
    let page = who.get("/notifications").await;
    page.assert_status(200).all(".thread-row--unread .thread-row__sense")
}

#[tokio::test]
async fn whatever_the_clock_says_each_is_told_once_and_each_letter_leaves_once() {
    let set_clock = at_noon();
    let world = World::new().await;
    let server = MailServer::at(free_port(), &folder(&world, "mail")).await;
    let smtp = server.smtp(&world);
    let taken_by = |who: &Actor| {
        let to = format!("To: {}", who.email());
        server.taken().iter().filter(|mail| mail.lines().any(|line| line.trim() == to)).count()
    };
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let helper = world.person("ben", Kind::Seeker).await;
    let follower = world.person("chloe", Kind::Seeker).await;
    let talk = asker.asks(&room, "Une question", "Un message.").await;
    follower.does(&talk.act("watch"), &[("level", "all")]).await;
    follower.does("/me/preferences", &[("mail_direct", "at_once"), ("mail_followed", "morning")]).await;
    helper.replies(&talk, "Une piste").await;
    assert_eq!(told(&world, &asker).await, ["BEN Test répond à votre fil."]);

    set_clock(AN_HOUR_BACK);
    helper.replies(&talk, "Une autre, une heure plus tôt").await;
    assert_eq!(told(&world, &asker).await, ["2 nouveaux messages dans votre fil, le dernier de BEN Test."]);
    opens_every_page(&world, &asker, &[]).await;
    opens_every_page(&world, &helper, &[&talk.path]).await;
    works_on(&world, &smtp).await;
    assert_eq!((taken_by(&asker), taken_by(&follower)), (0, 0), "nothing is due yet");

    set_clock(A_LITTLE);
    works_on(&world, &smtp).await;
    set_clock(AN_HOUR_BACK);
    works_on(&world, &smtp).await;
    assert_eq!((taken_by(&asker), taken_by(&follower)), (1, 0), "at once, and once");

    set_clock(A_DAY_AHEAD);
    works_on(&world, &smtp).await;
    assert_eq!((taken_by(&asker), taken_by(&follower)), (1, 1), "the next morning has come");
    helper.replies(&talk, "Une dernière, demain").await;
    assert_eq!(told(&world, &asker).await.len(), 1);
    opens_every_page(&world, &asker, &[]).await;
    opens_every_page(&world, &helper, &[&talk.path]).await;

    // Right again: what was to leave tomorrow leaves tomorrow, and nothing leaves again.
    set_clock(RIGHT);
    works_on(&world, &smtp).await;
    assert_eq!((taken_by(&asker), taken_by(&follower)), (1, 1));
    opens_every_page(&world, &asker, &[]).await;
    opens_every_page(&world, &helper, &[&talk.path]).await;
    set_clock(A_DAY_AHEAD * 3);
    works_on(&world, &smtp).await;
    for ahead in [RIGHT, AN_HOUR_BACK, A_DAY_AHEAD * 3] {
        set_clock(ahead);
        works_on(&world, &smtp).await;
    }
    assert_eq!((taken_by(&asker), taken_by(&follower)), (2, 2));
    let letters = letters::Entity::find().all(&world.house.db).await.unwrap();
    assert!(letters.iter().all(|letter| letter.state == "sent"), "none waits, none was given up");
    assert_eq!(letters.len(), server.taken().len());
}

#[tokio::test]
async fn a_reminder_of_a_day_that_came_twice_is_told_once() {
    let set_clock = at_noon();
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let keeper = world.person("awa", Kind::Seeker).await;
    let talk = keeper.asks(&room, "Une question", "Un message.").await;
    let tomorrow = (clock::now() + A_DAY_AHEAD).format("%Y-%m-%d").to_string();
    keeper.does(&talk.act("bookmark"), &[("note", "Rappeler"), ("remind_on", &tomorrow)]).await;
    for (ahead, times) in [(AN_HOUR_BACK, 0), (A_DAY_AHEAD * 2, 1), (RIGHT, 0), (A_DAY_AHEAD * 2, 0)] {
        set_clock(ahead);
        bookmarks::remind_due(&world.house, clock::now()).await.unwrap();
        assert_eq!(told(&world, &keeper).await.len(), times, "{ahead}");
        keeper.does("/notifications/reading", &[]).await;
    }
}

#[tokio::test]
async fn drafts_sessions_and_read_marks_go_on_whatever_the_clock_says() {
    let set_clock = at_noon();
    let world = World::new().await;
    // Nobody but the test writes down what was read.
    world.house.closing().begin();
    world.house.closing().everyone_left().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.resident("awa", Kind::Seeker).await;
    let helper = world.person("ben", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    let mut sessions = vec![writer.clone()];
    for (ahead, words) in
        [(RIGHT, "Un début"), (AN_HOUR_BACK, "Une suite"), (A_DAY_AHEAD, "Un jour de plus"), (RIGHT, "Une fin")]
    {
        set_clock(ahead);
        // One draft, whose last words are the last.
        writer.does(&talk.act("draft"), &[("body", words), ("draft", "formulaire-7")]).await;
        let list = writer.get("/me/drafts").await;
        assert_eq!(list.assert_sees(words).all(".thread-row").len(), 1);
        // Sessions opened before, whenever that was, and one opened now.
        sessions.push(world.signs_in(writer.email(), PASSWORD).await);
        for session in &sessions {
            opens_every_page(&world, session, &[&talk.path]).await;
        }
        reading::write(&world.house).await.unwrap();
        sessions::write_last_uses(&world.house).await.unwrap();
        drafting::forget_held(&world.house.db).await.unwrap();
        // What is new is new until it is read, and read once it is.
        helper.replies(&talk, "Une réponse").await;
        writer.get("/communities/nantes").await.assert_sees("Nouveaux messages");
        writer.get(&talk.path).await.assert_status(200);
        reading::write(&world.house).await.unwrap();
        writer.get("/communities/nantes").await.assert_unseen("Nouveaux messages");
    }
    let last = world.thread_row(talk.id).await.last_post_id.unwrap();
    let marks = read_marks::Entity::find().all(&world.house.db).await.unwrap();
    assert!(marks.iter().any(|mark| mark.user_id == writer.id() && mark.post_id == last), "{marks:?}");
    writer.does(&talk.act("posts"), &[("body", "Une fin"), ("draft", "formulaire-7")]).await;
    assert_eq!(drafts::Entity::find().all(&world.house.db).await.unwrap().len(), 0);

    // Words sent after the session ended are found by who signs in, an hour earlier.
    writer.post("/session/end", &[]).await.assert_status(303);
    let late = writer.post(&talk.act("posts"), &[("body", "Écrit pendant une heure")]).await;
    set_clock(AN_HOUR_BACK);
    drafting::forget_held(&world.house.db).await.unwrap();
    let browser = world.visitor().with_cookie("held", &late.cookie("held").expect("the key to the words"));
    browser.post("/session", &[("email", writer.email()), ("password", PASSWORD)]).await.assert_status(303);
    sessions[1].get("/me/drafts").await.assert_sees("Écrit pendant une heure");
}
