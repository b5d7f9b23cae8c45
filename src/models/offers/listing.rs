//! Lists of offers, the latest first: those that anyone may read, as they were sought; and
//! those of one organisation, whatever became of them, for its own people.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, Func},
};

use super::{Column, Entity, Model, PREPARED, seeking::Sought};
use crate::{
    clock,
    database::Db,
    models::{
        _entities::offer_places,
        keyset::{After, Slice},
        organisations, trades,
    },
};

/// Offers on a page.
pub const PAGE: u64 = 25;

/// An offer with what a line says of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub offer: Model,
    pub organisation: organisations::Model,
    pub places: Vec<offer_places::Model>,
    pub trade: Option<trades::Model>,
}

/// What is published now and was sought, so many of it at most.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, sought: &Sought, after: Option<After>, most: u64) -> Result<Slice<Listed>, DbErr> {
    let mut offers = vec![];
    for step in latest_first(sought, after) {
        let missing = most + 1 - offers.len() as u64;
        if missing > 0 {
            offers.extend(step.limit(missing).all(db).await?);
        }
    }
    let slice = Slice::cut(offers, most, |offer| After {
        at: offer.published_at.unwrap_or(offer.created_at).to_utc(),
        id: offer.id,
    });
    Ok(Slice { rows: with_words(db, slice.rows).await?, next: slice.next })
}

/// The same as they are asked of the database, one after the other until there are enough:
/// after a moment, what is of that moment, then what is before it. A feed gives days, which
/// a great many offers share, and no index of SQLite compares a moment and a number at once.
pub fn latest_first(sought: &Sought, after: Option<After>) -> Vec<Select<Entity>> {
    let steps = match after {
        Some(After { at, id }) => vec![
            sought.offers().filter(Column::PublishedAt.eq(at)).filter(Column::Id.lt(id)),
            sought.offers().filter(Column::PublishedAt.lt(at)),
        ],
        None => vec![sought.offers()],
    };
    steps.into_iter().map(|offers| offers.order_by_desc(Column::PublishedAt).order_by_desc(Column::Id)).collect()
}

/// Those of them that opened after one moment and until another, the latest first, so many
/// at most.
///
/// # Errors
/// When the database cannot be read.
pub async fn opened_between(
    db: &Db,
    sought: &Sought,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    most: u64,
) -> Result<Vec<i64>, DbErr> {
    let offers = sought.offers().filter(Column::OpenedAt.gt(from)).filter(Column::OpenedAt.lte(until));
    let offers = offers.select_only().column(Column::Id).order_by_desc(Column::OpenedAt).limit(most);
    offers.into_tuple().all(db).await
}

/// These, as far as anyone reads them and may still answer; in no order.
///
/// # Errors
/// When the database cannot be read.
pub async fn these<C: ConnectionTrait>(db: &C, ids: Vec<i64>) -> Result<Vec<Listed>, DbErr> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    with_words(db, open(None).filter(Column::Id.is_in(ids)).all(db).await?).await
}

/// These, as far as anyone may read them, open or over; in no order.
///
/// # Errors
/// When the database cannot be read.
pub async fn still_told<C: ConnectionTrait>(db: &C, ids: Vec<i64>) -> Result<Vec<Listed>, DbErr> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let unread = PREPARED.iter().chain(&["withdrawn"]).copied();
    let told = Entity::find().filter(Column::Id.is_in(ids)).filter(Column::State.is_not_in(unread));
    let mut told = with_words(db, told.all(db).await?).await?;
    told.retain(|listed| listed.organisation.is_proven());
    Ok(told)
}

/// Those that anyone reads and may still answer.
pub fn open(of: Option<i64>) -> Select<Entity> {
    // Nearly all that are published are open: an index of ends would only be in the way of
    // the one that has them in order, and SQLite would take it.
    let end = Expr::expr(Func::coalesce([Column::ExpiresAt.into_expr(), Column::ExpiresAt.into_expr()]));
    let offers = Entity::find().filter(Column::State.eq("published")).filter(end.gt(clock::now()));
    match of {
        Some(organisation) => offers.filter(Column::OrganisationId.eq(organisation)),
        None => {
            let proven = organisations::Entity::find()
                .select_only()
                .column(organisations::Column::Id)
                .filter(organisations::Column::Proof.is_not_null())
                .into_query();
            offers.filter(Column::OrganisationId.in_subquery(proven))
        }
    }
}

/// Organisations, places and trades of these, each read once.
pub(super) async fn with_words<C: ConnectionTrait>(db: &C, offers: Vec<Model>) -> Result<Vec<Listed>, DbErr> {
    if offers.is_empty() {
        return Ok(vec![]);
    }
    let organisations: HashMap<i64, organisations::Model> = organisations::Entity::find()
        .filter(organisations::Column::Id.is_in(offers.iter().map(|offer| offer.organisation_id)))
        .all(db)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation))
        .collect();
    let mut placed: HashMap<i64, Vec<offer_places::Model>> = HashMap::new();
    let places = offer_places::Entity::find()
        .filter(offer_places::Column::OfferId.is_in(offers.iter().map(|offer| offer.id)))
        .order_by_asc(offer_places::Column::Id);
    for place in places.all(db).await? {
        placed.entry(place.offer_id).or_default().push(place);
    }
    let codes: Vec<&str> = offers.iter().filter_map(|offer| offer.trade_code.as_deref()).collect();
    let trades: HashMap<String, trades::Model> = match codes.is_empty() {
        true => HashMap::new(),
        false => trades::Entity::find()
            .filter(trades::Column::Code.is_in(codes))
            .all(db)
            .await?
            .into_iter()
            .map(|trade| (trade.code.clone(), trade))
            .collect(),
    };
    Ok(offers
        .into_iter()
        .filter_map(|offer| {
            Some(Listed {
                organisation: organisations.get(&offer.organisation_id)?.clone(),
                places: placed.remove(&offer.id).unwrap_or_default(),
                trade: offer.trade_code.as_ref().and_then(|code| trades.get(code)).cloned(),
                offer,
            })
        })
        .collect())
}

/// The same of one offer.
///
/// # Errors
/// When the database cannot be read.
pub async fn listed(db: &Db, offer: &Model) -> Result<Option<Listed>, DbErr> {
    Ok(with_words(db, vec![offer.clone()]).await?.pop())
}
