//! Telling one of the two what happened: one line for the person, where their adviser
//! is; one for the adviser a person. Its words do not leave by mail: only that something
//! awaits, and where.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, QueryFilter,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, OnConflict},
};

use super::Model;
use crate::{
    clock,
    database::Write,
    freshness::Tag,
    models::{contacts::telling::is_silenced, notifications, users},
};

/// Where the person reads of it: `/me/adviser`.
pub const ADVISER: &str = "adviser";
/// Where an adviser reads of everyone: `/me/people`.
pub const PEOPLE: &str = "people";

impl Model {
    /// What lines call it, for this one of the two; it stands at `/me/{subject}`.
    pub fn subject_for(&self, reader: i64) -> String {
        if reader == self.person_id { ADVISER.to_owned() } else { format!("{PEOPLE}/{}", self.id) }
    }
}

/// `what` is the end of its Fluent key: `told-adviser-asked`. Nobody is told of what
/// someone does whom they do not wish to hear.
pub(in crate::models) async fn tell(
    txn: &Write,
    reader: i64,
    about: &Model,
    what: &'static str,
    by: Option<i64>,
) -> Result<(), DbErr> {
    if let Some(by) = by
        && is_silenced(txn, reader, by).await?
    {
        return Ok(());
    }
    line(txn, reader, about.subject_for(reader), what, by).await
}

/// The other has gone, and their rows go: what is told of it names nobody.
pub(super) async fn tell_of_leaving(txn: &Write, reader: i64, about: &Model) -> Result<(), DbErr> {
    let subject = if reader == about.person_id { ADVISER } else { PEOPLE };
    line(txn, reader, subject.to_owned(), "adviser-left", None).await
}

async fn line(txn: &Write, reader: i64, subject: String, what: &'static str, by: Option<i64>) -> Result<(), DbErr> {
    let Some(user) = users::Entity::find_by_id(reader).one(txn).await? else { return Ok(()) };
    let now = clock::now();
    use notifications::Column as N;
    let again = [N::Reason, N::ActorId, N::UpdatedAt, N::ReadAt, N::MailAt];
    notifications::Entity::insert(notifications::ActiveModel {
        user_id: Set(reader),
        subject: Set(subject),
        actor_id: Set(by),
        reason: Set(what.to_owned()),
        count: Set(1),
        updated_at: Set(now.into()),
        read_at: Set(None),
        mail_at: Set(notifications::telling::mail_at(&user, what, now).map(Into::into)),
        ..Default::default()
    })
    .on_conflict(OnConflict::columns([N::UserId, N::Subject]).update_columns(again).to_owned())
    .exec_without_returning(txn)
    .await?;
    txn.also_forget(Tag::Told(reader));
    Ok(())
}

/// Whoever answers has read what they were told.
pub(in crate::models) async fn read(txn: &Write, reader: i64, about: &Model) -> Result<(), DbErr> {
    use notifications::Column as N;
    notifications::Entity::update_many()
        .col_expr(N::ReadAt, Expr::value(clock::now()))
        .col_expr(N::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(N::UserId.eq(reader))
        .filter(N::Subject.eq(about.subject_for(reader)))
        .filter(N::ReadAt.is_null())
        .exec(txn)
        .await?;
    txn.also_forget(Tag::Told(reader));
    Ok(())
}

/// What was told of it is not there any more.
pub(super) async fn untell(txn: &Write, reader: i64, about: &Model) -> Result<(), DbErr> {
    use notifications::Column as N;
    let lines = notifications::Entity::delete_many().filter(N::UserId.eq(reader));
    lines.filter(N::Subject.eq(about.subject_for(reader))).exec(txn).await?;
    txn.also_forget(Tag::Told(reader));
    Ok(())
}
