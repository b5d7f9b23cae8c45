//! Pay that is said in a sentence: amounts in euros, with their period, where the
//! sentence speaks of pay and not of a bonus or a turnover.

use std::ops::Range;

use super::words::{Token, Words};
use crate::models::offers::claims::Period;

/// What the words around an amount say that it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    /// Euros.
    pub min: f64,
    pub max: f64,
    pub period: Period,
    /// `Some(false)`: net.
    pub gross: Option<bool>,
    /// Bytes of the text.
    pub span: Range<usize>,
}

/// Words that tell a pay, folded.
const PAY: [&str; 22] = [
    "salaire",
    "remuneration",
    "remunere",
    "remuneree",
    "paye",
    "payee",
    "paie",
    "brut",
    "brute",
    "bruts",
    "net",
    "nets",
    "fixe",
    "taux",
    "smic",
    "salary",
    "gagnez",
    "package",
    "salaires",
    "pay",
    "remunerations",
    "tarif",
];
/// What else is counted in euros, folded.
const OTHER: [&str; 45] = [
    "prime",
    "primes",
    "panier",
    "paniers",
    "ticket",
    "tickets",
    "bonus",
    "variable",
    "variables",
    "commission",
    "commissions",
    "budget",
    "ca",
    "chiffre",
    "mutuelle",
    "indemnite",
    "indemnites",
    "loyer",
    "cheque",
    "cheques",
    "participation",
    "interessement",
    "jusqu",
    "budgets",
    "remboursement",
    "navigo",
    "cautionnement",
    "restaurant",
    "caution",
    "frais",
    "forfait",
    "deplacement",
    "nuit",
    "cadeaux",
    "cadeau",
    "cooptation",
    "plus",
    "repas",
    "majoration",
    "gratification",
    "kilometre",
    "km",
    "formation",
    "inscription",
    "abonnement",
];
/// How many words on each side of an amount tell what it is.
const BEFORE: usize = 5;
const AFTER: usize = 6;

/// The amounts of pay of a text, in order.
pub(super) fn amounts(words: &Words) -> Vec<Amount> {
    let mut found = vec![];
    for (at, token) in words.tokens.iter().enumerate() {
        if let Some(thousands) = currency(words, token)
            && let Some(amount) = amount(words, at, thousands)
        {
            found.push(amount);
        }
    }
    found
}

/// How much one unit is: `€`, `K€`.
fn currency(words: &Words, token: &Token) -> Option<f64> {
    match words.folded(token) {
        "€" | "euro" | "euros" | "eur" => Some(1.),
        "k" | "keur" | "ke" => Some(1000.),
        _ => None,
    }
}

fn amount(words: &Words, sign: usize, unit: f64) -> Option<Amount> {
    let tokens = &words.tokens;
    let last = sign.checked_sub(1).filter(|last| tokens[*last].sentence == tokens[sign].sentence)?;
    let max = tokens[last].number? * unit;
    let (first, min) = range(words, last, unit).unwrap_or((last, max));
    let from = (first.saturating_sub(BEFORE)..first).find(|at| tokens[*at].sentence == tokens[sign].sentence);
    let from = from.unwrap_or(first);
    let mut to = sign + 1;
    while to < tokens.len() && to <= sign + AFTER && tokens[to].sentence == tokens[sign].sentence {
        // The next amount has words of its own.
        if tokens[to].number.is_some() && words.folded(&tokens[to - 1]) != "sur" {
            break;
        }
        to += 1;
    }
    let said: Vec<&str> = tokens[from..to].iter().map(|token| words.folded(token)).collect();
    let (before, after) = said.split_at(first - from);
    let other = before.iter().rev().take(4).chain(after.iter().skip(sign + 1 - first).take(2));
    if other.into_iter().any(|word| OTHER.contains(word))
        || !(said.iter().any(|word| PAY.contains(word)) || is_per(after))
    {
        return None;
    }
    let period = after.iter().chain(before).find_map(period).or_else(|| likely(max))?;
    let gross = said.iter().find_map(|word| match *word {
        "brut" | "brute" | "bruts" | "gross" => Some(true),
        "net" | "nets" => Some(false),
        _ => None,
    });
    Some(Amount { min, max, period, gross, span: tokens[first].from..tokens[sign].to })
}

/// `1 900 à 2 100 €`, `35-40 K€`, `1 900 € à 2 100 €`: the first of two numbers.
fn range(words: &Words, last: usize, unit: f64) -> Option<(usize, f64)> {
    let tokens = &words.tokens;
    let mut at = last.checked_sub(1)?;
    while matches!(words.folded(&tokens[at]), "a" | "et" | "€" | "euros" | "k" | "ke") {
        if last - at > 3 {
            return None;
        }
        at = at.checked_sub(1)?;
    }
    let min = tokens[at].number.filter(|_| tokens[at].sentence == tokens[last].sentence)?;
    let max = tokens[last].number?;
    (min < max && max < min * 3.).then_some((at, min * unit))
}

/// `12 € de l'heure`, `1 900 €/mois` need no other word.
fn is_per(after: &[&str]) -> bool {
    let after = after.iter().skip_while(|word| !matches!(**word, "€" | "euros" | "euro" | "eur" | "k"));
    after.skip(1).take(3).any(|word| period(word).is_some())
}

fn period(word: &&str) -> Option<Period> {
    Some(match *word {
        "heure" | "h" | "horaire" | "hour" | "heures" => Period::Hour,
        "jour" | "j" | "journalier" | "journaliere" | "tjm" => Period::Day,
        "semaine" | "hebdomadaire" => Period::Week,
        "mois" | "mensuel" | "mensuels" | "mensuelle" | "month" => Period::Month,
        "an" | "annuel" | "annuels" | "annuelle" | "annee" | "year" | "ans" => Period::Year,
        _ => return None,
    })
}

/// What nobody says, and everybody understands.
fn likely(amount: f64) -> Option<Period> {
    match amount {
        15_000.0.. => Some(Period::Year),
        1_000.0..6_000.0 => Some(Period::Month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(f64, f64, Period, Option<bool>)> {
        amounts(&Words::of(text)).into_iter().map(|it| (it.min, it.max, it.period, it.gross)).collect()
    }

    #[test]
    fn pay_is_read_out_of_sentences() {
        assert_eq!(read("Salaire : 1 900 € brut par mois"), [(1900., 1900., Period::Month, Some(true))]);
        assert_eq!(read("rémunération entre 35 et 40 K€"), [(35_000., 40_000., Period::Year, None)]);
        assert_eq!(read("12,50 €/h net"), [(12.5, 12.5, Period::Hour, Some(false))]);
        assert_eq!(read("Taux horaire 11,50 euros"), [(11.5, 11.5, Period::Hour, None)]);
        assert_eq!(
            read("Fixe de 2 000 € à 2 200 €, 13 mois"),
            [(2000., 2000., Period::Month, None), (2000., 2200., Period::Month, None)]
        );
    }

    #[test]
    fn what_is_no_pay_is_left() {
        for text in [
            "une prime de 500 € par mois",
            "budget de 20 000 €",
            "panier 10 € par jour",
            "un CA de 2 000 000 euros",
            "€",
            "12 €",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
