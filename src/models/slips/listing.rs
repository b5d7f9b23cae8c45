//! What an adviser wrote down for others, the latest first; and the answers to one.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, Held, Model};
use crate::{
    access::Viewer,
    database::Db,
    models::{
        _entities::communities,
        keyset::Slice,
        threads::{
            self, Readable,
            conversation::{Conversation, From},
        },
        users,
    },
    refusals::{Failure, Outcome},
};

/// On a page.
pub const PAGE: u64 = 30;
/// Pages of a conversation that are shown to whoever holds a slip: a hundred answers.
const PAGES: usize = 5;

/// A slip, whose it is, and its question as far as whoever wrote it down still reads it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub slip: Model,
    pub person: users::Model,
    pub thread: Option<threads::Model>,
}

/// # Errors
/// When the database cannot be read.
pub async fn made_by(db: &Db, viewer: &Viewer, before: Option<i64>) -> Result<Slice<Listed, i64>, DbErr> {
    let mut made = Entity::find().filter(Column::AdviserId.eq(viewer.id())).order_by_desc(Column::Id).limit(PAGE + 1);
    if let Some(before) = before {
        made = made.filter(Column::Id.lt(before));
    }
    let Slice { rows, next } = Slice::cut(made.all(db).await?, PAGE, |slip| slip.id);
    let people = users::Entity::find().filter(users::Column::Id.is_in(rows.iter().map(|slip| slip.person_id)));
    let people = people.all(db).await?;
    let asked = rows.iter().filter_map(|slip| slip.thread_id);
    let asked = threads::Entity::find().filter(threads::Column::Id.is_in(asked)).find_also_related(communities::Entity);
    let asked = asked.all(db).await?;
    let with = |slip: Model| {
        let person = people.iter().find(|person| person.id == slip.person_id)?.clone();
        let thread = asked.iter().find(|(thread, _)| Some(thread.id) == slip.thread_id);
        let thread = thread.filter(|(_, room)| room.as_ref().is_some_and(|room| viewer.may_read(room)));
        Some(Listed { slip, person, thread: thread.map(|(thread, _)| thread.clone()) })
    };
    Ok(Slice { rows: rows.into_iter().filter_map(with).collect(), next })
}

impl Held {
    /// The question and its answers, through the eyes of whoever asked; none when there
    /// is no question, or the room closed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn conversation(&self, db: &Db) -> Outcome<Option<(Readable, Conversation)>> {
        let Some(thread) = self.slip.thread_id else { return Ok(None) };
        let viewer = Viewer::Member(self.person.at_the_door(db).await?.into());
        let thread = match threads::Model::readable_by(db, &viewer, thread).await {
            Ok(thread) => thread,
            Err(Failure::Missing) => return Ok(None),
            Err(failure) => return Err(failure),
        };
        let mut whole = thread.conversation(db, From::Start).await?;
        for _ in 1..PAGES {
            let Some(last) = whole.replies.last().filter(|_| whole.later) else { break };
            let more = thread.conversation(db, From::After(last.id)).await?;
            whole.replies.extend(more.replies);
            whole.gestures.extend(more.gestures);
            whole.later = more.later;
        }
        Ok(Some((thread, whole)))
    }
}
