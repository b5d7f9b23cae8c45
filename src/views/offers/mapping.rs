//! Which field of a source says what: parts of an offer in groups, each with the fields
//! of the feed to choose from, and what the first offers say by it.

use serde::Serialize;

use super::{Apply, Facts, sources::AddressLine};
use crate::{
    models::{
        _entities::offer_sources,
        offers::{
            feeds::{Item, Mapping, Slot},
            importing::{
                Lack,
                correcting::{Choices, NOTHING, PARTS, continued},
                sampling::Sample,
            },
            typed::name_of,
        },
        organisations,
    },
    refusals::Refusal,
    text,
    views::Field,
    words::{Lang, When},
};

/// What each group begins with (Fluent: `mapping-group-offer`…); it goes on to the next.
const GROUPS: [(&str, &str); 5] =
    [("offer", "reference"), ("where", "place"), ("pay", "pay"), ("when", "start"), ("apply", "apply")];
/// Parts with a line of explanation (Fluent: `mapping-hint-reference`…).
const HINTED: [&str; 3] = ["reference", "text", "apply"];
/// Fields one chooses from: each is said once a part.
const FIELDS: usize = 200;
/// Characters of what a field says, beside its name.
const EXAMPLE: usize = 40;

/// `organisations/mapping.html`
#[derive(Clone, Debug, Serialize)]
pub struct MappingPage {
    pub path: String,
    pub called: String,
    /// Of this page.
    pub here: String,
    pub source: String,
    /// How it is read, when it is an address; and how one sees what that would change.
    pub address: Option<AddressLine>,
    pub every: i32,
    /// When the fields below were read; none before the first run.
    pub taken: Option<When>,
    /// Something is not as proposed.
    pub corrected: bool,
    pub groups: Vec<Group>,
    pub fields: Vec<FieldRow>,
    /// Fields that are not shown.
    pub more: usize,
    pub previews: Vec<Preview>,
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Group {
    pub name: &'static str,
    pub parts: Vec<Part>,
}

/// A field of the feed, and the first thing it says.
#[derive(Clone, Debug, Serialize)]
pub struct FieldRow {
    pub path: String,
    pub label: String,
}

/// A part of an offer (Fluent: `mapping-part-title`…).
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    pub name: &'static str,
    /// What the empty choice stands for.
    pub proposed: String,
    pub chosen: Field,
    /// What is chosen is not among the fields shown.
    pub apart: bool,
    /// No item of the feed has it any more.
    pub gone: bool,
    pub hinted: bool,
    /// It goes on from another: that no field says it is said there.
    pub further: bool,
}

impl MappingPage {
    pub fn of(
        lang: Lang,
        organisation: &organisations::Model,
        source: &offer_sources::Model,
        sample: &Sample,
        choices: &Choices,
        refusal: Option<&Refusal>,
    ) -> Self {
        let all = sample.fields();
        let shown = &all[..all.len().min(FIELDS)];
        let has = |fields: &[(&str, &str)], path: &str| fields.iter().any(|(other, _)| *other == path);
        let part = |(name, slot): (&'static str, Slot)| {
            let path = choices.get(name).map_or("", String::as_str);
            let is_path = !path.is_empty() && path != NOTHING;
            Part {
                name,
                proposed: proposed(lang, name, sample.proposed.paths(slot)),
                chosen: Field::typed(lang, name, path, refusal),
                apart: is_path && !has(shown, path),
                gone: is_path && !has(&all, path),
                hinted: HINTED.contains(&name),
                further: continued(name).is_some(),
            }
        };
        let mut groups: Vec<Group> = vec![];
        for (name, slot) in PARTS {
            if let Some((group, _)) = GROUPS.iter().find(|(_, first)| *first == name) {
                groups.push(Group { name: group, parts: vec![] });
            }
            if let Some(group) = groups.last_mut() {
                group.parts.push(part((name, slot)));
            }
        }
        Self {
            path: organisation.path(),
            called: organisation.name.clone(),
            here: organisation.act(&format!("sources/{}/mapping", source.id)),
            source: source.name.clone(),
            address: AddressLine::of(lang, organisation, source),
            every: source.every_hours,
            taken: None,
            corrected: source.mapping.is_some(),
            groups,
            fields: shown.iter().map(|(path, example)| FieldRow::of(path, example)).collect(),
            more: all.len() - shown.len(),
            previews: vec![],
            refusal: None,
        }
    }
}

impl FieldRow {
    fn of(path: &str, example: &str) -> Self {
        Self { path: path.to_owned(), label: format!("{path} — {}", short(example, EXAMPLE)) }
    }
}

/// “Proposed: `ville`”; of a further text, that nothing more is said.
fn proposed(lang: Lang, name: &str, paths: &[String]) -> String {
    if continued(name).is_some() {
        return lang.say("mapping-no-more");
    }
    if paths.is_empty() {
        return lang.say("mapping-proposed-nothing");
    }
    let said = |path: &String| match path.strip_prefix('=') {
        Some(always) => lang.say_with("mapping-always", &[("value", always.to_owned().into())]),
        None => path.clone(),
    };
    let fields = paths.iter().map(said).collect::<Vec<_>>().join(", ");
    lang.say_with("mapping-proposed", &[("fields", fields.into())])
}

/// An offer of the feed, as it would be read.
#[derive(Clone, Debug, Serialize)]
pub struct Preview {
    pub reference: String,
    pub title: String,
    pub sense: String,
    pub places: Vec<String>,
    /// partly, wholly (Fluent: `offer-remote-wholly`…)
    pub remote: Option<String>,
    pub facts: Facts,
    pub employer: Option<String>,
    pub apply: Option<Apply>,
    /// What would keep it aside (Fluent: `mapping-lacks-title`…).
    pub lacks: Option<&'static str>,
}

impl Preview {
    pub fn of(lang: Lang, mapping: &Mapping, item: &Item) -> Self {
        let read = mapping.read(item);
        let lacks = Lack::of(&read).map(Lack::name);
        let (reference, claims) = match read {
            Ok(read) => (read.reference, read.claims),
            Err(unreadable) => (unreadable.reference.unwrap_or_default(), Default::default()),
        };
        Self {
            reference,
            sense: text::sense(&text::plain_text(&claims.text)),
            places: claims.places.iter().map(|place| place.label.clone()).collect(),
            remote: Some(name_of(&Some(claims.remote))).filter(|remote| remote != "no"),
            facts: Facts::of(lang, &claims),
            apply: claims.apply.as_deref().map(Apply::of),
            title: claims.title,
            employer: claims.employer,
            lacks,
        }
    }
}

/// On one line, ended where it is too long.
fn short(said: &str, longest: usize) -> String {
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
