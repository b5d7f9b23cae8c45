//! Cookies: the session, a message to show once, the language.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{house::House, words::Lang};

pub const LOCALE: &str = "locale";
/// A message to show on the next page, once.
pub const NOTICE: &str = "notice";

/// The value of a cookie in a `Cookie` header (RFC 6265 §4.2.1).
pub fn get<'a>(cookies: &'a str, name: &str) -> Option<&'a str> {
    cookies.split(';').find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name && !value.is_empty()).then_some(value)
    })
}

/// The session's token, in these headers.
pub fn session<'a>(headers: &'a HeaderMap, house: &House) -> Option<&'a str> {
    let jar = headers.get(header::COOKIE)?.to_str().ok()?;
    get(jar, house.settings.session_cookie())
}

/// The language asked for: the cookie, else the browser's, else French.
pub fn lang(cookies: &str, headers: &HeaderMap) -> Lang {
    get(cookies, LOCALE).and_then(Lang::named).unwrap_or_else(|| {
        headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map_or(Lang::Fr, Lang::accepted)
    })
}

/// A cookie for our own pages only, unreadable by scripts.
pub fn set(name: &str, value: &str, seconds: i64, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")).ok()
}
