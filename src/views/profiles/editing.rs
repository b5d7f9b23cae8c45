//! Writing a profile: the whole, and the form of each step.

use serde::Serialize;

use super::{EntryView, SkillView, TradeLine, cautions::CautionView, paragraphs};
use crate::{
    models::{
        keyset::Slice,
        profiles::{
            LANGUAGES, LEVELS, LINKS, Model, PLACES, RADII, REMOTE, RHYTHMS, STATES, STEPS, TRADES, attesting,
            editing::{Apart, Exchange, Going, More},
            logging::Told,
            sheet::{Around, Language, Link, Step},
            skills::{self, Story},
        },
    },
    refusals::Refusal,
    views::{Choice, Field, at_the_top},
    words::Lang,
};

/// `profiles/edit.html`: what stands, and what a reader cannot know yet.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProfilePage {
    pub path: String,
    /// Whom it is shown to: a name of `PUBLICS`.
    pub shown_to: String,
    pub begun: bool,
    pub headline: String,
    pub project: Vec<String>,
    pub trades: Vec<TradeLine>,
    pub places: Vec<Around>,
    pub rhythms: Vec<String>,
    pub remote: String,
    pub available: Option<String>,
    pub steps: Vec<Step>,
    pub skills: Vec<SkillView>,
    pub offers: Vec<String>,
    pub seeks: Vec<String>,
    pub languages: Vec<Language>,
    pub licences: Vec<String>,
    pub links: Vec<Link>,
    pub full_name: String,
    pub contact: String,
    pub has_place: bool,
    /// What someone who recruits still cannot tell (Fluent: `profile-unknown-{}`).
    pub unknown: Vec<&'static str>,
}

impl ProfilePage {
    pub fn of(
        lang: Lang,
        handle: &str,
        profile: Option<&Model>,
        skills: &[skills::Model],
        attestations: &[attesting::Model],
    ) -> Self {
        let path = format!("/people/{handle}");
        let Some(profile) = profile else {
            return Self { path, shown_to: "me".to_owned(), ..Self::default() };
        };
        Self {
            path,
            shown_to: profile.shown_to.clone(),
            begun: true,
            headline: profile.headline.clone(),
            project: paragraphs(&profile.project),
            trades: profile.trades().iter().map(TradeLine::of).collect(),
            places: profile.places(),
            rhythms: profile.rhythms.split_whitespace().map(str::to_owned).collect(),
            remote: profile.remote.clone(),
            available: profile.available_from.map(|day| lang.date(day)),
            steps: profile.steps(),
            skills: skills.iter().map(|skill| SkillView::of(lang, skill, attestations)).collect(),
            offers: paragraphs(&profile.offers),
            seeks: paragraphs(&profile.seeks),
            languages: profile.languages(),
            licences: profile.licences(),
            links: profile.links(),
            full_name: profile.full_name.clone(),
            contact: profile.contact.clone(),
            has_place: profile.place_code.is_some(),
            unknown: unknown(profile, skills),
        }
    }
}

/// Never a percentage: the questions a reader is left with, the most useful first.
fn unknown(profile: &Model, skills: &[skills::Model]) -> Vec<&'static str> {
    let told = skills.iter().any(skills::Model::is_told);
    [
        (profile.trades().is_empty() && profile.headline.is_empty(), "going"),
        (skills.is_empty(), "skills"),
        (!skills.is_empty() && !told, "story"),
        (profile.places().is_empty(), "places"),
        (profile.available_from.is_none() && profile.rhythms.is_empty(), "when"),
        (profile.seeks.is_empty(), "seeks"),
    ]
    .into_iter()
    .filter_map(|(is_unknown, what)| is_unknown.then_some(what))
    .take(3)
    .collect()
}

/// Fields typed in rows: the rows there are, and empty ones up to the most.
fn rows<T>(typed: &[T], most: usize, row: impl Fn(usize, Option<&T>) -> Row) -> Vec<Row> {
    (0..most).map(|at| row(at + 1, typed.get(at))).collect()
}

/// One numbered row: a field, and a choice or a second field beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    pub number: usize,
    pub field: Field,
    pub beside: Field,
    pub choices: Vec<Choice>,
    /// What the house knows that comes near words of one's own.
    pub near: String,
}

