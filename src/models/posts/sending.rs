//! A form has a number of its own. Sent twice (a double click, a lost answer on a
//! poor network), it posts once and finds the post it made.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::{Column, Entity, Model};

/// # Errors
/// When the database cannot be read.
pub async fn already_posted<C: ConnectionTrait>(
    db: &C,
    author: i64,
    number: &Option<String>,
) -> Result<Option<Model>, DbErr> {
    let Some(number) = number else { return Ok(None) };
    Entity::find().filter(Column::AuthorId.eq(author)).filter(Column::Draft.eq(number)).one(db).await
}
