//! Where the next page of a list begins, as its link says it.

use serde::Deserialize;

use crate::models::keyset::After;

/// After this moment and number: of lists whose order is time's.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Deeper {
    after: String,
}

impl Deeper {
    /// None on the first page; a place that is none is the beginning.
    pub fn place(&self) -> Option<After> {
        After::parse(&self.after)
    }
}

/// Before this number: of lists whose latest are first.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Turned {
    pub before: Option<i64>,
}