/// The sentence of a refusal, when it is about these rows.
fn error(lang: Lang, field: &str, refusal: Option<&Refusal>) -> Option<String> {
    refusal.filter(|refusal| refusal.field() == Some(field)).map(|refusal| lang.refuse(refusal))
}

/// `profiles/going.html` → POST /me/profile/going {headline, project, trade_1…, place_1…,
/// km_1…, rhythm_nights…, remote, available_from}
#[derive(Clone, Debug, Serialize)]
pub struct GoingForm {
    pub headline: Field,
    pub project: Field,
    pub trades: Vec<Row>,
    pub trades_error: Option<String>,
    pub places: Vec<Row>,
    pub places_error: Option<String>,
    /// Fluent: `rhythm-nights`…
    pub rhythms: Vec<Choice>,
    pub remote: Vec<Choice>,
    pub available_from: Field,
    pub cautions: Vec<CautionView>,
    pub refusal: Option<String>,
}

impl GoingForm {
    pub fn of(lang: Lang, going: &Going, refusal: Option<&Refusal>) -> Self {
        let field = |name: &str, value: &str| Field::typed(lang, name, value, refusal);
        let rhythm = |name: &&str| Choice {
            value: (*name).to_owned(),
            label: format!("rhythm-{name}"),
            hint: None,
            chosen: going.rhythms.iter().any(|chosen| chosen == name),
        };
        let radii = RADII.map(|km| km.to_string());
        let radii: Vec<&str> = radii.iter().map(String::as_str).collect();
        Self {
            headline: field("headline", &going.headline),
            project: field("project", &going.project),
            trades: rows(&going.trades, TRADES, |number, typed| Row {
                number,
                field: Field::holding(typed.map_or("", String::as_str)),
                beside: Field::default(),
                choices: vec![],
                near: String::new(),
            }),
            trades_error: error(lang, "trades", refusal),
            places: rows(&going.places, PLACES, |number, typed| Row {
                number,
                field: Field::holding(typed.map_or("", |(place, _)| place)),
                beside: Field::default(),
                choices: Choice::among(
                    "radius",
                    &radii,
                    typed.map(|(_, km)| km.as_str()).filter(|km| !km.is_empty()).unwrap_or("20"),
                    false,
                ),
                near: String::new(),
            }),
            places_error: error(lang, "places", refusal),
            rhythms: RHYTHMS.iter().map(rhythm).collect(),
            remote: Choice::among("remote", &["", REMOTE[0], REMOTE[1], REMOTE[2]], &going.remote, false),
            available_from: field("available_from", &going.available_from),
            cautions: vec![],
            refusal: at_the_top(lang, refusal, &["headline", "project", "trades", "places", "available_from"]),
        }
    }
}

/// `profiles/steps.html` → POST /me/profile/steps {step_1…, state_1…}
#[derive(Clone, Debug, Serialize)]
pub struct StepsForm {
    pub steps: Vec<Row>,
    pub steps_error: Option<String>,
    pub refusal: Option<String>,
}

impl StepsForm {
    pub fn of(lang: Lang, typed: &[(String, String)], refusal: Option<&Refusal>) -> Self {
        let step = |number, typed: Option<&(String, String)>| Row {
            number,
            field: Field::holding(typed.map_or("", |(title, _)| title)),
            beside: Field::default(),
            choices: Choice::among("step", &STATES, typed.map_or(STATES[0], |(_, state)| state), false),
            near: String::new(),
        };
        Self {
            steps: rows(typed, STEPS, step),
            steps_error: error(lang, "steps", refusal),
            refusal: at_the_top(lang, refusal, &["steps"]),
        }
    }
}

/// `profiles/exchange.html` → POST /me/profile/exchange {offers, seeks}
#[derive(Clone, Debug, Serialize)]
pub struct ExchangeForm {
    pub offers: Field,
    pub seeks: Field,
    pub cautions: Vec<CautionView>,
    pub refusal: Option<String>,
}

impl ExchangeForm {
    pub fn of(lang: Lang, exchange: &Exchange, refusal: Option<&Refusal>) -> Self {
        Self {
            offers: Field::typed(lang, "offers", &exchange.offers, refusal),
            seeks: Field::typed(lang, "seeks", &exchange.seeks, refusal),
            cautions: vec![],
            refusal: at_the_top(lang, refusal, &["offers", "seeks"]),
        }
    }
}

