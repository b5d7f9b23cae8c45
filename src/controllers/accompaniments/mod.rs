//! An adviser within reach: asking for one, answering, sharing, ending.

mod answers;
mod asking;
mod calls;
mod mine;
mod people;
mod sharing;
mod slots;

use loco_rs::prelude::*;

use super::{answers::Answer, extractors::Member};
use crate::{
    initializers::limits::Limit,
    models::accompaniments::{Model, Readable},
    refusals::{Failure, Outcome, Refusal},
};

/// The accompaniment asked for, when one is one of its two; an act on it is counted.
async fn acted_on(me: &Member, id: i64) -> Outcome<Readable> {
    me.count(Limit::Acts)?;
    Model::readable_by(&me.house.db, &me.person, id).await
}

/// Where this one of the two reads of it.
fn home(me: &Member, read: &Readable) -> String {
    format!("/me/{}", read.subject_for(me.person.id))
}

/// After a button was pressed: on, or the page as it is now, with the reason why not.
async fn after(me: &Member, id: i64, done: Outcome<()>, on: impl FnOnce(&Member) -> Answer + Send) -> Answer {
    match done {
        Ok(()) => on(me),
        Err(failure) => again(me, id, &failure.refusal()?, "").await,
    }
}

/// The page of an act that was refused, with what was typed.
async fn again(me: &Member, id: i64, refusal: &Refusal, thread: &str) -> Answer {
    match Model::readable_by(&me.house.db, &me.person, id).await {
        Ok(read) if read.adviser_id == me.person.id => people::page(me, &read, Some(refusal), ("", "")).await,
        Ok(_) => mine::page(me, mine::Typed { thread, ..mine::Typed::default() }, Some(refusal)).await,
        // Not theirs to read any more: the reason alone is said.
        Err(Failure::Missing) => Err(refusal.clone().into()),
        Err(failure) => Err(failure),
    }
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/people/{handle}/accompaniments", post(asking::begin))
        .add("/people/{handle}/accompaniments/new", get(asking::new))
        .add("/me/adviser", get(mine::show).post(asking::ask))
        .add("/me/adviser/calls", post(calls::ask))
        .add("/me/adviser/calls/new", get(calls::new))
        .add("/me/calls/{id}/agreement", post(calls::agree))
        .add("/me/calls/{id}/completion", post(calls::complete))
        .add("/me/calls/{id}/cancellation", post(calls::cancel))
        .add("/me/people", get(people::list))
        .add("/me/people/slots", get(slots::show).post(slots::publish))
        .add("/me/people/slots/removal", post(slots::remove))
        .add("/me/people/{id}", get(people::show))
        .add("/me/accompaniments/{id}/acceptance", post(answers::accept))
        .add("/me/accompaniments/{id}/refusal", post(answers::refuse))
        .add("/me/accompaniments/{id}/removal", post(answers::withdraw))
        .add("/me/accompaniments/{id}/closure", post(answers::end))
        .add("/me/accompaniments/{id}/given", post(sharing::give))
        .add("/me/accompaniments/{id}/given/removal", post(sharing::take_back))
        .add("/me/accompaniments/{id}/threads", post(sharing::point_at))
        .add("/me/accompaniments/{id}/threads/removal", post(sharing::point_no_more))
}
