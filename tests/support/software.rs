//! An organisation's own software: it has a key, and no cookie.

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use passerelle::refusals::Refusal;
use serde_json::{Value, json};

use super::{Actor, Page, World, says};

/// A program with a key.
pub struct Software {
    actor: Actor,
    key: String,
    /// Where its organisation's offers are: `/api/v1/organisations/le-fournil/offers`.
    pub offers: String,
}

impl Actor {
    /// Makes a key of that organisation, as the page shows it once.
    pub async fn makes_key(&self, of: &str, scopes: &[&str]) -> String {
        let fields = [("name", "Logiciel")].into_iter().chain(scopes.iter().map(|scope| (*scope, "on")));
        let page = self.post(&format!("{of}/keys"), &fields.collect::<Vec<_>>()).await;
        page.assert_status(200);
        page.held("#made")
    }
}

impl World {
    /// A program with this key, for that organisation.
    pub fn software(&self, of: &str, key: &str) -> Software {
        Software { actor: self.visitor(), key: key.to_owned(), offers: format!("/api/v1{of}/offers") }
    }
}

impl Software {
    pub async fn asks(&self, method: Method, path: &str, body: impl Into<Body>) -> Page {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "house.test")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.key))
            .body(body.into())
            .unwrap();
        self.actor.send(request).await
    }

    pub async fn gets(&self, path: &str) -> Value {
        read(&self.asks(Method::GET, path, Body::empty()).await)
    }

    /// Sends all that a source says.
    pub async fn pushes(&self, source: &str, feed: impl Into<Body>) -> Value {
        read(&self.asks(Method::POST, &format!("{}?source={source}", self.offers), feed).await)
    }

    /// Sends one item of it.
    pub async fn puts(&self, source: &str, reference: &str, item: &Value) -> Value {
        let path = format!("{}/{reference}?source={source}", self.offers);
        read(&self.asks(Method::PUT, &path, item.to_string()).await)
    }

    pub async fn removes(&self, source: &str, reference: &str) -> Page {
        let path = format!("{}/{reference}?source={source}", self.offers);
        self.asks(Method::DELETE, &path, Body::empty()).await
    }
}

/// What it is answered when all is well.
pub fn read(page: &Page) -> Value {
    page.assert_status(200);
    serde_json::from_str(&page.body).unwrap_or_else(|error| panic!("{error}: {}", page.body))
}

/// Reference and status of each item.
pub fn statuses(run: &Value) -> Vec<(&str, &str)> {
    let items = run["items"].as_array().expect("items").iter();
    items.map(|item| (item["reference"].as_str().unwrap(), item["status"].as_str().unwrap())).collect()
}

/// An offer as its software says it.
pub fn item(reference: &str, title: &str) -> Value {
    json!({
        "reference": reference,
        "title": format!("{title} H/F"),
        "description": "On sert au comptoir, le matin.",
        "url": format!("https://fournil.example/{reference}"),
    })
}

/// All that a source says: offers of these titles, known by them.
pub fn items(titles: &[&str]) -> String {
    Value::from_iter(titles.iter().map(|title| item(&title.to_lowercase(), title))).to_string()
}

/// For programs: what is wrong, and why (RFC 9457).
pub fn assert_problem(page: &Page, refusal: &Refusal) {
    page.assert_status(refusal.status());
    assert_eq!(page.header("content-type"), "application/problem+json");
    let problem: Value = serde_json::from_str(&page.body).unwrap();
    let detail: Vec<&str> = problem["detail"].as_str().unwrap().split_whitespace().collect();
    assert_eq!(detail.join(" "), says(refusal));
    assert_eq!(problem["status"], refusal.status());
}
