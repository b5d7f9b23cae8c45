//! Where was I? Read marks, what one keeps, what one wrote.

use passerelle::{
    access::{Audience, Kind},
    models::{bookmarks, reading},
    refusals::Refusal,
};

use crate::support::{World, says};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_opens_where_one_stopped_reading() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let reader = world.person("ben", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    writer.replies(&talk, "Première réponse").await;
    let first = reader.get(&talk.path).await;
    first.assert_unseen("Nouveaux messages");
    reading::write(&world.house).await.unwrap();
    // Nothing new: nothing is said. Something new: the list leads there.
    reader.get("/communities/nantes").await.assert_unseen("Nouveaux messages");
    let new = writer.replies(&talk, "Deuxième réponse").await;
    let list = reader.get("/communities/nantes").await;
    let way = list.attribute(".thread-row__new a", "href").expect("the way to what is new");
    let there = reader.get(way.split('#').next().unwrap()).await;
    assert_eq!(there.posts(), [new]);
    assert!(there.has("#new"), "a line says where what is new begins");
    assert_eq!(reader.get(&talk.path).await.all("#new").len(), 0, "it was read");
    // Read on one device, it is read on the others; and visitors have no marks.
    reading::write(&world.house).await.unwrap();
    reader.get("/communities/nantes").await.assert_unseen("Nouveaux messages");
    world.visitor().get("/communities/nantes").await.assert_unseen("Nouveaux messages");
    // One's own message is not news to oneself.
    writer.get(&talk.path).await.assert_unseen("Nouveaux messages");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_browser_fetches_in_advance_is_not_read() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let reader = world.person("ben", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    reader.get(&talk.path).await;
    writer.replies(&talk, "Une réponse").await;
    reader.get_with(&talk.path, &[("sec-purpose", "prefetch;prerender")]).await.assert_status(200);
    reading::write(&world.house).await.unwrap();
    reader.get("/communities/nantes").await.assert_sees("Nouveaux messages");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_goes_to_a_day_of_a_long_thread() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    world.visitor().get(&talk.path).await.assert_unseen("Aller à une date");
    world.fill(&talk, &writer, 45).await;
    let page = world.visitor().get(&talk.path).await;
    page.assert_sees("Aller à une date");
    let today = page.attribute("#jump-on", "min").unwrap();
    let there = world.visitor().get(&format!("{}?on={today}", talk.path)).await;
    there.assert_status(200);
    assert_eq!(there.posts().first(), page.posts().first());
    // A day to come leads to the last message; what is no day, to the beginning.
    let last = world.visitor().get(&format!("{}?on=2999-01-01", talk.path)).await;
    assert_eq!(last.posts().last().copied(), world.thread_row(talk.id).await.last_post_id);
    let none = world.visitor().get(&format!("{}?on=demain", talk.path)).await;
    assert_eq!(none.posts(), page.posts());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_thread_is_found_again_by_its_keeper_alone() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Other).await;
    let room = world.room("choisis", Audience::Named, &[&carer]).await;
    let keeper = world.person("awa", Kind::Seeker).await;
    carer.post("/communities/choisis/entrances", &[("handle", "awa")]).await.assert_status(303);
    let talk = carer.asks(&room, "Un fil précieux", "Un message.").await;
    keeper.post(&talk.act("bookmark"), &[("note", "Pour ma lettre")]).await.assert_status(303);
    keeper.post(&talk.act("bookmark"), &[("note", "Pour ma lettre de jeudi")]).await.assert_status(303);
    let list = keeper.get("/me/bookmarks").await;
    assert_eq!(list.all(".thread-row").len(), 1);
    list.assert_sees("Un fil précieux").assert_sees("Pour ma lettre de jeudi");
    keeper.get(&talk.path).await.assert_sees("Pour ma lettre de jeudi");
    carer.get("/me/bookmarks").await.assert_unseen("Pour ma lettre");
    carer.get(&talk.path).await.assert_unseen("Pour ma lettre");
    // Refused, the form comes back open, with its words and the sentence beside the field.
    let long = "é".repeat(501);
    for (field, note, day, refusal) in [
        ("remind_on", "Mes mots", "2001-01-01", Refusal::BadDate { field: "remind_on" }),
        ("remind_on", "Mes mots", "demain", Refusal::BadDate { field: "remind_on" }),
        ("note", long.as_str(), "2999-01-01", Refusal::TooLong { field: "note", bytes: 1_000 }),
    ] {
        let page = keeper.post(&talk.act("bookmark"), &[("note", note), ("remind_on", day)]).await;
        page.assert_status(422).assert_sees("Un fil précieux");
        assert_eq!(page.first(&format!("details[open] #{field}-error")).as_deref(), Some(says(&refusal).as_str()));
        assert_eq!(page.typed("#note"), note);
        assert_eq!(page.attribute("#remind_on", "value").as_deref(), Some(day));
        assert!(!page.has("#body-error"), "the reply was not refused");
    }
    keeper.get("/me/bookmarks").await.assert_sees("Pour ma lettre de jeudi");
    // The message it was kept for can be another; saying nothing of it keeps it.
    let post = carer.replies(&talk, "Une réponse.").await.to_string();
    for fields in [&[("post_id", post.as_str())][..], &[("note", "Pour ma lettre")]] {
        keeper.post(&talk.act("bookmark"), fields).await.assert_status(303);
        assert!(keeper.get("/me/bookmarks").await.has(&format!("a[href='/posts/{post}']")));
    }
    // Shown out, the note stays and the title goes; the day comes without a word.
    let in_a_week = (passerelle::clock::now() + chrono::Duration::days(7)).format("%Y-%m-%d").to_string();
    keeper.post(&talk.act("bookmark"), &[("note", "Ma note"), ("remind_on", &in_a_week)]).await.assert_status(303);
    carer.post("/communities/choisis/entrances/removal", &[("handle", "awa")]).await.assert_status(303);
    keeper.get("/me/bookmarks").await.assert_sees("Ma note").assert_unseen("Un fil précieux");
    let later = passerelle::clock::now() + chrono::Duration::days(9);
    bookmarks::remind_due(&world.house, later).await.unwrap();
    let told = keeper.get("/notifications").await;
    told.assert_unseen("Un fil précieux");
    assert!(!told.has(".masthead .count:not([hidden])"));
    keeper.post(&talk.act("bookmark/removal"), &[]).await.assert_status(303);
    keeper.get("/me/bookmarks").await.assert_unseen("Ma note");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_day_one_chose_is_told_once() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Un fil précieux", "Un message.").await;
    let tomorrow = (passerelle::clock::now() + chrono::Duration::days(2)).format("%Y-%m-%d").to_string();
    writer.post(&talk.act("bookmark"), &[("remind_on", &tomorrow)]).await.assert_status(303);
    bookmarks::remind_due(&world.house, passerelle::clock::now()).await.unwrap();
    writer.get("/notifications").await.assert_unseen("Vous vouliez y revenir");
    let later = passerelle::clock::now() + chrono::Duration::days(3);
    for _ in 0..2 {
        bookmarks::remind_due(&world.house, later).await.unwrap();
    }
    let told = writer.get("/notifications").await;
    assert_eq!(told.all(".thread-row--unread").len(), 1);
    told.assert_sees("Vous vouliez y revenir aujourd’hui");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_wrote_is_listed_for_oneself() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    let taken_back = writer.replies(&talk, "Une réponse de trop").await;
    writer.does(&format!("/posts/{taken_back}/removal"), &[]).await;
    let list = writer.get("/me/writings").await;
    assert_eq!(list.all(".thread-row").len(), 2);
    list.assert_sees("Une réponse de trop").assert_sees("retiré par vous").assert_sees("Vous avez ouvert ce fil");
    world.fill(&talk, &writer, 30).await;
    let list = writer.get("/me/writings").await;
    let next = list.attribute("a[rel=next]", "href").expect("a next page");
    assert_eq!(list.all(".thread-row").len() + writer.get(&next).await.all(".thread-row").len(), 32);
    world.person("ben", Kind::Seeker).await.get("/me/writings").await.assert_unseen("Une réponse de trop");
}
