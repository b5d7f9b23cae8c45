//! Opening a thread in a room.

use serde::Deserialize;

use super::kinds;
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Posted},
};
use crate::{
    initializers::limits::Limit,
    models::{communities, drafts, threads::opening::Draft},
    refusals::Refusal,
    views::{Choice, Field, at_the_top, slugs, threads::ThreadForm},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NewThread {
    title: String,
    body: String,
    kind: String,
    tags: String,
    draft: String,
}

pub(super) async fn new(me: Member, At(slug): At<String>) -> Answer {
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    new_form(&me, &room, &NewThread::default(), None)
}

pub(super) async fn create(me: Member, At(slug): At<String>, Posted(typed): Posted<NewThread>) -> Answer {
    me.count(Limit::Threads)?;
    let db = &me.house.db;
    let room = communities::Model::readable_by(db, &me.viewer, &slug).await?;
    let draft = Draft {
        title: typed.title.clone(),
        body: typed.body.clone(),
        kind: typed.kind.clone(),
        tags: typed.tags.clone(),
        draft: typed.draft.clone(),
    };
    match room.open_thread(db, &me.person, &draft).await {
        Ok(thread) => then(thread.path()).saying(&me, "thread-opened").go(),
        Err(failure) => new_form(&me, &room, &typed, Some(&failure.refusal()?)),
    }
}

fn new_form(me: &Member, room: &communities::Model, typed: &NewThread, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let kinds: Vec<&str> = kinds(me, room, "");
    let kind = if typed.kind.is_empty() { "question" } else { &typed.kind };
    Page::new("threads/new.html", lang.say("thread-new-title")).noindex().section("communities").refused(refusal).show(
        me,
        &ThreadForm {
            action: format!("{}/threads", room.path()),
            room: room.line(),
            back: room.path(),
            title: field("title", &typed.title),
            body: field("body", &typed.body),
            kinds: Choice::among("kind", &kinds, kind, true),
            tags: field("tags", &typed.tags),
            usual_tags: slugs(&room.usual_tags),
            reason: Field::default(),
            draft: if typed.draft.is_empty() { drafts::number() } else { typed.draft.clone() },
            mentions_url: format!("{}/mentions", room.path()),
            refusal: at_the_top(lang, refusal, &["title", "body", "tags"]),
        },
    )
}
