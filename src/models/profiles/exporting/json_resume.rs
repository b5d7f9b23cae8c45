//! JSON Resume, schema 1.0.0 (jsonresume.org/schema). A skill's story is a project
//! of its own type; what the schema has no word for is kept in `meta`, where it
//! lets anyone add, so that the file read back is the same sheet.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::sheet::{Sheet, Skill};

/// The `type` of a project that is the story of a skill.
pub const STORY: &str = "skill-story";
/// The name under `meta` of what only this house reads.
pub const OURS: &str = "passerelle";

const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

pub fn json_resume(sheet: &Sheet) -> String {
    let codes: BTreeMap<&str, &str> =
        sheet.skills.iter().filter_map(|skill| Some((&*skill.label, skill.code.as_deref()?))).collect();
    let resume = json!({
        "$schema": SCHEMA,
        "basics": basics(sheet),
        "projects": sheet.skills.iter().map(story).collect::<Vec<_>>(),
        "skills": sheet.skills.iter().map(|skill| json!({ "name": skill.label })).collect::<Vec<_>>(),
        "certificates": sheet.licences.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        "languages": sheet.languages.iter().map(|language| {
            json!({ "language": language.name, "fluency": fluency(&language.level) })
        }).collect::<Vec<_>>(),
        "meta": {
            "version": "v1.0.0",
            OURS: {
                "offers": sheet.offers,
                "seeks": sheet.seeks,
                "rhythms": sheet.rhythms,
                "remote": sheet.remote,
                "available_from": sheet.available_from.map(|day| day.to_string()),
                "trades": sheet.trades,
                "places": sheet.places,
                "steps": sheet.steps,
                "codes": codes,
            },
        },
    });
    format!("{resume:#}\n")
}

fn basics(sheet: &Sheet) -> Value {
    let (mut email, mut phone) = ("", "");
    for contact in sheet.contact.split(" · ") {
        *(if contact.contains('@') { &mut email } else { &mut phone }) = contact;
    }
    let profiles: Vec<Value> =
        sheet.links.iter().map(|link| json!({ "network": link.label, "url": link.url })).collect();
    json!({
        "name": sheet.full_name,
        "label": sheet.headline,
        "summary": sheet.project,
        "email": email,
        "phone": phone,
        "profiles": profiles,
    })
}

fn story(skill: &Skill) -> Value {
    json!({
        "name": skill.label,
        "type": STORY,
        "description": skill.context,
        "highlights": [skill.action, skill.result],
    })
}

fn fluency(level: &str) -> String {
    if level == "native" { "native speaker".to_owned() } else { level.to_uppercase() }
}
