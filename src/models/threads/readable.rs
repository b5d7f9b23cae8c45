//! The only way to a thread: through the eyes of whoever asks.

use std::ops::Deref;

use sea_orm::{ConnectionTrait, EntityTrait};

use super::{Entity, Model};
use crate::{
    access::{Person, Viewer},
    models::_entities::communities,
    refusals::{Failure, Outcome},
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
