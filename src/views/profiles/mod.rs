//! A profile: as its readers see it, as its owner writes it, and to whom it is shown.

pub mod attesting;
pub mod audiences;
pub mod cautions;
pub mod editing;
pub mod files;

use serde::Serialize;

use self::attesting::AttestationView;
use super::{Author, threads::Gestures, when};
use crate::{
    models::{
        posts::gesturing::Gesture,
        profiles::{
            Field, Model, attesting as signatures,
            disclosure::Sight,
            logging::Told,
            sheet::{Around, Language, Link, Reference, Step},
            skills,
        },
        trades,
    },
    words::{Lang, When},
};

/// `people/_profile.html`: what of a profile its reader sees.
#[derive(Clone, Debug, Serialize)]
pub struct ProfileView {
    pub headline: String,
    pub project: Vec<String>,
    pub offers: Vec<String>,
    pub seeks: Vec<String>,
    pub trades: Vec<TradeLine>,
    pub places: Vec<Around>,
    /// Fluent: `rhythm-nights`…
    pub rhythms: Vec<String>,
    /// Fluent: `remote-some`…, or nothing.
    pub remote: String,
    pub available: Option<String>,
    pub steps: Vec<Step>,
    pub skills: Vec<SkillView>,
    pub languages: Vec<Language>,
    pub licences: Vec<String>,
    pub links: Vec<Link>,
    /// The fields shown to this reader.
    pub full_name: Option<String>,
    pub contact: Option<String>,
    /// Where it is; 320 px square.
    pub photo: Option<String>,
    /// A town for those to whom it is shown, its department for the others.
    pub place: Option<String>,
    pub log: Option<LogView>,
    pub updated: When,
}

#[derive(Clone, Debug, Serialize)]
pub struct TradeLine {
    pub label: String,
    pub path: Option<String>,
}

/// A skill, and the story that shows it.
#[derive(Clone, Debug, Serialize)]
pub struct SkillView {
    pub id: i64,
    pub label: String,
    pub context: Vec<String>,
    pub action: Vec<String>,
    pub result: Vec<String>,
    pub is_told: bool,
    pub attestations: Vec<AttestationView>,
}

impl SkillView {
    /// `attestations` are those of all the owner's skills.
    pub fn of(lang: Lang, skill: &skills::Model, attestations: &[signatures::Model]) -> Self {
        let of_this = attestations.iter().filter(|attestation| attestation.skill_id == skill.id);
        Self {
            attestations: of_this.filter_map(|attestation| AttestationView::of(lang, attestation)).collect(),
            id: skill.id,
            label: skill.label.clone(),
            context: paragraphs(&skill.context),
            action: paragraphs(&skill.action),
            result: paragraphs(&skill.result),
            is_told: skill.is_told(),
        }
    }
}

/// `people/_log.html`
#[derive(Clone, Debug, Serialize)]
pub struct LogView {
    pub entries: Vec<EntryView>,
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct EntryView {
    pub id: i64,
    pub body: Vec<String>,
    pub when: When,
    pub gestures: Gestures,
}

impl EntryView {
    /// `me` is who reads: their own gestures can be taken back.
    pub fn of(lang: Lang, told: &Told, me: Option<i64>) -> Self {
        let mut gestures = Gestures::default();
        for (kind, person, sentence) in &told.gestures {
            let (by, mine) = (Author::of(person), Some(person.id) == me);
            match kind {
                Gesture::Thanks => {
                    gestures.thanks.push(by);
                    gestures.i_thanked |= mine;
                }
                Gesture::Relay => {
                    gestures.relays.push(by);
                    gestures.i_relayed |= mine;
                }
                Gesture::Bravo => {
                    gestures.bravos.push(super::threads::Bravo { by, sentence: sentence.clone() });
                    gestures.i_bravoed |= mine;
                }
            }
        }
        Self {
            id: told.entry.id,
            body: paragraphs(&told.entry.body),
            when: when(lang, &told.entry.created_at),
            gestures,
        }
    }
}

/// A plain text as its paragraphs; lines within one stay together.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect()
}

/// What a profile page needs beside the profile itself.
#[derive(Debug, Default)]
pub struct Beside {
    pub skills: Vec<skills::Model>,
    pub attestations: Vec<signatures::Model>,
    pub photo: Option<String>,
    /// As near as this reader may know.
    pub place: Option<String>,
    pub log: Option<LogView>,
}

impl ProfileView {
    pub fn of(lang: Lang, profile: &Model, sight: &Sight, beside: Beside) -> Self {
        let shown = |field: Field, text: &str| (sight.contains(field) && !text.is_empty()).then(|| text.to_owned());
        Self {
            headline: profile.headline.clone(),
            project: paragraphs(&profile.project),
            offers: paragraphs(&profile.offers),
            seeks: paragraphs(&profile.seeks),
            trades: profile.trades().iter().map(TradeLine::of).collect(),
            places: profile.places(),
            rhythms: profile.rhythms.split_whitespace().map(str::to_owned).collect(),
            remote: profile.remote.clone(),
            available: profile.available_from.map(|day| lang.date(day)),
            steps: profile.steps(),
            skills: beside.skills.iter().map(|skill| SkillView::of(lang, skill, &beside.attestations)).collect(),
            languages: profile.languages(),
            licences: profile.licences(),
            links: profile.links(),
            full_name: shown(Field::Name, &profile.full_name),
            contact: shown(Field::Contact, &profile.contact),
            photo: beside.photo.filter(|_| sight.contains(Field::Photo)),
            place: beside.place,
            log: beside.log.filter(|_| sight.contains(Field::Log)),
            updated: when(lang, &profile.updated_at),
        }
    }
}

impl TradeLine {
    fn of(trade: &Reference) -> Self {
        Self { label: trade.label.clone(), path: trade.code.as_deref().map(trades::path) }
    }
}
