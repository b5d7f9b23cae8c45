//! The operator's pages, and the files of `/static`.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
};
use loco_rs::prelude::*;

use super::{
    answers::{Answer, Page},
    extractors::{At, Visit},
};
use crate::{
    house::House, initializers::compression::accepts_gzip, pages, refusals::Failure, views::admin::OperatorPage,
};

async fn show(visit: Visit, At(name): At<String>) -> Answer {
    let page = pages::find(&name, visit.lang).ok_or(Failure::Missing)?;
    Page::new("pages/show.html", &page.title)
        .canonical(format!("/pages/{name}"))
        .depends_on([])
        .show(&visit, &OperatorPage { title: page.title.clone(), html: page.html.clone() })
}

/// `/static/{version}/js/main.js` for ever, `/static/favicon.svg` for an hour.
async fn file(house: House, headers: HeaderMap, At(path): At<String>) -> Answer {
    let versioned = path.strip_prefix(&house.statics.version).and_then(|rest| rest.strip_prefix('/'));
    let file = house.statics.get(versioned.unwrap_or(&path)).ok_or(Failure::Missing)?;
    let (body, coding) = match &file.gzip {
        Some(gzip) if accepts_gzip(&headers) => (gzip.clone(), Some("gzip")),
        _ => (file.plain.clone(), None),
    };
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let lasting = if versioned.is_some() { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lasting));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(response)
}

pub fn routes() -> Routes {
    Routes::new().add("/pages/{name}", get(show)).add("/static/{*path}", get(file))
}
