//! The adviser agrees and, when no slot was chosen, says when; calls, and says so; either
//! of the two calls it off.

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::{UpdateMany, sea_query::Expr};

use super::{Column, Entity, Model, OPEN, asking::subject};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{
        accompaniments::telling::{read, tell},
        activities::{self, About, Verb},
        aid_requests::slots::hour,
    },
    refusals::{Failure, Outcome, Refusal},
};

/// An adviser promises nothing further than this.
const FARTHEST: Duration = Duration::days(60);

impl Model {
    /// # Errors
    /// [`Failure::Missing`] for anyone but the adviser; [`Refusal::BadDate`] without a
    /// moment to come; [`Refusal::CallOver`] when it was answered or called off meanwhile.
    pub async fn agree(&self, db: &Db, me: &Person, day: &str, time: &str) -> Outcome<()> {
        self.asked_of(me)?;
        let at = match self.at {
            Some(at) => at.to_utc(),
            None => moment(me, day, time)?,
        };
        let txn = db.write().await?;
        let then = |change: UpdateMany<Entity>| change.col_expr(Column::At, Expr::value(at));
        self.become_from(&txn, &["waiting"], "agreed", then).await?;
        self.tell_other(&txn, me, "adviser-call-agreed").await?;
        txn.commit().await?;
        Ok(())
    }

    /// The adviser has called: nothing of the number is kept.
    ///
    /// # Errors
    /// [`Failure::Missing`] for anyone but the adviser; [`Refusal::CallOver`].
    pub async fn complete(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.asked_of(me)?;
        let txn = db.write().await?;
        self.become_from(&txn, &OPEN, "done", |change| change).await?;
        self.record(&txn, me).await?;
        if let Some(between) = self.accompaniment(&txn).await? {
            read(&txn, me.id, &between).await?;
        }
        txn.commit().await?;
        Ok(())
    }

    /// # Errors
    /// [`Refusal::CallOver`] when it is over already.
    pub async fn cancel(&self, db: &Db, me: &Person) -> Outcome<()> {
        let txn = db.write().await?;
        self.become_from(&txn, &OPEN, "cancelled", |change| change).await?;
        self.tell_other(&txn, me, "adviser-call-cancelled").await?;
        txn.commit().await?;
        Ok(())
    }

    fn asked_of(&self, me: &Person) -> Outcome<()> {
        if self.adviser_id == me.id { Ok(()) } else { Err(Failure::Missing) }
    }

    async fn tell_other(&self, txn: &Write, me: &Person, what: &'static str) -> Outcome<()> {
        self.record(txn, me).await?;
        if let Some(between) = self.accompaniment(txn).await? {
            read(txn, me.id, &between).await?;
            tell(txn, between.other_than(me.id), &between, what, Some(me.id)).await?;
        }
        Ok(())
    }

    async fn record(&self, txn: &Write, me: &Person) -> Outcome<()> {
        let other = if me.id == self.person_id { self.adviser_id } else { self.person_id };
        Ok(activities::record(txn, Some(me.id), Verb::CallAnswered, About::person(other), &subject(self.id)).await?)
    }
}

/// A day and an hour to come, at the clock of whoever says them.
fn moment(me: &Person, day: &str, time: &str) -> Result<DateTime<Utc>, Refusal> {
    let bad = Refusal::BadDate { field: "day" };
    let zone: Tz = me.time_zone.parse().unwrap_or(Tz::Europe__Paris);
    let local = day.trim().parse::<NaiveDate>().ok().zip(hour(time)).map(|(day, hour)| day.and_time(hour));
    let at = local.and_then(|local| zone.from_local_datetime(&local).earliest()).ok_or_else(|| bad.clone())?.to_utc();
    let now = clock::now();
    if at > now && at <= now + FARTHEST { Ok(at) } else { Err(bad) }
}
