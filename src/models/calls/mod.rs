//! Call-backs: whoever is advised asks their adviser to call, from any page, at one of
//! the hours the adviser publishes or when they can.
//!
//! ```text
//! waiting ─▶ agreed ─▶ done
//!    └──────────┴────▶ cancelled, by either, by the clock, or with the accompaniment
//! ```
//!
//! One call is open at a time, and a slot is one person's. The number is typed for this
//! call, read by this adviser alone, and emptied in the write in which the call is over.

pub mod answering;
pub mod asking;
pub mod listing;
pub mod slots;
pub mod timing;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, UpdateMany,
    prelude::DateTimeWithTimeZone, sea_query::Expr,
};

pub use super::_entities::calls::{ActiveModel, Column, Entity, Model};
use super::accompaniments;
use crate::{
    access::Person,
    clock,
    database::Write,
    refusals::{Failure, Outcome, Refusal},
};

/// Bytes.
pub const ABOUT_LIMIT: usize = 600;
/// Awaited: asked for, or agreed.
pub const OPEN: [&str; 2] = ["waiting", "agreed"];

impl Model {
    /// The only way to a call: to anyone but the two there is none.
    ///
    /// # Errors
    /// [`Failure::Missing`].
    pub async fn readable_by<C: ConnectionTrait>(db: &C, me: &Person, id: i64) -> Outcome<Self> {
        let mine = Condition::any().add(Column::PersonId.eq(me.id)).add(Column::AdviserId.eq(me.id));
        Entity::find_by_id(id).filter(mine).one(db).await?.ok_or(Failure::Missing)
    }

    pub fn is_open(&self) -> bool {
        OPEN.contains(&self.state.as_str())
    }

    /// Of several who change it at once, one does. Once it is over, nothing holds its
    /// slot and no number is left of it.
    async fn become_from(
        &self,
        txn: &Write,
        from: &[&str],
        state: &str,
        more: impl FnOnce(UpdateMany<Entity>) -> UpdateMany<Entity>,
    ) -> Outcome<()> {
        let mut change = Entity::update_many()
            .col_expr(Column::State, Expr::value(state))
            .col_expr(Column::StateAt, Expr::value(now()))
            .filter(Column::Id.eq(self.id))
            .filter(Column::State.is_in(from.iter().copied()));
        if !OPEN.contains(&state) {
            change = emptied(change);
        }
        if more(change).exec(txn).await?.rows_affected == 1 { Ok(()) } else { Err(Refusal::CallOver.into()) }
    }

    async fn accompaniment(&self, txn: &Write) -> Result<Option<accompaniments::Model>, DbErr> {
        accompaniments::Entity::find_by_id(self.accompaniment_id).one(txn).await
    }
}

fn emptied(change: UpdateMany<Entity>) -> UpdateMany<Entity> {
    change
        .col_expr(Column::Phone, Expr::value(""))
        .col_expr(Column::Taken, Expr::value(None::<String>))
        .col_expr(Column::OpenOf, Expr::value(None::<i64>))
}

/// The two are parted: what was awaited is cancelled.
///
/// # Errors
/// When the database refuses.
pub(super) async fn part(txn: &Write, accompaniment: i64) -> Result<(), DbErr> {
    let change = Entity::update_many()
        .col_expr(Column::State, Expr::value("cancelled"))
        .col_expr(Column::StateAt, Expr::value(now()))
        .filter(Column::OpenOf.eq(accompaniment));
    emptied(change).exec(txn).await.map(|_| ())
}

/// The moment something becomes so.
fn now() -> DateTimeWithTimeZone {
    clock::now().into()
}
