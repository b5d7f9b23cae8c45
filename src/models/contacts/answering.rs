//! Answering: yes, and what one gives with it; no, with or without a reason; later,
//! from a day on; or a block, which to whoever asked is a no without a reason.

use chrono::NaiveDate;
use sea_orm::{DbErr, UpdateMany, prelude::DateTimeWithTimeZone, sea_query::Expr};

use super::{
    AWAITING, Column, Entity, FARTHEST, REASON_LIMIT, Readable,
    asking::alone_with,
    listing::open_between,
    now,
    telling::{Told, read, tell, untell},
};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{
        activities::Verb,
        blocks,
        profiles::{Field, disclosure},
    },
    refusals::{Failure, Outcome, Refusal, check_text},
    words::midnight,
};

impl Readable {
    /// Accepts, and gives these fields of one's profile to whoever asked.
    ///
    /// # Errors
    /// [`Refusal::ContactAnswered`] when it was answered, withdrawn or closed meanwhile.
    pub async fn accept(&self, db: &Db, me: &Person, fields: &[Field]) -> Outcome<()> {
        let asker = self.answered_by(me)?;
        let txn = db.write().await?;
        let answered = |change: UpdateMany<Entity>| change.col_expr(Column::AnsweredAt, Expr::value(now()));
        self.become_from(&txn, &AWAITING, "accepted", answered).await?;
        disclosure::give(&txn, me.id, asker, fields, Some(self.id)).await?;
        self.answered(&txn, me, "contact-accepted").await?;
        txn.commit().await?;
        Ok(())
    }

    /// # Errors
    /// [`Refusal::ContactAnswered`] when it was answered, withdrawn or closed meanwhile.
    pub async fn refuse(&self, db: &Db, me: &Person, reason: &str) -> Outcome<()> {
        self.answered_by(me)?;
        let reason = check_text("reason", reason, REASON_LIMIT, false)?;
        if !reason.is_empty() {
            me.may_write()?;
        }
        let txn = db.write().await?;
        self.say_no(&txn, me, &reason).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Refuses, and hears no more of them. They are told no more than a refusal.
    ///
    /// # Errors
    /// [`Refusal::ContactAnswered`] when it was answered, withdrawn or closed meanwhile.
    pub async fn block(&self, db: &Db, me: &Person) -> Outcome<()> {
        let asker = self.answered_by(me)?;
        let txn = db.write().await?;
        // In the order in which others take these: the two, then what is between them.
        alone_with(&txn, &[self.by_id, self.to_id]).await?;
        self.say_no(&txn, me, "").await?;
        blocks::put(&txn, me, asker, "block").await?;
        txn.commit().await?;
        Ok(())
    }

    /// Puts the answer off to a day. The reminders count from there.
    ///
    /// # Errors
    /// [`Refusal::BadDate`] for a day that is past, too far or none.
    pub async fn put_off(&self, db: &Db, me: &Person, day: &str) -> Outcome<()> {
        self.answered_by(me)?;
        let bad = Refusal::BadDate { field: "until" };
        let until = day.parse::<NaiveDate>().ok().and_then(midnight).ok_or_else(|| bad.clone())?;
        if until <= clock::now() || until > self.asked_at.to_utc() + FARTHEST {
            return Err(bad.into());
        }
        let txn = db.write().await?;
        let from_then = |change: UpdateMany<Entity>| {
            change.col_expr(Column::DueFrom, Expr::value(until)).col_expr(Column::Reminded, Expr::value(0))
        };
        self.become_from(&txn, &AWAITING, "later", from_then).await?;
        self.answered(&txn, me, "contact-later").await?;
        txn.commit().await?;
        Ok(())
    }

    /// Takes a refusal back: it waits again, as if nothing had been said.
    ///
    /// # Errors
    /// [`Refusal::ContactOpen`] when something else is open between the two.
    pub async fn reconsider(&self, db: &Db, me: &Person) -> Outcome<()> {
        let asker = self.answered_by(me)?;
        let txn = db.write().await?;
        alone_with(&txn, &[self.by_id, self.to_id]).await?;
        if disclosure::is_kept_away(&txn, me.id, asker).await? {
            return Err(Failure::Missing);
        }
        if open_between(&txn, me.id, asker).await?.is_some() {
            return Err(Refusal::ContactOpen.into());
        }
        let again = |change: UpdateMany<Entity>| {
            change
                .col_expr(Column::AnsweredAt, Expr::value(None::<DateTimeWithTimeZone>))
                .col_expr(Column::Reason, Expr::value(""))
                .col_expr(Column::DueFrom, Expr::value(now()))
                .col_expr(Column::Reminded, Expr::value(0))
        };
        self.become_from(&txn, &["refused"], "waiting", again).await?;
        untell(&txn, asker, Told::Contact(self.id)).await?;
        self.record(&txn, Some(me.id), Verb::ContactAnswered, asker).await?;
        txn.commit().await?;
        Ok(())
    }

    async fn say_no(&self, txn: &Write, me: &Person, reason: &str) -> Outcome<()> {
        let answered = |change: UpdateMany<Entity>| {
            change.col_expr(Column::AnsweredAt, Expr::value(now())).col_expr(Column::Reason, Expr::value(reason))
        };
        self.become_from(txn, &AWAITING, "refused", answered).await?;
        Ok(self.answered(txn, me, "contact-refused").await?)
    }

    async fn answered(&self, txn: &Write, me: &Person, what: &'static str) -> Result<(), DbErr> {
        self.record(txn, Some(me.id), Verb::ContactAnswered, self.by_id).await?;
        read(txn, me.id, Told::Contact(self.id)).await?;
        tell(txn, self.by_id, Told::Contact(self.id), what, Some(me.id)).await
    }
}
