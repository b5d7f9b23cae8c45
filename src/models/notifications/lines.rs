//! The lines of what people are told, written: one a person and a subject.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, DbErr, EntityTrait, Statement, sea_query::OnConflict};
use serde::{Serialize, Serializer};

use super::{ActiveModel, Column, Entity, REASONS, recipients::Told, telling::mail_at};
use crate::{
    clock,
    database::Write,
    freshness::Tag,
    models::{threads, users},
};

/// What someone is told of one thing that was said.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    user_id: i64,
    subject: String,
    community_id: i64,
    thread_id: i64,
    post_id: i64,
    actor_id: Option<i64>,
    reason: &'static str,
    activity_xid: i64,
    activity_id: i64,
    #[serde(serialize_with = "moment")]
    updated_at: DateTime<Utc>,
    #[serde(serialize_with = "maybe_moment")]
    mail_at: Option<DateTime<Utc>>,
}

impl Line {
    pub fn telling(told: &Told<'_>) -> Self {
        let Told { said, person, reason } = told;
        let now = clock::now();
        Self {
            user_id: person.id,
            subject: subject(&said.thread),
            community_id: said.room.id,
            thread_id: said.thread.id,
            post_id: said.post.id,
            actor_id: said.actor,
            reason,
            activity_xid: said.place.xid,
            activity_id: said.place.id,
            updated_at: now,
            mail_at: mail_at(person, reason, now),
        }
    }
}

fn subject(thread: &threads::Model) -> String {
    format!("threads/{}", thread.id)
}

/// Writes them in their order: a line that was read begins anew; one that still
/// waits grows, and keeps the stronger reason and the earlier letter.
///
/// # Errors
/// When the database refuses.
pub async fn write(txn: &Write, lines: &[Line]) -> Result<(), DbErr> {
    for round in rounds(lines) {
        let rows = serde_json::to_string(&round).map_err(|error| DbErr::Custom(error.to_string()))?;
        let backend = txn.get_database_backend();
        txn.execute_raw(Statement::from_sql_and_values(backend, upsert(backend), [rows.into()])).await?;
        for line in round {
            txn.also_forget(Tag::Told(line.user_id));
        }
    }
    Ok(())
}

/// One statement touches a line once: what a person is told of one thread a second
/// time is for the next round.
fn rounds(lines: &[Line]) -> Vec<Vec<&Line>> {
    let mut rounds: Vec<Vec<&Line>> = vec![];
    let mut times: HashMap<(i64, i64), usize> = HashMap::new();
    for line in lines {
        let time = times.entry((line.user_id, line.thread_id)).or_default();
        if rounds.len() == *time {
            rounds.push(vec![]);
        }
        rounds[*time].push(line);
        *time += 1;
    }
    rounds
}

/// The rows come as one JSON text, so that however many they are it is one
/// prepared statement.
fn upsert(backend: DbBackend) -> String {
    let (rows, a_moment) = match backend {
        DbBackend::Postgres => ("json_array_elements(CAST($1 AS JSON))", "TIMESTAMPTZ"),
        _ => ("json_each($1)", "TEXT"),
    };
    let number = |name: &str| format!("CAST(value->>'{name}' AS BIGINT)");
    let text = |name: &str| format!("value->>'{name}'");
    let moment = |name: &str| format!("CAST(value->>'{name}' AS {a_moment})");
    let values = [
        number("user_id"),
        text("subject"),
        number("community_id"),
        number("thread_id"),
        number("post_id"),
        number("post_id"),
        number("actor_id"),
        text("reason"),
        "1".to_owned(),
        number("activity_xid"),
        number("activity_id"),
        moment("updated_at"),
        moment("mail_at"),
    ];
    let rank = |reason: &str| {
        let ranks: Vec<String> =
            REASONS.iter().enumerate().map(|(rank, name)| format!("WHEN '{name}' THEN {rank}")).collect();
        format!("CASE {reason} {} ELSE 99 END", ranks.join(" "))
    };
    format!(
        "INSERT INTO notifications AS line (user_id, subject, community_id, thread_id, first_post_id, last_post_id, \
         actor_id, reason, count, activity_xid, activity_id, updated_at, mail_at) \
         SELECT {} FROM {rows} WHERE true \
         ON CONFLICT (user_id, subject) DO UPDATE SET \
         first_post_id = CASE WHEN line.read_at IS NULL THEN line.first_post_id ELSE excluded.first_post_id END, \
         reason = CASE WHEN line.read_at IS NULL AND {} <= {} THEN line.reason ELSE excluded.reason END, \
         count = CASE WHEN line.read_at IS NULL THEN line.count + 1 ELSE 1 END, \
         mail_at = CASE WHEN line.read_at IS NULL AND line.mail_at < excluded.mail_at THEN line.mail_at \
                        ELSE COALESCE(excluded.mail_at, line.mail_at) END, \
         last_post_id = CASE WHEN line.read_at IS NULL AND line.last_post_id > excluded.last_post_id \
                             THEN line.last_post_id ELSE excluded.last_post_id END, \
         actor_id = excluded.actor_id, activity_xid = excluded.activity_xid, activity_id = excluded.activity_id, \
         updated_at = excluded.updated_at, read_at = NULL \
         WHERE (line.activity_xid, line.activity_id) < (excluded.activity_xid, excluded.activity_id)",
        values.join(", "),
        rank("line.reason"),
        rank("excluded.reason"),
    )
}

/// As the driver writes a moment into SQLite, where moments are compared as text.
fn moment<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, false))
}

fn maybe_moment<S: Serializer>(at: &Option<DateTime<Utc>>, to: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => moment(at, to),
        None => to.serialize_none(),
    }
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
    use Column as N;
    let again = [N::Reason, N::FirstPostId, N::UpdatedAt, N::ReadAt, N::MailAt];
    Entity::insert(ActiveModel {
        user_id: Set(person.id),
        subject: Set(subject(thread)),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn line(user_id: i64, thread_id: i64, activity_id: i64) -> Line {
        Line {
            user_id,
            subject: format!("threads/{thread_id}"),
            community_id: 1,
            thread_id,
            post_id: activity_id,
            actor_id: None,
            reason: "answered",
            activity_xid: 0,
            activity_id,
            updated_at: clock::now(),
            mail_at: None,
        }
    }

    #[test]
    fn a_person_told_twice_of_one_thread_is_told_in_order_in_two_rounds() {
        let lines = [line(1, 1, 10), line(2, 1, 10), line(1, 2, 11), line(1, 1, 12)];
        let rounds: Vec<Vec<i64>> =
            rounds(&lines).iter().map(|round| round.iter().map(|line| line.activity_id).collect()).collect();
        assert_eq!(rounds, [vec![10, 10, 11], vec![12]]);
    }
}
