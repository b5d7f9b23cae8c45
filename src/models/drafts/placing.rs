//! Where drafts belong, as far as their writer may still read it: three queries
//! however many there are.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use serde::Serialize;

use super::{Model, Place};
use crate::{
    access::Viewer,
    database::Db,
    models::{
        communities, posts,
        threads::{self, Readable},
    },
};

/// The name of a place and the way back to the box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    pub name: String,
    pub path: String,
}

/// # Errors
/// When the database cannot be read.
pub async fn ways(db: &Db, viewer: &Viewer, drafts: &[Model]) -> Result<HashMap<String, Way>, DbErr> {
    let places: Vec<Place> = drafts.iter().filter_map(|draft| Place::named(&draft.place)).collect();
    to(db, viewer, &places).await
}

/// The way to one place; none when it does not exist for them.
///
/// # Errors
/// When the database cannot be read.
pub async fn way(db: &Db, viewer: &Viewer, place: Place) -> Result<Option<Way>, DbErr> {
    Ok(to(db, viewer, &[place]).await?.remove(&place.name()))
}

async fn to(db: &Db, viewer: &Viewer, places: &[Place]) -> Result<HashMap<String, Way>, DbErr> {
    let ids = |of: fn(Place) -> Option<i64>| places.iter().filter_map(|place| of(*place)).collect::<Vec<_>>();
    let edited = ids(|place| if let Place::Post(id) = place { Some(id) } else { None });
    let edited = posts::Entity::find()
        .filter(posts::Column::Id.is_in(edited))
        .filter(posts::Column::AuthorId.eq(viewer.id()))
        .filter(posts::Column::RemovedAt.is_null())
        .all(db)
        .await?;
    let mut answered = ids(|place| if let Place::Thread(id) = place { Some(id) } else { None });
    answered.extend(edited.iter().map(|post| post.thread_id));
    let threads: HashMap<i64, Readable> = threads::Entity::find()
        .filter(threads::Column::Id.is_in(answered))
        .find_also_related(communities::Entity)
        .all(db)
        .await?
        .into_iter()
        .filter_map(|(thread, room)| Some(Readable { thread, room: room? }))
        .filter(|thread| viewer.may_read(&thread.room))
        .map(|thread| (thread.id, thread))
        .collect();
    let rooms = ids(|place| if let Place::Room(id) = place { Some(id) } else { None });
    let rooms = communities::Entity::find()
        .filter(communities::Column::Id.is_in(rooms))
        .filter(viewer.readable_rooms())
        .all(db)
        .await?;
    let mut ways = HashMap::new();
    let mut found = |place: Place, name: String, path: String| ways.insert(place.name(), Way { name, path });
    let title = |thread: &Readable| thread.title_for(viewer).unwrap_or_default().to_owned();
    for thread in threads.values() {
        found(Place::Thread(thread.id), title(thread), format!("{}#compose", thread.path()));
    }
    for post in edited {
        if let Some(thread) = threads.get(&post.thread_id) {
            found(Place::Post(post.id), title(thread), format!("/posts/{}/edit", post.id));
        }
    }
    for room in rooms {
        found(Place::Room(room.id), room.name.clone(), format!("{}/threads/new", room.path()));
    }
    Ok(ways)
}
