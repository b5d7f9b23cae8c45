//! Which field of a feed says what of an offer. Proposed from a sample, kept as a
//! list of paths a claim, so that a person can correct it; applied in `reading`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Item, known::Known, proposing};

/// What of an offer a field may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The feed's own, by which an offer is known again.
    Reference,
    Title,
    /// All of its paths, one after the other; elsewhere the first that says something.
    Text,
    /// A ROME code.
    Trade,
    /// All of its paths.
    Skills,
    /// All of its paths: the most particular kind of contract is kept.
    Contract,
    Duration,
    /// In what a duration that is a bare number counts; months when nothing is said.
    DurationUnit,
    WeeklyHours,
    WorkingTime,
    Remote,
    /// As people write it: a town, "Neuilly (92)". Each field of it is a place.
    Place,
    /// INSEE code.
    Commune,
    Postcode,
    Department,
    Country,
    /// In a sentence, or a bare amount.
    Pay,
    PayMin,
    PayMax,
    PayPeriod,
    PayCurrency,
    /// "brut", "net", or yes when it is gross.
    PayGross,
    /// All of its paths.
    PayExtras,
    Start,
    Posts,
    Experience,
    Education,
    /// An address of the web or of mail.
    Apply,
    Employer,
    Siret,
    PublishedOn,
    ValidThrough,
}

impl Slot {
    pub const ALL: [Self; 32] = [
        Self::Reference,
        Self::Title,
        Self::Text,
        Self::Trade,
        Self::Skills,
        Self::Contract,
        Self::Duration,
        Self::DurationUnit,
        Self::WeeklyHours,
        Self::WorkingTime,
        Self::Remote,
        Self::Place,
        Self::Commune,
        Self::Postcode,
        Self::Department,
        Self::Country,
        Self::Pay,
        Self::PayMin,
        Self::PayMax,
        Self::PayPeriod,
        Self::PayCurrency,
        Self::PayGross,
        Self::PayExtras,
        Self::Start,
        Self::Posts,
        Self::Experience,
        Self::Education,
        Self::Apply,
        Self::Employer,
        Self::Siret,
        Self::PublishedOn,
        Self::ValidThrough,
    ];
}

/// The paths that say each part, the most telling first. One that begins with `=` is
/// no path but what is said: `=EUR`, `=mois`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping {
    pub paths: BTreeMap<Slot, Vec<String>>,
}

impl Mapping {
    /// The same, by the field of the reference that a source was known by before, where its
    /// items still have it: to be known by another would make new offers of all of them.
    pub fn known_by(mut self, before: &[String], sample: &[Item]) -> Self {
        let there = |path: &&String| sample.iter().any(|item| item.has(path));
        let still: Vec<String> = before.iter().filter(there).cloned().collect();
        if !still.is_empty() {
            self.paths.insert(Slot::Reference, still);
        }
        self
    }

    /// What a shape that is known says where, completed by guesses: by the names of
    /// fields, French or English, then by what they hold. A sample of ten items does.
    pub fn propose(sample: &[Item]) -> Self {
        let known = Known::recognise(sample);
        let mut proposed = known.map(Known::mapping).unwrap_or_default();
        proposed.paths.retain(|_, paths| {
            paths.retain(|path| path.starts_with('=') || sample.iter().any(|item| item.has(path)));
            !paths.is_empty()
        });
        if known.is_none_or(Known::is_open) {
            let by_values = matches!(known, None | Some(Known::Syndication));
            proposing::complete(&mut proposed, sample, by_values);
        }
        proposed
    }

    /// What a person says instead: of the slots they speak of, nothing else counts, and one
    /// without a path is said by nothing; the others stay.
    pub fn corrected(mut self, by: &Self) -> Self {
        self.paths.extend(by.paths.clone());
        self
    }

    pub fn paths(&self, slot: Slot) -> &[String] {
        self.paths.get(&slot).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Item {
    fn has(&self, path: &str) -> bool {
        self.fields.iter().any(|field| field.path == path)
    }
}
