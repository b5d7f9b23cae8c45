//! Giving a field of one's profile to the other, and taking it back, while the two
//! write to each other. What is taken back is not shown from then on; what was
//! written stays.

use sea_orm::DbErr;

use super::{Readable, held};
use crate::{
    access::Person,
    database::Db,
    models::{
        pictures,
        profiles::{Field, Model as Profile, disclosure, logging},
    },
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

/// The fields of one's profile that say something: what there is to give.
///
/// # Errors
/// When the database cannot be read.
pub async fn to_give(db: &Db, me: i64) -> Result<Vec<Field>, DbErr> {
    let Some(profile) = Profile::of(db, me).await? else { return Ok(vec![]) };
    let said = [
        (Field::Name, !profile.full_name.is_empty()),
        (Field::Photo, pictures::photo_of(db, me).await?.is_some()),
        (Field::Place, profile.place_code.is_some()),
        (Field::Contact, !profile.contact.is_empty()),
        (Field::Log, !logging::of(db, me, None).await?.rows.is_empty()),
    ];
    Ok(said.into_iter().filter_map(|(field, said)| said.then_some(field)).collect())
}
