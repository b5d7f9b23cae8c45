//! What someone who leaves wrote: their posts and the threads they opened. Removed,
//! or kept under a name of its own each; what they had taken back themselves goes
//! either way, since nobody is left to put it again.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType},
};

use super::{
    closing::Posts,
    erasure::{BATCH, Leaving, today},
    names::{NOBODY, pseudonym},
};
use crate::{
    database::Write,
    freshness::Tag,
    models::{
        _entities::{communities, gestures, mentions, posts, revisions, tags, thread_tags, threads},
        posts::mentioning,
        slugs,
    },
    refusals::Outcome,
    text::{self, Rendered},
};

pub(super) async fn erase(leaving: &mut Leaving<'_>) -> Outcome<()> {
    while some_posts(leaving).await? {}
    while some_threads(leaving).await? {}
    Ok(())
}

/// A batch of posts; false when none was left.
async fn some_posts(leaving: &mut Leaving<'_>) -> Outcome<bool> {
    let db = &leaving.house.db;
    let found = posts::Entity::find()
        .filter(posts::Column::AuthorId.eq(leaving.person))
        .order_by_asc(posts::Column::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    if found.is_empty() {
        return Ok(false);
    }
    // Rendered before the transaction: nobody waits in it for Markdown.
    let mut rendered: BTreeMap<i64, (String, Rendered)> = BTreeMap::new();
    if leaving.posts == Posts::Keep {
        for post in &found {
            if let Some(body) = leaving.names.leave_own(&post.body) {
                let mut mentioned = mentioning::of(db, post.id).await?;
                mentioned.remove(&leaving.names.handle);
                let html = text::render(&body, mentioned).await;
                rendered.insert(post.id, (body, html));
            }
        }
    }
    let ids: Vec<i64> = found.iter().map(|post| post.id).collect();
    let txn = leaving.batch().await?;
    // As they are now: a manager may have hidden one meanwhile.
    let now = posts::Entity::find()
        .filter(posts::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(posts::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .all(&txn)
        .await?;
    let remove = leaving.posts == Posts::Remove;
    let (gone, kept): (Vec<_>, Vec<_>) = now.into_iter().partition(|post| remove || post.removed_at.is_some());
    revisions::Entity::delete_many().filter(revisions::Column::PostId.is_in(ids)).exec(&txn).await?;
    take_away(&txn, &gone).await?;
    keep(&txn, kept, rendered).await?;
    leaving.done(txn).await?;
    Ok(true)
}

/// Empties posts, and keeps true what counts them.
async fn take_away(txn: &Write, gone: &[posts::Model]) -> Result<(), DbErr> {
    use posts::Column as P;
    if gone.is_empty() {
        return Ok(());
    }
    let ids = || gone.iter().map(|post| post.id);
    posts::Entity::update_many()
        .col_expr(P::AuthorId, Expr::value(None::<i64>))
        .col_expr(P::Draft, Expr::value(None::<String>))
        .col_expr(P::Body, Expr::value(""))
        .col_expr(P::BodyHtml, Expr::value(""))
        .col_expr(P::QuoteId, Expr::value(None::<i64>))
        .col_expr(P::EditsCount, Expr::value(0))
        .col_expr(P::EditedAt, Expr::value(None::<sea_orm::prelude::DateTimeWithTimeZone>))
        .col_expr(P::GesturesCount, Expr::value(0))
        .col_expr(P::RemovedAt, Expr::value(Some(today())))
        .col_expr(P::HiddenReason, Expr::value(None::<String>))
        .filter(P::Id.is_in(ids()))
        .exec(txn)
        .await?;
    gestures::Entity::delete_many().filter(gestures::Column::PostId.is_in(ids())).exec(txn).await?;
    mentions::Entity::delete_many().filter(mentions::Column::PostId.is_in(ids())).exec(txn).await?;
    recount(txn, gone).await
}

/// Threads first, then rooms, each in one order: as every other writer does.
async fn recount(txn: &Write, gone: &[posts::Model]) -> Result<(), DbErr> {
    use communities::Column as Room;
    use threads::Column as Thread;
    let mut by_thread: BTreeMap<i64, Vec<&posts::Model>> = BTreeMap::new();
    for post in gone {
        by_thread.entry(post.thread_id).or_default().push(post);
    }
    let mut rooms: BTreeMap<i64, (i32, i32)> = BTreeMap::new();
    for (id, posts) in by_thread {
        txn.also_forget(Tag::Thread(id));
        let thread = threads::Entity::find_by_id(id).lock(LockType::NoKeyUpdate).one(txn).await?;
        let Some(thread) = thread else { continue };
        let opening = posts.iter().find(|post| thread.opening_post_id == Some(post.id));
        let counted = posts.iter().filter(|post| post.is_shown());
        let shown = i32::try_from(counted.count()).unwrap_or_default();
        let was_open = opening.is_some_and(|post| post.is_shown());
        let replies = shown - i32::from(was_open);
        let mut update = threads::Entity::update_many()
            .col_expr(Thread::RepliesCount, Expr::col(Thread::RepliesCount).sub(replies))
            .filter(Thread::Id.eq(id));
        if thread.solution_post_id.is_some_and(|solution| posts.iter().any(|post| post.id == solution)) {
            update = update.col_expr(Thread::SolutionPostId, Expr::value(None::<i64>));
        }
        if opening.is_some() {
            update = untitled(update);
            untag(txn, id).await?;
        }
        update.exec(txn).await?;
        let room = rooms.entry(thread.community_id).or_default();
        room.0 += shown;
        room.1 += i32::from(was_open);
    }
    for (id, (posts, threads)) in rooms {
        communities::Entity::update_many()
            .col_expr(Room::PostsCount, Expr::col(Room::PostsCount).sub(posts))
            .col_expr(Room::ThreadsCount, Expr::col(Room::ThreadsCount).sub(threads))
            .filter(Room::Id.eq(id))
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// A thread whose question is gone keeps its answers, and nothing of the question.
fn untitled(update: sea_orm::UpdateMany<threads::Entity>) -> sea_orm::UpdateMany<threads::Entity> {
    use threads::Column as Thread;
    update
        .col_expr(Thread::WithdrawnAt, Expr::value(Some(today())))
        .col_expr(Thread::Title, Expr::value(NOBODY))
        .col_expr(Thread::Slug, Expr::value(""))
        .col_expr(Thread::Sense, Expr::value(""))
        .col_expr(Thread::TagSlugs, Expr::value(""))
        .col_expr(Thread::EditsCount, Expr::value(0))
}

/// Its tags, and its former titles; a tag that no other thread carries was theirs.
async fn untag(txn: &Write, thread: i64) -> Result<(), DbErr> {
    let carried: Vec<i64> = thread_tags::Entity::find()
        .select_only()
        .column(thread_tags::Column::TagId)
        .filter(thread_tags::Column::ThreadId.eq(thread))
        .into_tuple()
        .all(txn)
        .await?;
    thread_tags::Entity::delete_many().filter(thread_tags::Column::ThreadId.eq(thread)).exec(txn).await?;
    for tag in carried {
        let other = thread_tags::Entity::find().filter(thread_tags::Column::TagId.eq(tag)).one(txn).await?;
        if other.is_none() {
            tags::Entity::delete_by_id(tag).exec(txn).await?;
        }
    }
    revisions::Entity::delete_many()
        .filter(revisions::Column::ThreadId.eq(thread))
        .filter(revisions::Column::PostId.is_null())
        .exec(txn)
        .await
        .map(|_| ())
}

/// Posts that stay, each under a name that no other post of its thread bears.
async fn keep(
    txn: &Write,
    kept: Vec<posts::Model>,
    mut rendered: BTreeMap<i64, (String, Rendered)>,
) -> Result<(), DbErr> {
    let threads: BTreeSet<i64> = kept.iter().map(|post| post.thread_id).collect();
    let mut taken: BTreeSet<String> = posts::Entity::find()
        .select_only()
        .column(posts::Column::Pseudonym)
        .filter(posts::Column::ThreadId.is_in(threads))
        .filter(posts::Column::Pseudonym.is_not_null())
        .into_tuple::<String>()
        .all(txn)
        .await?
        .into_iter()
        .collect();
    for post in kept {
        let (id, thread) = (post.id, post.thread_id);
        txn.also_forget(Tag::Thread(thread));
        let mut post = post.into_active_model();
        post.author_id = Set(None);
        post.draft = Set(None);
        post.edits_count = Set(0);
        post.edited_at = Set(None);
        post.pseudonym = Set(Some(pseudonym(&mut taken)));
        if let Some((body, Rendered { html, sense })) = rendered.remove(&id) {
            post.body = Set(body);
            post.body_html = Set(html);
            post.renderer = Set(text::RENDERER);
            threads::Entity::update_many()
                .col_expr(threads::Column::Sense, Expr::value(sense))
                .filter(threads::Column::Id.eq(thread))
                .filter(threads::Column::OpeningPostId.eq(id))
                .exec(txn)
                .await?;
        }
        post.update(txn).await?;
    }
    Ok(())
}

/// A batch of threads they opened; false when none was left.
async fn some_threads(leaving: &mut Leaving<'_>) -> Outcome<bool> {
    let opened = threads::Entity::find()
        .filter(threads::Column::AuthorId.eq(leaving.person))
        .order_by_asc(threads::Column::Id)
        .limit(BATCH);
    let txn = leaving.batch().await?;
    let opened = opened.lock(LockType::NoKeyUpdate).all(&txn).await?;
    let any = !opened.is_empty();
    for thread in opened {
        txn.also_forget(Tag::Thread(thread.id));
        let (title, withdrawn) = (thread.title.clone(), thread.is_withdrawn());
        let mut thread = thread.into_active_model();
        thread.author_id = Set(None);
        if let Some(title) = leaving.names.leave_own(&title) {
            if !withdrawn {
                thread.slug = Set(slugs::slug(&title));
            }
            thread.title = Set(title);
        }
        thread.update(&txn).await?;
    }
    leaving.done(txn).await?;
    Ok(any)
}
