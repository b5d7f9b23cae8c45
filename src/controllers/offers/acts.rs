//! What becomes of an offer, a button an act. Each says what it did, and offers its
//! contrary where there is one.

use serde::Deserialize;

use super::{found, page};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Numbered, Posted},
    organisations::channels::Switches,
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::offers::{Model, Readable},
    refusals::{Failure, Outcome, Refusal},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Filling {
    how: String,
}

pub(super) async fn publish(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let done = offer.publish(&me.house.db, &me.house.check(), &me.person).await;
    after(&me, &offer, done, "offer-published", Some("pause")).await
}

pub(super) async fn pause(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let done = offer.pause(&me.house.db, &me.person).await;
    after(&me, &offer, done, "offer-paused", Some("publication")).await
}

pub(super) async fn fill(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Filling>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let done = offer.fill(&me.house.db, &me.person, &typed.how).await;
    if is_awaited(&done) {
        return then(offer.act(&format!("closure?how={}", typed.how))).go();
    }
    after(&me, &offer, done, "offer-filled", Some("renewal")).await
}

pub(super) async fn renew(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let done = offer.renew(&me.house.db, &me.house.check(), &me.person).await;
    after(&me, &offer, done, "offer-renewed", None).await
}

/// Keeps it from channels, or lets it go there again.
pub(super) async fn switch(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Switches>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let done = offer.close_channels(&me.house.db, &me.person, &typed.closed()).await;
    after(&me, &offer, done, "channels-kept", None).await
}

pub(super) async fn copy(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let copy = offer.copy(&me.house.db, &me.house.check(), &me.person).await?;
    then(copy.act("edit")).saying(&me, "offer-copied").go()
}

pub(super) async fn withdraw(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let done = offer.withdraw(&me.house.db, &me.person).await;
    if is_awaited(&done) {
        return then(offer.act("closure?how=withdrawn")).go();
    }
    after(&me, &offer, done, "offer-withdrawn", Some("removal/undo")).await
}

pub(super) async fn put_back(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let done = offer.put_back(&me.house.db, &me.person).await;
    after(&me, &offer, done, "offer-put-back", None).await
}

pub(super) async fn counted(me: &Member, asked: &Numbered) -> Outcome<Readable> {
    me.count(Limit::Acts)?;
    found(me, asked).await
}

/// People wait for an answer to it: it ends on a page of its own, with one.
fn is_awaited(done: &Outcome<Model>) -> bool {
    matches!(done, Err(Failure::Refused(Refusal::AnswersWait { .. })))
}

async fn after(me: &Member, offer: &Readable, done: Outcome<Model>, notice: &str, undo: Option<&str>) -> Answer {
    match done {
        Ok(offer) => {
            let way = then(offer.path());
            match undo {
                Some(undo) => way.undoable(me, notice, &offer.act(undo), &[]).go(),
                None => way.saying(me, notice).go(),
            }
        }
        // What is missing is written in the form.
        Err(failure) => match failure.refusal()? {
            refusal @ (Refusal::Required { .. } | Refusal::OfferUnlawful | Refusal::BadDate { .. }) => {
                super::writing::mend(me, offer, &refusal).await
            }
            refusal => page(me, offer, Some(&refusal)).await,
        },
    }
}
