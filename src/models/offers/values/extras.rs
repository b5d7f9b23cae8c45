//! What comes with the figures of a pay: bonuses, a thirteenth month, the collective
//! agreement they follow.

use super::words::{Kind, Token};

/// Amounts behind these words are not the pay but what comes with it.
const EXTRAS: [&str; 27] = [
    "prime",
    "primes",
    "bonus",
    "commission",
    "commissions",
    "commissionnement",
    "variable",
    "variables",
    "ticket",
    "tickets",
    "titre",
    "titres",
    "mutuelle",
    "interessement",
    "participation",
    "panier",
    "paniers",
    "vehicule",
    "avantages",
    "indemnite",
    "indemnites",
    "majoration",
    "majorations",
    "benefits",
    "ifm",
    "rtt",
    "pourboires",
];
/// They lead to an extra and are no part of it.
const LEADING: [&str; 5] = ["avec", "plus", "et", "and", "with"];
/// They lead to an extra and say something of it.
const SAYING: [&str; 9] = ["hors", "incluant", "inclus", "dont", "de", "des", "d", "including", "selon"];

/// Where the extras begin among the tokens, from `from` on: with what leads to them, and
/// without.
pub(super) fn extras_from(tokens: &[Token], from: usize) -> Option<(usize, usize)> {
    let begins = |at: &usize| {
        let is_last = *at + 1 == tokens.len();
        let named = tokens[*at].word().is_some_and(|word| EXTRAS.contains(&word));
        (tokens[*at].is_sign('+') && !is_last)
            || named
            || is_thirteenth(tokens, *at).is_some() && !behind_on(tokens, *at)
    };
    let named = (from..tokens.len()).find(begins)?;
    let leads = |token: &Token| match &token.kind {
        Kind::Word(word) => LEADING.contains(&word.as_str()) || SAYING.contains(&word.as_str()),
        Kind::Sign(sign) => matches!(sign, '\'' | ',' | '(' | '&' | '+' | ';'),
        Kind::Number(_) => false,
    };
    let mut begin = named;
    while begin > from && leads(&tokens[begin - 1]) {
        begin -= 1;
    }
    let skipped = |token: &&Token| match &token.kind {
        Kind::Word(word) => LEADING.contains(&word.as_str()),
        _ => leads(token),
    };
    let bare = begin + tokens[begin..].iter().take_while(skipped).count();
    (bare < tokens.len()).then_some((begin, bare))
}

/// Whether what is said before an amount makes it an extra: `prime de 500 €`.
pub(super) fn is_of_extras(before: &[Token]) -> bool {
    const PAY: [&str; 10] =
        ["salaire", "remuneration", "fixe", "salary", "brut", "paie", "package", "taux", "pay", "mensuel"];
    let last = |names: &[&str]| before.iter().rposition(|token| token.word().is_some_and(|word| names.contains(&word)));
    last(&EXTRAS).is_some_and(|extra| last(&PAY).is_none_or(|pay| pay < extra))
}

/// Without the commas and the brackets that led to it.
pub(super) fn tidy(extras: &str) -> String {
    let bare = extras.trim_matches(|c: char| c.is_whitespace() || matches!(c, '+' | ',' | ';' | '.' | '&' | '-'));
    match bare.strip_suffix(')') {
        Some(inside) if !inside.contains('(') => inside.to_owned(),
        _ => bare.to_owned(),
    }
}

/// Months paid a year: `sur 13 mois`, `x 13`, `13e mois`.
pub(super) fn months(tokens: &[Token]) -> Option<f64> {
    (0..tokens.len()).find_map(|at| {
        if behind_on(tokens, at) {
            return tokens[at].number().filter(|months| (12.0..=18.0).contains(months));
        }
        is_thirteenth(tokens, at)
    })
}

/// `sur 13`, `x 13`.
fn behind_on(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens[before].word());
    let after = tokens.get(at + 1);
    let money = after.is_some_and(|token| token.is_sign('€') || token.is_sign('%'));
    matches!(before, Some("sur" | "x")) && !money
}

/// `13e mois`, `13ème mois`, `13 mois`.
fn is_thirteenth(tokens: &[Token], at: usize) -> Option<f64> {
    let months = tokens[at].number().filter(|months| [13.0, 13.5, 14.0, 15.0, 16.0].contains(months))?;
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    match word(at + 1)? {
        "mois" => Some(months),
        "e" | "eme" if word(at + 2) == Some("mois") => Some(months),
        _ => None,
    }
}

/// The collective agreement, when it is named by its number (IDCC, four digits).
pub(super) fn agreement(tokens: &[Token]) -> Option<String> {
    let named = tokens.iter().position(|token| token.word() == Some("idcc"))?;
    let number = tokens.get(named + 1..)?.iter().take(3).find_map(Token::number)?;
    (number.fract() == 0.0 && (1.0..=9_999.0).contains(&number)).then(|| format!("{number:04}"))
}
