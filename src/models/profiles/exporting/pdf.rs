//! A sheet as pages one would hand over: A4, with its headings and paragraphs
//! marked as such, its text to be searched and copied. What a person wrote is set
//! as it is written: no mark of any kind means anything here.
//!
//! Letters are set from left to right, one by one. Those that are drawn joined or
//! from right to left (Arabic, Hebrew, Indic scripts), and those the face lacks
//! (Chinese, emoji), are printed as □ with the letters behind it for whoever
//! copies or listens; [`unprinted`] says so beforehand.

mod fonts;
mod pages;
mod setting;

use fonts::REGULAR;
use pages::{Block, Pages, Role};

use super::super::sheet::{Sheet, Skill};
use crate::{
    refusals::Outcome,
    words::{Lang, midnight},
};

/// The language of the headings, and where the sheet comes from, in a line.
#[derive(Clone, Debug)]
pub struct Words {
    pub lang: Lang,
    pub from: String,
}

/// # Errors
/// When the faces cannot be read: a bug.
pub fn pdf(sheet: &Sheet, words: &Words) -> Outcome<Vec<u8>> {
    let mut pages = Pages::new(fonts::faces()?);
    let title = [&sheet.full_name, &sheet.headline].into_iter().find(|said| !said.is_empty()).cloned();
    let title = title.unwrap_or_else(|| words.lang.say("sheet-title"));
    for together in blocks(sheet, words, &title) {
        pages.put(&together);
    }
    pages.write(&title, words.lang.code())
}

/// Whether the pages would lack letters.
///
/// # Errors
/// When the faces cannot be read: a bug.
pub fn unprinted(sheet: &Sheet, words: &Words) -> Outcome<bool> {
    let mut faces = fonts::faces()?;
    let all = blocks(sheet, words, &sheet.full_name);
    let texts = all.iter().flatten().map(|block| &*block.text);
    let set = texts.flat_map(|text| setting::lines(&mut faces, &[setting::Run { face: REGULAR, text }], f32::MAX));
    Ok(set.into_iter().flatten().any(|set| set.actual.is_some()))
}

/// What is printed, in the order it is read; what belongs together, together.
fn blocks(sheet: &Sheet, words: &Words, title: &str) -> Vec<Vec<Block>> {
    let say = |key: &str| words.lang.say(key);
    let mut head = vec![block(Role::Title, "", title)];
    if sheet.headline != title {
        head.push(block(Role::Lead, "", &sheet.headline));
    }
    head.push(block(Role::Body, "", &sheet.contact));
    let mut all = vec![head];

    let joined = |list: Vec<String>| list.join(", ");
    let places = sheet.places.iter().map(|place| {
        words.lang.say_with("sheet-around", &[("place", place.label.clone().into()), ("km", place.km.into())])
    });
    let project = vec![
        block(Role::Body, "", &sheet.project),
        block(
            Role::Body,
            &say("sheet-trades"),
            &joined(sheet.trades.iter().map(|trade| trade.label.clone()).collect()),
        ),
        block(Role::Body, &say("sheet-places"), &joined(places.collect())),
        block(
            Role::Body,
            &say("sheet-rhythms"),
            &joined(sheet.rhythms.iter().map(|rhythm| say(&key("sheet-rhythm", rhythm))).collect()),
        ),
        block(Role::Body, &say("sheet-remote"), &said(words, "sheet-remote", &sheet.remote)),
        block(
            Role::Body,
            &say("sheet-available"),
            &sheet.available_from.and_then(midnight).map(|day| words.lang.day(day)).unwrap_or_default(),
        ),
    ];
    all.extend(section(&say("sheet-project"), vec![project]));

    let stories = sheet.skills.iter().map(|skill| story(skill, words)).collect();
    all.extend(section(&say("sheet-skills"), stories));
    let steps = sheet.steps.iter().map(|step| block(Role::Body, &said(words, "sheet-step", &step.state), &step.title));
    all.extend(section(&say("sheet-steps"), vec![steps.collect()]));
    all.extend(section(&say("sheet-offers"), vec![vec![block(Role::Body, "", &sheet.offers)]]));
    all.extend(section(&say("sheet-seeks"), vec![vec![block(Role::Body, "", &sheet.seeks)]]));
    let languages = sheet.languages.iter().map(|language| match said(words, "sheet-level", &language.level) {
        level if level.is_empty() => language.name.clone(),
        level => format!("{} ({level})", language.name),
    });
    let languages = languages.collect::<Vec<_>>().join(" · ");
    all.extend(section(&say("sheet-languages"), vec![vec![block(Role::Body, "", &languages)]]));
    let licences = sheet.licences.join(" · ");
    all.extend(section(&say("sheet-licences"), vec![vec![block(Role::Body, "", &licences)]]));
    let links = sheet.links.iter().map(|link| match &*link.label {
        "" => block(Role::Body, "", &link.url),
        label => block(Role::Body, "", &format!("{label} – {}", link.url)),
    });
    all.extend(section(&say("sheet-links"), vec![links.collect()]));
    all.push(vec![block(Role::Small, "", &words.from)]);
    for together in &mut all {
        together.retain(|block| !block.text.trim().is_empty());
    }
    all.retain(|together| !together.is_empty());
    all
}

fn block(role: Role, label: &str, text: &str) -> Block {
    Block { role, label: label.to_owned(), text: text.to_owned() }
}

/// A heading stays with what comes first under it, and is not there for nothing.
fn section(heading: &str, mut groups: Vec<Vec<Block>>) -> Vec<Vec<Block>> {
    for group in &mut groups {
        group.retain(|block| !block.text.trim().is_empty());
    }
    groups.retain(|group| !group.is_empty());
    if let Some(first) = groups.first_mut() {
        first.insert(0, block(Role::Heading, "", heading));
    }
    groups
}

fn story(skill: &Skill, words: &Words) -> Vec<Block> {
    let part = |name: &str, text: &str| block(Role::Body, &words.lang.say(name), text);
    vec![
        block(Role::Story, "", &skill.label),
        part("sheet-context", &skill.context),
        part("sheet-action", &skill.action),
        part("sheet-result", &skill.result),
    ]
}

/// A code of the profile in words: `sheet-level-b2`; nothing for none.
fn said(words: &Words, room: &str, code: &str) -> String {
    if code.is_empty() { String::new() } else { words.lang.say(&key(room, code)) }
}

fn key(room: &str, code: &str) -> String {
    format!("{room}-{}", code.replace('_', "-"))
}
