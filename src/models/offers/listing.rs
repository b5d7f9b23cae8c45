//! Lists of offers, the latest first: those that anyone may read, by what they say; and
//! those of one organisation, whatever became of them, for its own people.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select, sea_query::Expr,
};

use super::{Column, Entity, Model, PREPARED, claims::Contract};
use crate::{
    clock,
    database::Db,
    models::{
        _entities::{offer_marks, offer_places},
        keyset::{After, Slice},
        organisations, places, trades,
    },
    refusals::{Outcome, Refusal},
};

/// Offers on a page.
pub const PAGE: u64 = 25;
/// How far one looks around a place when nothing is said, and at most.
const KM: i32 = 20;
const FARTHEST: i32 = 100;
pub const REMOTES: [&str; 2] = ["wholly", "partly"];
pub const TIMES: [&str; 2] = ["full", "part"];

/// What the list is asked for, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words, asked of the index.
    pub q: String,
    pub trade: String,
    pub near: String,
    pub km: String,
    pub contract: String,
    pub remote: String,
    pub time: String,
    /// Euros a month, before contributions.
    pub pay: String,
    pub no_degree: bool,
    /// Of organisations that answer quickly.
    pub quick: bool,
    /// Not typed: who reads, what they hid is left out.
    pub reader: Option<i64>,
}

impl Wanted {
    /// As an address says it (`trade=M1203&km=30`); what it does not know says nothing.
    pub fn read(asked: &str) -> Self {
        let mut wanted = Self::default();
        for (name, value) in form_urlencoded::parse(asked.as_bytes()) {
            let value = value.into_owned();
            match name.as_ref() {
                "q" => wanted.q = value,
                "trade" => wanted.trade = value,
                "near" => wanted.near = value,
                "km" => wanted.km = value,
                "contract" => wanted.contract = value,
                "remote" => wanted.remote = value,
                "time" => wanted.time = value,
                "pay" => wanted.pay = value,
                "no_degree" => wanted.no_degree = !value.is_empty(),
                "quick" => wanted.quick = !value.is_empty(),
                _ => {}
            }
        }
        wanted
    }

    /// The contrary of [`Wanted::read`].
    pub fn asked(&self) -> String {
        let mut asked = form_urlencoded::Serializer::new(String::new());
        asked.extend_pairs(self.said().into_iter().filter(|(_, value)| !value.trim().is_empty()));
        asked.finish()
    }

    fn said(&self) -> [(&'static str, &str); 10] {
        [
            ("q", &self.q),
            ("trade", &self.trade),
            ("near", &self.near),
            ("km", &self.km),
            ("contract", &self.contract),
            ("remote", &self.remote),
            ("time", &self.time),
            ("pay", &self.pay),
            ("no_degree", if self.no_degree { "on" } else { "" }),
            ("quick", if self.quick { "on" } else { "" }),
        ]
    }

    pub fn is_filtered(&self) -> bool {
        self.said().iter().any(|(name, value)| *name != "km" && !value.trim().is_empty())
    }

    /// Where this choice is shown, from there on.
    pub fn path(&self, base: &str, after: Option<After>) -> String {
        let after = after.map(|after| format!("after={after}"));
        let asked: Vec<String> =
            [Some(self.asked()), after].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        if asked.is_empty() { base.to_owned() } else { format!("{base}?{}", asked.join("&")) }
    }

    fn km(&self) -> Result<i32, Refusal> {
        match self.km.trim() {
            "" => Some(KM),
            typed => typed.parse().ok().filter(|km| (0..=FARTHEST).contains(km)),
        }
        .ok_or(Refusal::NotAChoice { field: "km" })
    }

    fn pay(&self) -> Result<Option<i32>, Refusal> {
        let typed: String = self.pay.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
        if typed.is_empty() {
            return Ok(None);
        }
        typed.parse().ok().filter(|pay| *pay >= 0).map(Some).ok_or(Refusal::BadNumber { field: "pay" })
    }
}

/// An offer with what a line says of it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub offer: Model,
    pub organisation: organisations::Model,
    pub places: Vec<offer_places::Model>,
    pub trade: Option<trades::Model>,
}

/// What is published now, by anyone or by one organisation; `about`: only these, which say
/// the words that were asked for.
///
/// # Errors
/// A refusal to show beside `trade_code`, `place_code`, `km` or `pay`.
pub async fn list(
    db: &Db,
    wanted: &Wanted,
    of: Option<i64>,
    about: Option<Vec<i64>>,
    after: Option<After>,
) -> Outcome<Slice<Listed>> {
    let mut offers = asked(db, wanted, of, about).await?;
    if let Some(after) = after {
        offers =
            offers.filter(after.earlier(Expr::col((Entity, Column::PublishedAt)), Expr::col((Entity, Column::Id))));
    }
    let offers = offers.order_by_desc(Column::PublishedAt).order_by_desc(Column::Id).limit(PAGE + 1).all(db).await?;
    let slice = Slice::cut(offers, PAGE, |offer| After {
        at: offer.published_at.unwrap_or(offer.created_at).to_utc(),
        id: offer.id,
    });
    Ok(Slice { rows: with_words(db, slice.rows).await?, next: slice.next })
}

