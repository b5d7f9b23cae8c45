//! What I was told, and what stops letters about it.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, then},
    extractors::{Asked, At, Member, Posted, Visit},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        keyset::After,
        notifications,
        unsubscribing::{self, Scope},
    },
    refusals::Refusal,
    views::notifications::{NotificationRow, NotificationsPage, StopPage},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Turned {
    after: String,
}

/// `List-Unsubscribe=One-Click` (RFC 8058 §3.1), from a mail program or from our
/// own button.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OneClick {
    #[serde(rename = "List-Unsubscribe")]
    said: String,
}

async fn list(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let after = After::parse(&turned.after);
    let (lines, next) = notifications::of(&me.house.db, &me.viewer, me.person.id, after).await?;
    Page::new("notifications/list.html", me.lang.say("notifications-title")).noindex().section("notifications").show(
        &me,
        &NotificationsPage {
            rows: lines.iter().map(|line| NotificationRow::of(me.lang, line)).collect(),
            next: next.map(|next| format!("/notifications?after={next}")),
            waiting: me.waiting > 0,
        },
    )
}

async fn read_all(me: Member, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    notifications::read_all(&me.house.db, me.person.id).await?;
    then("/notifications").saying(&me, "notifications-read").go()
}

/// Mail programs open links by themselves: looking changes nothing.
async fn stop_page(visit: Visit, At(token): At<String>) -> Answer {
    let (_, scope) = unsubscribing::read(&visit.house, &token)?;
    stopping(&visit, &token, scope, false)
}

async fn stop(visit: Visit, At(token): At<String>, Posted(OneClick { said }): Posted<OneClick>) -> Answer {
    visit.count(Limit::Acts)?;
    if said != "One-Click" {
        return Err(Refusal::UnreadableForm.into());
    }
    let (person, scope) = unsubscribing::read(&visit.house, &token)?;
    unsubscribing::stop(&visit.house, person, scope).await?;
    stopping(&visit, &token, scope, true)
}

fn stopping(visit: &Visit, token: &str, scope: Scope, done: bool) -> Answer {
    let what = match scope {
        Scope::Thread(_) => "thread",
        Scope::Alert(_) => "alert",
        Scope::Followed => "followed",
        Scope::All => "all",
    };
    Page::new("notifications/stop.html", visit.lang.say("stop-title"))
        .noindex()
        .show(visit, &StopPage { action: format!("/unsubscribe/{token}"), what, done })
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/notifications", get(list))
        .add("/notifications/reading", post(read_all))
        .add("/unsubscribe/{token}", get(stop_page).post(stop))
}
