//! A manager hides a post with a reason, and shows it again.

use serde::Deserialize;

use super::{act_form, acted_on, after};
use crate::controllers::{
    answers::Answer,
    extractors::{At, Member, Posted},
    sessions::Nothing,
};
use crate::{
    refusals::Refusal,
    views::{Field, threads::ActForm},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Reason {
    reason: String,
}

pub(super) async fn hide(me: Member, At(id): At<i64>, Posted(typed): Posted<Reason>) -> Answer {
    let post = acted_on(&me, id).await?;
    match post.hide(&me.house.db, &me.person, &typed.reason).await {
        Ok(()) => {
            after(&me, &post).await?.undoable(&me, "post-hidden", &format!("/posts/{id}/hiding/removal"), &[]).go()
        }
        Err(failure) => match failure.refusal()? {
            refusal @ Refusal::NotYours => Err(refusal.into()),
            refusal => act_form(
                &me,
                ActForm {
                    act: "hide",
                    action: format!("/posts/{id}/hiding"),
                    back: post.place(),
                    field: "reason",
                    text: Field::typed(me.lang, "reason", &typed.reason, Some(&refusal)),
                    audience: None,
                    kind: None,
                },
                &refusal,
            ),
        },
    }
}

pub(super) async fn unhide(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let post = acted_on(&me, id).await?;
    post.show(&me.house.db, &me.person).await?;
    after(&me, &post).await?.saying(&me, "post-shown").go()
}
