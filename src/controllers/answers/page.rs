//! A page in its frame.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Serialize;

use super::{
    Answer,
    elsewhere::{Notice, read_notice},
    speculation,
};
use crate::{
    access::{Kind, MyRoom},
    controllers::{cookies, extractors::Visit},
    freshness::Tag,
    initializers::page_cache::{Counted, SameForAll},
    models::notifications,
    pages,
    refusals::Refusal,
    words::{Lang, When},
};

/// Everything around a page's own content.
#[derive(Debug, Serialize)]
struct Frame<'a> {
    lang: &'static str,
    other_lang: &'static str,
    title: &'a str,
    description: Option<&'a str>,
    canonical: Option<String>,
    robots: Option<&'static str>,
    /// Anyone may read it: what others show of a link to it is said (Open Graph).
    shared: bool,
    path: &'a str,
    css: String,
    js: String,
    feed: Option<&'a str>,
    /// A second one, of the offers of what the page is about.
    offers_feed: Option<&'a str>,
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
    /// Recruits or advises: finding people is part of what they come for.
    finds_people: bool,
    adviser: bool,
    email_confirmed: bool,
    /// How many things wait to be read: “3”, “99+”, or none.
    waiting: Option<String>,
    suspended_until: Option<When>,
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
    offers_feed: Option<String>,
    section: &'static str,
    depends_on: Option<Vec<Tag>>,
    counts: Option<Counted>,
    status: StatusCode,
    /// Seconds, for a form that comes back because it came too fast.
    retry_after: Option<u64>,
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
            offers_feed: None,
            section: "",
            depends_on: None,
            counts: None,
            status: StatusCode::OK,
            retry_after: None,
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

    /// Of the offers of what the page is about.
    pub fn also_feed(mut self, path: Option<String>) -> Self {
        self.offers_feed = path;
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

    /// Each time it is shown, an offer was read.
    pub fn counts(mut self, offer: Option<i64>) -> Self {
        self.counts = offer.map(Counted);
        self
    }

    /// A form that comes back: its words kept, and the status of its refusal.
    pub fn refused(mut self, refusal: Option<&Refusal>) -> Self {
        if let Some(refusal) = refusal {
            self.status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            self.retry_after = match refusal {
                Refusal::TooFast { seconds } => Some(*seconds),
                _ => None,
            };
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
        if let Some(rules) = speculation::rules(visit) {
            headers.insert(speculation::RULES, rules);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(counted) = self.counts {
            response.extensions_mut().insert(counted);
        }
        let headers = response.headers_mut();
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
            shared: self.robots.is_none() || self.depends_on.is_some(),
            path: &visit.path,
            css: house.statics.address("app.css"),
            js: house.statics.address("js/main.js"),
            feed: self.feed.as_deref(),
            offers_feed: self.offers_feed.as_deref(),
            section: self.section,
            me: me.map(|person| Me {
                name: &person.display_name,
                handle: &person.handle,
                admin: person.is_admin,
                staff: person.is_staff(),
                finds_people: person.is_staff() || matches!(person.kind, Kind::Recruiter | Kind::Branch),
                adviser: person.kind == Kind::Adviser,
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
            may_propose: me.is_some_and(|person| person.is_admin || person.kind == Kind::Adviser),
            notice: visit.notice.as_deref().and_then(|cookie| read_notice(visit, cookie)),
            pages: pages::links(visit.lang),
            dev: house.is_development(),
            public_url: &house.settings.public_url,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
