//! Posts.

pub mod editing;
pub mod gesturing;
pub mod hiding;
pub mod history;
pub mod listing;
pub mod mentioning;
pub mod removing;
pub mod rendering;
pub mod sending;

use std::ops::Deref;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType},
};

pub use super::_entities::posts::{ActiveModel, Column, Entity, Model};
use super::{
    _entities::communities,
    activities::About,
    threads::{self, Readable},
};
use crate::{
    access::{Person, Viewer},
    database::Write,
    refusals::{Failure, Gone, Outcome},
};

/// A post its reader may read, in its thread.
#[derive(Clone, Debug)]
pub struct Found {
    pub post: Model,
    pub thread: Readable,
}

impl Deref for Found {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.post
    }
}

impl Model {
    /// The only way to a post. One that is hidden or removed is found by its
    /// author and the managers only.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it does not exist for them.
    pub async fn readable_by<C: ConnectionTrait>(db: &C, viewer: &Viewer, id: i64) -> Outcome<Found> {
        let found = Self::in_its_place(db, viewer, id).await?;
        let shown = found.post.is_shown() || viewer.person().is_some_and(|person| found.is_kept_for(person));
        if shown { Ok(found) } else { Err(Failure::Missing) }
    }

    /// A post or the trace it leaves: what a permanent link goes to.
    ///
    /// # Errors
    /// [`Failure::Missing`] when its thread does not exist for them.
    pub async fn in_its_place<C: ConnectionTrait>(db: &C, viewer: &Viewer, id: i64) -> Outcome<Found> {
        let post = Entity::find_by_id(id).one(db).await?.ok_or(Failure::Missing)?;
        let thread = threads::Model::readable_by(db, viewer, post.thread_id).await?;
        Ok(Found { post, thread })
    }

    pub fn is_shown(&self) -> bool {
        self.hidden_at.is_none() && self.removed_at.is_none()
    }

    /// Erased with its author's account: nobody is left to put it back.
    pub fn is_erased(&self) -> bool {
        self.removed_at.is_some() && self.author_id.is_none()
    }
}

impl Found {
    /// Its place in its thread.
    pub fn place(&self) -> String {
        format!("{}?near={}#post-{}", self.thread.path(), self.id, self.id)
    }

    pub fn is_opening(&self) -> bool {
        self.thread.opening_post_id == Some(self.id)
    }

    /// Its own address is of use as long as it may be read, or put back.
    ///
    /// # Errors
    /// [`Failure::Gone`] when it was erased for good.
    pub async fn not_gone<C: ConnectionTrait>(&self, db: &C) -> Outcome<()> {
        if !self.is_erased() {
            return Ok(());
        }
        self.thread.not_gone(db).await?;
        Err(Failure::Gone(Gone::Post { thread: self.place() }))
    }

    /// Whether this person still reads what is hidden or removed here.
    pub fn is_kept_for(&self, person: &Person) -> bool {
        self.author_id == Some(person.id) || person.manages(self.thread.room.id)
    }

    /// The post as it is now, held until the write ends: of two who act at once,
    /// the second sees what the first did.
    async fn held(&self, txn: &Write) -> Outcome<Model> {
        Entity::find_by_id(self.id).lock(LockType::NoKeyUpdate).one(txn).await?.ok_or(Failure::Missing)
    }

    fn about(&self) -> About {
        About { post: Some(self.id), user: self.author_id, ..self.thread.about() }
    }

    /// Keeps the thread and the room true when a post leaves the conversation or
    /// comes back: counts, last post, accepted answer; and, for the opening post,
    /// the thread's own place in lists and its address.
    async fn recount(&self, txn: &Write, shown: bool) -> Result<(), DbErr> {
        use communities::Column as Room;
        use threads::Column as Thread;
        let change = if shown { 1 } else { -1 };
        let mut room = communities::Entity::update_many()
            .col_expr(Room::PostsCount, Expr::col(Room::PostsCount).add(change))
            .filter(Room::Id.eq(self.thread.room.id));
        let mut thread = threads::Entity::update_many().filter(Thread::Id.eq(self.thread.id));
        if self.is_opening() {
            room = room.col_expr(Room::ThreadsCount, Expr::col(Room::ThreadsCount).add(change));
            let withdrawn = (!shown).then(crate::clock::now);
            let now = threads::Entity::find_by_id(self.thread.id).lock(LockType::NoKeyUpdate).one(txn).await?;
            let slug = now.filter(|_| shown).map_or_else(String::new, |now| super::slugs::slug(&now.title));
            thread =
                thread.col_expr(Thread::WithdrawnAt, Expr::value(withdrawn)).col_expr(Thread::Slug, Expr::value(slug));
        } else {
            thread = thread.col_expr(Thread::RepliesCount, Expr::col(Thread::RepliesCount).add(change));
        }
        // The thread before the room, as replying does: two writers never wait for each other.
        thread.exec(txn).await?;
        if !shown {
            threads::Entity::update_many()
                .col_expr(Thread::SolutionPostId, Expr::value(None::<i64>))
                .filter(Thread::Id.eq(self.thread.id))
                .filter(Thread::SolutionPostId.eq(self.id))
                .exec(txn)
                .await?;
        }
        room.exec(txn).await?;
        Ok(())
    }
}
