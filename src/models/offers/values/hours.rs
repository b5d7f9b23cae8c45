//! Hours of work, and whether they make a full time, read out of one saying.

use super::words::{Said, Token, phrase, says};
use crate::models::{folded::fold, offers::claims::WorkingTime};

/// Characters that are read.
const READ: usize = 200;
/// What one may work a week, with an exception (code du travail, L3121-21).
const MOST: f64 = 60.0;
/// The legal duration (L3121-27); below it one works part time (L3123-1).
const LEGAL: f64 = 35.0;
/// The legal duration in a year (L3121-41).
const LEGAL_YEAR: f64 = 1_607.0;

/// Hours a week: `35H Horaires normaux`, `24h30/semaine`, `151,67 h/mois` (12 months for
/// 52 weeks), a bare `35`. `None` for hours of the day, for a range, beyond 60.
pub fn weekly_hours(said: &str) -> Option<f64> {
    let said = Said::new(said, READ);
    let all: Vec<Spell> = (0..said.tokens.len()).filter_map(|at| spell(&said.tokens, at)).collect();
    let said_of_the_week = all.iter().find(|spell| spell.of == Some(Of::Week));
    let hours = match (&all[..], said_of_the_week) {
        (_, Some(spell)) if all.iter().filter(|other| other.of == Some(Of::Week)).count() == 1 => spell.a_week(),
        ([spell], None) if !spell.is_a_time_of_day => spell.a_week(),
        ([], None) => bare(&said.tokens),
        _ => None,
    }?;
    let hours = (hours * 100.0).round() / 100.0;
    (1.0..=MOST).contains(&hours).then_some(hours)
}

/// `Temps plein`, `PART_TIME`, `fulltime`; else by the hours that are said.
pub fn working_time(said: &str) -> Option<WorkingTime> {
    let folded = format!(" {} ", fold(&said[..said.floor_char_boundary(READ)]));
    const FULL: [&str; 8] =
        ["temps plein", "plein temps", "temps complet", "full time", "fulltime", "full", "tps plein", "temps full"];
    const PART: [&str; 8] =
        ["temps partiel", "partiel", "mi temps", "temps non complet", "part time", "parttime", "part", "half time"];
    match (says(&folded, &FULL), says(&folded, &PART)) {
        (true, false) => Some(WorkingTime::Full),
        (false, true) => Some(WorkingTime::Part),
        (true, true) => None,
        (false, false) => {
            let hours = weekly_hours(said)?;
            Some(if hours >= LEGAL { WorkingTime::Full } else { WorkingTime::Part })
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Of {
    Day,
    Week,
    Month,
    Year,
}

/// A number of hours, and what it is said of.
struct Spell {
    hours: f64,
    of: Option<Of>,
    is_a_time_of_day: bool,
}

impl Spell {
    fn a_week(&self) -> Option<f64> {
        match self.of {
            Some(Of::Week) | None => Some(self.hours),
            Some(Of::Month) => Some(self.hours * 12.0 / 52.0),
            Some(Of::Year) => (self.hours == LEGAL_YEAR).then_some(LEGAL),
            Some(Of::Day) => None,
        }
    }
}

fn spell(tokens: &[Token], at: usize) -> Option<Spell> {
    let whole = tokens[at].number()?;
    let unit = tokens.get(at + 1)?;
    if !matches!(unit.word()?, "h" | "heure" | "heures" | "hour" | "hours" | "hrs") {
        return None;
    }
    let minutes = tokens.get(at + 2).filter(|next| next.start == unit.end).and_then(Token::number);
    let hours = whole + minutes.filter(|minutes| *minutes < 60.0).unwrap_or(0.0) / 60.0;
    let behind = at + 2 + usize::from(minutes.is_some());
    let of = tokens[behind..].iter().take(4).take_while(|token| token.number().is_none()).find_map(of);
    let of = of
        .or_else(|| tokens[..at].iter().rev().take(3).take_while(|token| token.number().is_none()).find_map(of_before));
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let is_a_time_of_day = of.is_none()
        && before
            .is_some_and(|token| matches!(token.word(), Some("a" | "de" | "des" | "vers" | "entre" | "jusqu" | "at")));
    Some(Spell { hours, of, is_a_time_of_day })
}

fn of(token: &Token) -> Option<Of> {
    match token.word()? {
        "semaine" | "semaines" | "sem" | "hebdo" | "hebdomadaire" | "hebdomadaires" | "week" | "weekly" => {
            Some(Of::Week)
        }
        "mois" | "mensuel" | "mensuelles" | "mensuels" | "month" | "monthly" => Some(Of::Month),
        "an" | "annuel" | "annuelles" | "year" => Some(Of::Year),
        "jour" | "jours" | "journee" | "day" | "j" => Some(Of::Day),
        _ => None,
    }
}

/// `Durée hebdomadaire : 28 h`.
fn of_before(token: &Token) -> Option<Of> {
    of(token).filter(|_| token.word().is_some_and(|word| word.ends_with("aire") || word.ends_with("ly")))
}

/// A number alone is hours a week.
fn bare(tokens: &[Token]) -> Option<f64> {
    let numbers: Vec<f64> = tokens.iter().filter_map(Token::number).collect();
    let alone = phrase(tokens) == " " || says(&phrase(tokens), &["hebdo", "hebdomadaire", "semaine", "week"]);
    match numbers[..] {
        [hours] if alone && tokens.len() <= 3 && !tokens.iter().any(|sign| sign.is_sign('%')) => Some(hours),
        _ => None,
    }
}
