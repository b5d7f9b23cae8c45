//! Who advises me, who proposes it; and, for an adviser, their people: what waits for
//! their answer, then those they advise, in the order in which it began.

use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, Model, Readable, pair};
use crate::{
    database::Db,
    models::{keyset::Slice, users},
};

/// On a page.
pub const PAGE: u64 = 30;

/// What holds this person's place: what they asked, or who advises them.
///
/// # Errors
/// When the database cannot be read.
pub async fn place_of(db: &Db, person: i64) -> Result<Option<Readable>, DbErr> {
    let held = Entity::find().filter(Column::Place.eq(person)).one(db).await?;
    Ok(with_others(db, held.into_iter().collect(), person).await?.pop())
}

/// Whether something is open between two people.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_open_between(db: &Db, one: i64, other: i64) -> Result<bool, DbErr> {
    Ok(Entity::find().filter(Column::OpenPair.eq(pair(one, other))).one(db).await?.is_some())
}

/// What advisers propose to this person, the oldest first. Limits keep it short.
///
/// # Errors
/// When the database cannot be read.
pub async fn proposed_to(db: &Db, person: i64) -> Result<Vec<Readable>, DbErr> {
    let proposed = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::State.eq("waiting"))
        .filter(Column::ByAdviser.eq(true))
        .order_by_asc(Column::Id)
        .limit(PAGE);
    with_others(db, proposed.all(db).await?, person).await
}

/// How the last of what is over ended, for the person to read: refused, or closed.
///
/// # Errors
/// When the database cannot be read.
pub async fn last_of(db: &Db, person: i64) -> Result<Option<Readable>, DbErr> {
    // A proposal that came to nothing is nothing to come back to.
    let begun = Condition::all().add(Column::State.eq("closed")).add(Column::AnsweredAt.is_not_null());
    let last = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::State.is_in(["refused", "closed"]))
        .filter(Condition::any().add(Column::ByAdviser.eq(false)).add(begun))
        .order_by_desc(Column::AskedAt)
        .limit(1);
    let last = last.one(db).await?;
    Ok(with_others(db, last.into_iter().collect(), person).await?.pop())
}

/// Who waits for this adviser's answer, the oldest first; and what they proposed.
/// Limits keep both short.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting_at(db: &Db, adviser: i64) -> Result<Vec<Readable>, DbErr> {
    let waiting = Entity::find()
        .filter(Column::AdviserId.eq(adviser))
        .filter(Column::State.eq("waiting"))
        .order_by_asc(Column::Id)
        .limit(2 * PAGE);
    with_others(db, waiting.all(db).await?, adviser).await
}

/// Whom they advise, in the order in which it was asked, after this one.
///
/// # Errors
/// When the database cannot be read.
pub async fn people_of(db: &Db, adviser: i64, after: Option<i64>) -> Result<Slice<Readable, i64>, DbErr> {
    let mut people = Entity::find()
        .filter(Column::AdviserId.eq(adviser))
        .filter(Column::State.eq("accepted"))
        .order_by_asc(Column::Id)
        .limit(PAGE + 1);
    if let Some(after) = after {
        people = people.filter(Column::Id.gt(after));
    }
    let Slice { rows, next } = Slice::cut(people.all(db).await?, PAGE, |row| row.id);
    Ok(Slice { rows: with_others(db, rows, adviser).await?, next })
}

async fn with_others(db: &Db, rows: Vec<Model>, me: i64) -> Result<Vec<Readable>, DbErr> {
    let ids = rows.iter().map(|row| row.other_than(me));
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids)).all(db).await?;
    let with = |accompaniment: Model| {
        let other = people.iter().find(|person| person.id == accompaniment.other_than(me))?.clone();
        Some(Readable { accompaniment, other })
    };
    Ok(rows.into_iter().filter_map(with).collect())
}
