//! An organisation's software: the keys it comes with.

use serde::Serialize;

use crate::{
    models::{
        api_keys::{Listed, Scope},
        organisations::Model as Organisation,
    },
    views::{Author, Field, when},
    words::{Lang, When},
};

/// `organisations/keys.html`
#[derive(Clone, Debug, Serialize)]
pub struct KeysPage {
    pub path: String,
    pub called: String,
    /// A key just made, whole: shown here and nowhere else.
    pub made: Option<String>,
    pub keys: Vec<KeyRow>,
    pub name: Field,
    pub reads: bool,
    pub writes: bool,
    pub scopes_error: Option<String>,
    /// Where offers are sent.
    pub api: String,
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct KeyRow {
    pub name: String,
    pub head: String,
    /// Ends of Fluent keys: `key-scope-read`…
    pub scopes: Vec<&'static str>,
    pub maker: Author,
    pub made: When,
    pub used: Option<When>,
    /// Otherwise whoever made it may not do here any more what it opens.
    pub works: bool,
    pub removal: String,
}

impl KeyRow {
    pub fn of(lang: Lang, of: &Organisation, listed: &Listed) -> Self {
        let key = &listed.key;
        Self {
            name: key.name.clone(),
            head: key.head.clone(),
            scopes: key.scopes().into_iter().map(Scope::word).collect(),
            maker: Author::of(&listed.maker),
            made: when(lang, &key.created_at),
            used: key.last_used_at.as_ref().map(|at| when(lang, at)),
            works: listed.works,
            removal: of.act(&format!("keys/{}/removal", key.id)),
        }
    }
}
