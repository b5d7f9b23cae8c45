//! The organisation's two answers.

use serde::Deserialize;

use super::received::{found, page};
use crate::controllers::{
    answers::{Answer, then},
    drafts,
    extractors::{At, Member, Posted, Wrote},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::applications::reasons::Reasoned,
    refusals::{Failure, Refusal},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct No {
    reason: String,
    words: String,
}

pub(super) async fn accept(
    me: Member,
    At((slug, id)): At<(String, i64)>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    me.count(Limit::Acts)?;
    let received = found(&me, &slug, id).await?;
    match received.accept(&me.house.db, &me.person).await {
        Ok(contact) => then(format!("/me/contacts/{contact}")).saying(&me, "application-accepted").go(),
        Err(failure) => again(&me, &slug, id, ("", ""), &failure.refusal()?).await,
    }
}

pub(super) async fn refuse(At((slug, id)): At<(String, i64)>, Wrote(me, typed): Wrote<No>) -> Answer {
    me.count(Limit::Acts)?;
    let received = found(&me, &slug, id).await?;
    let done = match Reasoned::typed(&typed.reason, &typed.words) {
        Ok(why) => received.refuse(&me.house.db, &me.person, &why).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(()) => {
            drafts::sent(&me).await?;
            then(received.organisation.act("applications")).saying(&me, "application-refused").go()
        }
        Err(failure) => again(&me, &slug, id, (&typed.reason, &typed.words), &failure.refusal()?).await,
    }
}

/// The page as it is now, with what was typed. What is not theirs to read any more is said
/// by the reason alone.
async fn again(me: &Member, slug: &str, id: i64, typed: (&str, &str), refusal: &Refusal) -> Answer {
    match found(me, slug, id).await {
        Ok(received) => page(me, &received, typed, Some(refusal)).await,
        Err(Failure::Missing) => Err(refusal.clone().into()),
        Err(failure) => Err(failure),
    }
}
