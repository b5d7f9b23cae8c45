//! JSON Resume, schema 1.0.0 (jsonresume.org/schema). Fields of another shape than
//! the schema's are left out one by one.

use serde_json::{Map, Value};

use super::{
    Imported, Kind, Source, Unread,
    draft::{Draft, Position},
};
use crate::models::profiles::exporting::json_resume::{OURS, STORY};

/// What tells the format: one of these at the root.
const ROOTS: [&str; 7] = ["basics", "work", "education", "skills", "volunteer", "languages", "projects"];

pub(super) fn read(value: &Value) -> Result<Imported, Unread> {
    let root = value.as_object().ok_or(Unread::Malformed)?;
    if !ROOTS.iter().any(|name| root.contains_key(*name)) {
        return Err(Unread::Unknown);
    }
    let mut draft = Draft::default();
    if let Some(ours) = root.get("meta").and_then(|meta| meta.get(OURS)) {
        read_ours(&mut draft, ours);
    }
    basics(&mut draft, root);
    // Stories told here first, then what was done elsewhere, then bare names.
    let codes = root.get("meta").and_then(|meta| meta.get(OURS)).and_then(|ours| ours.get("codes"));
    each(&mut draft, root, "projects", |draft, project| self::project(draft, project, codes));
    each(&mut draft, root, "work", |draft, work| position(draft, "work", work, ["position", "name"]));
    each(&mut draft, root, "volunteer", |draft, work| position(draft, "volunteer", work, ["position", "organization"]));
    each(&mut draft, root, "skills", skill);
    each(&mut draft, root, "certificates", |draft, certificate| {
        let name = string(draft, certificate, "certificates", "name");
        draft.licence("certificates.name", &name);
    });
    each(&mut draft, root, "education", education);
    each(&mut draft, root, "languages", |draft, language| {
        let name = string(draft, language, "languages", "language");
        let level = string(draft, language, "languages", "fluency");
        draft.language("languages.language", &name, &level);
    });
    for field in root.keys() {
        let is_read = ROOTS.contains(&&**field) || matches!(&**field, "certificates" | "meta" | "$schema");
        if !is_read && !draft.is_forbidden(field, field) {
            draft.leave(Kind::NoPlace, field);
        }
    }
    Ok(draft.imported(Source::JsonResume))
}

fn basics(draft: &mut Draft, root: &Map<String, Value>) {
    let basics = match root.get("basics") {
        Some(Value::Object(basics)) => basics,
        None | Some(Value::Null) => return,
        Some(_) => return draft.leave(Kind::Unreadable, "basics"),
    };
    let [name, label, summary, email, phone, url] =
        ["name", "label", "summary", "email", "phone", "url"].map(|field| string(draft, basics, "basics", field));
    draft.full_name("basics.name", &name);
    draft.headline("basics.label", &label);
    draft.project("basics.summary", &summary);
    draft.contact("basics.email", &email);
    draft.contact("basics.phone", &phone);
    each(draft, basics, "profiles", |draft, profile| {
        let [network, url] = ["network", "url"].map(|field| string(draft, profile, "basics.profiles", field));
        draft.link("basics.profiles.url", &network, &url);
    });
    draft.link("basics.url", "", &url);
    for (field, value) in basics.iter().filter(|(_, value)| !is_empty(value)) {
        draft.is_forbidden(field, &format!("basics.{field}"));
        if field == "location"
            && let Some(location) = value.as_object()
        {
            for (field, _) in location.iter().filter(|(_, value)| !is_empty(value)) {
                draft.is_forbidden(field, &format!("basics.location.{field}"));
            }
            let city = string(draft, location, "basics.location", "city");
            draft.place("basics.location.city", &city, None, None);
        }
    }
}

fn position(draft: &mut Draft, at: &str, work: &Map<String, Value>, names: [&str; 2]) {
    let [title, organisation] = names.map(|field| string(draft, work, at, field));
    let [from, to, summary] = ["startDate", "endDate", "summary"].map(|field| string(draft, work, at, field));
    let said = with_highlights(draft, at, work, &summary);
    for (field, _) in work {
        draft.is_forbidden(field, &format!("{at}.{field}"));
    }
    draft.position(at, &Position { title: &title, organisation: &organisation, from: &from, to: &to, said: &said });
}

