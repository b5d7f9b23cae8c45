//! What a form said, kept while it is handled: when it cannot be taken (too fast,
//! the database away, a door that closed meanwhile), the words come back with the
//! page that says so. To whoever sent them, and nothing with them.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, BodyDataStream, to_bytes},
    http::{HeaderMap, StatusCode, header},
};
use bytes::Bytes;
use futures_util::Stream;

use crate::views::admin::{Again, Words};

/// Whether what is sent is a form of ours.
pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.split(';').next().unwrap_or_default().trim() == "application/x-www-form-urlencoded")
}

/// Left in a request by the layer that answers for failures, filled by whoever
/// reads the form. Costs a form nothing but a reference.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<Form>);

#[derive(Debug, Default)]
struct Form {
    read: OnceLock<Bytes>,
    unread: Mutex<Option<BodyDataStream>>,
}

/// As much as any form may hold, in bytes (`limit_payload` in `config/`).
const MOST: usize = 1 << 20;

impl Kept {
    pub fn keep(&self, form: &Bytes) {
        let _ = self.0.read.set(form.clone());
    }

    /// What is sent, for whoever reads it; comes back here from who never began to.
    pub fn lend(&self, body: Body) -> Body {
        Body::from_stream(Lent { body: Some(body.into_data_stream()), begun: false, home: self.0.clone() })
    }

    /// Reads the form that nobody read: they failed before, asking who sent it.
    pub async fn read_after_all(&self) {
        let unread = self.0.unread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(unread) = unread
            && let Ok(form) = to_bytes(Body::from_stream(unread), MOST).await
        {
            self.keep(&form);
        }
    }

    /// What comes back with this failure: the form to send again where waiting mends
    /// it; where it does not, the words alone, if there are any.
    pub fn given_back(&self, status: StatusCode, action: &str) -> Option<Again> {
        let again = self.again(action)?;
        match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Some(again),
            StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::GONE => {
                let fields: Vec<Words> =
                    again.fields.into_iter().filter(|words| words.shown && !words.value.trim().is_empty()).collect();
                (!fields.is_empty()).then_some(Again { action: None, fields, unseen: false })
            }
            _ => None,
        }
    }

    /// The form to send again to `action`.
    fn again(&self, action: &str) -> Option<Again> {
        Some(Again::of(action, self.fields()?))
    }

    /// What was sent; none when nothing was typed, or when a password was: that is
    /// neither sent back nor held.
    pub fn fields(&self) -> Option<Vec<(String, String)>> {
        let fields: Vec<(String, String)> = form_urlencoded::parse(self.0.read.get()?)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        (!fields.is_empty() && !fields.iter().any(|(name, _)| name.contains("password"))).then_some(fields)
    }
}

/// A body on loan.
struct Lent {
    body: Option<BodyDataStream>,
    begun: bool,
    home: Arc<Form>,
}

impl Stream for Lent {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.begun = true;
        self.body.as_mut().map_or(Poll::Ready(None), |body| Pin::new(body).poll_next(context))
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if !self.begun {
            *self.home.unread.lock().unwrap_or_else(PoisonError::into_inner) = self.body.take();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(form: &'static str) -> Option<Again> {
        let kept = Kept::default();
        kept.keep(&Bytes::from_static(form.as_bytes()));
        kept.again("/threads/1/posts")
    }

    #[test]
    fn words_come_back_a_password_does_not() {
        let again = kept("body=Des+mots%0Asur+deux+lignes&quote=3").unwrap();
        let fields: Vec<_> = again.fields.iter().map(|words| (words.value.as_str(), words.shown)).collect();
        assert_eq!(fields, [("Des mots\nsur deux lignes", true), ("3", false)]);
        assert!(!again.unseen && kept("email=a%40b.test").unwrap().unseen, "what is not shown is not said to be");
        assert!(kept("email=a%40b.test&password=secret").is_none());
        assert!(kept("").is_none() && Kept::default().again("/").is_none());
    }

    #[test]
    fn where_waiting_mends_nothing_only_long_words_come_back() {
        let given = |form: &'static str, status: u16| {
            let kept = Kept::default();
            kept.keep(&Bytes::from_static(form.as_bytes()));
            kept.given_back(StatusCode::from_u16(status).unwrap(), "/threads/1/posts")
                .map(|again| (again.action.is_some(), again.fields.len()))
        };
        for (status, reply) in [(429, Some((true, 2))), (503, Some((true, 2))), (404, Some((false, 1)))] {
            assert_eq!(given("body=Des+mots&quote=3", status), reply, "{status}");
        }
        assert_eq!(given("body=Des+mots", 403), Some((false, 1)));
        assert_eq!(given("body=Des+mots", 422), None);
        assert_eq!(given("level=mine", 404), None);
        assert_eq!(given("body=+", 404), None);
        for status in [403, 404, 429, 503] {
            assert_eq!(given("body=Des+mots&password=secret", status), None);
        }
    }
}
