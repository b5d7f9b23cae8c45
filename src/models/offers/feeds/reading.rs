//! An item read by a mapping into what an offer says. Single values are understood
//! in `offers::values`; what is lawful or likely is checked elsewhere.

use serde_json::Value;

use super::{
    Item, Mapping, Slot,
    codes::{is_bare_number, siret},
    names::words,
};
use crate::models::{
    folded::fold,
    offers::{
        claims::{Claims, Contract, Remote, WorkingTime},
        values,
    },
};

mod applying;
mod pay;
mod places;
mod said;
use said::{Said, plain, truth};

/// As claims bound them, in characters.
const TITLE: usize = 150;
const TEXT: usize = 20_000;
/// Labels of skills, and characters of one.
const SKILLS: usize = 50;
const SKILL: usize = 100;
/// Characters of a line: an employer, a diploma.
const LINE: usize = 200;

/// An offer of a feed, as it is understood and as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The same for the same offer the next time, at most 200 characters.
    pub reference: String,
    pub claims: Claims,
    /// Fields by their places; `Item::of_original` reads it again.
    pub original: Value,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("offer {}: {reason}", reference.as_deref().unwrap_or("without reference"))]
pub struct Unreadable {
    pub reference: Option<String>,
    pub reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("no title")]
    NoTitle,
    /// Characters, as far as they were counted.
    #[error("a text of {letters} characters, of {TEXT} at most")]
    TextTooLong { letters: usize },
}

impl Reason {
    /// The Fluent key of its sentence; what a variant carries are its arguments.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NoTitle => "feed-offer-no-title",
            Self::TextTooLong { .. } => "feed-offer-text-too-long",
        }
    }
}

impl Mapping {
    /// # Errors
    /// When an item has no title, or a text longer than an offer may have.
    pub fn read(&self, item: &Item) -> Result<Read, Unreadable> {
        let said = Said::new(self, item);
        let apply = applying::apply(&said);
        let given = applying::reference(&said);
        let unreadable = |reason| Unreadable { reference: given.clone().or(apply.clone()), reason };
        let title = title(&said).ok_or_else(|| unreadable(Reason::NoTitle))?;
        let text = text(&said);
        let letters = text.chars().count();
        if letters > TEXT {
            return Err(unreadable(Reason::TextTooLong { letters }));
        }
        let contract = contract(&said);
        let claims = Claims {
            title,
            text,
            trade: said.each(Slot::Trade).find_map(|value| values::trade(&value)),
            skills: skills(&said),
            contract,
            duration_days: duration(&said).filter(|_| contract != Some(Contract::Permanent)),
            weekly_hours: said.each(Slot::WeeklyHours).find_map(|value| weekly_hours(&value)),
            working_time: working_time(&said),
            remote: remote(&said),
            places: places::places(&said),
            pay: pay::pay(&said),
            start: said.each(Slot::Start).find_map(|value| values::date(&value)),
            posts: said.each(Slot::Posts).find_map(|value| value.parse().ok()).filter(|posts| *posts > 0),
            experience_months: experience(&said),
            education: said.each(Slot::Education).find_map(|value| education(&value)),
            apply,
            employer: said.each(Slot::Employer).map(|value| line(&value, LINE)).next(),
            siret: said.each(Slot::Siret).find_map(|value| siret(&value)),
            published_on: said.each(Slot::PublishedOn).find_map(|value| values::date(&value)),
            valid_through: said.each(Slot::ValidThrough).find_map(|value| values::date(&value)),
        };
        let reference = given.or_else(|| claims.apply.clone().map(|url| applying::short(&url)));
        let reference = reference.unwrap_or_else(|| applying::fingerprint(&claims));
        Ok(Read { reference, claims, original: item.original() })
    }
}

fn title(said: &Said) -> Option<String> {
    let title = values::title(&said.first(Slot::Title)?);
    let title = line(&title, TITLE);
    (!title.is_empty()).then_some(title)
}

/// The parts one after the other, each once: feeds give the same text bare and formed,
/// or its beginning beside it.
fn text(said: &Said) -> String {
    let mut parts: Vec<(String, String)> = vec![];
    let mut size = 0;
    for field in said.fields(Slot::Text) {
        let part = values::text(&field.value);
        let bare: String = part.chars().filter(|c| c.is_alphanumeric()).collect();
        let beginning: String = bare.chars().take(200).collect();
        if bare.is_empty() || parts.iter().any(|(_, other)| other.contains(&beginning)) {
            continue;
        }
        size += part.len();
        parts.push((part.trim().to_owned(), bare));
        // Too long already, whatever comes.
        if size > 8 * TEXT {
            break;
        }
    }
    parts.into_iter().map(|(part, _)| part).collect::<Vec<_>>().join("\n\n")
}

