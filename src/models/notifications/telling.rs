//! Following the log to tell people. What a line says is written under the
//! number of the activity it tells: told again after a crash, or by two processes
//! at once, it says the same and is written once. That is why a great many can be
//! told in many short transactions, and nobody who writes waits for it; the few
//! that an ordinary batch tells are written with the reader's place.

use async_trait::async_trait;
use chrono::{DateTime, Duration, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::DbErr;

use super::{
    lines::{self, Line},
    recipients::{self, Followers, Reasons},
    said::{Said, said},
};
use crate::{
    database::{Db, Write},
    models::{
        activities::{self, readers::Durable},
        users,
    },
};

/// People told in one transaction: short, so that replies pass in between.
const CHUNK: usize = 500;
/// Activities looked at together.
const TOGETHER: usize = 100;
/// Followers read together; beyond, they are read page by page.
const CROWD: usize = 5_000;
/// A letter “at once” leaves this much later: who reads meanwhile gets none.
const AT_ONCE: Duration = Duration::minutes(1);
/// The hour of grouped letters, where each lives.
const MORNING: u32 = 7;

#[derive(Debug)]
pub struct Telling;

#[async_trait]
impl Durable for Telling {
    type Ready = Vec<Line>;

    fn name(&self) -> &'static str {
        "notifications"
    }

    async fn prepare(&self, db: &Db, batch: &[activities::Model]) -> Result<Option<Vec<Line>>, DbErr> {
        let mut waiting = vec![];
        for batch in batch.chunks(TOGETHER) {
            let said = said(db, batch).await?;
            let followers = Followers::of(db, &said, CROWD).await?;
            let crowd = |said: &Said| followers.are_a_crowd(said);
            for run in said.chunk_by(|one, next| !crowd(one) && !crowd(next)) {
                match run {
                    [one] if crowd(one) => {
                        // In the order of the log: who is told of a question is told before its first reply.
                        write(db, std::mem::take(&mut waiting)).await?;
                        tell_a_crowd(db, one).await?;
                    }
                    run => waiting.extend(tell(db, run, &followers).await?),
                }
            }
        }
        let with_the_place = waiting.split_off(waiting.len() - waiting.len().min(CHUNK));
        write(db, waiting).await?;
        Ok((!with_the_place.is_empty()).then_some(with_the_place))
    }

    async fn follow(&self, txn: &Write, _: &[activities::Model], lines: Vec<Line>) -> Result<(), DbErr> {
        lines::write(txn, &lines).await
    }
}

/// Those whom a run of things said is addressed to, and those who follow.
async fn tell(db: &Db, said: &[Said], followers: &Followers) -> Result<Vec<Line>, DbErr> {
    let mut reasons = recipients::addressed(db, said).await?;
    for (said, reasons) in said.iter().zip(&mut reasons) {
        followers.join(said, reasons);
    }
    lines_for(db, said, &reasons).await
}

/// As [`tell`], page by page.
async fn tell_a_crowd(db: &Db, said: &Said) -> Result<(), DbErr> {
    let alone = std::slice::from_ref(said);
    let addressed = recipients::addressed(db, alone).await?;
    write(db, lines_for(db, alone, &addressed).await?).await?;
    let mut last = 0;
    loop {
        let followers = recipients::following(db, said, last, CHUNK as u64).await?;
        let Some(end) = followers.last().copied() else { return Ok(()) };
        let more = followers.len() == CHUNK;
        let others = followers.into_iter().filter(|id| !addressed.iter().any(|reasons| reasons.contains_key(id)));
        let others: Reasons = others.map(|id| (id, "followed")).collect();
        write(db, lines_for(db, alone, &[others]).await?).await?;
        if !more {
            return Ok(());
        }
        last = end;
    }
}

async fn lines_for(db: &Db, said: &[Said], reasons: &[Reasons]) -> Result<Vec<Line>, DbErr> {
    let told = recipients::who_are_told(db, said, reasons).await?;
    Ok(told.iter().map(Line::telling).collect())
}

async fn write(db: &Db, lines: Vec<Line>) -> Result<(), DbErr> {
    for lines in lines.chunks(CHUNK) {
        let txn = db.write().await?;
        lines::write(&txn, lines).await?;
        txn.commit().await?;
    }
    Ok(())
}

/// When a letter about it is due to this person; `None`: none is.
pub(in crate::models) fn mail_at(person: &users::Model, reason: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
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
