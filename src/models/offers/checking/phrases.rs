//! Words that a rule forbids, when they count, and what makes them lawful.

use serde::Deserialize;

use super::{
    Finding, Rule, Rules,
    meeting::PatternId,
    offer::{Offer, Said},
};
use crate::models::offers::claims::{Claims, Contract, Remote, WorkingTime};

#[derive(Debug)]
pub(super) struct Phrase {
    pub pattern: PatternId,
    /// What may take its place, one click away.
    pub rewrite: Option<String>,
    pub in_title: bool,
    /// In every field but the title.
    pub in_text: bool,
    pub when: When,
    pub unless: Exceptions,
}

/// What the fields of an offer have to say for words to count: a contradiction is
/// words against a field. Every part given has to hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct When {
    contracts: Vec<Contract>,
    working_time: Option<WorkingTime>,
    remote: Option<Remote>,
    /// Hours a week.
    hours_from: Option<f64>,
    hours_below: Option<f64>,
    /// Months of experience.
    experience_from: Option<u32>,
    experience_at_most: Option<u32>,
}

/// What makes the words of a rule lawful.
#[derive(Clone, Debug, Default)]
pub(super) struct Exceptions {
    /// In the same sentence.
    pub sentence: Vec<PatternId>,
    /// Leading to the words.
    pub before: Vec<PatternId>,
    /// Following the words, or ending with them.
    pub after: Vec<PatternId>,
    /// In the title or the text.
    pub anywhere: Vec<PatternId>,
    /// Beginnings of ROME codes.
    pub trades: Vec<String>,
    pub contracts: Vec<Contract>,
}

impl Rule {
    /// What the words of this rule find in an offer, exceptions taken away.
    pub(super) fn met_words(&self, rules: &Rules, offer: &Offer) -> Vec<Finding> {
        let mut findings = vec![];
        if self.unless.hold_for(offer) || self.ground.is_some() && rules.always.hold_for(offer) {
            return findings;
        }
        let phrases = self.phrases.iter().filter(|phrase| phrase.counts_for(offer));
        for (phrase, said) in phrases.flat_map(|phrase| offer.said.iter().map(move |said| (phrase, said))) {
            if !phrase.is_read_in(said) {
                continue;
            }
            for hit in said.met.hits(phrase.pattern) {
                let always = self.ground.is_some() && rules.always.hold_near(said, *hit);
                if always || self.unless.hold_near(said, *hit) || phrase.unless.hold_near(said, *hit) {
                    continue;
                }
                let span = said.met.span(*hit);
                let rewrite =
                    phrase.rewrite.as_deref().map(|rewrite| as_written(rewrite, &said.met.words.text[span.clone()]));
                findings.push(self.finding(said.field, Some(span), rewrite));
            }
        }
        findings
    }
}

impl Phrase {
    fn counts_for(&self, offer: &Offer) -> bool {
        self.when.holds(offer.claims) && !self.unless.hold_for(offer)
    }

    fn is_read_in(&self, said: &Said) -> bool {
        if said.field == super::Field::Title { self.in_title } else { self.in_text }
    }
}

impl When {
    fn holds(&self, claims: &Claims) -> bool {
        let contract = self.contracts.is_empty() || claims.contract.is_some_and(|kind| self.contracts.contains(&kind));
        let hours = claims.weekly_hours;
        let experience = claims.experience_months;
        contract
            && self.working_time.is_none_or(|time| claims.working_time == Some(time))
            && self.remote.is_none_or(|remote| claims.remote == remote)
            && self.hours_from.is_none_or(|from| hours.is_some_and(|hours| hours >= from))
            && self.hours_below.is_none_or(|below| hours.is_some_and(|hours| hours < below))
            && self.experience_from.is_none_or(|from| experience.is_some_and(|months| months >= from))
            && self.experience_at_most.is_none_or(|most| experience.is_some_and(|months| months <= most))
    }
}

impl Exceptions {
    /// Whether the whole offer is excepted.
    pub fn hold_for(&self, offer: &Offer) -> bool {
        let trade = offer.claims.trade.as_deref().unwrap_or_default();
        self.trades.iter().any(|begin| !trade.is_empty() && trade.starts_with(begin.as_str()))
            || offer.claims.contract.is_some_and(|kind| self.contracts.contains(&kind))
            || self.anywhere.iter().any(|pattern| offer.says(*pattern))
    }

    /// Whether one match is excepted.
    pub fn hold_near(&self, said: &Said, hit: (u32, u32)) -> bool {
        self.sentence.iter().any(|pattern| said.met.is_in_sentence(*pattern, hit))
            || self.before.iter().any(|pattern| said.met.is_before(*pattern, hit))
            || self.after.iter().any(|pattern| said.met.is_after(*pattern, hit))
    }
}

/// A proposed wording begins as what it replaces does.
fn as_written(rewrite: &str, replaced: &str) -> String {
    let mut letters = rewrite.chars();
    match letters.next() {
        Some(first) if replaced.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => rewrite.to_owned(),
    }
}
