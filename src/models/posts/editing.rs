//! Editing a post. What it said before is kept, with who changed it and why.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr,
};

use super::{Found, mentioning};
use crate::{
    access::Person,
    clock,
    database::Db,
    models::{
        _entities::{mentions, revisions, threads},
        activities::{self, Verb},
        drafts::{self, Place},
        pictures,
    },
    refusals::{Outcome, Refusal, check_line, check_text},
    text::{self, BODY_LIMIT},
};

impl Found {
    /// Its author edits it; also while it is hidden, to correct what was wrong.
    pub fn may_be_edited_by(&self, person: &Person) -> bool {
        self.author_id == Some(person.id) && self.removed_at.is_none()
    }

    /// `version`: the number of edits it had when the form was shown; `None` edits
    /// whatever it says now.
    ///
    /// # Errors
    /// [`Refusal::NotYours`], [`Refusal::EditedMeanwhile`], or the refusal to show
    /// beside the field.
    pub async fn edit(&self, db: &Db, by: &Person, body: &str, reason: &str, version: Option<i32>) -> Outcome<()> {
        by.may_write()?;
        if !self.may_be_edited_by(by) {
            return Err(Refusal::NotYours.into());
        }
        if self.thread.is_closed() {
            return Err(Refusal::ThreadClosed.into());
        }
        let body = check_text("body", body, BODY_LIMIT, true)?;
        let reason = check_line("reason", reason, 300, false)?;
        if version.is_some_and(|version| version != self.edits_count) && body != self.body {
            return Err(Refusal::EditedMeanwhile.into());
        }
        if body == self.body {
            return Ok(());
        }
        let mentioned = mentioning::who(db, by, &self.thread.room, &body).await?;
        let shown = pictures::using::in_text(db, by.id, Some(self.thread.id), &body).await?;
        let rendered = text::illustrated(&body, mentioned.handles(), shown.sizes()).await;
        let now = clock::now();
        let txn = db.write().await?;
        let post = self.held(&txn).await?;
        if post.edits_count != version.unwrap_or(self.edits_count) || post.removed_at.is_some() {
            return Err(Refusal::EditedMeanwhile.into());
        }
        revisions::ActiveModel {
            thread_id: Set(self.thread.id),
            post_id: Set(Some(self.id)),
            editor_id: Set(Some(by.id)),
            before: Set(self.body.clone()),
            after: Set(body.clone()),
            reason: Set(reason),
            created_at: Set(now.into()),
            ..Default::default()
        }
        .insert(&txn)
        .await?;
        let mut post = post.into_active_model();
        post.body = Set(body);
        post.body_html = Set(rendered.html);
        post.renderer = Set(text::RENDERER);
        post.edits_count = Set(self.edits_count + 1);
        post.edited_at = Set(Some(now.into()));
        post.update(&txn).await?;
        mentions::Entity::delete_many().filter(mentions::Column::PostId.eq(self.id)).exec(&txn).await?;
        mentioning::keep(&txn, self.id, &mentioned).await?;
        pictures::using::keep_instead(&txn, self.id, &shown).await?;
        if self.is_opening() {
            threads::Entity::update_many()
                .col_expr(threads::Column::Sense, Expr::value(rendered.sense))
                .filter(threads::Column::Id.eq(self.thread.id))
                .exec(&txn)
                .await?;
        }
        drafts::sent(&txn, by, Place::Post(self.id)).await?;
        activities::record(&txn, Some(by.id), Verb::PostEdited, self.about(), "").await?;
        txn.commit().await?;
        Ok(())
    }
}
