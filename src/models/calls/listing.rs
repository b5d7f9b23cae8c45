//! Calls in lists: what is due first.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, sea_query::NullOrdering};

use super::{Column, Entity, Model, OPEN};
use crate::{database::Db, models::users};

/// Shown at once; an adviser has no more than one open with a person.
const DUE: u64 = 60;
/// Of what is over, with one person.
const OVER: u64 = 5;

/// What an adviser owes: calls with an hour, the soonest first, then those without, the
/// oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn due_from(db: &Db, adviser: i64) -> Result<Vec<(Model, users::Model)>, DbErr> {
    let due = Entity::find()
        .filter(Column::AdviserId.eq(adviser))
        .filter(Column::State.is_in(OPEN))
        .order_by_with_nulls(Column::At, Order::Asc, NullOrdering::Last)
        .order_by_asc(Column::Id)
        .limit(DUE)
        .all(db)
        .await?;
    let people = users::Entity::find().filter(users::Column::Id.is_in(due.iter().map(|call| call.person_id)));
    let people = people.all(db).await?;
    let with = |call: Model| {
        let person = people.iter().find(|person| person.id == call.person_id)?.clone();
        Some((call, person))
    };
    Ok(due.into_iter().filter_map(with).collect())
}

/// The latest between two: the one that is open first.
///
/// # Errors
/// When the database cannot be read.
pub async fn between(db: &Db, accompaniment: i64) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::AccompanimentId.eq(accompaniment)).order_by_desc(Column::Id).limit(OVER).all(db).await
}
