//! A thread can be closed by its author or a manager, and reopened. Closing
//! keeps who and when.

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
    /// Closes the thread. Closing twice is quiet, not an error.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] unless the author or a manager of the room asks.
    pub async fn close(&self, db: &Db, by: &Person) -> Outcome<()> {
        self.set_closed(db, by, true).await
    }

    /// Opens it again: by a manager, or by the author who closed it.
    ///
    /// # Errors
    /// [`Refusal::NotYours`] when a manager closed it and the author asks.
    pub async fn reopen(&self, db: &Db, by: &Person) -> Outcome<()> {
        self.set_closed(db, by, false).await
    }

    pub fn may_be_reopened_by(&self, by: &Person) -> bool {
        by.manages(self.room.id) || self.author_id == Some(by.id) && self.closed_by_id == Some(by.id)
    }

    async fn set_closed(&self, db: &Db, by: &Person, closed: bool) -> Outcome<()> {
        by.may_write()?;
        let may = if closed { self.may_be_led_by(by) } else { self.may_be_reopened_by(by) };
        if self.is_closed() == closed {
            return if self.may_be_led_by(by) { Ok(()) } else { Err(Refusal::NotYours.into()) };
        }
        if !may {
            return Err(Refusal::NotYours.into());
        }
        let txn = db.write().await?;
        let mut thread = self.thread.clone().into_active_model();
        thread.closed_at = Set(closed.then(|| clock::now().into()));
        thread.closed_by_id = Set(closed.then_some(by.id));
        thread.update(&txn).await?;
        let verb = if closed { Verb::Closed } else { Verb::Reopened };
        activities::record(&txn, Some(by.id), verb, self.about(), "").await?;
        txn.commit().await?;
        Ok(())
    }
}
