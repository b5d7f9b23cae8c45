//! The life of an offer, one act at a time: published, paused, filled here or elsewhere,
//! withdrawn, renewed, copied. Each act twice is quiet. While people wait for an answer to
//! it, it ends with one.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, IntoActiveModel};

use super::{LASTS, Model, Readable, claims::Claims, held, reviewing::Check, writing};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{
        activities::Verb,
        applications::{closing, reasons::Reasoned, slowing},
    },
    refusals::{Outcome, Refusal},
    words,
};

/// How one ends an offer.
pub const WAYS: [&str; 3] = ["here", "elsewhere", "withdrawn"];
const FILLABLE: [&str; 3] = ["published", "paused", "expired"];
const WITHDRAWABLE: [&str; 7] =
    ["draft", "checked", "published", "paused", "filled_here", "filled_elsewhere", "expired"];

impl Readable {
    /// Publishes it: for the first time, after a pause, or after it was over.
    ///
    /// # Errors
    /// [`Refusal::NotProven`]; [`Refusal::Required`] beside what an offer cannot do
    /// without; [`Refusal::OfferUnlawful`]; [`Refusal::OfferOver`] once withdrawn;
    /// [`Refusal::AnswersOverdue`] while its organisation owes answers to several people.
    pub async fn publish(&self, db: &Db, check: &Check, me: &Person) -> Outcome<Model> {
        self.recruited_by_me()?;
        me.may_write()?;
        let txn = db.write().await?;
        let offer = held(&txn, self.id).await?;
        if offer.is_published() {
            txn.commit().await?;
            return Ok(offer);
        }
        if offer.state == "withdrawn" {
            return Err(Refusal::OfferOver { state: offer.state }.into());
        }
        slowing::may_publish(&txn, offer.organisation_id).await?;
        let claims = offer.claims();
        let found = check.offer(&claims, &self.organisation);
        writing::may_be_published(&self.organisation, &claims, check, &found, &offer.justification)?;
        let now = clock::now();
        let paused = offer.state == "paused" && offer.expires_at.is_some_and(|end| end.to_utc() > now);
        let first = offer.published_at.is_none();
        let end = match offer.expires_at.filter(|_| paused) {
            Some(end) => end.to_utc(),
            None if first => end_of(&claims, now)?,
            None => next_end_of(&claims, now),
        };
        let mut change = offer.into_active_model();
        change.expires_at = Set(Some(end.into()));
        change.findings = Set(writing::kept(&found));
        change.found = Set(writing::gravest(&found).to_owned());
        if first {
            change.published_at = Set(Some(now.into()));
        }
        if !paused {
            change.opened_at = Set(Some(now.into()));
        }
        let offer = change.update(&txn).await?;
        writing::keep_version(&txn, &offer, Some(me.id)).await?;
        let offer = offer.become_state(&txn, "published").await?;
        offer.record(&txn, Some(me.id), Verb::OfferPublished).await?;
        txn.commit().await?;
        Ok(offer)
    }

    /// Not now: its page says so, and no list has it.
    ///
    /// # Errors
    /// [`Refusal::OfferOver`] unless it is published.
    pub async fn pause(&self, db: &Db, me: &Person) -> Outcome<Model> {
        self.become_from(db, me, &["published"], "paused", None).await
    }

    /// Someone was found, here or elsewhere.
    ///
    /// # Errors
    /// [`Refusal::NotAChoice`]; [`Refusal::OfferOver`] unless it is published or paused;
    /// [`Refusal::AnswersWait`] while people wait for an answer to it.
    pub async fn fill(&self, db: &Db, me: &Person, how: &str) -> Outcome<Model> {
        match how {
            "here" | "elsewhere" => self.end(db, me, how, None).await,
            _ => Err(Refusal::NotAChoice { field: "how" }.into()),
        }
    }

    /// Takes it away: from its address too, but for its organisation.
    ///
    /// # Errors
    /// [`Refusal::AnswersWait`] while people wait for an answer to it.
    pub async fn withdraw(&self, db: &Db, me: &Person) -> Outcome<Model> {
        self.end(db, me, "withdrawn", None).await
    }