/// `profiles/more.html` → POST /me/profile/more {language_1…, level_1…, licences, link_1…, url_1…}
#[derive(Clone, Debug, Serialize)]
pub struct MoreForm {
    pub languages: Vec<Row>,
    pub languages_error: Option<String>,
    pub licences: Field,
    pub links: Vec<Row>,
    pub links_error: Option<String>,
    pub refusal: Option<String>,
}

impl MoreForm {
    pub fn of(lang: Lang, more: &More, refusal: Option<&Refusal>) -> Self {
        let levels: Vec<&str> = std::iter::once("").chain(LEVELS).collect();
        let language = |number, typed: Option<&(String, String)>| Row {
            number,
            field: Field::holding(typed.map_or("", |(name, _)| name)),
            beside: Field::default(),
            choices: Choice::among("level", &levels, typed.map_or("", |(_, level)| level), false),
            near: String::new(),
        };
        let link = |number, typed: Option<&(String, String)>| Row {
            number,
            field: Field::holding(typed.map_or("", |(label, _)| label)),
            beside: Field::holding(typed.map_or("", |(_, url)| url)),
            choices: vec![],
            near: String::new(),
        };
        Self {
            languages: rows(&more.languages, LANGUAGES, language),
            languages_error: error(lang, "languages", refusal),
            licences: Field::typed(lang, "licences", &more.licences, refusal),
            links: rows(&more.links, LINKS, link),
            links_error: error(lang, "links", refusal),
            refusal: at_the_top(lang, refusal, &["languages", "licences", "links"]),
        }
    }
}

/// `profiles/apart.html` → POST /me/profile/apart {full_name, place_code, contact}
#[derive(Clone, Debug, Serialize)]
pub struct ApartForm {
    pub full_name: Field,
    pub place: Field,
    pub contact: Field,
    pub refusal: Option<String>,
}

impl ApartForm {
    pub fn of(lang: Lang, apart: &Apart, refusal: Option<&Refusal>) -> Self {
        Self {
            full_name: Field::typed(lang, "full_name", &apart.full_name, refusal),
            place: Field::typed(lang, "place_code", &apart.place, refusal),
            contact: Field::typed(lang, "contact", &apart.contact, refusal),
            refusal: at_the_top(lang, refusal, &["full_name", "place_code", "contact"]),
        }
    }
}

/// `profiles/skill.html` → POST `action` {label*, context, action, result}
#[derive(Clone, Debug, Serialize)]
pub struct SkillForm {
    pub action: String,
    pub is_new: bool,
    pub label: Field,
    pub context: Field,
    pub deed: Field,
    pub result: Field,
    /// As for a trade.
    pub near: String,
    pub cautions: Vec<CautionView>,
    pub refusal: Option<String>,
}

impl SkillForm {
    pub fn of(lang: Lang, id: Option<i64>, story: &Story, refusal: Option<&Refusal>) -> Self {
        let field = |name: &str, value: &str| Field::typed(lang, name, value, refusal);
        Self {
            action: id.map_or_else(|| "/me/profile/skills".to_owned(), |id| format!("/me/profile/skills/{id}")),
            is_new: id.is_none(),
            label: field("label", &story.label),
            context: field("context", &story.context),
            deed: field("action", &story.action),
            result: field("result", &story.result),
            near: String::new(),
            cautions: vec![],
            refusal: at_the_top(lang, refusal, &["label", "context", "action", "result"]),
        }
    }
}

/// `profiles/log.html` → POST /me/profile/log {body*}
#[derive(Clone, Debug, Serialize)]
pub struct LogPage {
    pub body: Field,
    /// Whom the log is shown to: a name of `PUBLICS`.
    pub public: String,
    pub entries: Vec<EntryView>,
    pub next: Option<String>,
    pub cautions: Vec<CautionView>,
    pub refusal: Option<String>,
}

impl LogPage {
    pub fn of(lang: Lang, told: &Slice<Told, i64>, public: &str, typed: &str, refusal: Option<&Refusal>) -> Self {
        Self {
            body: Field::typed(lang, "body", typed, refusal),
            public: public.to_owned(),
            entries: told.rows.iter().map(|told| EntryView::of(lang, told, None)).collect(),
            next: told.next.map(|next| format!("/me/profile/log?before={next}")),
            cautions: vec![],
            refusal: at_the_top(lang, refusal, &["body"]),
        }
    }
}
