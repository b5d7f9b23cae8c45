//! A program at the door, with a key (RFC 6750). It is nobody's browser: no cookie is read
//! here, and what is answered is for programs.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use loco_rs::app::AppContext;

use crate::{
    house::House,
    initializers::limits::{Limit, Who},
    models::{
        api_keys::{self, Opened, Scope},
        organisations,
    },
    refusals::{Failure, Outcome, Refusal},
};

/// The software of one organisation, by a key of whoever may act there.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub house: House,
    opened: Opened,
}

/// The key that these headers say.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl Bearer {
    /// The organisation of this name, when the key is its own, whatever it opens.
    ///
    /// # Errors
    /// [`Failure::Missing`] for any other organisation, whether or not there is one.
    pub fn of(&self, slug: &str) -> Outcome<&organisations::Model> {
        Some(&self.opened.organisation).filter(|own| own.slug == slug).ok_or(Failure::Missing)
    }

    /// The same, when the key opens this.
    ///
    /// # Errors
    /// As [`Bearer::of`]; [`Refusal::ScopeNeeded`].
    pub fn may(&self, scope: Scope, slug: &str) -> Outcome<&organisations::Model> {
        let of = self.of(slug)?;
        if self.opened.key.opens(scope) { Ok(of) } else { Err(Refusal::ScopeNeeded { scope: scope.name() }.into()) }
    }
}

impl FromRequestParts<AppContext> for Bearer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, ctx: &AppContext) -> Result<Self, Failure> {
        let house = House::of(ctx);
        let token = bearer(&parts.headers).ok_or(Refusal::KeyNeeded)?;
        let opened = api_keys::open(&house, token).await?;
        house.limits.check(Limit::Calls, Who::Key(opened.key.id))?;
        Ok(Self { house, opened })
    }
}
