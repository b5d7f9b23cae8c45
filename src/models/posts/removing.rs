//! An author takes their post back, and may put it again. The conversation keeps
//! an honest trace: something was here, its author removed it.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::Found;
use crate::{
    access::Person,
    clock,
    database::Db,
    models::activities::{self, Verb},
    refusals::{Outcome, Refusal},
};

impl Found {
    /// # Errors
    /// [`Refusal::NotYours`] unless its author asks.
    pub async fn remove(&self, db: &Db, by: &Person) -> Outcome<()> {
        self.set_removed(db, by, true).await
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless its author asks.
    pub async fn put_back(&self, db: &Db, by: &Person) -> Outcome<()> {
        self.set_removed(db, by, false).await
    }

    async fn set_removed(&self, db: &Db, by: &Person, removed: bool) -> Outcome<()> {
        if self.author_id != Some(by.id) {
            return Err(Refusal::NotYours.into());
        }
        // Someone suspended may still take back what they said, not say it again.
        if !removed {
            by.may_write()?;
        }
        let txn = db.write().await?;
        let post = self.held(&txn).await?;
        if post.removed_at.is_some() == removed {
            return Ok(txn.commit().await?);
        }
        let was_shown = post.is_shown();
        let mut post = post.into_active_model();
        post.removed_at = Set(removed.then(|| clock::now().into()));
        let post = post.update(&txn).await?;
        if was_shown != post.is_shown() {
            self.recount(&txn, post.is_shown()).await?;
        }
        let verb = if removed { Verb::PostRemoved } else { Verb::PostRestored };
        activities::record(&txn, Some(by.id), verb, self.about(), "").await?;
        txn.commit().await?;
        Ok(())
    }
}
