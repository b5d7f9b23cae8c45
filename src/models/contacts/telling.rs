//! Telling one of the two what happened: one line a contact, brought up to date.
//! Its words do not leave by mail: only that something awaits, and where.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, QueryFilter,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, OnConflict},
};

use super::{introducing, subject};
use crate::{
    clock,
    database::Write,
    freshness::Tag,
    models::{_entities::blocks, notifications, users},
};

/// What a line is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told {
    Contact(i64),
    Introduction(i64),
}

impl Told {
    fn subject(self) -> String {
        match self {
            Self::Contact(id) => subject(id),
            Self::Introduction(id) => introducing::subject(id),
        }
    }
}

/// `what` is the end of its Fluent key: `told-contact-asked`. Nobody is told of what
/// someone does whom they do not wish to hear.
pub(super) async fn tell(
    txn: &Write,
    person: i64,
    about: Told,
    what: &'static str,
    by: Option<i64>,
) -> Result<(), DbErr> {
    let Some(user) = users::Entity::find_by_id(person).one(txn).await? else { return Ok(()) };
    if let Some(by) = by
        && is_silenced(txn, person, by).await?
    {
        return Ok(());
    }
    let now = clock::now();
    let (contact, introduction) = match about {
        Told::Contact(id) => (Some(id), None),
        Told::Introduction(id) => (None, Some(id)),
    };
    use notifications::Column as N;
    let again = [N::Reason, N::ActorId, N::UpdatedAt, N::ReadAt, N::MailAt];
    notifications::Entity::insert(notifications::ActiveModel {
        user_id: Set(person),
        subject: Set(about.subject()),
        contact_id: Set(contact),
        introduction_id: Set(introduction),
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
    txn.also_forget(Tag::Told(person));
    Ok(())
}

/// Whoever answers has read what they were told.
pub(super) async fn read(txn: &Write, person: i64, about: Told) -> Result<(), DbErr> {
    use notifications::Column as N;
    notifications::Entity::update_many()
        .col_expr(N::ReadAt, Expr::value(clock::now()))
        .col_expr(N::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(N::UserId.eq(person))
        .filter(N::Subject.eq(about.subject()))
        .filter(N::ReadAt.is_null())
        .exec(txn)
        .await?;
    txn.also_forget(Tag::Told(person));
    Ok(())
}

/// What was told of it is not there any more.
pub(super) async fn untell(txn: &Write, person: i64, about: Told) -> Result<(), DbErr> {
    use notifications::Column as N;
    let line = notifications::Entity::delete_many().filter(N::UserId.eq(person)).filter(N::Subject.eq(about.subject()));
    line.exec(txn).await?;
    txn.also_forget(Tag::Told(person));
    Ok(())
}

pub(in crate::models) async fn is_silenced(txn: &Write, person: i64, other: i64) -> Result<bool, DbErr> {
    use blocks::Column as B;
    let silenced = blocks::Entity::find().filter(B::UserId.eq(person)).filter(B::OtherId.eq(other));
    Ok(silenced.one(txn).await?.is_some())
}
