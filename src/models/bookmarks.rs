//! Threads one wants to find again: with a note for oneself, and a day on which
//! to be reminded. Nobody else knows.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

pub use super::_entities::bookmarks::{ActiveModel, Column, Entity, Model};
use super::{
    communities, notifications, reading,
    threads::{self, Readable},
    users,
};
use crate::{
    access::{Person, Viewer},
    clock,
    database::Db,
    house::House,
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// Bytes.
pub const NOTE_LIMIT: usize = 1_000;
/// On a page.
pub const PAGE: u64 = 50;
/// The hour at which one is reminded, in one's own time zone.
const MORNING: u32 = 8;

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    pub note: String,
    /// `2026-12-24`; empty: no reminder.
    pub remind_on: String,
    pub post: Option<i64>,
}

/// Keeps a thread, or changes what was said when it was kept.
///
/// # Errors
/// [`Refusal::BadDate`] for a day that is past or none.
pub async fn keep(db: &Db, me: &Person, thread: &Readable, wish: &Wish) -> Outcome<()> {
    let note = check_text("note", &wish.note, NOTE_LIMIT, false)?;
    let remind_at = match wish.remind_on.as_str() {
        "" => None,
        day => Some(
            morning(day, &me.time_zone)
                .filter(|at| *at > clock::now())
                .ok_or(Refusal::BadDate { field: "remind_on" })?,
        ),
    };
    let mut said = vec![Column::Note, Column::RemindAt, Column::RemindedAt];
    // The page of the thread names no message: what was kept keeps its place.
    if wish.post.is_some() {
        said.push(Column::PostId);
    }
    let txn = db.write().await?;
    Entity::insert(ActiveModel {
        user_id: Set(me.id),
        thread_id: Set(thread.id),
        post_id: Set(wish.post),
        note: Set(note),
        remind_at: Set(remind_at.map(Into::into)),
        reminded_at: Set(None),
        created_at: Set(clock::now().into()),
        ..Default::default()
    })
    .on_conflict(OnConflict::columns([Column::UserId, Column::ThreadId]).update_columns(said).to_owned())
    .exec_without_returning(&txn)
    .await?;
    txn.commit().await?;
    Ok(())
}

/// Eight o'clock on that day, where they live.
fn morning(day: &str, zone: &str) -> Option<DateTime<Utc>> {
    let day: NaiveDate = day.parse().ok()?;
    let zone: Tz = zone.parse().unwrap_or(Tz::Europe__Paris);
    // On the day the clocks change, eight o'clock exists everywhere we know of;
    // were it not so, the next hour does.
    [MORNING, MORNING + 1].iter().find_map(|hour| {
        let local = day.and_hms_opt(*hour, 0, 0)?;
        zone.from_local_datetime(&local).earliest().map(|at| at.to_utc())
    })
}

/// Lets go of a thread. Returns what was kept of it: enough to keep it again.
///
/// # Errors
/// When the database refuses.
pub async fn let_go(db: &Db, me: &Person, thread: i64) -> Outcome<Option<Model>> {
    let txn = db.write().await?;
    let kept = Entity::find().filter(Column::UserId.eq(me.id)).filter(Column::ThreadId.eq(thread)).one(&txn).await?;
    if let Some(kept) = &kept {
        Entity::delete_by_id(kept.id).exec(&txn).await?;
    }
    txn.commit().await?;
    Ok(kept)
}

impl Model {
    /// The day of a reminder still to come, where `me` lives: `2026-12-24`, or nothing.
    pub fn remind_on(&self, me: &Person) -> String {
        let zone: Tz = me.time_zone.parse().unwrap_or(Tz::Europe__Paris);
        let to_come = self.remind_at.filter(|at| at.to_utc() > clock::now());
        to_come.map(|at| at.with_timezone(&zone).format("%Y-%m-%d").to_string()).unwrap_or_default()
    }
}

/// Tells those whose day has come, when they may still read what they kept.
///
/// # Errors
/// When the database refuses.
pub async fn remind_due(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    let due = Entity::find()
        .filter(Column::RemindAt.lte(now))
        .filter(Column::RemindedAt.is_null())
        .order_by_asc(Column::RemindAt)
        .limit(PAGE)
        .all(&house.db)
        .await?;
    if !due.is_empty() {
        // What was read before a reminder must not count as having read it.
        reading::write(house).await?;
    }
    for bookmark in due {
        remind(house, &bookmark, now).await?;
    }
    Ok(())
}

async fn remind(house: &House, bookmark: &Model, now: DateTime<Utc>) -> Outcome<()> {
    let user = users::Model::by_id(&house.db, bookmark.user_id).await?;
    let reader = Viewer::Member(Arc::new(user.at_the_door(&house.db).await?));
    let thread = match threads::Model::readable_by(&house.db, &reader, bookmark.thread_id).await {
        Ok(thread) => Some(thread).filter(|thread| !thread.is_withdrawn()),
        Err(Failure::Missing) => None,
        Err(failure) => return Err(failure),
    };
    let txn = house.db.write().await?;
    let taken = Entity::update_many()
        .col_expr(Column::RemindedAt, Expr::value(now))
        .filter(Column::Id.eq(bookmark.id))
        .filter(Column::RemindedAt.is_null())
        .exec(&txn)
        .await?;
    if taken.rows_affected == 1
        && let Some(thread) = thread
    {
        notifications::lines::remind(&txn, &user, &thread, bookmark.post_id, now).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Mine, latest first, each with its thread while I may read it.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(
    db: &Db,
    viewer: &Viewer,
    me: i64,
    before: Option<i64>,
) -> Result<Vec<(Model, Option<Readable>)>, DbErr> {
    let mut query = Entity::find()
        .find_also_related(threads::Entity)
        .filter(Column::UserId.eq(me))
        .order_by_desc(Column::Id)
        .limit(PAGE + 1);
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let kept = query.all(db).await?;
    let rooms: Vec<i64> = kept.iter().filter_map(|(_, thread)| Some(thread.as_ref()?.community_id)).collect();
    let rooms = communities::Entity::find()
        .filter(communities::Column::Id.is_in(rooms))
        .filter(viewer.readable_rooms())
        .all(db)
        .await?;
    Ok(kept
        .into_iter()
        .map(|(bookmark, thread)| {
            let thread = thread.and_then(|thread| {
                let room = rooms.iter().find(|room| room.id == thread.community_id)?.clone();
                Some(Readable { thread, room })
            });
            (bookmark, thread)
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_is_for_eight_in_the_morning_where_one_lives() {
        let at = |day, zone| morning(day, zone).map(|at| at.format("%F %R").to_string());
        assert_eq!(at("2026-12-24", "Europe/Paris").as_deref(), Some("2026-12-24 07:00"));
        // The clocks go forward on 29 March 2026 at two in the morning.
        assert_eq!(at("2026-03-28", "Europe/Paris").as_deref(), Some("2026-03-28 07:00"));
        assert_eq!(at("2026-03-29", "Europe/Paris").as_deref(), Some("2026-03-29 06:00"));
        assert_eq!(at("2026-12-24", "Indian/Reunion").as_deref(), Some("2026-12-24 04:00"));
        assert_eq!(at("31/12/2026", "Europe/Paris"), None);
    }
}
