//! A page elsewhere cannot act for someone signed in here: an unsafe method is
//! served only when the browser says that it comes from our own pages
//! (`Sec-Fetch-Site`) or, where a browser does not say, from our own origin
//! (`Origin`). Neither: refused. Exempt: what carries no cookie by design
//! (one-click unsubscription, RFC 8058).

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
    let exempt = request.uri().path().starts_with("/unsubscribe/");
    if safe || exempt || from_here(request.headers(), &house.settings.public_url) {
        return next.run(request).await;
    }
    Failure::from(Refusal::FromElsewhere).into_response()
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
