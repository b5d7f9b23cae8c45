//! An organisation that leaves several people without the answer it promised takes no
//! more of them until it has answered. It is counted when it is asked, and ends by itself.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

use super::{Column, Entity};
use crate::{clock, refusals::Refusal};

/// From so many overdue on.
pub const SLOWED: u64 = 5;

/// How many wait past the day that this organisation said.
///
/// # Errors
/// When the database cannot be read.
pub async fn overdue<C: ConnectionTrait>(db: &C, organisation: i64) -> Result<u64, DbErr> {
    Entity::find()
        .filter(Column::OrganisationId.eq(organisation))
        .filter(Column::State.eq("waiting"))
        .filter(Column::DueAt.lte(clock::now()))
        .count(db)
        .await
}

/// # Errors
/// When the database cannot be read.
pub async fn is_slowed<C: ConnectionTrait>(db: &C, organisation: i64) -> Result<bool, DbErr> {
    Ok(overdue(db, organisation).await? >= SLOWED)
}

/// Whether this organisation may publish by hand.
///
/// # Errors
/// [`Refusal::AnswersOverdue`] while it owes answers to several people.
pub async fn may_publish<C: ConnectionTrait>(db: &C, organisation: i64) -> crate::refusals::Outcome<()> {
    let overdue = overdue(db, organisation).await?;
    if overdue >= SLOWED { Err(Refusal::AnswersOverdue { count: overdue }.into()) } else { Ok(()) }
}
