//! Closing a thread, and opening it again.

use super::found;
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Numbered, Posted},
    sessions::Nothing,
};

pub(super) async fn close(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.close(&me.house.db, &me.person).await?;
    then(thread.path()).undoable(&me, "closed", &format!("/threads/{}/closure/removal", thread.id), &[]).go()
}

pub(super) async fn reopen(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.reopen(&me.house.db, &me.person).await?;
    then(thread.path()).undoable(&me, "reopened", &format!("/threads/{}/closure", thread.id), &[]).go()
}
