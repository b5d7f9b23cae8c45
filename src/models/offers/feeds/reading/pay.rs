//! What the work is paid, from amounts in fields of their own or from a sentence.

use super::{
    super::{Slot, codes::is_bare_number},
    Said,
    said::truth,
};
use crate::models::{
    folded::fold,
    offers::{
        claims::{Pay, Period},
        values,
    },
};

/// Amounts where there are some; else what is said instead of them ("à négocier"), in
/// `said` alone. Figures of fields outweigh those of a sentence.
pub(super) fn pay(said: &Said) -> Option<Pay> {
    let sentences: Vec<String> = said.each(Slot::Pay).filter(|value| !is_bare_number(value)).collect();
    let read = sentences.iter().find_map(|sentence| values::pay(sentence));
    let mut pay = read.unwrap_or_default();
    let [min, max] = [Slot::PayMin, Slot::PayMax].map(|slot| said.each(slot).find_map(|value| amount(&value)));
    let bare = said.each(Slot::Pay).filter(|value| is_bare_number(value)).find_map(|value| amount(&value));
    if min.is_some() || max.is_some() {
        (pay.min, pay.max) = (min, max);
    } else if bare.is_some() && pay.min.is_none() && pay.max.is_none() {
        (pay.min, pay.max) = (bare, bare);
    }
    let has_amount = pay.min.is_some() || pay.max.is_some();
    if has_amount {
        pay.period = said.each(Slot::PayPeriod).find_map(|value| period(&value)).or(pay.period);
        pay.gross = said.each(Slot::PayGross).find_map(|value| gross(&value)).or(pay.gross);
        pay.currency = said.each(Slot::PayCurrency).find_map(|value| currency(&value)).unwrap_or(pay.currency);
    }
    if pay.currency.is_empty() {
        pay.currency = "EUR".to_owned();
    }
    if pay.said.is_empty() {
        pay.said = sentences.first().cloned().unwrap_or_default();
    }
    let mut extras: Vec<String> = vec![];
    extras.extend(Some(std::mem::take(&mut pay.extras)).filter(|extras| !extras.is_empty()));
    for extra in said.each(Slot::PayExtras).filter(|extra| *extra != pay.said) {
        if !extras.contains(&extra) {
            extras.push(extra);
        }
    }
    pay.extras = extras.join(" ; ");
    (has_amount || !pay.said.is_empty() || !pay.extras.is_empty()).then_some(pay)
}

/// "26 000,50", "26000.00", "26,000", "26 k€": the first number; zero is no pay.
fn amount(value: &str) -> Option<f64> {
    let value = value.trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}');
    let (number, rest) = value.split_at(value.find(|c| !is_part(c)).unwrap_or(value.len()));
    let number: String = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    // The last mark parts cents when two digits or fewer stand behind it.
    let cents = number.rfind(['.', ',']).filter(|at| number.len() - at <= 3);
    let (units, cents) = cents.map_or((&*number, ""), |at| (&number[..at], &number[at + 1..]));
    let units: String = units.chars().filter(char::is_ascii_digit).collect();
    let amount: f64 = format!("{units}.{cents}0").parse().ok()?;
    let amount = if rest.starts_with(['k', 'K']) { amount * 1_000.0 } else { amount };
    (amount > 0.0 && amount.is_finite()).then_some(amount)
}

fn period(value: &str) -> Option<Period> {
    let value = fold(value);
    let says = |words: &[&str]| words.iter().any(|word| value.split(' ').any(|said| said.starts_with(word)));
    match &*value {
        "h" => Some(Period::Hour),
        "d" | "j" => Some(Period::Day),
        "w" => Some(Period::Week),
        "m" | "p1m" => Some(Period::Month),
        "y" | "p1y" | "an" | "ans" => Some(Period::Year),
        _ if says(&["heure", "horaire", "hour"]) => Some(Period::Hour),
        _ if says(&["jour", "day", "daily"]) => Some(Period::Day),
        _ if says(&["semaine", "hebdo", "week"]) => Some(Period::Week),
        _ if says(&["mois", "mensuel", "month"]) => Some(Period::Month),
        _ if says(&["annee", "annuel", "annu", "year"]) => Some(Period::Year),
        _ => None,
    }
}

fn gross(value: &str) -> Option<bool> {
    let folded = fold(value);
    match &*folded {
        folded if folded.starts_with("brut") || folded.starts_with("gross") => Some(true),
        folded if folded.starts_with("net") => Some(false),
        _ => truth(value),
    }
}

fn currency(value: &str) -> Option<String> {
    let value = value.trim().to_uppercase();
    match &*value {
        "€" | "EURO" | "EUROS" => Some("EUR".to_owned()),
        "$" => Some("USD".to_owned()),
        "£" => Some("GBP".to_owned()),
        _ => (value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(value),
    }
}
