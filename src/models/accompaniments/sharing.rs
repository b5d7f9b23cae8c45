//! What the person shares with their adviser: fields of their profile, given as to anyone
//! by name; and threads they point at. Pointing at a thread opens no room: the adviser
//! reads what they would read anyway.

use std::sync::Arc;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

use super::{Readable, held, now};
use crate::{
    access::{Person, Viewer},
    database::{Db, Write},
    models::{
        _entities::shared_threads::{ActiveModel, Column, Entity},
        activities::Verb,
        profiles::{Field, disclosure},
        threads, users,
    },
    refusals::{Failure, Outcome, Refusal},
};

/// Threads pointed at, at once.
pub const MOST: u64 = 50;

impl Readable {
    /// # Errors
    /// [`Failure::Missing`] for the adviser; [`Refusal::ContactOver`] once it is over.
    pub async fn give(&self, db: &Db, me: &Person, field: Field) -> Outcome<()> {
        let txn = self.sharing(db, me).await?;
        disclosure::give(&txn, me.id, self.adviser_id, &[field], None).await?;
        txn.commit().await?;
        Ok(())
    }

    /// # Errors
    /// [`Failure::Missing`] for the adviser.
    pub async fn take_back(&self, db: &Db, me: &Person, field: Field) -> Outcome<()> {
        self.is_mine(me)?;
        let txn = db.write().await?;
        disclosure::take_back_one(&txn, me.id, self.adviser_id, field).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Points at a thread, by its address or its number. Twice is quiet.
    ///
    /// # Errors
    /// [`Refusal::UnknownThread`] when they read no such thread;
    /// [`Refusal::AdviserDoesNotRead`] when the adviser does not.
    pub async fn point_at(&self, db: &Db, me: &Person, address: &str) -> Outcome<()> {
        self.is_mine(me)?;
        let unknown = || Failure::from(Refusal::UnknownThread);
        let id = number(address).ok_or_else(unknown)?;
        let mine = Viewer::Member(Arc::new(me.clone()));
        let thread = match threads::Model::readable_by(db, &mine, id).await {
            Ok(thread) if thread.title_for(&mine).is_some() => thread,
            Ok(_) | Err(Failure::Missing) => return Err(unknown()),
            Err(failure) => return Err(failure),
        };
        let adviser = users::Model::by_id(db, self.adviser_id).await?.at_the_door(db).await?;
        if !Viewer::Member(Arc::new(adviser)).may_read(&thread.room) {
            return Err(Refusal::AdviserDoesNotRead.into());
        }
        let txn = self.sharing(db, me).await?;
        if Entity::find().filter(Column::AccompanimentId.eq(self.id)).count(&txn).await? >= MOST {
            return Err(Refusal::TooMany { field: "thread", most: MOST as usize }.into());
        }
        Entity::insert(ActiveModel {
            accompaniment_id: Set(self.id),
            thread_id: Set(thread.id),
            user_id: Set(me.id),
            created_at: Set(now()),
            ..Default::default()
        })
        .on_conflict(OnConflict::columns([Column::AccompanimentId, Column::ThreadId]).do_nothing().to_owned())
        .exec_without_returning(&txn)
        .await?;
        self.record(&txn, Some(me.id), Verb::AdviserShared, self.adviser_id).await?;
        txn.commit().await?;
        Ok(())
    }

    /// # Errors
    /// [`Failure::Missing`] for the adviser.
    pub async fn point_no_more(&self, db: &Db, me: &Person, thread: i64) -> Outcome<()> {
        self.is_mine(me)?;
        let txn = db.write().await?;
        let pointing = Entity::delete_many().filter(Column::AccompanimentId.eq(self.id));
        pointing.filter(Column::ThreadId.eq(thread)).exec(&txn).await?;
        self.record(&txn, Some(me.id), Verb::AdviserShared, self.adviser_id).await?;
        txn.commit().await?;
        Ok(())
    }

    /// The threads they point at, the latest first: to be read through the reader's eyes.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pointed_at(&self, db: &Db) -> Result<Vec<i64>, DbErr> {
        Entity::find()
            .select_only()
            .column(Column::ThreadId)
            .filter(Column::AccompanimentId.eq(self.id))
            .order_by_desc(Column::Id)
            .into_tuple()
            .all(db)
            .await
    }

    fn is_mine(&self, me: &Person) -> Outcome<()> {
        if self.person_id == me.id { Ok(()) } else { Err(Failure::Missing) }
    }

    /// A write in which it is open and stays so.
    async fn sharing(&self, db: &Db, me: &Person) -> Outcome<Write> {
        self.is_mine(me)?;
        let txn = db.write().await?;
        if held(&txn, self.id).await?.is_accepted() { Ok(txn) } else { Err(Refusal::ContactOver.into()) }
    }
}

/// `12`, `/threads/12-its-title`, the whole address of it.
fn number(address: &str) -> Option<i64> {
    let address = address.trim();
    let at = address.rsplit_once("/threads/").map_or(address, |(_, at)| at);
    let digits = at.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_thread_is_called_by_its_number_or_its_address() {
        for called in
            ["12", " 12 ", "/threads/12", "/threads/12-un-titre?near=3#post-3", "http://house.test/threads/12-2-cv"]
        {
            assert_eq!(number(called), Some(12), "{called}");
        }
        for nothing in ["", "un titre", "/threads/", "/people/12", "99999999999999999999999"] {
            assert_eq!(number(nothing), None, "{nothing}");
        }
    }
}
