//! Slips: written down by an adviser for someone present (`writing`), and opened by
//! whoever holds the paper (`opening`).

mod opening;
mod writing;

use loco_rs::prelude::*;

use serde::Deserialize;

use super::extractors::{Ticked, Visit};
use crate::{
    access::Viewer,
    models::{
        profiles::{self, skills},
        slips::Held,
        threads::{Readable, conversation::Conversation},
    },
    refusals::{Outcome, Refusal},
    views::{
        slips::{Written, WrittenProfile},
        threads::{Place, Reading},
    },
};

/// An erasure, said twice: it cannot be undone.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sure {
    sure: Ticked,
}

impl Sure {
    fn said(&self) -> Outcome<()> {
        if self.sure.is() { Ok(()) } else { Err(Refusal::SureNeeded.into()) }
    }
}

/// What was written down, and the conversation it began.
async fn written(visit: &Visit, held: &Held) -> Outcome<(Written, Option<(Readable, Conversation)>)> {
    let db = &visit.house.db;
    let mut written = Written::default();
    let conversation = held.conversation(db).await?;
    if let Some((thread, conversation)) = &conversation {
        // Nothing is done from here: it is read as anybody reads it.
        let reading = Reading { lang: visit.lang, viewer: &Viewer::Visitor, thread, gestures: &conversation.gestures };
        let opening = conversation.opening.as_ref();
        written.title = (!thread.is_withdrawn()).then(|| thread.title.clone());
        written.audience = thread.room.audience.clone();
        written.room = thread.room.name.clone();
        written.question = opening.map(|post| reading.whole(&visit.house.views, Place::Question, post)).transpose()?;
    }
    if held.slip.with_profile
        && let Some(profile) = profiles::Model::of(db, held.person.id).await?
    {
        let skills = skills::of(db, held.person.id).await?;
        written.profile = Some(WrittenProfile::of(visit.lang, &profile, &skills));
    }
    Ok((written, conversation))
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/me/slips", get(writing::list).post(writing::make))
        .add("/me/slips/new", get(writing::new))
        .add("/me/slips/{id}/renewal", post(writing::renew))
        .add("/me/slips/{id}/removal", post(writing::remove))
        .add("/slips", get(opening::enter).post(opening::open))
        .add("/slips/{code}", get(opening::show).post(opening::ask))
        .add("/slips/{code}/joining", post(opening::join))
        .add("/slips/{code}/removal", post(opening::remove))
}
