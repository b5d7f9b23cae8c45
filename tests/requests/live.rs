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
