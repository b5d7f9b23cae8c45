//! Telling one of the two what happened: one line for the person, where their adviser
//! is; one for the adviser a person. Its words do not leave by mail: only that something
//! awaits, and where.

use sea_orm::{ActiveValue::Set, DbErr};

use super::Model;
use crate::{
    clock,
    database::Write,
    models::notifications::{self, between},
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

/// `what` is the end of its Fluent key: `told-adviser-asked`.
pub(in crate::models) async fn tell(
    txn: &Write,
    reader: i64,
    about: &Model,
    what: &'static str,
    by: Option<i64>,
) -> Result<(), DbErr> {
    line(txn, reader, about.subject_for(reader), what, by).await
}

/// The other has gone, and their rows go: what is told of it names nobody.
pub(super) async fn tell_of_leaving(txn: &Write, reader: i64, about: &Model) -> Result<(), DbErr> {
    let subject = if reader == about.person_id { ADVISER } else { PEOPLE };
    line(txn, reader, subject.to_owned(), "adviser-left", None).await
}

async fn line(txn: &Write, reader: i64, subject: String, what: &'static str, by: Option<i64>) -> Result<(), DbErr> {
    let Some(user) = between::listener(txn, reader, by).await? else { return Ok(()) };
    let now = clock::now();
    let line = notifications::ActiveModel {
        user_id: Set(reader),
        subject: Set(subject),
        actor_id: Set(by),
        reason: Set(what.to_owned()),
        updated_at: Set(now.into()),
        mail_at: Set(notifications::telling::mail_at(&user, what, now).map(Into::into)),
        ..Default::default()
    };
    between::put(txn, line).await
}

/// Whoever answers has read what they were told.
pub(in crate::models) async fn read(txn: &Write, reader: i64, about: &Model) -> Result<(), DbErr> {
    between::read(txn, reader, &about.subject_for(reader)).await
}

/// What was told of it is not there any more.
pub(super) async fn untell(txn: &Write, reader: i64, about: &Model) -> Result<(), DbErr> {
    between::remove(txn, reader, &about.subject_for(reader)).await
}
