//! Days, as feeds and people write them. An hour with its zone gives the day it is in
//! Paris; an hour without a zone, or a zone that is not known, changes nothing.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta};
use chrono_tz::Europe::Paris;

use super::text::line;

/// Characters that are read.
const READ: usize = 64;
/// Years that an offer can speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The day that is said: ISO 8601 (`2026-03-01T23:30:00Z`, `20260301`), RFC 2822,
/// `31/12/2026`, `31.12.26`, `1er mars 2026`, `March 1, 2026`, seconds or milliseconds
/// since 1970. Two figures that could be either are day then month, as in France.
/// `None` for a day that does not exist, or outside 1990–2100.
pub fn date(said: &str) -> Option<NaiveDate> {
    let said = line(said, READ).to_lowercase();
    let parts = parts(&said);
    let day = match since_1970(&said) {
        Some(day) => Some(day),
        None => in_figures(&parts).or_else(|| in_words(&parts)).map(|(day, used)| in_paris(day, &parts[used..])),
    };
    day.filter(|day| YEARS.contains(&day.year()))
}

fn since_1970(said: &str) -> Option<NaiveDate> {
    let number: i64 = Some(said).filter(|said| said.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()?;
    let instant = match said.len() {
        10 => DateTime::from_timestamp(number, 0)?,
        13 => DateTime::from_timestamp_millis(number)?,
        _ => return None,
    };
    Some(instant.with_timezone(&Paris).date_naive())
}

/// A run of figures, a run of letters, or a sign.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part<'a> {
    Number { value: u32, figures: usize },
    Word(&'a str),
    Sign(char),
}

fn parts(said: &str) -> Vec<Part<'_>> {
    let mut parts = vec![];
    let mut rest = said;
    while let Some(c) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c: char| !is(c)).unwrap_or(rest.len());
        let end = if c.is_ascii_digit() {
            let end = run(|c| c.is_ascii_digit());
            parts.push(Part::Number { value: rest[..end].parse().unwrap_or(u32::MAX), figures: end });
            end
        } else if c.is_alphabetic() {
            let end = run(char::is_alphabetic);
            parts.push(Part::Word(&rest[..end]));
            end
        } else {
            if c != ' ' || !matches!(parts.last(), Some(Part::Sign(_))) {
                parts.push(Part::Sign(c));
            }
            c.len_utf8()
        };
        rest = &rest[end..];
    }
    parts
}

