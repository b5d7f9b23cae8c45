//! Threads: reading one, opening, replying, and what one may do with it.

mod closures;
mod editing;
pub(super) mod mentions;
mod opening;
mod pins;
mod replies;
mod solutions;
pub(super) mod watches;

use super::{
    answers::{Answer, Page, only_at},
    extractors::{Asked, At, Member, Numbered, Visit},
    feeds,
};
use crate::{
    freshness::Tag,
    initializers::limits::Limit,
    models::{
        communities,
        drafts::{self, Place},
        offers::relaying,
        posts, reading, tags,
        threads::{
            self, KINDS, Readable,
            conversation::{Conversation, From, PAGE},
        },
        users,
    },
    refusals::{Failure, Outcome, Refusal},
    text,
    views::{
        Field, at_the_top,
        offers::OfferRow,
        threads::{
            BookmarkForm, Compose, MineView, Place as Spot, Quote, Reading, Saved, ThreadPage, may_edit, no_compose,
        },
    },
};
use loco_rs::prelude::*;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Where {
    after: Option<i64>,
    before: Option<i64>,
    near: Option<i64>,
    /// A day, `2026-05-01`: the first message of that day.
    on: String,
    quote: Option<i64>,
}

impl Where {
    /// The address of a later page, without what was added to it for nobody's good.
    fn within(&self, path: &str) -> String {
        match (self.after, self.before) {
            (Some(after), _) => format!("{path}?after={after}"),
            (None, Some(before)) => format!("{path}?before={before}"),
            (None, None) => path.to_owned(),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NewReply {
    body: String,
    quote: String,
    draft: String,
}

async fn show(visit: Visit, At(asked): At<Numbered>, Asked(place): Asked<Where>) -> Answer {
    let thread = threads::Model::readable_by(&visit.house.db, &visit.viewer, asked.id).await?;
    thread.not_gone(&visit.house.db).await?;
    match asked.format.as_deref() {
        None => {}
        Some("atom") => return feeds::thread(&visit, &thread).await,
        Some(_) => return Err(Failure::Missing),
    }
    only_at(&visit, &thread.path())?;
    page(&visit, &thread, &place, Back::Nothing).await
}

/// A form of the page that comes back, with what was typed and why.
#[derive(Clone, Copy, Debug)]
enum Back<'a> {
    Nothing,
    Reply(&'a NewReply, &'a Refusal),
    Bookmark(&'a watches::Kept, &'a Refusal),
}

impl Back<'_> {
    fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Nothing => None,
            Self::Reply(_, refusal) | Self::Bookmark(_, refusal) => Some(refusal),
        }
    }
}

async fn page(visit: &Visit, thread: &Readable, place: &Where, back: Back<'_>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let (typed, refused_reply) = match back {
        Back::Reply(typed, refusal) => (Some(typed), Some(refusal)),
        _ => (None, None),
    };
    let from = match (place.near, place.after, place.before) {
        (Some(near), _, _) => From::Near(near),
        (_, Some(after), _) => From::After(after),
        (_, _, Some(before)) => From::Before(before),
        _ => match thread.first_on(db, &place.on).await? {
            Some(post) => From::Near(post),
            None => From::Start,
        },
    };
    let conversation = thread.conversation(db, from).await?;
    let mine = mine(visit, thread, &conversation, back).await?;
    let reading = Reading { lang, viewer, thread, gestures: &conversation.gestures };
    let whole = |place, post| reading.whole(&visit.house.views, place, post);
    let opening = conversation.opening.as_ref().ok_or(Failure::Missing)?;
    let path = thread.path();
    let title = thread.title_for(viewer).map_or_else(|| lang.say("thread-withdrawn-title"), str::to_owned);
    let public = thread.room.is_public();
    let no_compose = no_compose(viewer, thread.is_closed());
    let begun = match (viewer.person(), typed) {
        (Some(me), None) => drafts::at(db, me, Place::Thread(thread.id)).await?,
        _ => None,
    };
    let saved = begun.as_ref().map(|draft| Saved::of(lang, draft));
    let begun = begun.map(NewReply::from);
    let typed = typed.or(begun.as_ref());
    // What was typed comes back, also to someone who may not send it any more.
    let compose = if no_compose.is_none() || typed.is_some_and(|typed| !typed.body.is_empty()) {
        let typed = typed.cloned().unwrap_or_default();
        Some(compose(visit, thread, place, &typed, saved, refused_reply).await?)
    } else {
        None
    };
    let prev =
        conversation.earlier.then(|| conversation.replies.first().map(|first| format!("{path}?before={}", first.id)));
    let next = conversation.later.then(|| conversation.replies.last().map(|last| format!("{path}?after={}", last.id)));
    let feed = (public && !thread.is_withdrawn()).then(|| format!("/threads/{}.atom", thread.id));
    let offer = relaying::of_thread(db, thread.id).await?;
    let view = ThreadPage {
        id: thread.id,
        title: title.clone(),
        kind: thread.kind.clone(),
        room: thread.room.line(),
        tags: tags::named(&visit.house, &thread.tag_slugs).await?,
        state: thread.state(),
        closed: thread.is_closed(),
        pinned: thread.pinned_at.is_some(),
        replies: thread.replies_count,
        first_page: !conversation.earlier,
        question: whole(Spot::Question, opening)?,
        solution: conversation.solution.as_ref().map(|post| whole(Spot::Solution, post)).transpose()?,
        posts: conversation
            .replies
            .iter()
            .map(|post| Ok((post.id, whole(Spot::Reply, post)?)))
            .collect::<Outcome<_>>()?,
        prev: prev.flatten(),
        next: next.flatten(),
        feed: feed.clone(),
        compose,
        no_compose,
        edited: thread.edits_count > 0,
        mine,
        days: (i64::from(thread.replies_count) > PAGE).then(|| {
            let day = |at: &sea_orm::prelude::DateTimeWithTimeZone| at.format("%Y-%m-%d").to_string();
            (day(&thread.created_at), day(&thread.last_post_at))
        }),
        may_edit: may_edit(viewer, thread),
        may_close: viewer.person().is_some_and(|me| {
            if thread.is_closed() { thread.may_be_reopened_by(me) } else { thread.may_be_led_by(me) }
        }),
        may_pin: viewer.manages(thread.room.id),
        offer: offer.as_ref().map(|listed| OfferRow::of(lang, listed)),
        path: path.clone(),
    };
    let sense = if thread.is_withdrawn() { String::new() } else { thread.sense.clone() };
    let mut page = Page::new("threads/show.html", title)
        .describe(sense)
        .canonical(if conversation.earlier { place.within(&path) } else { path })
        .section("communities")
        .feed(feed)
        .refused(back.refusal());
    if !public || thread.is_withdrawn() || place.near.is_some() || !place.on.is_empty() || place.quote.is_some() {
        page = page.noindex();
    }
    if public {
        let offer = offer.map(|listed| Tag::Offer(listed.offer.id));
        page = page.depends_on(depends_on(thread, &conversation).into_iter().chain(offer));
    }
    page.show(visit, &view)
}

