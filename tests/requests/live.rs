//! An open page hears what happens, as long as its reader may.

use passerelle::access::{Audience, Kind};

use crate::support::{Actor, Listener, Talk, World};

async fn opens(who: &Actor, talk: &Talk) -> Listener {
    who.listens(&format!("/live?thread={}", talk.id), &[]).await
}

/// The next thing said of the thread itself.
async fn hears(listener: &mut Listener) -> Option<(String, String)> {
    loop {
        let heard = listener.hears().await?;
        if heard.event != "count" {
            return Some((heard.event, heard.data));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replies_edits_and_closings_are_heard_as_each_reader_reads_them() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let helper = world.person("ben", Kind::Seeker).await;
    let talk = asker.asks(&room, "Une question", "Un message.").await;
    let other = asker.asks(&room, "Autre chose", "Un message.").await;
    let (mut member, mut visitor) = (opens(&asker, &talk).await, opens(&world.visitor(), &talk).await);
    helper.replies(&other, "Ailleurs").await;
    let post = helper.replies(&talk, "Une *piste*").await;
    let (event, data) = hears(&mut member).await.unwrap();
    assert_eq!(event, "post");
    assert!(data.contains(&format!("\"id\":{post}")) && data.contains("<em>piste</em>"), "{data}");
    assert!(data.contains("/gestures"), "a member may thank");
    let (_, data) = hears(&mut visitor).await.unwrap();
    assert!(data.contains("<em>piste</em>") && !data.contains("/gestures"), "{data}");
    helper.does(&format!("/posts/{post}"), &[("body", "Une piste sûre")]).await;
    let (event, data) = hears(&mut member).await.unwrap();
    assert!(event == "change" && data.contains("Une piste sûre"), "{event} {data}");
    asker.does(&talk.act("closure"), &[]).await;
    assert_eq!(hears(&mut member).await.unwrap().0, "thread");
    // Taken back, its words are heard no more.
    hears(&mut visitor).await.unwrap();
    assert_eq!(hears(&mut visitor).await.unwrap().0, "thread");
    helper.does(&format!("/posts/{post}/removal"), &[]).await;
    let (event, data) = hears(&mut visitor).await.unwrap();
    assert!(event == "change" && !data.contains("piste"), "{event} {data}");
}

/// What everyone around an answer hears of it: who asked, who answered, who cares
/// for the room, anyone.
struct Around {
    world: World,
    asker: Actor,
    helper: Actor,
    carer: Actor,
    talk: Talk,
    answer: i64,
}

impl Around {
    async fn an_answer() -> Self {
        let world = World::new().await;
        let carer = world.person("carer", Kind::Other).await;
        let room = world.room("nantes", Audience::Public, &[&carer]).await;
        let asker = world.person("awa", Kind::Seeker).await;
        let helper = world.person("ben", Kind::Seeker).await;
        let talk = asker.asks(&room, "Une question", "Un message.").await;
        let answer = helper.replies(&talk, "Une piste").await;
        world.caught_up().await;
        Self { world, asker, helper, carer, talk, answer }
    }

    /// In this order: who asked, who answered, who cares for the room, a visitor.
    async fn open_pages(&self) -> [Listener; 4] {
        [
            opens(&self.asker, &self.talk).await,
            opens(&self.helper, &self.talk).await,
            opens(&self.carer, &self.talk).await,
            opens(&self.world.visitor(), &self.talk).await,
        ]
    }

    /// Each hears that this message changed, and of it what is theirs to read.
    async fn hear_change(&self, pages: &mut [Listener; 4], post: i64) -> [String; 4] {
        let mut heard = [const { String::new() }; 4];
        for (page, heard) in pages.iter_mut().zip(&mut heard) {
            let (event, data) = hears(page).await.unwrap();
            assert!(event == "change" && data.contains(&format!("\"id\":{post}")), "{event} {data}");
            *heard = data;
        }
        heard
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gestures_are_heard_with_their_words_and_taken_back_without() {
    let around = Around::an_answer().await;
    let (asker, answer) = (&around.asker, around.answer);
    let mut pages = around.open_pages().await;
    let path = format!("/posts/{answer}/gestures");
    for (kind, sentence, said) in [
        ("thanks", "", "AWA Test dit merci"),
        ("bravo", "Quel courage", "Quel courage"),
        ("relay", "", "AWA Test fait le relais"),
    ] {
        let fields = [("kind", kind), ("sentence", sentence)];
        asker.does(&path, if sentence.is_empty() { &fields[..1] } else { &fields[..] }).await;
        let heard = around.hear_change(&mut pages, answer).await;
        assert!(heard.iter().all(|data| data.contains(said)), "{kind}: {heard:?}");
        // Who made it may take it back; a visitor is offered nothing.
        assert!(heard[0].contains("/gestures/removal"), "{}", heard[0]);
        assert!(!heard[1].contains("/gestures/removal") && !heard[3].contains("/gestures"), "{heard:?}");
        asker.does(&format!("{path}/removal"), &[("kind", kind)]).await;
        let heard = around.hear_change(&mut pages, answer).await;
        assert!(heard.iter().all(|data| !data.contains(said)), "{kind} was taken back: {heard:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_accepted_answer_is_heard_and_so_is_the_one_it_replaces() {
    let around = Around::an_answer().await;
    let (asker, talk, first) = (&around.asker, &around.talk, around.answer);
    let second = around.helper.replies(talk, "La bonne piste").await;
    around.world.caught_up().await;
    let mut pages = around.open_pages().await;
    let accepts = |post: i64| async move { asker.does(&talk.act("solution"), &[("post_id", &post.to_string())]).await };
    let is_accepted = |heard: &[String; 4]| heard.iter().all(|data| data.contains("post--solution"));
    let is_not = |heard: &[String; 4]| heard.iter().all(|data| !data.contains("post--solution"));
    accepts(first).await;
    let heard = around.hear_change(&mut pages, first).await;
    assert!(is_accepted(&heard), "{heard:?}");
    // Who asked may change their mind; who answered may not.
    assert!(heard[0].contains("/solution/removal") && !heard[1].contains("/solution"), "{heard:?}");
    accepts(second).await;
    assert!(is_not(&around.hear_change(&mut pages, first).await), "the first is the answer no more");
    assert!(is_accepted(&around.hear_change(&mut pages, second).await));
    asker.does(&talk.act("solution/removal"), &[]).await;
    assert!(is_not(&around.hear_change(&mut pages, second).await));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_becomes_of_the_thread_itself_is_heard_by_everyone() {
    let around = Around::an_answer().await;
    let (asker, carer, talk) = (&around.asker, &around.carer, &around.talk);
    let mut pages = around.open_pages().await;
    let title = [("title", "Une question plus claire"), ("kind", "question")];
    for (who, path, fields) in [
        (carer, talk.act("pin"), &[][..]),
        (carer, talk.act("pin/removal"), &[][..]),
        (asker, talk.act("closure"), &[][..]),
        (asker, talk.act("closure/removal"), &[][..]),
        (asker, format!("/threads/{}", talk.id), &title[..]),
    ] {
        who.does(&path, fields).await;
        for page in &mut pages {
            // The page is asked for again, as its reader may read it: nothing else is said.
            assert_eq!(hears(page).await, Some(("thread".to_owned(), "{}".to_owned())), "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_words_of_a_hidden_message_travel_to_its_author_and_the_managers_alone() {
    let around = Around::an_answer().await;
    let (asker, carer, talk) = (&around.asker, &around.carer, &around.talk);
    let mut pages = around.open_pages().await;
    let post = around.helper.replies(talk, "canarimasque").await;
    let mut came = String::new();
    for page in &mut pages {
        let heard = loop {
            match page.hears().await.expect("an open page") {
                heard if heard.event == "post" => break heard,
                _ => {}
            }
        };
        assert!(heard.data.contains("canarimasque"), "{heard:?}");
        came = heard.id;
    }
    let bravo = [("kind", "bravo"), ("sentence", "canariphrase")];
    asker.does(&format!("/posts/{post}/gestures"), &bravo).await;
    let heard = around.hear_change(&mut pages, post).await;
    assert!(heard.iter().all(|data| data.contains("canariphrase")), "{heard:?}");

    let hides = async |pages: &mut [Listener; 4]| {
        carer.does(&format!("/posts/{post}/hiding"), &[("reason", "canarimotif")]).await;
        let [asked, wrote, cares, looks] = around.hear_change(pages, post).await;
        for told in [&wrote, &cares] {
            assert!(told.contains("canarimasque"), "{told}");
        }
        for untold in [&asked, &looks] {
            for token in ["canarimasque", "canariphrase", "canarimotif"] {
                assert!(!untold.contains(token), "{token}: {untold}");
            }
        }
    };
    hides(&mut pages).await;
    // Nor do they to whoever was away when it was written, and comes back now.
    let before = just_before(&came);
    for reader in [asker, &around.world.visitor()] {
        let path = format!("/live?thread={}", talk.id);
        let mut late = reader.listens(&path, &[("last-event-id", &before)]).await;
        for _ in 0..3 {
            let (event, data) = hears(&mut late).await.unwrap();
            assert!(["post", "change"].contains(&event.as_str()), "{event}");
            assert!(!data.contains("canarimasque") && !data.contains("canariphrase"), "{data}");
        }
    }
    carer.does(&format!("/posts/{post}/hiding/removal"), &[]).await;
    let heard = around.hear_change(&mut pages, post).await;
    assert!(heard.iter().all(|data| data.contains("canarimasque")), "shown again, it is everyone's: {heard:?}");
    hides(&mut pages).await;
}

/// The place in the log just before this one.
fn just_before(id: &str) -> String {
    let (xid, id) = id.split_once('-').expect("a place in the log");
    format!("{xid}-{}", id.parse::<i64>().unwrap() - 1)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_back_hears_what_was_said_meanwhile() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let talk = asker.asks(&room, "Une question", "Un message.").await;
    let mut first = opens(&asker, &talk).await;
    asker.replies(&talk, "Un").await;
    let heard = first.hears().await.unwrap();
    drop(first);
    asker.replies(&talk, "Deux").await;
    asker.replies(&talk, "Trois").await;
    world.caught_up().await;
    let path = format!("/live?thread={}", talk.id);
    for (path, headers) in
        [(path.clone(), vec![("last-event-id", heard.id.as_str())]), (format!("{path}&since={}", heard.id), vec![])]
    {
        let mut again = asker.listens(&path, &headers).await;
        assert!(hears(&mut again).await.unwrap().1.contains("Deux"));
        assert!(hears(&mut again).await.unwrap().1.contains("Trois"));
    }
    // Away for too long, the page is asked for again.
    world.fill(&talk, &asker, 60).await;
    world.caught_up().await;
    let mut late = asker.listens(&path, &[("last-event-id", "0-1")]).await;
    assert_eq!(late.hears().await.unwrap().event, "reload");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_no_longer_read_hears_nothing_more() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Other).await;
    let boss = world.admin("boss").await;
    let room = world.room("choisis", Audience::Named, &[&carer]).await;
    let talk = carer.asks(&room, "Un secret", "Un message.").await;
    let mut listeners = vec![];
    for handle in ["excluded", "suspended", "leaves"] {
        let guest = world.resident(handle, Kind::Seeker).await;
        carer.post("/communities/choisis/entrances", &[("handle", handle)]).await.assert_status(303);
        let listener = opens(&guest, &talk).await;
        listeners.push((guest, listener));
    }
    // They hear, all three: it is the act that ends it.
    carer.replies(&talk, "Entre nous").await;
    for (_, listener) in &mut listeners {
        assert!(hears(listener).await.unwrap().1.contains("Entre nous"));
    }
    carer.post("/communities/choisis/entrances/removal", &[("handle", "excluded")]).await.assert_status(303);
    let until = (passerelle::clock::now() + chrono::Duration::days(3)).format("%Y-%m-%d").to_string();
    let suspension = [("reason", "Publicité."), ("until", until.as_str())];
    boss.post("/admin/people/suspended/suspension", &suspension).await.assert_status(303);
    listeners[2].0.post("/session/end", &[]).await.assert_status(303);
    carer.replies(&talk, "Après leur départ").await;
    for (guest, listener) in &mut listeners {
        assert_eq!(hears(listener).await, None, "{}", guest.handle());
    }
    // Nor can any of them begin again.
    for (guest, _) in &listeners[..2] {
        guest.get(&format!("/live?thread={}", talk.id)).await.assert_status(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_that_is_not_theirs_has_no_stream() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Other).await;
    let talk = carer.asks(&world.room("entre-nous", Audience::Seekers, &[&carer]).await, "Un", "Deux").await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let path = format!("/live?thread={}", talk.id);
    for other in [world.visitor(), world.person("rh", Kind::Recruiter).await, world.admin("boss").await] {
        other.get(&path).await.assert_status(404);
    }
    let mut listener = seeker.listens(&path, &[]).await;
    carer.replies(&talk, "Entre nous").await;
    assert!(hears(&mut listener).await.unwrap().1.contains("Entre nous"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_count_of_what_waits_follows() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let talk = asker.asks(&room, "Une question", "Un message.").await;
    let elsewhere = asker.asks(&room, "Ailleurs", "Un message.").await;
    let mut listener = opens(&asker, &elsewhere).await;
    world.person("ben", Kind::Seeker).await.replies(&talk, "Une piste").await;
    let heard = listener.hears().await.unwrap();
    assert_eq!((heard.event.as_str(), heard.data.as_str()), ("count", "{\"waiting\":1}"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn streams_end_when_the_house_closes() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let talk = asker.asks(&room, "Une question", "Un message.").await;
    let mut listener = opens(&asker, &talk).await;
    world.house.closing().begin();
    assert_eq!(listener.hears().await, None);
}

/// On PostgreSQL an activity can commit after one of a higher number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_committed_late_is_heard_by_who_comes_back() {
    use passerelle::{
        initializers::live,
        models::activities::{self, About, Verb, readers},
    };
    use sea_orm::EntityTrait;
    let world = World::new().await;
    let db = &world.house.db;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let about = About { thread: Some(talk.id), ..About::default() };
    let tell = async || {
        let txn = db.write().await.unwrap();
        activities::record(&txn, None, Verb::Pinned, about, "").await.unwrap();
        txn.commit().await.unwrap();
    };
    if db.is_sqlite() {
        // One writer: nothing commits out of order.
        let place = readers::end(db).await.unwrap();
        tell().await;
        assert_eq!(live::since(db, talk.id, place).await.unwrap().unwrap().len(), 1);
        return;
    }
    // The first takes its place among transactions; the second, later, takes a lower id.
    let early = db.write().await.unwrap();
    activities::record(&early, None, Verb::Pinned, about, "").await.unwrap();
    let late = db.write().await.unwrap();
    activities::record(&late, None, Verb::Unpinned, about, "").await.unwrap();
    activities::record(&early, None, Verb::Closed, about, "").await.unwrap();
    early.commit().await.unwrap();
    // Others write to this server too: what is settled is waited for by asking.
    let heard = loop {
        let end = readers::end(db).await.unwrap();
        let last = activities::Entity::find_by_id(end.id).one(db).await.unwrap();
        if last.is_some_and(|activity| activity.verb == Verb::Closed.name()) {
            break end;
        }
        tokio::task::yield_now().await;
    };
    late.commit().await.unwrap();
    let missed = loop {
        let missed = live::since(db, talk.id, heard).await.unwrap().unwrap();
        if !missed.is_empty() {
            break missed;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(missed.iter().map(|happened| happened.verb).collect::<Vec<_>>(), [Verb::Unpinned]);
    assert!(missed[0].place.id < heard.id, "its number is lower than the last one heard");
}
