//! The end: a thank-you from whoever was helped, or the author's word that it is
//! over. Until someone was thanked it can be opened again.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{Readable, THANKS_LIMIT, held, now};
use crate::{
    access::Person,
    database::{Db, Write},
    models::{_entities::aid_answers, activities::Verb},
    refusals::{Failure, Outcome, Refusal, check_text},
};

impl Readable {
    /// Closes it without a word. Closing twice is quiet.
    ///
    /// # Errors
    /// [`Failure::Missing`] for anyone but its author.
    pub async fn close(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.led_by(me)?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        if !matches!(entry.state.as_str(), "open" | "taken") {
            return Ok(txn.commit().await?);
        }
        entry.become_state(&txn, "done").await?;
        self.record(&txn, Some(me.id), Verb::AidDone, None).await?;
        for answer in self.standing(&txn, &["waiting", "accepted"]).await? {
            self.tell(&txn, answer.author_id, "closed", Some(me.id)).await?;
        }
        txn.commit().await?;
        Ok(())
    }

    /// Thanks the other, with a sentence or without: it is done.
    ///
    /// # Errors
    /// [`Refusal::AidOver`] when nobody was chosen or it is over;
    /// [`Refusal::NotYours`] for whoever helped.
    pub async fn thank(&self, db: &Db, me: &Person, sentence: &str) -> Outcome<()> {
        me.may_write()?;
        let sentence = check_text("sentence", sentence, THANKS_LIMIT, false)?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        let chosen = self.standing(&txn, &["accepted"]).await?.pop();
        let Some(chosen) = chosen.filter(|_| entry.is_taken()) else { return Err(Refusal::AidOver.into()) };
        let (helped, helper) =
            if entry.is_request() { (entry.author_id, chosen.author_id) } else { (chosen.author_id, entry.author_id) };
        if me.id == helper {
            return Err(Refusal::NotYours.into());
        }
        if me.id != helped {
            return Err(Failure::Missing);
        }
        let mut change = entry.into_active_model();
        change.state = Set("done".to_owned());
        change.state_at = Set(now());
        change.thanks = Set(sentence);
        change.thanked_at = Set(Some(now()));
        change.update(&txn).await?;
        self.record(&txn, Some(me.id), Verb::AidDone, Some(helper)).await?;
        self.tell(&txn, helper, "thanked", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Opens it again: as it was when it was closed, or for another thirty days.
    ///
    /// # Errors
    /// [`Refusal::AidOver`] once someone was thanked.
    pub async fn reopen(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.led_by(me)?;
        me.may_write()?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        if entry.thanked_at.is_some() {
            return Err(Refusal::AidOver.into());
        }
        if entry.is_open() || entry.is_taken() {
            return Ok(txn.commit().await?);
        }
        entry.open_again(&txn).await?;
        if !self.standing(&txn, &["accepted"]).await?.is_empty() {
            held(&txn, self.id).await?.become_state(&txn, "taken").await?;
        }
        self.record(&txn, Some(me.id), Verb::AidReopened, None).await?;
        for answer in self.standing(&txn, &["waiting", "accepted"]).await? {
            self.tell(&txn, answer.author_id, "reopened", Some(me.id)).await?;
        }
        txn.commit().await?;
        Ok(())
    }

    async fn standing(&self, txn: &Write, states: &[&str]) -> Outcome<Vec<aid_answers::Model>> {
        use aid_answers::Column as A;
        let answers = aid_answers::Entity::find().filter(A::RequestId.eq(self.id));
        Ok(answers.filter(A::State.is_in(states.iter().copied())).all(txn).await?)
    }
}
