//! Where one was. How far someone read in a thread is gathered in memory and
//! written a moment later, many at once: a page that is read writes nothing by
//! itself. Reading a thread also reads what one was told about it.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    Statement,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, ExprTrait, LockType, OnConflict},
};
use tokio::sync::Notify;

pub use super::_entities::read_marks::{ActiveModel, Column, Entity, Model};
use super::_entities::{notifications, users};
use crate::{
    clock,
    database::{Db, Write, among},
    freshness::Tag,
    house::House,
};

/// How long marks gather before they are written.
const GATHER: Duration = Duration::from_millis(250);
/// Rows of one statement.
const CHUNK: usize = 500;

/// (person, thread) → the last post seen.
type Seen = HashMap<(i64, i64), i64>;

/// What was read and is not in the database yet.
#[derive(Debug, Default)]
pub struct Marks {
    seen: Mutex<Unwritten>,
    some: Notify,
    /// Held by who writes: who comes second finds it written.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Unwritten {
    /// Since the last writing began.
    gathered: Seen,
    /// On its way, until it is there or lost.
    leaving: Seen,
    /// (person, `aid/12` or `contacts/3`) whose page was read, and when.
    told: HashMap<(i64, String), DateTime<Utc>>,
}

impl Marks {
    /// Someone saw a thread up to this post.
    pub fn note(&self, person: i64, thread: i64, post: i64) {
        let mut seen = self.seen();
        let mark = seen.gathered.entry((person, thread)).or_insert(post);
        *mark = Ord::max(*mark, post);
        drop(seen);
        self.some.notify_one();
    }

    /// Someone saw what is between two people (`aid/12`, `contacts/3`): what they were
    /// told of it is read.
    pub fn note_told(&self, person: i64, subject: String) {
        self.seen().told.insert((person, subject), clock::now());
        self.some.notify_one();
    }

    fn seen(&self) -> MutexGuard<'_, Unwritten> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to be written now.
    fn leave(&self) -> Vec<((i64, i64), i64)> {
        let mut seen = self.seen();
        seen.leaving = std::mem::take(&mut seen.gathered);
        seen.leaving.iter().map(|(place, post)| (*place, *post)).collect()
    }

    fn left(&self) {
        self.seen().leaving.clear();
    }

    fn of(&self, person: i64, thread: i64) -> Option<i64> {
        let seen = self.seen();
        let place = (person, thread);
        Ord::max(seen.gathered.get(&place), seen.leaving.get(&place)).copied()
    }
}

/// Writes marks as they gather, until the house closes: what gathered by then is
/// written last.
pub async fn keep_writing(house: House) {
    let mut at_work = house.closing().at_work();
    loop {
        let gathered = async {
            house.marks.some.notified().await;
            tokio::time::sleep(GATHER).await;
        };
        let open = at_work.waits_for(gathered).await;
        if let Err(error) = write(&house).await {
            tracing::warn!(%error, "where people were reading was not written");
        }
        if !open {
            return;
        }
    }
}

/// Writes what was gathered: all that was read before this was called is in the
/// database when it returns, whoever wrote it. What cannot be written is lost: a
/// page is then shown as unread once more.
///
/// # Errors
/// When the database refuses.
pub async fn write(house: &House) -> Result<(), DbErr> {
    let _turn = house.marks.turn.lock().await;
    let marks = house.marks.leave();
    let written = write_all(house, &marks).await;
    house.marks.left();
    let told = std::mem::take(&mut house.marks.seen().told);
    read_told(house, told).await?;
    written
}

