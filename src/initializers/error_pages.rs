//! A failure becomes a page for people. Handlers answer a [`Failure`]; here, with
//! the reader's language at hand, it is given words and ways out. A bug is logged
//! whole under a reference and shown as one calm page; an outage is said to pass,
//! and a form that met it, or came too fast, comes back with its words. Whatever failed on our side
//! is one line of the log.

use axum::{
    body::Body,
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use loco_rs::app::AppContext;
use rand::{Rng, distr::Alphanumeric};

use crate::{
    controllers::{
        answers::{Page, location},
        drafts,
        extractors::Visit,
        kept::{Kept, is_form},
    },
    house::House,
    refusals::{Failure, Gone, Refusal},
    views::admin::{Again, ErrorPage},
};

/// A failure on its way out.
#[derive(Clone, Debug, Default)]
struct Said {
    sentence: Option<Refusal>,
    gone: Option<Gone>,
    reference: Option<String>,
    /// A backup is being restored: that all is safe is not for us to say.
    resting: bool,
    /// For the log, never for the reader.
    cause: Option<String>,
}

/// How long one is asked to wait while the database is away, in seconds.
const WHILE_AWAY: HeaderValue = HeaderValue::from_static("10");
/// The same, while others' pictures are made.
const WHILE_BUSY: HeaderValue = HeaderValue::from_static("5");
/// How a program says who it is (RFC 6750, 3).
const BEARER: HeaderValue = HeaderValue::from_static("Bearer");

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, said) = match self {
            Self::Moved(to) => {
                return (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, location(&to))]).into_response();
            }
            Self::SignIn => (StatusCode::UNAUTHORIZED, Said::default()),
            Self::Missing => (StatusCode::NOT_FOUND, Said::default()),
            Self::Gone(gone) => (StatusCode::GONE, Said { gone: Some(gone), ..Said::default() }),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Said::default()),
            Self::Refused(refusal) => {
                let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
                (status, Said { sentence: Some(refusal), ..Said::default() })
            }
            Self::Unavailable(cause) => {
                (StatusCode::SERVICE_UNAVAILABLE, Said { cause: Some(cause), ..Said::default() })
            }
            Self::SearchAway => {
                let cause = Some("the search index is away".to_owned());
                (StatusCode::SERVICE_UNAVAILABLE, Said { cause, ..Said::default() })
            }
            Self::Broken(cause) => {
                let reference = rand::rng().sample_iter(Alphanumeric).take(8).map(char::from).collect();
                let said = Said { reference: Some(reference), cause: Some(cause), ..Said::default() };
                (StatusCode::INTERNAL_SERVER_ERROR, said)
            }
        };
        let mut response = status.into_response();
        match said.sentence {
            Some(Refusal::TooFast { seconds }) => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            // How one comes in, and no way for a browser (RFC 9110, 11.6.1).
            Some(Refusal::KeyNeeded) => {
                response.headers_mut().insert(header::WWW_AUTHENTICATE, BEARER);
            }
            Some(Refusal::Busy) => {
                response.headers_mut().insert(header::RETRY_AFTER, WHILE_BUSY);
            }
            _ => {}
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, WHILE_AWAY);
        }
        response.extensions_mut().insert(said);
        response
    }
}

