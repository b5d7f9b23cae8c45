//! Suspending, with a reason and an end, and restoring. Someone suspended signs
//! in and reads; what they wrote stays.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use super::Model;
use crate::clock;
use crate::{
    access::Person,
    database::Db,
    models::{
        _entities::suspensions,
        accompaniments,
        activities::{self, About, Verb},
        offers::truth::stating,
    },
    refusals::{Outcome, Refusal, check_text},
    words::Lang,
};

/// A suspension has an end that the person can live to see.
const LONGEST: Duration = Duration::days(10 * 366);

impl Person {
    /// Whether this person may write anything at all.
    ///
    /// # Errors
    /// [`Refusal::EmailNotConfirmed`] or [`Refusal::Suspended`].
    pub fn may_write(&self) -> Result<(), Refusal> {
        if !self.email_confirmed {
            return Err(Refusal::EmailNotConfirmed);
        }
        match self.suspended_until {
            Some(until) if self.is_suspended() => {
                Err(Refusal::Suspended { until: Lang::named(&self.locale).unwrap_or(Lang::Fr).day(until) })
            }
            _ => Ok(()),
        }
    }
}

impl Model {
    /// # Errors
    /// [`Refusal::ReasonNeeded`], [`Refusal::BadDate`], or [`Refusal::NotYours`]
    /// for an admin, who is not suspended by another.
    pub async fn suspend(self, db: &Db, by: &Person, reason: &str, until: Option<DateTime<Utc>>) -> Outcome<()> {
        let reason = check_text("reason", reason, 2_000, false)?;
        if reason.is_empty() {
            return Err(Refusal::ReasonNeeded.into());
        }
        let now = clock::now();
        let until =
            until.filter(|until| *until > now && *until < now + LONGEST).ok_or(Refusal::BadDate { field: "until" })?;
        if self.is_admin {
            return Err(Refusal::NotYours.into());
        }
        let id = self.id;
        let txn = db.write().await?;
        suspensions::ActiveModel {
            user_id: Set(id),
            by_id: Set(Some(by.id)),
            reason: Set(reason.clone()),
            until: Set(until.into()),
            created_at: Set(clock::now().into()),
            ..Default::default()
        }
        .insert(&txn)
        .await?;
        let mut user = self.into_active_model();
        user.suspended_until = Set(Some(until.into()));
        user.update(&txn).await?;
        accompaniments::ending::leave(&txn, id, false).await?;
        stating::weighed_anew(&txn, id).await?;
        activities::record(&txn, Some(by.id), Verb::Suspended, About::person(id), &reason).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Lifts the suspension. Lifting it twice is quiet.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn restore(self, db: &Db, by: &Person) -> Outcome<()> {
        if self.suspended_until.is_none() {
            return Ok(());
        }
        let id = self.id;
        let txn = db.write().await?;
        suspensions::Entity::update_many()
            .col_expr(suspensions::Column::LiftedAt, Expr::value(Some(clock::now())))
            .col_expr(suspensions::Column::LiftedById, Expr::value(Some(by.id)))
            .filter(suspensions::Column::UserId.eq(id))
            .filter(suspensions::Column::LiftedAt.is_null())
            .exec(&txn)
            .await?;
        let mut user = self.into_active_model();
        user.suspended_until = Set(None);
        user.update(&txn).await?;
        stating::weighed_anew(&txn, id).await?;
        activities::record(&txn, Some(by.id), Verb::Restored, About::person(id), "").await?;
        txn.commit().await?;
        Ok(())
    }
}

/// Why this person is suspended, for themselves to read.
///
/// # Errors
/// When the database cannot be read.
pub async fn current(db: &Db, user: i64) -> Result<Option<suspensions::Model>, DbErr> {
    suspensions::Entity::find()
        .filter(suspensions::Column::UserId.eq(user))
        .filter(suspensions::Column::LiftedAt.is_null())
        .filter(suspensions::Column::Until.gt(clock::now()))
        .order_by_desc(suspensions::Column::Id)
        .one(db)
        .await
}
