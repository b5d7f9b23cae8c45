//! Who is at the door, and what they sent. A handler that takes a [`Member`]
//! cannot run for a visitor; a handler that takes a [`Posted`] form has refused
//! unknown, doubled and oversized fields.

mod bearer;
mod rows;
mod sent;
mod turning;
mod uploaded;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    ops::Deref,
    sync::Arc,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{Method, header, request::Parts},
};
use loco_rs::app::AppContext;

use super::cookies;
use crate::{
    access::{Person, Viewer},
    house::House,
    initializers::limits::{Aim, Limit, Who},
    models::{notifications, sessions, users},
    refusals::Failure,
    words::Lang,
};
pub use bearer::Bearer;
pub use rows::Rows;
pub use sent::{Asked, AskedWhole, At, Numbered, Posted, Slugged, Ticked, Wrote};
pub use turning::{Deeper, Turned};
pub use uploaded::{Received, SENDING_LIMIT, Uploaded};

/// One visit: someone, or nobody in particular, asking for one page.
#[derive(Clone, Debug)]
pub struct Visit {
    pub house: House,
    pub viewer: Viewer,
    pub session: Option<i64>,
    pub lang: Lang,
    /// Path and query, as asked.
    pub path: String,
    pub address: IpAddr,
    /// A message left by the act before.
    pub notice: Option<String>,
    /// The key to words sent after the session had ended (see `models/drafts/held`).
    pub held: Option<String>,
    pub user_agent: String,
    /// How many things wait to be read.
    pub waiting: i64,
    /// Nobody looks yet: a browser fetches what may be asked for next.
    pub prefetch: bool,
}

impl Visit {
    /// Counts an act against the person, or the address where nobody is signed in.
    ///
    /// # Errors
    /// [`TooFast`](crate::refusals::Refusal::TooFast) beyond the limit.
    pub fn count(&self, limit: Limit) -> Result<(), Failure> {
        let who = self.viewer.id().map_or_else(|| Who::address(self.address), Who::Person);
        Ok(self.house.limits.check(limit, who)?)
    }

    /// Counts an act against the address, whoever signs in from it.
    ///
    /// # Errors
    /// [`TooFast`](crate::refusals::Refusal::TooFast) beyond the limit.
    pub fn count_address(&self, limit: Limit) -> Result<(), Failure> {
        Ok(self.house.limits.check(limit, Who::address(self.address))?)
    }

    /// Counts what is aimed at an account against the address it comes from, then
    /// against the mailbox it is aimed at, spelt in any way; what is no e-mail address
    /// has no mailbox.
    ///
    /// # Errors
    /// [`TooFast`](crate::refusals::Refusal::TooFast) beyond either limit.
    pub fn count_aimed(&self, aim: Aim, email: &str) -> Result<(), Failure> {
        let limit = if aim == Aim::Password { Limit::SignIns } else { Limit::Letters };
        self.count_address(limit)?;
        if let Ok(email) = users::email(email) {
            self.house.limits.check(limit, Who::mailbox(aim, &email))?;
        }
        Ok(())
    }

    /// Someone signed in, or the visit as it is.
    pub fn member(self) -> Result<Member, Box<Self>> {
        match self.viewer.person().cloned() {
            Some(person) => Ok(Member { visit: self, person }),
            None => Err(Box::new(self)),
        }
    }

    pub fn signed_in(&self) -> Result<&Arc<Person>, Failure> {
        self.viewer.person().ok_or(Failure::SignIn)
    }
}

impl FromRequestParts<AppContext> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, ctx: &AppContext) -> Result<Self, Failure> {
        let house = House::of(ctx);
        let known = match session_token(parts, &house) {
            None => None,
            Some(token) => sessions::find(&house, token).await?,
        };
        let visit = Self::of(parts, house, known);
        // What an act answers is a way elsewhere, where it is counted.
        let waiting =
            if parts.method == Method::GET { notifications::waiting(&visit.house, &visit.viewer).await? } else { 0 };
        Ok(Self { waiting, ..visit })
    }
}

fn header_text(parts: &Parts, name: impl header::AsHeaderName) -> &str {
    parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn session_token<'a>(parts: &'a Parts, house: &House) -> Option<&'a str> {
    cookies::get(header_text(parts, header::COOKIE), house.settings.session_cookie())
}

impl Visit {
    /// The same without asking the database: who is not in memory is a visitor.
    pub fn from_memory(parts: &Parts, house: House) -> Self {
        let known = session_token(parts, &house).and_then(|token| sessions::remembered(&house, token));
        Self::of(parts, house, known)
    }

    fn of(parts: &Parts, house: House, known: Option<sessions::Known>) -> Self {
        let jar = header_text(parts, header::COOKIE);
        let (viewer, session) =
            known.map_or((Viewer::Visitor, None), |known| (Viewer::Member(known.person), Some(known.session)));
        let lang = cookies::get(jar, cookies::LOCALE)
            .and_then(Lang::named)
            .or_else(|| viewer.person().and_then(|person| Lang::named(&person.locale)))
            .unwrap_or_else(|| cookies::lang(jar, &parts.headers));
        let prefetch =
            parts.headers.get("sec-purpose").is_some_and(|purpose| purpose.as_bytes().starts_with(b"prefetch"));
        Self {
            lang,
            waiting: 0,
            // A word left for the next page is not for one that nobody looks at yet.
            notice: cookies::get(jar, cookies::NOTICE).filter(|_| !prefetch).map(str::to_owned),
            prefetch,
            held: super::drafts::held_in(jar),
            path: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            address: client_address(parts, &house),
            user_agent: header_text(parts, header::USER_AGENT).chars().take(300).collect(),
            viewer,
            session,
            house,
        }
    }
}

/// The peer, unless the operator said that a proxy stands before us and in which
/// header it writes; a header nobody announced is anybody's word.
fn client_address(parts: &Parts, house: &House) -> IpAddr {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(peer)| peer.ip());
    let header = &house.settings.client_address_header;
    if header.is_empty() {
        return peer;
    }
    // The last one is the proxy's own word; those before it are the client's.
    parts
        .headers
        .get_all(header)
        .iter()
        .next_back()
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next()?.trim().parse().ok())
        .unwrap_or(peer)
}

/// Someone signed in.
#[derive(Clone, Debug)]
pub struct Member {
    pub visit: Visit,
    pub person: Arc<Person>,
}

impl Deref for Member {
    type Target = Visit;

    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl FromRequestParts<AppContext> for Member {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, ctx: &AppContext) -> Result<Self, Failure> {
        let visit = Visit::from_request_parts(parts, ctx).await?;
        let person = visit.signed_in()?.clone();
        Ok(Self { visit, person })
    }
}

/// An admin. For anyone else the page does not exist.
#[derive(Clone, Debug)]
pub struct Admin(pub Member);

impl Deref for Admin {
    type Target = Member;

    fn deref(&self) -> &Member {
        &self.0
    }
}

impl FromRequestParts<AppContext> for Admin {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, ctx: &AppContext) -> Result<Self, Failure> {
        let visit = Visit::from_request_parts(parts, ctx).await?;
        match visit.viewer.person().cloned() {
            Some(person) if person.is_admin => Ok(Self(Member { visit, person })),
            _ => Err(Failure::Missing),
        }
    }
}
