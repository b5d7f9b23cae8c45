//! The two homes.

use serde::Serialize;

use super::{communities::RoomRow, threads::ThreadRow};

/// `home/visitor.html`
#[derive(Clone, Debug, Serialize)]
pub struct VisitorHome {
    pub unanswered: Vec<ThreadRow>,
    pub alive: Vec<ThreadRow>,
    pub rooms: Vec<RoomRow>,
    /// Development only: the demo accounts and their password.
    pub demo: Option<Demo>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Demo {
    pub accounts: Vec<String>,
    pub password: String,
}

/// `home/member.html`: “Ma journée”.
#[derive(Clone, Debug, Serialize)]
pub struct MemberHome {
    pub name: String,
    pub blocks: Vec<Block>,
    /// Blocks switched off, to switch on again: POST /me/home/{id} {shown: on}
    pub off: Vec<String>,
    /// True when there is nothing at all yet: no room joined, nothing written.
    pub new_here: bool,
    pub rooms: Vec<RoomRow>,
}

/// A block of the home. Fluent: `home-{id}-title`, `home-{id}-why`, `home-{id}-empty`.
/// Switched off by POST /me/home/{id} (no field).
#[derive(Clone, Debug, Serialize)]
pub struct Block {
    /// awaited, unanswered, fresh
    pub id: &'static str,
    pub rows: Vec<ThreadRow>,
}