/// What this thread is to its reader; and that they read this page of it.
async fn mine(
    visit: &Visit,
    thread: &Readable,
    conversation: &Conversation,
    back: Back<'_>,
) -> Outcome<Option<MineView>> {
    let Some(me) = visit.viewer.person() else { return Ok(None) };
    let mine = reading::mine(&visit.house, me.id, thread.id, thread.room.id).await?;
    let ids = || conversation.replies.iter().chain(&conversation.opening).map(|post| post.id);
    let first_new = mine.read.and_then(|read| {
        let others = conversation.replies.iter().filter(|post| post.author_id != Some(me.id));
        others.map(|post| post.id).find(|id| *id > read)
    });
    let unread = mine.read.filter(|read| first_new.is_none() && thread.last_post_id.is_some_and(|last| last > *read));
    let on_this_page = |read: i64| ids().any(|id| id > read);
    if let Some(last) = ids().max()
        && !visit.prefetch
    {
        visit.house.marks.note(me.id, thread.id, last);
    }
    let zone: chrono_tz::Tz = me.time_zone.parse().unwrap_or(chrono_tz::Europe::Paris);
    let day = |at: chrono::DateTime<_>| at.with_timezone(&zone).format("%Y-%m-%d").to_string();
    let (typed, refusal) = match back {
        Back::Bookmark(typed, refusal) => (Some((typed.note.clone(), typed.remind_on.clone())), Some(refusal)),
        _ => (None, None),
    };
    let (note, remind_on) =
        typed.unwrap_or_else(|| (mine.note.unwrap_or_default(), mine.remind_at.map(day).unwrap_or_default()));
    let lang = visit.lang;
    Ok(Some(MineView {
        level: mine.level.unwrap_or_else(|| "mine".to_owned()),
        first_new,
        unread: unread.filter(|read| !on_this_page(*read)).map(|read| format!("{}?after={read}#new", thread.path())),
        bookmark: BookmarkForm {
            kept: mine.bookmark.is_some(),
            note: Field::typed(lang, "note", &note, refusal),
            remind_on: Field::typed(lang, "remind_on", &remind_on, refusal),
            refusal: at_the_top(lang, refusal, &["note", "remind_on"]),
            open: refusal.is_some(),
        },
    }))
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
    saved: Option<Saved>,
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
        draft_action: format!("/threads/{}/draft", thread.id),
        saved,
        mentions_url: format!("/threads/{}/mentions", thread.id),
        audience: thread.room.audience.clone(),
        refusal: at_the_top(lang, refusal, &["body"]),
    })
}

/// Only managers announce; an announcement made stays one.
fn kinds(me: &Member, room: &communities::Model, current: &str) -> Vec<&'static str> {
    KINDS.into_iter().filter(|kind| *kind != "announcement" || me.person.manages(room.id) || current == *kind).collect()
}

async fn found(me: &Member, asked: &Numbered) -> Outcome<Readable> {
    me.count(Limit::Acts)?;
    threads::Model::readable_by(&me.house.db, &me.viewer, asked.id).await
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/communities/{slug}/threads/new", get(opening::new))
        .add("/communities/{slug}/threads", post(opening::create))
        .add("/threads/{id}", get(show).post(editing::update))
        .add("/threads/{id}/edit", get(editing::edit))
        .add("/threads/{id}/history", get(editing::thread_history))
        .add("/communities/{slug}/draft", post(opening::draft))
        .add("/threads/{id}/posts", post(replies::reply))
        .add("/threads/{id}/draft", post(replies::draft))
        .add("/threads/{id}/closure", post(closures::close))
        .add("/threads/{id}/closure/removal", post(closures::reopen))
        .add("/threads/{id}/pin", post(pins::pin))
        .add("/threads/{id}/pin/removal", post(pins::unpin))
        .add("/threads/{id}/solution", post(solutions::solve))
        .add("/threads/{id}/solution/removal", post(solutions::unsolve))
        .add("/threads/{id}/watch", post(watches::watch))
        .add("/threads/{id}/bookmark", post(watches::keep))
        .add("/threads/{id}/bookmark/removal", post(watches::let_go))
        .add("/threads/{id}/mentions", get(mentions::mentions))
}
