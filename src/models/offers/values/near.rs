//! What is said around an amount: how often it is paid, gross or net. Amounts themselves
//! are read elsewhere.

use super::words::Token;
use crate::models::offers::claims::Period;

/// What stands around an amount, the nearest being asked first.
pub(super) struct Near<'a> {
    pub before: &'a [Token],
    pub between: &'a [Token],
    pub after: &'a [Token],
}

impl Near<'_> {
    pub fn period(&self) -> Option<Period> {
        let in_order = |tokens: &[Token]| (0..tokens.len()).find_map(|at| period_at(tokens, at));
        let before = || (0..self.before.len()).rev().find_map(|at| period_at(self.before, at));
        in_order(self.after).or_else(|| in_order(self.between)).or_else(before)
    }

    pub fn gross(&self) -> Option<bool> {
        let in_order = |tokens: &[Token]| (0..tokens.len()).find_map(|at| gross_at(tokens, at));
        let before = || (0..self.before.len()).rev().find_map(|at| gross_at(self.before, at));
        in_order(self.after).or_else(|| in_order(self.between)).or_else(before)
    }
}

/// `par mois`, `/h`, `annuel`; not the `mois` of `13 mois` nor the `an` of `an hour`.
fn period_at(tokens: &[Token], at: usize) -> Option<Period> {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let is_ordinal = before.is_some_and(|token| token.word() == Some("eme"));
    if is_ordinal || before.is_some_and(|token| token.count().is_some()) || is_of_hours(tokens, at) {
        return None;
    }
    let slashed = before.is_some_and(|token| token.is_sign('/'));
    let counted = slashed
        || before.is_none_or(|token| {
            matches!(token.word(), Some("par" | "l" | "brut" | "bruts" | "brute" | "net" | "nets" | "per"))
        });
    match tokens[at].word()? {
        "h" | "hr" if slashed => Some(Period::Hour),
        "j" if slashed => Some(Period::Day),
        "m" if slashed => Some(Period::Month),
        "an" | "ans" if counted && tokens.get(at + 1).and_then(Token::word) != Some("hour") => Some(Period::Year),
        "heure" | "heures" | "horaire" | "hour" | "hourly" => Some(Period::Hour),
        "jour" | "journee" | "journalier" | "journaliere" | "day" | "daily" | "tjm" => Some(Period::Day),
        "semaine" | "hebdomadaire" | "hebdo" | "week" | "weekly" => Some(Period::Week),
        "mois" | "mensuel" | "mensuels" | "mensuelle" | "mensuelles" | "mensuellement" | "month" | "monthly" => {
            Some(Period::Month)
        }
        "annuel" | "annuels" | "annuelle" | "annuelles" | "annee" | "year" | "yearly" | "annual" | "annually"
        | "annum" => Some(Period::Year),
        _ => None,
    }
}

/// `35 h par semaine` says how long one works, not how often one is paid.
fn is_of_hours(tokens: &[Token], at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|hours| {
        let counted = hours.checked_sub(1).is_some_and(|before| tokens[before].number().is_some());
        counted && matches!(tokens[hours].word(), Some("h" | "heure" | "heures" | "hours"))
    })
}

/// Gross or net; `.NET` is neither.
fn gross_at(tokens: &[Token], at: usize) -> Option<bool> {
    let dotted = at.checked_sub(1).is_some_and(|before| tokens[before].is_sign('.'));
    match tokens[at].word()? {
        "brut" | "bruts" | "brute" | "brutes" | "gross" => Some(true),
        "net" | "nets" | "nette" | "nettes" if !dotted => Some(false),
        _ => None,
    }
}
