//! Yes, no, never mind, and the end of it.

use super::{acted_on, after, home};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Posted},
    sessions::Nothing,
};

pub(super) async fn accept(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let read = acted_on(&me, id).await?;
    let done = read.accept(&me.house.db, &me.person).await;
    let way = then(home(&me, &read));
    let said = if read.by_adviser { "adviser-linked" } else { "adviser-accepted" };
    after(&me, id, done, |me| way.saying(me, said).go()).await
}

pub(super) async fn refuse(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let read = acted_on(&me, id).await?;
    let done = read.refuse(&me.house.db, &me.person).await;
    let way = then(if read.by_adviser { "/me/adviser" } else { "/me/people" });
    after(&me, id, done, |me| way.saying(me, "adviser-refused").go()).await
}

pub(super) async fn withdraw(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let read = acted_on(&me, id).await?;
    let done = read.withdraw(&me.house.db, &me.person).await;
    let way = then(if read.by_adviser { "/me/people" } else { "/me/adviser" });
    after(&me, id, done, |me| way.saying(me, "adviser-withdrawn").go()).await
}

pub(super) async fn end(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let read = acted_on(&me, id).await?;
    let done = read.end(&me.house.db, &me.person).await;
    let way = then(if read.adviser_id == me.person.id { "/me/people" } else { "/me/adviser" });
    after(&me, id, done, |me| way.saying(me, "adviser-ended").go()).await
}