/// `2026-03-01`, `20260301`, `31/12/2026`: the day, and how many parts say it.
fn in_figures(parts: &[Part<'_>]) -> Option<(NaiveDate, usize)> {
    if let [Part::Number { value, figures: 8 }, ..] = *parts {
        let day = NaiveDate::from_ymd_opt((value / 10_000) as i32, value / 100 % 100, value % 100)?;
        return Some((day, 1));
    }
    let at = parts.iter().position(|part| matches!(part, Part::Number { .. }))?;
    let [Part::Number { value: a, figures }, Part::Sign(one), Part::Number { value: b, .. }, Part::Sign(two), last, ..] =
        parts[at..]
    else {
        return None;
    };
    let Part::Number { value: c, figures: c_figures } = last else { return None };
    if one != two || !matches!(one, '-' | '/' | '.' | ' ') || (one == ' ' && c_figures != 4) {
        return None;
    }
    let day = match (figures, c_figures) {
        (4, 1..=2) => NaiveDate::from_ymd_opt(a as i32, b, c),
        (1..=2, 4 | 2) => {
            let year = if c_figures == 4 { c as i32 } else { century(c) };
            // The second cannot be a month: then it is the American order.
            let (day, month) = if b > 12 && a <= 12 { (b, a) } else { (a, b) };
            NaiveDate::from_ymd_opt(year, month, day)
        }
        _ => None,
    };
    Some((day?, at + 5))
}

fn century(year: u32) -> i32 {
    (if year >= 90 { 1900 + year } else { 2000 + year }) as i32
}

/// `1er mars 2026`, `March 1, 2026`, `Tue, 29 Jun 2021`, `Tue Jun 29 22:49:39 CEST 2021`.
fn in_words(parts: &[Part<'_>]) -> Option<(NaiveDate, usize)> {
    let (at, month) = parts.iter().enumerate().find_map(|(at, part)| match part {
        Part::Word(word) => month(word).map(|month| (at, month)),
        _ => None,
    })?;
    let before = parts[..at].iter().rev().find_map(day_of);
    let from = at + 1;
    let behind = parts[from..].iter().position(|part| day_of(part).is_some()).map(|found| found + from);
    let (day, from) = match (before, behind) {
        (Some(day), _) => (day, from),
        (None, Some(behind)) => (day_of(&parts[behind])?, behind + 1),
        (None, None) => return None,
    };
    let (year_at, year) = (from..parts.len()).find_map(|at| match parts[at] {
        Part::Number { value, figures: 4 } => Some((at, value)),
        _ => None,
    })?;
    let day = NaiveDate::from_ymd_opt(year as i32, month, day)?;
    // The hour may stand before the year.
    let hour_first = parts[from..year_at].contains(&Part::Sign(':'));
    Some((day, if hour_first { from } else { year_at + 1 }))
}

fn day_of(part: &Part<'_>) -> Option<u32> {
    match *part {
        Part::Number { value, figures: 1..=2 } => Some(value),
        _ => None,
    }
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["janvier", "janv", "january", "jan"],
        &["février", "fevrier", "févr", "fevr", "fév", "fev", "february", "feb"],
        &["mars", "march", "mar"],
        &["avril", "avr", "april", "apr"],
        &["mai", "may"],
        &["juin", "june", "jun"],
        &["juillet", "juil", "july", "jul"],
        &["août", "aout", "august", "aug"],
        &["septembre", "sept", "september", "sep"],
        &["octobre", "october", "oct"],
        &["novembre", "november", "nov"],
        &["décembre", "decembre", "déc", "december", "dec"],
    ];
    MONTHS.iter().position(|names| names.contains(&word)).map(|at| at as u32 + 1)
}

/// The day in Paris, when an hour and its zone follow.
fn in_paris(day: NaiveDate, rest: &[Part<'_>]) -> NaiveDate {
    shifted(day, rest).unwrap_or(day)
}

fn shifted(day: NaiveDate, rest: &[Part<'_>]) -> Option<NaiveDate> {
    let at = rest.iter().position(|part| matches!(part, Part::Number { figures: 1..=2, .. }))?;
    let (hour, minute, rest) = match rest[at..] {
        [Part::Number { value: hour, .. }, Part::Sign(':'), Part::Number { value: minute, .. }, ref rest @ ..] => {
            (hour, minute, rest)
        }
        _ => return None,
    };
    let second = match *rest {
        [Part::Sign(':'), Part::Number { value, .. }, ..] => value,
        _ => 0,
    };
    let from_utc = zone(rest)?;
    let instant = day.and_hms_opt(hour, minute, second.min(59))?.and_utc() - TimeDelta::minutes(from_utc);
    Some(instant.with_timezone(&Paris).date_naive())
}

/// Minutes ahead of UTC, of the zone that is named behind an hour.
fn zone(rest: &[Part<'_>]) -> Option<i64> {
    for (at, part) in rest.iter().enumerate() {
        match *part {
            Part::Word("z" | "utc" | "gmt" | "ut") => return Some(0),
            Part::Word("cet") => return Some(60),
            Part::Word("cest") => return Some(120),
            Part::Sign(sign @ ('+' | '-' | '−')) => {
                let minutes = match rest[at + 1..] {
                    [Part::Number { value, figures: 4 }, ..] => value / 100 * 60 + value % 100,
                    [Part::Number { value, figures: 2 }, Part::Sign(':'), Part::Number { value: minutes, .. }, ..] => {
                        value * 60 + minutes.min(59)
                    }
                    [Part::Number { value, figures: 1..=2 }, ..] => value * 60,
                    _ => return None,
                };
                let minutes = i64::from(minutes);
                return (minutes <= 14 * 60).then_some(if sign == '+' { minutes } else { -minutes });
            }
            _ => {}
        }
    }
    None
}
