//! Call-backs: asked from any page, at an hour the adviser shows or when they can; one
//! person a slot; a number that no more than the call needs.

use chrono::{DateTime, Duration, Utc};
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{call_slots, calls},
        calls::{asking, asking::Draft},
    },
    refusals::{Failure, Refusal},
};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::support::{Actor, World};

const PHONE: &str = "06 12 34 56 78";

struct Cast {
    world: World,
    person: Actor,
    adviser: Actor,
    other: Actor,
}

/// Someone who is advised, their adviser, and someone else.
async fn cast() -> Cast {
    let world = World::new().await;
    let person = world.person("awa", Kind::Seeker).await;
    let adviser = world.person("martin", Kind::Adviser).await;
    let other = world.person("cleo", Kind::Other).await;
    world.links(&person, &adviser).await;
    Cast { world, person, adviser, other }
}

fn at(id: i64, act: &str) -> String {
    format!("/me/calls/{id}/{act}")
}

fn day(days: i64) -> String {
    (clock::now() + Duration::days(days)).format("%Y-%m-%d").to_string()
}

impl Cast {
    async fn row(&self, id: i64) -> calls::Model {
        calls::Entity::find_by_id(id).one(&self.world.house.db).await.unwrap().expect("a call")
    }

    /// The adviser calls at two hours of one day to come; their names.
    async fn slots(&self) -> Vec<String> {
        let hours = [("day", &*day(3)), ("from", "14:00"), ("until", "15:00"), ("minutes", "30")];
        self.adviser.does("/me/people/slots", &hours).await;
        self.offered(&self.person).await
    }

    async fn offered(&self, to: &Actor) -> Vec<String> {
        let page = to.get("/me/adviser/calls/new").await;
        let names = page.assert_status(200).attributes("input[name=slot]", "value");
        names.into_iter().filter(|name| !name.is_empty()).collect()
    }
}

