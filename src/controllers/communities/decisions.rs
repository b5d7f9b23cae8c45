//! An admin decides on a proposed room.

use serde::Deserialize;

use super::Within;
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Posted},
};
use crate::{
    initializers::limits::Limit,
    models::communities,
    refusals::{Outcome, Refusal},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Decision {
    pub(super) decision: String,
    pub(super) reason: String,
}

pub(super) async fn decide(me: Member, At(slug): At<String>, Posted(typed): Posted<Decision>) -> Answer {
    me.count(Limit::Acts)?;
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    match decided(&me, &room, &typed).await {
        Ok(()) => then("/communities").saying(&me, "room-decided").go(),
        Err(failure) => super::page(&me, &room, &Within::default(), &typed, Some(&failure.refusal()?)).await,
    }
}

async fn decided(me: &Member, room: &communities::Model, typed: &Decision) -> Outcome<()> {
    let open = match typed.decision.as_str() {
        "open" => true,
        "decline" => false,
        _ => return Err(Refusal::NotAChoice { field: "decision" }.into()),
    };
    room.clone().decide(&me.house.db, &me.person, open, &typed.reason).await?;
    Ok(())
}
