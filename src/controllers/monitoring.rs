//! What watches the house: is it up, is it ready, what are its figures.

use std::fmt::Write;

use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse as _,
};
use loco_rs::prelude::*;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde::Serialize;

use super::answers::Answer;
use crate::{
    house::House,
    models::{activities, letters},
    refusals::{Failure, Outcome},
};

#[derive(Debug, Serialize)]
struct Ready {
    ok: bool,
    database: bool,
    /// Activities that the slowest reader of the log has yet to read.
    log_lag: i64,
    letters_waiting: u64,
    letters_dead: u64,
}

async fn ping() -> Answer {
    Ok(Json(serde_json::json!({ "ok": true })).into_response())
}

async fn readiness(house: House) -> Answer {
    let ready = figures(&house).await.unwrap_or(Ready {
        ok: false,
        database: false,
        log_lag: 0,
        letters_waiting: 0,
        letters_dead: 0,
    });
    let status = if ready.ok { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Ok((status, Json(ready)).into_response())
}

async fn figures(house: &House) -> Outcome<Ready> {
    let db = &house.db;
    let waiting = |state: &'static str| letters::Entity::find().filter(letters::Column::State.eq(state)).count(db);
    let end = activities::readers::end(db).await?;
    let slowest = house.readers.places().into_iter().map(|(_, place)| place.id).min().unwrap_or(end.id);
    Ok(Ready {
        ok: true,
        database: true,
        log_lag: (end.id - slowest).max(0),
        letters_waiting: waiting("waiting").await?,
        letters_dead: waiting("dead").await?,
    })
}

/// Prometheus text format, for who holds the token; behind a proxy everyone is
/// loopback, so where a request comes from says nothing.
async fn metrics(house: House, headers: HeaderMap) -> Answer {
    let token = &house.settings.metrics_token;
    let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if token.is_empty() || said.strip_prefix("Bearer ") != Some(token) {
        return Err(Failure::Missing);
    }
    let ready = figures(&house).await?;
    let mut text = String::new();
    let mut gauge = |name: &str, help: &str, value: i64| {
        let _ = write!(
            text,
            "# HELP passerelle_{name} {help}\n# TYPE passerelle_{name} gauge\npasserelle_{name} {value}\n"
        );
    };
    gauge("log_lag", "Activities the slowest reader has yet to read.", ready.log_lag);
    gauge("letters_waiting", "Letters waiting to be sent.", i64::try_from(ready.letters_waiting).unwrap_or(i64::MAX));
    gauge("letters_dead", "Letters given up on.", i64::try_from(ready.letters_dead).unwrap_or(i64::MAX));
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/_ping", get(ping))
        .add("/_health", get(ping))
        .add("/_readiness", get(readiness))
        .add("/metrics", get(metrics))
}
