//! Pay that is absent, below the legal minimum of the day (code du travail, art.
//! L3231-2 and following), or said in the text otherwise than in its field.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    Field, Finding, Level, PayRange, Rule,
    amounts::{Amount, amounts},
    offer::Offer,
};
use crate::models::offers::claims::{Claims, Contract, Pay, Period, WorkingTime};

/// The legal duration of work, hours a week (L3121-27).
const LEGAL_HOURS: f64 = 35.;
const WEEKS: f64 = 52.;
/// Cents and roundings make nobody poorer: a thousandth.
const ROUNDING: f64 = 0.999;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Minimum {
    /// Each valid from its day on, in order.
    minimum: Vec<Rate>,
    /// The least share of a gross pay that is left as net pay.
    net_share: f64,
    /// Contracts and trades (beginnings of ROME codes) that have other scales.
    other_scales: OtherScales,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rate {
    from: NaiveDate,
    /// Euros, gross: an hour, and a month of 35 hours a week.
    hour: f64,
    month: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherScales {
    contracts: Vec<Contract>,
    trades: Vec<String>,
    departments: Vec<String>,
}

impl Minimum {
    /// # Errors
    /// Rates out of order, or a figure that no pay can be.
    pub fn coherent(self) -> Result<Self, String> {
        if let Some(pair) = self.minimum.windows(2).find(|pair| pair[0].from >= pair[1].from) {
            return Err(format!("`minimum`: {} stands before {}", pair[0].from, pair[1].from));
        }
        if let Some(rate) = self.minimum.iter().find(|rate| rate.hour <= 0. || rate.month <= rate.hour * 100.) {
            return Err(format!("`minimum`: the rate from {} is no pay of an hour and of a month", rate.from));
        }
        if !(0.5..=1.).contains(&self.net_share) {
            return Err("`net_share` is not between 0.5 and 1".to_owned());
        }
        Ok(self)
    }

    pub fn findings(&self, rule: &Rule, offer: &Offer) -> Vec<Finding> {
        let today = offer.checked.today;
        let Some(rate) = self.minimum.iter().rev().find(|rate| rate.from <= today) else { return vec![] };
        if self.other_scales.cover(offer.claims) {
            return vec![];
        }
        let field = offer.claims.pay.as_ref().and_then(of_field);
        let of_field = field.map(|amount| (Field::Pay, None, amount));
        let of_text =
            amounts(&offer.text().words).into_iter().map(|amount| (Field::Text, Some(amount.span.clone()), amount));
        let said = of_field.into_iter().chain(of_text);
        let findings = said.filter_map(|(field, span, amount)| {
            let level = self.below(rate, &amount, offer.claims)?;
            Some(Finding { level: level.min(rule.level), ..rule.finding(field, span, None) })
        });
        findings.collect()
    }

    /// Unlawful when no reading of the pay makes it lawful; to be looked at when one does.
    fn below(&self, rate: &Rate, amount: &Amount, claims: &Claims) -> Option<Level> {
        let hours = hours(claims);
        // Part time whose hours nobody says has no monthly minimum.
        if hours.is_none() && claims.working_time == Some(WorkingTime::Part) && amount.period != Period::Hour {
            return None;
        }
        let gross = self.least(rate, amount.period, hours.unwrap_or(LEGAL_HOURS))? * ROUNDING;
        let net = gross * self.net_share;
        let floor = if amount.gross == Some(false) { net } else { gross };
        // A figure that small is a slip, or something else than a pay.
        if amount.min >= floor || amount.min <= 0. {
            return None;
        }
        let sure = hours.is_some() || amount.period == Period::Hour;
        let as_net = amount.gross.is_none() && amount.min >= net;
        Some(if sure && !as_net { Level::Unlawful } else { Level::Warning })
    }

    /// What that many hours a week are paid at least, before contributions. Hours beyond
    /// the legal ones are counted without their increase.
    fn least(&self, rate: &Rate, period: Period, hours: f64) -> Option<f64> {
        let month = rate.month * hours / LEGAL_HOURS;
        Some(match period {
            Period::Hour => rate.hour,
            Period::Week => rate.hour * hours,
            Period::Month => month,
            Period::Year => month * 12.,
            // A day has no legal length.
            Period::Day => return None,
        })
    }
}

impl OtherScales {
    fn cover(&self, claims: &Claims) -> bool {
        let trade = claims.trade.as_deref().unwrap_or_default();
        claims.contract.is_some_and(|contract| self.contracts.contains(&contract))
            || self.trades.iter().any(|begin| trade.starts_with(begin.as_str()))
            || claims.places.iter().any(|place| {
                place.country.as_deref().is_some_and(|country| country != "FR")
                    || place.department.as_ref().is_some_and(|department| self.departments.contains(department))
            })
    }
}

/// Hours a week, when they are said or when full time says them.
fn hours(claims: &Claims) -> Option<f64> {
    let said = claims.weekly_hours.filter(|hours| (1. ..=60.).contains(hours));
    said.or_else(|| (claims.working_time == Some(WorkingTime::Full)).then_some(LEGAL_HOURS))
}

fn of_field(pay: &Pay) -> Option<Amount> {
    let min = pay.min.or(pay.max).filter(|_| matches!(pay.currency.as_str(), "" | "EUR"))?;
    let max = pay.max.unwrap_or(min).max(min);
    Some(Amount { min, max, period: pay.period?, gross: pay.gross, span: 0..0 })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    /// How far from the field the text may be, gross and net apart: 1.35 is a third more.
    times: f64,
}

impl Said {
    /// A pay in the text that no reading brings near to that of the field.
    pub fn findings(&self, rule: &Rule, offer: &Offer) -> Vec<Finding> {
        let claims = offer.claims;
        let Some(field) = claims.pay.as_ref().and_then(of_field) else { return vec![] };
        let said = amounts(&offer.text().words);
        let apart: Option<Vec<&Amount>> =
            said.iter().map(|said| self.are_apart(&field, said, claims).then_some(said)).collect();
        let first = apart.and_then(|apart| apart.first().map(|said| said.span.clone()));
        first.map(|span| vec![rule.finding(Field::Text, Some(span), None)]).unwrap_or_default()
    }

    fn are_apart(&self, field: &Amount, said: &Amount, claims: &Claims) -> bool {
        let known = hours(claims).or((claims.working_time != Some(WorkingTime::Part)).then_some(LEGAL_HOURS));
        let hours = if field.period == said.period { Some(LEGAL_HOURS) } else { known };
        let Some(hours) = hours else { return false };
        let (Some(by_field), Some(by_text)) = (yearly(field.period, hours), yearly(said.period, hours)) else {
            return false;
        };
        said.max * by_text * self.times < field.min * by_field || said.min * by_text > field.max * by_field * self.times
    }
}

/// How many of a period there are in a year.
fn yearly(period: Period, hours: f64) -> Option<f64> {
    Some(match period {
        Period::Hour => hours * WEEKS,
        Period::Day => 218.,
        Period::Week => WEEKS,
        Period::Month => 12.,
        Period::Year => 1.,
    })
    .filter(|times| *times > 0.)
}

/// A pay that is asked for and not given; `met` are words in its place: "selon profil".
pub(super) fn absent(rule: &Rule, met: Vec<Finding>, offer: &Offer) -> Vec<Finding> {
    let level = match offer.checked.pay_range {
        PayRange::Off => return vec![],
        PayRange::Warn => Level::Warning,
        PayRange::Required => Level::Unlawful,
    };
    let pay = offer.claims.pay.as_ref();
    if pay.is_some_and(|pay| pay.min.or(pay.max).is_some()) || !amounts(&offer.text().words).is_empty() {
        return vec![];
    }
    let found = if met.is_empty() { vec![rule.finding(Field::Pay, None, None)] } else { met };
    found.into_iter().map(|found| Finding { level, ..found }).collect()
}
