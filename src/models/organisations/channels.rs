//! Which channels an organisation keeps all its offers from.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect, sea_query::LockType};

use super::{Entity, Model, Role};
use crate::{
    access::Person,
    database::Db,
    models::{
        activities::Verb,
        offers::channels::{Channel, kept},
    },
    refusals::{Failure, Outcome},
};

impl Model {
    /// Closes these channels, and opens the others.
    ///
    /// # Errors
    /// [`Refusal::NotYours`](crate::refusals::Refusal::NotYours) for its readers.
    pub async fn close_channels(self, db: &Db, me: &Person, role: Role, closed: &[Channel]) -> Outcome<Self> {
        role.at_least(Role::Recruiter)?;
        me.may_write()?;
        let txn = db.write().await?;
        let held = Entity::find_by_id(self.id).lock(LockType::Update).one(&txn).await?.ok_or(Failure::Missing)?;
        let mut change = held.into_active_model();
        change.closed_channels = Set(kept(closed));
        let organisation = change.update(&txn).await?;
        organisation.record(&txn, Some(me.id), Verb::OrganisationChannels, None).await?;
        txn.commit().await?;
        Ok(organisation)
    }
}
