//! How an organisation answers: of what people asked its recruiters in the last three
//! months, how much was answered, and how fast. Of an organisation, never of one of
//! its recruiters; and of five contacts or more, so that none can be told apart.
//! What is older is forgotten with the contacts themselves.

use chrono::Duration;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::DateTimeWithTimeZone};

use super::{Column, Entity};
use crate::{access::Kind, clock, database::Db, models::users};

/// Public from here on.
pub const ENOUGH: usize = 5;
/// Looked at, the latest of them.
const MOST: u64 = 2_000;
const WINDOW: Duration = Duration::days(90);

/// What is public of how an organisation answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    pub asked: usize,
    /// Of a hundred.
    pub answered: usize,
    /// The median, when anything was answered.
    pub delay: Option<Duration>,
}

/// Whose answers this person's are: their organisation, once confirmed as its
/// recruiter. Written in one way, whatever its capitals.
pub fn organisation_of(person: &users::Model) -> Option<String> {
    let recruits = matches!(person.kind_that_counts(), Kind::Recruiter | Kind::Branch);
    let name = person.organisation_name.as_deref().filter(|_| recruits)?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (!name.is_empty()).then_some(name)
}

/// How this person's organisation answers, once that is public.
///
/// # Errors
/// When the database cannot be read.
pub async fn habits(db: &Db, person: &users::Model) -> Result<Option<Habits>, DbErr> {
    let Some(organisation) = organisation_of(person) else { return Ok(None) };
    let asked: Vec<(DateTimeWithTimeZone, Option<DateTimeWithTimeZone>)> = Entity::find()
        .select_only()
        .columns([Column::AskedAt, Column::AnsweredAt])
        .filter(Column::Organisation.eq(organisation))
        .filter(Column::AskedAt.gt(clock::now() - WINDOW))
        .filter(Column::State.ne("withdrawn"))
        .order_by_desc(Column::AskedAt)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    let delays = asked.iter().map(|(asked, answered)| answered.map(|answered| answered - *asked)).collect();
    Ok(of(delays))
}

/// Of each contact, how long its answer took, if there was one.
fn of(delays: Vec<Option<Duration>>) -> Option<Habits> {
    let asked = delays.len();
    if asked < ENOUGH {
        return None;
    }
    let mut delays: Vec<Duration> = delays.into_iter().flatten().collect();
    delays.sort_unstable();
    let answered = (delays.len() * 100 + asked / 2) / asked;
    Some(Habits { asked, answered, delay: delays.get(delays.len().saturating_sub(1) / 2).copied() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_public_of_fewer_than_five_contacts() {
        let answered = |hours: &[i64], unanswered| {
            of(hours.iter().map(|hours| Some(Duration::hours(*hours))).chain(vec![None; unanswered]).collect())
        };
        assert_eq!(answered(&[1, 2, 3, 4], 0), None);
        let hours = |hours| Some(Duration::hours(hours));
        assert_eq!(answered(&[9, 1, 50, 2, 3], 0), Some(Habits { asked: 5, answered: 100, delay: hours(3) }));
        assert_eq!(answered(&[4, 2], 4), Some(Habits { asked: 6, answered: 33, delay: hours(2) }));
        assert_eq!(answered(&[], 5), Some(Habits { asked: 5, answered: 0, delay: None }));
    }
}
