//! Who cares for a room, and who was let in by name. Each act has its contrary, offered
//! after it where it changed something.

use serde::Deserialize;

use super::settings::{Form, Shown, form, settled_by};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Posted},
};
use crate::{
    initializers::limits::Limit,
    models::{
        communities::{self, entering::typed_handle},
        users,
    },
    refusals::Outcome,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Named {
    handle: String,
}

pub(super) async fn name_manager(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = cared_for(&me, &slug).await?;
    let there = typed.is_among(&room.managers(&me.house.db).await?);
    let done = room.name_manager(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "manager-named", (!there).then_some("managers/removal")).await
}

pub(super) async fn stand_down(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = cared_for(&me, &slug).await?;
    let there = typed.is_among(&room.managers(&me.house.db).await?);
    let done = room.stand_down(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "manager-removed", there.then_some("managers")).await
}

pub(super) async fn let_in(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = cared_for(&me, &slug).await?;
    let there = room.has_let_in(&me.house.db, &typed_handle(&typed.handle)).await?;
    let done = room.let_in(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "let-in", (!there).then_some("entrances/removal")).await
}

pub(super) async fn show_out(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = cared_for(&me, &slug).await?;
    let there = room.has_let_in(&me.house.db, &typed_handle(&typed.handle)).await?;
    let done = room.show_out(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "shown-out", there.then_some("entrances")).await
}

async fn cared_for(me: &Member, slug: &str) -> Outcome<communities::Model> {
    me.count(Limit::Acts)?;
    settled_by(me, slug).await
}

impl Named {
    fn is_among(&self, people: &[users::Model]) -> bool {
        let handle = typed_handle(&self.handle);
        people.iter().any(|person| person.handle == handle)
    }
}

async fn after_people(
    me: &Member,
    room: &communities::Model,
    typed: &Named,
    done: Outcome<()>,
    said: &str,
    undo: Option<&str>,
) -> Answer {
    match done {
        // Whoever stood down themselves has no settings to come back to, and no way to undo it.
        Ok(())
            if said == "manager-removed" && !me.person.is_admin && typed_handle(&typed.handle) == me.person.handle =>
        {
            then(room.path()).saying(me, said).go()
        }
        Ok(()) => {
            let way = then(format!("{}/settings", room.path()));
            match undo {
                None => way.saying(me, said).go(),
                Some(undo) => {
                    way.undoable(me, said, &format!("{}/{undo}", room.path()), &[("handle", &typed.handle)]).go()
                }
            }
        }
        Err(failure) => {
            let said = Form::of(&me.house, room).await?;
            form(me, Some(room), &said, Some(&failure.refusal()?), Shown { handle: &typed.handle, after: None }).await
        }
    }
}
