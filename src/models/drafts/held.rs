//! Words sent by a browser whose session had ended.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::{ActiveModel, Column, Entity, Model, Words, put};
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
        .filter(Column::UserId.is_null())
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

/// The place of a draft thrown away: its own is free for another.
pub(super) fn forgotten(draft: &Model) -> String {
    format!("forgotten {} {}", draft.id, draft.place)
}

/// The place it was in before.
fn before(draft: &Model) -> &str {
    draft.place.strip_prefix(&format!("forgotten {} ", draft.id)).unwrap_or(&draft.place)
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
    // A draft thrown away is its writer's, whoever holds the key.
    let Some(held) = held.filter(|held| held.user_id.is_none_or(|writer| writer == user)) else { return Ok(()) };
    let (place, words) = (before(&held).to_owned(), held.words());
    Entity::delete(held.into_active_model()).exec(&txn).await?;
    put(&txn, user, &place, words).await?;
    txn.also_forget(Tag::Person(user));
    txn.commit().await?;
    Ok(())
}
