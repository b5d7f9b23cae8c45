//! What one can do, each backed by a short story: the situation, what one did, what
//! came of it.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

pub use super::super::_entities::profile_skills::{ActiveModel, Column, Entity, Model};
use super::{LABEL_LIMIT, editing};
use crate::{
    access::Person,
    clock,
    database::Db,
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
};

/// On one profile: more is a list nobody reads.
pub const MOST: usize = 20;
/// Bytes of each part of a story.
pub const STORY_LIMIT: usize = 1_500;

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Story {
    pub label: String,
    pub context: String,
    pub action: String,
    pub result: String,
}

impl Story {
    fn checked(&self) -> Result<Self, Refusal> {
        Ok(Self {
            label: check_line("label", &self.label, LABEL_LIMIT, true)?,
            context: check_text("context", &self.context, STORY_LIMIT, false)?,
            action: check_text("action", &self.action, STORY_LIMIT, false)?,
            result: check_text("result", &self.result, STORY_LIMIT, false)?,
        })
    }
}

impl Model {
    /// Whether something is told of it.
    pub fn is_told(&self) -> bool {
        [&self.context, &self.action, &self.result].into_iter().any(|part| !part.is_empty())
    }
}

/// What someone can do, in the order they chose.
///
/// # Errors
/// When the database cannot be read.
pub async fn of<C: ConnectionTrait>(db: &C, person: i64) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::UserId.eq(person))
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .all(db)
        .await
}

/// One of my own.
///
/// # Errors
/// [`Failure::Missing`] when it is someone else's, or nobody's.
pub async fn mine<C: ConnectionTrait>(db: &C, me: &Person, id: i64) -> Outcome<Model> {
    Entity::find_by_id(id).filter(Column::UserId.eq(me.id)).one(db).await?.ok_or(Failure::Missing)
}

/// Adds a skill after the others.
///
/// # Errors
/// [`Refusal::TooMany`], or the refusal to show beside a field.
pub async fn add(db: &Db, me: &Person, story: &Story) -> Outcome<Model> {
    let story = story.checked()?;
    let now = clock::now();
    let txn = db.write().await?;
    editing::begun(&txn, me).await?;
    let count = Entity::find().filter(Column::UserId.eq(me.id)).count(&txn).await?;
    if count >= MOST as u64 {
        return Err(Refusal::TooMany { field: "label", most: MOST }.into());
    }
    let last = Entity::find().filter(Column::UserId.eq(me.id)).order_by_desc(Column::Position).one(&txn).await?;
    let skill = Entity::insert(ActiveModel {
        user_id: Set(me.id),
        position: Set(last.map_or(0, |last| last.position + 1)),
        label: Set(story.label),
        context: Set(story.context),
        action: Set(story.action),
        result: Set(story.result),
        created_at: Set(now.into()),
        updated_at: Set(now.into()),
        ..Default::default()
    })
    .exec_with_returning(&txn)
    .await?;
    editing::changed(&txn, me).await?;
    txn.commit().await?;
    Ok(skill)
}

impl Model {
    /// # Errors
    /// The refusal to show beside a field.
    pub async fn edit(self, db: &Db, me: &Person, story: &Story) -> Outcome<Self> {
        me.may_write()?;
        let story = story.checked()?;
        let mut skill = self.into_active_model();
        skill.label = Set(story.label);
        skill.context = Set(story.context);
        skill.action = Set(story.action);
        skill.result = Set(story.result);
        skill.updated_at = Set(clock::now().into());
        let txn = db.write().await?;
        let skill = skill.update(&txn).await?;
        editing::changed(&txn, me).await?;
        txn.commit().await?;
        Ok(skill)
    }

    /// Takes it off the profile. What was told of it comes back, to be put again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remove(self, db: &Db, me: &Person) -> Outcome<Story> {
        let txn = db.write().await?;
        Entity::delete_by_id(self.id).exec(&txn).await?;
        editing::changed(&txn, me).await?;
        txn.commit().await?;
        Ok(Story { label: self.label, context: self.context, action: self.action, result: self.result })
    }

    /// Puts it before the one above it; the first stays first.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn raise(self, db: &Db, me: &Person) -> Outcome<()> {
        let txn = db.write().await?;
        let mut order: Vec<i64> = of(&txn, me.id).await?.into_iter().map(|skill| skill.id).collect();
        if let Some(at) = order.iter().position(|id| *id == self.id).filter(|at| *at > 0) {
            order.swap(at, at - 1);
        }
        for (id, position) in order.into_iter().zip(0_i32..) {
            Entity::update_many()
                .col_expr(Column::Position, Expr::value(position))
                .filter(Column::Id.eq(id))
                .exec(&txn)
                .await?;
        }
        editing::changed(&txn, me).await?;
        txn.commit().await?;
        Ok(())
    }
}
