//! The doors of programs: the pages' nouns as JSON, by a key (see `models/api_keys`).
//! What is asked is described in `assets/data/openapi.json`.

mod offers;
mod pushing;
mod runs;

use axum::{
    Json,
    http::{HeaderValue, header},
    response::IntoResponse as _,
    routing::put,
};
use loco_rs::prelude::*;

use super::answers::Answer;

/// OpenAPI 3.1.
const DESCRIPTION: &str = include_str!("../../../assets/data/openapi.json");

/// The same for everyone, as long as this version runs.
async fn description() -> Answer {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    Ok(([kind, kept], DESCRIPTION).into_response())
}

/// What a program is answered.
fn json(said: &impl serde::Serialize) -> Answer {
    Ok(Json(said).into_response())
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/api/v1/openapi.json", get(description))
        .add("/api/v1/organisations/{slug}/offers", get(offers::list).post(pushing::all))
        .add("/api/v1/organisations/{slug}/offers/{reference}", put(pushing::one).delete(pushing::remove))
        .add("/api/v1/organisations/{slug}/runs/{id}", get(runs::show))
}
