//! The accepted answer of a question: chosen by who asked, or a manager.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Select,
    sea_query::LockType,
};

use super::Readable;
use crate::{
    access::Person,
    database::Db,
    models::{
        _entities::posts,
        activities::{self, About, Verb},
    },
    refusals::{Failure, Outcome, Refusal},
};

impl Readable {
    /// # Errors
    /// [`Refusal::NotAQuestion`], [`Refusal::NotYours`], or [`Failure::Missing`]
    /// when the post is not an answer that everyone reads here.
    pub async fn accept(&self, db: &Db, by: &Person, post: i64) -> Outcome<()> {
        by.may_write()?;
        if !self.may_be_led_by(by) {
            return Err(Refusal::NotYours.into());
        }
        if self.kind != "question" {
            return Err(Refusal::NotAQuestion.into());
        }
        let post = shown(post)
            .filter(posts::Column::ThreadId.eq(self.id))
            .one(db)
            .await?
            .filter(|post| Some(post.id) != self.opening_post_id)
            .ok_or(Failure::Missing)?;
        self.set_solution(db, by, Some(post.id)).await
    }

    /// # Errors
    /// [`Refusal::NotYours`].
    pub async fn unaccept(&self, db: &Db, by: &Person) -> Outcome<()> {
        by.may_write()?;
        if !self.may_be_led_by(by) {
            return Err(Refusal::NotYours.into());
        }
        self.set_solution(db, by, None).await
    }

    async fn set_solution(&self, db: &Db, by: &Person, post: Option<i64>) -> Outcome<()> {
        if self.solution_post_id == post {
            return Ok(());
        }
        let txn = db.write().await?;
        if let Some(post) = post {
            // Taken back or hidden meanwhile: then there is nothing to accept.
            let shown = shown(post).lock(LockType::NoKeyUpdate).one(&txn).await?;
            shown.ok_or(Failure::Missing)?;
        }
        let mut thread = self.thread.clone().into_active_model();
        thread.solution_post_id = Set(post);
        thread.update(&txn).await?;
        let verb = if post.is_some() { Verb::Solved } else { Verb::Unsolved };
        let about = |post: Option<i64>| About { post, ..self.about() };
        if post.is_some() && self.solution_post_id.is_some() {
            // The one before is the answer no more: open pages show it without its mark.
            activities::record(&txn, Some(by.id), Verb::Unsolved, about(self.solution_post_id), "").await?;
        }
        activities::record(&txn, Some(by.id), verb, about(post.or(self.solution_post_id)), "").await?;
        txn.commit().await?;
        Ok(())
    }
}

/// A post, as long as everyone who reads its thread reads it.
fn shown(post: i64) -> Select<posts::Entity> {
    posts::Entity::find_by_id(post).filter(posts::Column::HiddenAt.is_null()).filter(posts::Column::RemovedAt.is_null())
}
