//! The project from day to day: dated entries, seen by those the log is shown to,
//! who can answer with one of the three gestures.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

pub use super::super::_entities::profile_entries::{ActiveModel, Column, Entity, Model};
use super::{disclosure, editing};
use crate::{
    access::{Person, Viewer},
    clock,
    database::Db,
    models::{
        _entities::{entry_gestures, users},
        keyset::Slice,
        posts::gesturing::Gesture,
    },
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
};

/// Bytes.
pub const ENTRY_LIMIT: usize = 2_000;
/// On a page.
pub const PAGE: u64 = 10;

/// Writes an entry.
///
/// # Errors
/// The refusal to show beside `body`.
pub async fn write(db: &Db, me: &Person, body: &str) -> Outcome<Model> {
    let body = check_text("body", body, ENTRY_LIMIT, true)?;
    let txn = db.write().await?;
    editing::begun(&txn, me).await?;
    let entry = Entity::insert(ActiveModel {
        user_id: Set(me.id),
        body: Set(body),
        created_at: Set(clock::now().into()),
        ..Default::default()
    })
    .exec_with_returning(&txn)
    .await?;
    editing::said(&txn, me.id).await?;
    txn.commit().await?;
    Ok(entry)
}

/// Takes one of one's own entries away, with its answers.
///
/// # Errors
/// [`Failure::Missing`] when it is not one's own.
pub async fn remove(db: &Db, me: &Person, id: i64) -> Outcome<Model> {
    let txn = db.write().await?;
    let mine = Entity::find_by_id(id).filter(Column::UserId.eq(me.id)).one(&txn).await?.ok_or(Failure::Missing)?;
    Entity::delete_by_id(id).exec(&txn).await?;
    editing::said(&txn, me.id).await?;
    txn.commit().await?;
    Ok(mine)
}

/// An entry, and who answered it.
#[derive(Clone, Debug)]
pub struct Told {
    pub entry: Model,
    /// Kind, person and sentence, in the order they were made.
    pub gestures: Vec<(Gesture, users::Model, String)>,
}

/// Someone's entries, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of<C: ConnectionTrait>(db: &C, person: i64, before: Option<i64>) -> Result<Slice<Told, i64>, DbErr> {
    let mut entries = Entity::find().filter(Column::UserId.eq(person)).order_by_desc(Column::Id).limit(PAGE + 1);
    if let Some(before) = before {
        entries = entries.filter(Column::Id.lt(before));
    }
    let Slice { rows, next } = Slice::cut(entries.all(db).await?, PAGE, |entry: &Model| entry.id);
    if rows.is_empty() {
        return Ok(Slice { rows: vec![], next });
    }
    let ids: Vec<i64> = rows.iter().map(|entry| entry.id).collect();
    let made = entry_gestures::Entity::find()
        .find_also_related(users::Entity)
        .filter(entry_gestures::Column::EntryId.is_in(ids))
        .order_by_asc(entry_gestures::Column::Id)
        .all(db)
        .await?;
    let mut gestures: HashMap<i64, Vec<_>> = HashMap::new();
    for (gesture, person) in made {
        if let (Ok(kind), Some(person)) = (Gesture::named(&gesture.kind), person) {
            gestures.entry(gesture.entry_id).or_default().push((kind, person, gesture.sentence));
        }
    }
    let told = |entry: Model| Told { gestures: gestures.remove(&entry.id).unwrap_or_default(), entry };
    Ok(Slice { rows: rows.into_iter().map(told).collect(), next })
}

/// An entry whose log this viewer sees, and whose it is.
///
/// # Errors
/// [`Failure::Missing`] when it is not for them.
pub async fn readable_by<C: ConnectionTrait>(db: &C, viewer: &Viewer, id: i64) -> Outcome<(Model, users::Model)> {
    let entry = Entity::find_by_id(id).one(db).await?.ok_or(Failure::Missing)?;
    let profile = super::Model::of(db, entry.user_id).await?.ok_or(Failure::Missing)?;
    if !disclosure::sight(db, viewer, &profile).await?.contains(super::Field::Log) {
        return Err(Failure::Missing);
    }
    let owner = users::Model::by_id(db, entry.user_id).await?;
    Ok((entry, owner))
}

/// Answers an entry with a gesture; making it again changes at most its sentence.
///
/// # Errors
/// [`Refusal::OwnPost`], or [`Refusal::BravoNeedsSentence`].
pub async fn gesture(db: &Db, me: &Person, entry: &Model, kind: Gesture, sentence: &str) -> Outcome<()> {
    use entry_gestures::{ActiveModel, Column as G, Entity};
    me.may_write()?;
    if entry.user_id == me.id {
        return Err(Refusal::OwnPost.into());
    }
    let sentence = check_line("sentence", sentence, 300, false)?;
    if kind == Gesture::Bravo && sentence.is_empty() {
        return Err(Refusal::BravoNeedsSentence.into());
    }
    let txn = db.write().await?;
    Entity::insert(ActiveModel {
        entry_id: Set(entry.id),
        user_id: Set(me.id),
        kind: Set(kind.name()),
        sentence: Set(if kind == Gesture::Bravo { sentence } else { String::new() }),
        created_at: Set(clock::now().into()),
        ..Default::default()
    })
    .on_conflict(OnConflict::columns([G::EntryId, G::UserId, G::Kind]).update_column(G::Sentence).to_owned())
    .exec_without_returning(&txn)
    .await?;
    txn.commit().await?;
    Ok(())
}

/// Takes a gesture back.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(db: &Db, me: &Person, entry: &Model, kind: Gesture) -> Outcome<()> {
    use entry_gestures::{Column as G, Entity};
    let txn = db.write().await?;
    Entity::delete_many()
        .filter(G::EntryId.eq(entry.id))
        .filter(G::UserId.eq(me.id))
        .filter(G::Kind.eq(kind.name()))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}
