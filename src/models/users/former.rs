//! What people were called before: an old address leads to them, an old mention still
//! speaks of them, and nobody else is called so for a year.

use chrono::Duration;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

use super::{Model, handles};
pub use crate::models::_entities::former_handles::{ActiveModel, Column, Entity};
use crate::{clock, database::Write};

/// How long an old handle is kept from everybody else.
const RESERVED: Duration = Duration::days(365);
/// Old handles of one person; beyond, the oldest is anybody's: nobody keeps names from
/// others by trying them on. Together they fit where an erasure notes whom to look for.
pub const MOST: u64 = 5;

/// Someone is called otherwise: within the transaction that says so.
///
/// # Errors
/// When the database refuses.
pub(super) async fn keep(txn: &Write, person: i64, old: &str, new: &str) -> Result<(), DbErr> {
    // Whoever takes a name has it: theirs again, or free after a year.
    Entity::delete_many().filter(Column::Handle.eq(new)).exec(txn).await?;
    Entity::insert(ActiveModel {
        user_id: Set(person),
        handle: Set(old.to_owned()),
        handle_skeleton: Set(handles::skeleton(old)),
        created_at: Set(clock::now().into()),
        ..Default::default()
    })
    .on_conflict(OnConflict::column(Column::Handle).update_columns([Column::UserId, Column::CreatedAt]).to_owned())
    .exec_without_returning(txn)
    .await?;
    let beyond: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::UserId.eq(person))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .offset(MOST)
        .limit(100)
        .into_tuple()
        .all(txn)
        .await?;
    if !beyond.is_empty() {
        Entity::delete_many().filter(Column::Id.is_in(beyond)).exec(txn).await?;
    }
    Ok(())
}

/// Whoever was called so, when nobody is.
///
/// # Errors
/// When the database cannot be read.
pub async fn called<C: ConnectionTrait>(db: &C, handle: &str) -> Result<Option<Model>, DbErr> {
    if handle.contains('\0') {
        return Ok(None);
    }
    let found = Entity::find().filter(Column::Handle.eq(handle)).find_also_related(super::Entity).one(db).await?;
    Ok(found.and_then(|(_, person)| person))
}

/// Whether someone else was called so, or much like it, a short while ago.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn is_reserved<C: ConnectionTrait>(db: &C, handle: &str, but: Option<i64>) -> Result<bool, DbErr> {
    let mut others = Entity::find()
        .filter(Column::HandleSkeleton.eq(handles::skeleton(handle)))
        .filter(Column::CreatedAt.gt(clock::now() - RESERVED));
    if let Some(me) = but {
        others = others.filter(Column::UserId.ne(me));
    }
    Ok(others.one(db).await?.is_some())
}

/// Everything someone was called, taken away with them.
///
/// # Errors
/// When the database refuses.
pub async fn take(txn: &Write, person: i64) -> Result<Vec<String>, DbErr> {
    let theirs = Entity::find().filter(Column::UserId.eq(person)).order_by_asc(Column::Id).all(txn).await?;
    Entity::delete_many().filter(Column::UserId.eq(person)).exec(txn).await?;
    Ok(theirs.into_iter().map(|former| former.handle).collect())
}
