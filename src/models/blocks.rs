//! Silencing: muting folds someone's posts away for me; blocking also keeps them
//! from mentioning me, and later from reaching me. They are not told.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

pub use super::_entities::blocks::{ActiveModel, Column, Entity, Model};
use super::{
    accompaniments,
    activities::{self, About, Verb},
    contacts,
    keyset::Slice,
    users,
};
use crate::clock;
use crate::{
    access::Person,
    database::{Db, Write},
    refusals::{Outcome, Refusal},
};

/// # Errors
/// [`Refusal::NotAChoice`] for another kind than `mute` or `block`, and for oneself.
pub async fn silence(db: &Db, me: &Person, other: &users::Model, kind: &str) -> Outcome<()> {
    if !matches!(kind, "mute" | "block") || me.id == other.id {
        return Err(Refusal::NotAChoice { field: "kind" }.into());
    }
    let txn = db.write().await?;
    put(&txn, me, other.id, kind).await?;
    txn.commit().await?;
    Ok(())
}

/// The same, within a write. A block ends what is open between the two.
///
/// # Errors
/// When the database refuses.
pub(super) async fn put(txn: &Write, me: &Person, other: i64, kind: &str) -> Outcome<()> {
    Entity::insert(ActiveModel {
        user_id: Set(me.id),
        other_id: Set(other),
        kind: Set(kind.to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    })
    .on_conflict(OnConflict::columns([Column::UserId, Column::OtherId]).update_column(Column::Kind).to_owned())
    .exec_without_returning(txn)
    .await?;
    if kind == "block" {
        contacts::ending::part(txn, me.id, other).await?;
        accompaniments::ending::part(txn, me.id, other).await?;
    }
    Ok(activities::record(txn, Some(me.id), Verb::Silenced, About::person(me.id), "").await?)
}

/// Returns how they were silenced, if they were.
///
/// # Errors
/// When the database refuses.
pub async fn hear_again(db: &Db, me: &Person, other: &users::Model) -> Outcome<Option<String>> {
    let txn = db.write().await?;
    let silenced = Entity::find().filter(Column::UserId.eq(me.id)).filter(Column::OtherId.eq(other.id));
    let silenced = silenced.one(&txn).await?.map(|block| block.kind);
    Entity::delete_many().filter(Column::UserId.eq(me.id)).filter(Column::OtherId.eq(other.id)).exec(&txn).await?;
    activities::record(&txn, Some(me.id), Verb::Unsilenced, About::person(me.id), "").await?;
    txn.commit().await?;
    Ok(silenced)
}

/// How two people silenced each other.
#[derive(Clone, Debug, Default)]
pub struct Silences {
    /// `mute`, `block`, or none: what the one who looks did.
    pub mine: Option<String>,
    /// What the other did to them.
    pub theirs: Option<String>,
}

impl Silences {
    /// Whether the other keeps the one who looks at a distance.
    pub fn keep_me_away(&self) -> bool {
        self.theirs.as_deref() == Some("block")
    }

    /// Whether either keeps the other at a distance.
    pub fn keep_apart(&self) -> bool {
        self.keep_me_away() || self.mine.as_deref() == Some("block")
    }
}

/// How these two silenced each other, as `me` sees it.
///
/// # Errors
/// When the database cannot be read.
pub async fn both_ways<C: ConnectionTrait>(db: &C, me: i64, other: i64) -> Result<Silences, DbErr> {
    let one_way = |by: i64, of: i64| Column::UserId.eq(by).and(Column::OtherId.eq(of));
    let rows: Vec<(i64, String)> = Entity::find()
        .select_only()
        .columns([Column::UserId, Column::Kind])
        .filter(one_way(me, other).or(one_way(other, me)))
        .into_tuple()
        .all(db)
        .await?;
    let by = |by: i64| rows.iter().find(|(who, _)| *who == by).map(|(_, kind)| kind.clone());
    Ok(Silences { mine: by(me), theirs: by(other) })
}

/// How I silenced them, if I did.
///
/// # Errors
/// When the database cannot be read.
pub async fn between<C: ConnectionTrait>(db: &C, me: i64, other: i64) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::UserId.eq(me)).filter(Column::OtherId.eq(other)).one(db).await
}

/// People on a page.
pub const PAGE: u64 = 30;

/// Whom I silenced, latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, me: i64, before: Option<i64>) -> Result<Slice<(Model, users::Model), i64>, DbErr> {
    let mut blocks = Entity::find().filter(Column::UserId.eq(me)).order_by_desc(Column::Id).limit(PAGE + 1);
    if let Some(before) = before {
        blocks = blocks.filter(Column::Id.lt(before));
    }
    let Slice { rows: blocks, next } = Slice::cut(blocks.all(db).await?, PAGE, |block| block.id);
    let ids: Vec<i64> = blocks.iter().map(|block| block.other_id).collect();
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids)).all(db).await?;
    let with_person = |block: Model| {
        let person = people.iter().find(|person| person.id == block.other_id)?.clone();
        Some((block, person))
    };
    Ok(Slice { rows: blocks.into_iter().filter_map(with_person).collect(), next })
}
