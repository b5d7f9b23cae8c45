//! Editing a post.

use axum::http::HeaderMap;
use serde::Deserialize;

use super::found;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts as doors,
    extractors::{At, Member, Posted, Visit},
};
use crate::{
    initializers::limits::Limit,
    models::{
        drafts::{self, Place, Words},
        posts::{self, Found},
    },
    refusals::Refusal,
    views::{
        Field, at_the_top,
        threads::{Current, PostForm, Saved},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Changes {
    body: String,
    reason: String,
    /// Which version this changes: its number of edits. Absent: the latest.
    version: String,
}

pub(super) async fn edit(me: Member, At(id): At<i64>) -> Answer {
    let post = found(&me, id).await?;
    if !post.may_be_edited_by(&me.person) {
        return Err(Refusal::NotYours.into());
    }
    let draft = drafts::at(&me.house.db, &me.person, Place::Post(id)).await?;
    let saved = draft.as_ref().map(|draft| Saved::of(me.lang, draft));
    let typed = match draft {
        Some(draft) => Changes { body: draft.body, reason: draft.reason, ..Changes::default() },
        None => Changes { body: post.body.clone(), ..Changes::default() },
    };
    edit_form(&me, &post, &typed, saved, None)
}

pub(super) async fn update(visit: Visit, At(id): At<i64>, Posted(typed): Posted<Changes>) -> Answer {
    let me = match visit.member() {
        Ok(me) => me,
        Err(visit) => {
            return doors::hold(&visit, Place::Post(id), typed.words(), &format!("/posts/{id}/edit")).await;
        }
    };
    me.count(Limit::Acts)?;
    let post = found(&me, id).await?;
    match post.edit(&me.house.db, &me.person, &typed.body, &typed.reason, typed.version.parse().ok()).await {
        Ok(()) => then(post.place()).saying(&me, "post-edited").go(),
        Err(failure) => match failure.refusal()? {
            refusal @ Refusal::NotYours => Err(refusal.into()),
            refusal => {
                // Both texts, side by side: what it says now is the other's.
                let post = found(&me, id).await?;
                edit_form(&me, &post, &typed, None, Some(&refusal))
            }
        },
    }
}

pub(super) async fn draft(me: Member, At(id): At<i64>, headers: HeaderMap, Posted(typed): Posted<Changes>) -> Answer {
    let post = posts::Model::readable_by(&me.house.db, &me.viewer, id).await?;
    if !post.may_be_edited_by(&me.person) {
        return Err(Refusal::NotYours.into());
    }
    doors::keep(&me, &headers, Place::Post(id), &typed.words(), format!("/posts/{id}/edit")).await
}

impl Changes {
    fn words(self) -> Words {
        Words { body: self.body, reason: self.reason, ..Words::default() }
    }
}

fn edit_form(me: &Member, post: &Found, typed: &Changes, saved: Option<Saved>, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let meanwhile = refusal == Some(&Refusal::EditedMeanwhile);
    Page::new("posts/edit.html", lang.say("post-edit-title")).noindex().section("communities").refused(refusal).show(
        me,
        &PostForm {
            action: format!("/posts/{}", post.id),
            back: post.place(),
            thread_title: post.thread.title_for(&me.viewer).unwrap_or_default().to_owned(),
            room: post.thread.room.line(),
            body: Field::typed(lang, "body", &typed.body, refusal),
            reason: Field::typed(lang, "reason", &typed.reason, refusal),
            draft_action: format!("/posts/{}/draft", post.id),
            saved,
            version: post.edits_count,
            current: meanwhile.then(|| Current { html: post.body_html.clone(), ..Current::default() }),
            mentions_url: format!("/threads/{}/mentions", post.thread_id),
            refusal: at_the_top(lang, refusal, &["body", "reason"]),
        },
    )
}
