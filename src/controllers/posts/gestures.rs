//! Merci, bravo, relais.

use serde::Deserialize;

use super::{act_form, acted_on};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Posted},
};
use crate::{
    models::posts::gesturing::Gesture,
    views::{Field, threads::ActForm},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Made {
    kind: String,
    sentence: String,
}

pub(super) async fn gesture(me: Member, At(id): At<i64>, Posted(typed): Posted<Made>) -> Answer {
    let post = acted_on(&me, id).await?;
    let gesture = Gesture::named(&typed.kind)?;
    match post.gesture(&me.house.db, &me.person, gesture, &typed.sentence).await {
        Ok(()) => then(post.place())
            .undoable(&me, "gesture", &format!("/posts/{id}/gestures/removal"), &[("kind", &typed.kind)])
            .go(),
        Err(failure) => match failure.refusal()? {
            refusal if refusal.field() == Some("sentence") => act_form(
                &me,
                ActForm {
                    act: "bravo",
                    action: format!("/posts/{id}/gestures"),
                    back: post.place(),
                    field: "sentence",
                    text: Field::typed(me.lang, "sentence", &typed.sentence, Some(&refusal)),
                    audience: Some(post.thread.room.audience.clone()),
                    kind: Some("bravo"),
                },
                &refusal,
            ),
            refusal => Err(refusal.into()),
        },
    }
}

pub(super) async fn take_gesture_back(me: Member, At(id): At<i64>, Posted(typed): Posted<Made>) -> Answer {
    let post = acted_on(&me, id).await?;
    post.take_gesture_back(&me.house.db, &me.person, Gesture::named(&typed.kind)?).await?;
    then(post.place()).saying(&me, "gesture-removed").go()
}
