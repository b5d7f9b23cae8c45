//! Searching: the page, the same as JSON, what is suggested while one types, and
//! what was asked already by someone who writes a new question.

use axum::{Json, http::StatusCode, response::IntoResponse as _};
use loco_rs::prelude::*;
use serde::Deserialize;
use serde_json::json;

use super::{
    answers::{Answer, Page},
    extractors::{Asked, Visit},
};
use crate::{
    initializers::limits::Limit,
    models::{
        references::Kind,
        search::{
            asking::Form,
            finding::{self, find},
            suggesting::suggest,
        },
    },
    refusals::Failure,
    views::{
        search::{Found, SearchPage, SimilarPage, Suggestion},
        threads::ThreadRow,
    },
};

/// Similar threads shown beside a new question.
const SIMILAR: usize = 4;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    q: String,
    /// trade, skill or place: what a field names; nothing: whatever can be found.
    r#type: String,
}

async fn show(visit: Visit, Asked(form): Asked<Form>) -> Answer {
    visit.count_address(Limit::Searches)?;
    let title = if form.q.trim().is_empty() {
        visit.lang.say("search-title")
    } else {
        visit.lang.say_with("search-title-of", &[("q", form.q.trim().chars().take(80).collect::<String>().into())])
    };
    let page = Page::new("search/show.html", title).section("search").noindex();
    match find(&visit.house.search, &visit.house.db, &visit.viewer, &form).await {
        Ok(answer) => page.show(&visit, &SearchPage::of(visit.lang, &visit.viewer, &form, &answer)),
        Err(Failure::SearchAway) => page.status(StatusCode::SERVICE_UNAVAILABLE).show(&visit, &SearchPage::away(&form)),
        Err(failure) => Err(failure),
    }
}

async fn as_json(visit: Visit, Asked(form): Asked<Form>) -> Answer {
    visit.count_address(Limit::Searches)?;
    let answer = find(&visit.house.search, &visit.house.db, &visit.viewer, &form).await?;
    let results: Vec<Found> = Found::all(visit.lang, &visit.viewer, &answer);
    let results: Vec<_> = results.iter().map(|found| found.in_brief(&visit.house)).collect();
    let next = answer.next.as_ref().map(|next| SearchPage::address("/api/v1/search", &form, &[("after", next)]));
    Ok(Json(json!({
        "total": answer.total,
        "types": answer.nouns.iter().map(|(noun, count)| json!({ "type": noun.name(), "count": count })).collect::<Vec<_>>(),
        "communities": answer.rooms.iter().map(|(slug, name, count)| json!({ "slug": slug, "name": name, "count": count })).collect::<Vec<_>>(),
        "corrected": answer.instead,
        "results": results,
        "next": next,
    }))
    .into_response())
}

async fn suggestions(visit: Visit, Asked(typed): Asked<Typed>) -> Answer {
    visit.count_address(Limit::Suggestions)?;
    if let Some(kind) = Kind::named(&typed.r#type) {
        let names = visit.house.references.begun_by(&visit.house.db, kind, &typed.q).await?;
        return Ok(Json(json!({ "suggestions": Suggestion::named(visit.lang, kind, &names) })).into_response());
    }
    let suggested = suggest(&visit.house.search, &visit.house.db, &visit.viewer, &typed.q).await?;
    Ok(Json(json!({ "suggestions": Suggestion::all(visit.lang, &suggested) })).into_response())
}

async fn similar(visit: Visit, Asked(typed): Asked<Typed>) -> Answer {
    visit.count_address(Limit::Suggestions)?;
    let rows = finding::similar(&visit.house.search, &visit.house.db, &visit.viewer, &typed.q, SIMILAR).await?;
    Page::new("search/similar.html", visit.lang.say("similar-title"))
        .noindex()
        .show(&visit, &SimilarPage { rows: ThreadRow::all(visit.lang, &rows) })
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/search", get(show))
        .add("/search/similar", get(similar))
        .add("/suggest", get(suggestions))
        .add("/api/v1/search", get(as_json))
}
