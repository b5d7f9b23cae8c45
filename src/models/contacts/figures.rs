//! How an organisation answers: of what people asked its recruiters in the last three
//! months, how much was answered, and how fast. What is older is forgotten with the
//! contacts themselves.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::DateTimeWithTimeZone};

use super::{Column, Entity};
pub use crate::models::habits::Habits;
use crate::{
    access::Kind,
    clock,
    database::Db,
    models::{
        habits::{self, MOST, WINDOW},
        users,
    },
};

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
    Ok(habits::of(asked.iter().map(|(asked, answered)| answered.map(|answered| answered - *asked)).collect()))
}
