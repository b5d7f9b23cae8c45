//! Following a thread, and keeping it to find it again.

use serde::Deserialize;

use super::{Back, Where, found, page};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Numbered, Posted},
    sessions::Nothing,
};
use crate::models::{
    bookmarks::{self, Wish},
    following::{self, Level, Subject},
    posts, threads,
};
use crate::refusals::{Failure, Outcome, Refusal};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::controllers) struct Watching {
    pub level: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Kept {
    pub(super) note: String,
    pub(super) remind_on: String,
    post_id: String,
}

pub(super) async fn watch(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Watching>) -> Answer {
    let thread = found(&me, &asked).await?;
    let level = Level::named(&typed.level)?;
    following::follow(&me.house.db, &me.person, Subject::Thread(thread.id), level).await?;
    then(thread.path()).saying(&me, &format!("watch-{}", level.name())).go()
}

pub(super) async fn keep(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Kept>) -> Answer {
    let thread = found(&me, &asked).await?;
    match kept(&me, &thread, &typed).await {
        Ok(()) => then(thread.path()).saying(&me, "bookmarked").go(),
        Err(failure) => {
            let refusal = failure.refusal()?;
            page(&me, &thread, &Where::default(), Back::Bookmark(&typed, &refusal)).await
        }
    }
}

async fn kept(me: &Member, thread: &threads::Readable, typed: &Kept) -> Outcome<()> {
    let post = place_in(me, thread, &typed.post_id).await?;
    let wish = Wish { note: typed.note.clone(), remind_on: typed.remind_on.clone(), post };
    bookmarks::keep(&me.house.db, &me.person, thread, &wish).await
}

/// A post of this thread, or its beginning.
async fn place_in(me: &Member, thread: &threads::Readable, post: &str) -> Outcome<Option<i64>> {
    if post.is_empty() {
        return Ok(None);
    }
    let not_here = Refusal::NotAChoice { field: "post_id" };
    let id = post.parse().map_err(|_| not_here.clone())?;
    match posts::Model::readable_by(&me.house.db, &me.viewer, id).await {
        Ok(post) if post.thread_id == thread.id => Ok(Some(id)),
        Ok(_) | Err(Failure::Missing) => Err(not_here.into()),
        Err(failure) => Err(failure),
    }
}

// One's own mark can be taken off a thread that one no longer reads.
pub(super) async fn let_go(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(crate::initializers::limits::Limit::Acts)?;
    let kept = bookmarks::let_go(&me.house.db, &me.person, asked.id).await?;
    let way = then("/me/bookmarks");
    let readable = match threads::Model::readable_by(&me.house.db, &me.viewer, asked.id).await {
        Ok(_) => true,
        Err(Failure::Missing) => false,
        Err(failure) => return Err(failure),
    };
    match kept.filter(|_| readable) {
        None => way.saying(&me, "bookmark-removed").go(),
        Some(kept) => {
            let post = kept.post_id.map(|id| id.to_string()).unwrap_or_default();
            let remind_on = kept.remind_on(&me.person);
            let fields = [("note", kept.note.as_str()), ("remind_on", &remind_on), ("post_id", &post)];
            way.undoable(&me, "bookmark-removed", &format!("/threads/{}/bookmark", asked.id), &fields).go()
        }
    }
}
