//! What people are narrowed by: a trade, a place, a rhythm, how far from the office.
//! Each is a term of the index, and one number of a snapshot's.

use std::{collections::HashMap, fmt, sync::Arc};

use foldhash::fast::FixedState;

/// Something that a profile says of itself and that others say too.
#[derive(Clone, Debug, PartialEq)]
pub enum Facet {
    /// A code.
    Trade(String),
    /// Of a place where they look for work, or where they live: INSEE's code without
    /// its letter, as [`places`](crate::models::places) have it.
    Department(String),
    Region(String),
    /// They say no more than that.
    WholeDepartment(String),
    WholeRegion(String),
    /// A place where they look for work, in degrees, and how far around it, in kilometres.
    Around {
        lat: f64,
        lon: f64,
        km: u32,
    },
    /// One of [`RHYTHMS`](crate::models::profiles::RHYTHMS).
    Rhythm(String),
    /// One of [`REMOTE`](crate::models::profiles::REMOTE).
    Remote(String),
}

impl fmt::Display for Facet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trade(code) => write!(f, "trade:{code}"),
            Self::Department(code) => write!(f, "department:{code}"),
            Self::Region(code) => write!(f, "region:{code}"),
            Self::WholeDepartment(code) => write!(f, "whole-department:{code}"),
            Self::WholeRegion(code) => write!(f, "whole-region:{code}"),
            Self::Around { lat, lon, km } => write!(f, "around:{lat:.4}:{lon:.4}:{km}"),
            Self::Rhythm(name) => write!(f, "rhythm:{name}"),
            Self::Remote(name) => write!(f, "remote:{name}"),
        }
    }
}

impl Facet {
    /// The facet that a term says.
    pub fn parse(term: &str) -> Option<Self> {
        let (kind, value) = term.split_once(':')?;
        let code = || value.to_owned();
        Some(match kind {
            "trade" => Self::Trade(code()),
            "department" => Self::Department(code()),
            "region" => Self::Region(code()),
            "whole-department" => Self::WholeDepartment(code()),
            "whole-region" => Self::WholeRegion(code()),
            "rhythm" => Self::Rhythm(code()),
            "remote" => Self::Remote(code()),
            "around" => {
                let mut parts = value.split(':');
                let (lat, lon, km) = (parts.next()?, parts.next()?, parts.next()?);
                Self::Around { lat: lat.parse().ok()?, lon: lon.parse().ok()?, km: km.parse().ok()? }
            }
            _ => return None,
        })
    }
}

/// The facets of a snapshot, each with a number. They are as many as there are trades
/// and places that someone named: thousands, however many people there are.
#[derive(Clone, Debug, Default)]
pub struct Facets {
    all: Vec<(Arc<str>, Facet)>,
    numbers: HashMap<Arc<str>, u32, FixedState>,
}

impl Facets {
    /// The number of this term's facet, a new one when it was never met. None for a term
    /// that is no facet.
    pub fn number(&mut self, term: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(term) {
            return Some(*number);
        }
        let facet = Facet::parse(term)?;
        let (number, term): (u32, Arc<str>) = (self.all.len() as u32, term.into());
        self.all.push((term.clone(), facet));
        self.numbers.insert(term, number);
        Some(number)
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// In the order of their numbers: the term, and what it says.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Facet)> {
        self.all.iter().map(|(term, facet)| (&**term, facet))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_says_its_facet_and_has_one_number() {
        let mut facets = Facets::default();
        for (facet, number) in [
            Facet::Trade("K1304".to_owned()),
            Facet::Department("2A".to_owned()),
            Facet::Region("52".to_owned()),
            Facet::WholeDepartment("2A".to_owned()),
            Facet::WholeRegion("52".to_owned()),
            Facet::Around { lat: 47.2172, lon: -1.5534, km: 20 },
            Facet::Rhythm("full_time".to_owned()),
            Facet::Remote("some".to_owned()),
        ]
        .into_iter()
        .zip(0..)
        {
            let term = facet.to_string();
            assert_eq!(Facet::parse(&term), Some(facet));
            assert_eq!((facets.number(&term), facets.number(&term)), (Some(number), Some(number)));
        }
        for term in ["", "trade", "colour:blue", "around:1:2", "around:a:b:c"] {
            assert_eq!(facets.number(term), None, "{term}");
        }
        assert_eq!((facets.len(), facets.is_empty()), (8, false));
    }
}
