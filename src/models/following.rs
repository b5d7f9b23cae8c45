//! How much one wants to hear of a room, a thread or a tag. Saying nothing is
//! `mine`: what is addressed to me, and the answers to my own threads.

use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, DbErr, DeriveActiveEnum, EntityTrait, EnumIter, QueryFilter,
    sea_query::OnConflict,
};

pub use super::_entities::follows::{ActiveModel, Column, Entity, Model};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    refusals::{Outcome, Refusal},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Level {
    /// Each message of a thread; each new thread of a room or a tag.
    All,
    /// Answers and mentions.
    Mine,
    /// Nothing at all.
    Muted,
}

impl Level {
    pub const NAMES: [&str; 3] = ["all", "mine", "muted"];

    pub fn name(self) -> String {
        self.to_value()
    }

    /// # Errors
    /// [`Refusal::NotAChoice`].
    pub fn named(name: &str) -> Result<Self, Refusal> {
        Self::try_from_value(&name.to_owned()).map_err(|_| Refusal::NotAChoice { field: "level" })
    }
}

/// What can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Room(i64),
    Thread(i64),
    Tag(i64),
}

impl Subject {
    fn column(self) -> Column {
        match self {
            Self::Room(_) => Column::CommunityId,
            Self::Thread(_) => Column::ThreadId,
            Self::Tag(_) => Column::TagId,
        }
    }

    fn id(self) -> i64 {
        match self {
            Self::Room(id) | Self::Thread(id) | Self::Tag(id) => id,
        }
    }
}

/// Follows this much from now on; twice the same is once.
///
/// # Errors
/// When the database refuses.
pub async fn follow(db: &Db, me: &Person, subject: Subject, level: Level) -> Outcome<()> {
    set(db, me.id, subject, level).await
}

/// The same, for someone who asked by mail and is not at the door.
///
/// # Errors
/// When the database refuses.
pub async fn set(db: &Db, user: i64, subject: Subject, level: Level) -> Outcome<()> {
    let txn = db.write().await?;
    set_within(&txn, user, subject, level).await?;
    txn.commit().await?;
    Ok(())
}

/// The same, with what else is written.
///
/// # Errors
/// When the database refuses.
pub(super) async fn set_within(txn: &Write, user: i64, subject: Subject, level: Level) -> Outcome<()> {
    let mut row = ActiveModel {
        user_id: Set(user),
        level: Set(level.name()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    match subject {
        Subject::Room(id) => row.community_id = Set(Some(id)),
        Subject::Thread(id) => row.thread_id = Set(Some(id)),
        Subject::Tag(id) => row.tag_id = Set(Some(id)),
    }
    Entity::insert(row)
        .on_conflict(OnConflict::columns([Column::UserId, subject.column()]).update_column(Column::Level).to_owned())
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// What this person said of it, when they did.
///
/// # Errors
/// When the database cannot be read.
pub async fn level(db: &Db, me: i64, subject: Subject) -> Result<Option<String>, DbErr> {
    let said = Entity::find().filter(Column::UserId.eq(me)).filter(subject.column().eq(subject.id())).one(db).await?;
    Ok(said.map(|follow| follow.level))
}
