//! What rooms were called before: their old addresses lead to them, as long as no other
//! room is called so; and none is for a year.

use chrono::Duration;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{Column, Entity, Model};
use crate::{
    clock,
    database::Write,
    models::_entities::former_slugs::{self, ActiveModel},
};

/// How long an old slug is kept from other rooms.
const RESERVED: Duration = Duration::days(365);

impl Model {
    /// The room at this address, or the one that was: whoever asks. What they may read
    /// is asked next.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn at<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<Self>, DbErr> {
        if let Some(room) = Entity::find().filter(Column::Slug.eq(slug)).one(db).await? {
            return Ok(Some(room));
        }
        let former = former_slugs::Entity::find().filter(former_slugs::Column::Slug.eq(slug));
        Ok(former.find_also_related(Entity).one(db).await?.and_then(|(_, room)| room))
    }
}

/// A room is called otherwise: within the transaction that says so.
///
/// # Errors
/// When the database refuses.
pub(super) async fn keep(txn: &Write, room: i64, old: &str, new: &str) -> Result<(), DbErr> {
    use former_slugs::Column as C;
    forget(txn, new).await?;
    former_slugs::Entity::insert(ActiveModel {
        community_id: Set(room),
        slug: Set(old.to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    })
    .on_conflict(OnConflict::column(C::Slug).update_columns([C::CommunityId, C::CreatedAt]).to_owned())
    .exec_without_returning(txn)
    .await
    .map(|_| ())
}

/// A room is called so now.
///
/// # Errors
/// When the database refuses.
pub(super) async fn forget(txn: &Write, slug: &str) -> Result<(), DbErr> {
    former_slugs::Entity::delete_many().filter(former_slugs::Column::Slug.eq(slug)).exec(txn).await.map(|_| ())
}

/// Whether another room was called so a short while ago.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn is_reserved<C: ConnectionTrait>(db: &C, slug: &str, but: Option<i64>) -> Result<bool, DbErr> {
    use former_slugs::Column as C;
    let mut others =
        former_slugs::Entity::find().filter(C::Slug.eq(slug)).filter(C::CreatedAt.gt(clock::now() - RESERVED));
    if let Some(room) = but {
        others = others.filter(C::CommunityId.ne(room));
    }
    Ok(others.one(db).await?.is_some())
}
