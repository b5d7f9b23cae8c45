//! Where one applies, and by what an offer is known again.

use sha2::{Digest, Sha256};
use url::Url;

use super::{super::Slot, Said};
use crate::models::{folded::fold, offers::claims::Claims};

/// Bytes of a reference, and of an address.
const REFERENCE: usize = 200;
const ADDRESS: usize = 2_000;

pub(super) fn apply(said: &Said) -> Option<String> {
    said.each(Slot::Apply).find_map(|value| web(&value).or_else(|| mail(&value)))
}

/// https or http, to a host, without a name and password before it.
fn web(value: &str) -> Option<String> {
    let value = value.split_whitespace().next()?;
    let value = if value.starts_with("www.") { &format!("https://{value}") } else { value };
    let url = Url::parse(value).ok()?;
    let is_plain = matches!(url.scheme(), "https" | "http") && url.username().is_empty() && url.password().is_none();
    (is_plain && url.has_host() && url.as_str().len() <= ADDRESS).then(|| url.into())
}

/// An address of mail, alone or behind a word: "Courriel : a@example.org".
fn mail(value: &str) -> Option<String> {
    let is_part = |part: &str, others: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
    };
    let addresses = value.split_whitespace().filter_map(|word| {
        let word = word.trim_start_matches("mailto:").trim_matches(['<', '>', '(', ')', ',', ';', '.', '"']);
        let (name, host) = word.split_once('@')?;
        let is_address = is_part(name, "._%+-") && is_part(host, ".-") && host.contains('.') && word.len() <= 254;
        is_address.then(|| format!("mailto:{word}"))
    });
    addresses.into_iter().next()
}

/// The feed's own.
pub(super) fn reference(said: &Said) -> Option<String> {
    said.first(Slot::Reference).map(|reference| short(&reference))
}

/// As it is, or its fingerprint when it is long: an address with all its marks.
pub(super) fn short(reference: &str) -> String {
    if reference.len() <= REFERENCE { reference.to_owned() } else { hashed(reference) }
}

/// When nothing else tells an offer from another: what it is, where, for whom.
pub(super) fn fingerprint(claims: &Claims) -> String {
    let place = claims.places.first().map(|place| &*place.label).unwrap_or_default();
    let employer = claims.employer.as_deref().unwrap_or_default();
    hashed(&[&*claims.title, place, employer].map(fold).join("\n"))
}

fn hashed(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let hexadecimal: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("sha256-{hexadecimal}")
}
