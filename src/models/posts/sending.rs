//! A form has a number of its own. Sent twice (a double click, a lost answer on a
//! poor network), it posts once and finds the post it made.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, TryInsertResult};

use super::{ActiveModel, Column, Entity, Model};
use crate::database::Write;

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

/// The post, unless its form posted already.
///
/// # Errors
/// When the database refuses.
pub async fn once(txn: &Write, post: ActiveModel) -> Result<Option<Model>, DbErr> {
    let inserted = Entity::insert(post)
        .on_conflict_do_nothing_on([Column::AuthorId, Column::Draft])
        .exec_with_returning(txn)
        .await;
    match inserted {
        Ok(TryInsertResult::Inserted(post)) => Ok(Some(post)),
        // Asked to return what it inserted, sea-orm 2 says of nothing that it was not found.
        Ok(TryInsertResult::Empty | TryInsertResult::Conflicted) | Err(DbErr::RecordNotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
