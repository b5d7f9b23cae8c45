//! The address of an organisation's software, and what was written there. Its secret is
//! shown once, as a key is.

use serde::Deserialize;

use super::sources::recruited;
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Numbered, Posted},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        organisations,
        webhooks::{self, queueing},
    },
    refusals::Refusal,
    views::{
        Field, at_the_top,
        offers::software::{DeliveryRow, WebhookPage},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    address: String,
}

pub(super) async fn show(me: Member, At(slug): At<String>) -> Answer {
    let organisation = recruited(&me, &slug).await?;
    page(&me, &organisation, None, None, None).await
}

pub(super) async fn open(me: Member, At(slug): At<String>, Posted(typed): Posted<Typed>) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = recruited(&me, &slug).await?;
    match webhooks::open(&me.house, &organisation, &me.person, &typed.address).await {
        Ok(webhook) => page(&me, &organisation, None, Some(webhook.secret(&me.house)), None).await,
        Err(failure) => page(&me, &organisation, Some(&typed.address), None, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn close(me: Member, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = recruited(&me, &slug).await?;
    webhooks::close(&me.house.db, &organisation).await?;
    then(organisation.act("webhook")).saying(&me, "webhook-closed").go()
}

/// Something to try it with, though nothing happened.
pub(super) async fn ping(me: Member, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = recruited(&me, &slug).await?;
    queueing::ping(&me.house.db, &organisation).await?;
    then(organisation.act("webhook")).saying(&me, "webhook-tried").go()
}

pub(super) async fn again(
    me: Member,
    At((slug, delivery)): At<(String, Numbered)>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = recruited(&me, &slug).await?;
    queueing::again(&me.house.db, &organisation, delivery.id).await?;
    then(organisation.act("webhook")).saying(&me, "webhook-again").go()
}

/// As it is; `typed` in the place of the address that is kept, while it is refused.
async fn page(
    me: &Member,
    organisation: &organisations::Model,
    typed: Option<&str>,
    secret: Option<String>,
    refusal: Option<&Refusal>,
) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let webhook = webhooks::of(db, organisation.id).await?;
    let deliveries = match &webhook {
        Some(webhook) => webhooks::deliveries(db, webhook.id).await?,
        None => vec![],
    };
    let kept = webhook.as_ref().map(|webhook| webhook.address.as_str()).unwrap_or_default();
    Page::new("organisations/webhook.html", lang.say("webhook-title"))
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &WebhookPage {
                path: organisation.path(),
                called: organisation.name.clone(),
                address: Field::typed(lang, "address", typed.unwrap_or(kept), refusal),
                is_open: webhook.is_some(),
                is_paused: webhook.as_ref().is_some_and(webhooks::Model::is_paused),
                secret,
                deliveries: deliveries.iter().map(|one| DeliveryRow::of(lang, organisation, one)).collect(),
                refusal: at_the_top(lang, refusal, &["address"]),
            },
        )
}
