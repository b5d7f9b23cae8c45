//! A page elsewhere cannot act for someone signed in here: an unsafe method is
//! served only when the browser says that it comes from our own pages
//! (`Sec-Fetch-Site`) or, where a browser does not say, from our own origin
//! (`Origin`). Neither: refused. Exempt: what carries no cookie by design
//! (one-click unsubscription, RFC 8058; a program, by its key).

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    house::House,
    refusals::{Failure, Refusal},
};

pub async fn layer(State(house): State<House>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE);
    let exempt = request.uri().path().starts_with("/unsubscribe/") || is_program(&request);
    if safe || exempt || from_here(request.headers(), &house.settings.public_url) {
        return next.run(request).await;
    }
    Failure::from(Refusal::FromElsewhere).into_response()
}

/// A program comes in by its key alone, which no browser adds of itself: without a cookie
/// there is nobody in whose name it could be made to ask.
fn is_program(request: &Request) -> bool {
    request.uri().path().starts_with("/api/") && !request.headers().contains_key(header::COOKIE)
}

fn from_here(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match text(header::HeaderName::from_static("sec-fetch-site")) {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => text(header::ORIGIN).is_some_and(|origin| {
            origin == public_url
                || text(header::HOST).is_some_and(|host| origin.split_once("://").is_some_and(|(_, from)| from == host))
        }),
    }
}
