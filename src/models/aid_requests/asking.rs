//! Asking someone who gives time, by name: they may answer, or say that they
//! cannot. Only those whom the page proposes are asked, and each once.

use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::{Readable, held, now};
use crate::{
    access::Person,
    database::Db,
    models::{_entities::aid_answers, activities::Verb},
    refusals::{Outcome, Refusal},
};

impl Readable {
    /// # Errors
    /// [`Refusal::NoSuchPerson`] for anyone who is not proposed, or no longer.
    pub async fn ask(&self, db: &Db, me: &Person, handle: &str) -> Outcome<()> {
        self.led_by(me)?;
        me.may_write()?;
        let givers = self.givers(db, me).await?;
        let giver = givers.into_iter().find(|giver| giver.user.handle == handle).ok_or(Refusal::NoSuchPerson)?;
        let txn = db.write().await?;
        held(&txn, self.id).await?.must_be_open()?;
        use aid_answers::Column as A;
        aid_answers::Entity::insert(aid_answers::ActiveModel {
            request_id: Set(self.id),
            author_id: Set(giver.user.id),
            state: Set("asked".to_owned()),
            created_at: Set(now()),
            ..Default::default()
        })
        .on_conflict(OnConflict::columns([A::RequestId, A::AuthorId]).do_nothing().to_owned())
        .exec_without_returning(&txn)
        .await?;
        self.record(&txn, Some(me.id), Verb::AidAsked, Some(giver.user.id)).await?;
        self.tell(&txn, giver.user.id, "asked", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }
}
