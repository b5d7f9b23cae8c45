//! Removing a picture, everywhere at once and for good. The row says no from the commit
//! on; posts that showed it say what it showed; the files go then.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType, Query},
};

use super::{Column, Entity, Kind, Model, adding, keeping};
use crate::{
    access::Person,
    clock,
    database::Write,
    freshness::Tag,
    house::House,
    models::{
        _entities::{drafts, picture_uses, posts},
        activities::{self, About, Verb},
    },
    refusals::{Failure, Outcome},
    text,
};

/// What is used nowhere is kept so long, in case it is about to be.
const UNUSED: Duration = Duration::days(1);
/// A removed row is known so long, to whoever was about to show it.
const REMOVED: Duration = Duration::days(1);
/// Rows looked at in one query.
const BATCH: u64 = 200;

/// # Errors
/// [`Failure::Missing`] when it is not theirs.
pub async fn remove(house: &House, me: &Person, token: &str) -> Outcome<()> {
    let theirs = Entity::find()
        .filter(Column::Token.eq(token))
        .filter(Column::UserId.eq(me.id))
        .filter(Column::RemovedAt.is_null());
    let picture = theirs.one(&house.db).await?.ok_or(Failure::Missing)?;
    take_down(house, &picture, Some(me.id)).await
}

/// Removes one's photo; none is no matter.
///
/// # Errors
/// When the database refuses.
pub async fn remove_photo(house: &House, me: &Person) -> Outcome<()> {
    let txn = house.db.write().await?;
    let tokens = adding::take_photos_down(&txn, me.id).await?;
    if !tokens.is_empty() {
        activities::record(&txn, Some(me.id), Verb::PersonEdited, About::person(me.id), "").await?;
    }
    txn.commit().await?;
    tokens.iter().for_each(|token| keeping::forget(house, token));
    Ok(())
}

/// Removes a picture, whoever decided it.
///
/// # Errors
/// When the database refuses.
pub async fn take_down(house: &House, picture: &Model, by: Option<i64>) -> Outcome<()> {
    let txn = house.db.write().await?;
    mark_removed(&txn, picture).await?;
    for thread in take_out_of_posts(&txn, picture).await? {
        txn.also_forget(Tag::Thread(thread));
        let about = About { thread: Some(thread), ..About::default() };
        activities::record(&txn, None, Verb::Rendered, about, "").await?;
    }
    if picture.is_photo() {
        activities::record(&txn, by, Verb::PersonEdited, About::person(picture.user_id), "").await?;
    }
    txn.commit().await?;
    keeping::forget(house, &picture.token);
    Ok(())
}

async fn mark_removed(txn: &Write, picture: &Model) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::RemovedAt, Expr::value(Some(clock::now())))
        .col_expr(Column::Alt, Expr::value(""))
        .filter(Column::Id.eq(picture.id))
        .exec(txn)
        .await
        .map(|_| ())
}

/// Posts keep the words that stood for it. Returns their threads.
async fn take_out_of_posts(txn: &Write, picture: &Model) -> Result<Vec<i64>, DbErr> {
    let uses = Query::select()
        .column(picture_uses::Column::PostId)
        .from(picture_uses::Entity)
        .and_where(picture_uses::Column::PictureId.eq(picture.id))
        .to_owned();
    let showing = posts::Entity::find()
        .filter(posts::Column::Id.in_subquery(uses))
        .order_by_asc(posts::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .all(txn)
        .await?;
    let mut threads = vec![];
    for post in showing {
        let html = text::without_picture(&post.body_html, &picture.token);
        posts::Entity::update_many()
            .col_expr(posts::Column::BodyHtml, Expr::value(html))
            .filter(posts::Column::Id.eq(post.id))
            .exec(txn)
            .await?;
        threads.push(post.thread_id);
    }
    picture_uses::Entity::delete_many().filter(picture_uses::Column::PictureId.eq(picture.id)).exec(txn).await?;
    threads.sort_unstable();
    threads.dedup();
    Ok(threads)
}

/// What time decides: pictures that nothing shows, rows of those that were removed, and
/// files that no row knows.
///
/// # Errors
/// When the database refuses.
pub async fn tidy(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    let mut after = 0;
    loop {
        let old = unused(now).filter(Column::Id.gt(after)).order_by_asc(Column::Id).limit(BATCH).all(&house.db).await?;
        let Some(last) = old.last() else { break };
        after = last.id;
        for picture in &old {
            if !is_in_a_draft(house, picture).await? {
                take_down(house, picture, None).await?;
            }
        }
    }
    let txn = house.db.write().await?;
    Entity::delete_many().filter(Column::RemovedAt.lt(now - REMOVED)).exec(&txn).await?;
    txn.commit().await?;
    Ok(keeping::sweep(house, now).await?)
}

fn unused(now: DateTime<Utc>) -> sea_orm::Select<Entity> {
    let uses = Query::select().column(picture_uses::Column::PictureId).from(picture_uses::Entity).to_owned();
    Entity::find()
        .filter(Column::Kind.eq(Kind::Post.name()))
        .filter(Column::TouchedAt.lt(now - UNUSED))
        .filter(Column::RemovedAt.is_null())
        .filter(Column::Id.not_in_subquery(uses))
}

/// Words of its owner that wait to be sent.
async fn is_in_a_draft(house: &House, picture: &Model) -> Result<bool, DbErr> {
    let waiting = drafts::Entity::find()
        .filter(drafts::Column::UserId.eq(picture.user_id))
        .filter(drafts::Column::Body.contains(picture.path()))
        .one(&house.db)
        .await?;
    Ok(waiting.is_some())
}

/// Removes everything of someone who leaves, a batch at a time; false when nothing was left.
///
/// # Errors
/// When the database refuses.
pub async fn take_some_down(house: &House, user: i64) -> Outcome<bool> {
    let theirs = Entity::find().filter(Column::UserId.eq(user)).order_by_asc(Column::Id).limit(BATCH);
    let theirs = theirs.all(&house.db).await?;
    for picture in &theirs {
        take_down(house, picture, None).await?;
    }
    let txn = house.db.write().await?;
    Entity::delete_many().filter(Column::Id.is_in(theirs.iter().map(|picture| picture.id))).exec(&txn).await?;
    txn.commit().await?;
    Ok(!theirs.is_empty())
}
