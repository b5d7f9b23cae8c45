//! Belonging to a room brings follow-up, not rights. Joining and leaving are
//! immediate, and saying it twice changes nothing.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType, OnConflict},
};

pub use super::_entities::memberships::{ActiveModel, Column, Entity, Model};
use super::{
    activities::{self, About, Verb},
    communities,
};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    refusals::{Outcome, Refusal},
};

/// # Errors
/// When the database refuses.
pub async fn join(db: &Db, me: &Person, room: &communities::Model) -> Outcome<()> {
    if me.belongs_to(room.id) {
        return Ok(());
    }
    let txn = db.write().await?;
    if enter(&txn, room, me.id, "member").await? {
        activities::record(&txn, Some(me.id), Verb::Joined, About::room(room.id).and_person(Some(me.id)), "").await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Makes someone a member, or more than a member. True when they were none.
///
/// # Errors
/// When the database refuses.
pub async fn enter(txn: &Write, room: &communities::Model, user: i64, role: &str) -> Result<bool, DbErr> {
    let made = Entity::insert(ActiveModel {
        community_id: Set(room.id),
        user_id: Set(user),
        role: Set(role.to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    })
    .on_conflict(OnConflict::columns([Column::UserId, Column::CommunityId]).do_nothing().to_owned())
    .exec_without_returning(txn)
    .await?;
    if made == 1 {
        count(txn, room.id, 1).await?;
    } else if role != "member" {
        Entity::update_many()
            .col_expr(Column::Role, Expr::value(role))
            .filter(Column::UserId.eq(user))
            .filter(Column::CommunityId.eq(room.id))
            .exec(txn)
            .await?;
    }
    Ok(made == 1)
}

/// # Errors
/// [`Refusal::LastManager`]: a room is not left without anyone to care for it.
pub async fn leave(db: &Db, me: &Person, room: &communities::Model) -> Outcome<()> {
    let txn = db.write().await?;
    // One at a time: of the last two who manage it, one stays.
    communities::Entity::find_by_id(room.id).lock(LockType::NoKeyUpdate).one(&txn).await?;
    let mine =
        Entity::find().filter(Column::UserId.eq(me.id)).filter(Column::CommunityId.eq(room.id)).one(&txn).await?;
    let Some(mine) = mine else { return Ok(txn.commit().await?) };
    if mine.role == "manager" && room.managers(&txn).await?.len() <= 1 {
        return Err(Refusal::LastManager.into());
    }
    Entity::delete_by_id(mine.id).exec(&txn).await?;
    count(&txn, room.id, -1).await?;
    activities::record(&txn, Some(me.id), Verb::Left, About::room(room.id).and_person(Some(me.id)), "").await?;
    txn.commit().await?;
    Ok(())
}

async fn count(txn: &Write, room: i64, change: i32) -> Result<(), DbErr> {
    use communities::Column as C;
    communities::Entity::update_many()
        .col_expr(C::MembersCount, Expr::col(C::MembersCount).add(change))
        .filter(C::Id.eq(room))
        .exec(txn)
        .await
        .map(|_| ())
}
