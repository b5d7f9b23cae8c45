//! Opening a thread in a room.

use axum::http::HeaderMap;
use serde::Deserialize;

use super::kinds;
use crate::controllers::{
    answers::{Answer, Page, then},
    communities::at_its_address,
    drafts as doors,
    extractors::{At, Member, Posted, Visit},
};
use crate::{
    initializers::limits::Limit,
    models::{
        communities,
        drafts::{self, Place, Words},
        tags,
        threads::opening::Draft,
    },
    refusals::Refusal,
    views::{
        Choice, Field, at_the_top,
        threads::{Saved, ThreadForm},
    },
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
    at_its_address(&me, &room, &slug, Some("/threads/new"))?;
    let draft = drafts::at(&me.house.db, &me.person, Place::Room(room.id)).await?;
    let saved = draft.as_ref().map(|draft| Saved::of(me.lang, draft));
    new_form(&me, &room, &draft.map(NewThread::from).unwrap_or_default(), saved, None).await
}

pub(super) async fn create(visit: Visit, At(slug): At<String>, Posted(typed): Posted<NewThread>) -> Answer {
    let me = match visit.member() {
        Ok(me) => me,
        Err(visit) => return hold(&visit, &slug, typed).await,
    };
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
        Err(failure) => new_form(&me, &room, &typed, None, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn draft(
    me: Member,
    At(slug): At<String>,
    headers: HeaderMap,
    Posted(typed): Posted<NewThread>,
) -> Answer {
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    let back = format!("{}/threads/new", room.path());
    doors::keep(&me, &headers, Place::Room(room.id), &typed.into(), back).await
}

/// Who this is, is not known yet: the answer is the same whether or not there is
/// such a room.
async fn hold(visit: &Visit, slug: &str, typed: NewThread) -> Answer {
    let place = Place::room_at(&visit.house.db, slug).await?;
    let back = format!("/communities/{slug}/threads/new");
    doors::hold(visit, place, typed.into(), &back).await
}

impl From<NewThread> for Words {
    fn from(form: NewThread) -> Self {
        Self {
            number: form.draft,
            title: form.title,
            body: form.body,
            kind: form.kind,
            tags: form.tags,
            ..Self::default()
        }
    }
}

impl From<drafts::Model> for NewThread {
    fn from(draft: drafts::Model) -> Self {
        Self { title: draft.title, body: draft.body, kind: draft.kind, tags: draft.tags, draft: draft.number }
    }
}

async fn new_form(
    me: &Member,
    room: &communities::Model,
    typed: &NewThread,
    saved: Option<Saved>,
    refusal: Option<&Refusal>,
) -> Answer {
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
            name: String::new(),
            title: field("title", &typed.title),
            body: field("body", &typed.body),
            kinds: Choice::among("kind", &kinds, kind, true),
            tags: field("tags", &typed.tags),
            usual_tags: tags::names(&tags::named(&me.house, &room.usual_tags).await?),
            reason: Field::default(),
            draft_action: format!("{}/draft", room.path()),
            saved,
            version: 0,
            current: None,
            draft: if typed.draft.is_empty() { drafts::number() } else { typed.draft.clone() },
            mentions_url: format!("{}/mentions", room.path()),
            refusal: at_the_top(lang, refusal, &["title", "body", "tags"]),
        },
    )
}
