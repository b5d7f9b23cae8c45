//! Who takes care of a room. There is always someone.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};

use super::{Model, entering::find_person};
use crate::{
    access::Person,
    database::Db,
    models::{
        _entities::memberships,
        activities::{self, About, Verb},
        memberships::enter,
        users,
    },
    refusals::{Failure, Outcome, Refusal},
};

impl Model {
    /// # Errors
    /// When the database cannot be read.
    pub async fn managers<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<users::Model>, DbErr> {
        Ok(memberships::Entity::find()
            .filter(memberships::Column::CommunityId.eq(self.id))
            .filter(memberships::Column::Role.eq("manager"))
            .find_also_related(users::Entity)
            .order_by_asc(memberships::Column::Id)
            .all(db)
            .await?
            .into_iter()
            .filter_map(|(_, user)| user)
            .collect())
    }

    /// # Errors
    /// [`Refusal::NoSuchPerson`].
    pub async fn name_manager(&self, db: &Db, by: &Person, handle: &str) -> Outcome<()> {
        if !self.may_be_edited_by(by) {
            return Err(Failure::Missing);
        }
        by.may_write()?;
        let other = find_person(db, handle).await?;
        let txn = db.write().await?;
        enter(&txn, self, other.id, "manager").await?;
        activities::record(&txn, Some(by.id), Verb::ManagerNamed, About::room(self.id).and_person(Some(other.id)), "")
            .await?;
        txn.commit().await?;
        Ok(())
    }

    /// A manager stands down, and stays a member. Of someone who is none, nothing is said.
    ///
    /// # Errors
    /// [`Refusal::LastManager`] when nobody would be left.
    pub async fn stand_down(&self, db: &Db, by: &Person, handle: &str) -> Outcome<()> {
        if !self.may_be_edited_by(by) {
            return Err(Failure::Missing);
        }
        by.may_write()?;
        let other = find_person(db, handle).await?;
        let txn = db.write().await?;
        super::Entity::find_by_id(self.id).lock(LockType::NoKeyUpdate).one(&txn).await?;
        let managers = memberships::Entity::find()
            .filter(memberships::Column::CommunityId.eq(self.id))
            .filter(memberships::Column::Role.eq("manager"));
        if managers.clone().filter(memberships::Column::UserId.eq(other.id)).count(&txn).await? == 0 {
            return Ok(());
        }
        if managers.count(&txn).await? <= 1 {
            return Err(Refusal::LastManager.into());
        }
        memberships::Entity::update_many()
            .col_expr(memberships::Column::Role, Expr::value("member"))
            .filter(memberships::Column::CommunityId.eq(self.id))
            .filter(memberships::Column::UserId.eq(other.id))
            .exec(&txn)
            .await?;
        activities::record(
            &txn,
            Some(by.id),
            Verb::ManagerStoodDown,
            About::room(self.id).and_person(Some(other.id)),
            "",
        )
        .await?;
        txn.commit().await?;
        Ok(())
    }
}
