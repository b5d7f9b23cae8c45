//! Threads: reading one, opening, replying, and what one may do with it.

use axum::Json;
use axum::response::IntoResponse as _;
use loco_rs::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    answers::{Answer, Page, only_at, then},
    extractors::{Asked, At, Member, Numbered, Posted, Visit},
    feeds,
    sessions::Nothing,
};
use crate::{
    access::Viewer,
    freshness::Tag,
    initializers::limits::Limit,
    models::{
        communities,
        posts::{self, drafts, history, mentioning},
        threads::{
            self, KINDS, Readable,
            conversation::{Conversation, From},
            editing::Edit,
            opening::Draft,
            replying::Reply,
        },
        users,
    },
    refusals::{Failure, Outcome, Refusal},
    text,
    views::{
        Choice, Field, at_the_top, slugs,
        threads::{Compose, HistoryPage, Quote, Reading, RevisionView, ThreadForm, ThreadPage, no_compose},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Where {
    after: Option<i64>,
    before: Option<i64>,
    near: Option<i64>,
    quote: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Q {
    pub q: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NewThread {
    title: String,
    body: String,
    kind: String,
    tags: String,
    draft: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NewReply {
    body: String,
    quote: String,
    draft: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Changes {
    /// What is not sent stays as it is.
    title: Option<String>,
    kind: String,
    tags: Option<String>,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Solution {
    post_id: i64,
}

#[derive(Debug, Serialize)]
struct Suggestion {
    handle: String,
    name: String,
}

async fn show(visit: Visit, At(asked): At<Numbered>, Asked(place): Asked<Where>) -> Answer {
    let thread = threads::Model::readable_by(&visit.house.db, &visit.viewer, asked.id).await?;
    match asked.format.as_deref() {
        None => {}
        Some("atom") => return feeds::thread(&visit, &thread).await,
        Some(_) => return Err(Failure::Missing),
    }
    only_at(&visit, &thread.path())?;
    page(&visit, &thread, &place, &NewReply::default(), None).await
}

async fn page(visit: &Visit, thread: &Readable, place: &Where, typed: &NewReply, refusal: Option<&Refusal>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let from = match (place.near, place.after, place.before) {
        (Some(near), _, _) => From::Near(near),
        (_, Some(after), _) => From::After(after),
        (_, _, Some(before)) => From::Before(before),
        _ => From::Start,
    };
    let conversation = thread.conversation(db, from).await?;
    let reading = Reading { lang, viewer, thread, gestures: &conversation.gestures };
    let opening = conversation.opening.as_ref().ok_or(Failure::Missing)?;
    let path = thread.path();
    let title = thread.title_for(viewer).map_or_else(|| lang.say("thread-withdrawn-title"), str::to_owned);
    let public = thread.room.is_public();
    let no_compose = no_compose(viewer, thread.is_closed());
    // What was typed comes back, also to someone who may not send it any more.
    let compose = if no_compose.is_none() || !typed.body.is_empty() {
        Some(compose(visit, thread, place, typed, refusal).await?)
    } else {
        None
    };
    let prev =
        conversation.earlier.then(|| conversation.replies.first().map(|first| format!("{path}?before={}", first.id)));
    let next = conversation.later.then(|| conversation.replies.last().map(|last| format!("{path}?after={}", last.id)));
    let feed = (public && !thread.is_withdrawn()).then(|| format!("/threads/{}.atom", thread.id));
    let view = ThreadPage {
        id: thread.id,
        title: title.clone(),
        kind: thread.kind.clone(),
        room: thread.room.line(),
        tags: slugs(&thread.tag_slugs),
        state: thread.state(),
        closed: thread.is_closed(),
        pinned: thread.pinned_at.is_some(),
        replies: thread.replies_count,
        first_page: !conversation.earlier,
        question: reading.post(opening),
        solution: conversation.solution.as_ref().map(|post| reading.post(post)),
        posts: conversation.replies.iter().map(|post| reading.post(post)).collect(),
        prev: prev.flatten(),
        next: next.flatten(),
        feed: feed.clone(),
        compose,
        no_compose,
        edited: thread.edits_count > 0,
        may_edit: leads(viewer, thread) && !thread.is_withdrawn(),
        may_close: viewer.person().is_some_and(|me| {
            if thread.is_closed() { thread.may_be_reopened_by(me) } else { thread.may_be_led_by(me) }
        }),
        may_pin: viewer.manages(thread.room.id),
        path: path.clone(),
    };
    let sense = if thread.is_withdrawn() { String::new() } else { thread.sense.clone() };
    let mut page = Page::new("threads/show.html", title)
        .describe(sense)
        .canonical(if conversation.earlier { visit.path.clone() } else { path })
        .section("communities")
        .feed(feed)
        .refused(refusal);
    if !public || thread.is_withdrawn() || place.near.is_some() || place.quote.is_some() {
        page = page.noindex();
    }
    if public {
        page = page.depends_on(depends_on(thread, &conversation));
    }
    page.show(visit, &view)
}

/// The thread, the room's name, and everyone named on the page.
fn depends_on(thread: &Readable, conversation: &Conversation) -> Vec<Tag> {
    let people = conversation.people().into_iter().map(Tag::Person);
    [Tag::Thread(thread.id), Tag::Room(thread.room.id)].into_iter().chain(people).collect()
}

async fn compose(
    visit: &Visit,
    thread: &Readable,
    place: &Where,
    typed: &NewReply,
    refusal: Option<&Refusal>,
) -> Outcome<Compose> {
    let quoted = place.quote.or_else(|| typed.quote.parse().ok());
    let quote = match quoted {
        None => None,
        Some(id) => match posts::Model::readable_by(&visit.house.db, &visit.viewer, id).await {
            Ok(post) if post.thread_id == thread.id => Some(Quote {
                id,
                path: format!("/posts/{id}"),
                author: users::named(&visit.house.db, post.author_id).await?,
                sense: text::sense(&text::plain_text(&post.body)),
            }),
            Ok(_) | Err(Failure::Missing) => None,
            Err(failure) => return Err(failure),
        },
    };
    let lang = visit.lang;
    Ok(Compose {
        action: format!("/threads/{}/posts", thread.id),
        body: Field::typed(lang, "body", &typed.body, refusal),
        quote,
        draft: if typed.draft.is_empty() { drafts::number() } else { typed.draft.clone() },
        mentions_url: format!("/threads/{}/mentions", thread.id),
        audience: thread.room.audience.clone(),
        refusal: at_the_top(lang, refusal, &["body"]),
    })
}

fn leads(viewer: &Viewer, thread: &Readable) -> bool {
    viewer.person().is_some_and(|me| thread.may_be_led_by(me) && me.may_write().is_ok())
}

async fn reply(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<NewReply>) -> Answer {
    me.count(Limit::Replies)?;
    let db = &me.house.db;
    let thread = threads::Model::readable_by(db, &me.viewer, asked.id).await?;
    let quote = match typed.quote.as_str() {
        "" => Ok(None),
        number => number.parse().map(Some).map_err(|_| Refusal::NotAChoice { field: "quote" }),
    };
    let replied = match quote {
        Ok(quote) => {
            let wished = Reply { body: typed.body.clone(), quote, draft: typed.draft.clone() };
            thread.reply(db, &me.person, &wished).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match replied {
        Ok(post) => then(format!("{}?near={}#post-{}", thread.path(), post.id, post.id)).saying(&me, "replied").go(),
        Err(failure) => page(&me, &thread, &Where::default(), &typed, Some(&failure.refusal()?)).await,
    }
}

async fn new(me: Member, At(slug): At<String>) -> Answer {
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    new_form(&me, &room, &NewThread::default(), None)
}

async fn create(me: Member, At(slug): At<String>, Posted(typed): Posted<NewThread>) -> Answer {
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

/// Only managers announce; an announcement made stays one.
fn kinds(me: &Member, room: &communities::Model, current: &str) -> Vec<&'static str> {
    KINDS.into_iter().filter(|kind| *kind != "announcement" || me.person.manages(room.id) || current == *kind).collect()
}

async fn edit(me: Member, At(asked): At<Numbered>) -> Answer {
    let thread = led(&me, asked.id).await?;
    edit_form(&me, &thread, &Changes::default().of(&thread), None)
}

async fn update(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Changes>) -> Answer {
    me.count(Limit::Acts)?;
    let thread = led(&me, asked.id).await?;
    let edit = typed.of(&thread);
    match thread.edit(&me.house.db, &me.person, &edit).await {
        Ok(thread) => then(thread.path()).saying(&me, "thread-edited").go(),
        Err(failure) => edit_form(&me, &thread, &edit, Some(&failure.refusal()?)),
    }
}

impl Changes {
    fn of(self, thread: &Readable) -> Edit {
        Edit {
            title: self.title.unwrap_or_else(|| thread.title.clone()),
            kind: if self.kind.is_empty() { thread.kind.clone() } else { self.kind },
            tags: self.tags.unwrap_or_else(|| slugs(&thread.tag_slugs).join(", ")),
            reason: self.reason,
        }
    }
}

fn edit_form(me: &Member, thread: &Readable, typed: &Edit, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let room = &thread.room;
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
                title: field("title", &typed.title),
                body: Field::default(),
                kinds: Choice::among("kind", &kinds(me, room, &thread.kind), &typed.kind, true),
                tags: field("tags", &typed.tags),
                usual_tags: slugs(&room.usual_tags),
                reason: field("reason", &typed.reason),
                draft: String::new(),
                mentions_url: String::new(),
                refusal: at_the_top(lang, refusal, &["title", "tags", "reason"]),
            },
        )
}

/// A thread this person leads: its author's, or of a room they care for.
async fn led(me: &Member, id: i64) -> Outcome<Readable> {
    let thread = threads::Model::readable_by(&me.house.db, &me.viewer, id).await?;
    if thread.may_be_led_by(&me.person) { Ok(thread) } else { Err(Refusal::NotYours.into()) }
}

async fn thread_history(me: Member, At(asked): At<Numbered>) -> Answer {
    let thread = led(&me, asked.id).await?;
    let revisions = history::of_thread(&me.house.db, thread.id).await?;
    Page::new("posts/history.html", me.lang.say("history-title")).noindex().section("communities").show(
        &me,
        &HistoryPage {
            thread_title: thread.title.clone(),
            back: thread.path(),
            revisions: revisions.iter().map(|revision| RevisionView::of(me.lang, revision)).collect(),
        },
    )
}

async fn close(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.close(&me.house.db, &me.person).await?;
    then(thread.path()).undoable(&me, "closed", &format!("/threads/{}/closure/removal", thread.id), &[]).go()
}

async fn reopen(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.reopen(&me.house.db, &me.person).await?;
    then(thread.path()).undoable(&me, "reopened", &format!("/threads/{}/closure", thread.id), &[]).go()
}

async fn pin(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.pin(&me.house.db, &me.person, true).await?;
    then(thread.path()).undoable(&me, "pinned", &format!("/threads/{}/pin/removal", thread.id), &[]).go()
}

async fn unpin(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.pin(&me.house.db, &me.person, false).await?;
    then(thread.path()).undoable(&me, "unpinned", &format!("/threads/{}/pin", thread.id), &[]).go()
}

async fn solve(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Solution>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.accept(&me.house.db, &me.person, typed.post_id).await?;
    then(thread.path()).undoable(&me, "solved", &format!("/threads/{}/solution/removal", thread.id), &[]).go()
}

async fn unsolve(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    let before = thread.solution_post_id;
    thread.unaccept(&me.house.db, &me.person).await?;
    let way = then(thread.path());
    match before {
        None => way.go(),
        Some(post) => {
            let post = post.to_string();
            way.undoable(&me, "unsolved", &format!("/threads/{}/solution", thread.id), &[("post_id", &post)]).go()
        }
    }
}

async fn found(me: &Member, asked: &Numbered) -> Outcome<Readable> {
    me.count(Limit::Acts)?;
    threads::Model::readable_by(&me.house.db, &me.viewer, asked.id).await
}

async fn mentions(me: Member, At(asked): At<Numbered>, Asked(asked_q): Asked<Q>) -> Answer {
    me.count(Limit::Previews)?;
    let thread = threads::Model::readable_by(&me.house.db, &me.viewer, asked.id).await?;
    suggestions(&me, &thread.room, Some(thread.id), &asked_q.q).await
}

/// People to suggest after an `@`, as JSON: `[{handle, name}]`.
pub(super) async fn suggestions(me: &Member, room: &communities::Model, thread: Option<i64>, q: &str) -> Answer {
    let people = mentioning::suggest(&me.house.db, room, thread, q).await?;
    let people: Vec<Suggestion> = people
        .into_iter()
        .filter(|person| person.id != me.person.id)
        .map(|person| Suggestion { handle: person.handle, name: person.display_name })
        .collect();
    Ok(Json(people).into_response())
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/communities/{slug}/threads/new", get(new))
        .add("/communities/{slug}/threads", post(create))
        .add("/threads/{id}", get(show).post(update))
        .add("/threads/{id}/edit", get(edit))
        .add("/threads/{id}/history", get(thread_history))
        .add("/threads/{id}/posts", post(reply))
        .add("/threads/{id}/closure", post(close))
        .add("/threads/{id}/closure/removal", post(reopen))
        .add("/threads/{id}/pin", post(pin))
        .add("/threads/{id}/pin/removal", post(unpin))
        .add("/threads/{id}/solution", post(solve))
        .add("/threads/{id}/solution/removal", post(unsolve))
        .add("/threads/{id}/mentions", get(mentions))
}
