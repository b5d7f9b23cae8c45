//! What one sent, the latest first; and what an organisation received: what waits first,
//! the oldest of it before the rest, then what was answered.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{Column, Entity, Model, received};
use crate::{
    access::Person,
    database::Db,
    models::{keyset::Slice, offers, organisations, users},
};

/// On a page.
pub const PAGE: u64 = 30;

/// One's own, with the offer and the organisation.
#[derive(Clone, Debug)]
pub struct Sent {
    pub application: Model,
    pub offer: offers::Model,
    pub organisation: organisations::Model,
}

/// # Errors
/// When the database cannot be read.
pub async fn sent(db: &Db, me: i64, before: Option<i64>) -> Result<Slice<Sent, i64>, DbErr> {
    let mut mine = Entity::find().filter(Column::PersonId.eq(me)).filter(Column::State.ne("withdrawn"));
    if let Some(before) = before {
        mine = mine.filter(Column::Id.lt(before));
    }
    let mine = mine.order_by_desc(Column::Id).limit(PAGE + 1).all(db).await?;
    let Slice { rows, next } = Slice::cut(mine, PAGE, |application| application.id);
    let offers = offers_of(db, &rows).await?;
    let ids = rows.iter().map(|application| application.organisation_id);
    let of = organisations::Entity::find().filter(organisations::Column::Id.is_in(ids)).all(db).await?;
    let rows = rows.into_iter().filter_map(|application| {
        Some(Sent {
            offer: offers.get(&application.offer_id)?.clone(),
            organisation: of.iter().find(|one| one.id == application.organisation_id)?.clone(),
            application,
        })
    });
    Ok(Slice { rows: rows.collect(), next })
}

/// What was received, with who sent it and for which offer.
#[derive(Clone, Debug)]
pub struct Row {
    pub application: Model,
    pub person: users::Model,
    pub offer: offers::Model,
}

/// What waits for an answer, the oldest first, of one offer or of all.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting(
    db: &Db,
    me: &Person,
    of: i64,
    offer: Option<i64>,
    after: Option<i64>,
) -> Result<Slice<Row, i64>, DbErr> {
    let mut waiting = about(received(me, of), offer).filter(Column::State.eq("waiting")).order_by_asc(Column::Id);
    if let Some(after) = after {
        waiting = waiting.filter(Column::Id.gt(after));
    }
    page(db, waiting).await
}

/// What was answered or closed, the latest sent first.
///
/// # Errors
/// When the database cannot be read.
pub async fn answered(
    db: &Db,
    me: &Person,
    of: i64,
    offer: Option<i64>,
    before: Option<i64>,
) -> Result<Slice<Row, i64>, DbErr> {
    let over = Column::State.is_in(["accepted", "refused", "closed"]);
    let mut answered = about(received(me, of), offer).filter(over).order_by_desc(Column::Id);
    if let Some(before) = before {
        answered = answered.filter(Column::Id.lt(before));
    }
    page(db, answered).await
}

/// How many wait for an answer, by offer, as this recruiter sees it.
///
/// # Errors
/// When the database cannot be read.
pub async fn unanswered(db: &Db, me: &Person, of: i64) -> Result<HashMap<i64, i64>, DbErr> {
    let counts = received(me, of)
        .select_only()
        .column(Column::OfferId)
        .column_as(Column::Id.count(), "waiting")
        .filter(Column::State.eq("waiting"))
        .group_by(Column::OfferId);
    Ok(counts.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}

/// The offers to which someone waits for an answer, as this recruiter sees it.
pub fn waiting_for(me: &Person, of: i64) -> Select<Entity> {
    received(me, of).select_only().column(Column::OfferId).filter(Column::State.eq("waiting"))
}

/// How many were received, by offer, as this recruiter sees it.
///
/// # Errors
/// When the database cannot be read.
pub async fn received_of(db: &Db, me: &Person, of: i64, offers: &[i64]) -> Result<HashMap<i64, i64>, DbErr> {
    let counts = received(me, of)
        .select_only()
        .column(Column::OfferId)
        .column_as(Column::Id.count(), "received")
        .filter(Column::OfferId.is_in(offers.iter().copied()))
        .group_by(Column::OfferId);
    Ok(counts.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}

fn about(applications: Select<Entity>, offer: Option<i64>) -> Select<Entity> {
    match offer {
        Some(offer) => applications.filter(Column::OfferId.eq(offer)),
        None => applications,
    }
}

async fn page(db: &Db, applications: Select<Entity>) -> Result<Slice<Row, i64>, DbErr> {
    let found = applications.limit(PAGE + 1).all(db).await?;
    let Slice { rows, next } = Slice::cut(found, PAGE, |application| application.id);
    let offers = offers_of(db, &rows).await?;
    let ids = rows.iter().map(|application| application.person_id);
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids)).all(db).await?;
    let rows = rows.into_iter().filter_map(|application| {
        Some(Row {
            offer: offers.get(&application.offer_id)?.clone(),
            person: people.iter().find(|person| person.id == application.person_id)?.clone(),
            application,
        })
    });
    Ok(Slice { rows: rows.collect(), next })
}

async fn offers_of(db: &Db, of: &[Model]) -> Result<HashMap<i64, offers::Model>, DbErr> {
    let ids = of.iter().map(|application| application.offer_id);
    let found = offers::Entity::find().filter(offers::Column::Id.is_in(ids)).all(db).await?;
    Ok(found.into_iter().map(|offer| (offer.id, offer)).collect())
}