/// A project told elsewhere, or one of our stories.
fn project(draft: &mut Draft, project: &Map<String, Value>, codes: Option<&Value>) {
    let at = "projects";
    let [name, description, from, to] =
        ["name", "description", "startDate", "endDate"].map(|field| string(draft, project, at, field));
    if project.get("type").and_then(Value::as_str) == Some(STORY) {
        let parts = strings(draft, project, at, "highlights");
        let part = |at: usize| parts.get(at).map_or("", String::as_str);
        let code = codes.and_then(|codes| codes.get(&name)).and_then(Value::as_str);
        return draft.skill(at, &name, code, [&description, part(0), part(1)]);
    }
    let said = with_highlights(draft, at, project, &description);
    draft.position(at, &Position { title: &name, organisation: "", from: &from, to: &to, said: &said });
}

fn with_highlights(draft: &mut Draft, at: &str, from: &Map<String, Value>, said: &str) -> String {
    let mut parts: Vec<String> = vec![said.to_owned()];
    parts.extend(strings(draft, from, at, "highlights").into_iter().map(|highlight| format!("- {highlight}")));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn skill(draft: &mut Draft, skill: &Map<String, Value>) {
    let name = string(draft, skill, "skills", "name");
    let keywords = strings(draft, skill, "skills", "keywords");
    draft.skill_named("skills.name", &name, &keywords.join(", "));
}

/// A diploma by its name, without its year: that tells an age.
fn education(draft: &mut Draft, education: &Map<String, Value>) {
    let [kind, area] = ["studyType", "area"].map(|field| string(draft, education, "education", field));
    draft.licence("education", &format!("{kind} {area}"));
    if ["startDate", "endDate", "institution", "score"].iter().any(|field| education.contains_key(*field)) {
        draft.leave(Kind::NoPlace, "education.institution, education.endDate");
    }
}

/// What the schema has no word for, kept in `meta`.
fn read_ours(draft: &mut Draft, ours: &Value) {
    let Some(ours) = ours.as_object() else { return draft.leave(Kind::Unreadable, "meta.passerelle") };
    let at = "meta.passerelle";
    let [offers, seeks, remote, available_from] =
        ["offers", "seeks", "remote", "available_from"].map(|field| string(draft, ours, at, field));
    draft.offers("meta.passerelle.offers", &offers);
    draft.seeks("meta.passerelle.seeks", &seeks);
    draft.remote(&remote);
    draft.available_from(&available_from);
    for rhythm in strings(draft, ours, at, "rhythms") {
        draft.rhythm(&rhythm);
    }
    each(draft, ours, "trades", |draft, trade| {
        let [label, code] = ["label", "code"].map(|field| string(draft, trade, at, field));
        draft.trade("meta.passerelle.trades", &label, Some(&code));
    });
    each(draft, ours, "places", |draft, place| {
        let [label, code] = ["label", "code"].map(|field| string(draft, place, at, field));
        let km = place.get("km").and_then(Value::as_u64).and_then(|km| u32::try_from(km).ok());
        draft.place("meta.passerelle.places", &label, Some(&code), km);
    });
    each(draft, ours, "steps", |draft, step| {
        let [title, state] = ["title", "state"].map(|field| string(draft, step, at, field));
        draft.step("meta.passerelle.steps", &title, &state);
    });
}

/// Every object of a list.
fn each(
    draft: &mut Draft,
    from: &Map<String, Value>,
    field: &str,
    mut read: impl FnMut(&mut Draft, &Map<String, Value>),
) {
    match from.get(field) {
        None | Some(Value::Null) => {}
        Some(Value::Array(items)) => {
            for item in items {
                match item {
                    Value::Object(item) => read(draft, item),
                    _ => draft.leave(Kind::Unreadable, field),
                }
            }
        }
        Some(_) => draft.leave(Kind::Unreadable, field),
    }
}

/// A text, or a number as one.
fn string(draft: &mut Draft, from: &Map<String, Value>, at: &str, field: &str) -> String {
    match from.get(field) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => {
            draft.leave(Kind::Unreadable, &format!("{at}.{field}"));
            String::new()
        }
    }
}

fn strings(draft: &mut Draft, from: &Map<String, Value>, at: &str, field: &str) -> Vec<String> {
    match from.get(field) {
        None | Some(Value::Null) => vec![],
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        Some(_) => {
            draft.leave(Kind::Unreadable, &format!("{at}.{field}"));
            vec![]
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
