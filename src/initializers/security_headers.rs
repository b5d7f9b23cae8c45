//! What every answer says to browsers. No third-party request, no inline script
//! or style, no framing but of the one page made for it; our own forms keep their origin (`same-origin`, since
//! `no-referrer` would send `Origin: null`).

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::house::House;

macro_rules! policy {
    ($ancestors:literal) => {
        concat!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; ",
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ",
            $ancestors,
            "; manifest-src 'self'"
        )
    };
}

const POLICY: &str = policy!("'none'");
const FRAMED_POLICY: &str = policy!("*");

/// Said by a page that any site may show in a frame, in its response's extensions: it is
/// the same for everyone, and nothing can be done on it.
#[derive(Clone, Copy, Debug)]
pub struct Framed;

pub async fn layer(State(house): State<House>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let framed = response.extensions().get::<Framed>().is_some();
    let headers = response.headers_mut();
    let mut say = |name, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    say(header::CONTENT_SECURITY_POLICY, if framed { FRAMED_POLICY } else { POLICY });
    say(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    say(header::REFERRER_POLICY, "same-origin");
    if !framed {
        say(header::X_FRAME_OPTIONS, "DENY");
    }
    say(
        header::HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    );
    say(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    say(header::CACHE_CONTROL, "private, no-store");
    if house.settings.secure() {
        say(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}
