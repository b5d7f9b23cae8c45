//! A person: a name, a role, of their profile what its reader sees, what they said
//! in rooms the reader may read. And finding people: what was asked, who was found,
//! the ways on.

use serde::Serialize;
use tera::TeraResult;

use super::{
    Author, Choice, Field, at_the_top, contacts::Habits, profiles::ProfileView, role, threads::ThreadRow, when,
};
use crate::{
    access::Viewer,
    initializers::view_engine::{Part, Views},
    models::{
        profiles::{REMOTE, RHYTHMS, sheet::Around},
        search::people::{
            Answer,
            asking::Form,
            documents::{PUBLICS, publics_of},
            reading::Found,
        },
    },
    refusals::Refusal,
    text,
    words::{Lang, When},
};

/// `people/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct PersonPage {
    pub person: Author,
    pub about: String,
    pub organisation: Option<String>,
    pub since: When,
    /// How the organisation answers, once that is public.
    pub habits: Option<Habits>,
    /// Its reader may ask them: GET /people/{handle}/contacts/new, …/introductions/new
    pub may_ask: bool,
    /// ask or propose: how its reader may begin an accompaniment with them
    /// (GET /people/{handle}/accompaniments/new).
    pub accompaniment: Option<&'static str>,
    pub profile: Option<ProfileView>,
    pub rows: Vec<ThreadRow>,
    pub next: Option<String>,
    pub me: bool,
    pub signed_in: bool,
    /// mute, block or none: POST /people/{handle}/silence {kind*: mute|block},
    /// POST /people/{handle}/silence/removal
    pub silenced: Option<String>,
}

/// `people/index.html`
#[derive(Clone, Debug, Default, Serialize)]
pub struct PeoplePage {
    pub q: String,
    pub skill: Field,
    pub offers: Field,
    pub trade: Field,
    pub near: Field,
    pub km: Field,
    pub rhythms: Vec<Choice>,
    pub remotes: Vec<Choice>,
    pub refusal: Option<String>,
    /// What narrows it, each with the address of the same without it.
    pub chips: Vec<Chip>,
    /// The form beneath the words is open: there is something to mend in it.
    pub open: bool,
    /// Fluent keys of the publics its reader is of.
    pub who: Vec<String>,
    pub signed_in: bool,
    /// The index is away; the rest of the house is not.
    pub away: bool,
    /// It is being made: there may be more.
    pub building: bool,
    pub rows: Vec<Part>,
    pub total: usize,
    pub facets: Vec<Facets>,
    pub next: Option<String>,
}

/// Something that was chosen, in the reader's words.
#[derive(Clone, Debug, Serialize)]
pub struct Chip {
    pub name: String,
    pub path: String,
}

/// Ways to narrow of one kind (Fluent: `people-facet-trade`…).
#[derive(Clone, Debug, Serialize)]
pub struct Facets {
    pub kind: &'static str,
    /// The names are French, whatever the page is.
    pub french: bool,
    pub facets: Vec<Facet>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Facet {
    pub name: String,
    pub count: usize,
    pub path: String,
}

/// `people/_found.html`: a person as the list shows them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Line {
    #[serde(skip)]
    pub lang: Lang,
    pub row: PersonRow,
}

/// Of a profile what tells whether to open it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PersonRow {
    pub person: Author,
    pub headline: String,
    pub trades: Vec<String>,
    /// Where they look for work.
    pub places: Vec<Around>,
    /// Where they live, when they say no other place.
    pub department: Option<String>,
    pub skills: Vec<String>,
    pub offers: String,
    pub updated: When,
    /// Its reader may ask them: GET /people/{handle}/contacts/new
    pub may_ask: bool,
}

