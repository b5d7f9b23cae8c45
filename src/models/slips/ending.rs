//! The end of a slip that nobody took up: its owner, or whoever wrote it down for them,
//! erases everything; or its sixty days are over.

use chrono::{DateTime, Months, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, Held, Model};
use crate::{
    access::Person,
    database::Write,
    house::House,
    models::privacy::closing::{Last, Posts, close},
    refusals::{Outcome, Refusal},
};

/// Looked at in one query.
const BATCH: u64 = 100;
/// For so long whoever wrote it down sees that it was taken up.
const REMEMBERED: Months = Months::new(3);

impl Held {
    /// Erases what was written, and the account: whoever holds the paper says so.
    ///
    /// # Errors
    /// [`Refusal::SlipSpent`] when it was taken up meanwhile.
    pub async fn remove(&self, house: &House) -> Outcome<()> {
        remove(house, &self.slip).await
    }
}

impl Model {
    /// The same, for whoever wrote it down: the person says so, and is there.
    ///
    /// # Errors
    /// [`Refusal::SlipSpent`] when it was taken up meanwhile.
    pub async fn remove(&self, house: &House, me: &Person) -> Outcome<()> {
        me.may_write()?;
        remove(house, self).await
    }
}

async fn remove(house: &House, slip: &Model) -> Outcome<()> {
    let txn = house.db.write().await?;
    end(&txn, slip, Posts::Remove).await?;
    txn.commit().await?;
    house.works.ring();
    Ok(())
}

/// From now on the code opens nothing, and the account is being erased.
async fn end(txn: &Write, slip: &Model, posts: Posts) -> Outcome<()> {
    let gone = Entity::delete_many().filter(Column::Id.eq(slip.id)).filter(Column::State.eq("waiting"));
    if gone.exec(txn).await?.rows_affected == 0 {
        return Err(Refusal::SlipSpent.into());
    }
    close(txn, slip.person_id, posts, Last::Allowed).await?;
    Ok(())
}

/// What nobody took up in its time keeps its words and loses its name; what was taken up
/// long ago is no longer known as a slip.
///
/// # Errors
/// When the database refuses; what was done stays done.
pub async fn forget(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    loop {
        let over = Entity::find()
            .filter(Column::State.eq("waiting"))
            .filter(Column::ExpiresAt.lt(now))
            .order_by_asc(Column::ExpiresAt)
            .limit(BATCH);
        let over = over.all(&house.db).await?;
        if over.is_empty() {
            break;
        }
        let mut ended = 0;
        for slip in over {
            let txn = house.db.write().await?;
            // Taken up meanwhile: it is no longer among those that wait.
            if end(&txn, &slip, Posts::Keep).await.is_ok() {
                txn.commit().await?;
                ended += 1;
            }
        }
        house.works.ring();
        if ended == 0 {
            break;
        }
    }
    let long_ago = now.checked_sub_months(REMEMBERED).unwrap_or(now);
    let txn = house.db.write().await?;
    Entity::delete_many().filter(Column::State.eq("claimed")).filter(Column::ClaimedAt.lt(long_ago)).exec(&txn).await?;
    txn.commit().await?;
    Ok(())
}
