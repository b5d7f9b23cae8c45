//! What a text will look like.

use axum::response::{Html, IntoResponse as _};
use serde::Deserialize;

use crate::controllers::{
    answers::Answer,
    extractors::{Member, Posted},
};
use crate::{
    initializers::limits::Limit,
    models::{pictures, users},
    refusals::check_text,
    text,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Body {
    body: String,
}

/// What a text will look like: an HTML fragment, kept nowhere.
pub(super) async fn preview(me: Member, Posted(typed): Posted<Body>) -> Answer {
    me.count(Limit::Previews)?;
    let body = check_text("body", &typed.body, text::BODY_LIMIT, false)?;
    let handles = users::known_handles(&me.house.db, text::mentions(&body)).await?;
    let shown = pictures::using::in_text(&me.house.db, me.person.id, None, &body).await?;
    let rendered = text::illustrated(&body, handles, shown.sizes()).await;
    Ok(Html(rendered.html).into_response())
}
