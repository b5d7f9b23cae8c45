//! The letter of an alert: what opened since the last one, with the way to each. Offers are
//! public, so that their words may travel.

use chrono::{DateTime, Datelike, Utc, Weekday};
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, prelude::DateTimeWithTimeZone, sea_query::Expr};

use super::{Column, Entity, Model, looking, subject};
pub(super) use crate::models::notifications::telling::next_morning;
use crate::{
    database::Write,
    house::House,
    models::{
        letters::{Item, Letter},
        notifications,
        offers::listing::Listed,
        unsubscribing::{self, Scope},
        users,
    },
    refusals::{Failure, Outcome},
};

/// Offers named in a letter; of the others it says how many.
const NAMED: usize = 10;
const MANY: u64 = 100;

/// Seven o'clock on Monday next, where they live.
pub(super) fn next_monday(now: DateTime<Utc>, zone: &str) -> DateTime<Utc> {
    let local: Tz = zone.parse().unwrap_or(Tz::Europe__Paris);
    let mut morning = next_morning(now, zone);
    while morning.with_timezone(&local).weekday() != Weekday::Mon {
        morning = next_morning(morning, zone);
    }
    morning
}

/// What is due of it, unless all of it is over meanwhile, or nothing is wished any more.
///
/// # Errors
/// When the database cannot be read.
pub async fn letter(house: &House, user: &users::Model, alert: i64) -> Outcome<Option<Letter>> {
    let Some(alert) = Entity::find_by_id(alert).one(&house.db).await? else { return Ok(None) };
    if alert.letters == "never" {
        return Ok(None);
    }
    let since = Ord::max(alert.told_at, alert.read_at).to_utc();
    let offers = match looking::since(house, &alert, since, MANY).await {
        Ok(offers) => offers,
        Err(Failure::Refused(_)) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    if offers.is_empty() {
        return Ok(None);
    }
    let mut letter = Letter::to(user, "alert")
        .with("title", &alert.name)
        .with("count", &offers.len().to_string())
        .link(house.address(&alert.path()))
        .unsubscribe(unsubscribing::token(house, user.id, Scope::Alert(alert.id)));
    for listed in offers.iter().take(NAMED) {
        letter = letter.item(item(house, listed));
    }
    Ok(Some(letter))
}

/// Who offers it, and where.
fn item(house: &House, listed: &Listed) -> Item {
    let places = listed.places.iter().map(|place| place.label.as_str());
    let facts: Vec<&str> = std::iter::once(listed.organisation.name.as_str()).chain(places).collect();
    Item::named(&listed.offer.title, facts.join(" · "), house.address(&listed.offer.path()))
}

/// What opened until it was last looked at is told.
///
/// # Errors
/// When the database refuses.
pub async fn told(txn: &Write, alert: i64) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::ToldAt, Expr::col(Column::LookedAt))
        .filter(Column::Id.eq(alert))
        .exec(txn)
        .await
        .map(|_| ())
}

/// None is due of it any more.
///
/// # Errors
/// When the database refuses.
pub(super) async fn no_letter(txn: &Write, alert: &Model) -> Result<(), DbErr> {
    use notifications::Column as N;
    notifications::Entity::update_many()
        .col_expr(N::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(N::UserId.eq(alert.user_id))
        .filter(N::Subject.eq(subject(alert.id)))
        .exec(txn)
        .await
        .map(|_| ())
}

/// Whoever unsubscribed from it is written no more about it.
///
/// # Errors
/// When the database refuses.
pub async fn stop(txn: &Write, person: i64, alert: i64) -> Result<(), DbErr> {
    let alert = Entity::find_by_id(alert).filter(Column::UserId.eq(person)).one(txn).await?;
    let Some(alert) = alert else { return Ok(()) };
    Entity::update_many()
        .col_expr(Column::Letters, Expr::value("never"))
        .filter(Column::Id.eq(alert.id))
        .exec(txn)
        .await?;
    no_letter(txn, &alert).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_of_the_week_leaves_on_monday_morning() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(next_monday(at("2026-11-27T12:00:00Z"), "Europe/Paris"), at("2026-11-30T06:00:00Z"));
        assert_eq!(next_monday(at("2026-11-30T06:00:00Z"), "Europe/Paris"), at("2026-12-07T06:00:00Z"));
        // The clocks go forward in the night from Saturday to Sunday.
        assert_eq!(next_monday(at("2026-03-27T12:00:00Z"), "Europe/Paris"), at("2026-03-30T05:00:00Z"));
    }
}
