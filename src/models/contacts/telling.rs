//! Telling one of the two what happened: one line a contact, brought up to date.
//! Its words do not leave by mail: only that something awaits, and where.

use sea_orm::{ActiveValue::Set, DbErr};

use super::{introducing, subject};
use crate::{
    clock,
    database::Write,
    models::notifications::{self, between},
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

/// `what` is the end of its Fluent key: `told-contact-asked`.
pub(super) async fn tell(
    txn: &Write,
    person: i64,
    about: Told,
    what: &'static str,
    by: Option<i64>,
) -> Result<(), DbErr> {
    let Some(user) = between::listener(txn, person, by).await? else { return Ok(()) };
    let now = clock::now();
    let (contact, introduction) = match about {
        Told::Contact(id) => (Some(id), None),
        Told::Introduction(id) => (None, Some(id)),
    };
    let line = notifications::ActiveModel {
        user_id: Set(person),
        subject: Set(about.subject()),
        contact_id: Set(contact),
        introduction_id: Set(introduction),
        actor_id: Set(by),
        reason: Set(what.to_owned()),
        updated_at: Set(now.into()),
        mail_at: Set(notifications::telling::mail_at(&user, what, now).map(Into::into)),
        ..Default::default()
    };
    between::put(txn, line).await
}

/// Whoever answers has read what they were told.
pub(super) async fn read(txn: &Write, person: i64, about: Told) -> Result<(), DbErr> {
    between::read(txn, person, &about.subject()).await
}

/// What was told of it is not there any more.
pub(super) async fn untell(txn: &Write, person: i64, about: Told) -> Result<(), DbErr> {
    between::remove(txn, person, &about.subject()).await
}
