//! What someone was asked and what they asked: what awaits them first, then the
//! latest first.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::{AWAITING, Column, Entity, Model, pair};
use crate::{
    database::Db,
    models::{keyset::Slice, users},
};

/// On a page.
pub const PAGE: u64 = 30;

/// A contact with the other of the two.
#[derive(Clone, Debug)]
pub struct Row {
    pub contact: Model,
    pub other: users::Model,
}

/// What is open between two people, whoever asked.
///
/// # Errors
/// When the database cannot be read.
pub async fn open_between<C: ConnectionTrait>(db: &C, one: i64, other: i64) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::OpenPair.eq(pair(one, other))).one(db).await
}

/// What awaits this person's answer, the oldest first. Limits keep it short.
///
/// # Errors
/// When the database cannot be read.
pub async fn awaiting(db: &Db, me: i64) -> Result<Vec<Row>, DbErr> {
    let mine = Entity::find()
        .filter(Column::ToId.eq(me))
        .filter(Column::State.is_in(AWAITING))
        .order_by_asc(Column::Id)
        .limit(PAGE);
    with_others(db, mine.all(db).await?, |contact| contact.by_id).await
}

/// What they were asked and is answered or over, latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn received(db: &Db, me: i64, before: Option<i64>) -> Result<Slice<Row, i64>, DbErr> {
    let mine =
        Entity::find().filter(Column::ToId.eq(me)).filter(Column::State.is_in(["accepted", "refused", "closed"]));
    page(db, mine, before, |contact| contact.by_id).await
}

/// What they asked, latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn sent(db: &Db, me: i64, before: Option<i64>) -> Result<Slice<Row, i64>, DbErr> {
    let mine = Entity::find().filter(Column::ById.eq(me)).filter(Column::State.ne("withdrawn"));
    page(db, mine, before, |contact| contact.to_id).await
}

async fn page(
    db: &Db,
    contacts: Select<Entity>,
    before: Option<i64>,
    other: impl Fn(&Model) -> i64,
) -> Result<Slice<Row, i64>, DbErr> {
    let mut contacts = contacts.order_by_desc(Column::Id).limit(PAGE + 1);
    if let Some(before) = before {
        contacts = contacts.filter(Column::Id.lt(before));
    }
    let Slice { rows, next } = Slice::cut(contacts.all(db).await?, PAGE, |contact| contact.id);
    Ok(Slice { rows: with_others(db, rows, other).await?, next })
}

async fn with_others(db: &Db, contacts: Vec<Model>, other: impl Fn(&Model) -> i64) -> Result<Vec<Row>, DbErr> {
    let ids = contacts.iter().map(&other);
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids)).all(db).await?;
    let row = |contact: Model| {
        let other = people.iter().find(|person| person.id == other(&contact))?.clone();
        Some(Row { contact, other })
    };
    Ok(contacts.into_iter().filter_map(row).collect())
}
