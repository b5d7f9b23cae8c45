//! The letters that could not be delivered, for admins: to whom, of what kind and
//! why, never what they said. Each can be tried again.

use loco_rs::prelude::*;

use super::{
    answers::{Answer, Page, then},
    extractors::{Admin, Asked, At, Posted, Turned},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::letters,
    views::{
        admin::{UndeliveredPage, UndeliveredRow},
        when,
    },
};

async fn list(admin: Admin, Asked(turned): Asked<Turned>) -> Answer {
    let mut found = letters::undelivered(&admin.house.db, turned.before).await?;
    let more = found.len() as u64 > letters::PAGE;
    found.truncate(letters::PAGE as usize);
    let next = found.last().filter(|_| more).map(|last| format!("/admin/letters?before={}", last.id));
    let rows = found
        .iter()
        .map(|letter| UndeliveredRow {
            id: letter.id,
            recipient: letter.recipient.clone(),
            kind: letter.kind.clone(),
            dead: letter.state == "dead",
            attempts: letter.attempts,
            last_error: letter.last_error.clone().unwrap_or_default(),
            next_try: when(admin.lang, &letter.next_try_at),
            when: when(admin.lang, &letter.created_at),
        })
        .collect();
    Page::new("admin/letters.html", admin.lang.say("admin-letters-title"))
        .noindex()
        .section("admin")
        .show(&admin, &UndeliveredPage { letters: rows, next })
}

async fn try_again(admin: Admin, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    admin.count(Limit::Acts)?;
    letters::try_again(&admin.house.db, id).await?;
    then("/admin/letters").saying(&admin, "letter-retried").go()
}

pub fn routes() -> Routes {
    Routes::new().add("/admin/letters", get(list)).add("/admin/letters/{id}/retry", post(try_again))
}
