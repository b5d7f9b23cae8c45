//! A failure becomes a page for people. Handlers answer a [`Failure`]; here, with
//! the reader's language at hand, it is given words and ways out. A bug is logged
//! whole under a reference and shown as one calm page.

use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use loco_rs::app::AppContext;
use rand::{Rng, distr::Alphanumeric};

use crate::{
    controllers::{
        answers::{Page, location},
        extractors::Visit,
    },
    refusals::{Failure, Refusal},
    views::admin::ErrorPage,
};

/// A failure on its way out.
#[derive(Clone, Debug)]
struct Said {
    sentence: Option<Refusal>,
    reference: Option<String>,
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, said) = match self {
            Self::Moved(to) => {
                return (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, location(&to))]).into_response();
            }
            Self::SignIn => (StatusCode::UNAUTHORIZED, Said { sentence: None, reference: None }),
            Self::Missing => (StatusCode::NOT_FOUND, Said { sentence: None, reference: None }),
            Self::Gone => (StatusCode::GONE, Said { sentence: None, reference: None }),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Said { sentence: None, reference: None }),
            Self::Refused(refusal) => {
                let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
                (status, Said { sentence: Some(refusal), reference: None })
            }
            Self::Broken(what) => {
                let reference: String = rand::rng().sample_iter(Alphanumeric).take(8).map(char::from).collect();
                tracing::error!(reference, error = what, "something broke while answering");
                (StatusCode::INTERNAL_SERVER_ERROR, Said { sentence: None, reference: Some(reference) })
            }
        };
        let mut response = status.into_response();
        if let Some(Refusal::TooFast { seconds }) = said.sentence
            && let Ok(seconds) = HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response.extensions_mut().insert(said);
        response
    }
}

pub async fn layer(State(ctx): State<AppContext>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let kept = parts.clone();
    let response = next.run(Request::from_parts(std::mem::replace(&mut parts, kept), body)).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error()
        || response.headers().contains_key(header::CONTENT_TYPE) && !is_loco_json(&response)
    {
        return response;
    }
    let Ok(visit) = Visit::from_request_parts(&mut parts, &ctx).await else { return response };
    let safe = parts.method.is_safe();
    if status == StatusCode::UNAUTHORIZED {
        return to_sign_in(&visit, safe);
    }
    let said = response.extensions().get::<Said>().cloned().unwrap_or(Said { sentence: None, reference: None });
    let retry = response.headers().get(header::RETRY_AFTER).cloned();
    if wants_json(&visit, &parts) {
        return problem(&visit, status, &said, retry);
    }
    page(&visit, status, &said, retry).unwrap_or(response)
}

/// Loco answers its own errors in JSON.
fn is_loco_json(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

fn wants_json(visit: &Visit, parts: &axum::http::request::Parts) -> bool {
    visit.path.starts_with("/api/")
        || parts.headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"))
}

fn to_sign_in(visit: &Visit, safe: bool) -> Response {
    let next = if safe { visit.path.as_str() } else { "/" };
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    (StatusCode::SEE_OTHER, [(header::LOCATION, location(&format!("/sign-in?next={next}")))]).into_response()
}

fn page(visit: &Visit, status: StatusCode, said: &Said, retry: Option<HeaderValue>) -> Option<Response> {
    let known = [403, 404, 409, 410, 413, 422, 429, 503];
    let key = if known.contains(&status.as_u16()) {
        status.as_u16().to_string()
    } else if status.is_client_error() {
        "400".to_owned()
    } else {
        "500".to_owned()
    };
    let title = visit.lang.say(&format!("error-{key}-title"));
    let mut response = Page::new("errors/show.html", title)
        .noindex()
        .status(status)
        .show(
            visit,
            &ErrorPage {
                status: status.as_u16(),
                key,
                sentence: said.sentence.as_ref().map(|refusal| visit.lang.refuse(refusal)),
                reference: said.reference.clone(),
                signed_in: visit.viewer.person().is_some(),
            },
        )
        .map_err(|error| tracing::error!(%error, "the error page itself broke"))
        .ok()?;
    if let Some(retry) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, retry);
    }
    Some(response)
}

/// RFC 9457, for programs.
fn problem(visit: &Visit, status: StatusCode, said: &Said, retry: Option<HeaderValue>) -> Response {
    let problem = serde_json::json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or_default(),
        "status": status.as_u16(),
        "detail": said.sentence.as_ref().map(|refusal| visit.lang.refuse(refusal)),
        "instance": said.reference,
    });
    let mut response = Response::new(Body::from(problem.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(retry) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, retry);
    }
    response
}
