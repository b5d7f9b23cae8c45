//! Advisers and the clock: reminders, what is closed without an answer, what is
//! forgotten. The hour is given.

use chrono::{DateTime, Duration, Utc};
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{accompaniments, notifications},
        accompaniments::reminding,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::support::{Actor, World};

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
    Cast { world, person, adviser, begun: clock::now() }
}

impl Cast {
    /// What the clock does so many days after the beginning.
    async fn after(&self, days: i64) {
        let now = self.begun + Duration::days(days) + Duration::hours(1);
        reminding::remind_due(&self.world.house.db, now).await.unwrap();
    }

    async fn states(&self) -> Vec<String> {
        let rows = accompaniments::Entity::find().all(&self.world.house.db).await.unwrap();
        rows.into_iter().map(|row| row.state).collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_adviser_is_reminded_twice_then_it_is_closed_and_said() {
    let cast = cast().await;
    let id = cast.person.asks_to_be_advised_by(&cast.world, &cast.adviser, "Bonjour").await;
    assert_eq!(cast.world.told(&cast.adviser).await, ["adviser-asked"]);
    for (day, due) in [(2, 0), (3, 1), (4, 0), (6, 0), (7, 1), (13, 0)] {
        for _ in 0..2 {
            cast.after(day).await;
        }
        assert_eq!(cast.world.told(&cast.adviser).await, vec!["adviser-reminder"; due], "day {day}");
    }
    cast.after(14).await;
    assert_eq!(cast.states().await, ["closed"]);
    assert_eq!(cast.world.told(&cast.person).await, ["adviser-closed"]);
    cast.person.get("/me/adviser").await.assert_status(200).assert_sees("Ce n’est pas un refus");
    cast.adviser.post(&format!("/me/accompaniments/{id}/acceptance"), &[]).await.assert_status(409);
    // The place is free.
    cast.person.asks_to_be_advised_by(&cast.world, &cast.adviser, "Une dernière fois").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_answered_is_not_reminded_of_and_goes_three_months_after_its_end() {
    let cast = cast().await;
    let id = cast.person.asks_to_be_advised_by(&cast.world, &cast.adviser, "Bonjour").await;
    cast.adviser.does(&format!("/me/accompaniments/{id}/acceptance"), &[]).await;
    cast.world.told(&cast.adviser).await;
    cast.after(20).await;
    assert!(cast.world.told(&cast.adviser).await.is_empty());
    let much_later = cast.begun + Duration::days(50);
    cast.world.time_comes(much_later).await;
    assert_eq!(cast.states().await, ["accepted"], "as long as it lasts");
    cast.person.does(&format!("/me/accompaniments/{id}/closure"), &[]).await;
    cast.world.time_comes(cast.begun + Duration::days(40)).await;
    assert_eq!(cast.states().await, ["closed"]);
    cast.world.time_comes(cast.begun + Duration::days(100)).await;
    assert!(cast.states().await.is_empty());
    let lines = notifications::Entity::find().filter(notifications::Column::UserId.eq(cast.adviser.id()));
    assert_eq!(lines.count(&cast.world.house.db).await.unwrap(), 0, "nor is anything told of it");
    // Taken back: two days.
    let again = cast.person.asks_to_be_advised_by(&cast.world, &cast.adviser, "Bonjour").await;
    cast.person.does(&format!("/me/accompaniments/{again}/removal"), &[]).await;
    cast.world.time_comes(clock::now() + Duration::hours(47)).await;
    assert_eq!(cast.states().await, ["withdrawn"]);
    cast.world.time_comes(clock::now() + Duration::hours(49)).await;
    assert!(cast.states().await.is_empty());
}
