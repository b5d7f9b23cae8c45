//! Offers that anyone may answer, and organisations that are who they say: what of them is
//! searched. What is prepared, paused or over makes no document.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Noun,
    documents::{PAGE, chunks},
    index::Document,
};
use crate::{
    models::{
        _entities::{offer_places, offers, organisations, places},
        offers::{Model as Offer, listing},
    },
    text,
};

pub fn offer_key(id: i64) -> String {
    format!("offer:{id}")
}

pub fn organisation_key(id: i64) -> String {
    format!("organisation:{id}")
}

/// What a filter by trade asks of an offer.
pub fn of_trade(code: &str) -> String {
    format!("offer-trade:{code}")
}

/// What a filter by place asks of an offer.
pub fn at_place(code: &str) -> String {
    format!("offer-place:{code}")
}

/// These few, as far as anyone may answer them.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_offers<C: ConnectionTrait>(db: &C, ids: Vec<i64>) -> Result<Vec<Document>, DbErr> {
    made(db, listing::open(None).filter(offers::Column::Id.is_in(ids)).all(db).await?).await
}

/// A page of all of them, and where the next one begins.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_offers_after<C: ConnectionTrait>(db: &C, after: i64) -> Result<(Vec<Document>, Option<i64>), DbErr> {
    let some = listing::open(None).filter(offers::Column::Id.gt(after));
    let some = some.order_by_asc(offers::Column::Id).limit(PAGE).all(db).await?;
    let last = some.last().map(|offer| offer.id);
    Ok((made(db, some).await?, last))
}

/// The numbers of an organisation's offers, whatever became of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn offers_of<C: ConnectionTrait>(db: &C, of: &BTreeSet<i64>) -> Result<BTreeSet<i64>, DbErr> {
    let mut ids = BTreeSet::new();
    for some in chunks(of) {
        let numbers = offers::Entity::find().select_only().column(offers::Column::Id);
        let numbers = numbers.filter(offers::Column::OrganisationId.is_in(some));
        ids.extend(numbers.into_tuple::<i64>().all(db).await?);
    }
    Ok(ids)
}

async fn made<C: ConnectionTrait>(db: &C, some: Vec<Offer>) -> Result<Vec<Document>, DbErr> {
    let ids = |of: fn(&Offer) -> i64| some.iter().map(of).collect::<BTreeSet<i64>>();
    let mut employers: HashMap<i64, String> = HashMap::new();
    for some in chunks(&ids(|offer| offer.organisation_id)) {
        let named = organisations::Entity::find().filter(organisations::Column::Id.is_in(some)).all(db).await?;
        employers.extend(named.into_iter().map(|organisation| (organisation.id, organisation.name)));
    }
    let mut there: HashMap<i64, Vec<offer_places::Model>> = HashMap::new();
    for some in chunks(&ids(|offer| offer.id)) {
        let placed = offer_places::Entity::find().filter(offer_places::Column::OfferId.is_in(some)).all(db).await?;
        placed.into_iter().for_each(|place| there.entry(place.offer_id).or_default().push(place));
    }
    let one = |offer: Offer| {
        let places = there.remove(&offer.id).unwrap_or_default();
        let employer = employers.get(&offer.organisation_id).map(String::as_str).unwrap_or_default();
        document(offer, employer, &places)
    };
    Ok(some.into_iter().map(one).collect())
}

fn document(offer: Offer, employer: &str, places: &[offer_places::Model]) -> Document {
    let mut body = text::words_of(&offer.text_html);
    for words in std::iter::once(employer).chain(places.iter().map(|place| place.label.as_str())) {
        body.push_str(". ");
        body.push_str(words);
    }
    let there = places.iter().filter_map(|place| place.place_code.as_deref()).map(at_place);
    Document {
        key: offer_key(offer.id),
        group: Noun::Offer.group(offer.id),
        id: offer.id.unsigned_abs(),
        at: offer.published_at.unwrap_or(offer.created_at).timestamp(),
        facets: offer.trade_code.as_deref().map(of_trade).into_iter().chain(there).collect(),
        title: offer.title,
        body,
        ..Document::default()
    }
}

/// These organisations, or all, as far as someone proved who they are.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_organisations<C: ConnectionTrait>(db: &C, ids: Option<&BTreeSet<i64>>) -> Result<Vec<Document>, DbErr> {
    let mut which = Condition::all().add(organisations::Column::Proof.is_not_null());
    if let Some(ids) = ids {
        which = which.add(organisations::Column::Id.is_in(ids.iter().copied()));
    }
    let found = organisations::Entity::find().filter(which).all(db).await?;
    let codes: BTreeSet<String> = found.iter().filter_map(|one| one.place_code.clone()).collect();
    let named = places::Entity::find().filter(places::Column::Code.is_in(codes)).all(db).await?;
    let names: HashMap<String, String> = named.into_iter().map(|place| (place.code, place.name)).collect();
    let one = |organisation: organisations::Model| Document {
        key: organisation_key(organisation.id),
        group: Noun::Organisation.group(organisation.id),
        id: organisation.id.unsigned_abs(),
        at: organisation.created_at.timestamp(),
        title: organisation.name,
        body: format!(
            "{} {}",
            text::words_of(&organisation.about_html),
            organisation.place_code.and_then(|code| names.get(&code).cloned()).unwrap_or_default()
        ),
        is_named: true,
        ..Document::default()
    };
    Ok(found.into_iter().map(one).collect())
}
