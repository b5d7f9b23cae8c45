//! The only way to a picture: through the eyes of whoever asks. Its owner always sees
//! it; a photo, those to whom it is shown; a picture of a post, whoever may read a post
//! that shows it. It is asked each time: what is taken back is gone at the next look.

use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{Column, Entity, Model, is_token};
use crate::{
    access::Viewer,
    database::Db,
    models::{
        _entities::{communities, picture_uses, posts, threads},
        profiles::disclosure,
    },
    refusals::{Failure, Outcome},
};

impl Model {
    /// # Errors
    /// [`Failure::Missing`] when it does not exist for them.
    pub async fn readable_by(db: &Db, viewer: &Viewer, token: &str) -> Outcome<Self> {
        let picture = if is_token(token) { named(db, token).await? } else { None };
        let picture = picture.ok_or(Failure::Missing)?;
        let sees = viewer.is(Some(picture.user_id))
            || if picture.is_photo() {
                disclosure::sees_photo(db, viewer, picture.user_id).await?
            } else {
                may_read_a_post_with(db, viewer, picture.id).await?
            };
        if sees { Ok(picture) } else { Err(Failure::Missing) }
    }
}

async fn named(db: &Db, token: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Token.eq(token)).filter(Column::RemovedAt.is_null()).one(db).await
}

async fn may_read_a_post_with(db: &Db, viewer: &Viewer, picture: i64) -> Result<bool, DbErr> {
    use communities::Column as Room;
    use picture_uses::Column as Use;
    let where_shown = Query::select()
        .column((threads::Entity, threads::Column::CommunityId))
        .from(picture_uses::Entity)
        .inner_join(
            posts::Entity,
            Expr::col((posts::Entity, posts::Column::Id)).equals((picture_uses::Entity, Use::PostId)),
        )
        .inner_join(
            threads::Entity,
            Expr::col((threads::Entity, threads::Column::Id)).equals((posts::Entity, posts::Column::ThreadId)),
        )
        .and_where(Expr::col((picture_uses::Entity, Use::PictureId)).eq(picture))
        .and_where(Expr::col((posts::Entity, posts::Column::HiddenAt)).is_null())
        .and_where(Expr::col((posts::Entity, posts::Column::RemovedAt)).is_null())
        .to_owned();
    let room = communities::Entity::find()
        .select_only()
        .column(Room::Id)
        .filter(Room::Id.in_subquery(where_shown))
        .filter(viewer.readable_rooms())
        .limit(1)
        .into_tuple::<i64>()
        .one(db)
        .await?;
    Ok(room.is_some())
}
