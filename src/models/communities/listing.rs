//! The directory: the rooms a viewer may read, living ones first; a room where nobody
//! spoke yet lives since it was opened.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func},
};

use super::{Column, Entity, KINDS, Model};
use crate::{
    access::{Audience, Viewer},
    database::Db,
    models::{
        _entities::threads,
        keyset::{After, Slice},
        threads::listing as conversations,
    },
};

/// Rooms on a page.
pub const PAGE: u64 = 30;

/// What the directory is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub kind: String,
    pub audience: String,
    pub mine: bool,
    /// Not open yet: for those who decide and those who proposed them.
    pub proposed: bool,
    /// Codes of what they are about.
    pub trade: String,
    pub place: String,
}

impl Wanted {
    pub fn is_filtered(&self) -> bool {
        let about = !self.trade.is_empty() || !self.place.is_empty();
        let named = KINDS.contains(&self.kind.as_str()) || Audience::named(&self.audience).is_some();
        self.mine || self.proposed || about || named
    }

    /// Where this choice is shown, from there on.
    pub fn path(&self, after: Option<After>) -> String {
        let mut asked = form_urlencoded::Serializer::new(String::new());
        let said = [("kind", &self.kind), ("audience", &self.audience), ("trade", &self.trade), ("place", &self.place)];
        asked.extend_pairs(said.into_iter().filter(|(_, value)| !value.is_empty()));
        asked.extend_pairs([("mine", self.mine), ("proposed", self.proposed)].iter().filter(|(_, on)| *on).map(on));
        if let Some(after) = after {
            asked.append_pair("after", &after.to_string());
        }
        format!("/communities?{}", asked.finish())
    }
}

fn on((name, _): &(&'static str, bool)) -> (&'static str, &'static str) {
    (name, "on")
}

/// When something last happened in a room.
fn life() -> Expr {
    let column = |column: Column| Expr::col((Entity, column));
    // Said as the index says it, or it would not be used.
    Func::coalesce([column(Column::LastPostAt), column(Column::CreatedAt)]).into()
}

/// # Errors
/// When the database cannot be read.
pub async fn list(
    db: &Db,
    viewer: &Viewer,
    wanted: &Wanted,
    after: Option<After>,
    limit: u64,
) -> Result<Slice<Model>, DbErr> {
    let state = if wanted.proposed { "proposed" } else { "open" };
    let mut rooms = Entity::find().filter(viewer.readable_rooms()).filter(Column::State.eq(state));
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
    if let Some(after) = after {
        rooms = rooms.filter(after.earlier(life(), Expr::col((Entity, Column::Id))));
    }
    let rooms = rooms.order_by(life(), Order::Desc).order_by_desc(Column::Id).limit(limit + 1).all(db).await?;
    let place = |room: &Model| After { at: room.last_post_at.unwrap_or(room.created_at).to_utc(), id: room.id };
    Ok(Slice::cut(rooms, limit, place))
}

/// How many questions wait for an answer in each of these rooms.
///
/// # Errors
/// When the database cannot be read.
pub async fn unanswered(db: &Db, rooms: &[Model]) -> Result<HashMap<i64, i64>, DbErr> {
    let questions = threads::Entity::find()
        .select_only()
        .column(threads::Column::CommunityId)
        .column_as(threads::Column::Id.count(), "questions")
        .filter(threads::Column::CommunityId.is_in(rooms.iter().map(|room| room.id)))
        .filter(conversations::is_unanswered())
        .group_by(threads::Column::CommunityId);
    Ok(questions.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}
