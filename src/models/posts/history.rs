//! What a post, or a thread's title, said before: every edit as a difference.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use similar::{ChangeTag, TextDiff};

use crate::{
    database::Db,
    models::{_entities::revisions, keyset::Slice, users},
};

/// Edits on a page.
pub const PAGE: u64 = 20;

/// An edit and who made it, latest first.
pub type Revision = (revisions::Model, Option<users::Model>);

/// # Errors
/// When the database cannot be read.
pub async fn of_post(db: &Db, post: i64, before: Option<i64>) -> Result<Slice<Revision, i64>, DbErr> {
    page(db, revisions::Entity::find().filter(revisions::Column::PostId.eq(post)), before).await
}

/// # Errors
/// When the database cannot be read.
pub async fn of_thread(db: &Db, thread: i64, before: Option<i64>) -> Result<Slice<Revision, i64>, DbErr> {
    let of_thread = revisions::Entity::find()
        .filter(revisions::Column::ThreadId.eq(thread))
        .filter(revisions::Column::PostId.is_null());
    page(db, of_thread, before).await
}

async fn page(
    db: &Db,
    mut edits: Select<revisions::Entity>,
    before: Option<i64>,
) -> Result<Slice<Revision, i64>, DbErr> {
    if let Some(before) = before {
        edits = edits.filter(revisions::Column::Id.lt(before));
    }
    let edits = edits.find_also_related(users::Entity).order_by_desc(revisions::Column::Id).limit(PAGE + 1);
    Ok(Slice::cut(edits.all(db).await?, PAGE, |(revision, _)| revision.id))
}

/// A run of words kept, taken out or put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Same,
    Taken,
    Put,
}

/// The difference of two texts, word by word. Beyond a hundredth of a second it
/// settles for a coarser one: nobody waits for a diff.
pub fn difference(before: &str, after: &str) -> Vec<(Change, String)> {
    let diff = TextDiff::configure().timeout(std::time::Duration::from_millis(100)).diff_words(before, after);
    let mut pieces: Vec<(Change, String)> = vec![];
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Delete => Change::Taken,
            ChangeTag::Insert => Change::Put,
        };
        match pieces.last_mut() {
            Some((last, text)) if *last == kind => text.push_str(change.value()),
            _ => pieces.push((kind, change.value().to_owned())),
        }
    }
    pieces
}
