//! The hours at which an adviser calls, each week or on one day, at their own clock; and
//! those that can still be asked for.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict, Order},
};

pub use super::super::_entities::call_slots::{ActiveModel, Column, Entity, Model};
use super::now;
use crate::{
    access::{Kind, Person},
    clock,
    database::Db,
    models::{
        aid_requests::slots::{hour, said},
        users,
    },
    refusals::{Failure, Outcome, Refusal},
};

/// How long a call may be, in minutes.
pub const MINUTES: [&str; 4] = ["15", "20", "30", "60"];
/// Of one adviser.
pub const MOST: u64 = 60;
/// How far ahead they can be asked for, and how soon.
const AHEAD: i64 = 21;
const SOON: Duration = Duration::hours(1);
/// Nobody knows better what they do in more than a year.
const FARTHEST: Duration = Duration::days(366);
/// Shown to choose from.
const SHOWN: usize = 30;

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// 1 to 7, each week; or a day, once.
    pub weekday: String,
    pub day: String,
    pub from: String,
    pub until: String,
    pub minutes: String,
}

/// A slot on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// `12 2026-12-01`
    pub name: String,
    pub at: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// Whether a slot could be called so: `12 2026-12-01`.
pub fn is_name(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(id, day)| id.parse::<i64>().is_ok() && day.parse::<NaiveDate>().is_ok())
}

/// Publishes slots of so many minutes between two hours. Those that are there stay.
///
/// # Errors
/// [`Failure::Missing`] for anyone but an adviser; [`Refusal::BadSlot`],
/// [`Refusal::NotAChoice`], [`Refusal::TooMany`].
pub async fn publish(db: &Db, me: &Person, typed: &Typed) -> Outcome<()> {
    if me.kind != Kind::Adviser {
        return Err(Failure::Missing);
    }
    me.may_write()?;
    if !MINUTES.contains(&typed.minutes.as_str()) {
        return Err(Refusal::NotAChoice { field: "minutes" }.into());
    }
    let (when, day) = understood(typed, today(&me.time_zone))?;
    let length = Duration::minutes(typed.minutes.parse().unwrap_or(30));
    let (from, until) = hour(&typed.from).zip(hour(&typed.until)).ok_or(Refusal::BadSlot)?;
    let rows: Vec<ActiveModel> = cut(from, until, length)
        .into_iter()
        .map(|(from, until)| ActiveModel {
            adviser_id: Set(me.id),
            starts: Set(format!("{when} {}", said(from))),
            until: Set(said(until)),
            day: Set(day),
            created_at: Set(now()),
            ..Default::default()
        })
        .collect();
    if rows.is_empty() {
        return Err(Refusal::BadSlot.into());
    }
    let txn = db.write().await?;
    let there = Entity::find().filter(Column::AdviserId.eq(me.id)).count(&txn).await?;
    if there + rows.len() as u64 > MOST {
        return Err(Refusal::TooMany { field: "slots", most: MOST as usize }.into());
    }
    Entity::insert_many(rows)
        .on_conflict(OnConflict::columns([Column::AdviserId, Column::Starts]).do_nothing().to_owned())
        .exec_without_returning(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

/// `2` or `2026-12-01`, and the day of one that comes once.
fn understood(typed: &Typed, today: NaiveDate) -> Result<(String, Option<NaiveDate>), Refusal> {
    if !typed.day.trim().is_empty() {
        let day: NaiveDate = typed.day.trim().parse().map_err(|_| Refusal::BadSlot)?;
        let fits = day >= today && day <= today + FARTHEST;
        return if fits { Ok((day.to_string(), Some(day))) } else { Err(Refusal::BadSlot) };
    }
    let weekday: u32 = typed.weekday.parse().ok().filter(|day| (1..=7).contains(day)).ok_or(Refusal::BadSlot)?;
    Ok((weekday.to_string(), None))
}

fn cut(from: NaiveTime, until: NaiveTime, length: Duration) -> Vec<(NaiveTime, NaiveTime)> {
    let mut slots = vec![];
    let mut begins = from;
    while begins < until && until - begins >= length {
        slots.push((begins, begins + length));
        begins += length;
    }
    slots
}

fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(Tz::Europe__Paris)
}

fn today(zone_name: &str) -> NaiveDate {
    clock::now().with_timezone(&zone(zone_name)).date_naive()
}

/// Takes one off. A call that was asked for at it stays.
///
/// # Errors
/// [`Failure::Missing`] when it is not theirs.
pub async fn remove(db: &Db, me: &Person, id: i64) -> Outcome<()> {
    let txn = db.write().await?;
    let gone = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::AdviserId.eq(me.id)).exec(&txn).await?;
    if gone.rows_affected == 0 {
        return Err(Failure::Missing);
    }
    txn.commit().await?;
    Ok(())
}

/// Those an adviser publishes: each week first, then by day.
///
/// # Errors
/// When the database cannot be read.
pub async fn of<C: ConnectionTrait>(db: &C, adviser: i64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::AdviserId.eq(adviser))
        .order_by(Expr::col(Column::Day).is_not_null(), Order::Asc)
        .order_by_asc(Column::Starts)
        .limit(MOST)
        .all(db)
        .await
}

