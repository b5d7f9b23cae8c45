//! A gift of time (*don de temps*): the kinds of help someone offers, the hours of
//! a week they will not go beyond, and when they are told nothing. Those who ask
//! see that they offer; how much is left of a week is known to them alone.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::OnConflict,
};

pub use super::_entities::pledges::{ActiveModel, Column, Entity, Model};
use super::{
    _entities::aid_answers,
    activities::{self, About, Verb},
    aid_requests::{KINDS, opening::km, slots},
    places, trades,
};
use crate::{
    access::Person,
    clock,
    database::Db,
    refusals::{Outcome, Refusal},
};

/// Of a week.
pub const MOST_HOURS: i32 = 10;
pub const DAYS: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    pub kinds: Vec<&'static str>,
    pub hours: String,
    pub remote: bool,
    pub trade_code: String,
    pub place_code: String,
    pub km: String,
    /// `21:00`; both empty: told at any hour.
    pub quiet_from: String,
    pub quiet_until: String,
    pub quiet_days: Vec<&'static str>,
}

/// # Errors
/// When the database cannot be read.
pub async fn of<C: ConnectionTrait>(db: &C, person: i64) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::UserId.eq(person)).one(db).await
}

/// Gives time, or changes how much and when.
///
/// # Errors
/// The refusal to show beside a field.
pub async fn give(db: &Db, me: &Person, wish: &Wish) -> Outcome<()> {
    me.may_write()?;
    if wish.kinds.is_empty() {
        return Err(Refusal::Required { field: "kinds" }.into());
    }
    let hours = wish.hours.trim().parse().ok().filter(|hours| (1..=MOST_HOURS).contains(hours));
    let hours = hours.ok_or(Refusal::NotAChoice { field: "hours" })?;
    if wish.quiet_days.len() == DAYS.len() {
        return Err(Refusal::AlwaysQuiet.into());
    }
    let quiet = match (wish.quiet_from.trim(), wish.quiet_until.trim()) {
        ("", "") => None,
        (from, until) => {
            let hours = slots::hour(from).zip(slots::hour(until)).filter(|(from, until)| from != until);
            Some(hours.ok_or(Refusal::NotAChoice { field: "quiet_from" })?)
        }
    };
    let trade = trades::understood(db, &wish.trade_code).await?;
    let place = places::understood(db, &wish.place_code).await?;
    let km = km(&wish.km)?;
    let now = clock::now();
    let said = [
        Column::Kinds,
        Column::Hours,
        Column::Remote,
        Column::TradeCode,
        Column::PlaceCode,
        Column::Km,
        Column::QuietFrom,
        Column::QuietUntil,
        Column::QuietDays,
        Column::UpdatedAt,
    ];
    let txn = db.write().await?;
    Entity::insert(ActiveModel {
        user_id: Set(me.id),
        kinds: Set(wish.kinds.join(" ")),
        hours: Set(hours),
        remote: Set(wish.remote),
        trade_code: Set(trade.map(|trade| trade.code)),
        place_code: Set(place.map(|place| place.code)),
        km: Set(km),
        quiet_from: Set(quiet.map(|(from, _)| slots::said(from)).unwrap_or_default()),
        quiet_until: Set(quiet.map(|(_, until)| slots::said(until)).unwrap_or_default()),
        quiet_days: Set(wish.quiet_days.join(" ")),
        created_at: Set(now.into()),
        updated_at: Set(now.into()),
        ..Default::default()
    })
    .on_conflict(OnConflict::column(Column::UserId).update_columns(said).to_owned())
    .exec_without_returning(&txn)
    .await?;
    activities::record(&txn, Some(me.id), Verb::Pledged, About::default(), "").await?;
    txn.commit().await?;
    Ok(())
}

/// Gives no more. Returns what was given: enough to give it again.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(db: &Db, me: &Person) -> Outcome<Option<Model>> {
    let txn = db.write().await?;
    let given = of(&txn, me.id).await?;
    if let Some(given) = &given {
        Entity::delete_by_id(given.id).exec(&txn).await?;
        activities::record(&txn, Some(me.id), Verb::Pledged, About::default(), "").await?;
    }
    txn.commit().await?;
    Ok(given)
}

/// The week of a day, Monday to Sunday.
pub fn week_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let monday = day - Duration::days(day.weekday().num_days_from_monday().into());
    (monday, monday + Duration::days(6))
}

/// Minutes that help agreed on takes of this week, for the person alone to read.
///
/// # Errors
/// When the database cannot be read.
pub async fn minutes_this_week<C: ConnectionTrait>(db: &C, me: &Person) -> Result<i32, DbErr> {
    use aid_answers::Column as A;
    let zone: Tz = me.time_zone.parse().unwrap_or(Tz::Europe__Paris);
    let (monday, sunday) = week_of(clock::now().with_timezone(&zone).date_naive());
    let minutes: Vec<i32> = aid_answers::Entity::find()
        .select_only()
        .column(A::Minutes)
        .filter(A::AuthorId.eq(me.id))
        .filter(A::CountedOn.between(monday, sunday))
        .into_tuple()
        .all(db)
        .await?;
    Ok(minutes.into_iter().sum())
}

