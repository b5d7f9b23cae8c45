//! Asking someone who was there, and signing.

use serde::Serialize;

use super::SkillView;
use crate::{
    models::profiles::attesting::{Asked, Model},
    refusals::Refusal,
    views::{Author, Field, at_the_top, when},
    words::{Lang, When},
};

/// `profiles/attestation_asked.html`: the link, told once.
#[derive(Clone, Debug, Serialize)]
pub struct AskedPage {
    pub skill: String,
    pub link: String,
}

/// `profiles/attest.html` → POST here {name*, words}
#[derive(Clone, Debug, Serialize)]
pub struct AttestForm {
    pub action: String,
    pub owner: Author,
    pub skill: SkillView,
    /// Fluent: `attest-as-peer`…
    pub relation: String,
    pub name: Field,
    pub words: Field,
    pub refusal: Option<String>,
}

impl AttestForm {
    pub fn of(lang: Lang, action: &str, asked: &Asked, typed: (&str, &str), refusal: Option<&Refusal>) -> Self {
        Self {
            action: action.to_owned(),
            owner: Author::of(&asked.owner),
            skill: SkillView::of(lang, &asked.skill, &[]),
            relation: asked.attestation.relation.clone(),
            name: Field::typed(lang, "name", typed.0, refusal),
            words: Field::typed(lang, "words", typed.1, refusal),
            refusal: at_the_top(lang, refusal, &["name", "words"]),
        }
    }
}

/// One attestation under its skill.
#[derive(Clone, Debug, Serialize)]
pub struct AttestationView {
    pub id: i64,
    /// Fluent: `attested-by-peer`… (with `$name`).
    pub relation: String,
    pub name: String,
    pub words: String,
    pub when: When,
}

impl AttestationView {
    pub fn of(lang: Lang, attestation: &Model) -> Option<Self> {
        Some(Self {
            id: attestation.id,
            relation: attestation.relation.clone(),
            name: attestation.by_name.clone(),
            words: attestation.words.clone(),
            when: when(lang, attestation.confirmed_at.as_ref()?),
        })
    }
}
