//! Following the log to tell people. What a line says is written under the
//! number of the activity it tells: told again after a crash, or by two processes
//! at once, it says the same and is written once. That is why a great many can be
//! told in many short transactions, and nobody who writes waits for it.

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{DateTime, Duration, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, Statement, Value, sea_query::OnConflict};

use super::recipients::{self, Reasons, Said};
use crate::{
    clock,
    database::{Db, Write},
    freshness::Tag,
    models::{
        _entities::{communities, posts, threads},
        activities::{self, Verb, readers::Durable},
        users,
    },
};

/// People told in one transaction: short, so that replies pass in between.
const CHUNK: u64 = 500;
/// A letter “at once” leaves this much later: who reads meanwhile gets none.
const AT_ONCE: Duration = Duration::minutes(1);
/// The hour of grouped letters, where each lives.
const MORNING: u32 = 7;

#[derive(Debug)]
pub struct Telling;

#[async_trait]
impl Durable for Telling {
    fn name(&self) -> &'static str {
        "notifications"
    }

    async fn prepare(&self, db: &Db, batch: &[activities::Model]) -> Result<(), DbErr> {
        for activity in batch {
            tell(db, activity).await?;
        }
        Ok(())
    }

    async fn follow(&self, _: &Write, _: &[activities::Model]) -> Result<(), DbErr> {
        Ok(())
    }
}

async fn tell(db: &Db, activity: &activities::Model) -> Result<(), DbErr> {
    let verb = Verb::named(&activity.verb);
    let (Some(verb), Some(post), Some(thread)) = (verb, activity.post_id, activity.thread_id) else { return Ok(()) };
    if !matches!(verb, Verb::Replied | Verb::ThreadOpened | Verb::PostEdited | Verb::Solved | Verb::Gestured) {
        return Ok(());
    }
    let Some(post) = posts::Entity::find_by_id(post).one(db).await? else { return Ok(()) };
    let found = threads::Entity::find_by_id(thread).find_also_related(communities::Entity).one(db).await?;
    let Some((thread, Some(room))) = found else { return Ok(()) };
    if !post.is_shown() || thread.is_withdrawn() || room.state != "open" {
        return Ok(());
    }
    let said = Said {
        room: &room,
        thread: &thread,
        post: &post,
        opening: verb == Verb::ThreadOpened,
        at: activity.created_at.to_utc(),
    };
    match verb {
        Verb::Replied | Verb::ThreadOpened => said_something(db, activity, &said).await,
        // An edit calls by name those it mentions now; told already, they are not told twice.
        Verb::PostEdited => {
            let mut reasons = recipients::addressed(db, &said).await?;
            reasons.retain(|_, reason| *reason == "mentioned");
            reach(db, activity, &said, &reasons).await
        }
        Verb::Solved => reach_author(db, activity, &said, "solved").await,
        _ => reach_author(db, activity, &said, "thanked").await,
    }
}

async fn said_something(db: &Db, activity: &activities::Model, said: &Said<'_>) -> Result<(), DbErr> {
    let reasons = recipients::addressed(db, said).await?;
    reach(db, activity, said, &reasons).await?;
    let mut last = 0;
    loop {
        let followers = recipients::following(db, said, last, CHUNK).await?;
        let Some(end) = followers.last().copied() else { return Ok(()) };
        let more = followers.len() as u64 == CHUNK;
        let others: Reasons =
            followers.into_iter().filter(|id| !reasons.contains_key(id)).map(|id| (id, "followed")).collect();
        reach(db, activity, said, &others).await?;
        if !more {
            return Ok(());
        }
        last = end;
    }
}

/// A gesture or a solution: told to who wrote the post, by someone else.
async fn reach_author(
    db: &Db,
    activity: &activities::Model,
    said: &Said<'_>,
    reason: &'static str,
) -> Result<(), DbErr> {
    let Some(author) = said.post.author_id.filter(|author| Some(*author) != activity.actor_id) else { return Ok(()) };
    let Some(actor) = activity.actor_id else { return Ok(()) };
    // Said by the one who made it, not by the author of the post.
    let mut post = said.post.clone();
    post.author_id = Some(actor);
    reach(db, activity, &Said { post: &post, ..said.clone() }, &Reasons::from([(author, reason)])).await
}

async fn reach(db: &Db, activity: &activities::Model, said: &Said<'_>, reasons: &Reasons) -> Result<(), DbErr> {
    if reasons.is_empty() {
        return Ok(());
    }
    let people: BTreeSet<i64> = reasons.keys().copied().collect();
    let told = recipients::who_are_told(db, said, people).await?;
    for told in told.chunks(CHUNK as usize) {
        let txn = db.write().await?;
        write(&txn, activity, said, told, reasons).await?;
        for person in told {
            txn.also_forget(Tag::Told(person.id));
        }
        txn.commit().await?;
    }
    Ok(())
}

