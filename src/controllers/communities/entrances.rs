//! The door of a room that is not an admin's, and the look they may take.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Posted, Visit},
};
use crate::{
    initializers::limits::Limit,
    models::communities::entering,
    refusals::Refusal,
    views::{Field, communities::EnterForm},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Reason {
    reason: String,
}

/// To an admin, and to an admin only, a room that is not theirs shows its door.
pub(super) async fn threshold(visit: &Visit, slug: &str, reason: &str, refusal: Option<&Refusal>) -> Answer {
    let admin = visit.signed_in()?;
    let room = entering::behind_the_door(&visit.house.db, admin, slug).await?;
    Page::new("communities/enter.html", visit.lang.say("room-enter-title"))
        .noindex()
        .section("communities")
        .refused(refusal)
        .show(
            visit,
            &EnterForm {
                action: format!("{}/entrance", room.path()),
                room_name: room.name,
                reason: Field::typed(visit.lang, "reason", reason, refusal),
            },
        )
}

pub(super) async fn enter(me: Member, At(slug): At<String>, Posted(typed): Posted<Reason>) -> Answer {
    me.count(Limit::Acts)?;
    let db = &me.house.db;
    let room = entering::behind_the_door(db, &me.person, &slug).await?;
    match room.look_into(db, &me.person, &typed.reason).await {
        Ok(()) => then(room.path()).saying(&me, "entered").go(),
        Err(failure) => threshold(&me, &slug, &typed.reason, Some(&failure.refusal()?)).await,
    }
}
