//! What watches the house: is it up, is it ready, what are its figures.

use std::time::Duration;

use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse as _,
};
use loco_rs::prelude::*;
use serde::Serialize;

use super::answers::Answer;
use crate::{
    clock,
    house::House,
    metrics::Exposition,
    models::{
        activities,
        letters::{self, Outbox},
    },
    refusals::{Failure, Outcome},
    resting,
};

/// A balancer that asks whether we are ready does not wait for the database's own
/// time-outs.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug, Serialize)]
struct Ready {
    ok: bool,
    /// Why not, in words.
    reason: Option<&'static str>,
    database: bool,
    /// Activities that the slowest reader of the log has yet to read.
    log_lag: i64,
    letters_waiting: i64,
    letters_dead: i64,
}

/// What only the database knows.
struct Figures {
    /// Of each reader of the log, by name.
    lags: Vec<(&'static str, i64)>,
    outbox: Outbox,
}

impl Figures {
    fn slowest(&self) -> i64 {
        self.lags.iter().map(|(_, lag)| *lag).max().unwrap_or(0)
    }
}

async fn ping() -> Answer {
    Ok(Json(serde_json::json!({ "ok": true })).into_response())
}

async fn readiness(house: House) -> Answer {
    let figures = figures(&house).await;
    let reason = match &figures {
        None if house.db.is_away => Some(resting::REASON),
        None => Some("the database does not answer"),
        Some(_) if house.closing().has_begun() => Some("the server is closing"),
        Some(_) => None,
    };
    let status = if reason.is_none() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let ready = Ready {
        ok: reason.is_none(),
        reason,
        database: figures.is_some(),
        log_lag: figures.as_ref().map_or(0, Figures::slowest),
        letters_waiting: figures.as_ref().map_or(0, |known| known.outbox.waiting),
        letters_dead: figures.as_ref().map_or(0, |known| known.outbox.dead),
    };
    // Not `application/json`, which failures are given in before they get words.
    Ok((status, [(header::CONTENT_TYPE, "application/health+json")], Json(ready)).into_response())
}

/// None when the database does not answer.
async fn figures(house: &House) -> Option<Figures> {
    if house.db.is_away {
        return None;
    }
    match tokio::time::timeout(PATIENCE, ask(house)).await {
        Ok(Ok(figures)) => Some(figures),
        Ok(Err(error)) => {
            tracing::warn!(%error, "not ready: the database refuses");
            None
        }
        Err(_) => {
            tracing::warn!("not ready: the database is silent");
            None
        }
    }
}

async fn ask(house: &House) -> Outcome<Figures> {
    let newest = activities::readers::newest(&house.db).await?;
    let lag = |(name, place): (&'static str, activities::readers::Place)| (name, place.behind(newest));
    Ok(Figures {
        lags: house.readers.places().into_iter().chain([("search", house.search.place())]).map(lag).collect(),
        outbox: letters::outbox(&house.db).await?,
    })
}

/// Prometheus text format, for who holds the token; behind a proxy everyone is
/// loopback, so where a request comes from says nothing. It answers while the
/// database does not: that is when it is read.
async fn metrics(house: House, headers: HeaderMap) -> Answer {
    let token = &house.settings.metrics_token;
    let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if token.is_empty() || said.strip_prefix("Bearer ") != Some(token) {
        return Err(Failure::Missing);
    }
    let mut text = Exposition::default();
    house.metrics.tell(&mut text);
    let figures = figures(&house).await;
    text.gauge("database_up", "Whether the database answers.", &[(None, i64::from(figures.is_some()))]);
    if let Some(Figures { lags, outbox }) = figures {
        let lags: Vec<_> = lags.into_iter().map(|(name, lag)| (Some(("reader", name)), lag)).collect();
        text.gauge("log_lag", "Activities each reader of the log has yet to read.", &lags);
        text.gauge("letters_waiting", "Letters waiting to be sent.", &[(None, outbox.waiting)]);
        text.gauge("letters_dead", "Letters given up on.", &[(None, outbox.dead)]);
        let age = outbox.oldest.map_or(0, |since| (clock::now() - since).num_seconds().max(0));
        text.gauge("letters_oldest_seconds", "Age of the oldest letter that waits.", &[(None, age)]);
    }
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text.into_text()).into_response())
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/_ping", get(ping))
        .add("/_health", get(ping))
        .add("/_readiness", get(readiness))
        .add("/metrics", get(metrics))
}
