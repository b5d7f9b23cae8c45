//! The page of a thread: what is around its posts, and what it is to its reader.

use serde::Serialize;

use super::{
    super::{Field, offers::OfferRow},
    Compose, RoomLine,
};
use crate::{
    access::Viewer,
    initializers::view_engine::Part,
    models::{tags::Named, threads::Readable},
    refusals::Refusal,
};

/// `threads/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct ThreadPage {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub kind: String,
    pub room: RoomLine,
    pub tags: Vec<Named>,
    pub state: Option<&'static str>,
    pub closed: bool,
    pub pinned: bool,
    pub replies: i32,
    /// True on the first page, where the question is shown as a letter.
    pub first_page: bool,
    pub question: Part,
    /// The accepted answer, shown right under the question.
    pub solution: Option<Part>,
    /// Their numbers, and them whole.
    pub posts: Vec<(i64, Part)>,
    pub prev: Option<String>,
    pub next: Option<String>,
    /// Path of the Atom feed, for public rooms.
    pub feed: Option<String>,
    pub compose: Option<Compose>,
    /// Why there is no compose box (Fluent: `no-compose-visitor`, `-closed`,
    /// `-unconfirmed`, `-suspended`), when there is none.
    pub no_compose: Option<&'static str>,
    pub edited: bool,
    /// What it is to this reader; none for visitors.
    pub mine: Option<MineView>,
    /// Its first and last day, to go to one in between; only of long ones.
    pub days: Option<(String, String)>,
    pub may_edit: bool,
    pub may_close: bool,
    pub may_pin: bool,
    /// The offer it passes on.
    pub offer: Option<OfferRow>,
}

/// What a thread is to its reader.
#[derive(Clone, Debug, Serialize)]
pub struct MineView {
    /// all, mine, muted (Fluent: `watch-all`…)
    pub level: String,
    /// The first of this page that they had not read.
    pub first_new: Option<i64>,
    /// To the first they had not read, on another page.
    pub unread: Option<String>,
    pub bookmark: BookmarkForm,
}

/// → POST /threads/{id}/bookmark {note, remind_on: yyyy-mm-dd}
#[derive(Clone, Debug, Serialize)]
pub struct BookmarkForm {
    pub kept: bool,
    pub note: Field,
    pub remind_on: Field,
    /// A refusal that belongs to no field.
    pub refusal: Option<String>,
    /// Open because it was refused.
    pub open: bool,
}

/// Whether this reader may change the thread's title, kind and tags.
pub fn may_edit(viewer: &Viewer, thread: &Readable) -> bool {
    let leads = viewer.person().is_some_and(|me| thread.may_be_led_by(me) && me.may_write().is_ok());
    leads && !thread.is_withdrawn()
}

/// Why someone has no box to write in, or none: they have one.
pub fn no_compose(viewer: &Viewer, closed: bool) -> Option<&'static str> {
    match viewer.person() {
        _ if closed => Some("no-compose-closed"),
        None => Some("no-compose-visitor"),
        Some(person) => match person.may_write() {
            Ok(()) => None,
            Err(Refusal::EmailNotConfirmed) => Some("no-compose-unconfirmed"),
            Err(_) => Some("no-compose-suspended"),
        },
    }
}
