//! What is asked about people: words of the whole first view, of skills, of what is
//! offered; a trade, a place and how far, a rhythm, how far from the office.

use serde::Deserialize;

use super::facets::Facet;
use crate::{
    database::Db,
    models::{
        places::{self, distance},
        profiles::{REMOTE, RHYTHMS},
        search::asking::Asked,
        trades,
    },
    refusals::{Outcome, Refusal},
};

/// Kilometres around a place, when nobody says how many; and at most.
const AROUND: u32 = 20;
const FARTHEST: u32 = 300;

/// The form, as it comes: everything may be empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub q: String,
    pub skill: String,
    pub offers: String,
    /// A name, or a code of ROME.
    pub trade: String,
    /// A commune, a postal code, a department…
    pub near: String,
    /// Kilometres around it.
    pub km: String,
    pub rhythm: String,
    pub remote: String,
    pub after: String,
}

impl Form {
    fn fields(&self) -> [(&'static str, &str); 8] {
        [
            ("q", &self.q),
            ("skill", &self.skill),
            ("offers", &self.offers),
            ("trade", &self.trade),
            ("near", &self.near),
            ("km", &self.km),
            ("rhythm", &self.rhythm),
            ("remote", &self.remote),
        ]
    }

    /// What narrows it, by field.
    pub fn narrowed(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.fields().into_iter().filter(|(name, value)| *name != "km" && !value.trim().is_empty())
    }

    /// The address of the same question with some fields changed; another question
    /// begins at its first page.
    pub fn path(&self, changed: &[(&str, &str)]) -> String {
        let said = |name: &str| changed.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
        let mut address = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.fields().into_iter().chain([("after", "")]) {
            let value = said(name).unwrap_or(value).trim();
            if !value.is_empty() {
                address.append_pair(name, value);
            }
        }
        match address.finish() {
            none if none.is_empty() => "/people".to_owned(),
            asked => format!("/people?{asked}"),
        }
    }
}

/// A place, and kilometres around it.
#[derive(Clone, Debug)]
pub struct Near {
    pub place: places::Model,
    pub km: u32,
}

impl Near {
    /// A department or a region: kilometres around it say nothing.
    pub fn is_wide(&self) -> bool {
        matches!(self.place.kind.as_str(), "department" | "region")
    }

    /// Whether whoever says this is looked for: a department is looked for whole, and a
    /// town finds those who look for work near enough, or go so far themselves.
    pub fn holds(&self, facet: &Facet) -> bool {
        let place = &self.place;
        match (place.kind.as_str(), facet) {
            ("region", Facet::Region(code)) => *code == place.region,
            ("region", _) => false,
            ("department", Facet::Department(code)) => *code == place.department,
            (_, Facet::WholeRegion(code)) => *code == place.region,
            ("department", _) => false,
            (_, Facet::WholeDepartment(code)) => *code == place.department,
            (_, Facet::Around { lat, lon, km }) => {
                place.lat.zip(place.lon).is_some_and(|here| distance(here, (*lat, *lon)) <= f64::from(self.km.max(*km)))
            }
            _ => false,
        }
    }
}

/// A question, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub words: Asked,
    pub skill: Asked,
    pub offers: Asked,
    pub trade: Option<trades::Model>,
    /// A rhythm, how far from the office.
    pub ways: Vec<Facet>,
    pub near: Option<Near>,
}

impl Wanted {
    /// # Errors
    /// The refusal to show beside `trade_code`, `place_code`, `km`, `rhythm` or `remote`.
    pub async fn read(db: &Db, form: &Form) -> Outcome<Self> {
        let trade = trades::understood(db, &form.trade).await?;
        let place = places::understood(db, &form.near).await?;
        let km = kilometres(&form.km)?;
        let rhythm = choice("rhythm", &form.rhythm, &RHYTHMS)?.map(Facet::Rhythm);
        let remote = choice("remote", &form.remote, &REMOTE)?.map(Facet::Remote);
        Ok(Self {
            words: Asked::of_words(&form.q),
            skill: Asked::of_words(&form.skill),
            offers: Asked::of_words(&form.offers),
            trade,
            ways: [rhythm, remote].into_iter().flatten().collect(),
            near: place.map(|place| Near { place, km }),
        })
    }

    /// Those that are terms of the index as they are.
    pub fn facets(&self) -> impl Iterator<Item = Facet> {
        let trade = self.trade.iter().map(|trade| Facet::Trade(trade.code.clone()));
        trade.chain(self.ways.iter().cloned())
    }
}

fn kilometres(typed: &str) -> Result<u32, Refusal> {
    match typed.trim() {
        "" => Some(AROUND),
        typed => typed.parse().ok().filter(|km| (1..=FARTHEST).contains(km)),
    }
    .ok_or(Refusal::NotAChoice { field: "km" })
}

fn choice(field: &'static str, typed: &str, among: &[&str]) -> Result<Option<String>, Refusal> {
    match typed.trim() {
        "" => Ok(None),
        typed if among.contains(&typed) => Ok(Some(typed.to_owned())),
        _ => Err(Refusal::NotAChoice { field }),
    }
}