async fn hears(who: &Actor) -> Vec<String> {
    who.get("/notifications").await.all(".thread-row--unread .thread-row__sense")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_asked_agreed_and_made_and_its_number_goes_with_it() {
    let cast = cast().await;
    let Cast { world, person, adviser, other } = &cast;
    let id = person.asks_for_a_call(world, "Ma lettre pour lundi", PHONE, "").await;
    assert_eq!(hears(adviser).await, ["AWA Test demande un rappel."]);
    // What is due comes first; the number is on the adviser's page of it and nowhere else.
    adviser
        .get("/me/people")
        .await
        .assert_sees("Rappels à faire")
        .assert_sees("Ma lettre pour lundi")
        .assert_unseen(PHONE);
    let between = cast.row(id).await.accompaniment_id;
    let page = adviser.get(&format!("/me/people/{between}")).await;
    page.assert_sees(PHONE).assert_sees("tel:0612345678");
    person.get("/me/adviser").await.assert_sees("Ma lettre pour lundi").assert_unseen(PHONE);
    // To anyone but the two there is no such call, and only the adviser answers.
    for (actor, act) in [(other, "agreement"), (other, "cancellation"), (person, "agreement"), (person, "completion")] {
        actor.post(&at(id, act), &[]).await.assert_status(404);
    }
    // No slot was chosen: the adviser says when.
    for (day, hour) in [("", ""), ("2020-01-01", "10:00"), (&*day(3), "25:00"), (&*day(100), "10:00")] {
        let page = adviser.post(&at(id, "agreement"), &[("day", day), ("hour", hour)]).await;
        assert!(page.assert_status(422).has("#day-error"), "{day} {hour}");
    }
    adviser.does(&at(id, "agreement"), &[("day", &day(3)), ("hour", "10:00")]).await;
    assert_eq!(hears(person).await, ["MARTIN Test vous rappellera : c’est convenu."]);
    person.get("/me/adviser").await.assert_sees("Convenu").assert_sees("à 10 h 00");
    adviser.post(&at(id, "agreement"), &[("day", &day(4)), ("hour", "10:00")]).await.assert_status(409);
    adviser.does(&at(id, "completion"), &[]).await;
    let done = cast.row(id).await;
    assert_eq!((done.state.as_str(), done.phone.as_str(), done.open_of), ("done", "", None));
    adviser.get(&format!("/me/people/{between}")).await.assert_unseen(PHONE).assert_unseen("tel:");
    person.get("/me/adviser").await.assert_sees("L’appel est fait");
    person.post(&at(id, "cancellation"), &[]).await.assert_status(409).assert_sees("Cela a changé entre-temps");
    // Another may be asked for.
    person.asks_for_a_call(world, "Et ensuite", PHONE, "").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_people_one_gets_the_slot_and_the_other_hears_it() {
    let cast = cast().await;
    let Cast { world, person, adviser, other } = &cast;
    world.links(other, adviser).await;
    let slots = cast.slots().await;
    assert_eq!(slots.len(), 2);
    let (awa, cleo) = (world.seen(person).await, world.seen(other).await);
    let draft = Draft { about: "Bonjour".into(), phone: PHONE.into(), slot: slots[0].clone(), ..Draft::default() };
    let db = &world.house.db;
    let (one, two) = tokio::join!(asking::ask(db, &awa, &draft), asking::ask(db, &cleo, &draft));
    assert_eq!([one.is_ok(), two.is_ok()].into_iter().filter(|ok| *ok).count(), 1, "{one:?} {two:?}");
    let lost = one.err().or(two.err());
    assert!(matches!(lost, Some(Failure::Refused(Refusal::SlotTaken))), "{lost:?}");
    // It is not offered any more; called off, it is again.
    let call = calls::Entity::find().one(db).await.unwrap().unwrap();
    let (has, lost) = if call.person_id == person.id() { (person, other) } else { (other, person) };
    assert_eq!(cast.offered(lost).await, slots[1..]);
    let typed = [("about", "Un mot à garder"), ("phone", PHONE), ("slot", slots[0].as_str())];
    let page = lost.post("/me/adviser/calls", &typed).await;
    assert!(page.assert_status(409).has("#slot-error"));
    page.assert_sees("Un mot à garder");
    has.does(&at(call.id, "cancellation"), &[]).await;
    let heard = hears(adviser).await;
    assert!(heard.len() == 1 && heard[0].ends_with("a annulé le rappel."), "{heard:?}");
    assert_eq!(cast.row(call.id).await.phone, "");
    lost.does("/me/adviser/calls", &typed).await;
    // Agreed as it was asked for.
    let mine = calls::Entity::find().all(db).await.unwrap().into_iter().find(|row| row.open_of.is_some()).unwrap();
    adviser.does(&at(mine.id, "agreement"), &[]).await;
    assert_eq!(cast.row(mine.id).await.at.map(|at| at.to_utc()), call.at.map(|at| at.to_utc()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_is_asked_of_ones_adviser_one_at_a_time_and_a_refused_form_keeps_its_words() {
    let cast = cast().await;
    let Cast { world, person, other, .. } = &cast;
    let typed = [("about", "Un mot à garder"), ("phone", PHONE)];
    other.post("/me/adviser/calls", &typed).await.assert_status(409);
    other.get("/me/adviser/calls/new").await.assert_sees("personne ne vous accompagne encore");
    for (field, value, said) in [
        ("phone", "au bureau", "#phone-error"),
        ("phone", "", "#phone-error"),
        ("about", " ", "#about-error"),
        ("slot", "12 2026-01-01", "#slot-error"),
        ("slot", "demain", "#slot-error"),
    ] {
        let kept = typed.iter().copied().filter(|(name, _)| *name != field);
        let fields: Vec<_> = kept.chain([(field, value)]).collect();
        let page = person.post("/me/adviser/calls", &fields).await;
        assert!(page.status.is_client_error() && page.has(said), "{field}={value}: {}", page.status);
        assert!(field == "about" || page.body.contains("Un mot à garder"));
    }
    person.does("/me/adviser/calls", &typed).await;
    let again = person.post("/me/adviser/calls", &[("about", "Encore"), ("phone", PHONE)]).await;
    again.assert_status(409).assert_sees("Vous avez déjà demandé un rappel").assert_sees("Encore");
    // An address that nobody confirmed, someone suspended: no call.
    assert_eq!(calls::Entity::find().count(&world.house.db).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_asked_from_any_page_whose_address_is_said_when_one_lets_it() {
    let cast = cast().await;
    let Cast { world, person, adviser, .. } = &cast;
    let page = person.get("/trades").await;
    let form = "form[action='/me/adviser/calls/new']";
    assert_eq!(page.fields(form), [("from".to_owned(), "/trades".to_owned())]);
    assert!(!adviser.get("/trades").await.has(form) && !world.visitor().get("/trades").await.has(form));
    let form = person.get("/me/adviser/calls/new?from=%2Fthreads%2F12-un-titre").await;
    assert_eq!(form.attribute("input[name=page]", "value").as_deref(), Some("/threads/12"));
    // A room's name may be for a few: it is not carried along.
    assert!(!person.get("/me/adviser/calls/new?from=%2Fcommunities%2Fconfidences").await.has("input[name=page]"));
    let fields = [("about", "Ce fil"), ("phone", PHONE), ("page", "/threads/12")];
    person.does("/me/adviser/calls", &fields).await;
    let first = calls::Entity::find().one(&world.house.db).await.unwrap().unwrap();
    assert_eq!(first.page, "", "not said unless it is ticked");
    person.does(&at(first.id, "cancellation"), &[]).await;
    person.does("/me/adviser/calls", &[&fields[..], &[("say_page", "on")]].concat()).await;
    adviser.get(&format!("/me/people/{}", first.accompaniment_id)).await.assert_sees("href=\"/threads/12\"");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_adviser_shows_and_takes_off_their_hours_and_nobody_else_has_any() {
    let cast = cast().await;
    let Cast { world, person, adviser, .. } = &cast;
    let hours = [("weekday", "2"), ("from", "14:00"), ("until", "16:00"), ("minutes", "30")];
    person.get("/me/people/slots").await.assert_status(404);
    person.post("/me/people/slots", &hours).await.assert_status(404);
    for (field, value) in [
        ("weekday", "9"),
        ("day", "2020-01-01"),
        ("from", "16:00"),
        ("until", "14:10"),
        ("until", "midi"),
        ("minutes", "1"),
        ("minutes", ""),
    ] {
        let kept = hours.iter().copied().filter(|(name, _)| *name != field);
        let fields: Vec<_> = kept.chain([(field, value)]).collect();
        adviser.post("/me/people/slots", &fields).await.assert_status(422);
    }
    adviser.does("/me/people/slots", &hours).await;
    adviser.does("/me/people/slots", &hours).await;
    let slots = call_slots::Entity::find().all(&world.house.db).await.unwrap();
    assert_eq!(slots.len(), 4, "shown once");
    let offered = cast.offered(person).await;
    assert!(offered.len() >= 8, "each week for three weeks: {offered:?}");
    // A call that was asked for outlives the hour it was asked for at.
    let id = person.asks_for_a_call(world, "Bonjour", PHONE, &offered[0]).await;
    for slot in &slots {
        let other = world.person(&format!("naima-{}", slot.id), Kind::Adviser).await;
        let which = [("slot", &*slot.id.to_string())];
        other.post("/me/people/slots/removal", &which).await.assert_status(404);
        adviser.does("/me/people/slots/removal", &which).await;
    }
    assert!(cast.offered(person).await.is_empty());
    let at: Option<DateTime<Utc>> = cast.row(id).await.at.map(|at| at.to_utc());
    assert!(at.is_some_and(|at| at > clock::now()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hours_of_each_week_stand_before_those_of_one_day() {
    let Cast { world: _world, adviser, .. } = cast().await;
    let once = day(3);
    for when in [("day", &*once), ("weekday", "1"), ("weekday", "5")] {
        let hours = [when, ("from", "14:00"), ("until", "14:30"), ("minutes", "30")];
        adviser.does("/me/people/slots", &hours).await;
    }
    let shown = adviser.get("/me/people/slots").await.all(".contact-fields li > span");
    let order: Vec<bool> = shown.iter().map(|slot| !slot.contains("chaque semaine")).collect();
    assert_eq!(order, [false, false, true], "{shown:?}");
}
