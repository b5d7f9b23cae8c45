//! The list: what is open, the latest first, for whoever may read it.

use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Column, DIRECTIONS, Entity, KINDS, Shown, readable::shown_to, shown};
use crate::{
    access::Viewer,
    clock,
    database::Db,
    models::{
        keyset::{After, Slice},
        places, trades, users,
    },
    refusals::Outcome,
};

/// Entries on a page.
pub const PAGE: u64 = 25;

/// What the list is asked for, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub kind: String,
    pub direction: String,
    pub trade: String,
    pub near: String,
    pub km: String,
    pub remote: bool,
}

impl Wanted {
    pub fn is_filtered(&self) -> bool {
        let words = [&self.trade, &self.near].iter().any(|word| !word.trim().is_empty());
        words || self.remote || KINDS.contains(&self.kind.as_str()) || DIRECTIONS.contains(&self.direction.as_str())
    }

    /// Where this choice is shown, from there on.
    pub fn path(&self, after: After) -> String {
        let mut asked = form_urlencoded::Serializer::new(String::new());
        let said = [
            ("kind", self.kind.as_str()),
            ("direction", self.direction.as_str()),
            ("trade", self.trade.as_str()),
            ("near", self.near.as_str()),
            ("km", self.km.as_str()),
            ("remote", if self.remote { "on" } else { "" }),
        ];
        asked.extend_pairs(said.into_iter().filter(|(_, value)| !value.is_empty()));
        asked.append_pair("after", &after.to_string());
        format!("/aid?{}", asked.finish())
    }
}

/// # Errors
/// A refusal to show beside `trade_code`, `place_code` or `km`.
pub async fn list(db: &Db, viewer: &Viewer, wanted: &Wanted, after: Option<After>) -> Outcome<Slice<Shown>> {
    let mut entries = Entity::find().find_also_related(users::Entity).filter(shown_to(viewer)).filter(is_open());
    if KINDS.contains(&wanted.kind.as_str()) {
        entries = entries.filter(Column::Kind.eq(&wanted.kind));
    }
    if DIRECTIONS.contains(&wanted.direction.as_str()) {
        entries = entries.filter(Column::Direction.eq(&wanted.direction));
    }
    if let Some(trade) = trades::understood(db, &wanted.trade).await? {
        entries = entries.filter(Column::TradeCode.eq(trade.code));
    }
    let place = places::understood(db, &wanted.near).await?;
    if let Some(place) = &place {
        let around = around(db, place, super::opening::km(&wanted.km)?).await?;
        let mut there = Condition::any().add(Column::PlaceCode.is_in(around));
        if wanted.remote {
            there = there.add(Column::Remote.eq(true));
        }
        entries = entries.filter(there);
    } else if wanted.remote {
        entries = entries.filter(Column::Remote.eq(true));
    }
    if let Some(after) = after {
        entries =
            entries.filter(after.earlier(Expr::col((Entity, Column::CreatedAt)), Expr::col((Entity, Column::Id))));
    }
    let found = entries.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(PAGE + 1).all(db).await?;
    let slice = Slice::cut(found, PAGE, |(entry, _)| After { at: entry.created_at.to_utc(), id: entry.id });
    Ok(Slice { rows: shown(db, slice.rows).await?, next: slice.next })
}

pub(super) fn is_open() -> Condition {
    Condition::all().add(Column::State.eq("open")).add(Column::ExpiresAt.gt(clock::now()))
}

/// A place and those around it; who looks around a town finds what names its
/// department or region.
async fn around(db: &Db, place: &places::Model, km: i32) -> Outcome<Vec<String>> {
    let mut codes = vec![place.code.clone(), format!("D{}", place.department), format!("R{}", place.region)];
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        let near = places::within(db, lat, lon, f64::from(km.max(1))).await?;
        codes.extend(near.into_iter().map(|near| near.place.code));
    }
    Ok(codes)
}
