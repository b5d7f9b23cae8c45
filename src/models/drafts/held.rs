//! Words sent by a browser whose session had ended.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{ActiveModel, Column, Entity, Place, Words, put};
use crate::{
    clock,
    freshness::Tag,
    house::House,
    models::links::{digest, secret},
    refusals::Outcome,
};

/// Holds them. Returns what the browser keeps to find them again; it is nowhere else.
///
/// # Errors
/// The refusal of what is too long.
pub async fn hold(house: &House, place: Place, words: &Words) -> Outcome<Option<String>> {
    let words = words.check()?;
    if words.is_empty() {
        return Ok(None);
    }
    let key = secret();
    let txn = house.db.write().await?;
    Entity::insert(words.onto(ActiveModel {
        place: Set(place.name()),
        held: Set(Some(digest(house, &key))),
        ..Default::default()
    }))
    .exec_without_returning(&txn)
    .await?;
    txn.commit().await?;
    Ok(Some(key))
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
    let (place, words) = (Place::named(&held.place), held.words());
    Entity::delete(held.into_active_model()).exec(&txn).await?;
    if let Some(place) = place {
        put(&txn, user, place, words).await?;
        txn.also_forget(Tag::Person(user));
    }
    txn.commit().await?;
    Ok(())
}
