//! How long something lasts, read out of one saying: `6 Mois`, `P6M`, `du 01/03/2026 au
//! 31/08/2026`. Years of experience are read by the same units.

use chrono::{Datelike, NaiveDate};

use super::{
    dates::date,
    words::{Said, Token},
};

/// Characters that are read.
const READ: usize = 200;
/// Longer than that is no contract.
const LONGEST_DAYS: f64 = 3_660.0;
/// Days of a month, on average.
const MONTH: f64 = 365.0 / 12.0;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "jour" | "jours" | "j" | "day" | "days" => Some(Self::Day),
            "semaine" | "semaines" | "sem" | "week" | "weeks" => Some(Self::Week),
            "mois" | "month" | "months" => Some(Self::Month),
            "an" | "ans" | "annee" | "annees" | "year" | "years" | "yrs" => Some(Self::Year),
            _ => None,
        }
    }

    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => MONTH,
            Self::Year => 365.0,
        }
    }
}

/// How many days a contract lasts: months count a twelfth of 365 days, from one date to
/// another both are counted, `6 à 12 mois` lasts six at least. `None` without a unit.
pub fn duration_days(said: &str) -> Option<u32> {
    if let Some(days) = iso(said.trim()).or_else(|| between(said)) {
        return in_days(days);
    }
    let said = Said::new(said, READ);
    let at = (0..said.tokens.len()).find(|at| measure(&said.tokens, *at).is_some())?;
    let (first, next) = measure(&said.tokens, at)?;
    // `1 an et 6 mois`.
    let more = (next..said.tokens.len().min(next + 2)).find_map(|at| measure(&said.tokens, at));
    in_days(first + more.map_or(0.0, |(more, _)| more))
}

fn in_days(days: f64) -> Option<u32> {
    (1.0..=LONGEST_DAYS).contains(&days).then(|| days.round() as u32)
}

/// Days that a number and its unit make, and the token behind them. The unit of a range
/// is said once: `6 à 12 mois`.
pub(super) fn measure(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let number = tokens[at].count()?;
    let unit = |at: usize| tokens.get(at).and_then(Token::word).and_then(Unit::named);
    if let Some(unit) = unit(at + 1) {
        return Some((number * unit.days(), at + 2));
    }
    let joins = tokens.get(at + 1)?;
    let joined = joins.is_sign('-') || joins.is_sign('/') || matches!(joins.word(), Some("a" | "to" | "ou" | "et"));
    if joins.is_sign('+') {
        return unit(at + 2).map(|unit| (number * unit.days(), at + 3));
    }
    tokens.get(at + 2).filter(|_| joined)?.count()?;
    unit(at + 3).map(|unit| (number * unit.days(), at + 4))
}

/// `P6M`, `P1Y6M`, `P3W` (ISO 8601, without its hours).
fn iso(said: &str) -> Option<f64> {
    let mut rest = said.strip_prefix(['P', 'p'])?;
    if said.len() > 16 {
        return None;
    }
    let mut days = 0.0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let number: f64 = rest[..end].parse().ok()?;
        let unit = match rest.as_bytes()[end].to_ascii_uppercase() {
            b'Y' => Unit::Year,
            b'M' => Unit::Month,
            b'W' => Unit::Week,
            b'D' => Unit::Day,
            _ => return None,
        };
        days += number * unit.days();
        rest = &rest[end + 1..];
    }
    Some(days)
}

/// `du 01/03/2026 au 31/08/2026`; the year may be said once.
fn between(said: &str) -> Option<f64> {
    let said = said.get(..said.floor_char_boundary(READ))?;
    let lower = said.to_lowercase();
    let (from, to) = [" au ", " to ", " jusqu'au "].iter().find_map(|joint| lower.split_once(joint))?;
    let end = date(to.trim())?;
    let from = after_last(from, &["du ", "from "]).trim();
    let start = date(from).or_else(|| in_the_year_of(from, end))?;
    let days = (end - start).num_days() + 1;
    (days > 0).then_some(days as f64)
}

fn after_last<'a>(said: &'a str, marks: &[&str]) -> &'a str {
    let at = marks.iter().filter_map(|mark| said.rfind(mark).map(|at| at + mark.len())).max();
    at.map_or(said, |at| &said[at..])
}

fn in_the_year_of(day: &str, end: NaiveDate) -> Option<NaiveDate> {
    let joint = if day.contains('/') { '/' } else { ' ' };
    let in_year = |year: i32| date(&format!("{day}{joint}{year}"));
    in_year(end.year()).filter(|start| *start <= end).or_else(|| in_year(end.year() - 1))
}
