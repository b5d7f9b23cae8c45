//! The threads I keep, and everything I wrote.

use crate::controllers::{
    answers::{Answer, Page},
    extractors::{Asked, Member, Turned},
};
use crate::{
    models::{bookmarks, posts::listing, threads::Readable},
    views::{
        account::{BookmarkRow, BookmarksPage, WritingRow, WritingsPage},
        when,
    },
};

pub(super) async fn bookmarks(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let mut kept = bookmarks::of(&me.house.db, &me.viewer, me.person.id, turned.before).await?;
    let more = kept.len() as u64 > bookmarks::PAGE;
    kept.truncate(bookmarks::PAGE as usize);
    let next = kept.last().filter(|_| more).map(|(last, _)| format!("/me/bookmarks?before={}", last.id));
    let title = |thread: &Readable| thread.title_for(&me.viewer).map(str::to_owned);
    let rows = kept
        .iter()
        .map(|(bookmark, thread)| BookmarkRow {
            id: bookmark.thread_id,
            title: thread.as_ref().and_then(title),
            path: match bookmark.post_id {
                Some(post) => format!("/posts/{post}"),
                None => thread.as_ref().map_or_else(String::new, |thread| thread.path()),
            },
            room_name: thread.as_ref().map(|thread| thread.room.name.clone()),
            note: bookmark.note.clone(),
            remind: bookmark.remind_at.as_ref().map(|at| when(me.lang, at)),
            reminded: bookmark.reminded_at.is_some(),
            when: when(me.lang, &bookmark.created_at),
        })
        .collect();
    Page::new("accounts/bookmarks.html", me.lang.say("bookmarks-title"))
        .noindex()
        .section("me")
        .show(&me, &BookmarksPage { bookmarks: rows, next })
}

pub(super) async fn writings(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let mut written = listing::of(&me.house.db, me.person.id, turned.before).await?;
    let more = written.len() as u64 > listing::PAGE;
    written.truncate(listing::PAGE as usize);
    let next = written.last().filter(|_| more).map(|last| format!("/me/writings?before={}", last.post.id));
    let rows = written
        .iter()
        .map(|written| {
            // One's own words stay one's own; where they stand may not be.
            let readable = me.viewer.may_read(&written.room);
            let thread = Readable { thread: written.thread.clone(), room: written.room.clone() };
            WritingRow {
                path: readable.then(|| format!("/posts/{}", written.post.id)),
                title: thread.title_for(&me.viewer).filter(|_| readable).map(str::to_owned),
                room_name: readable.then(|| written.room.name.clone()),
                opening: written.thread.opening_post_id == Some(written.post.id),
                state: if written.post.removed_at.is_some() {
                    Some("removed")
                } else {
                    written.post.hidden_at.map(|_| "hidden")
                },
                sense: crate::text::sense(&crate::text::plain_text(&written.post.body)),
                when: when(me.lang, &written.post.created_at),
            }
        })
        .collect();
    Page::new("accounts/writings.html", me.lang.say("writings-title"))
        .noindex()
        .section("me")
        .show(&me, &WritingsPage { writings: rows, next })
}