async fn read_told(house: &House, seen: HashMap<(i64, String), DateTime<Utc>>) -> Result<(), DbErr> {
    use notifications::Column as N;
    if seen.is_empty() {
        return Ok(());
    }
    // Told and not read yet: few, and asked before anyone's turn to write.
    let told: Vec<(i64, i64, String, DateTimeWithTimeZone)> = notifications::Entity::find()
        .select_only()
        .columns([N::Id, N::UserId, N::Subject, N::UpdatedAt])
        .filter(N::UserId.is_in(among(seen.keys().map(|(person, _)| *person))))
        .filter(N::Subject.is_in(seen.keys().map(|(_, subject)| subject.as_str())))
        .filter(N::ReadAt.is_null())
        .into_tuple()
        .all(&house.db)
        .await?;
    // Told after the page was read, it is still to be read; dated for after someone's
    // quiet hours, it was told before.
    let now = clock::now();
    let was_seen = |(_, person, subject, at): &(i64, i64, String, DateTimeWithTimeZone)| {
        seen.get(&(*person, subject.clone())).is_some_and(|seen| at.to_utc() <= *seen || at.to_utc() > now)
    };
    let told: Vec<_> = told.into_iter().filter(was_seen).collect();
    for told in told.chunks(CHUNK) {
        let txn = house.db.write().await?;
        notifications::Entity::update_many()
            .col_expr(N::ReadAt, Expr::value(clock::now()))
            .col_expr(N::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
            .filter(as_it_was(told))
            .filter(N::ReadAt.is_null())
            .exec(&txn)
            .await?;
        for (_, person, ..) in told {
            txn.also_forget(Tag::Told(*person));
        }
        txn.commit().await?;
    }
    Ok(())
}

/// These lines, as long as nothing was told since in the same place.
fn as_it_was(told: &[(i64, i64, String, DateTimeWithTimeZone)]) -> Condition {
    use notifications::Column as N;
    told.iter().fold(Condition::any(), |any, (id, .., at)| any.add(N::Id.eq(*id).and(N::UpdatedAt.eq(*at))))
}

async fn write_all(house: &House, marks: &[((i64, i64), i64)]) -> Result<(), DbErr> {
    for marks in marks.chunks(CHUNK) {
        let told = told_about(&house.db, marks).await?;
        let txn = house.db.write().await?;
        let here = still_here(&txn, marks).await?;
        let marks: Vec<_> = marks.iter().filter(|((person, _), _)| here.contains(person)).copied().collect();
        if marks.is_empty() {
            continue;
        }
        write_some(&txn, &marks).await?;
        for ((person, thread), post) in marks.iter().filter(|(place, _)| told.contains(place)) {
            read_notice(&txn, *person, *thread, *post).await?;
        }
        txn.commit().await?;
    }
    Ok(())
}

/// Those of them who were not erased since they read, and who are not before the
/// write ends: one who is gone would take everyone's marks along.
async fn still_here(txn: &Write, marks: &[((i64, i64), i64)]) -> Result<HashSet<i64>, DbErr> {
    let mut people = users::Entity::find()
        .select_only()
        .column(users::Column::Id)
        .filter(users::Column::Id.is_in(among(marks.iter().map(|((person, _), _)| *person))));
    if txn.get_database_backend() == DbBackend::Postgres {
        people = people.lock(LockType::KeyShare);
    }
    Ok(people.into_tuple::<i64>().all(txn).await?.into_iter().collect())
}

async fn write_some(txn: &Write, marks: &[((i64, i64), i64)]) -> Result<(), DbErr> {
    let now = clock::now();
    let further = Expr::col((Entity, Column::PostId)).lt(Expr::cust("excluded.post_id"));
    Entity::insert_many(marks.iter().map(|((person, thread), post)| ActiveModel {
        user_id: Set(*person),
        thread_id: Set(*thread),
        post_id: Set(*post),
        read_at: Set(now.into()),
        ..Default::default()
    }))
    .on_conflict(
        OnConflict::columns([Column::UserId, Column::ThreadId])
            .update_columns([Column::PostId, Column::ReadAt])
            .action_and_where(further)
            .to_owned(),
    )
    .exec_without_returning(txn)
    .await
    .map(|_| ())
}

/// Those of them who were told something they have not read yet: few, and asked
/// before anyone's turn to write.
async fn told_about(db: &Db, marks: &[((i64, i64), i64)]) -> Result<HashSet<(i64, i64)>, DbErr> {
    use notifications::Column as N;
    let people = among(marks.iter().map(|((person, _), _)| *person));
    let threads = among(marks.iter().map(|((_, thread), _)| *thread));
    let told: Vec<(i64, Option<i64>)> = notifications::Entity::find()
        .select_only()
        .columns([N::UserId, N::ThreadId])
        .filter(N::UserId.is_in(people))
        .filter(N::Subject.is_in(threads.iter().map(|thread| format!("threads/{thread}"))))
        .filter(N::ReadAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(told.into_iter().filter_map(|(person, thread)| Some((person, thread?))).collect())
}

/// What was told about this thread, up to this post, is read.
async fn read_notice(txn: &Write, person: i64, thread: i64, post: i64) -> Result<(), DbErr> {
    use notifications::Column as N;
    let read = notifications::Entity::update_many()
        .col_expr(N::ReadAt, Expr::value(clock::now()))
        .col_expr(N::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(N::UserId.eq(person))
        .filter(N::Subject.eq(format!("threads/{thread}")))
        .filter(N::ReadAt.is_null())
        .filter(N::LastPostId.is_null().or(N::LastPostId.lte(post)))
        .exec(txn)
        .await?;
    if read.rows_affected > 0 {
        txn.also_forget(Tag::Told(person));
    }
    Ok(())
}

/// What a thread is to one person, in one query.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Mine {
    /// The last post read.
    pub read: Option<i64>,
    /// What they follow of this thread, and of its room: all, mine, muted.
    pub level: Option<String>,
    pub room_level: Option<String>,
    pub bookmark: Option<i64>,
    pub note: Option<String>,
    pub remind_at: Option<DateTimeWithTimeZone>,
}

/// # Errors
/// When the database cannot be read.
pub async fn mine(house: &House, person: i64, thread: i64, room: i64) -> Result<Mine, DbErr> {
    let db: &Db = &house.db;
    let sql = "SELECT (SELECT post_id FROM read_marks WHERE user_id = $1 AND thread_id = $2) AS read, \
               (SELECT level FROM follows WHERE user_id = $1 AND thread_id = $2) AS level, \
               (SELECT level FROM follows WHERE user_id = $1 AND community_id = $3) AS room_level, \
               b.id AS bookmark, b.note, b.remind_at \
               FROM (SELECT 1 AS one) row LEFT JOIN bookmarks b ON b.user_id = $1 AND b.thread_id = $2";
    let values = [person.into(), thread.into(), room.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    let mut mine = Mine::find_by_statement(statement).one(db).await?.unwrap_or_default();
    // Read a moment ago, and not written yet.
    mine.read = Ord::max(mine.read, house.marks.of(person, thread));
    Ok(mine)
}
