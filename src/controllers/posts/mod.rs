//! Posts: their place, editing, taking back, hiding, and the gestures.

mod editing;
mod gestures;
mod hidings;
mod history;
mod preview;
mod removals;

use super::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Visit},
};
use crate::{
    initializers::limits::Limit,
    models::posts::{self, Found},
    refusals::{Outcome, Refusal},
    views::threads::ActForm,
};
use loco_rs::prelude::*;

/// A post's lasting address goes to its place, or to the trace it left there; of
/// one that can never come back it says so.
async fn show(visit: Visit, At(id): At<i64>) -> Answer {
    let post = posts::Model::in_its_place(&visit.house.db, &visit.viewer, id).await?;
    post.not_gone(&visit.house.db).await?;
    then(post.place()).go()
}

/// An act that needs a word more comes back as a page of its own.
fn act_form(me: &Member, form: ActForm, refusal: &Refusal) -> Answer {
    let title = me.lang.say(&format!("act-{}-title", form.act));
    Page::new("posts/act.html", title).noindex().section("communities").refused(Some(refusal)).show(me, &form)
}

async fn found(me: &Member, id: i64) -> Outcome<Found> {
    posts::Model::readable_by(&me.house.db, &me.viewer, id).await
}

async fn acted_on(me: &Member, id: i64) -> Outcome<Found> {
    me.count(Limit::Acts)?;
    found(me, id).await
}

/// The thread's address may have changed with its opening post: read again.
async fn after(me: &Member, post: &Found) -> Outcome<super::answers::Then> {
    let post = posts::Model::in_its_place(&me.house.db, &me.viewer, post.id).await?;
    Ok(then(post.place()))
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/posts/{id}", get(show).post(editing::update))
        .add("/posts/{id}/draft", post(editing::draft))
        .add("/posts/{id}/edit", get(editing::edit))
        .add("/posts/{id}/history", get(history::show_history))
        .add("/posts/{id}/removal", post(removals::remove))
        .add("/posts/{id}/removal/undo", post(removals::put_back))
        .add("/posts/{id}/hiding", post(hidings::hide))
        .add("/posts/{id}/hiding/removal", post(hidings::unhide))
        .add("/posts/{id}/gestures", post(gestures::gesture))
        .add("/posts/{id}/gestures/removal", post(gestures::take_gesture_back))
        .add("/preview", post(preview::preview))
}
