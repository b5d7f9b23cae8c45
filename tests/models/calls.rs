//! Call-backs and the clock: what is not agreed in time is called off and said; no number
//! outlives its call. The hour is given.

use chrono::{DateTime, Duration, Utc};
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{call_slots, calls},
        calls::timing,
    },
};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::support::{Actor, World};

const PHONE: &str = "06 12 34 56 78";

struct Cast {
    world: World,
    person: Actor,
    adviser: Actor,
    begun: DateTime<Utc>,
}

async fn cast() -> Cast {
    let world = World::new().await;
    let person = world.person("awa", Kind::Seeker).await;
    let adviser = world.person("martin", Kind::Adviser).await;
    world.links(&person, &adviser).await;
    let cast = Cast { world, person, adviser, begun: clock::now() };
    cast.world.told(&cast.adviser).await;
    cast.world.told(&cast.person).await;
    cast
}

impl Cast {
    async fn after(&self, time: Duration) {
        timing::run_due(&self.world.house.db, self.begun + time).await.unwrap();
    }

    async fn call(&self, id: i64) -> Option<(String, String)> {
        let row = calls::Entity::find_by_id(id).one(&self.world.house.db).await.unwrap();
        row.map(|row| (row.state, row.phone))
    }
}

fn is(state: &str, phone: &str) -> Option<(String, String)> {
    Some((state.to_owned(), phone.to_owned()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_nobody_agrees_to_is_reminded_of_twice_then_called_off_and_both_hear_it() {
    let cast = cast().await;
    let id = cast.person.asks_for_a_call(&cast.world, "Bonjour", PHONE, "").await;
    assert_eq!(cast.world.told(&cast.adviser).await, ["adviser-call-asked"]);
    for (hours, due) in [(23, 0), (25, 1), (71, 0), (73, 1), (13 * 24, 0)] {
        for _ in 0..2 {
            cast.after(Duration::hours(hours)).await;
        }
        assert_eq!(cast.world.told(&cast.adviser).await, vec!["adviser-call-reminder"; due], "{hours}");
        assert_eq!(cast.call(id).await, is("waiting", PHONE));
    }
    cast.after(Duration::days(15)).await;
    assert_eq!(cast.call(id).await, is("cancelled", ""));
    assert_eq!(cast.world.told(&cast.person).await, ["adviser-call-missed"]);
    assert_eq!(cast.world.told(&cast.adviser).await, ["adviser-call-missed"]);
    cast.person.asks_for_a_call(&cast.world, "De nouveau", PHONE, "").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_number_outlives_the_day_after_the_call_and_nothing_three_months() {
    let cast = cast().await;
    let id = cast.person.asks_for_a_call(&cast.world, "Bonjour", PHONE, "").await;
    let day = (cast.begun + Duration::days(3)).format("%Y-%m-%d").to_string();
    cast.adviser.does(&format!("/me/calls/{id}/agreement"), &[("day", &day), ("hour", "10:00")]).await;
    cast.after(Duration::days(2)).await;
    assert_eq!(cast.call(id).await, is("agreed", PHONE));
    cast.after(Duration::days(5)).await;
    assert_eq!(cast.call(id).await, is("done", ""));
    timing::forget(&cast.world.house.db, clock::now() + Duration::days(80)).await.unwrap();
    assert!(cast.call(id).await.is_some());
    timing::forget(&cast.world.house.db, clock::now() + Duration::days(100)).await.unwrap();
    assert!(cast.call(id).await.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slot_that_passes_unanswered_is_called_off_and_past_days_are_forgotten() {
    let cast = cast().await;
    let day = (cast.begun + Duration::days(3)).format("%Y-%m-%d").to_string();
    let hours = [("day", &*day), ("from", "14:00"), ("until", "14:30"), ("minutes", "30")];
    cast.adviser.does("/me/people/slots", &hours).await;
    cast.adviser
        .does("/me/people/slots", &[("weekday", "2"), ("from", "09:00"), ("until", "09:30"), ("minutes", "30")])
        .await;
    let page = cast.person.get("/me/adviser/calls/new").await;
    let slot = page.attributes("input[name=slot]", "value").into_iter().find(|name| name.ends_with(&day)).unwrap();
    let id = cast.person.asks_for_a_call(&cast.world, "Bonjour", PHONE, &slot).await;
    cast.after(Duration::days(1)).await;
    assert_eq!(cast.call(id).await, is("waiting", PHONE));
    cast.after(Duration::days(5)).await;
    assert_eq!(cast.call(id).await, is("cancelled", ""));
    timing::forget(&cast.world.house.db, cast.begun + Duration::days(9)).await.unwrap();
    assert_eq!(call_slots::Entity::find().count(&cast.world.house.db).await.unwrap(), 1, "the weekly one stays");
}
