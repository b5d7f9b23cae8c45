//! Threads: rows of lists, the conversation, and the forms around it.

mod forms;
mod history;
mod page;
mod posts;
mod rows;

use super::{Author, role};
pub use forms::{ActForm, Compose, Current, PostForm, Saved, ThreadForm};
pub use history::{DiffPiece, HistoryPage, RevisionView};
pub use page::{BookmarkForm, MineView, ThreadPage, may_edit, no_compose};
pub use posts::{Acts, Bravo, Gestures, Place, Placed, PostView, Quote, Reading, ThreadLine};
pub use rows::{ListPage, RoomLine, ThreadRow};

fn author(
    handle: Option<&str>,
    name: Option<&str>,
    kind: Option<&str>,
    claim: Option<&str>,
    ambassador: Option<bool>,
) -> Option<Author> {
    Some(Author {
        handle: handle?.to_owned(),
        name: name?.to_owned(),
        role: role(kind?, claim?, ambassador.unwrap_or_default()),
    })
}
