//! Editing a thread's title, kind and tags. What it said before is kept.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect, sea_query::LockType};

use super::{Entity, KINDS, Model, Readable, TITLE_LIMIT};
use crate::{
    access::Person,
    clock,
    database::Db,
    models::{
        _entities::revisions,
        activities::{self, Verb},
        slugs, tags,
    },
    refusals::{Failure, Outcome, Refusal, check_line},
};

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    pub title: String,
    pub kind: String,
    pub tags: String,
    pub reason: String,
    /// The number of edits it had when the form was shown; `None`: as it is now.
    pub version: Option<i32>,
}

impl Readable {
    /// # Errors
    /// The refusal to show beside a field; [`Refusal::NotYours`] for others.
    pub async fn edit(&self, db: &Db, by: &Person, edit: &Edit) -> Outcome<Model> {
        by.may_write()?;
        if !self.may_be_led_by(by) {
            return Err(Refusal::NotYours.into());
        }
        let title = check_line("title", &edit.title, TITLE_LIMIT, true)?;
        let reason = check_line("reason", &edit.reason, 300, false)?;
        let kind = if edit.kind.is_empty() { self.kind.as_str() } else { edit.kind.as_str() };
        if !KINDS.contains(&kind) {
            return Err(Refusal::NotAChoice { field: "kind" }.into());
        }
        if kind == "announcement" && self.kind != "announcement" && !by.manages(self.room.id) {
            return Err(Refusal::ManagersAnnounce.into());
        }
        let tags = tags::parse(&edit.tags, tags::MOST)?;
        let before = told(&self.title, &self.kind, &self.tag_slugs);
        let after = told(&title, kind, &tags::slugs(&tags));
        if before == after {
            return Ok(self.thread.clone());
        }
        let txn = db.write().await?;
        let now = Entity::find_by_id(self.id).lock(LockType::NoKeyUpdate).one(&txn).await?.ok_or(Failure::Missing)?;
        if now.edits_count != edit.version.unwrap_or(self.edits_count) {
            return Err(Refusal::EditedMeanwhile.into());
        }
        let withdrawn = now.is_withdrawn();
        revisions::ActiveModel {
            thread_id: Set(self.id),
            post_id: Set(None),
            editor_id: Set(Some(by.id)),
            before: Set(before),
            after: Set(after),
            reason: Set(reason),
            created_at: Set(clock::now().into()),
            ..Default::default()
        }
        .insert(&txn)
        .await?;
        let mut thread = now.into_active_model();
        if !withdrawn {
            thread.slug = Set(slugs::slug(&title));
        }
        thread.title = Set(title);
        thread.kind = Set(kind.to_owned());
        if kind != "question" {
            thread.solution_post_id = Set(None);
        }
        thread.tag_slugs = Set(tags::slugs(&tags));
        thread.edits_count = Set(self.edits_count + 1);
        let thread = thread.update(&txn).await?;
        tags::put_on(&txn, self.id, &tags).await?;
        activities::record(&txn, Some(by.id), Verb::ThreadEdited, self.about(), "").await?;
        txn.commit().await?;
        Ok(thread)
    }
}

/// A title, a kind and tags as one text, for differences.
fn told(title: &str, kind: &str, tags: &str) -> String {
    format!("{title}\n{kind}\n{tags}")
}