impl PeoplePage {
    /// What was asked, before anyone is found.
    pub fn asking(lang: Lang, viewer: &Viewer, form: &Form) -> Self {
        let any = |values: &[&'static str]| -> Vec<&'static str> { [&[""][..], values].concat() };
        let mine = publics_of(viewer);
        Self {
            q: form.q.clone(),
            skill: Field::holding(&form.skill),
            offers: Field::holding(&form.offers),
            trade: Field::holding(&form.trade),
            near: Field::holding(&form.near),
            km: Field::holding(&form.km),
            rhythms: Choice::among("rhythm", &any(&RHYTHMS), &form.rhythm, false),
            remotes: Choice::among("remote", &any(&REMOTE), &form.remote, false),
            chips: form.narrowed().map(|(name, value)| Chip::of(lang, form, name, value, &Answer::default())).collect(),
            who: PUBLICS
                .into_iter()
                .filter(|(bit, _)| mine & bit != 0)
                .map(|(_, audience)| format!("people-who-{}", audience.name()))
                .collect(),
            signed_in: viewer.person().is_some(),
            ..Self::default()
        }
    }

    /// # Errors
    /// When a template misses something: a bug, shown as such.
    pub fn finding(self, views: &Views, lang: Lang, form: &Form, answer: &Answer) -> TeraResult<Self> {
        let lines = answer.found.iter().map(|found| views.line(Line { lang, row: PersonRow::of(lang, found) }));
        Ok(Self {
            building: answer.building,
            chips: form.narrowed().map(|(name, value)| Chip::of(lang, form, name, value, answer)).collect(),
            rows: lines.collect::<TeraResult<_>>()?,
            total: answer.total,
            facets: facets(lang, form, answer),
            next: answer.next.map(|next| form.path(&[("after", &next.to_string())])),
            ..self
        })
    }

    /// The page while the index is away: the words are kept.
    pub fn away(self) -> Self {
        Self { away: true, ..self }
    }

    /// What could not be understood, beside its field.
    pub fn refused(self, lang: Lang, form: &Form, refusal: &Refusal) -> Self {
        let field = |name, value: &str| Field::typed(lang, name, value, Some(refusal));
        Self {
            trade: field("trade_code", &form.trade),
            near: field("place_code", &form.near),
            km: field("km", &form.km),
            refusal: at_the_top(lang, Some(refusal), &["trade_code", "place_code", "km"]),
            open: true,
            ..self
        }
    }
}

impl Chip {
    /// As it was understood, or as it was typed.
    fn of(lang: Lang, form: &Form, field: &'static str, value: &str, answer: &Answer) -> Self {
        let said = |value: &str| lang.say_with(&format!("people-chip-{field}"), &[("value", value.to_owned().into())]);
        let name = match (field, &answer.trade, &answer.near) {
            ("trade", Some(trade), _) => said(&trade.title),
            ("near", _, Some(near)) if near.is_wide() => said(&near.place.label()),
            ("near", _, Some(near)) => {
                let said = [("value", near.place.label().into()), ("km", near.km.to_string().into())];
                lang.say_with("people-chip-around", &said)
            }
            ("rhythm" | "remote", ..) if RHYTHMS.contains(&value) || REMOTE.contains(&value) => {
                lang.say(&format!("{field}-{value}"))
            }
            _ => said(value),
        };
        let without = if field == "near" { vec![(field, ""), ("km", "")] } else { vec![(field, "")] };
        Self { name, path: form.path(&without) }
    }
}

/// What can be chosen next. What all of them say narrows nothing.
fn facets(lang: Lang, form: &Form, answer: &Answer) -> Vec<Facets> {
    let way = |name: String, count: usize, changed: &[(&str, &str)]| {
        (count < answer.total).then(|| Facet { name, count, path: form.path(changed) })
    };
    let counts = &answer.counts;
    let trades = counts.trades.iter();
    let trades = trades.filter_map(|(trade, count)| way(trade.title.clone(), *count, &[("trade", &trade.label())]));
    let departments = counts.departments.iter();
    let departments = departments
        .filter_map(|(place, count)| way(place.label(), *count, &[("near", &place.full_label()), ("km", "")]));
    let said = |kind: &'static str, counts: &[(String, usize)]| -> Vec<Facet> {
        let ways = counts.iter();
        ways.filter_map(|(name, count)| way(lang.say(&format!("{kind}-{name}")), *count, &[(kind, name)])).collect()
    };
    let all = [
        Facets { kind: "trade", french: true, facets: trades.collect() },
        Facets { kind: "near", french: true, facets: departments.collect() },
        Facets { kind: "rhythm", french: false, facets: said("rhythm", &counts.rhythms) },
        Facets { kind: "remote", french: false, facets: said("remote", &counts.remote) },
    ];
    all.into_iter().filter(|of_kind| !of_kind.facets.is_empty()).collect()
}

impl PersonRow {
    fn of(lang: Lang, found: &Found) -> Self {
        Self {
            person: Author {
                handle: found.handle.clone(),
                name: found.name.clone(),
                role: role(&found.kind, &found.claim, found.is_ambassador),
            },
            headline: found.headline.clone(),
            trades: found.trades.iter().map(|trade| trade.label.clone()).collect(),
            places: found.places.clone(),
            department: found.department.clone(),
            skills: found.skills.clone(),
            offers: text::sense(&found.offers),
            updated: when(lang, &found.updated_at),
            may_ask: found.may_ask,
        }
    }
}
