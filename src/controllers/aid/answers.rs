//! Answers: sending one, choosing, declining, taking back, writing to each other.

use serde::Deserialize;

use super::{Back, found, page};
use crate::controllers::{
    answers::{Answer, then},
    drafts,
    extractors::{At, Member, Numbered, Posted, Wrote},
    sessions::Nothing,
};
use crate::{initializers::limits::Limit, models::aid_requests::Readable, refusals::Outcome};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    body: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Handle {
    handle: String,
}

/// `/aid/12/answers/3`
type Pair = At<(Numbered, i64)>;

pub(super) async fn answer(At(asked): At<Numbered>, Wrote(me, typed): Wrote<Words>) -> Answer {
    me.count(Limit::Replies)?;
    let entry = found(&me, &asked).await?;
    match entry.answer(&me.house.db, &me.person, &typed.body).await {
        Ok(()) => {
            drafts::sent(&me).await?;
            then(format!("{}#answers", entry.path())).saying(&me, "aid-answered").go()
        }
        Err(failure) => {
            let entry = found(&me, &asked).await?;
            page(&me, &entry, Back::Answer(&typed.body, &failure.refusal()?)).await
        }
    }
}

pub(super) async fn write(At((asked, answer)): Pair, Wrote(me, typed): Wrote<Words>) -> Answer {
    me.count(Limit::Replies)?;
    let entry = found(&me, &asked).await?;
    match entry.write(&me.house.db, &me.person, answer, &typed.body).await {
        Ok(()) => {
            drafts::sent(&me).await?;
            then(format!("{}#answer-{answer}", entry.path())).saying(&me, "aid-written").go()
        }
        Err(failure) => {
            let entry = found(&me, &asked).await?;
            page(&me, &entry, Back::Message(answer, &typed.body, &failure.refusal()?)).await
        }
    }
}

pub(super) async fn ask(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Handle>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    let done = entry.ask(&me.house.db, &me.person, &typed.handle).await;
    after(&me, &asked, done, |me, entry| then(entry.path()).saying(me, "aid-asked").go()).await
}

pub(super) async fn accept(me: Member, At((asked, answer)): Pair, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    let done = entry.accept(&me.house.db, &me.person, answer).await;
    let undo = entry.act(&format!("answers/{answer}/acceptance/removal"));
    after(&me, &asked, done, |me, entry| then(entry.path()).undoable(me, "aid-accepted", &undo, &[]).go()).await
}

pub(super) async fn decline(me: Member, At((asked, answer)): Pair, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    let done = entry.decline(&me.house.db, &me.person, answer).await;
    let undo = entry.act(&format!("answers/{answer}/refusal/removal"));
    after(&me, &asked, done, |me, entry| then(entry.path()).undoable(me, "aid-declined", &undo, &[]).go()).await
}

pub(super) async fn reconsider(me: Member, At((asked, answer)): Pair, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    let done = entry.reconsider(&me.house.db, &me.person, answer).await;
    after(&me, &asked, done, |me, entry| then(entry.path()).saying(me, "aid-reconsidered").go()).await
}

pub(super) async fn take_back(me: Member, At((asked, answer)): Pair, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    let undo = entry.act(&format!("answers/{answer}/removal/undo"));
    match entry.take_answer_back(&me.house.db, &me.person, answer).await {
        // Gone from there, an entry of a few may not be theirs to read any more.
        Ok(()) => then("/me/aid").undoable(&me, "aid-answer-back", &undo, &[]).go(),
        Err(failure) => page(&me, &entry, Back::Act(&failure.refusal()?)).await,
    }
}

pub(super) async fn put_back(me: Member, At((asked, answer)): Pair, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let entry = found(&me, &asked).await?;
    let done = entry.put_answer_back(&me.house.db, &me.person, answer).await;
    after(&me, &asked, done, |me, entry| then(entry.path()).saying(me, "aid-answered").go()).await
}

/// After a button was pressed: on, or the page with the reason why not.
async fn after(
    me: &Member,
    asked: &Numbered,
    done: Outcome<()>,
    on: impl FnOnce(&Member, &Readable) -> Answer + Send,
) -> Answer {
    // As it is now: someone else may have been quicker.
    match done {
        Ok(()) => on(me, &found(me, asked).await?),
        Err(failure) => {
            let refusal = failure.refusal()?;
            page(me, &found(me, asked).await?, Back::Act(&refusal)).await
        }
    }
}
