//! What a file would bring to a profile, before it does.

use serde::Serialize;

use super::{SkillView, TradeLine, paragraphs};
use crate::{
    models::profiles::{
        importing::{Imported, LeftOut},
        sheet::{Around, Language, Link, Sheet, Skill, Step},
    },
    refusals::Refusal,
    views::{Field, at_the_top},
    words::Lang,
};

/// `profiles/import.html` → POST /me/profile/import {file*}
#[derive(Clone, Debug, Serialize)]
pub struct ImportPage {
    pub file: Field,
    pub refusal: Option<String>,
}

impl ImportPage {
    pub fn of(lang: Lang, refusal: Option<&Refusal>) -> Self {
        Self { file: Field::typed(lang, "file", "", refusal), refusal: at_the_top(lang, refusal, &["file"]) }
    }
}

/// `profiles/preview.html` → POST /me/profile/import/taken {sheet*}
#[derive(Clone, Debug, Serialize)]
pub struct PreviewPage {
    /// Fluent: `import-from-europass`…
    pub from: &'static str,
    pub headline: String,
    pub project: Vec<String>,
    pub trades: Vec<TradeLine>,
    pub places: Vec<Around>,
    pub skills: Vec<SkillView>,
    pub steps: Vec<Step>,
    pub offers: Vec<String>,
    pub seeks: Vec<String>,
    pub languages: Vec<Language>,
    pub licences: Vec<String>,
    pub links: Vec<Link>,
    pub full_name: String,
    pub contact: String,
    pub left_out: Vec<Left>,
    /// The same, as it is sent back.
    pub sheet: String,
}

/// Something that is not taken (Fluent: `import-left-birth`…), and where it stood.
#[derive(Clone, Debug, Serialize)]
pub struct Left {
    pub why: &'static str,
    pub at: String,
}

impl PreviewPage {
    pub fn of(imported: &Imported) -> Self {
        let sheet: &Sheet = &imported.sheet;
        let left = |left: &LeftOut| Left { why: left.kind.name(), at: left.at.clone() };
        Self {
            from: imported.from.name(),
            headline: sheet.headline.clone(),
            project: paragraphs(&sheet.project),
            trades: sheet.trades.iter().map(TradeLine::of).collect(),
            places: sheet.places.clone(),
            skills: sheet.skills.iter().map(skill).collect(),
            steps: sheet.steps.clone(),
            offers: paragraphs(&sheet.offers),
            seeks: paragraphs(&sheet.seeks),
            languages: sheet.languages.clone(),
            licences: sheet.licences.clone(),
            links: sheet.links.clone(),
            full_name: sheet.full_name.clone(),
            contact: sheet.contact.clone(),
            left_out: imported.left_out.iter().map(left).collect(),
            sheet: serde_json::to_string(sheet).unwrap_or_default(),
        }
    }
}

fn skill(skill: &Skill) -> SkillView {
    SkillView {
        id: 0,
        label: skill.label.clone(),
        context: paragraphs(&skill.context),
        action: paragraphs(&skill.action),
        result: paragraphs(&skill.result),
        is_told: [&skill.context, &skill.action, &skill.result].into_iter().any(|part| !part.is_empty()),
        attestations: vec![],
    }
}
