//! Amounts of money among the words of a saying. What they are paid for, and how often,
//! is read elsewhere.

use super::words::{Kind, Token};

/// One amount and the tokens it is made of, its currency and its `k` with it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    /// In the currency's unit; below zero when it was written so.
    pub value: f64,
    /// Written in thousands: `35k`.
    pub thousands: bool,
    /// ISO 4217, when it is named.
    pub currency: Option<&'static str>,
    pub first: usize,
    pub last: usize,
}

/// Numbers behind these words are ranks and dates, not money.
const RANKS: [&str; 21] = [
    "smic",
    "idcc",
    "indice",
    "majore",
    "im",
    "ib",
    "coefficient",
    "coef",
    "coeff",
    "echelon",
    "niveau",
    "classe",
    "groupe",
    "position",
    "grille",
    "categorie",
    "depuis",
    "annee",
    "convention",
    "bac",
    "article",
];

/// Numbers before these words are counts and times, not money.
const COUNTED: [&str; 41] = [
    "h",
    "heure",
    "heures",
    "hour",
    "hours",
    "hrs",
    "min",
    "minutes",
    "j",
    "jour",
    "jours",
    "day",
    "days",
    "sem",
    "semaine",
    "semaines",
    "week",
    "weeks",
    "mois",
    "month",
    "months",
    "an",
    "ans",
    "annee",
    "annees",
    "year",
    "years",
    "million",
    "millions",
    "milliard",
    "milliards",
    "md",
    "mds",
    "personnes",
    "salaries",
    "collaborateurs",
    "employes",
    "postes",
    "rtt",
    "km",
    "eme",
];

/// The amounts in the order they are said.
pub(super) fn amounts(tokens: &[Token]) -> Vec<Amount> {
    let mut amounts: Vec<Amount> = vec![];
    for at in 0..tokens.len() {
        let free = amounts.last().map_or(0, |before| before.last + 1);
        amounts.extend(amount(tokens, at, free));
    }
    amounts
}

/// The amount whose number stands at `at`; tokens before `free` are another's.
fn amount(tokens: &[Token], at: usize, free: usize) -> Option<Amount> {
    let number = tokens[at].number()?;
    let (mut first, mut last) = (at, at);
    let mut currency = None;
    let kilo = tokens.get(at + 1).and_then(Token::word).filter(|word| matches!(*word, "k" | "ke" | "keur" | "keuros"));
    if let Some(word) = kilo {
        last += 1;
        currency = (word != "k").then_some("EUR");
    }
    if let Some(after) = tokens.get(last + 1).filter(|_| currency.is_none())
        && let Some(named) = currency_of(after, after.start == tokens[last].end)
    {
        currency = Some(named);
        last += 1;
    } else if let Some(before) = at.checked_sub(1).filter(|before| *before >= free).map(|before| &tokens[before])
        && currency.is_none()
        && let Some(named) = currency_of(before, false)
    {
        currency = Some(named);
        first -= 1;
    }
    if (currency.is_none() && kilo.is_none() && is_something_else(tokens, at)) || is_rank(tokens, at, number) {
        return None;
    }
    let value = if kilo.is_some() { number * 1_000.0 } else { number };
    let value = if is_negative(tokens, first) { -value } else { value };
    Some(Amount { value, thousands: kilo.is_some(), currency, first, last })
}

/// `1600E` is euros when nothing stands between; `13e mois` is a rank.
fn currency_of(token: &Token, touching: bool) -> Option<&'static str> {
    match &token.kind {
        Kind::Sign('€') => Some("EUR"),
        Kind::Sign('$') => Some("USD"),
        Kind::Sign('£') => Some("GBP"),
        Kind::Word(word) => match word.as_str() {
            "eur" | "euro" | "euros" => Some("EUR"),
            "e" if touching => Some("EUR"),
            "usd" => Some("USD"),
            "gbp" => Some("GBP"),
            "chf" => Some("CHF"),
            "cad" => Some("CAD"),
            _ => None,
        },
        _ => None,
    }
}

fn is_something_else(tokens: &[Token], at: usize) -> bool {
    let number = tokens[at].number().unwrap_or_default();
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let after = tokens.get(at + 1);
    let word_before = before.and_then(Token::word).unwrap_or_default();
    let word_after = after.and_then(Token::word).unwrap_or_default();
    let counted = COUNTED.contains(&word_after) && (number < 500.0 || word_after.starts_with("mil"));
    let of_months = matches!(word_before, "sur" | "x") && number <= 18.0;
    let diploma = before.is_some_and(|sign| sign.is_sign('+')) && at >= 2 && tokens[at - 2].word() == Some("bac");
    after.is_some_and(|sign| sign.is_sign('%')) || counted || of_months || diploma || RANKS.contains(&word_before)
}

/// `13e mois`, `1er`.
fn is_rank(tokens: &[Token], at: usize, number: f64) -> bool {
    let follows = tokens.get(at + 1).filter(|after| after.start == tokens[at].end).and_then(Token::word);
    let behind = tokens.get(at + 2).and_then(Token::word);
    match follows {
        Some("eme" | "er" | "th" | "nd") => true,
        Some("e") => number <= 18.0 && behind == Some("mois"),
        _ => false,
    }
}

/// A dash before a number is a minus, unless it stands between two things.
fn is_negative(tokens: &[Token], first: usize) -> bool {
    let Some(dash) = first.checked_sub(1).filter(|dash| tokens[*dash].is_sign('-')) else { return false };
    let touching = tokens[dash].end == tokens[first].start;
    let between = dash.checked_sub(1).is_some_and(|before| match &tokens[before].kind {
        Kind::Number(_) => true,
        Kind::Word(_) => tokens[before].end == tokens[dash].start || currency_of(&tokens[before], false).is_some(),
        Kind::Sign(sign) => matches!(sign, '€' | '$' | '£' | ')' | '*'),
    });
    touching && !between
}