    /// Ends it, one of [`WAYS`], and gives everyone who waits this answer.
    ///
    /// # Errors
    /// As [`Readable::fill`], but for those who wait.
    pub async fn close(&self, db: &Db, me: &Person, how: &str, why: &Reasoned) -> Outcome<Model> {
        self.end(db, me, how, Some(why)).await
    }

    async fn end(&self, db: &Db, me: &Person, how: &str, why: Option<&Reasoned>) -> Outcome<Model> {
        let (from, state): (&[&str], _) = match how {
            "here" => (&FILLABLE, "filled_here"),
            "elsewhere" => (&FILLABLE, "filled_elsewhere"),
            "withdrawn" => (&WITHDRAWABLE, "withdrawn"),
            _ => return Err(Refusal::NotAChoice { field: "how" }.into()),
        };
        self.become_from(db, me, from, state, why).await
    }

    /// Brings it back as a draft, to be read again before it is published.
    ///
    /// # Errors
    /// [`Refusal::OfferOver`] unless it was withdrawn.
    pub async fn put_back(&self, db: &Db, me: &Person) -> Outcome<Model> {
        self.become_from(db, me, &["withdrawn"], "draft", None).await
    }

    /// Thirty days more from today, as it is.
    ///
    /// # Errors
    /// As [`Readable::publish`]; [`Refusal::OfferOver`] unless it was published.
    pub async fn renew(&self, db: &Db, check: &Check, me: &Person) -> Outcome<Model> {
        self.recruited_by_me()?;
        if !self.is_published() {
            return self.publish(db, check, me).await;
        }
        me.may_write()?;
        let txn = db.write().await?;
        let offer = held(&txn, self.id).await?;
        let end = clock::now() + LASTS;
        let later = offer.expires_at.map_or(end, |said| said.to_utc().max(end));
        let mut change = offer.into_active_model();
        change.expires_at = Set(Some(later.into()));
        let offer = change.update(&txn).await?;
        offer.record(&txn, Some(me.id), Verb::OfferPublished).await?;
        txn.commit().await?;
        Ok(offer)
    }

    async fn become_from(
        &self,
        db: &Db,
        me: &Person,
        from: &[&str],
        state: &str,
        why: Option<&Reasoned>,
    ) -> Outcome<Model> {
        self.recruited_by_me()?;
        me.may_write()?;
        let txn = db.write().await?;
        let offer = held(&txn, self.id).await?;
        if offer.state == state {
            txn.commit().await?;
            return Ok(offer);
        }
        if !from.contains(&offer.state.as_str()) {
            return Err(Refusal::OfferOver { state: offer.state }.into());
        }
        match why {
            Some(why) => {
                closing::answer_all(&txn, me, offer.id, why).await?;
            }
            None if matches!(state, "filled_here" | "filled_elsewhere" | "withdrawn") => {
                let count = closing::waiting(&txn, offer.id).await?;
                if count > 0 {
                    return Err(Refusal::AnswersWait { count }.into());
                }
            }
            None => {}
        }
        let offer = offer.become_state(&txn, state).await?;
        offer.record(&txn, Some(me.id), Verb::OfferEnded).await?;
        txn.commit().await?;
        Ok(offer)
    }
}

impl Model {
    pub(super) async fn become_state(self, txn: &Write, state: &str) -> Result<Self, DbErr> {
        let mut change = self.into_active_model();
        change.state = Set(state.to_owned());
        change.state_at = Set(clock::now().into());
        change.update(txn).await
    }
}

/// When it is over: the end of the last day it names, or thirty days from now.
///
/// # Errors
/// [`Refusal::BadDate`] when that day is past.
pub(super) fn end_of(claims: &Claims, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
    let Some(day) = claims.valid_through else { return Ok(now + LASTS) };
    let end = day.succ_opt().and_then(words::midnight);
    end.filter(|end| *end > now).ok_or(Refusal::BadDate { field: "until" })
}

/// The same for one that was over: a last day that is past is not said again.
fn next_end_of(claims: &Claims, now: DateTime<Utc>) -> DateTime<Utc> {
    end_of(claims, now).unwrap_or(now + LASTS)
}
