//! Joining and leaving.

use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Posted},
    sessions::Nothing,
    threads::watches::Watching,
};
use crate::{
    initializers::limits::Limit,
    models::{
        communities::{self},
        following::{self, Level, Subject},
        memberships,
    },
};

pub(super) async fn join(me: Member, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    memberships::join(&me.house.db, &me.person, &room).await?;
    then(room.path()).undoable(&me, "joined", &format!("{}/membership/removal", room.path()), &[]).go()
}

pub(super) async fn watch(me: Member, At(slug): At<String>, Posted(typed): Posted<Watching>) -> Answer {
    me.count(Limit::Acts)?;
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    let level = Level::named(&typed.level)?;
    following::follow(&me.house.db, &me.person, Subject::Room(room.id), level).await?;
    then(room.path()).saying(&me, &format!("watch-{}", level.name())).go()
}

pub(super) async fn leave(me: Member, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    memberships::leave(&me.house.db, &me.person, &room).await?;
    then(room.path()).undoable(&me, "left", &format!("{}/membership", room.path()), &[]).go()
}
