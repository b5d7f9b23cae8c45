//! A way elsewhere after an act, with a word about what was done.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use serde::Serialize;

use super::{Answer, is_path, location};
use crate::{
    controllers::{cookies, extractors::Visit},
    models::links::digest,
};

/// A way elsewhere after an act (303, RFC 9110 §15.4.4).
#[derive(Debug)]
pub struct Then {
    to: String,
    cookies: Vec<Option<HeaderValue>>,
}

/// After an act: the browser goes and gets `to`, and a reload repeats nothing.
pub fn then(to: impl Into<String>) -> Then {
    Then { to: to.into(), cookies: vec![] }
}

impl Then {
    /// Says on the next page what was done: the Fluent key `notice-{key}`.
    pub fn saying(self, visit: &Visit, key: &str) -> Self {
        self.note(visit, key, None)
    }

    /// The same, with the form that undoes it. What it sends may be any words: they
    /// are kept by the browser for the time of one page.
    pub fn undoable(self, visit: &Visit, key: &str, action: &str, fields: &[(&str, &str)]) -> Self {
        self.note(visit, key, Some((action, fields)))
    }

    fn note(self, visit: &Visit, key: &str, undo: Option<(&str, &[(&str, &str)])>) -> Self {
        let mut value = key.to_owned();
        if let Some((action, fields)) = undo {
            value.push('|');
            value.push_str(action);
            for (name, field) in fields {
                value.push('|');
                value.push_str(name);
                value.push('=');
                value.extend(form_urlencoded::byte_serialize(field.as_bytes()));
            }
            let seal = seal(visit, &value);
            value.push_str("|seal=");
            value.push_str(&seal);
        }
        let cookie = cookies::set(cookies::NOTICE, &value, 30, visit.house.settings.secure());
        self.cookie(cookie)
    }

    pub fn cookie(mut self, cookie: Option<HeaderValue>) -> Self {
        self.cookies.push(cookie);
        self
    }

    /// # Errors
    /// Never: its type fits what handlers answer.
    pub fn go(self) -> Answer {
        let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location(&self.to))]).into_response();
        for cookie in self.cookies.into_iter().flatten() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }
}

/// What was just done, and how to undo it.
#[derive(Debug, Serialize)]
pub(super) struct Notice {
    kind: &'static str,
    text: String,
    undo: Option<Undo>,
}

#[derive(Debug, Serialize)]
struct Undo {
    action: String,
    label: String,
    fields: Vec<(String, String)>,
}

/// Says that we wrote this, for this person: no other browser, page or neighbouring
/// subdomain can.
fn seal(visit: &Visit, value: &str) -> String {
    let whose = visit.viewer.id().unwrap_or_default();
    digest(&visit.house, &format!("undo for {whose}: {value}"))
}

/// A cookie that says what was done is written by us and read by us, but kept
/// by the browser: whatever it says, only our own sentences and paths come out.
pub(super) fn read_notice(visit: &Visit, cookie: &str) -> Option<Notice> {
    let lang = visit.lang;
    let (said, sealed) = match cookie.rsplit_once("|seal=") {
        Some((said, given)) => (said, given == seal(visit, said)),
        None => (cookie, false),
    };
    let mut parts = said.split('|');
    let key = parts.next()?;
    if key.is_empty() || key.len() > 40 || !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return None;
    }
    let text = lang.say(&format!("notice-{key}"));
    if text == format!("notice-{key}") {
        return None;
    }
    let undo = parts.next().filter(|action| sealed && is_path(action)).map(|action| Undo {
        action: action.to_owned(),
        label: lang.say("undo"),
        fields: parts.flat_map(|field| form_urlencoded::parse(field.as_bytes()).into_owned()).collect(),
    });
    Some(Notice { kind: "done", text, undo })
}
