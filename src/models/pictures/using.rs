//! Pictures in what people write: `![what one sees](/pictures/…)`. One shows one's own,
//! and those that the conversation shows already; anyone else's stays a word.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType, OnConflict, Query, SelectStatement},
};

use super::{Column, Entity, Kind, Model};
use crate::{
    clock,
    database::Write,
    models::_entities::{picture_uses, posts},
    text::{self, Pictures},
};

/// The pictures that a text shows.
#[derive(Clone, Debug, Default)]
pub struct Used(Vec<Model>);

impl Used {
    /// As the text needs them.
    pub fn sizes(&self) -> Pictures {
        sizes(&self.0)
    }
}

fn sizes(pictures: &[Model]) -> Pictures {
    pictures.iter().map(|picture| (picture.token.clone(), (picture.width, picture.height))).collect()
}

/// Those that a text of `author` may show, in a thread or in one that begins.
///
/// # Errors
/// When the database cannot be read.
pub async fn in_text<C: ConnectionTrait>(db: &C, author: i64, thread: Option<i64>, body: &str) -> Result<Used, DbErr> {
    let tokens = text::pictures(body);
    if tokens.is_empty() {
        return Ok(Used::default());
    }
    let mut allowed = Condition::any().add(Column::UserId.eq(author));
    if let Some(thread) = thread {
        allowed = allowed.add(Column::Id.in_subquery(shown_in(thread)));
    }
    let found = Entity::find()
        .filter(Column::Token.is_in(tokens))
        .filter(Column::Kind.eq(Kind::Post.name()))
        .filter(Column::RemovedAt.is_null())
        .filter(allowed);
    Ok(Used(found.all(db).await?))
}

/// The pictures that the posts of a thread show.
fn shown_in(thread: i64) -> SelectStatement {
    Query::select()
        .column((picture_uses::Entity, picture_uses::Column::PictureId))
        .from(picture_uses::Entity)
        .inner_join(
            posts::Entity,
            Expr::col((posts::Entity, posts::Column::Id)).equals((picture_uses::Entity, picture_uses::Column::PostId)),
        )
        .and_where(Expr::col((posts::Entity, posts::Column::ThreadId)).eq(thread))
        .and_where(Expr::col((posts::Entity, posts::Column::HiddenAt)).is_null())
        .and_where(Expr::col((posts::Entity, posts::Column::RemovedAt)).is_null())
        .to_owned()
}

/// Those that a post shows, to render it anew.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_post<C: ConnectionTrait>(db: &C, post: i64) -> Result<Pictures, DbErr> {
    Ok(sizes(&shown_by(db, post).await?))
}

async fn shown_by<C: ConnectionTrait>(db: &C, post: i64) -> Result<Vec<Model>, DbErr> {
    let uses = Query::select()
        .column(picture_uses::Column::PictureId)
        .from(picture_uses::Entity)
        .and_where(picture_uses::Column::PostId.eq(post))
        .to_owned();
    Entity::find().filter(Column::Id.in_subquery(uses)).filter(Column::RemovedAt.is_null()).all(db).await
}

/// Says what a new post shows.
///
/// # Errors
/// When the database refuses.
pub async fn keep(txn: &Write, post: i64, used: &Used) -> Result<(), DbErr> {
    if used.0.is_empty() {
        return Ok(());
    }
    // One that was removed meanwhile, or went with its owner, is shown by nothing.
    let there: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.is_in(used.0.iter().map(|picture| picture.id)))
        .filter(Column::RemovedAt.is_null())
        .lock(LockType::KeyShare)
        .into_tuple()
        .all(txn)
        .await?;
    if there.is_empty() {
        return Ok(());
    }
    use picture_uses::Column as U;
    picture_uses::Entity::insert_many(there.iter().map(|picture| picture_uses::ActiveModel {
        picture_id: Set(*picture),
        post_id: Set(post),
        ..Default::default()
    }))
    .on_conflict(OnConflict::columns([U::PictureId, U::PostId]).do_nothing().to_owned())
    .exec_without_returning(txn)
    .await?;
    touch(txn, there).await
}

/// The same of a post that was edited: what it no longer shows may go in a day.
///
/// # Errors
/// When the database refuses.
pub async fn keep_instead(txn: &Write, post: i64, used: &Used) -> Result<(), DbErr> {
    use picture_uses::Column as U;
    let before: Vec<i64> = picture_uses::Entity::find()
        .select_only()
        .column(U::PictureId)
        .filter(U::PostId.eq(post))
        .into_tuple()
        .all(txn)
        .await?;
    let gone: Vec<i64> = before.into_iter().filter(|id| used.0.iter().all(|picture| picture.id != *id)).collect();
    if !gone.is_empty() {
        picture_uses::Entity::delete_many()
            .filter(U::PostId.eq(post))
            .filter(U::PictureId.is_in(gone.iter().copied()))
            .exec(txn)
            .await?;
        touch(txn, gone).await?;
    }
    keep(txn, post, used).await
}

async fn touch(txn: &Write, pictures: Vec<i64>) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::TouchedAt, Expr::value(clock::now()))
        .filter(Column::Id.is_in(pictures))
        .exec(txn)
        .await
        .map(|_| ())
}
