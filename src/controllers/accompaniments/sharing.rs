//! What the person gives of their profile, and the threads they point at.

use serde::Deserialize;

use super::{acted_on, after, again};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Posted, Wrote},
};
use crate::{models::profiles::Field, refusals::Refusal};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Which {
    field: String,
}

impl Which {
    fn field(&self) -> Result<Field, Refusal> {
        Field::named(&self.field).ok_or(Refusal::NotAChoice { field: "field" })
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Pointing {
    thread: String,
}

const SHARED: &str = "/me/adviser#shared";

pub(super) async fn give(me: Member, At(id): At<i64>, Posted(which): Posted<Which>) -> Answer {
    let read = acted_on(&me, id).await?;
    let done = match which.field() {
        Ok(field) => read.give(&me.house.db, &me.person, field).await,
        Err(refusal) => Err(refusal.into()),
    };
    let (undo, fields) = (format!("/me/accompaniments/{id}/given/removal"), [("field", which.field.as_str())]);
    after(&me, id, done, |me| then(SHARED).undoable(me, "contact-given", &undo, &fields).go()).await
}

pub(super) async fn take_back(me: Member, At(id): At<i64>, Posted(which): Posted<Which>) -> Answer {
    let read = acted_on(&me, id).await?;
    let done = match which.field() {
        Ok(field) => read.take_back(&me.house.db, &me.person, field).await,
        Err(refusal) => Err(refusal.into()),
    };
    after(&me, id, done, |me| then(SHARED).saying(me, "contact-taken-back").go()).await
}

pub(super) async fn point_at(At(id): At<i64>, Wrote(me, typed): Wrote<Pointing>) -> Answer {
    let read = acted_on(&me, id).await?;
    match read.point_at(&me.house.db, &me.person, &typed.thread).await {
        Ok(()) => then("/me/adviser#threads").saying(&me, "adviser-pointed").go(),
        Err(failure) => again(&me, id, &failure.refusal()?, &typed.thread).await,
    }
}

pub(super) async fn point_no_more(me: Member, At(id): At<i64>, Posted(typed): Posted<Pointing>) -> Answer {
    let read = acted_on(&me, id).await?;
    let done = match typed.thread.parse() {
        Ok(thread) => read.point_no_more(&me.house.db, &me.person, thread).await,
        Err(_) => Err(Refusal::UnknownThread.into()),
    };
    let (undo, fields) = (format!("/me/accompaniments/{id}/threads"), [("thread", typed.thread.as_str())]);
    after(&me, id, done, |me| then("/me/adviser#threads").undoable(me, "adviser-pointed-no-more", &undo, &fields).go())
        .await
}
