//! What a list of offers is asked for: as it was typed, then understood, once, however
//! many pages of it are read.

use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, sea_query::Expr,
};

use super::{Column, Entity, channels::Channel, claims::Contract, listing};
use crate::{
    database::Db,
    models::{
        _entities::{offer_marks, offer_places},
        keyset::After,
        organisations, places, trades,
    },
    refusals::{Outcome, Refusal},
};

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

    /// What was typed of words, trade and place: what names a choice among others.
    pub fn named(&self) -> Option<String> {
        let typed: Vec<&str> = [&self.q, &self.trade, &self.near].map(|typed| typed.trim()).into();
        Some(typed.into_iter().filter(|typed| !typed.is_empty()).collect::<Vec<_>>().join(", "))
            .filter(|named| !named.is_empty())
    }

    /// Nothing that a list would pass over: it says beside its fields what it did not
    /// understand, and whoever reads a feed would take everything for what they asked.
    ///
    /// # Errors
    /// [`Refusal::NotAChoice`] for what is none.
    pub fn is_among_choices(&self) -> Result<(), Refusal> {
        let among = |field, typed: &str, choices: &[&str]| match typed {
            "" => Ok(()),
            typed if choices.contains(&typed) => Ok(()),
            _ => Err(Refusal::NotAChoice { field }),
        };
        among("contract", &self.contract, &Contract::NAMES)?;
        among("remote", &self.remote, &REMOTES)?;
        among("time", &self.time, &TIMES)
    }

    /// Where this choice is shown, from there on.
    pub fn path(&self, base: &str, after: Option<After>) -> String {
        let after = after.map(|after| format!("after={after}"));
        let said = [Some(self.asked()), after].into_iter().flatten().filter(|part| !part.is_empty());
        let asked = said.collect::<Vec<_>>().join("&");
        if asked.is_empty() { base.to_owned() } else { format!("{base}?{asked}") }
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

/// What is sought, understood.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Of one organisation alone.
    of: Option<i64>,
    said: Vec<Expr>,
    /// What goes through it alone; none: this house's own list.
    through: Option<Channel>,
}

impl Sought {
    /// Whatever one organisation publishes.
    pub fn of(organisation: i64) -> Self {
        Self { of: Some(organisation), ..Self::default() }
    }

    /// What was typed; `about`: only these, which say the words that were asked for.
    ///
    /// # Errors
    /// A refusal to show beside `trade_code`, `place_code`, `km` or `pay`.
    pub async fn understood(db: &Db, wanted: &Wanted, of: Option<i64>, about: Option<Vec<i64>>) -> Outcome<Self> {
        let mut said: Vec<Expr> = about.map(|about| Column::Id.is_in(about)).into_iter().collect();
        if Contract::NAMES.contains(&wanted.contract.as_str()) {
            said.push(Column::Contract.eq(&wanted.contract));
        }
        match wanted.remote.as_str() {
            "wholly" => said.push(Column::Remote.eq("wholly")),
            "partly" => said.push(Column::Remote.is_in(REMOTES)),
            _ => {}
        }
        if TIMES.contains(&wanted.time.as_str()) {
            said.push(Column::PartTime.eq(wanted.time == "part"));
        }
        if wanted.no_degree {
            said.push(Column::NoDegree.eq(true));
        }
        if let Some(pay) = wanted.pay()? {
            said.push(Column::PayMonth.gte(pay));
        }
        let trade = trades::understood(db, &wanted.trade).await?;
        said.extend(trade.map(|trade| Column::TradeCode.eq(trade.code)));
        if let Some(place) = places::understood(db, &wanted.near).await? {
            said.push(there(db, &place, wanted.km()?).await?);
        }
        if wanted.quick {
            said.push(answers_quickly());
        }
        Ok(Self { of, said, through: None })
    }

    /// What is about this trade, around this place.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn about(db: &Db, trade: Option<trades::Model>, place: Option<places::Model>) -> Outcome<Self> {
        let mut said: Vec<Expr> = trade.map(|trade| Column::TradeCode.eq(trade.code)).into_iter().collect();
        if let Some(place) = place {
            said.push(there(db, &place, KM).await?);
        }
        Ok(Self { said, ..Self::default() })
    }

    /// Without what this person hid.
    pub fn for_reader(mut self, reader: Option<i64>) -> Self {
        self.said.extend(reader.map(not_hidden_by));
        self
    }

    /// Only what goes through this channel.
    pub fn through(self, channel: Channel) -> Self {
        Self { through: Some(channel), ..self }
    }

    /// Those that anyone reads and may still answer.
    pub fn offers(&self) -> Select<Entity> {
        let offers = self.said.iter().cloned().fold(listing::open(self.of), |offers, said| offers.filter(said));
        match self.through {
            Some(channel) => offers.filter(goes_through(channel)),
            None => offers,
        }
    }
}

/// That neither the offer nor its organisation keeps it from there. Few organisations close
/// a channel: they are the ones to leave out.
fn goes_through(channel: Channel) -> Condition {
    let named = format!("%{}%", channel.name());
    let closed = organisations::Entity::find()
        .select_only()
        .column(organisations::Column::Id)
        .filter(organisations::Column::ClosedChannels.like(&named))
        .into_query();
    Condition::all().add(Column::ClosedChannels.not_like(named)).add(Column::OrganisationId.not_in_subquery(closed))
}

/// That its organisation answers quickly.
fn answers_quickly() -> Expr {
    let quick = organisations::Entity::find()
        .select_only()
        .column(organisations::Column::Id)
        .filter(organisations::Column::AnswersQuickly.eq(true))
        .into_query();
    Column::OrganisationId.in_subquery(quick)
}

fn not_hidden_by(person: i64) -> Expr {
    let hidden = offer_marks::Entity::find()
        .select_only()
        .column(offer_marks::Column::OfferId)
        .filter(offer_marks::Column::UserId.eq(person))
        .filter(offer_marks::Column::Kind.eq("hidden"))
        .into_query();
    Column::Id.not_in_subquery(hidden)
}

/// That one works around a place.
async fn there(db: &Db, place: &places::Model, km: i32) -> Outcome<Expr> {
    let around = around(db, place, km).await?;
    let there = offer_places::Entity::find()
        .select_only()
        .column(offer_places::Column::OfferId)
        .filter(offer_places::Column::PlaceCode.is_in(around))
        .into_query();
    Ok(Column::Id.in_subquery(there))
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
