//! An offer among colleagues: who takes care of it, and what they note for each other. Read
//! by an organisation's people alone; a note goes with whoever wrote it.

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, sea_query::OnConflict,
};

use super::{Entity as Offers, Readable};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{
        _entities::{offer_keepers, offer_notes, offers},
        organisations::Role,
        users,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// Bytes of a note.
pub const NOTE_LIMIT: usize = 2_000;
/// Notes kept of one offer.
const MOST: usize = 200;

/// A note, and whose it is.
#[derive(Clone, Debug)]
pub struct Note {
    pub note: offer_notes::Model,
    pub author: users::Model,
}

impl Readable {
    /// Says that one takes care of it. Twice is quiet.
    ///
    /// # Errors
    /// [`Failure::Missing`] for who is not of its organisation, a refusal for its readers.
    pub async fn take_care(&self, db: &Db, me: &Person) -> Outcome<()> {
        use offer_keepers::Column as K;
        self.recruited_by_me()?;
        let keeper = offer_keepers::ActiveModel {
            offer_id: Set(self.id),
            user_id: Set(me.id),
            created_at: Set(clock::now().into()),
            ..Default::default()
        };
        let once = OnConflict::columns([K::OfferId, K::UserId]).do_nothing().to_owned();
        let txn = db.write().await?;
        offer_keepers::Entity::insert(keeper).on_conflict(once).exec_without_returning(&txn).await?;
        Ok(txn.commit().await?)
    }

    /// Leaves it to others. Twice is quiet.
    ///
    /// # Errors
    /// As [`Readable::take_care`].
    pub async fn leave_care(&self, db: &Db, me: &Person) -> Outcome<()> {
        use offer_keepers::Column as K;
        self.recruited_by_me()?;
        let txn = db.write().await?;
        offer_keepers::Entity::delete_many()
            .filter(K::OfferId.eq(self.id))
            .filter(K::UserId.eq(me.id))
            .exec(&txn)
            .await?;
        Ok(txn.commit().await?)
    }

    /// Notes something for one's colleagues.
    ///
    /// # Errors
    /// As [`Readable::take_care`]; the refusal to show beside `body`;
    /// [`Refusal::TooMany`].
    pub async fn note(&self, db: &Db, me: &Person, body: &str) -> Outcome<()> {
        self.recruited_by_me()?;
        me.may_write()?;
        let body = check_text("body", body, NOTE_LIMIT, true)?;
        let txn = db.write().await?;
        let count = offer_notes::Entity::find().filter(offer_notes::Column::OfferId.eq(self.id)).count(&txn).await?;
        if count >= MOST as u64 {
            return Err(Refusal::TooMany { field: "body", most: MOST }.into());
        }
        let note = offer_notes::ActiveModel {
            offer_id: Set(self.id),
            author_id: Set(me.id),
            body: Set(body),
            created_at: Set(clock::now().into()),
            ..Default::default()
        };
        note.insert(&txn).await?;
        Ok(txn.commit().await?)
    }

    /// Takes a note away: one's own, or any as an owner. Returns what it said.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it is not there, [`Refusal::NotYours`] for someone else's.
    pub async fn remove_note(&self, db: &Db, me: &Person, note: i64) -> Outcome<String> {
        self.recruited_by_me()?;
        let note = offer_notes::Entity::find_by_id(note)
            .filter(offer_notes::Column::OfferId.eq(self.id))
            .one(db)
            .await?
            .ok_or(Failure::Missing)?;
        if note.author_id != me.id && self.role != Some(Role::Owner) {
            return Err(Refusal::NotYours.into());
        }
        let txn = db.write().await?;
        offer_notes::Entity::delete_by_id(note.id).exec(&txn).await?;
        txn.commit().await?;
        Ok(note.body)
    }

    /// What colleagues noted, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn notes(&self, db: &Db) -> Result<Vec<Note>, DbErr> {
        let notes = offer_notes::Entity::find()
            .find_also_related(users::Entity)
            .filter(offer_notes::Column::OfferId.eq(self.id))
            .order_by_desc(offer_notes::Column::Id)
            .limit(MOST as u64)
            .all(db)
            .await?;
        Ok(notes.into_iter().filter_map(|(note, author)| Some(Note { note, author: author? })).collect())
    }
}

/// Who takes care of each of these, the first who did first.
///
/// # Errors
/// When the database cannot be read.
pub async fn keepers(db: &Db, offers: &[i64]) -> Result<HashMap<i64, Vec<users::Model>>, DbErr> {
    let found = offer_keepers::Entity::find()
        .find_also_related(users::Entity)
        .filter(offer_keepers::Column::OfferId.is_in(offers.iter().copied()))
        .order_by_asc(offer_keepers::Column::Id)
        .all(db)
        .await?;
    let mut keepers: HashMap<i64, Vec<users::Model>> = HashMap::new();
    for (keeper, person) in found {
        keepers.entry(keeper.offer_id).or_default().extend(person);
    }
    Ok(keepers)
}

/// How many notes each of these has.
///
/// # Errors
/// When the database cannot be read.
pub async fn noted(db: &Db, offers: &[i64]) -> Result<HashMap<i64, i64>, DbErr> {
    use offer_notes::Column as N;
    let counts = offer_notes::Entity::find()
        .select_only()
        .column(N::OfferId)
        .column_as(N::Id.count(), "notes")
        .filter(N::OfferId.is_in(offers.iter().copied()))
        .group_by(N::OfferId);
    Ok(counts.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}

/// Whoever leaves an organisation takes care of none of its offers any more.
///
/// # Errors
/// When the database refuses.
pub async fn left(txn: &Write, of: i64, person: i64) -> Result<(), DbErr> {
    let theirs = Offers::find().select_only().column(offers::Column::Id).filter(offers::Column::OrganisationId.eq(of));
    offer_keepers::Entity::delete_many()
        .filter(offer_keepers::Column::UserId.eq(person))
        .filter(offer_keepers::Column::OfferId.in_subquery(theirs.into_query()))
        .exec(txn)
        .await
        .map(|_| ())
}
