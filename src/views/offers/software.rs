//! An organisation's software: the keys it comes with, and what it is told.

use serde::Serialize;

use crate::{
    models::{
        _entities::webhook_deliveries,
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

/// `organisations/webhook.html`
#[derive(Clone, Debug, Serialize)]
pub struct WebhookPage {
    pub path: String,
    pub called: String,
    pub address: Field,
    pub is_open: bool,
    pub is_paused: bool,
    /// Just made: shown here and nowhere else.
    pub secret: Option<String>,
    pub deliveries: Vec<DeliveryRow>,
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DeliveryRow {
    pub id: i64,
    /// run, ping (Fluent: `delivery-event-run`…)
    pub event: &'static str,
    /// Of which run, when it is one.
    pub run: Option<String>,
    pub run_id: Option<i64>,
    /// waiting, delivered, given_up, held (Fluent: `delivery-state-waiting`…)
    pub state: String,
    pub attempts: i32,
    /// Why it was not taken the last time (Fluent: `refusal-unreached`); empty when it was.
    pub why: String,
    /// What was answered then.
    pub answered: Option<i32>,
    pub when: When,
    /// When it is tried next, once it failed.
    pub next: Option<When>,
    pub again: String,
}

impl DeliveryRow {
    pub fn of(lang: Lang, of: &Organisation, delivery: &webhook_deliveries::Model) -> Self {
        let failed = delivery.state == "waiting" && !delivery.said.is_empty();
        Self {
            id: delivery.id,
            event: if delivery.run_id.is_some() { "run" } else { "ping" },
            run: delivery.run_id.map(|run| of.act(&format!("runs/{run}"))),
            run_id: delivery.run_id,
            state: delivery.state.clone(),
            attempts: delivery.attempts,
            why: delivery.said.clone(),
            answered: delivery.answered,
            when: when(lang, delivery.settled_at.as_ref().unwrap_or(&delivery.created_at)),
            next: failed.then(|| when(lang, &delivery.next_at)),
            again: of.act(&format!("webhook/deliveries/{}", delivery.id)),
        }
    }
}