/// One line each, in one statement. A line that was read begins anew; one that
/// still waits grows, and keeps the stronger reason and the earlier letter.
async fn write(
    txn: &Write,
    activity: &activities::Model,
    said: &Said<'_>,
    people: &[users::Model],
    reasons: &Reasons,
) -> Result<(), DbErr> {
    let now = clock::now();
    let backend = txn.get_database_backend();
    let mut values: Vec<Value> = vec![];
    let mut bind = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let subject = bind(format!("threads/{}", said.thread.id).into());
    let (room, thread) = (bind(said.room.id.into()), bind(said.thread.id.into()));
    let post = bind(said.post.id.into());
    let actor = bind(activity.actor_id.into());
    let (xid, number) = (bind(activity.xid.into()), bind(activity.id.into()));
    let at = bind(now.into());
    let rows: Vec<String> = people
        .iter()
        .map(|person| {
            let reason = reasons.get(&person.id).copied().unwrap_or("followed");
            let (id, mail_at) = (bind(person.id.into()), bind(mail_at(person, reason, now).into()));
            let reason = bind(reason.into());
            // PostgreSQL guesses no types in a list of rows.
            format!(
                "({id}, {subject}, CAST({room} AS BIGINT), CAST({thread} AS BIGINT), CAST({post} AS BIGINT), \
                 CAST({post} AS BIGINT), CAST({actor} AS BIGINT), {reason}, 1, CAST({xid} AS BIGINT), CAST({number} AS BIGINT), \
                 {at}, {mail_at})"
            )
        })
        .collect();
    let stronger = |reason: &str| {
        let ranks: Vec<String> =
            super::REASONS.iter().enumerate().map(|(rank, name)| format!("WHEN '{name}' THEN {rank}")).collect();
        format!("CASE {reason} {} ELSE 99 END", ranks.join(" "))
    };
    let sql = format!(
        "INSERT INTO notifications (user_id, subject, community_id, thread_id, first_post_id, last_post_id, actor_id, \
         reason, count, activity_xid, activity_id, updated_at, mail_at) VALUES {} \
         ON CONFLICT (user_id, subject) DO UPDATE SET \
         first_post_id = CASE WHEN notifications.read_at IS NULL THEN notifications.first_post_id \
                              ELSE excluded.first_post_id END, \
         reason = CASE WHEN notifications.read_at IS NULL AND {} <= {} THEN notifications.reason \
                       ELSE excluded.reason END, \
         count = CASE WHEN notifications.read_at IS NULL THEN notifications.count + 1 ELSE 1 END, \
         mail_at = CASE WHEN notifications.read_at IS NULL AND notifications.mail_at < excluded.mail_at \
                        THEN notifications.mail_at ELSE COALESCE(excluded.mail_at, notifications.mail_at) END, \
         last_post_id = CASE WHEN notifications.read_at IS NULL AND notifications.last_post_id > excluded.last_post_id \
                             THEN notifications.last_post_id ELSE excluded.last_post_id END, \
         actor_id = excluded.actor_id, activity_xid = excluded.activity_xid, activity_id = excluded.activity_id, \
         updated_at = excluded.updated_at, read_at = NULL \
         WHERE (notifications.activity_xid, notifications.activity_id) < (excluded.activity_xid, excluded.activity_id)",
        rows.join(", "),
        stronger("notifications.reason"),
        stronger("excluded.reason"),
    );
    txn.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

/// The day one chose has come: the line of this thread says so.
///
/// # Errors
/// When the database refuses.
pub async fn remind(
    txn: &Write,
    person: &users::Model,
    thread: &threads::Model,
    post: Option<i64>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use super::Column as N;
    let again = [N::Reason, N::FirstPostId, N::UpdatedAt, N::ReadAt, N::MailAt];
    super::Entity::insert(super::ActiveModel {
        user_id: Set(person.id),
        subject: Set(format!("threads/{}", thread.id)),
        community_id: Set(Some(thread.community_id)),
        thread_id: Set(Some(thread.id)),
        first_post_id: Set(post),
        last_post_id: Set(thread.last_post_id),
        reason: Set("reminder".to_owned()),
        updated_at: Set(now.into()),
        read_at: Set(None),
        mail_at: Set(mail_at(person, "reminder", now).map(Into::into)),
        ..Default::default()
    })
    .on_conflict(OnConflict::columns([N::UserId, N::Subject]).update_columns(again).to_owned())
    .exec_without_returning(txn)
    .await?;
    txn.also_forget(Tag::Told(person.id));
    Ok(())
}

/// When a letter about it is due to this person; `None`: none is.
fn mail_at(person: &users::Model, reason: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if !person.is_confirmed() || reason == "thanked" {
        return None;
    }
    let wish = if reason == "followed" { &person.mail_followed } else { &person.mail_direct };
    match wish.as_str() {
        "at_once" => Some(now + AT_ONCE),
        "morning" => Some(next_morning(now, &person.time_zone)),
        _ => None,
    }
}

/// Seven o'clock next, where they live.
pub fn next_morning(now: DateTime<Utc>, zone: &str) -> DateTime<Utc> {
    let zone: Tz = zone.parse().unwrap_or(Tz::Europe__Paris);
    let today = now.with_timezone(&zone).date_naive();
    (0..3)
        .filter_map(|days| (today + Duration::days(days)).and_hms_opt(MORNING, 0, 0))
        .filter_map(|local| zone.from_local_datetime(&local).earliest())
        .map(|at| at.to_utc())
        .find(|at| *at > now)
        .unwrap_or(now + Duration::days(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_morning_is_seven_o_clock_where_one_lives_whatever_the_clocks_do() {
        let paris = |now: &str| next_morning(at(now), "Europe/Paris");
        assert_eq!(paris("2026-11-22T05:59:00Z"), at("2026-11-22T06:00:00Z"));
        assert_eq!(paris("2026-11-22T06:00:00Z"), at("2026-11-23T06:00:00Z"));
        // Saturday night, before and after the hour that is skipped, and the one said twice.
        assert_eq!(paris("2026-03-28T23:00:00Z"), at("2026-03-29T05:00:00Z"));
        assert_eq!(paris("2026-10-24T23:30:00Z"), at("2026-10-25T06:00:00Z"));
        assert_eq!(next_morning(at("2026-11-22T12:00:00Z"), "Indian/Reunion"), at("2026-11-23T03:00:00Z"));
        assert_eq!(next_morning(at("2026-11-22T12:00:00Z"), "nowhere"), at("2026-11-23T06:00:00Z"));
    }
}