/// Those of them that opened after one moment and until another, the latest first, `most`
/// of them.
///
/// # Errors
/// As [`list`].
pub async fn opened_between(
    db: &Db,
    wanted: &Wanted,
    of: Option<i64>,
    about: Option<Vec<i64>>,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    most: u64,
) -> Outcome<Vec<i64>> {
    let offers = asked(db, wanted, of, about).await?;
    let offers = offers.filter(Column::OpenedAt.gt(from)).filter(Column::OpenedAt.lte(until));
    let offers = offers.select_only().column(Column::Id).order_by_desc(Column::OpenedAt).limit(most);
    Ok(offers.into_tuple().all(db).await?)
}

/// # Errors
/// As [`list`].
async fn asked(db: &Db, wanted: &Wanted, of: Option<i64>, about: Option<Vec<i64>>) -> Outcome<Select<Entity>> {
    let mut offers = open(of);
    if let Some(about) = about {
        offers = offers.filter(Column::Id.is_in(about));
    }
    if Contract::NAMES.contains(&wanted.contract.as_str()) {
        offers = offers.filter(Column::Contract.eq(&wanted.contract));
    }
    match wanted.remote.as_str() {
        "wholly" => offers = offers.filter(Column::Remote.eq("wholly")),
        "partly" => offers = offers.filter(Column::Remote.is_in(REMOTES)),
        _ => {}
    }
    if TIMES.contains(&wanted.time.as_str()) {
        offers = offers.filter(Column::PartTime.eq(wanted.time == "part"));
    }
    if wanted.no_degree {
        offers = offers.filter(Column::NoDegree.eq(true));
    }
    if let Some(pay) = wanted.pay()? {
        offers = offers.filter(Column::PayMonth.gte(pay));
    }
    if let Some(trade) = trades::understood(db, &wanted.trade).await? {
        offers = offers.filter(Column::TradeCode.eq(trade.code));
    }
    if let Some(place) = places::understood(db, &wanted.near).await? {
        let around = around(db, &place, wanted.km()?).await?;
        let there = offer_places::Entity::find()
            .select_only()
            .column(offer_places::Column::OfferId)
            .filter(offer_places::Column::PlaceCode.is_in(around))
            .into_query();
        offers = offers.filter(Column::Id.in_subquery(there));
    }
    if wanted.quick {
        let quick = organisations::Entity::find()
            .select_only()
            .column(organisations::Column::Id)
            .filter(organisations::Column::AnswersQuickly.eq(true))
            .into_query();
        offers = offers.filter(Column::OrganisationId.in_subquery(quick));
    }
    if let Some(reader) = wanted.reader {
        let hidden = offer_marks::Entity::find()
            .select_only()
            .column(offer_marks::Column::OfferId)
            .filter(offer_marks::Column::UserId.eq(reader))
            .filter(offer_marks::Column::Kind.eq("hidden"))
            .into_query();
        offers = offers.filter(Column::Id.not_in_subquery(hidden));
    }
    Ok(offers)
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
    let offers = Entity::find().filter(Column::State.eq("published")).filter(Column::ExpiresAt.gt(clock::now()));
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

/// Everything of an organisation, for its own people; the latest written first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_organisation(db: &Db, of: i64, states: &[&str], after: Option<After>) -> Result<Slice<Listed>, DbErr> {
    let mut offers = Entity::find().filter(Column::OrganisationId.eq(of));
    if !states.is_empty() {
        offers = offers.filter(Column::State.is_in(states.iter().copied()));
    }
    if let Some(after) = after {
        offers = offers.filter(Column::Id.lt(after.id));
    }
    let offers = offers.order_by_desc(Column::Id).limit(PAGE + 1).all(db).await?;
    let slice = Slice::cut(offers, PAGE, |offer| After { at: offer.created_at.to_utc(), id: offer.id });
    Ok(Slice { rows: with_words(db, slice.rows).await?, next: slice.next })
}

/// Organisations, places and trades of these, each read once.
async fn with_words<C: ConnectionTrait>(db: &C, offers: Vec<Model>) -> Result<Vec<Listed>, DbErr> {
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

/// A place and those around it; who looks around a town finds what names its
/// department or region.
async fn around(db: &Db, place: &places::Model, km: i32) -> Result<Vec<String>, DbErr> {
    let mut codes = vec![place.code.clone()];
    match place.kind.as_str() {
        // Whatever lies in it.
        "department" | "region" => {
            let within = match place.kind.as_str() {
                "department" => places::Column::Department.eq(&place.department),
                _ => places::Column::Region.eq(&place.region),
            };
            let inside: Vec<String> = places::Entity::find()
                .select_only()
                .column(places::Column::Code)
                .filter(Condition::all().add(within))
                .into_tuple()
                .all(db)
                .await?;
            codes.extend(inside);
        }
        _ => {
            codes.extend([format!("D{}", place.department), format!("R{}", place.region)]);
            if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
                let near = places::within(db, lat, lon, f64::from(km.max(1))).await?;
                codes.extend(near.into_iter().map(|near| near.place.code));
            }
        }
    }
    Ok(codes)
}
