//! A thread's title, kind and tags, and what they were.

use serde::Deserialize;

use super::kinds;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{Asked, At, Member, Numbered, Turned, Wrote},
};
use crate::{
    initializers::limits::Limit,
    models::{
        posts::history,
        tags,
        threads::{self, Readable, editing::Edit},
    },
    refusals::{Outcome, Refusal},
    views::{
        Choice, Field, at_the_top, slugs,
        threads::{Current, HistoryPage, RevisionView, ThreadForm},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Changes {
    /// What is not sent stays as it is.
    title: Option<String>,
    kind: String,
    tags: Option<String>,
    reason: String,
    /// Which version this changes: its number of edits. Absent: the latest.
    version: String,
}

pub(super) async fn edit(me: Member, At(asked): At<Numbered>) -> Answer {
    let thread = led(&me, asked.id).await?;
    let tags = Some(tags_of(&me, &thread).await?);
    edit_form(&me, &thread, &Changes { tags, ..Changes::default() }.of(&thread), None).await
}

pub(super) async fn update(At(asked): At<Numbered>, Wrote(me, typed): Wrote<Changes>) -> Answer {
    me.count(Limit::Acts)?;
    let thread = led(&me, asked.id).await?;
    let edit = typed.of(&thread);
    match thread.edit(&me.house.db, &me.person, &edit).await {
        Ok(thread) => {
            drafts::sent(&me).await?;
            then(thread.path()).saying(&me, "thread-edited").go()
        }
        Err(failure) => {
            let refusal = failure.refusal()?;
            // Both, side by side: what it says now is the other's.
            edit_form(&me, &led(&me, asked.id).await?, &edit, Some(&refusal)).await
        }
    }
}

impl Changes {
    fn of(self, thread: &Readable) -> Edit {
        Edit {
            title: self.title.unwrap_or_else(|| thread.title.clone()),
            kind: if self.kind.is_empty() { thread.kind.clone() } else { self.kind },
            tags: self.tags.unwrap_or_else(|| slugs(&thread.tag_slugs).join(", ")),
            reason: self.reason,
            version: self.version.parse().ok(),
        }
    }
}

async fn edit_form(me: &Member, thread: &Readable, typed: &Edit, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let room = &thread.room;
    let current = match refusal {
        Some(Refusal::EditedMeanwhile) => Some(Current {
            title: thread.title.clone(),
            kind: thread.kind.clone(),
            tags: tags_of(me, thread).await?,
            html: String::new(),
        }),
        _ => None,
    };
    Page::new("threads/edit.html", lang.say("thread-edit-title"))
        .noindex()
        .section("communities")
        .refused(refusal)
        .show(
            me,
            &ThreadForm {
                action: format!("/threads/{}", thread.id),
                room: room.line(),
                back: thread.path(),
                name: thread.title.clone(),
                title: field("title", &typed.title),
                body: Field::default(),
                kinds: Choice::among("kind", &kinds(me, room, &thread.kind), &typed.kind, true),
                tags: field("tags", &typed.tags),
                usual_tags: tags::names(&tags::named(&me.house, &room.usual_tags).await?),
                reason: field("reason", &typed.reason),
                draft: String::new(),
                draft_action: String::new(),
                saved: None,
                version: thread.edits_count,
                current,
                mentions_url: String::new(),
                refusal: at_the_top(lang, refusal, &["title", "tags", "reason"]),
            },
        )
}

async fn tags_of(me: &Member, thread: &Readable) -> Outcome<String> {
    Ok(tags::names(&tags::named(&me.house, &thread.tag_slugs).await?))
}

/// A thread this person leads: its author's, or of a room they care for.
async fn led(me: &Member, id: i64) -> Outcome<Readable> {
    let thread = threads::Model::readable_by(&me.house.db, &me.viewer, id).await?;
    if thread.may_be_led_by(&me.person) { Ok(thread) } else { Err(Refusal::NotYours.into()) }
}

pub(super) async fn thread_history(me: Member, At(asked): At<Numbered>, Asked(turned): Asked<Turned>) -> Answer {
    let thread = led(&me, asked.id).await?;
    let revisions = history::of_thread(&me.house.db, thread.id, turned.before).await?;
    Page::new("posts/history.html", me.lang.say("history-title")).noindex().section("communities").show(
        &me,
        &HistoryPage {
            thread_title: thread.title.clone(),
            back: thread.path(),
            revisions: revisions.rows.iter().map(|revision| RevisionView::of(me.lang, revision)).collect(),
            next: revisions.next.map(|next| format!("/threads/{}/history?before={next}", thread.id)),
        },
    )
}
