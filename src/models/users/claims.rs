//! Claims: saying one is a recruiter, a branch or an adviser counts once an admin
//! confirmed it. Either way the person is told.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{Column, Entity, Model};
use crate::{
    access::Person,
    database::Db,
    models::{
        accompaniments,
        activities::{self, About, Verb},
        keyset::Slice,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// Claims on a page.
pub const PAGE: u64 = 30;

/// Claims that wait, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(db: &Db, after: Option<i64>) -> Result<Slice<Model, i64>, DbErr> {
    let mut waiting = Entity::find().filter(Column::Claim.eq("pending")).order_by_asc(Column::Id).limit(PAGE + 1);
    if let Some(after) = after {
        waiting = waiting.filter(Column::Id.gt(after));
    }
    Ok(Slice::cut(waiting.all(db).await?, PAGE, |user| user.id))
}

impl Model {
    /// Confirms the claim, or refuses it. Saying it twice is quiet.
    ///
    /// # Errors
    /// [`Refusal::ReasonNeeded`] when it is refused without saying why;
    /// [`Failure::Missing`] for someone who claims nothing.
    pub async fn decide_claim(self, db: &Db, by: &Person, confirm: bool, reason: &str) -> Outcome<()> {
        let reason = check_text("reason", reason, 1_000, false)?;
        if !confirm && reason.is_empty() {
            return Err(Refusal::ReasonNeeded.into());
        }
        let decision = if confirm { "confirmed" } else { "refused" };
        if self.claim == "none" {
            return Err(Failure::Missing);
        }
        if self.claim == decision {
            return Ok(());
        }
        let id = self.id;
        let txn = db.write().await?;
        let mut user = self.into_active_model();
        user.claim = Set(decision.to_owned());
        user.update(&txn).await?;
        if !confirm {
            accompaniments::ending::leave(&txn, id, false).await?;
        }
        let verb = if confirm { Verb::ClaimConfirmed } else { Verb::ClaimRefused };
        activities::record(&txn, Some(by.id), verb, About::person(id), &reason).await?;
        txn.commit().await?;
        Ok(())
    }
}
