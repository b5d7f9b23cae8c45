//! Contacts and the clock: reminders, what is closed without an answer, what is
//! forgotten. The hour is given.

use chrono::{DateTime, Duration, Utc};
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{contact_messages, contacts, introductions},
        contacts::reminding,
    },
};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::support::{Actor, World};

struct Cast {
    world: World,
    asker: Actor,
    person: Actor,
    begun: DateTime<Utc>,
}

async fn cast() -> Cast {
    let world = World::new().await;
    let asker = world.person("ben", Kind::Other).await;
    let person = world.person("awa", Kind::Seeker).await;
    Cast { world, asker, person, begun: clock::now() }
}

impl Cast {
    /// What the clock does so many days after the beginning.
    async fn after(&self, days: i64) {
        let now = self.begun + Duration::days(days) + Duration::hours(1);
        reminding::remind_due(&self.world.house.db, now).await.unwrap();
    }

    async fn contact(&self, id: i64) -> Option<contacts::Model> {
        contacts::Entity::find_by_id(id).one(&self.world.house.db).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_asked_is_reminded_twice_then_it_is_closed_and_said() {
    let cast = cast().await;
    let id = cast.asker.asks_of(&cast.person, "other", "Bonjour").await;
    assert_eq!(cast.world.told(&cast.person).await, ["contact-asked"]);
    for (day, due) in [(2, 0), (3, 1), (4, 0), (6, 0), (7, 1), (8, 0), (13, 0)] {
        for _ in 0..2 {
            cast.after(day).await;
        }
        assert_eq!(cast.world.told(&cast.person).await, vec!["contact-reminder"; due], "day {day}");
        assert!(cast.world.told(&cast.asker).await.is_empty());
    }
    cast.after(14).await;
    assert_eq!(cast.contact(id).await.unwrap().state, "closed");
    assert_eq!(cast.world.told(&cast.asker).await, ["contact-closed"]);
    let page = cast.asker.get(&format!("/me/contacts/{id}")).await;
    page.assert_status(200).assert_sees("Ce n’est pas un refus");
    // It is over for both, and one may ask again.
    cast.person.post(&format!("/me/contacts/{id}/acceptance"), &[]).await.assert_status(409);
    cast.asker.asks_of(&cast.person, "other", "Une dernière fois").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_slept_reminds_once_and_not_what_was_answered() {
    let cast = cast().await;
    let id = cast.asker.asks_of(&cast.person, "other", "Bonjour").await;
    let third = cast.world.person("cleo", Kind::Seeker).await;
    let answered = cast.asker.asks_of(&third, "other", "Bonjour").await;
    third.does(&format!("/me/contacts/{answered}/acceptance"), &[]).await;
    for who in [&cast.person, &third] {
        cast.world.told(who).await;
    }
    for _ in 0..2 {
        cast.after(10).await;
    }
    assert_eq!(cast.world.told(&cast.person).await, ["contact-reminder"]);
    assert!(cast.world.told(&third).await.is_empty());
    cast.after(30).await;
    assert_eq!(cast.contact(id).await.unwrap().state, "closed");
    assert_eq!(cast.contact(answered).await.unwrap().state, "accepted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_put_off_comes_back_on_its_day_and_waits_from_there() {
    let cast = cast().await;
    let id = cast.asker.asks_of(&cast.person, "other", "Bonjour").await;
    let day = (cast.begun + Duration::days(20)).format("%Y-%m-%d").to_string();
    cast.person.does(&format!("/me/contacts/{id}/delay"), &[("until", &day)]).await;
    cast.world.told(&cast.person).await;
    cast.after(18).await;
    assert_eq!(cast.contact(id).await.unwrap().state, "later");
    assert!(cast.world.told(&cast.person).await.is_empty());
    cast.after(21).await;
    assert_eq!(cast.contact(id).await.unwrap().state, "waiting");
    assert_eq!(cast.world.told(&cast.person).await, ["contact-reminder"]);
    cast.after(24).await;
    assert_eq!(cast.world.told(&cast.person).await, ["contact-reminder"]);
    cast.after(32).await;
    assert_eq!(cast.contact(id).await.unwrap().state, "waiting", "fourteen days from the day chosen");
    cast.after(35).await;
    assert_eq!(cast.contact(id).await.unwrap().state, "closed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_introduction_that_one_did_not_answer_is_closed_like_the_rest() {
    let cast = cast().await;
    let third = cast.world.person("cleo", Kind::Seeker).await;
    let two = [("to", third.handle()), ("message", "Parlez-vous.")];
    cast.asker.does("/people/awa/introductions", &two).await;
    let id = introductions::Entity::find().one(&cast.world.house.db).await.unwrap().unwrap().id;
    cast.person.does(&format!("/me/introductions/{id}/consent"), &[]).await;
    for who in [&cast.person, &third] {
        cast.world.told(who).await;
    }
    cast.after(3).await;
    assert!(cast.world.told(&cast.person).await.is_empty(), "who said yes is not asked again");
    assert_eq!(cast.world.told(&third).await, ["introduction-reminder"]);
    cast.after(14).await;
    assert_eq!(cast.world.told(&cast.asker).await, ["introduction-over"]);
    assert_eq!(cast.world.told(&cast.person).await, ["introduction-over"]);
    assert!(cast.world.told(&third).await.is_empty());
    third.post(&format!("/me/introductions/{id}/consent"), &[]).await.assert_status(409);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_over_is_forgotten_after_three_months_with_its_words() {
    let cast = cast().await;
    let people: Vec<Actor> = vec![
        cast.world.person("un", Kind::Seeker).await,
        cast.world.person("deux", Kind::Seeker).await,
        cast.world.person("trois", Kind::Seeker).await,
        cast.world.person("quatre", Kind::Seeker).await,
    ];
    let mut ids = vec![];
    for person in &people {
        ids.push(cast.asker.asks_of(person, "other", "Bonjour").await);
    }
    let [refused, ended, open, withdrawn] = ids[..] else { panic!("four") };
    let act = |id: i64, act: &str| format!("/me/contacts/{id}/{act}");
    people[0].does(&act(refused, "refusal"), &[("reason", "Non.")]).await;
    for (person, id) in [(&people[1], ended), (&people[2], open)] {
        person.does(&act(id, "acceptance"), &[]).await;
        person.does(&act(id, "messages"), &[("body", "Oui.")]).await;
    }
    people[1].does(&act(ended, "closure"), &[]).await;
    cast.asker.does(&act(withdrawn, "removal"), &[]).await;
    let mut left = vec![];
    for days in [1, 3, 88, 95] {
        cast.world.time_comes(cast.begun + Duration::days(days)).await;
        let mut kept = vec![];
        for id in &ids {
            kept.push(cast.contact(*id).await.is_some());
        }
        left.push(kept);
    }
    assert_eq!(
        left,
        [
            vec![true, true, true, true],
            vec![true, true, true, false],
            vec![true, true, true, false],
            vec![false, false, true, false],
        ]
    );
    let words = contact_messages::Entity::find().count(&cast.world.house.db).await.unwrap();
    assert_eq!(words, 1, "what is open stays");
    people[0].get(&format!("/me/contacts/{refused}")).await.assert_status(404);
}
