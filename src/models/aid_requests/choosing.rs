//! Choosing one answer, the others being told; and taking the choice back. Of two
//! who choose at once, one does: the other hears that someone was chosen.

use chrono::NaiveDate;
use chrono_tz::Tz;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{Model, Readable, held, now, opening::LASTS};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{_entities::aid_answers, activities::Verb},
    refusals::{Failure, Outcome},
};

/// What an answer takes of the time someone gives, when nothing says otherwise.
const AN_HOUR: i32 = 60;

impl Readable {
    /// Chooses an answer; choosing it again is quiet.
    ///
    /// # Errors
    /// [`Refusal::AidTaken`](crate::refusals::Refusal::AidTaken) when another was
    /// chosen, [`Refusal::AidOver`](crate::refusals::Refusal::AidOver) afterwards.
    pub async fn accept(&self, db: &Db, me: &Person, answer: i64) -> Outcome<()> {
        self.led_by(me)?;
        me.may_write()?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        let answer = self.answer_for(&txn, me, answer).await?;
        match answer.state.as_str() {
            "accepted" => return Ok(txn.commit().await?),
            "waiting" | "declined" => entry.must_be_open()?,
            _ => return Err(Failure::Missing),
        }
        // Before the answer is touched: those that were not chosen.
        let others = self.decline_others(&txn, answer.id).await?;
        let (minutes, day) = if entry.is_request() { takes(&entry, me) } else { (0, None) };
        let chosen = answer.author_id;
        let mut answer = answer.into_active_model();
        answer.state = Set("accepted".to_owned());
        answer.minutes = Set(minutes);
        answer.counted_on = Set(day);
        answer.update(&txn).await?;
        entry.become_state(&txn, "taken").await?;
        self.record(&txn, Some(me.id), Verb::AidTaken, Some(chosen)).await?;
        self.tell(&txn, chosen, "accepted", Some(me.id)).await?;
        for other in others {
            self.tell(&txn, other, "declined", Some(me.id)).await?;
        }
        txn.commit().await?;
        Ok(())
    }

    async fn decline_others(&self, txn: &Write, chosen: i64) -> Outcome<Vec<i64>> {
        use aid_answers::Column as A;
        let waiting = aid_answers::Entity::find()
            .filter(A::RequestId.eq(self.id))
            .filter(A::State.eq("waiting"))
            .filter(A::Id.ne(chosen))
            .all(txn)
            .await?;
        for answer in &waiting {
            become_state(txn, answer.clone(), "declined").await?;
        }
        Ok(waiting.into_iter().map(|answer| answer.author_id).collect())
    }

    /// Says no to an answer, with thanks.
    ///
    /// # Errors
    /// [`Failure::Missing`] when none waits.
    pub async fn decline(&self, db: &Db, me: &Person, answer: i64) -> Outcome<()> {
        self.led_by(me)?;
        let txn = db.write().await?;
        held(&txn, self.id).await?;
        let answer = self.answer_for(&txn, me, answer).await?;
        match answer.state.as_str() {
            "declined" => return Ok(txn.commit().await?),
            "waiting" => {}
            _ => return Err(Failure::Missing),
        }
        let other = answer.author_id;
        become_state(&txn, answer, "declined").await?;
        self.record(&txn, Some(me.id), Verb::AidDeclined, Some(other)).await?;
        self.tell(&txn, other, "declined", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }

    /// The choice, or the refusal, is taken back: the answer waits again, and what
    /// was asked is open again.
    ///
    /// # Errors
    /// [`Failure::Missing`] when the answer was neither chosen nor refused;
    /// [`Refusal::AidOver`](crate::refusals::Refusal::AidOver) once it is done.
    pub async fn reconsider(&self, db: &Db, me: &Person, answer: i64) -> Outcome<()> {
        self.led_by(me)?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        let answer = self.answer_for(&txn, me, answer).await?;
        match answer.state.as_str() {
            "waiting" => return Ok(txn.commit().await?),
            "accepted" if entry.is_taken() => entry.open_again(&txn).await?,
            "declined" if entry.is_open() => {}
            "accepted" | "declined" => {
                entry.must_be_open()?;
                return Err(Failure::Missing);
            }
            _ => return Err(Failure::Missing),
        }
        let other = answer.author_id;
        become_state(&txn, answer, "waiting").await?;
        self.record(&txn, Some(me.id), Verb::AidReopened, Some(other)).await?;
        self.tell(&txn, other, "reopened", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }
}

/// An answer becomes so; unless it is chosen, it takes nobody's time.
pub(super) async fn become_state(txn: &Write, answer: aid_answers::Model, state: &str) -> Outcome<()> {
    let mut answer = answer.into_active_model();
    answer.state = Set(state.to_owned());
    answer.minutes = Set(0);
    answer.counted_on = Set(None);
    answer.update(txn).await?;
    Ok(())
}

impl Model {
    pub(super) async fn become_state(&self, txn: &Write, state: &str) -> Outcome<()> {
        let mut change = self.clone().into_active_model();
        change.state = Set(state.to_owned());
        change.state_at = Set(now());
        change.update(txn).await?;
        Ok(())
    }

    /// Open again; for another thirty days when its own are over.
    pub(super) async fn open_again(&self, txn: &Write) -> Outcome<()> {
        let now = clock::now();
        let mut change = self.clone().into_active_model();
        change.state = Set("open".to_owned());
        change.state_at = Set(now.into());
        if self.expires_at.to_utc() <= now {
            change.expires_at = Set((now + LASTS).into());
        }
        change.update(txn).await?;
        Ok(())
    }
}

/// How long it takes, and in which day's week it counts: the first slot still to
/// come, or an hour of this week.
fn takes(entry: &Model, me: &Person) -> (i32, Option<NaiveDate>) {
    let zone: Tz = me.time_zone.parse().unwrap_or(Tz::Europe__Paris);
    let today = clock::now().with_timezone(&zone).date_naive();
    let next = entry.slots().into_iter().find(|slot| slot.day >= today);
    (next.map_or(AN_HOUR, |slot| slot.minutes()), Some(next.map_or(today, |slot| slot.day)))
}
