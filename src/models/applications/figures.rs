//! How an organisation answers those who answer its offers: of the last three months, how
//! many had their answer, and how fast. What is not due yet counts for nothing; what was
//! closed without an answer counts as unanswered. Never of one recruiter.

use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::DateTimeWithTimeZone,
};

use super::{Column, Entity};
use crate::{
    clock,
    database::Db,
    models::habits::{self, Habits, MOST, WINDOW},
};

/// How this organisation answers, once that is public.
///
/// # Errors
/// When the database cannot be read.
pub async fn habits(db: &Db, organisation: i64) -> Result<Option<Habits>, DbErr> {
    let now = clock::now();
    let decided = Condition::any().add(Column::State.ne("waiting")).add(Column::DueAt.lte(now));
    let asked: Vec<(DateTimeWithTimeZone, Option<DateTimeWithTimeZone>)> = Entity::find()
        .select_only()
        .columns([Column::AskedAt, Column::AnsweredAt])
        .filter(Column::OrganisationId.eq(organisation))
        .filter(Column::AskedAt.gt(now - WINDOW))
        .filter(Column::State.ne("withdrawn"))
        .filter(decided)
        .order_by_desc(Column::AskedAt)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    Ok(habits::of(asked.iter().map(|(asked, answered)| answered.map(|answered| answered - *asked)).collect()))
}