pub async fn layer(State(ctx): State<AppContext>, request: Request, next: Next) -> Response {
    let (mut parts, mut body) = request.into_parts();
    let form = Kept::default();
    if !parts.method.is_safe() {
        parts.extensions.insert(form.clone());
        if is_form(&parts.headers) {
            body = form.lend(body);
        }
    }
    let kept = parts.clone();
    let mut response = next.run(Request::from_parts(std::mem::replace(&mut parts, kept), body)).await;
    // Whose form it was could not even be asked.
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        form.read_after_all().await;
    }
    // Read before anyone asked who sent it: held until they sign in.
    if response.status() == StatusCode::UNAUTHORIZED
        && let Some(fields) = form.fields()
    {
        let visit = Visit::from_memory(&parts, House::of(&ctx));
        response = match drafts::hold_form(&visit, &fields).await {
            Ok(held) => return held,
            Err(failure) => failure.into_response(),
        };
    }
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error()
        || response.headers().contains_key(header::CONTENT_TYPE) && !is_loco_json(&response)
    {
        return response;
    }
    if status.is_server_error() {
        log(&parts, status, response.extensions().get());
    }
    // The database that failed them is not asked again who they are.
    let visit = match status {
        StatusCode::SERVICE_UNAVAILABLE => Visit::from_memory(&parts, House::of(&ctx)),
        _ => match Visit::from_request_parts(&mut parts, &ctx).await {
            Ok(visit) => visit,
            Err(_) => Visit::from_memory(&parts, House::of(&ctx)),
        },
    };
    let safe = parts.method.is_safe();
    let way = response.headers().get(header::WWW_AUTHENTICATE).cloned();
    if status == StatusCode::UNAUTHORIZED && way.is_none() {
        return to_sign_in(&visit, safe);
    }
    let mut said = response.extensions().get::<Said>().cloned().unwrap_or_default();
    said.resting = status == StatusCode::SERVICE_UNAVAILABLE && visit.house.db.is_away;
    let retry = response.headers().get(header::RETRY_AFTER).cloned();
    if wants_json(&visit, &parts) {
        let said_before = [(header::RETRY_AFTER, retry), (header::WWW_AUTHENTICATE, way)];
        return problem(&visit, status, &said, said_before);
    }
    let again = form.given_back(status, &visit.path);
    page(&visit, status, &said, again, retry).unwrap_or(response)
}

/// One line for what failed on our side: which door, and why. The door is said as
/// the router says it, with numbers and without names or tokens.
fn log(parts: &axum::http::request::Parts, status: StatusCode, said: Option<&Said>) {
    let path = parts.uri.path();
    let door = parts.extensions.get::<MatchedPath>().map_or("unknown", MatchedPath::as_str);
    let numbered = |(named, asked): (&str, &str)| match named {
        "{id}" => asked.chars().take_while(char::is_ascii_digit).collect(),
        _ => named.to_owned(),
    };
    let door: Vec<String> = door.split('/').zip(path.split('/')).map(numbered).collect();
    let (door, method, status) = (door.join("/"), parts.method.as_str(), status.as_u16());
    let reference = said.and_then(|said| said.reference.as_deref()).unwrap_or_default();
    let cause = said.and_then(|said| said.cause.as_deref()).unwrap_or("no cause was given");
    let cause = without_addresses(cause);
    if status == 503 {
        tracing::warn!(method, door, status, cause, "a request could not be taken");
    } else {
        tracing::error!(method, door, status, cause, reference, "a request failed");
    }
}

/// A database quotes what it could not read: nobody's address goes into a log.
fn without_addresses(cause: &str) -> String {
    cause.split(' ').map(|word| if word.contains('@') { "(address)" } else { word }).collect::<Vec<_>>().join(" ")
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

fn page(
    visit: &Visit,
    status: StatusCode,
    said: &Said,
    again: Option<Again>,
    retry: Option<HeaderValue>,
) -> Option<Response> {
    let known = [403, 404, 409, 413, 422, 429, 503];
    let key = if let Some(gone) = &said.gone {
        gone.name().to_owned()
    } else if said.resting {
        "resting".to_owned()
    } else if said.sentence == Some(Refusal::LinkSpent) {
        "spent".to_owned()
    } else if known.contains(&status.as_u16()) {
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
                way: said.gone.as_ref().map(|gone| gone.way().to_owned()),
                signed_in: visit.viewer.person().is_some(),
                again,
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
fn problem(
    visit: &Visit,
    status: StatusCode,
    said: &Said,
    headers: [(header::HeaderName, Option<HeaderValue>); 2],
) -> Response {
    let sentence = said.sentence.as_ref().map(|refusal| visit.lang.refuse(refusal));
    let gone = said.gone.as_ref().map(|gone| visit.lang.say(&format!("error-{}-text", gone.name())));
    let resting = said.resting.then(|| visit.lang.say("error-resting-text"));
    let detail = sentence.or(gone).or(resting);
    let problem = serde_json::json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or_default(),
        "status": status.as_u16(),
        "detail": detail,
        "instance": said.reference,
    });
    let mut response = Response::new(Body::from(problem.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    for (name, value) in headers {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
