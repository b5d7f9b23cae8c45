//! Introductions: someone who knows both proposes, and nothing is of it until both say yes.

use passerelle::{
    access::Kind,
    models::{
        _entities::{contacts, introductions, notifications},
        contacts::introducing,
        reading, users,
    },
    refusals::Failure,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::contacts::{Cast, cast, recruiter};
use crate::support::{Actor, Page, World};

impl Actor {
    /// Proposes that these two meet.
    async fn introduces(&self, one: &Actor, other: &Actor, message: &str) -> Page {
        let fields = [("to", other.handle()), ("message", message)];
        self.post(&format!("/people/{}/introductions", one.handle()), &fields).await
    }
}

/// The page of the latest introduction.
async fn latest(world: &World) -> String {
    let latest = introductions::Entity::find().order_by_desc(introductions::Column::Id);
    format!("/me/introductions/{}", latest.one(&world.house.db).await.unwrap().expect("an introduction").id)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_introduction_is_a_contact_once_both_said_yes() {
    let Cast { world, asker, person, other } = cast().await;
    let go_between = world.person("mathieu", Kind::Adviser).await;
    let propose = async |message: &str| {
        let two = [("to", "awa"), ("message", message)];
        go_between.post(&format!("/people/{}/introductions", asker.handle()), &two).await
    };
    propose("Vous vous entendrez.").await.assert_status(303);
    let id = introductions::Entity::find().one(&world.house.db).await.unwrap().unwrap().id;
    let path = format!("/me/introductions/{id}");
    for (reader, name, handle) in [(&asker, "AWA Test", "/people/awa"), (&person, "RACHEL Test", "/people/rachel")] {
        let page = reader.get(&path).await;
        page.assert_status(200).assert_sees(name).assert_sees("Vous vous entendrez.").assert_sees("MATHIEU Test");
        assert!(!page.body.contains(&format!("href=\"{handle}\"")), "no more than a name");
        page.assert_unseen("Maison Claire");
    }
    other.get(&path).await.assert_status(404);
    go_between.get(&path).await.assert_status(404);
    other.post(&format!("{path}/consent"), &[]).await.assert_status(404);
    // One says yes: the other reads nothing of it.
    let before = person.get(&path).await.all("main");
    asker.does(&format!("{path}/consent"), &[]).await;
    assert_eq!(person.get(&path).await.all("main"), before);
    assert_eq!(contacts::Entity::find().count(&world.house.db).await.unwrap(), 0);
    let made = person.does(&format!("{path}/consent"), &[]).await.location().to_owned();
    for actor in [&asker, &person] {
        actor.get(&made).await.assert_status(200).assert_sees("Vous vous entendrez.");
        actor.does(&format!("{made}/messages"), &[("body", "Bonjour !")]).await;
    }
    go_between.get(&made).await.assert_status(404);
    assert_eq!(go_between.was_told().await, ["C’est oui des deux côtés."]);
    asker.post(&format!("{path}/refusal"), &[]).await.assert_status(409);
    // Refused: nobody hears by whom.
    asker.does(&format!("{made}/closure"), &[]).await;
    propose("Une autre fois.").await.assert_status(303);
    let again = format!("/me/introductions/{}", id + 1);
    asker.does(&format!("{again}/consent"), &[]).await;
    person.does(&format!("{again}/refusal"), &[]).await;
    asker.get(&again).await.assert_status(200).assert_sees("n’a pas eu lieu").assert_unseen("AWA Test a");
    go_between.get("/me/contacts/sent").await.assert_sees("N’a pas eu lieu");
    // Someone who takes nothing from them, or nobody: said alike.
    person.takes("nobody").await;
    let closed = propose("Encore ?").await;
    let nobody = [("to", "personne-de-ce-nom"), ("message", "Encore ?")];
    let nobody = go_between.post(&format!("/people/{}/introductions", asker.handle()), &nobody).await;
    assert_eq!((closed.status, closed.first("#to-error")), (nobody.status, nobody.first("#to-error")));
    closed.assert_status(422).assert_sees("Encore ?");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_keeps_the_other_at_a_distance_does_not_meet_them_and_nothing_shows_of_it() {
    let Cast { world, asker, person, other } = cast().await;
    // Whichever of the two comes first in what is proposed.
    for (one, two) in [(&asker, &person), (&person, &asker)] {
        other.introduces(one, two, "Vous vous entendrez.").await.assert_status(303);
        let path = latest(&world).await;
        person.does("/people/rachel/silence", &[("kind", "block")]).await;
        for actor in [one, two] {
            actor.does(&format!("{path}/consent"), &[]).await;
        }
        assert_eq!(contacts::Entity::find().count(&world.house.db).await.unwrap(), 0);
        asker.get(&path).await.assert_status(200).assert_sees("n’a pas eu lieu");
        person.does("/people/rachel/silence/removal", &[]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_write_to_each_other_already_are_not_introduced() {
    let Cast { world, asker, person, other } = cast().await;
    other.introduces(&asker, &person, "Vous vous entendrez.").await.assert_status(303);
    // The same sent twice is one; other words, or the other way round, wait for the first.
    other.introduces(&asker, &person, "Vous vous entendrez.").await.assert_status(303);
    other.introduces(&person, &asker, "Autrement dit.").await.assert_status(409).assert_sees("Autrement dit.");
    assert_eq!(introductions::Entity::find().count(&world.house.db).await.unwrap(), 1);
    let path = latest(&world).await;
    asker.does(&format!("{path}/consent"), &[]).await;
    let open = asker.asks_of(&person, "offer", "Bonjour").await;
    person.post(&format!("{path}/consent"), &[]).await.assert_status(409);
    // It is as if it had not been said: once that is over, it can be.
    asker.does(&format!("/me/contacts/{open}/removal"), &[]).await;
    person.does(&format!("{path}/consent"), &[]).await;
    let made = contacts::Entity::find().filter(contacts::Column::State.eq("accepted")).one(&world.house.db).await;
    assert_eq!(made.unwrap().expect("a contact").purpose, "introduction");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_proposes_counts_as_asked_and_what_comes_of_it_does_not() {
    let world = World::new().await;
    let go_between = world.person("mathieu", Kind::Other).await;
    let one = world.person("awa", Kind::Seeker).await;
    let mut others = vec![];
    for number in 0..6 {
        others.push(world.person(&format!("personne-{number}"), Kind::Seeker).await);
    }
    for other in &others[..5] {
        go_between.introduces(&one, other, "Parlez-vous.").await.assert_status(303);
        let path = latest(&world).await;
        for actor in [&one, other] {
            actor.does(&format!("{path}/consent"), &[]).await;
        }
    }
    // Five are proposed: nothing more is, nor asked.
    go_between.introduces(&one, &others[5], "Parlez-vous.").await.assert_status(429).assert_sees("Parlez-vous.");
    go_between.asks_again(&others[5], "other").await.assert_status(429);
    // Five contacts came of it, and she asked for none of them.
    assert_eq!(contacts::Entity::find().count(&world.house.db).await.unwrap(), 5);
    one.asks_of(&others[5], "other", "Bonjour").await;
    // Nor is someone proposed for whom much waits.
    let recruiter = recruiter(&world, "rachel", "Maison Claire").await;
    let asked = world.person("nora", Kind::Seeker).await;
    for number in 0..10 {
        world.person(&format!("monde-{number}"), Kind::Seeker).await.asks_of(&asked, "other", "Bonjour").await;
    }
    recruiter.introduces(&one, &asked, "Parlez-vous.").await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_who_takes_no_contact_from_me_is_proposed_to_nobody() {
    let Cast { world, asker, person, other } = cast().await;
    person.takes("recruiters").await;
    other.introduces(&person, &asker, "Bonjour").await.assert_status(404);
    other.introduces(&asker, &person, "Bonjour").await.assert_status(422);
    // By any other door either.
    let me = world.seen(&other).await;
    let one = users::Model::by_id(&world.house.db, person.id()).await.unwrap();
    let proposed = introducing::propose(&world.house.db, &me, &one, asker.handle(), "Bonjour").await;
    assert!(matches!(proposed, Err(Failure::Missing)), "{proposed:?}");
    assert_eq!(introductions::Entity::find().count(&world.house.db).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_introduction_fetched_ahead_is_not_read() {
    let Cast { world, asker, person, other } = cast().await;
    // Nobody but the test writes down what was read.
    world.house.closing().begin();
    world.house.closing().everyone_left().await;
    other.introduces(&asker, &person, "Vous vous entendrez.").await.assert_status(303);
    let path = latest(&world).await;
    let unread = async || {
        use notifications::Column as N;
        let mine = notifications::Entity::find().filter(N::UserId.eq(person.id())).filter(N::ReadAt.is_null());
        reading::write(&world.house).await.unwrap();
        mine.count(&world.house.db).await.unwrap()
    };
    person.get_with(&path, &[("sec-purpose", "prefetch;prerender")]).await.assert_status(200);
    assert_eq!(unread().await, 1);
    person.get(&path).await.assert_status(200);
    assert_eq!(unread().await, 0);
}