/// Labels, or one text that lists them.
fn skills(said: &Said) -> Vec<String> {
    let mut skills: Vec<String> = vec![];
    for value in said.all(Slot::Skills) {
        let lines: Vec<&str> = value.split(['\n', ';', '|', '•']).collect();
        let by_comma: Vec<&str> = value.split(',').collect();
        let is_list = by_comma.len() > 1 && by_comma.iter().all(|part| part.trim().len() <= 30);
        for skill in if lines.len() == 1 && is_list { by_comma } else { lines } {
            let skill = skill.trim().trim_start_matches(['-', '*', ' ']).trim_end_matches('.');
            if skills.len() < SKILLS
                && !skill.is_empty()
                && skill.chars().count() <= SKILL
                && !skills.iter().any(|other| other == skill)
            {
                skills.push(skill.to_owned());
            }
        }
    }
    skills
}

/// The most particular: an apprenticeship is also a fixed term, a fixed term never an apprenticeship.
fn contract(said: &Said) -> Option<Contract> {
    let particular = |contract: &Contract| match contract {
        Contract::Apprenticeship => 10,
        Contract::Professionalisation => 9,
        Contract::Internship => 8,
        Contract::Volunteering => 7,
        Contract::Seasonal => 6,
        Contract::Temporary => 5,
        Contract::Public => 4,
        Contract::Freelance => 3,
        Contract::FixedTerm => 2,
        Contract::Permanent => 1,
        Contract::Other => 0,
    };
    said.all(Slot::Contract).iter().filter_map(|value| values::contract(value)).max_by_key(particular)
}

fn duration(said: &Said) -> Option<u32> {
    let unit = said.first(Slot::DurationUnit);
    let unit = unit.as_deref().unwrap_or("mois");
    said.each(Slot::Duration).find_map(|value| match is_bare_number(&value) {
        true => values::duration_days(&format!("{value} {unit}")),
        false => values::duration_days(&value),
    })
}

fn weekly_hours(value: &str) -> Option<f64> {
    let hours = if is_bare_number(value) { &format!("{value} heures par semaine") } else { value };
    values::weekly_hours(hours).filter(|hours| *hours > 0.0)
}

fn working_time(said: &Said) -> Option<WorkingTime> {
    said.fields(Slot::WorkingTime).find_map(|field| match truth(&field.value) {
        Some(is_so) => {
            let name = words(&field.path);
            let is_part = name.contains("part");
            let is_full = name.contains("plein") || name.contains("full");
            (is_part || is_full).then_some(if is_part == is_so { WorkingTime::Part } else { WorkingTime::Full })
        }
        None => values::working_time(&plain(&field.value)),
    })
}

/// "Yes" to a field called "remote" means all of it; to one called "télétravail", some.
fn remote(said: &Said) -> Remote {
    let read = said.fields(Slot::Remote).find_map(|field| match truth(&field.value) {
        Some(true) if words(&field.path).contains("remote") => Some(Remote::Wholly),
        Some(true) => Some(Remote::Partly),
        Some(false) => Some(Remote::No),
        None => values::remote(&plain(&field.value).replace('_', " ")),
    });
    read.unwrap_or_default()
}

/// The least that is asked, where several levels are welcome.
fn experience(said: &Said) -> Option<u32> {
    said.paths(Slot::Experience).find_map(|fields| {
        let months = fields.iter().filter_map(|field| {
            let value = plain(&field.value);
            let name = words(&field.path);
            let unit = if name.contains("month") || name.contains("moi") { "mois" } else { "ans" };
            if is_bare_number(&value) {
                values::experience_months(&format!("{value} {unit}"))
            } else {
                values::experience_months(&value)
            }
        });
        months.min()
    })
}

/// In the offer's own words, which a code of theirs is not; empty when none is asked.
fn education(value: &str) -> Option<String> {
    let folded = fold(value);
    let is_none = ["aucun diplome", "sans diplome", "aucune formation", "sans formation", "no diploma", "none"];
    if is_none.iter().any(|none| folded.starts_with(none)) {
        return Some(String::new());
    }
    let is_code = value.contains('_') || (!value.contains(' ') && value.matches('/').count() > 1);
    (!is_code && !folded.is_empty()).then(|| line(value, LINE))
}

/// One line, ended between two words where it is too long.
fn line(value: &str, longest: usize) -> String {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.chars().count() <= longest {
        return value;
    }
    let kept: String = value.chars().take(longest - 1).collect();
    let end = kept.rfind(' ').filter(|end| *end > kept.len() / 2).unwrap_or(kept.len());
    format!("{}…", kept[..end].trim_end())
}
