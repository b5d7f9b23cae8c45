//! What a door answers: a page in its frame, a way elsewhere with a word about
//! what was done, a fragment, a feed.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use fluent_templates::fluent_bundle::FluentValue;
use serde::Serialize;

use super::{cookies, extractors::Visit};
use crate::{
    access::MyRoom,
    freshness::Tag,
    initializers::page_cache::SameForAll,
    models::notifications,
    pages,
    refusals::{Failure, Refusal},
    words::{Lang, When},
};

/// What a handler answers.
pub type Answer = Result<Response, Failure>;

/// Everything around a page's own content.
#[derive(Debug, Serialize)]
struct Frame<'a> {
    lang: &'static str,
    other_lang: &'static str,
    title: &'a str,
    description: Option<&'a str>,
    canonical: Option<String>,
    robots: Option<&'static str>,
    path: &'a str,
    css: String,
    js: String,
    feed: Option<&'a str>,
    section: &'static str,
    me: Option<Me<'a>>,
    rooms: &'a [MyRoom],
    may_propose: bool,
    notice: Option<Notice>,
    pages: Vec<pages::Link>,
    dev: bool,
    public_url: &'a str,
    version: &'static str,
}

#[derive(Debug, Serialize)]
struct Me<'a> {
    name: &'a str,
    handle: &'a str,
    admin: bool,
    staff: bool,
    email_confirmed: bool,
    /// How many things wait to be read: “3”, “99+”, or none.
    waiting: Option<String>,
    suspended_until: Option<When>,
}

/// What was just done, and how to undo it.
#[derive(Debug, Serialize)]
struct Notice {
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

/// A page about to be shown.
#[derive(Debug)]
pub struct Page {
    template: &'static str,
    title: String,
    description: Option<String>,
    canonical: Option<String>,
    robots: Option<&'static str>,
    feed: Option<String>,
    section: &'static str,
    depends_on: Option<Vec<Tag>>,
    status: StatusCode,
}

impl Page {
    pub fn new(template: &'static str, title: impl Into<String>) -> Self {
        Self {
            template,
            title: title.into(),
            description: None,
            canonical: None,
            robots: None,
            feed: None,
            section: "",
            depends_on: None,
            status: StatusCode::OK,
        }
    }

    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// The path search engines should keep.
    pub fn canonical(mut self, path: impl Into<String>) -> Self {
        self.canonical = Some(path.into());
        self
    }

    /// For private or thin pages.
    pub fn noindex(mut self) -> Self {
        self.robots = Some("noindex");
        self
    }

    pub fn feed(mut self, path: Option<String>) -> Self {
        self.feed = path;
        self
    }

    pub fn section(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }

    /// The same for every visitor as long as nothing of this changes.
    pub fn depends_on(mut self, tags: impl IntoIterator<Item = Tag>) -> Self {
        self.depends_on = Some(tags.into_iter().collect());
        self
    }

    /// A form that comes back: its words kept, and the status of its refusal.
    pub fn refused(mut self, refusal: Option<&Refusal>) -> Self {
        if let Some(refusal) = refusal {
            self.status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        }
        self
    }

    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// # Errors
    /// When the template misses something: a bug, shown as such.
    pub fn show(self, visit: &Visit, page: &impl Serialize) -> Answer {
        let html = visit.house.views.render(visit.lang, self.template, &self.frame(visit), page)?;
        let mut response = Response::new(Body::from(html));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(visit.lang.code()));
        if visit.notice.is_some() {
            if let Some(spent) = cookies::set(cookies::NOTICE, "", 0, visit.house.settings.secure()) {
                headers.append(header::SET_COOKIE, spent);
            }
        } else if let Some(tags) = self.depends_on
            && visit.viewer.is_visitor()
            && visit.session.is_none()
        {
            response.extensions_mut().insert(SameForAll(tags));
        }
        Ok(response)
    }

    fn frame<'a>(&'a self, visit: &'a Visit) -> Frame<'a> {
        let house = &visit.house;
        let me = visit.viewer.person();
        Frame {
            lang: visit.lang.code(),
            other_lang: match visit.lang {
                Lang::Fr => "en",
                Lang::En => "fr",
            },
            title: &self.title,
            description: self.description.as_deref(),
            canonical: self.canonical.as_ref().map(|path| house.address(path)),
            robots: self.robots,
            path: &visit.path,
            css: house.statics.address("app.css"),
            js: house.statics.address("js/main.js"),
            feed: self.feed.as_deref(),
            section: self.section,
            me: me.map(|person| Me {
                name: &person.display_name,
                handle: &person.handle,
                admin: person.is_admin,
                staff: person.is_staff(),
                email_confirmed: person.email_confirmed,
                waiting: match visit.waiting {
                    0 => None,
                    few if few <= notifications::MANY => Some(few.to_string()),
                    _ => Some(format!("{}+", notifications::MANY)),
                },
                suspended_until: person
                    .is_suspended()
                    .then_some(person.suspended_until)
                    .flatten()
                    .map(|until| When::new(visit.lang, until)),
            }),
            rooms: me.map_or(&[], |person| &person.rooms),
            may_propose: me.is_some_and(|person| person.is_admin || person.kind == crate::access::Kind::Adviser),
            notice: visit.notice.as_deref().and_then(|cookie| read_notice(visit.lang, cookie)),
            pages: pages::links(visit.lang),
            dev: house.is_development(),
            public_url: &house.settings.public_url,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

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

    /// The same, with the form that undoes it.
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
                value.push_str(field);
            }
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

/// A cookie that says what was done is written by us and read by us, but kept
/// by the browser: whatever it says, only our own sentences and paths come out.
fn read_notice(lang: Lang, cookie: &str) -> Option<Notice> {
    let mut parts = cookie.split('|');
    let key = parts.next()?;
    if key.is_empty() || key.len() > 40 || !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
        return None;
    }
    let text = lang.say(&format!("notice-{key}"));
    if text == format!("notice-{key}") {
        return None;
    }
    let undo = parts.next().filter(|action| undoes(action)).map(|action| Undo {
        action: action.to_owned(),
        label: lang.say("undo"),
        fields: parts
            .filter_map(|field| field.split_once('='))
            .filter(|(name, value)| {
                matches!(*name, "kind" | "post_id" | "shown") && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    });
    Some(Notice { kind: "done", text, undo })
}

/// The paths that undo something, and those only: a button that says “undo” does
/// not write for its reader what a forged cookie says.
fn undoes(action: &str) -> bool {
    let path: Vec<&str> = action.split('/').skip(1).collect();
    is_path(action)
        && matches!(
            path.as_slice(),
            ["threads", _, "closure" | "pin" | "solution"]
                | ["threads", _, "closure" | "pin" | "solution", "removal"]
                | ["posts", _, "removal", "undo"]
                | ["posts", _, "hiding" | "gestures", "removal"]
                | ["communities", _, "membership"]
                | ["communities", _, "membership", "removal"]
                | ["people", _, "silence", "removal"]
                | ["admin", "people", _, "suspension", "removal"]
                | ["me", "home", _]
        )
}

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
