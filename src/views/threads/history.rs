//! What a text said before.

use serde::Serialize;

use crate::{
    models::posts::history::{self, Change, Revision},
    views::{Author, when},
    words::{Lang, When},
};

/// `posts/history.html`
#[derive(Clone, Debug, Serialize)]
pub struct HistoryPage {
    pub thread_title: String,
    pub back: String,
    pub revisions: Vec<RevisionView>,
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RevisionView {
    pub when: When,
    pub editor: Option<Author>,
    pub reason: String,
    pub pieces: Vec<DiffPiece>,
}

/// A run of text kept, taken out or put in.
#[derive(Clone, Debug, Serialize)]
pub struct DiffPiece {
    /// same, del, ins
    pub change: &'static str,
    pub text: String,
}

impl RevisionView {
    pub fn of(lang: Lang, (revision, editor): &Revision) -> Self {
        let said = |text: &str| match revision.post_id {
            Some(_) => text.to_owned(),
            None => of_thread(lang, text),
        };
        Self {
            when: when(lang, &revision.created_at),
            editor: editor.as_ref().map(Author::of),
            reason: revision.reason.clone(),
            pieces: history::difference(&said(&revision.before), &said(&revision.after))
                .into_iter()
                .map(|(change, text)| DiffPiece {
                    change: match change {
                        Change::Same => "same",
                        Change::Taken => "del",
                        Change::Put => "ins",
                    },
                    text,
                })
                .collect(),
        }
    }
}

/// A thread's revision holds its title, the name of its kind, and its tags, a line
/// each: the kind is said in the reader's words.
fn of_thread(lang: Lang, text: &str) -> String {
    let line = |(number, line): (usize, &str)| match number {
        1 => lang.say(&format!("kind-{line}")),
        _ => line.to_owned(),
    };
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}
