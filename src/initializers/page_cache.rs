//! Whole answers, kept in memory for visitors. It stands before routing and
//! middlewares. Kept only when a page says what it depends on, which it does
//! when it is the same for every visitor; never used for a request that carries
//! a session or a message to show.
//!
//! An answer is served while nothing it depends on was forgotten since it began
//! to be made (see [`crate::freshness`]): a write is acknowledged after that.

use std::{
    convert::Infallible,
    hash::{DefaultHasher, Hash, Hasher},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use http_body_util::BodyExt;
use tower::{Service, ServiceExt};

use super::compression::{WORTHWHILE, accepts_gzip, gzip, gzip_small};
use crate::{
    controllers::cookies::{self, NOTICE},
    freshness::{Freshness, Hour, Tag},
    house::House,
    settings,
    words::Lang,
};

/// Said by a page that is the same for every visitor, in its response's
/// extensions: what it depends on.
#[derive(Clone, Debug)]
pub struct SameForAll(pub Vec<Tag>);

/// Said by the page of an offer, in its response's extensions: each time it is shown to
/// someone, kept or made anew, that offer was read.
#[derive(Clone, Copy, Debug)]
pub struct Counted(pub i64);

impl Counted {
    /// Someone looks: nothing fetches it ahead, and nobody only lists what they find.
    fn is_read(request: &Request<Body>) -> bool {
        let headers = request.headers();
        let ahead = headers.get("sec-purpose").is_some_and(|purpose| purpose.as_bytes().starts_with(b"prefetch"));
        let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        request.method() == Method::GET && !ahead && !is_crawler(agent)
    }
}

/// What says of itself that it fetches pages for others to find.
pub fn is_crawler(user_agent: &str) -> bool {
    let agent = user_agent.to_ascii_lowercase();
    ["bot", "crawl", "spider", "slurp", "indexer", "google-inspectiontool", "feedfetcher"]
        .iter()
        .any(|word| agent.contains(word))
}

/// How each visitor's answer may differ: by address and language. The theme
/// follows the system in the style sheet, so that both are one answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    path: String,
    lang: Lang,
}

#[derive(Debug)]
struct Kept {
    begun: Hour,
    tags: Vec<Tag>,
    counted: Option<Counted>,
    headers: HeaderMap,
    etag: HeaderValue,
    plain: Bytes,
    gzip: Option<Bytes>,
}

#[derive(Debug)]
pub struct PageCache {
    pages: moka::sync::Cache<Key, Arc<Kept>>,
    freshness: Arc<Freshness>,
}

impl PageCache {
    pub fn new(settings: settings::PageCache, freshness: Arc<Freshness>) -> Self {
        let pages = moka::sync::Cache::builder()
            .max_capacity(settings.megabytes * 1024 * 1024)
            .weigher(|key: &Key, kept: &Arc<Kept>| {
                let bytes = key.path.len() + kept.plain.len() + kept.gzip.as_ref().map_or(0, Bytes::len) + 1_024;
                u32::try_from(bytes).unwrap_or(u32::MAX)
            })
            .time_to_live(Duration::from_secs(settings.seconds))
            .build();
        Self { pages, freshness }
    }

    fn find(&self, key: &Key) -> Option<Arc<Kept>> {
        let kept = self.pages.get(key)?;
        self.freshness.holds(kept.begun, &kept.tags).then_some(kept)
    }
}

/// The router behind its cache.
#[derive(Clone, Debug)]
pub struct Cached {
    router: Router,
    house: House,
}

impl Cached {
    pub fn new(router: Router, house: House) -> Self {
        Self { router, house }
    }

    fn key(&self, request: &Request<Body>) -> Option<Key> {
        if request.method() != Method::GET {
            return None;
        }
        let headers = request.headers();
        let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if cookies::get(cookies, self.house.settings.session_cookie()).is_some()
            || cookies::get(cookies, NOTICE).is_some()
            || headers.contains_key(header::AUTHORIZATION)
        {
            return None;
        }
        Some(Key { path: request.uri().path_and_query()?.as_str().to_owned(), lang: cookies::lang(cookies, headers) })
    }
}