/// What can be asked for now, the soonest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn offered<C: ConnectionTrait>(db: &C, adviser: &users::Model) -> Result<Vec<Offered>, DbErr> {
    let slots = of(db, adviser.id).await?;
    let taken: Vec<String> = super::Entity::find()
        .select_only()
        .column(super::Column::Taken)
        .filter(super::Column::AdviserId.eq(adviser.id))
        .filter(super::Column::State.is_in(super::OPEN))
        .filter(super::Column::Taken.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut offered = occurrences(&slots, zone(&adviser.time_zone), clock::now());
    offered.retain(|slot| !taken.contains(&slot.name));
    offered.truncate(SHOWN);
    Ok(offered)
}

fn occurrences(slots: &[Model], zone: Tz, now: DateTime<Utc>) -> Vec<Offered> {
    let first = now.with_timezone(&zone).date_naive();
    let mut all: Vec<Offered> = slots
        .iter()
        .flat_map(|slot| {
            let days = (0..=AHEAD).map(|ahead| first + Duration::days(ahead)).filter(|day| slot.falls_on(*day));
            days.filter_map(|day| slot.on(day, zone)).collect::<Vec<_>>()
        })
        .filter(|slot| slot.at >= now + SOON)
        .collect();
    all.sort_by_key(|slot| slot.at);
    all
}

impl Model {
    /// The day of the week of one that comes each week.
    pub fn weekday(&self) -> Option<&str> {
        self.day.is_none().then(|| self.starts.split(' ').next().unwrap_or_default())
    }

    pub fn from(&self) -> &str {
        self.starts.rsplit(' ').next().unwrap_or_default()
    }

    fn falls_on(&self, day: NaiveDate) -> bool {
        match self.day {
            Some(mine) => mine == day,
            None => self.weekday() == Some(day.weekday().number_from_monday().to_string().as_str()),
        }
    }

    /// An hour that the clocks skip that night is none.
    fn on(&self, day: NaiveDate, zone: Tz) -> Option<Offered> {
        let at = |text: &str| zone.from_local_datetime(&day.and_time(hour(text)?)).earliest().map(|at| at.to_utc());
        Some(Offered { name: format!("{} {day}", self.id), at: at(self.from())?, until: at(&self.until)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(id: i64, starts: &str, until: &str, day: Option<&str>) -> Model {
        let day = day.map(|day| day.parse().unwrap());
        let (starts, until) = (starts.into(), until.into());
        Model { id, adviser_id: 1, starts, until, day, created_at: clock::now().into() }
    }

    #[test]
    fn a_slot_comes_each_week_or_once_at_the_clock_of_whoever_calls() {
        // Thursday 26 November 2026, ten o'clock in Paris.
        let now: DateTime<Utc> = "2026-11-26T09:00:00Z".parse().unwrap();
        let slots = [slot(1, "4 10:30", "11:00", None), slot(2, "2026-12-01 14:00", "14:30", Some("2026-12-01"))];
        let offered = |zone: &str| {
            let all = occurrences(&slots, zone.parse().unwrap(), now);
            all.into_iter().map(|slot| (slot.name, slot.at.to_rfc3339())).collect::<Vec<_>>()
        };
        let paris = offered("Europe/Paris");
        // Half an hour from now is too soon.
        assert_eq!(paris[0], ("2 2026-12-01".to_owned(), "2026-12-01T13:00:00+00:00".to_owned()));
        assert_eq!(paris[1], ("1 2026-12-03".to_owned(), "2026-12-03T09:30:00+00:00".to_owned()));
        assert_eq!(paris.len(), 4);
        assert_eq!(offered("Indian/Reunion")[0].1, "2026-12-01T10:00:00+00:00");
        // The night on which an hour is skipped.
        let skipped = slot(3, "2027-03-28 02:30", "02:45", Some("2027-03-28"));
        assert_eq!(skipped.on("2027-03-28".parse().unwrap(), Tz::Europe__Paris), None);
    }

    #[test]
    fn hours_are_cut_into_calls_and_what_is_left_over_is_none() {
        let at = |text: &str| hour(text).unwrap();
        let cut = |from, until, minutes| cut(at(from), at(until), Duration::minutes(minutes)).len();
        assert_eq!([cut("14:00", "16:00", 30), cut("14:00", "15:50", 30), cut("14:00", "14:10", 15)], [4, 3, 0]);
        assert_eq!([cut("16:00", "14:00", 30), cut("23:00", "23:59", 30)], [0, 1]);
        let today = "2026-11-26".parse().unwrap();
        for (weekday, day) in [("", ""), ("0", ""), ("8", ""), ("2", "2026-11-25"), ("2", "demain"), ("", "2029-01-01")]
        {
            let typed = Typed { weekday: weekday.into(), day: day.into(), ..Typed::default() };
            assert_eq!(understood(&typed, today), Err(Refusal::BadSlot), "{weekday} {day}");
        }
    }
}
