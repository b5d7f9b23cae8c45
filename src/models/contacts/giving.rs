//! Giving a field of one's profile to the other, and taking it back, while the two
//! write to each other. What is taken back is not shown from then on; what was
//! written stays.

use super::{Readable, held};
use crate::{
    access::Person,
    database::Db,
    models::profiles::{Field, disclosure},
    refusals::{Outcome, Refusal},
};

impl Readable {
    /// # Errors
    /// [`Refusal::ContactOver`] unless it is accepted.
    pub async fn give(&self, db: &Db, me: &Person, field: Field) -> Outcome<()> {
        let txn = db.write().await?;
        if !held(&txn, self.id).await?.is_accepted() {
            return Err(Refusal::ContactOver.into());
        }
        disclosure::give(&txn, me.id, self.other.id, &[field], Some(self.id)).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Whatever became of the contact: what is one's own can always be taken back.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn take_back(&self, db: &Db, me: &Person, field: Field) -> Outcome<()> {
        let txn = db.write().await?;
        disclosure::take_back_one(&txn, me.id, self.other.id, field).await?;
        txn.commit().await?;
        Ok(())
    }
}
