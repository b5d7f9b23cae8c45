//! Why nothing was fetched, told apart as far as a person can do something about it.
//! None of it says an address: what a name resolves to is nobody's business.

use std::{error::Error, io, time::SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::{
    StatusCode,
    header::{HeaderMap, RETRY_AFTER},
};

use super::{guard::Guard, resolving::Unresolved};
use crate::clock;

/// The furthest that a server puts us off.
const DAY: TimeDelta = TimeDelta::days(1);

#[derive(Debug, thiserror::Error)]
pub enum Unfetched {
    /// The address, or one it sends on to, is not asked.
    #[error("refused: {0}")]
    Refused(#[from] Guard),
    #[error("no such host")]
    NoSuchHost,
    /// Nobody answers there, or not in time.
    #[error("cannot be reached")]
    Unreachable,
    /// TLS failed: a certificate that nobody vouches for, out of date, or of another name.
    #[error("cannot be reached safely")]
    Insecure,
    /// No answer in time, or one that drips.
    #[error("answers too slowly")]
    TooSlow,
    /// The whole took longer than a fetch may.
    #[error("takes too long")]
    TooLong,
    #[error("heavier than {bytes} bytes")]
    TooHeavy {
        /// The most there may be.
        bytes: u64,
    },
    /// What came is not HTTP, or ended before it was whole.
    #[error("breaks off, or is not HTTP")]
    Broken,
    #[error("sends on too many times")]
    TooManyRedirects,
    #[error("answers {status}")]
    Status { status: u16 },
    /// Nothing there: for now (404), or for ever (410).
    #[error("is not there: {status}")]
    Gone { status: u16 },
    /// The server has too much to do (429, 503).
    #[error("asks to come back later: {status}")]
    Later {
        /// Not before then, if it says when; within a day.
        after: Option<DateTime<Utc>>,
        status: u16,
    },
    #[error("cannot be kept: {0}")]
    Disk(#[from] io::Error),
}

impl Unfetched {
    /// For translations and receipts: never changed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Refused(why) => why.name(),
            Self::NoSuchHost => "no-such-host",
            Self::Unreachable => "unreachable",
            Self::Insecure => "insecure",
            Self::TooSlow => "too-slow",
            Self::TooLong => "too-long",
            Self::TooHeavy { .. } => "too-heavy",
            Self::Broken => "broken",
            Self::TooManyRedirects => "too-many-redirects",
            Self::Status { .. } => "status",
            Self::Gone { .. } => "gone",
            Self::Later { .. } => "later",
            Self::Disk(_) => "disk",
        }
    }

    /// What the server answered, where it did.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status { status } | Self::Gone { status } | Self::Later { status, .. } => Some(*status),
            _ => None,
        }
    }

    pub(super) fn of(error: &reqwest::Error) -> Self {
        match cause::<Unresolved>(error) {
            Some(Unresolved::NotPublic) => Guard::NotPublic.into(),
            Some(Unresolved::NoSuchHost) => Self::NoSuchHost,
            None if cause::<rustls::Error>(error).is_some() => Self::Insecure,
            None if error.is_connect() => Self::Unreachable,
            None => Self::Broken,
        }
    }

    /// By a status that brings nothing.
    pub(super) fn answered(status: StatusCode, headers: &HeaderMap) -> Self {
        let said = status.as_u16();
        match status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Self::Gone { status: said },
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                Self::Later { after: after(headers, clock::now()), status: said }
            }
            _ => Self::Status { status: said },
        }
    }
}

/// In seconds or as a date, of any of the three forms (RFC 9110, 10.2.3 and 5.6.7).
fn after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let said = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let latest = now + DAY;
    if !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit()) {
        // Digits beyond what is counted in are a long time too.
        let seconds = said.parse().ok().and_then(TimeDelta::try_seconds).unwrap_or(DAY);
        return Some(now + seconds.min(DAY));
    }
    let date: DateTime<Utc> = httpdate::parse_http_date(said).map(SystemTime::into).ok()?;
    Some(date.clamp(now, latest))
}

/// The first error of such a type beneath another. An `io::Error` hides the one it was
/// made of: its `source` is already the one beneath.
fn cause<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(said: &'static str) -> Option<String> {
        let now = "2026-03-01T12:00:00Z".parse().unwrap();
        let headers = HeaderMap::from_iter([(RETRY_AFTER, said.parse().unwrap())]);
        after(&headers, now).map(|after| after.to_rfc3339())
    }

    #[test]
    fn when_to_come_back_is_said_in_seconds_or_as_a_date_and_is_within_a_day() {
        let hour = Some("2026-03-01T13:00:00+00:00".to_owned());
        for said in
            ["3600", "Sun, 01 Mar 2026 13:00:00 GMT", "Sunday, 01-Mar-26 13:00:00 GMT", "Sun Mar  1 13:00:00 2026"]
        {
            assert_eq!(read(said), hour, "{said}");
        }
        let day = Some("2026-03-02T12:00:00+00:00".to_owned());
        for said in ["86401", "99999999999999999999999999", "9223372036854775807", "Sun, 01 Mar 2037 13:00:00 GMT"] {
            assert_eq!(read(said), day, "{said}");
        }
        assert_eq!(read("Sun, 01 Mar 2020 13:00:00 GMT").as_deref(), Some("2026-03-01T12:00:00+00:00"));
        for said in ["", "-1", "soon", "1.5"] {
            assert_eq!(read(said), None, "{said}");
        }
    }

    #[test]
    fn each_has_a_name_of_its_own() {
        let refused = [
            Guard::NotAnAddress,
            Guard::Scheme,
            Guard::NotSafe,
            Guard::Port,
            Guard::Credentials,
            Guard::LocalName,
            Guard::OwnHost,
            Guard::NotPublic,
            Guard::Downgrade,
        ];
        let others = [
            Unfetched::NoSuchHost,
            Unfetched::Unreachable,
            Unfetched::Insecure,
            Unfetched::TooSlow,
            Unfetched::TooLong,
            Unfetched::TooHeavy { bytes: 1 },
            Unfetched::Broken,
            Unfetched::TooManyRedirects,
            Unfetched::Status { status: 500 },
            Unfetched::Gone { status: 404 },
            Unfetched::Later { after: None, status: 503 },
            Unfetched::Disk(io::Error::other("full")),
        ];
        let all: Vec<_> = refused.into_iter().map(Unfetched::from).chain(others).collect();
        let names: std::collections::BTreeSet<_> = all.iter().map(Unfetched::name).collect();
        assert_eq!(names.len(), all.len());
        assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
    }
}
