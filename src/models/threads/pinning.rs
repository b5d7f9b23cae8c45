//! Managers pin what a room should not miss at the top of its list.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::Readable;
use crate::{
    access::Person,
    clock,
    database::Db,
    models::activities::{self, Verb},
    refusals::{Outcome, Refusal},
};

impl Readable {
    /// # Errors
    /// [`Refusal::NotYours`] unless a manager of the room asks.
    pub async fn pin(&self, db: &Db, by: &Person, pinned: bool) -> Outcome<()> {
        by.may_write()?;
        if !by.manages(self.room.id) {
            return Err(Refusal::NotYours.into());
        }
        if self.pinned_at.is_some() == pinned {
            return Ok(());
        }
        let txn = db.write().await?;
        let mut thread = self.thread.clone().into_active_model();
        thread.pinned_at = Set(pinned.then(|| clock::now().into()));
        thread.update(&txn).await?;
        let verb = if pinned { Verb::Pinned } else { Verb::Unpinned };
        activities::record(&txn, Some(by.id), verb, self.about(), "").await?;
        txn.commit().await?;
        Ok(())
    }
}
