//! The only way to a thread: through the eyes of whoever asks.

use std::ops::Deref;

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{Entity, Model};
use crate::{
    access::{Person, Viewer},
    models::_entities::{communities, posts},
    refusals::{Failure, Gone, Outcome},
};

/// A thread its reader may read, with the room that says so.
#[derive(Clone, Debug)]
pub struct Readable {
    pub thread: Model,
    pub room: communities::Model,
}

impl Deref for Readable {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.thread
    }
}

impl Model {
    /// # Errors
    /// [`Failure::Missing`] when it does not exist for them.
    pub async fn readable_by<C: ConnectionTrait>(db: &C, viewer: &Viewer, id: i64) -> Outcome<Readable> {
        let found = Entity::find_by_id(id).find_also_related(communities::Entity).one(db).await?;
        match found {
            Some((thread, Some(room))) if viewer.may_read(&room) => Ok(Readable { thread, room }),
            _ => Err(Failure::Missing),
        }
    }
}

impl Readable {
    /// A conversation whose every message was erased by who wrote it is here no more.
    /// As long as one is left, or may be put back, the others' words stay readable.
    ///
    /// # Errors
    /// [`Failure::Gone`] when nothing is left of it.
    pub async fn not_gone<C: ConnectionTrait>(&self, db: &C) -> Outcome<()> {
        use posts::Column as P;
        // Few are without an author and an opening: the others cost no question.
        if self.author_id.is_some() || !self.is_withdrawn() {
            return Ok(());
        }
        let left = posts::Entity::find()
            .select_only()
            .column(P::Id)
            .filter(P::ThreadId.eq(self.id))
            .filter(Condition::any().add(P::RemovedAt.is_null()).add(P::AuthorId.is_not_null()))
            .limit(1)
            .into_tuple::<i64>()
            .one(db)
            .await?;
        if left.is_some() { Ok(()) } else { Err(Failure::Gone(Gone::Thread { room: self.room.path() })) }
    }

    /// Its author, or someone who cares for its room.
    pub fn may_be_led_by(&self, person: &Person) -> bool {
        self.author_id == Some(person.id) || person.manages(self.room.id)
    }

    /// The title, unless the opening post is hidden or removed: then only its
    /// author and the managers still read it.
    pub fn title_for(&self, viewer: &Viewer) -> Option<&str> {
        let led = viewer.person().is_some_and(|person| self.may_be_led_by(person));
        (!self.is_withdrawn() || led).then_some(self.title.as_str())
    }
}
