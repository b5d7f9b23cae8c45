//! Telling one of the two what the other did: one line an entry, brought up to
//! date. Whoever gives time and keeps quiet hours is told when they are over.

use sea_orm::{ActiveValue::Set, DbErr};

use super::Model;
use crate::{
    clock,
    database::Write,
    models::{
        notifications::{self, between},
        pledges,
    },
};

impl Model {
    /// What each is told, by the end of its Fluent key: `told-aid-answered`.
    pub(super) async fn tell(&self, txn: &Write, person: i64, what: &str, by: Option<i64>) -> Result<(), DbErr> {
        let Some(user) = between::listener(txn, person, by).await? else { return Ok(()) };
        let pledge = pledges::of(txn, person).await?;
        // Dated when they may be told: until then the line is not there.
        let heard = |at| pledge.as_ref().map_or(at, |pledge| pledge.heard_from(at, &user.time_zone));
        let at = heard(clock::now());
        let mail_at = notifications::telling::mail_at(&user, "aid", at).map(heard);
        let line = notifications::ActiveModel {
            user_id: Set(person),
            subject: Set(format!("aid/{}", self.id)),
            aid_request_id: Set(Some(self.id)),
            actor_id: Set(by),
            reason: Set(format!("aid-{what}")),
            updated_at: Set(at.into()),
            mail_at: Set(mail_at.map(Into::into)),
            ..Default::default()
        };
        between::put(txn, line).await
    }
}
