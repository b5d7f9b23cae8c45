//! Everything one person wrote, latest first.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, Model};
use crate::{
    database::Db,
    models::{communities, threads},
};

pub const PAGE: u64 = 25;

/// A post, where it stands.
#[derive(Clone, Debug)]
pub struct Written {
    pub post: Model,
    pub thread: threads::Model,
    pub room: communities::Model,
}

/// One more than a page, so that one knows whether there is another.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, author: i64, before: Option<i64>) -> Result<Vec<Written>, DbErr> {
    let mut query = Entity::find()
        .find_also_related(threads::Entity)
        .and_also_related(communities::Entity)
        .filter(Column::AuthorId.eq(author))
        .order_by_desc(Column::Id)
        .limit(PAGE + 1);
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    let rows = query.all(db).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(post, thread, room)| Some(Written { post, thread: thread?, room: room? }))
        .collect())
}
