//! An author takes a post back, and puts it again.

use super::{acted_on, after};
use crate::controllers::{
    answers::Answer,
    extractors::{At, Member, Posted},
    sessions::Nothing,
};

pub(super) async fn remove(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let post = acted_on(&me, id).await?;
    post.remove(&me.house.db, &me.person).await?;
    after(&me, &post).await?.undoable(&me, "post-removed", &format!("/posts/{id}/removal/undo"), &[]).go()
}

pub(super) async fn put_back(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let post = acted_on(&me, id).await?;
    post.put_back(&me.house.db, &me.person).await?;
    after(&me, &post).await?.saying(&me, "post-restored").go()
}
