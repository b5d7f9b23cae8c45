//! Rooms: the directory, one room, its settings.

use std::collections::HashMap;

use serde::Serialize;

use super::{Author, Choice, Field, threads::ThreadRow, trades::TradeLine, when};
use crate::{
    access::Viewer,
    models::{communities, places, tags::Named},
    words::{Lang, When},
};

/// Fewer people than this are not counted: a figure is about a room, never about someone.
const FEWEST: i32 = 5;

/// A room in a list (`communities/_row.html`).
#[derive(Clone, Debug, Serialize)]
pub struct RoomRow {
    pub path: String,
    pub name: String,
    pub description: String,
    /// theme, trade, place, branch, situation (Fluent: `room-kind-theme`…)
    pub kind: String,
    pub audience: String,
    pub threads: i32,
    pub posts: i32,
    /// How many people belong to it, when that tells of nobody: five or more.
    pub members: Option<i32>,
    pub last_post: Option<When>,
    /// Questions that wait for an answer; zero in lists that do not say it.
    pub unanswered: i64,
    pub joined: bool,
    /// open, proposed, declined
    pub state: String,
}

/// `communities/index.html`
#[derive(Clone, Debug, Serialize)]
pub struct DirectoryPage {
    pub rooms: Vec<RoomRow>,
    pub next: Option<String>,
    /// Rooms proposed, for those who decide or who proposed them.
    pub proposed: Vec<RoomRow>,
    pub more_proposed: bool,
    /// GET fields `kind`, `audience` (empty value first: all), and `mine` (checkbox).
    pub kinds: Vec<Choice>,
    pub audiences: Vec<Choice>,
    pub mine: bool,
    pub filtered: bool,
    pub may_create: bool,
    pub may_propose: bool,
}

/// Offers of what a room is about: their list, and the feed of it.
#[derive(Clone, Debug, Serialize)]
pub struct RoomOffers {
    pub path: String,
    pub feed: String,
}

/// `communities/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct RoomPage {
    pub room: RoomRow,
    pub rules_html: String,
    pub managers: Vec<Author>,
    pub tags: Vec<Named>,
    /// What it is about, where it says so.
    pub trade: Option<TradeLine>,
    pub place: Option<PlaceLine>,
    pub offers: Option<RoomOffers>,
    pub pinned: Vec<ThreadRow>,
    pub more_pinned: bool,
    pub rows: Vec<ThreadRow>,
    pub next: Option<String>,
    /// True when this is not the first page of the list.
    pub deeper: bool,
    /// GET field `show`: all, questions, unanswered, experiences (Fluent: `show-all`…)
    pub shows: Vec<Choice>,
    pub feed: Option<String>,
    pub ask_path: String,
    pub may_write: bool,
    pub no_compose: Option<&'static str>,
    /// How much its reader follows it: all, mine, muted; none for visitors.
    pub level: Option<String>,
    pub joined: bool,
    pub signed_in: bool,
    pub manages: bool,
    pub settings_path: Option<String>,
    /// An admin who does not read this room by right, and until when the look lasts.
    pub entered_until: Option<When>,
    pub may_decide: bool,
    /// What an admin typed who was refused: POST {room.path}/decision {decision*: open|decline, reason}
    pub declining: bool,
    pub reason: Field,
    pub refusal: Option<String>,
}

/// A place, and the way to the other rooms that are about it.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceLine {
    pub path: String,
    pub name: String,
}

impl PlaceLine {
    pub fn of(place: &places::Model) -> Self {
        Self { path: format!("/communities?place={}", place.code), name: place.label() }
    }
}

/// `communities/form.html`: create, propose or edit.
#[derive(Clone, Debug, Serialize)]
pub struct RoomForm {
    /// create, propose or settings. Fluent: `room-form-create-title`, `-lead`, `-send`…
    pub mode: &'static str,
    pub action: String,
    pub back: String,
    /// In settings: what it is called now, whatever is typed.
    pub called: String,
    pub name: Field,
    pub slug: Field,
    pub description: Field,
    pub rules: Field,
    pub tags: Field,
    /// POST {trade_code, place_code}: a code or a name.
    pub trade: Field,
    pub place: Field,
    pub kinds: Vec<Choice>,
    pub audiences: Vec<Choice>,
    pub refusal: Option<String>,
    /// In settings: who manages, who was let in by name, and the forms to change it.
    pub people: Option<RoomPeople>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RoomPeople {
    pub managers: Vec<Author>,
    /// POST {handle*}; removal: POST {handle*}
    pub managers_path: String,
    pub managers_removal_path: String,
    /// Only for rooms of audience `named`.
    pub named: bool,
    pub let_in: Vec<Author>,
    pub let_in_next: Option<String>,
    pub entrances_path: String,
    pub entrances_removal_path: String,
    pub handle: Field,
}

/// `communities/enter.html`: an admin asks to look into a room that is not theirs.
#[derive(Clone, Debug, Serialize)]
pub struct EnterForm {
    pub room_name: String,
    pub action: String,
    pub reason: Field,
}

impl RoomRow {
    pub fn of(lang: Lang, viewer: &Viewer, room: &communities::Model) -> Self {
        Self {
            path: room.path(),
            name: room.name.clone(),
            description: room.description.clone(),
            kind: room.kind.clone(),
            audience: room.audience.clone(),
            threads: room.threads_count,
            posts: room.posts_count,
            members: Some(room.members_count).filter(|members| *members >= FEWEST),
            last_post: room.last_post_at.as_ref().map(|at| when(lang, at)),
            unanswered: 0,
            joined: viewer.person().is_some_and(|person| person.belongs_to(room.id)),
            state: room.state.clone(),
        }
    }

    /// The same, with what waits in each.
    pub fn alive(lang: Lang, viewer: &Viewer, rooms: &[communities::Model], waiting: &HashMap<i64, i64>) -> Vec<Self> {
        let unanswered = |room: &communities::Model| waiting.get(&room.id).copied().unwrap_or(0);
        let row = |room: &communities::Model| Self { unanswered: unanswered(room), ..Self::of(lang, viewer, room) };
        rooms.iter().map(row).collect()
    }

    pub fn all(lang: Lang, viewer: &Viewer, rooms: &[communities::Model]) -> Vec<Self> {
        rooms.iter().map(|room| Self::of(lang, viewer, room)).collect()
    }
}
