//! Forms without a box of drafts of their own (a thread's title, what a room says of
//! itself, who one is), sent after the session had ended. Held whole, under the address
//! they were sent to; sent again by their writer, from the page of drafts.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Column, Entity, Model, Words, held};
use crate::{
    access::Person,
    database::Db,
    freshness::Tag,
    house::House,
    refusals::{Failure, Outcome},
};

/// Before the address, in the place of a draft: no other place begins so.
const FORM: &str = "form ";
/// Bytes of a path; none of ours is longer.
const LONGEST: usize = 200;

/// Names and values, in the order of the form.
pub type Fields = Vec<(String, String)>;

/// Holds a form for whoever signs in next in the same browser. Returns the key to it;
/// none when it goes nowhere of ours.
///
/// # Errors
/// The refusal of what is too long.
pub async fn hold(house: &House, path: &str, fields: &Fields) -> Outcome<Option<String>> {
    if path.len() > LONGEST {
        return Ok(None);
    }
    let body = serde_json::to_string(fields).map_err(|error| Failure::Broken(error.to_string()))?;
    held::hold(house, &place(path), &Words { body, ..Words::default() }).await
}

fn place(path: &str) -> String {
    format!("{FORM}{path}")
}

/// The form that a draft is, and where it goes; none when it is words of a box.
pub fn read(draft: &Model) -> Option<(&str, Fields)> {
    let path = draft.place.strip_prefix(FORM)?;
    Some((path, serde_json::from_str(&draft.body).ok()?))
}

/// The form of this address was taken.
///
/// # Errors
/// When the database refuses.
pub async fn sent(db: &Db, me: &Person, path: &str) -> Outcome<()> {
    let place = place(path);
    if !me.writing.contains(&place) {
        return Ok(());
    }
    let txn = db.write().await?;
    Entity::delete_many().filter(Column::UserId.eq(me.id)).filter(Column::Place.eq(place)).exec(&txn).await?;
    txn.also_forget(Tag::Person(me.id));
    txn.commit().await?;
    Ok(())
}
