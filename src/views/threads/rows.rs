//! A thread in a list, the room it is in, and lists of threads.

use serde::Serialize;

use super::author;
use crate::{
    models::threads::listing::Listed,
    views::{Author, slugs, when},
    words::{Lang, When},
};

/// A thread in a list (`threads/_row.html`).
#[derive(Clone, Debug, Serialize)]
pub struct ThreadRow {
    pub path: String,
    pub title: String,
    /// question, discussion, experience, announcement (Fluent: `kind-question`…)
    pub kind: String,
    pub sense: String,
    pub author: Option<Author>,
    pub room_name: String,
    pub room_path: String,
    /// Of the last post.
    pub when: When,
    pub replies: i32,
    /// unanswered, solved, closed or none (Fluent: `state-unanswered`…)
    pub state: Option<&'static str>,
    pub pinned: bool,
    pub tags: Vec<String>,
    /// To the first message not read yet.
    pub unread: Option<String>,
}

/// The room a page belongs to, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RoomLine {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub path: String,
    /// public, members, seekers, recruiters, staff, named. Fluent:
    /// `audience-public` (name), `audience-public-reads` (the sentence of the compose box).
    pub audience: String,
}

/// `threads/list.html`: unanswered questions (`/unanswered`), a tag (`/tags/{tag}`).
#[derive(Clone, Debug, Serialize)]
pub struct ListPage {
    /// Fluent: `list-unanswered-title`, `-lead`, `-empty`; `list-tag-title` (with `$name`)…
    pub list: &'static str,
    pub name: String,
    pub rows: Vec<ThreadRow>,
    pub next: Option<String>,
    pub feed: Option<String>,
    /// How much its reader follows it, and where they say so.
    pub level: Option<String>,
    pub watch: String,
}

impl ThreadRow {
    pub fn of(lang: Lang, listed: &Listed) -> Self {
        Self {
            path: listed.path(),
            title: listed.title.clone(),
            kind: listed.kind.clone(),
            sense: listed.sense.clone(),
            author: author(
                listed.author_handle.as_deref(),
                listed.author_name.as_deref(),
                listed.author_kind.as_deref(),
                listed.author_claim.as_deref(),
                listed.author_ambassador,
            ),
            unread: listed.unread_path(),
            room_name: listed.room_name.clone(),
            room_path: format!("/communities/{}", listed.room_slug),
            when: when(lang, &listed.last_post_at),
            replies: listed.replies_count,
            state: listed.state(),
            pinned: listed.pinned_at.is_some(),
            tags: slugs(&listed.tag_slugs),
        }
    }

    pub fn all(lang: Lang, rows: &[Listed]) -> Vec<Self> {
        rows.iter().map(|row| Self::of(lang, row)).collect()
    }
}
