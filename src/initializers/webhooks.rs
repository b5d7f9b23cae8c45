//! Writes to the software of organisations what became of their offers. What waits is in
//! rows (see `models/webhooks`): what is broken off is sent again under the same number.

use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use ring::hmac;

use crate::{
    fetching::Unfetched,
    house::House,
    models::{
        links::hex,
        webhooks::delivering::{self, Taken},
    },
    refusals::{Failure, Outcome},
    views::offers::receipts::Delivery,
};

/// Delivers what is due at `now`, to several at once, each its own one after the other.
///
/// # Errors
/// When the database refuses: what was not delivered is due still.
pub async fn deliver_due(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    while !house.closing().has_begun() {
        let taken = delivering::take(&house.db, now).await?;
        if taken.is_empty() {
            break;
        }
        for delivered in join_all(taken.iter().map(|one| deliver(house, one, now))).await {
            delivered?;
        }
    }
    Ok(())
}

async fn deliver(house: &House, taken: &Taken, now: DateTime<Utc>) -> Outcome<()> {
    let told = delivering::told(&house.db, &taken.delivery).await?;
    let body = serde_json::to_vec(&Delivery::of(house, &taken.delivery, told.as_ref()))
        .map_err(|error| Failure::Broken(error.to_string()))?;
    let outcome = match headers(house, taken, &body, now) {
        Some(headers) => house.fetcher.post(&taken.webhook.address, headers, body).await,
        None => Err(Unfetched::Broken),
    };
    Ok(delivering::settle(&house.db, taken, outcome, now).await?)
}

/// What it is, which, and that it is from here: nobody else knows the secret, and the time
/// is signed with the words so that neither can be said again later.
fn headers(house: &House, taken: &Taken, body: &[u8], now: DateTime<Utc>) -> Option<HeaderMap> {
    let signature = signature(&taken.webhook.secret(house), now.timestamp(), body);
    let said = [
        (CONTENT_TYPE, "application/json".to_owned()),
        (HeaderName::from_static("passerelle-event"), taken.delivery.event.clone()),
        (HeaderName::from_static("passerelle-delivery"), taken.delivery.id.to_string()),
        (HeaderName::from_static("passerelle-signature"), signature),
    ];
    said.into_iter().map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?))).collect()
}

/// `t=1795000000,v1=…`: the time, and HMAC-SHA-256 (RFC 2104) of the time, a dot and the body.
pub fn signature(secret: &str, time: i64, body: &[u8]) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signed = hmac::sign(&key, &[format!("{time}.").as_bytes(), body].concat());
    format!("t={time},v1={}", hex(signed.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by another implementation: `printf '1795000000.{}' | openssl dgst -sha256 -hmac whs_secret`.
    #[test]
    fn a_signature_is_that_of_anybody_with_the_secret() {
        let signed = signature("whs_secret", 1_795_000_000, b"{}");
        assert_eq!(signed, "t=1795000000,v1=a3d8219edf5bbb9d54ff8a63e5fa0ad2bcff9d316dd55fcd32b8d83597bda46d");
    }
}
