//! What a post, or a thread's title, said before: every edit as a difference.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use similar::{ChangeTag, TextDiff};

use crate::{
    database::Db,
    models::{_entities::revisions, users},
};

/// Edits shown.
const MOST: u64 = 50;

/// An edit and who made it, latest first.
pub type Revision = (revisions::Model, Option<users::Model>);

/// # Errors
/// When the database cannot be read.
pub async fn of_post(db: &Db, post: i64) -> Result<Vec<Revision>, DbErr> {
    revisions::Entity::find()
        .filter(revisions::Column::PostId.eq(post))
        .find_also_related(users::Entity)
        .order_by_desc(revisions::Column::Id)
        .limit(MOST)
        .all(db)
        .await
}

/// # Errors
/// When the database cannot be read.
pub async fn of_thread(db: &Db, thread: i64) -> Result<Vec<Revision>, DbErr> {
    revisions::Entity::find()
        .filter(revisions::Column::ThreadId.eq(thread))
        .filter(revisions::Column::PostId.is_null())
        .find_also_related(users::Entity)
        .order_by_desc(revisions::Column::Id)
        .limit(MOST)
        .all(db)
        .await
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
