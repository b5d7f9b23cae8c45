//! What was sent: a form, a path, what stands after the question mark.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{StatusCode, request::Parts},
};
use loco_rs::app::AppContext;
use serde::de::DeserializeOwned;

use super::{Member, Visit};
use crate::{
    controllers::kept::{Kept, is_form},
    refusals::{Failure, Refusal},
};

/// A form, as it was posted: `application/x-www-form-urlencoded`, no field that
/// the struct does not know, none twice.
#[derive(Debug)]
pub struct Posted<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppContext> for Posted<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, ctx: &AppContext) -> Result<Self, Failure> {
        let kept = request.extensions().get::<Kept>().cloned();
        let form = is_form(request.headers());
        let bytes = Bytes::from_request(request, ctx).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Refusal::UnreadableForm.into(),
        })?;
        if let Some(kept) = kept {
            kept.keep(&bytes);
        }
        if !form && !bytes.is_empty() {
            return Err(Refusal::UnreadableForm.into());
        }
        Ok(Self(read_form(&bytes)?))
    }
}

/// A form that someone signed in sends. Sent after their session ended, it is read all
/// the same, so that its words are held for them (see `error_pages`).
#[derive(Debug)]
pub struct Wrote<T>(pub Member, pub T);

impl<T: DeserializeOwned> FromRequest<AppContext> for Wrote<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, ctx: &AppContext) -> Result<Self, Failure> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, ctx).await?;
        let Posted(typed) = Posted::from_request(Request::from_parts(parts, body), ctx).await?;
        Ok(Self(visit.member().map_err(|_| Failure::SignIn)?, typed))
    }
}

/// A box that was ticked: browsers send `on`, and nothing for one that was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub enum Ticked {
    #[serde(rename = "on")]
    Yes,
    #[default]
    #[serde(rename = "")]
    No,
}

impl Ticked {
    pub fn is(self) -> bool {
        self == Self::Yes
    }
}

impl From<bool> for Ticked {
    fn from(ticked: bool) -> Self {
        if ticked { Self::Yes } else { Self::No }
    }
}

pub(super) fn read_form<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    // What is not UTF-8 is no text of ours: refused, never replaced.
    if !percent_decoded_is_utf8(bytes) {
        return Err(Refusal::UnreadableForm);
    }
    serde_urlencoded::from_bytes(bytes).map_err(|_| Refusal::UnreadableForm)
}

fn percent_decoded_is_utf8(bytes: &[u8]) -> bool {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        let digit = |byte: &u8| (*byte as char).to_digit(16);
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if digit(high).is_some() && digit(low).is_some() => {
                decoded.push((digit(high).unwrap_or(0) * 16 + digit(low).unwrap_or(0)) as u8);
                rest = after;
            }
            _ => {
                decoded.push(*first);
                rest = tail;
            }
        }
    }
    std::str::from_utf8(&decoded).is_ok()
}

/// A noun's number in an address: `12`, `12-its-title`, `12.atom`.
#[derive(Clone, Debug)]
pub struct Numbered {
    pub id: i64,
    /// What follows the number and its dash.
    pub slug: String,
    /// What follows a dot: `atom`.
    pub format: Option<String>,
}

impl<'de> serde::Deserialize<'de> for Numbered {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a number"))
    }
}

impl Numbered {
    fn parse(text: &str) -> Option<Self> {
        let (stem, format) = match text.rsplit_once('.') {
            Some((stem, format)) if !format.is_empty() => (stem, Some(format.to_owned())),
            _ => (text, None),
        };
        let (number, slug) = stem.split_once('-').unwrap_or((stem, ""));
        if number.is_empty() || number.len() > 18 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self { id: number.parse().ok()?, slug: slug.to_owned(), format })
    }
}

/// A room's or a tag's slug in an address, with a format after a dot.
#[derive(Clone, Debug)]
pub struct Slugged {
    pub slug: String,
    pub format: Option<String>,
}

impl<'de> serde::Deserialize<'de> for Slugged {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.rsplit_once('.') {
            Some((slug, format)) if !format.is_empty() => {
                Self { slug: slug.to_owned(), format: Some(format.to_owned()) }
            }
            _ => Self { slug: text, format: None },
        })
    }
}

/// A path that fits its route, or nothing there.
#[derive(Debug)]
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<AppContext> for At<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, ctx: &AppContext) -> Result<Self, Failure> {
        // No name of ours holds a NUL, and PostgreSQL does not even look for one.
        if parts.uri.path().contains("%00") {
            return Err(Failure::Missing);
        }
        axum::extract::Path::<T>::from_request_parts(parts, ctx)
            .await
            .map(|path| Self(path.0))
            .map_err(|_| Failure::Missing)
    }
}

/// What stands after the question mark. An unknown parameter is ignored (links
/// carry all sorts); an unreadable one counts as absent.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequestParts<AppContext> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &AppContext) -> Result<Self, Failure> {
        let query = parts.uri.query().filter(|query| !query.contains("%00")).unwrap_or_default();
        Ok(Self(serde_urlencoded::from_str(query).unwrap_or_default()))
    }
}

/// The same, where a part of what was asked would be answered by something else: refused
/// when it cannot be read, or says one thing twice.
#[derive(Debug)]
pub struct AskedWhole<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<AppContext> for AskedWhole<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &AppContext) -> Result<Self, Failure> {
        Ok(Self(read_form(parts.uri.query().unwrap_or_default().as_bytes())?))
    }
}
