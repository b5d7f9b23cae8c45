//! Rooms that are not one's own: being let in by name, and the look an admin may
//! take for a stated reason, for an hour, written in the log.

use chrono::Duration;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::OnConflict,
};

use super::Model;
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{
        _entities::entrances,
        activities::{self, About, Verb},
        keyset::Slice,
        users,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// How long an admin's look lasts.
const LOOK: Duration = Duration::hours(1);

/// People let in, on a page.
pub const PAGE: u64 = 30;

/// The room an admin asks to look into. Only admins know that it is there.
///
/// # Errors
/// [`Failure::Missing`] for anyone else.
pub async fn behind_the_door(db: &Db, admin: &Person, slug: &str) -> Outcome<Model> {
    if !admin.is_admin {
        return Err(Failure::Missing);
    }
    Model::at(db, slug).await?.ok_or(Failure::Missing)
}

impl Model {
    /// An admin looks into the room for an hour; the log keeps who and why.
    ///
    /// # Errors
    /// [`Refusal::ReasonNeeded`].
    pub async fn look_into(&self, db: &Db, admin: &Person, reason: &str) -> Outcome<()> {
        let reason = check_text("reason", reason, 1_000, false)?;
        if reason.is_empty() {
            return Err(Refusal::ReasonNeeded.into());
        }
        let txn = db.write().await?;
        self.open_to(&txn, admin.id, &reason, Some(LOOK)).await?;
        activities::record(&txn, Some(admin.id), Verb::AdminEntered, About::room(self.id), &reason).await?;
        txn.commit().await?;
        Ok(())
    }

    /// A manager lets someone in by name.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPerson`].
    pub async fn let_in(&self, db: &Db, by: &Person, handle: &str) -> Outcome<()> {
        let other = self.other(db, by, handle).await?;
        let txn = db.write().await?;
        self.open_to(&txn, other.id, "", None).await?;
        activities::record(&txn, Some(by.id), Verb::LetIn, About::room(self.id).and_person(Some(other.id)), "").await?;
        txn.commit().await?;
        Ok(())
    }

    /// The same, undone: from that moment the room does not exist for them.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPerson`].
    pub async fn show_out(&self, db: &Db, by: &Person, handle: &str) -> Outcome<()> {
        let other = self.other(db, by, handle).await?;
        let txn = db.write().await?;
        entrances::Entity::delete_many()
            .filter(entrances::Column::CommunityId.eq(self.id))
            .filter(entrances::Column::UserId.eq(other.id))
            .exec(&txn)
            .await?;
        activities::record(&txn, Some(by.id), Verb::ShownOut, About::room(self.id).and_person(Some(other.id)), "")
            .await?;
        txn.commit().await?;
        Ok(())
    }

    async fn other(&self, db: &Db, by: &Person, handle: &str) -> Outcome<users::Model> {
        if !self.may_be_edited_by(by) || self.audience != "named" {
            return Err(Failure::Missing);
        }
        by.may_write()?;
        find_person(db, handle).await
    }

    async fn open_to(&self, txn: &Write, user: i64, reason: &str, lasting: Option<Duration>) -> Result<(), DbErr> {
        use entrances::Column as C;
        let now = clock::now();
        entrances::Entity::insert(entrances::ActiveModel {
            community_id: Set(self.id),
            user_id: Set(user),
            reason: Set(reason.to_owned()),
            until: Set(lasting.map(|lasting| (now + lasting).into())),
            created_at: Set(now.into()),
            ..Default::default()
        })
        .on_conflict(OnConflict::columns([C::UserId, C::CommunityId]).update_columns([C::Reason, C::Until]).to_owned())
        .exec_without_returning(txn)
        .await
        .map(|_| ())
    }

    /// Who was let in by name, first come first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn people_let_in(&self, db: &Db, after: Option<i64>) -> Result<Slice<users::Model, i64>, DbErr> {
        let mut let_in = self.let_in_by_name();
        if let Some(after) = after {
            let_in = let_in.filter(entrances::Column::Id.gt(after));
        }
        let let_in = let_in.find_also_related(users::Entity).order_by_asc(entrances::Column::Id).limit(PAGE + 1);
        let Slice { rows, next } = Slice::cut(let_in.all(db).await?, PAGE, |(entrance, _)| entrance.id);
        Ok(Slice { rows: rows.into_iter().filter_map(|(_, user)| user).collect(), next })
    }

    /// Whether this person was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_let_in(&self, db: &Db, handle: &str) -> Result<bool, DbErr> {
        // PostgreSQL fails on a NUL instead of finding nobody.
        if handle.contains('\0') {
            return Ok(false);
        }
        let named = self.let_in_by_name().find_also_related(users::Entity).filter(users::Column::Handle.eq(handle));
        Ok(named.one(db).await?.is_some())
    }

    fn let_in_by_name(&self) -> Select<entrances::Entity> {
        entrances::Entity::find()
            .filter(entrances::Column::CommunityId.eq(self.id))
            .filter(entrances::Column::Until.is_null())
    }
}

/// Someone named by hand in a form.
///
/// # Errors
/// [`Refusal::NoSuchPerson`], beside the field.
pub(in crate::models) async fn find_person(db: &Db, handle: &str) -> Outcome<users::Model> {
    match users::Model::by_handle(db, &typed_handle(handle)).await {
        Err(Failure::Missing) => Err(Refusal::NoSuchPerson.into()),
        other => other,
    }
}

/// A handle as it is kept, from one typed by hand: `@Claire`.
pub fn typed_handle(typed: &str) -> String {
    typed.trim().trim_start_matches('@').to_lowercase()
}
