//! Editing a post.

use serde::Deserialize;

use super::found;
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Posted},
};
use crate::{
    initializers::limits::Limit,
    models::posts::Found,
    refusals::Refusal,
    views::{Field, at_the_top, threads::PostForm},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Changes {
    body: String,
    reason: String,
}

pub(super) async fn edit(me: Member, At(id): At<i64>) -> Answer {
    let post = found(&me, id).await?;
    if !post.may_be_edited_by(&me.person) {
        return Err(Refusal::NotYours.into());
    }
    let typed = Changes { body: post.body.clone(), reason: String::new() };
    edit_form(&me, &post, &typed, None)
}

pub(super) async fn update(me: Member, At(id): At<i64>, Posted(typed): Posted<Changes>) -> Answer {
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