impl Model {
    /// In the order of the house, so that two who give the same say it alike.
    pub fn kinds(&self) -> Vec<&'static str> {
        let given: Vec<&str> = self.kinds.split(' ').collect();
        KINDS.into_iter().filter(|kind| given.contains(kind)).collect()
    }

    pub fn quiet_days(&self) -> Vec<&'static str> {
        let quiet: Vec<&str> = self.quiet_days.split(' ').collect();
        DAYS.into_iter().filter(|day| quiet.contains(day)).collect()
    }

    /// Whether a week of so many minutes is full.
    pub fn is_full(&self, minutes: i32) -> bool {
        minutes >= self.hours * 60
    }

    /// From `at` on, the first moment at which they may be told something.
    pub fn heard_from(&self, at: DateTime<Utc>, zone: &str) -> DateTime<Utc> {
        let zone: Tz = zone.parse().unwrap_or(Tz::Europe__Paris);
        let mut local = at.with_timezone(&zone).naive_local();
        // A quiet night between quiet days: a few steps, and there is always a day left.
        for _ in 0..2 * DAYS.len() + 1 {
            let day = local.weekday().number_from_monday().to_string();
            let midnight = || (local.date() + Days::new(1)).and_time(NaiveTime::MIN);
            local = if self.quiet_days().contains(&day.as_str()) {
                midnight()
            } else {
                match self.quiet_until(local.time()) {
                    None => break,
                    Some(until) if until > local.time() => local.date().and_time(until),
                    Some(until) => (local.date() + Days::new(1)).and_time(until),
                }
            };
        }
        // An hour that the clocks skip is the next one.
        let heard =
            [0, 1].iter().find_map(|hours| zone.from_local_datetime(&(local + Duration::hours(*hours))).earliest());
        heard.map_or(at, |heard| heard.to_utc()).max(at)
    }

    /// The end of the quiet hours, when this is one of them.
    fn quiet_until(&self, now: NaiveTime) -> Option<NaiveTime> {
        let (from, until) = slots::hour(&self.quiet_from).zip(slots::hour(&self.quiet_until))?;
        let quiet = if from < until { from <= now && now < until } else { now >= from || now < until };
        quiet.then_some(until.with_second(0)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pledge(from: &str, until: &str, days: &str) -> Model {
        Model {
            id: 1,
            user_id: 1,
            kinds: "tools proofreading".into(),
            hours: 2,
            remote: true,
            trade_code: None,
            place_code: None,
            km: 20,
            quiet_from: from.into(),
            quiet_until: until.into(),
            quiet_days: days.into(),
            created_at: clock::now().into(),
            updated_at: clock::now().into(),
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn whoever_gives_time_is_told_when_their_quiet_hours_and_days_are_over() {
        // Thursday 26 November 2026; Paris is an hour ahead.
        let nights = pledge("21:00", "08:00", "");
        let paris = |pledge: &Model, now: &str| pledge.heard_from(at(now), "Europe/Paris");
        assert_eq!(paris(&nights, "2026-11-26T19:59:00Z"), at("2026-11-26T19:59:00Z"));
        assert_eq!(paris(&nights, "2026-11-26T20:00:00Z"), at("2026-11-27T07:00:00Z"));
        assert_eq!(paris(&nights, "2026-11-27T06:59:00Z"), at("2026-11-27T07:00:00Z"));
        let days = pledge("12:00", "14:00", "");
        assert_eq!(paris(&days, "2026-11-26T11:30:00Z"), at("2026-11-26T13:00:00Z"));
        // Friday evening, and the week-end is quiet: Monday morning.
        let weeks = pledge("21:00", "08:00", "6 7");
        assert_eq!(paris(&weeks, "2026-11-27T20:30:00Z"), at("2026-11-30T07:00:00Z"));
        assert_eq!(weeks.heard_from(at("2026-11-26T05:00:00Z"), "Indian/Reunion"), at("2026-11-26T05:00:00Z"));
        // The night on which an hour is skipped.
        assert_eq!(paris(&pledge("21:00", "02:30", ""), "2026-03-28T23:00:00Z"), at("2026-03-29T01:30:00Z"));
    }

    #[test]
    fn a_week_goes_from_monday_to_sunday_and_is_full_at_its_cap() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(week_of(day("2026-11-26")), (day("2026-11-23"), day("2026-11-29")));
        assert_eq!(week_of(day("2026-11-29")), (day("2026-11-23"), day("2026-11-29")));
        assert!(!pledge("", "", "").is_full(119) && pledge("", "", "").is_full(120));
        assert_eq!(pledge("", "", "").kinds(), ["proofreading", "tools"]);
    }
}
