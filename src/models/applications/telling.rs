//! Telling what happened to an application: the person, in a line of its own; those who
//! recruit, in one line an organisation, brought up to date. Its words do not leave by
//! mail: only that something awaits, and where.

use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter};

use super::{Model, organisations, subject};
use crate::{
    clock,
    database::Write,
    models::{
        notifications::{self, between, telling::mail_at},
        organisations::members,
        users,
    },
};

/// What the line of those who recruit is called, and where it leads, after a slash.
pub fn received_subject(of: &organisations::Model) -> String {
    format!("organisations/{}/applications", of.slug)
}

/// Tells people of their applications, whoever they are, in one query each way. `what` is
/// the end of its Fluent key: `told-application-refused`.
pub(super) async fn tell(txn: &Write, about: &[Model], what: &'static str) -> Result<(), DbErr> {
    let ids = about.iter().map(|application| application.person_id);
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids)).all(txn).await?;
    let lines = about.iter().filter_map(|application| {
        let person = people.iter().find(|person| person.id == application.person_id)?;
        Some(line(person, subject(application.id), application.id, what))
    });
    between::put_all(txn, lines.collect()).await
}

/// Tells those who recruit for it that something waits for their answer.
pub(super) async fn tell_recruiters(
    txn: &Write,
    of: &organisations::Model,
    latest: &Model,
    what: &'static str,
) -> Result<(), DbErr> {
    let recruiters = members::recruiters(txn, of.id).await?;
    let lines = recruiters.iter().map(|person| line(person, received_subject(of), latest.id, what));
    between::put_all(txn, lines.collect()).await
}

fn line(person: &users::Model, subject: String, application: i64, what: &str) -> notifications::ActiveModel {
    let now = clock::now();
    notifications::ActiveModel {
        user_id: Set(person.id),
        subject: Set(subject),
        application_id: Set(Some(application)),
        reason: Set(what.to_owned()),
        updated_at: Set(now.into()),
        mail_at: Set(mail_at(person, what, now).map(Into::into)),
        ..Default::default()
    }
}
