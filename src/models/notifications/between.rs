//! A line of what is between two people: one a subject, brought up to date by what comes
//! after, read with its page or by an answer, and gone with what it is about.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, QueryFilter,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, OnConflict},
};

use super::{ActiveModel, Column, Entity};
use crate::{
    clock,
    database::Write,
    freshness::Tag,
    models::{blocks, users},
};

/// Whoever would be told of it: nobody who is gone, and nobody of what someone does whom
/// they do not wish to hear.
///
/// # Errors
/// When the database cannot be read.
pub async fn listener(txn: &Write, person: i64, by: Option<i64>) -> Result<Option<users::Model>, DbErr> {
    if let Some(by) = by
        && blocks::between(txn, person, by).await?.is_some()
    {
        return Ok(None);
    }
    users::Entity::find_by_id(person).one(txn).await
}

/// Writes a line that is not read yet, in the place of the one there was of its subject.
///
/// # Errors
/// When the database refuses.
pub async fn put(txn: &Write, line: ActiveModel) -> Result<(), DbErr> {
    put_all(txn, vec![line]).await
}

/// The same of several people at once.
///
/// # Errors
/// When the database refuses.
pub async fn put_all(txn: &Write, lines: Vec<ActiveModel>) -> Result<(), DbErr> {
    let people: Vec<i64> = lines.iter().map(|line| *line.user_id.as_ref()).collect();
    if people.is_empty() {
        return Ok(());
    }
    use Column as C;
    let again = [C::Reason, C::ActorId, C::ApplicationId, C::Count, C::UpdatedAt, C::ReadAt, C::MailAt];
    let unread = |line: ActiveModel| {
        let count = if line.count.is_set() { line.count.clone() } else { Set(1) };
        ActiveModel { count, read_at: Set(None), ..line }
    };
    Entity::insert_many(lines.into_iter().map(unread))
        .on_conflict(OnConflict::columns([C::UserId, C::Subject]).update_columns(again).to_owned())
        .exec_without_returning(txn)
        .await?;
    for person in people {
        txn.also_forget(Tag::Told(person));
    }
    Ok(())
}

/// Whoever answers has read what they were told.
///
/// # Errors
/// When the database refuses.
pub async fn read(txn: &Write, person: i64, subject: &str) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::ReadAt, Expr::value(clock::now()))
        .col_expr(Column::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(Column::UserId.eq(person))
        .filter(Column::Subject.eq(subject))
        .filter(Column::ReadAt.is_null())
        .exec(txn)
        .await?;
    txn.also_forget(Tag::Told(person));
    Ok(())
}

/// What was told of it is not there any more.
///
/// # Errors
/// When the database refuses.
pub async fn remove(txn: &Write, person: i64, subject: &str) -> Result<(), DbErr> {
    let line = Entity::delete_many().filter(Column::UserId.eq(person)).filter(Column::Subject.eq(subject));
    line.exec(txn).await?;
    txn.also_forget(Tag::Told(person));
    Ok(())
}
