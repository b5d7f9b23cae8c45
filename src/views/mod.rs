//! What a page needs, one struct a page. Rust decides: words, order, dates, who
//! may do what. Templates lay out.

pub mod accompaniments;
pub mod account;
pub mod admin;
pub mod aid;
pub mod alerts;
pub mod applications;
pub mod calls;
pub mod communities;
pub mod contacts;
pub mod data;
pub mod home;
pub mod notifications;
pub mod offers;
pub mod organisations;
pub mod people;
pub mod pictures;
pub mod profiles;
pub mod search;
pub mod slips;
pub mod threads;
pub mod trades;

use serde::Serialize;

use crate::{
    access::Kind,
    models::{_entities::users, users::named::Named},
    refusals::Refusal,
    words::{Lang, When},
};

/// Someone as a page names them: a name, a place to go, and the role that
/// matters for reading what they say.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Author {
    pub handle: String,
    pub name: String,
    /// Fluent key (`role-adviser`…) of a confirmed role; none for most people.
    pub role: Option<&'static str>,
}

impl Author {
    pub fn of(user: &users::Model) -> Self {
        Self {
            handle: user.handle.clone(),
            name: user.display_name.clone(),
            role: role(&user.kind, &user.claim, user.is_ambassador),
        }
    }

    pub fn named(named: &Named) -> Self {
        Self {
            handle: named.handle.clone(),
            name: named.display_name.clone(),
            role: role(&named.kind, &named.claim, named.is_ambassador),
        }
    }
}

/// The role shown beside a name: only what was confirmed.
pub fn role(kind: &str, claim: &str, ambassador: bool) -> Option<&'static str> {
    let confirmed = claim == "confirmed";
    match Kind::named(kind) {
        Some(Kind::Adviser) if confirmed => Some("role-adviser"),
        Some(Kind::Recruiter) if confirmed => Some("role-recruiter"),
        Some(Kind::Branch) if confirmed => Some("role-branch"),
        _ if ambassador => Some("role-ambassador"),
        _ => None,
    }
}

/// A field that comes back as it was typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Field {
    pub value: String,
    /// The sentence shown beside it, already in the reader's language.
    pub error: Option<String>,
}

impl Field {
    /// A field with what was typed, and the refusal's sentence when it is this one's.
    pub fn typed(lang: Lang, name: &str, value: &str, refusal: Option<&Refusal>) -> Self {
        Self {
            value: value.to_owned(),
            error: refusal.filter(|refusal| refusal.field() == Some(name)).map(|refusal| lang.refuse(refusal)),
        }
    }

    pub fn holding(value: &str) -> Self {
        Self { value: value.to_owned(), error: None }
    }
}

/// The sentence at the top of a form: of a refusal that no field shown carries.
pub fn at_the_top(lang: Lang, refusal: Option<&Refusal>, fields: &[&str]) -> Option<String> {
    refusal
        .filter(|refusal| refusal.field().is_none_or(|field| !fields.contains(&field)))
        .map(|refusal| lang.refuse(refusal))
}

/// One choice of a radio group or a select.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    pub value: String,
    /// Fluent key.
    pub label: String,
    /// Fluent key of a line of explanation, or none.
    pub hint: Option<String>,
    pub chosen: bool,
}

impl Choice {
    /// Choices whose labels are `{prefix}-{value}` and, with `hinted`, whose
    /// explanations are `{prefix}-{value}-hint`.
    pub fn among(prefix: &str, values: &[&str], chosen: &str, hinted: bool) -> Vec<Self> {
        values
            .iter()
            .map(|value| Self {
                value: (*value).to_owned(),
                label: format!("{prefix}-{value}"),
                hint: hinted.then(|| format!("{prefix}-{value}-hint")),
                chosen: *value == chosen,
            })
            .collect()
    }
}

/// A moment in the reader's words.
pub fn when(lang: Lang, moment: &sea_orm::prelude::DateTimeWithTimeZone) -> When {
    When::new(lang, moment.to_utc())
}

/// Slugs of a row, kept separated by spaces.
pub fn slugs(joined: &str) -> Vec<String> {
    joined.split_whitespace().map(str::to_owned).collect()
}
