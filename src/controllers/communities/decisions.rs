//! An admin decides on a proposed room.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Posted},
};
use crate::{
    models::communities::{self},
    refusals::Refusal,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Decision {
    decision: String,
    reason: String,
}

pub(super) async fn decide(me: Member, At(slug): At<String>, Posted(typed): Posted<Decision>) -> Answer {
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    let open = match typed.decision.as_str() {
        "open" => true,
        "decline" => false,
        _ => return Err(Refusal::NotAChoice { field: "decision" }.into()),
    };
    room.decide(&me.house.db, &me.person, open, &typed.reason).await?;
    then("/communities").saying(&me, "room-decided").go()
}
