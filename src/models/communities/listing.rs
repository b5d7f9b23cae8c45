//! The directory: the rooms a viewer may read, living ones first.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, sea_query::NullOrdering};

use super::{Column, Entity, KINDS, Model};
use crate::{
    access::{Audience, Viewer},
    database::Db,
};

/// What the directory is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub kind: String,
    pub audience: String,
    pub mine: bool,
    /// Codes of what they are about.
    pub trade: String,
    pub place: String,
}

impl Wanted {
    pub fn is_filtered(&self) -> bool {
        let about = !self.trade.is_empty() || !self.place.is_empty();
        self.mine || about || KINDS.contains(&self.kind.as_str()) || Audience::named(&self.audience).is_some()
    }
}

/// # Errors
/// When the database cannot be read.
pub async fn open(db: &Db, viewer: &Viewer, wanted: &Wanted) -> Result<Vec<Model>, DbErr> {
    let mut rooms = Entity::find().filter(viewer.readable_rooms()).filter(Column::State.eq("open"));
    if KINDS.contains(&wanted.kind.as_str()) {
        rooms = rooms.filter(Column::Kind.eq(&wanted.kind));
    }
    if let Some(audience) = Audience::named(&wanted.audience) {
        rooms = rooms.filter(Column::Audience.eq(audience.name()));
    }
    if !wanted.trade.is_empty() {
        rooms = rooms.filter(Column::TradeCode.eq(wanted.trade.as_str()));
    }
    if !wanted.place.is_empty() {
        rooms = rooms.filter(Column::PlaceCode.eq(wanted.place.as_str()));
    }
    if wanted.mine {
        let mine = viewer.person().map_or_else(Vec::new, |person| person.rooms.iter().map(|room| room.id).collect());
        rooms = rooms.filter(Column::Id.is_in(mine));
    }
    rooms
        .order_by_with_nulls(Column::LastPostAt, Order::Desc, NullOrdering::Last)
        .order_by_asc(Column::Name)
        .all(db)
        .await
}

/// Rooms proposed, for those who decide and those who proposed them.
///
/// # Errors
/// When the database cannot be read.
pub async fn proposed(db: &Db, viewer: &Viewer) -> Result<Vec<Model>, DbErr> {
    if viewer.is_visitor() {
        return Ok(vec![]);
    }
    Entity::find()
        .filter(viewer.readable_rooms())
        .filter(Column::State.eq("proposed"))
        .order_by_asc(Column::Id)
        .all(db)
        .await
}
