//! Rules that look at fields, or at more than words: each by the name it bears in
//! `offer_rules.yaml`, with what can be set there.

use serde::Deserialize;
use serde_yaml::Value;

use super::{
    Field, Finding, Rule,
    languages::French,
    offer::Offer,
    pay::Minimum,
    pay::{self, Said},
    phones::Premium,
    titles::Titles,
};

#[derive(Debug)]
pub(super) enum Check {
    TitleForBothSexes(Titles),
    FrenchText(French),
    ForeignTitle(French),
    PremiumNumbers(Premium),
    EmployerMissing,
    DateMissing,
    PayContradiction(Said),
    PayBelowMinimum(Minimum),
    PayAbsent,
}

const NAMES: [&str; 9] = [
    "title_for_both_sexes",
    "french_text",
    "foreign_title",
    "premium_numbers",
    "employer_missing",
    "date_missing",
    "pay_contradiction",
    "pay_below_minimum",
    "pay_absent",
];

impl Check {
    /// # Errors
    /// What is wrong: a name that no check bears, a parameter that is missing or strange.
    pub fn read(name: &str, parameters: Value) -> Result<Self, String> {
        let check = match name {
            "title_for_both_sexes" => Self::TitleForBothSexes(set(parameters)?),
            "french_text" => Self::FrenchText(set(parameters)?),
            "foreign_title" => Self::ForeignTitle(set(parameters)?),
            "premium_numbers" => Self::PremiumNumbers(set(parameters)?),
            "employer_missing" => Self::EmployerMissing,
            "date_missing" => Self::DateMissing,
            "pay_contradiction" => Self::PayContradiction(set(parameters)?),
            "pay_below_minimum" => Self::PayBelowMinimum(set::<Minimum>(parameters)?.coherent()?),
            "pay_absent" => Self::PayAbsent,
            _ => return Err(format!("`check: {name}` is none of {}", NAMES.join(", "))),
        };
        Ok(check)
    }

    /// What the check finds; `met` is what the rule's own words have found.
    pub fn findings(&self, rule: &Rule, met: Vec<Finding>, offer: &Offer) -> Vec<Finding> {
        match self {
            Self::TitleForBothSexes(titles) => titles.findings(rule, &met, offer),
            Self::FrenchText(french) => french.foreign_text(rule, offer),
            Self::ForeignTitle(french) => french.untold_title(met, offer),
            Self::PremiumNumbers(premium) => premium.findings(rule, met, offer),
            Self::EmployerMissing => employer_missing(rule, offer),
            Self::DateMissing => date_missing(rule, offer),
            Self::PayContradiction(said) => said.findings(rule, offer),
            Self::PayBelowMinimum(minimum) => minimum.findings(rule, offer),
            Self::PayAbsent => pay::absent(rule, met, offer),
        }
    }
}

fn set<P: for<'de> Deserialize<'de>>(parameters: Value) -> Result<P, String> {
    serde_yaml::from_value(parameters).map_err(|error| format!("in `parameters`, {error}"))
}

/// An employer is named in the offer, or known to whoever publishes it (L5332-2).
fn employer_missing(rule: &Rule, offer: &Offer) -> Vec<Finding> {
    let named = offer.claims.employer.as_deref().is_some_and(|name| !name.trim().is_empty());
    let known = named || offer.checked.employer_known || offer.claims.siret.is_some();
    if known { vec![] } else { vec![rule.finding(Field::Employer, None, None)] }
}

/// An offer bears the day on which it was published (L5332-1).
fn date_missing(rule: &Rule, offer: &Offer) -> Vec<Finding> {
    if offer.claims.published_on.is_some() { vec![] } else { vec![rule.finding(Field::Date, None, None)] }
}
