//! One's own pictures, and where each is shown.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

use super::{Column, Entity, Model};
use crate::{
    access::Viewer,
    database::{Db, among},
    models::{
        _entities::{picture_uses, posts, threads},
        keyset::Slice,
    },
};

/// On a page.
pub const PAGE: u64 = 24;
/// Places said of one picture; the others are as many words.
const PLACES: usize = 5;

/// A post that shows a picture.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Shown {
    pub picture_id: i64,
    pub post_id: i64,
    pub title: String,
}

/// A picture, and where it is shown as far as its owner may read there today.
#[derive(Clone, Debug)]
pub struct Mine {
    pub picture: Model,
    pub shown: Vec<Shown>,
    /// Shown somewhere, read by its owner or not.
    pub used: bool,
}

/// Mine, latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, viewer: &Viewer, me: i64, before: Option<i64>) -> Result<Slice<Mine, i64>, DbErr> {
    let page = kept_by(db, me, before).await?;
    let ids = || among(page.rows.iter().map(|picture| picture.id));
    let mut places = places(db, viewer, ids()).await?;
    let used = used(db, ids()).await?;
    let rows = page
        .rows
        .into_iter()
        .map(|picture| Mine {
            shown: places.remove(&picture.id).unwrap_or_default(),
            used: picture.is_photo() || used.contains(&picture.id),
            picture,
        })
        .collect();
    Ok(Slice { rows, next: page.next })
}

/// The rows alone.
///
/// # Errors
/// When the database cannot be read.
pub async fn kept_by(db: &Db, user: i64, before: Option<i64>) -> Result<Slice<Model, i64>, DbErr> {
    let mut theirs = Entity::find().filter(Column::UserId.eq(user)).filter(Column::RemovedAt.is_null());
    if let Some(before) = before {
        theirs = theirs.filter(Column::Id.lt(before));
    }
    let found = theirs.order_by_desc(Column::Id).limit(PAGE + 1).all(db).await?;
    Ok(Slice::cut(found, PAGE, |picture| picture.id))
}

async fn places(db: &Db, viewer: &Viewer, pictures: Vec<i64>) -> Result<HashMap<i64, Vec<Shown>>, DbErr> {
    use picture_uses::{Column as U, Relation};
    let rows = picture_uses::Entity::find()
        .select_only()
        .columns([U::PictureId, U::PostId])
        .column(threads::Column::Title)
        .join(JoinType::InnerJoin, Relation::Posts.def())
        .join(JoinType::InnerJoin, posts::Relation::Threads.def())
        .join(JoinType::InnerJoin, threads::Relation::Communities.def())
        .filter(U::PictureId.is_in(pictures))
        .filter(posts::Column::HiddenAt.is_null())
        .filter(posts::Column::RemovedAt.is_null())
        .filter(threads::Column::WithdrawnAt.is_null())
        .filter(viewer.readable_rooms())
        .order_by_desc(U::Id)
        .limit(PAGE * PLACES as u64 * 4)
        .into_model::<Shown>()
        .all(db)
        .await?;
    let mut places: HashMap<i64, Vec<Shown>> = HashMap::new();
    for row in rows {
        let of_it = places.entry(row.picture_id).or_default();
        if of_it.len() < PLACES {
            of_it.push(row);
        }
    }
    Ok(places)
}

async fn used(db: &Db, pictures: Vec<i64>) -> Result<Vec<i64>, DbErr> {
    picture_uses::Entity::find()
        .select_only()
        .column(picture_uses::Column::PictureId)
        .filter(picture_uses::Column::PictureId.is_in(pictures))
        .distinct()
        .into_tuple()
        .all(db)
        .await
}
