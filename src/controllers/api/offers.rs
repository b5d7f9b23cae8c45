//! An organisation's offers, whatever became of them, for its own software.

use serde::Deserialize;

use super::json;
use crate::controllers::{
    answers::Answer,
    extractors::{AskedWhole, At, Bearer},
};
use crate::{
    models::{
        api_keys::Scope,
        offers::sent::{self, PAGE},
    },
    views::offers::receipts::OffersSaid,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct After {
    after: i64,
}

pub(super) async fn list(bearer: Bearer, At(slug): At<String>, AskedWhole(asked): AskedWhole<After>) -> Answer {
    let of = bearer.may(Scope::OffersRead, &slug)?;
    let found = sent::list(&bearer.house.db, of.id, asked.after, PAGE).await?;
    let here = format!("/api/v1{}", of.act("offers"));
    json(&OffersSaid::of(&bearer.house, &found, &here))
}
