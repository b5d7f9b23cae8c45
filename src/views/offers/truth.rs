//! What is known of what an offer really proposed.

use serde::Serialize;

use super::Facts;
use crate::{
    models::offers::{claims::Claims, truth::Known},
    views::{Choice, Field},
    words::Lang,
};

/// `offers/statements.html`
#[derive(Clone, Debug, Serialize)]
pub struct TruthPage {
    pub act: String,
    pub reply_act: String,
    pub offer: (String, String),
    pub organisation: (String, String),
    pub known: Vec<GapRow>,
    /// What the reader may say: nothing, recruits, later, open.
    pub way: &'static str,
    /// From this day on.
    pub later: Option<String>,
    /// What can be said of it, with what the reader said.
    pub asked: Vec<AskedRow>,
    /// The reader said something of it.
    pub spoke: bool,
    pub refusal: Option<String>,
}

/// A claim that is asked about: POST field `{claim}`.
#[derive(Clone, Debug, Serialize)]
pub struct AskedRow {
    /// pay, hours… (Fluent: `truth-claim-pay`…)
    pub claim: &'static str,
    /// What the offer says of it.
    pub said: Option<String>,
    pub choices: Vec<Choice>,
}

/// What is known of a claim, and its organisation's way to reply.
#[derive(Clone, Debug, Serialize)]
pub struct GapRow {
    pub known: KnownRow,
    pub said: Option<String>,
    pub may_reply: bool,
    /// POST field `body`.
    pub body: Field,
}

/// What is known of a claim (`offers/_known.html`).
#[derive(Clone, Debug, Serialize)]
pub struct KnownRow {
    pub claim: &'static str,
    /// Enough people found something else.
    pub gap: bool,
    /// What; various, where they do not agree (Fluent: `truth-gap-pay-lower`…).
    pub found: &'static str,
    pub at_least: usize,
    /// The offer was changed since.
    pub changed: bool,
    /// At least so many found it as it is said.
    pub confirmed: Option<usize>,
    pub reply: Option<String>,
}

impl KnownRow {
    pub fn of(known: Known) -> Self {
        let gap = known.gap.as_ref();
        Self {
            claim: known.claim,
            gap: gap.is_some(),
            found: gap.and_then(|gap| gap.found).unwrap_or("various"),
            at_least: gap.map(|gap| gap.at_least).unwrap_or_default(),
            changed: gap.is_some_and(|gap| gap.changed),
            confirmed: known.confirmed,
            reply: known.reply,
        }
    }
}

impl Facts {
    /// What the offer says of a claim, in a few words; none where it is the whole of it.
    pub fn said_of(&self, lang: Lang, claim: &str, claims: &Claims) -> Option<String> {
        let joined = |parts: Vec<Option<String>>| {
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        };
        match claim {
            "pay" => self.pay.clone(),
            "contract" => joined(vec![
                self.contract.as_ref().map(|contract| lang.say(&format!("offer-contract-{contract}"))),
                self.duration.clone(),
            ]),
            "hours" => joined(vec![
                Some(&self.time).filter(|time| !time.is_empty()).map(|time| lang.say(&format!("offer-time-{time}"))),
                self.hours.clone(),
            ]),
            "place" => joined(claims.places.iter().map(|place| Some(place.label.clone())).collect()),
            _ => None,
        }
    }
}
