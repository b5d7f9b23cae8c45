//! What one was told, and stopping letters.

use serde::Serialize;

use super::when;
use crate::{
    models::notifications::Line,
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
    /// None: mutual aid, which is in no room.
    pub room_name: Option<String>,
    pub room_path: String,
    /// Fluent: `told-answered`, `told-aid-asked`… with `$count` and `$name`.
    pub reason: String,
    pub count: i32,
    pub name: Option<String>,
    pub when: When,
    pub unread: bool,
}

impl NotificationRow {
    pub fn of(lang: Lang, line: &Line) -> Self {
        Self {
            path: line.path(),
            title: line.title.clone(),
            room_name: line.room_name.clone(),
            room_path: line.room_slug.as_ref().map_or_else(|| "/aid".to_owned(), |slug| format!("/communities/{slug}")),
            reason: line.reason.clone(),
            count: line.count,
            name: line.actor_name.clone(),
            when: when(lang, &line.updated_at),
            unread: line.read_at.is_none(),
        }
    }
}

/// `notifications/stop.html`
#[derive(Clone, Debug, Serialize)]
pub struct StopPage {
    pub action: String,
    /// thread, followed, all (Fluent: `stop-thread-lead`…)
    pub what: &'static str,
    pub done: bool,
}
