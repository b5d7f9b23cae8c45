//! Offers one saved to come back to, and those one does not want to be shown again: each
//! person's own, known to nobody else. One mark an offer, the last one made.

use std::collections::HashSet;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

use super::listing::{self, Listed};
pub use crate::models::_entities::offer_marks::{ActiveModel, Column, Entity, Model};
use crate::{clock, database::Db, models::keyset::Slice, refusals::Refusal};

/// Offers on a page.
pub const PAGE: u64 = 25;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Saved,
    Hidden,
}

impl Mark {
    pub fn name(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Hidden => "hidden",
        }
    }

    /// # Errors
    /// [`Refusal::NotAChoice`] for anything else.
    pub fn named(name: &str) -> Result<Self, Refusal> {
        [Self::Saved, Self::Hidden]
            .into_iter()
            .find(|mark| mark.name() == name)
            .ok_or(Refusal::NotAChoice { field: "kind" })
    }
}

/// Marks an offer, in the place of the mark there was.
///
/// # Errors
/// When the database refuses.
pub async fn put(db: &Db, me: i64, offer: i64, mark: Mark) -> Result<(), DbErr> {
    let txn = db.write().await?;
    // Anew, so that the last one marked stands first.
    Entity::delete_many().filter(Column::UserId.eq(me)).filter(Column::OfferId.eq(offer)).exec(&txn).await?;
    let mark = ActiveModel {
        user_id: Set(me),
        offer_id: Set(offer),
        kind: Set(mark.name().to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    let once = OnConflict::columns([Column::UserId, Column::OfferId]).update_column(Column::Kind).to_owned();
    Entity::insert(mark).on_conflict(once).exec_without_returning(&txn).await?;
    txn.commit().await
}

/// # Errors
/// When the database refuses.
pub async fn take_off(db: &Db, me: i64, offer: i64) -> Result<(), DbErr> {
    let txn = db.write().await?;
    Entity::delete_many().filter(Column::UserId.eq(me)).filter(Column::OfferId.eq(offer)).exec(&txn).await?;
    txn.commit().await
}

/// # Errors
/// When the database cannot be read.
pub async fn on(db: &Db, me: i64, offer: i64) -> Result<Option<Mark>, DbErr> {
    let mark = Entity::find().filter(Column::UserId.eq(me)).filter(Column::OfferId.eq(offer)).one(db).await?;
    Ok(mark.and_then(|mark| Mark::named(&mark.kind).ok()))
}

/// Which of these one saved.
///
/// # Errors
/// When the database cannot be read.
pub async fn saved_among(db: &Db, me: i64, offers: impl Iterator<Item = i64>) -> Result<HashSet<i64>, DbErr> {
    let saved = Entity::find().select_only().column(Column::OfferId).filter(Column::UserId.eq(me));
    let saved = saved.filter(Column::Kind.eq("saved")).filter(Column::OfferId.is_in(offers));
    Ok(saved.into_tuple::<i64>().all(db).await?.into_iter().collect())
}

/// # Errors
/// When the database cannot be read.
pub async fn count(db: &Db, me: i64, mark: Mark) -> Result<u64, DbErr> {
    Entity::find().filter(Column::UserId.eq(me)).filter(Column::Kind.eq(mark.name())).count(db).await
}

/// Those I marked so, the last one first, each with its offer while anyone may read it:
/// open or over, and not taken away.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(
    db: &Db,
    me: i64,
    mark: Mark,
    before: Option<i64>,
) -> Result<Slice<(Model, Option<Listed>), i64>, DbErr> {
    let mut marks = Entity::find().filter(Column::UserId.eq(me)).filter(Column::Kind.eq(mark.name()));
    if let Some(before) = before {
        marks = marks.filter(Column::Id.lt(before));
    }
    let marks = marks.order_by_desc(Column::Id).limit(PAGE + 1).all(db).await?;
    let marks = Slice::cut(marks, PAGE, |mark| mark.id);
    let listed = listing::still_told(db, marks.rows.iter().map(|mark| mark.offer_id).collect()).await?;
    let rows = marks.rows.into_iter().map(|mark| {
        let offer = listed.iter().find(|listed| listed.offer.id == mark.offer_id).cloned();
        (mark, offer)
    });
    Ok(Slice { rows: rows.collect(), next: marks.next })
}
