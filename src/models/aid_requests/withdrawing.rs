//! Taking one's own back. An entry that nobody was chosen for goes, and its words
//! with it a day later; an answer goes from under the eyes of who read it. Both
//! can be put back.

use super::{Model, Readable, choosing::become_state, held, readable::answer_of};
use crate::{
    access::Person,
    database::{Db, Write},
    models::{_entities::aid_answers, activities::Verb},
    refusals::{Failure, Outcome, Refusal},
};

impl Readable {
    /// # Errors
    /// [`Refusal::AidTaken`] while two people are at it.
    pub async fn withdraw(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.led_by(me)?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        if entry.is_taken() {
            return Err(Refusal::AidTaken.into());
        }
        entry.become_state(&txn, "withdrawn").await?;
        self.record(&txn, Some(me.id), Verb::AidWithdrawn, None).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Takes one's own answer back, or says that one cannot. Whoever was chosen
    /// leaves what was asked open again.
    ///
    /// # Errors
    /// [`Failure::Missing`] when there is none.
    pub async fn take_answer_back(&self, db: &Db, me: &Person, answer: i64) -> Outcome<()> {
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        let answer = self.own_answer(&txn, me, answer).await?;
        let was = answer.state.clone();
        match was.as_str() {
            "withdrawn" => return Ok(txn.commit().await?),
            "accepted" if entry.is_taken() => entry.open_again(&txn).await?,
            "asked" | "waiting" => {}
            _ => return Err(Refusal::AidOver.into()),
        }
        become_state(&txn, answer, "withdrawn").await?;
        let verb = if was == "accepted" { Verb::AidReopened } else { Verb::AidDeclined };
        self.record(&txn, Some(me.id), verb, Some(self.author_id)).await?;
        if was != "waiting" {
            self.tell(&txn, self.author_id, "left", Some(me.id)).await?;
        }
        txn.commit().await?;
        Ok(())
    }

    /// # Errors
    /// [`Refusal::AidTaken`], [`Refusal::AidOver`] when it is too late for it.
    pub async fn put_answer_back(&self, db: &Db, me: &Person, answer: i64) -> Outcome<()> {
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        let answer = self.own_answer(&txn, me, answer).await?;
        if answer.state != "withdrawn" {
            return Ok(txn.commit().await?);
        }
        entry.must_be_open()?;
        become_state(&txn, answer, "waiting").await?;
        self.record(&txn, Some(me.id), Verb::AidAnswered, Some(self.author_id)).await?;
        txn.commit().await?;
        Ok(())
    }

    async fn own_answer(&self, txn: &Write, me: &Person, answer: i64) -> Outcome<aid_answers::Model> {
        let mine = answer_of(txn, self.id, me.id).await?;
        mine.filter(|mine| mine.id == answer && !self.barred).ok_or(Failure::Missing)
    }
}

/// Puts an entry back that one had withdrawn.
///
/// # Errors
/// [`Failure::Missing`] when it is not there any more, or not one's own.
pub async fn put_back(db: &Db, me: &Person, id: i64) -> Outcome<Model> {
    let txn = db.write().await?;
    let entry = held(&txn, id).await?;
    if entry.author_id != me.id {
        return Err(Failure::Missing);
    }
    if entry.state == "withdrawn" {
        entry.open_again(&txn).await?;
        entry.record(&txn, Some(me.id), Verb::AidPutBack, None).await?;
    }
    txn.commit().await?;
    Ok(entry)
}
