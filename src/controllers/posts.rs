//! Posts: their place, editing, history, taking back, hiding, and the gestures.

use axum::response::{Html, IntoResponse as _};
use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Posted, Visit},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        posts::{self, Found, gesturing::Gesture, history},
        users,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
    text,
    views::{
        Field, at_the_top,
        threads::{ActForm, HistoryPage, PostForm, RevisionView},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Changes {
    body: String,
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Reason {
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Made {
    kind: String,
    sentence: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Body {
    body: String,
}

/// A post's lasting address goes to its place, or to the trace it left there.
async fn show(visit: Visit, At(id): At<i64>) -> Answer {
    let post = posts::Model::in_its_place(&visit.house.db, &visit.viewer, id).await?;
    then(post.place()).go()
}

async fn edit(me: Member, At(id): At<i64>) -> Answer {
    let post = found(&me, id).await?;
    if !post.may_be_edited_by(&me.person) {
        return Err(Refusal::NotYours.into());
    }
    let typed = Changes { body: post.body.clone(), reason: String::new() };
    edit_form(&me, &post, &typed, None)
}

async fn update(me: Member, At(id): At<i64>, Posted(typed): Posted<Changes>) -> Answer {
    me.count(Limit::Acts)?;
    let post = found(&me, id).await?;
    match post.edit(&me.house.db, &me.person, &typed.body, &typed.reason).await {
        Ok(()) => then(post.place()).saying(&me, "post-edited").go(),
        Err(failure) => match failure.refusal()? {
            refusal @ Refusal::NotYours => Err(refusal.into()),
            refusal => edit_form(&me, &post, &typed, Some(&refusal)),
        },
    }
}

fn edit_form(me: &Member, post: &Found, typed: &Changes, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    Page::new("posts/edit.html", lang.say("post-edit-title")).noindex().section("communities").refused(refusal).show(
        me,
        &PostForm {
            action: format!("/posts/{}", post.id),
            back: post.place(),
            thread_title: post.thread.title_for(&me.viewer).unwrap_or_default().to_owned(),
            room: post.thread.room.line(),
            body: Field::typed(lang, "body", &typed.body, refusal),
            reason: Field::typed(lang, "reason", &typed.reason, refusal),
            mentions_url: format!("/threads/{}/mentions", post.thread_id),
            refusal: at_the_top(lang, refusal, &["body", "reason"]),
        },
    )
}

/// For its author and the managers: an edit often takes back what should not
/// have been said, and publishing it again would undo that.
async fn show_history(me: Member, At(id): At<i64>) -> Answer {
    let post = found(&me, id).await?;
    if !post.is_kept_for(&me.person) {
        return Err(Failure::Missing);
    }
    let revisions = history::of_post(&me.house.db, post.id).await?;
    Page::new("posts/history.html", me.lang.say("history-title")).noindex().section("communities").show(
        &me,
        &HistoryPage {
            thread_title: post.thread.title_for(&me.viewer).unwrap_or_default().to_owned(),
            back: post.place(),
            revisions: revisions.iter().map(|revision| RevisionView::of(me.lang, revision)).collect(),
        },
    )
}

async fn remove(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let post = acted_on(&me, id).await?;
    post.remove(&me.house.db, &me.person).await?;
    after(&me, &post).await?.undoable(&me, "post-removed", &format!("/posts/{id}/removal/undo"), &[]).go()
}

async fn put_back(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let post = acted_on(&me, id).await?;
    post.put_back(&me.house.db, &me.person).await?;
    after(&me, &post).await?.saying(&me, "post-restored").go()
}

async fn hide(me: Member, At(id): At<i64>, Posted(typed): Posted<Reason>) -> Answer {
    let post = acted_on(&me, id).await?;
    match post.hide(&me.house.db, &me.person, &typed.reason).await {
        Ok(()) => {
            after(&me, &post).await?.undoable(&me, "post-hidden", &format!("/posts/{id}/hiding/removal"), &[]).go()
        }
        Err(failure) => match failure.refusal()? {
            refusal @ Refusal::NotYours => Err(refusal.into()),
            refusal => act_form(
                &me,
                &post,
                ActForm {
                    act: "hide",
                    action: format!("/posts/{id}/hiding"),
                    back: post.place(),
                    field: "reason",
                    text: Field::typed(me.lang, "reason", &typed.reason, Some(&refusal)),
                    kind: None,
                },
                &refusal,
            ),
        },
    }
}

async fn unhide(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let post = acted_on(&me, id).await?;
    post.show(&me.house.db, &me.person).await?;
    after(&me, &post).await?.saying(&me, "post-shown").go()
}

async fn gesture(me: Member, At(id): At<i64>, Posted(typed): Posted<Made>) -> Answer {
    let post = acted_on(&me, id).await?;
    let gesture = Gesture::named(&typed.kind)?;
    match post.gesture(&me.house.db, &me.person, gesture, &typed.sentence).await {
        Ok(()) => then(post.place())
            .undoable(&me, "gesture", &format!("/posts/{id}/gestures/removal"), &[("kind", &typed.kind)])
            .go(),
        Err(failure) => match failure.refusal()? {
            refusal if refusal.field() == Some("sentence") => act_form(
                &me,
                &post,
                ActForm {
                    act: "bravo",
                    action: format!("/posts/{id}/gestures"),
                    back: post.place(),
                    field: "sentence",
                    text: Field::typed(me.lang, "sentence", &typed.sentence, Some(&refusal)),
                    kind: Some("bravo"),
                },
                &refusal,
            ),
            refusal => Err(refusal.into()),
        },
    }
}

async fn take_gesture_back(me: Member, At(id): At<i64>, Posted(typed): Posted<Made>) -> Answer {
    let post = acted_on(&me, id).await?;
    post.take_gesture_back(&me.house.db, &me.person, Gesture::named(&typed.kind)?).await?;
    then(post.place()).saying(&me, "gesture-removed").go()
}

fn act_form(me: &Member, post: &Found, form: ActForm, refusal: &Refusal) -> Answer {
    let title = me.lang.say(&format!("act-{}-title", form.act));
    let _ = post;
    Page::new("posts/act.html", title).noindex().section("communities").refused(Some(refusal)).show(me, &form)
}

/// What a text will look like: an HTML fragment, kept nowhere.
async fn preview(me: Member, Posted(typed): Posted<Body>) -> Answer {
    me.count(Limit::Previews)?;
    let body = check_text("body", &typed.body, text::BODY_LIMIT, false)?;
    let handles = users::known_handles(&me.house.db, text::mentions(&body)).await?;
    let rendered = text::render(&body, handles).await;
    Ok(Html(rendered.html).into_response())
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
        .add("/posts/{id}", get(show).post(update))
        .add("/posts/{id}/edit", get(edit))
        .add("/posts/{id}/history", get(show_history))
        .add("/posts/{id}/removal", post(remove))
        .add("/posts/{id}/removal/undo", post(put_back))
        .add("/posts/{id}/hiding", post(hide))
        .add("/posts/{id}/hiding/removal", post(unhide))
        .add("/posts/{id}/gestures", post(gesture))
        .add("/posts/{id}/gestures/removal", post(take_gesture_back))
        .add("/preview", post(preview))
}
