//! Pinning a thread at the top of its room.

use super::found;
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Numbered, Posted},
    sessions::Nothing,
};

pub(super) async fn pin(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.pin(&me.house.db, &me.person, true).await?;
    then(thread.path()).undoable(&me, "pinned", &format!("/threads/{}/pin/removal", thread.id), &[]).go()
}

pub(super) async fn unpin(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.pin(&me.house.db, &me.person, false).await?;
    then(thread.path()).undoable(&me, "unpinned", &format!("/threads/{}/pin", thread.id), &[]).go()
}
