//! Threads: questions, discussions, experiences, announcements.

pub mod closing;
pub mod conversation;
pub mod editing;
pub mod listing;
pub mod opening;
pub mod pinning;
pub mod readable;
pub mod replying;
pub mod solving;

pub use readable::Readable;

pub use super::_entities::threads::{ActiveModel, Column, Entity, Model};
use super::{activities::About, slugs};

pub const KINDS: [&str; 4] = ["question", "discussion", "experience", "announcement"];
/// Bytes.
pub const TITLE_LIMIT: usize = 300;

impl Model {
    pub fn path(&self) -> String {
        slugs::path("threads", self.id, &self.slug)
    }

    pub fn is_withdrawn(&self) -> bool {
        self.withdrawn_at.is_some()
    }

    pub fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }

    /// What the log says it is about.
    pub fn about(&self) -> About {
        About { community: Some(self.community_id), thread: Some(self.id), ..About::default() }
    }

    /// unanswered, solved, closed, or nothing worth a word.
    pub fn state(&self) -> Option<&'static str> {
        state(&self.kind, self.replies_count, self.solution_post_id.is_some(), self.is_closed())
    }
}

pub(in crate::models) fn state(kind: &str, replies: i32, solved: bool, closed: bool) -> Option<&'static str> {
    match kind {
        _ if solved => Some("solved"),
        _ if closed => Some("closed"),
        "question" if replies == 0 => Some("unanswered"),
        _ => None,
    }
}
