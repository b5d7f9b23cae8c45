//! A manager hides a post, tells its author why, and may show it again. The
//! conversation keeps an honest trace.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::Found;
use crate::{
    access::Person,
    clock,
    database::Db,
    models::activities::{self, Verb},
    refusals::{Outcome, Refusal, check_text},
};

impl Found {
    pub fn may_be_hidden_by(&self, person: &Person) -> bool {
        person.manages(self.thread.room.id)
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless a manager of the room asks,
    /// [`Refusal::ReasonNeeded`] without a reason.
    pub async fn hide(&self, db: &Db, by: &Person, reason: &str) -> Outcome<()> {
        by.may_write()?;
        if !self.may_be_hidden_by(by) {
            return Err(Refusal::NotYours.into());
        }
        let reason = check_text("reason", reason, 1_000, false)?;
        if reason.is_empty() {
            return Err(Refusal::ReasonNeeded.into());
        }
        self.set_hidden(db, by, Some(reason)).await
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless a manager of the room asks.
    pub async fn show(&self, db: &Db, by: &Person) -> Outcome<()> {
        by.may_write()?;
        if !self.may_be_hidden_by(by) {
            return Err(Refusal::NotYours.into());
        }
        self.set_hidden(db, by, None).await
    }

    async fn set_hidden(&self, db: &Db, by: &Person, reason: Option<String>) -> Outcome<()> {
        let txn = db.write().await?;
        let post = self.held(&txn).await?;
        if post.hidden_at.is_some() == reason.is_some() {
            return Ok(txn.commit().await?);
        }
        let was_shown = post.is_shown();
        let mut post = post.into_active_model();
        post.hidden_at = Set(reason.is_some().then(|| clock::now().into()));
        post.hidden_by_id = Set(reason.is_some().then_some(by.id));
        post.hidden_reason = Set(reason.clone());
        let post = post.update(&txn).await?;
        if was_shown != post.is_shown() {
            self.recount(&txn, post.is_shown()).await?;
        }
        let verb = if reason.is_some() { Verb::PostHidden } else { Verb::PostShown };
        activities::record(&txn, Some(by.id), verb, self.about(), &reason.unwrap_or_default()).await?;
        txn.commit().await?;
        Ok(())
    }
}
