//! What one was told, and stopping letters.

use serde::Serialize;

use super::when;
use crate::{
    models::{accompaniments::ADVISER, notifications::Line},
    words::{Lang, When},
};

/// `notifications/list.html`
#[derive(Clone, Debug, Serialize)]
pub struct NotificationsPage {
    pub rows: Vec<NotificationRow>,
    pub next: Option<String>,
    pub waiting: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct NotificationRow {
    pub path: String,
    pub title: String,
    /// Its room; or mutual aid, contacts, applications, alerts or sources, which are in none.
    pub room_name: String,
    pub room_path: String,
    /// Fluent: `told-answered`, `told-aid-asked`… with `$count` and `$name`.
    pub reason: String,
    pub count: i32,
    pub name: Option<String>,
    /// A sentence more: why an address is not read.
    pub why: Option<String>,
    pub when: When,
    pub unread: bool,
}

impl NotificationRow {
    pub fn of(lang: Lang, line: &Line) -> Self {
        Self {
            path: line.path(),
            title: match (&line.title, &line.purpose) {
                _ if line.is_of_adviser() => lang.say(of_adviser(line)),
                _ if line.is_received() => line.organisation_name.clone().unwrap_or_default(),
                (Some(title), _) => title.clone(),
                (None, Some(purpose)) => lang.say(&format!("purpose-{purpose}")),
                (None, None) => lang.say("introduction-title"),
            },
            room_name: match (&line.room_name, line.aid_request_id) {
                _ if line.is_of_adviser() => lang.say("adviser-word"),
                _ if line.is_received() => lang.say("applications-received-title"),
                _ if line.application_id.is_some() => lang.say("applications-title"),
                _ if line.alert_id.is_some() => lang.say("alerts-title"),
                _ if line.source_id.is_some() => lang.say("sources-title"),
                _ if line.offer_id.is_some() => lang.say("truth-title"),
                (Some(room), _) => room.clone(),
                (None, Some(_)) => lang.say("aid-title"),
                (None, None) => lang.say("contacts-title"),
            },
            room_path: match (&line.room_slug, line.aid_request_id) {
                _ if line.is_of_adviser() => format!("/me/{}", line.subject.split('/').next().unwrap_or_default()),
                _ if line.is_received() => line.path(),
                _ if line.source_id.is_some() => line.path().split('#').next().unwrap_or_default().to_owned(),
                _ if line.offer_id.is_some() => line.path(),
                _ if line.application_id.is_some() => "/me/applications".to_owned(),
                _ if line.alert_id.is_some() => "/me/alerts".to_owned(),
                (Some(slug), _) => format!("/communities/{slug}"),
                (None, Some(_)) => "/aid".to_owned(),
                (None, None) => "/me/contacts".to_owned(),
            },
            reason: line.reason.clone(),
            count: line.count,
            name: line.actor_name.clone(),
            why: line.unfetched.as_ref().map(|why| lang.say_with("refusal-unfetched", &[("why", why.clone().into())])),
            when: when(lang, &line.updated_at),
            unread: line.read_at.is_none(),
        }
    }
}

/// The title of the page it leads to: the person's, or the adviser's.
fn of_adviser(line: &Line) -> &'static str {
    if line.subject == ADVISER { "adviser-title" } else { "people-advised-title" }
}

/// `notifications/stop.html`
#[derive(Clone, Debug, Serialize)]
pub struct StopPage {
    pub action: String,
    /// thread, alert, followed, all (Fluent: `stop-thread-lead`…)
    pub what: &'static str,
    pub done: bool,
}
