//! What a form said, kept while it is handled: when the database goes away in
//! the middle, the words come back with the page that says so.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use crate::views::admin::{Again, Words};

/// Left in a request by the layer that answers for failures, filled by whoever
/// reads the form. Costs a form nothing but a reference.
#[derive(Clone, Debug, Default)]
pub struct Kept(Arc<OnceLock<Bytes>>);

impl Kept {
    pub fn keep(&self, form: &Bytes) {
        let _ = self.0.set(form.clone());
    }

    /// The form to send again to `action`; none when nothing was typed, or when a
    /// password was: that is never sent back.
    pub fn again(&self, action: &str) -> Option<Again> {
        let fields: Vec<(String, String)> = form_urlencoded::parse(self.0.get()?)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if fields.is_empty() || fields.iter().any(|(name, _)| name.contains("password")) {
            return None;
        }
        let words = |(name, value): (String, String)| {
            let shown = name == "body" || value.contains('\n') || value.chars().count() > 80;
            Words { name, value, shown }
        };
        Some(Again { action: action.to_owned(), fields: fields.into_iter().map(words).collect() })
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
        assert!(kept("email=a%40b.test&password=secret").is_none());
        assert!(kept("").is_none() && Kept::default().again("/").is_none());
    }
}
