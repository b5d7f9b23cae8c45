//! Words sent by a browser whose session had ended.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::{ActiveModel, Column, Entity, Words, put};
use crate::{
    clock,
    database::Write,
    freshness::Tag,
    house::House,
    models::links::{digest, secret},
    refusals::Outcome,
};

/// Held words, in all; beyond, the oldest go. Nobody's name is on them, and nobody
/// fills the house with them.
const MOST: u64 = 1_000;

/// Holds them for this place. Returns what the browser keeps to find them again; it is nowhere else.
///
/// # Errors
/// The refusal of what is too long.
pub async fn hold(house: &House, place: &str, words: &Words) -> Outcome<Option<String>> {
    let words = words.check()?;
    if words.is_empty() {
        return Ok(None);
    }
    let key = secret();
    let txn = house.db.write().await?;
    Entity::insert(words.onto(ActiveModel {
        place: Set(place.to_owned()),
        held: Set(Some(digest(house, &key))),
        ..Default::default()
    }))
    .exec_without_returning(&txn)
    .await?;
    make_room(&txn).await?;
    txn.commit().await?;
    Ok(Some(key))
}

async fn make_room(txn: &Write) -> Result<(), DbErr> {
    let beyond = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Held.is_not_null())
        .order_by_desc(Column::Id)
        .offset(MOST)
        .limit(100)
        .into_tuple::<i64>()
        .all(txn)
        .await?;
    if !beyond.is_empty() {
        Entity::delete_many().filter(Column::Id.is_in(beyond)).exec(txn).await?;
    }
    Ok(())
}

/// Gives them to who signed in, in the place of an older draft.
///
/// # Errors
/// When the database refuses.
pub async fn claim(house: &House, user: i64, key: &str) -> Outcome<()> {
    let txn = house.db.write().await?;
    let yesterday = clock::now() - chrono::Duration::days(1);
    let held = Entity::find()
        .filter(Column::Held.eq(digest(house, key)))
        .filter(Column::UpdatedAt.gt(yesterday))
        .one(&txn)
        .await?;
    let Some(held) = held else { return Ok(()) };
    let (place, words) = (held.place.clone(), held.words());
    Entity::delete(held.into_active_model()).exec(&txn).await?;
    put(&txn, user, &place, words).await?;
    txn.also_forget(Tag::Person(user));
    txn.commit().await?;
    Ok(())
}
