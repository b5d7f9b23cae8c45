//! The end: a thank-you, or the author's word.

use serde::Deserialize;

use super::{Back, found, page};
use crate::controllers::{
    answers::{Answer, then},
    drafts,
    extractors::{At, Member, Numbered, Posted, Ticked, Wrote},
    sessions::Nothing,
};
use crate::initializers::limits::Limit;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Ending {
    /// Pressed: one says thank you.
    thanks: Ticked,
    sentence: String,
}

pub(super) async fn close(At(asked): At<Numbered>, Wrote(me, typed): Wrote<Ending>) -> Answer {
    me.count(Limit::Acts)?;
    let (db, entry) = (&me.house.db, found(&me, &asked).await?);
    let thanks = typed.thanks.is() || !typed.sentence.trim().is_empty();
    let done =
        if thanks { entry.thank(db, &me.person, &typed.sentence).await } else { entry.close(db, &me.person).await };
    match done {
        Ok(()) if thanks => {
            drafts::sent(&me).await?;
            then(entry.path()).saying(&me, "aid-thanked").go()
        }
        Ok(()) => then(entry.path()).undoable(&me, "aid-closed", &entry.act("closure/removal"), &[]).go(),
        Err(failure) => page(&me, &entry, Back::Thanks(&typed.sentence, &failure.refusal()?)).await,
    }
}

pub(super) async fn reopen(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    match entry.reopen(&me.house.db, &me.person).await {
        Ok(()) => then(entry.path()).saying(&me, "aid-reopened").go(),
        Err(failure) => page(&me, &entry, Back::Act(&failure.refusal()?)).await,
    }
}
