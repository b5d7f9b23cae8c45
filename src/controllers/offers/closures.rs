//! Ending an offer while people wait for an answer to it: what became of it, the reason
//! and the words they will read, and one press that does both. The first form shows the
//! usual words of a reason; the second sends them, as they were left or edited.

use serde::Deserialize;

use super::acts::counted;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{Asked, At, Member, Numbered, Wrote},
};
use crate::{
    models::{
        applications::{
            closing,
            reasons::{REASONS, Reasoned, usual},
        },
        offers::{Readable, life::WAYS},
    },
    refusals::Refusal,
    views::{Choice, Field, applications::ClosurePage, at_the_top},
};

/// What a link or the first form has chosen.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    how: String,
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    how: String,
    reason: String,
    words: String,
}

pub(super) async fn new(me: Member, At(asked): At<Numbered>, Asked(chosen): Asked<Chosen>) -> Answer {
    let offer = super::found(&me, &asked).await?;
    offer.recruited_by_me()?;
    let among =
        |typed: &str, known: &[&'static str]| known.iter().copied().find(|one| *one == typed).unwrap_or(known[0]);
    let reason = among(&chosen.reason, &REASONS);
    let typed =
        Form { how: among(&chosen.how, &WAYS).to_owned(), reason: reason.to_owned(), words: usual(me.lang, reason) };
    page(&me, &offer, &typed, None).await
}

pub(super) async fn create(At(asked): At<Numbered>, Wrote(me, typed): Wrote<Form>) -> Answer {
    let offer = counted(&me, &asked).await?;
    offer.recruited_by_me()?;
    let done = match Reasoned::typed(&typed.reason, &typed.words) {
        Ok(why) => offer.close(&me.house.db, &me.person, &typed.how, &why).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(offer) => {
            drafts::sent(&me).await?;
            then(offer.path()).saying(&me, "offer-closed").go()
        }
        Err(failure) => page(&me, &offer, &typed, Some(&failure.refusal()?)).await,
    }
}

async fn page(me: &Member, offer: &Readable, typed: &Form, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    Page::new("offers/closure.html", lang.say("closure-title")).noindex().section("offers").refused(refusal).show(
        me,
        &ClosurePage {
            act: offer.act("closure"),
            offer: (offer.path(), offer.title.clone()),
            waiting: closing::waiting(&me.house.db, offer.id).await?,
            ways: Choice::among("closure-how", &WAYS, &typed.how, false),
            how: typed.how.clone(),
            how_error: field("how", "").error,
            reasons: Choice::among("application-reason", &REASONS, &typed.reason, false),
            reason: typed.reason.clone(),
            reason_error: field("reason", "").error,
            words: field("words", &typed.words),
            refusal: at_the_top(lang, refusal, &["how", "reason", "words"]),
        },
    )
}
