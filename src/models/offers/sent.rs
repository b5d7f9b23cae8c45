//! The offers of an organisation as its own software knows them: in the order of their
//! numbers, each with the references that its sources give it.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, Model};
use crate::{
    database::Db,
    models::{
        _entities::{offer_items, offer_sources},
        keyset::Slice,
    },
};

/// Offers in one answer.
pub const PAGE: u64 = 200;

/// An offer, and by which references which sources say it.
#[derive(Clone, Debug)]
pub struct Sent {
    pub offer: Model,
    /// Name of the source, reference.
    pub said_by: Vec<(String, String)>,
}

/// Those of this organisation after one of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, of: i64, after: i64, most: u64) -> Result<Slice<Sent, i64>, DbErr> {
    let found = Entity::find()
        .filter(Column::OrganisationId.eq(of))
        .filter(Column::Id.gt(after))
        .order_by_asc(Column::Id)
        .limit(most + 1)
        .all(db)
        .await?;
    let found = Slice::cut(found, most, |offer| offer.id);
    let mut said_by = said_by(db, found.rows.iter().map(|offer| offer.id).collect()).await?;
    let rows =
        found.rows.into_iter().map(|offer| Sent { said_by: said_by.remove(&offer.id).unwrap_or_default(), offer });
    Ok(Slice { rows: rows.collect(), next: found.next })
}

async fn said_by(db: &Db, offers: Vec<i64>) -> Result<HashMap<i64, Vec<(String, String)>>, DbErr> {
    if offers.is_empty() {
        return Ok(HashMap::new());
    }
    let items = offer_items::Entity::find()
        .find_also_related(offer_sources::Entity)
        .filter(offer_items::Column::OfferId.is_in(offers))
        .filter(offer_items::Column::State.ne("withdrawn"))
        .order_by_asc(offer_items::Column::Id);
    let mut said_by: HashMap<i64, Vec<(String, String)>> = HashMap::new();
    for (item, source) in items.all(db).await? {
        if let (Some(offer), Some(source)) = (item.offer_id, source) {
            said_by.entry(offer).or_default().push((source.name, item.reference));
        }
    }
    Ok(said_by)
}