impl Service<Request<Body>> for Cached {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let asked = Instant::now();
        let key = self.key(&request);
        let gzipped = accepts_gzip(request.headers());
        let is_read = Counted::is_read(&request);
        if let Some(kept) = key.as_ref().and_then(|key| self.house.pages.find(key)) {
            let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|etag| *etag == kept.etag);
            let response = kept.answer(gzipped, known);
            self.house.metrics.page_was_kept();
            if let Some(Counted(offer)) = kept.counted.filter(|_| is_read) {
                self.house.shown_offers.note(offer);
            }
            self.house.metrics.answered(response.status().as_u16(), asked);
            return Box::pin(std::future::ready(Ok(response)));
        }
        let begun = self.house.db.freshness.hour();
        let router = self.router.clone();
        let house = self.house.clone();
        Box::pin(async move {
            let response = router.oneshot(request).await?;
            let counted = response.extensions().get::<Counted>().copied();
            if let Some(Counted(offer)) = counted.filter(|_| is_read && response.status() == StatusCode::OK) {
                house.shown_offers.note(offer);
            }
            let response = match key {
                Some(key) if response.extensions().get::<SameForAll>().is_some() => {
                    house.metrics.page_was_made();
                    keep(&house, key, begun, response, gzipped).await
                }
                _ if gzipped => compress(response).await,
                _ => response,
            };
            house.metrics.answered(response.status().as_u16(), asked);
            Ok(response)
        })
    }
}

async fn keep(house: &House, key: Key, begun: Hour, mut response: Response, gzipped: bool) -> Response {
    let Some(SameForAll(tags)) = response.extensions_mut().remove::<SameForAll>() else { return response };
    if response.status() != StatusCode::OK || response.headers().contains_key(header::SET_COOKIE) {
        return response;
    }
    let counted = response.extensions().get::<Counted>().copied();
    let (parts, body) = response.into_parts();
    let Ok(body) = body.collect().await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response_empty() };
    let plain = body.to_bytes();
    let mut headers = parts.headers;
    headers.remove(header::CONTENT_LENGTH);
    // Anyone may keep it, nobody may show it again without asking.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0, must-revalidate"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Accept-Encoding"));
    let etag = etag(&plain);
    headers.insert(header::ETAG, etag.clone());
    let kept = Arc::new(Kept {
        begun,
        tags,
        counted,
        headers,
        etag,
        gzip: (plain.len() > WORTHWHILE).then(|| gzip_small(&plain)),
        plain,
    });
    house.pages.pages.insert(key, kept.clone());
    kept.answer(gzipped, false)
}

fn etag(bytes: &[u8]) -> HeaderValue {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    HeaderValue::from_str(&format!("W/\"{:016x}\"", hasher.finish())).unwrap_or(HeaderValue::from_static("W/\"0\""))
}

impl Kept {
    fn answer(&self, gzipped: bool, known: bool) -> Response {
        let (body, coding) = match &self.gzip {
            _ if known => (Body::empty(), None),
            Some(gzip) if gzipped => (Body::from(gzip.clone()), Some("gzip")),
            _ => (Body::from(self.plain.clone()), None),
        };
        let mut response = Response::new(body);
        *response.headers_mut() = self.headers.clone();
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        if let Some(coding) = coding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }
}

trait Empty {
    fn into_response_empty(self) -> Response;
}

impl Empty for StatusCode {
    fn into_response_empty(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self;
        response
    }
}

/// A page made for one person, smaller on its way.
async fn compress(response: Response) -> Response {
    let text = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("application/"));
    if !text || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = body.collect().await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response_empty() };
    let plain = body.to_bytes();
    if plain.len() <= WORTHWHILE {
        return Response::from_parts(parts, Body::from(plain));
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    Response::from_parts(parts, Body::from(gzip(&plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crawler_says_what_it_is() {
        assert!(is_crawler("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"));
        assert!(is_crawler("Mozilla/5.0 (compatible; bingbot/2.0)"));
        assert!(!is_crawler("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"));
    }
}
