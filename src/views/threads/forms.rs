//! The boxes to write in: a reply, a thread, an edit, an act that needs a word more.

use serde::Serialize;

use super::{Quote, RoomLine};
use crate::{
    models::drafts,
    views::{Choice, Field, when},
    words::{Lang, When},
};

/// The box at the foot (`threads/_compose.html`), posting to `{action}`.
#[derive(Clone, Debug, Serialize)]
pub struct Compose {
    pub action: String,
    pub body: Field,
    /// The post quoted (field `quote`), and who said it.
    pub quote: Option<Quote>,
    /// This form's own number (field `draft`): a resend posts once.
    pub draft: String,
    /// Where unfinished words are kept, and those that were found.
    pub draft_action: String,
    pub saved: Option<Saved>,
    pub mentions_url: String,
    pub audience: String,
    /// A refusal that belongs to no field, in the reader's words.
    pub refusal: Option<String>,
}

/// `threads/new.html` and `threads/edit.html`
#[derive(Clone, Debug, Serialize)]
pub struct ThreadForm {
    pub action: String,
    pub room: RoomLine,
    /// Path back, when editing.
    pub back: String,
    /// What it is called now, whatever is typed.
    pub name: String,
    pub title: Field,
    pub body: Field,
    pub kinds: Vec<Choice>,
    pub tags: Field,
    /// Those of the room, as a sentence lists them; may be empty.
    pub usual_tags: String,
    pub reason: Field,
    pub draft: String,
    pub draft_action: String,
    pub saved: Option<Saved>,
    /// Which version is being edited; and, when another came before, what it says.
    pub version: i32,
    pub current: Option<Current>,
    pub mentions_url: String,
    pub refusal: Option<String>,
}

/// `posts/edit.html`
#[derive(Clone, Debug, Serialize)]
pub struct PostForm {
    pub action: String,
    pub back: String,
    pub thread_title: String,
    pub room: RoomLine,
    pub body: Field,
    pub reason: Field,
    pub draft_action: String,
    pub saved: Option<Saved>,
    pub version: i32,
    pub current: Option<Current>,
    pub mentions_url: String,
    pub refusal: Option<String>,
}

/// `posts/act.html`: an act on a post that needs a word more (bravo
/// without its sentence, hiding without its reason).
#[derive(Clone, Debug, Serialize)]
pub struct ActForm {
    /// bravo or hide. Fluent: `act-bravo-title`, `act-bravo-label`, `act-bravo-send`…
    pub act: &'static str,
    pub action: String,
    pub back: String,
    /// Name of the text field: sentence or reason.
    pub field: &'static str,
    pub text: Field,
    /// Who will read it: the room's readers; none when its author alone is told.
    pub audience: Option<String>,
    /// Value of the hidden `kind` field, for gestures.
    pub kind: Option<&'static str>,
}

/// A draft found again, in the box where it was begun.
#[derive(Clone, Debug, Serialize)]
pub struct Saved {
    pub when: When,
    pub removal: String,
}

impl Saved {
    pub fn of(lang: Lang, draft: &drafts::Model) -> Self {
        Self { when: when(lang, &draft.updated_at), removal: format!("/me/drafts/{}/removal", draft.id) }
    }
}

/// What a text says now, beside what its reader wanted it to say.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Current {
    pub title: String,
    pub kind: String,
    pub tags: String,
    /// Sanitised HTML made by `text.rs`.
    pub html: String,
}
