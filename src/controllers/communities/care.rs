//! Who cares for a room, and who was let in by name.

use serde::Deserialize;

use super::settings::{Form, form, settled_by};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Posted},
};
use crate::{
    models::communities::{self},
    refusals::Outcome,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Named {
    handle: String,
}

pub(super) async fn name_manager(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let done = room.name_manager(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "manager-named").await
}

pub(super) async fn stand_down(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let done = room.stand_down(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "manager-removed").await
}

pub(super) async fn let_in(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let done = room.let_in(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "let-in").await
}

pub(super) async fn show_out(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let done = room.show_out(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "shown-out").await
}

async fn after_people(me: &Member, room: &communities::Model, typed: &Named, done: Outcome<()>, said: &str) -> Answer {
    match done {
        Ok(()) => then(format!("{}/settings", room.path())).saying(me, said).go(),
        Err(failure) => {
            let said = Form::of(&me.house, room).await?;
            form(me, Some(room), &said, Some(&failure.refusal()?), &typed.handle).await
        }
    }
}
