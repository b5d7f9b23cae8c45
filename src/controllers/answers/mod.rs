//! What a door answers: a page in its frame, a way elsewhere with a word about
//! what was done, a fragment, a feed.

mod elsewhere;
mod page;
mod speculation;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use fluent_templates::fluent_bundle::FluentValue;

use super::extractors::Visit;
use crate::{freshness::Tag, initializers::page_cache::SameForAll, refusals::Failure};
pub use elsewhere::{Then, then};
pub use page::Page;

/// What a handler answers.
pub type Answer = Result<Response, Failure>;

/// A path of this house: nothing that a browser would read as another host.
pub fn is_path(text: &str) -> bool {
    text.starts_with('/')
        && !text.starts_with("//")
        && text.len() <= 2_000
        && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// `text` as a `Location`; the home when it cannot be one.
pub fn location(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("/"))
}

/// The canonical address of what was asked under another one.
///
/// # Errors
/// Always: [`Failure::Moved`] when the path asked is not `canonical`.
pub fn only_at(visit: &Visit, canonical: &str) -> Result<(), Failure> {
    let (path, query) =
        visit.path.split_once('?').map_or((visit.path.as_str(), None), |(path, query)| (path, Some(query)));
    if path == canonical {
        return Ok(());
    }
    Err(Failure::Moved(query.map_or_else(|| canonical.to_owned(), |query| format!("{canonical}?{query}"))))
}

/// XML, for feeds and the site map; the same for every visitor.
pub fn xml(content_type: &'static str, body: String, tags: Vec<Tag>) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.extensions_mut().insert(SameForAll(tags));
    response
}

/// A number for a Fluent argument.
pub fn count(number: usize) -> FluentValue<'static> {
    FluentValue::from(number as i64)
}
