//! The directory of organisations, the latest first: those that are proven, for anyone.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Column, Entity, KINDS, Model};
use crate::{
    database::Db,
    models::{
        _entities::offers,
        keyset::{After, Slice},
    },
};

/// Organisations on a page.
pub const PAGE: u64 = 30;

/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, kind: &str, after: Option<After>) -> Result<Slice<Model>, DbErr> {
    let mut found = Entity::find().filter(Column::Proof.is_not_null());
    if KINDS.contains(&kind) {
        found = found.filter(Column::Kind.eq(kind));
    }
    if let Some(after) = after {
        found = found.filter(after.earlier(Expr::col((Entity, Column::CreatedAt)), Expr::col((Entity, Column::Id))));
    }
    let found = found.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(PAGE + 1).all(db).await?;
    Ok(Slice::cut(found, PAGE, |one| After { at: one.created_at.to_utc(), id: one.id }))
}

/// Those that wait for a proof, the oldest first: for admins.
///
/// # Errors
/// When the database cannot be read.
pub async fn unproven(db: &Db) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Proof.is_null()).order_by_asc(Column::CreatedAt).limit(PAGE).all(db).await
}

/// How many offers each of these publishes now.
///
/// # Errors
/// When the database cannot be read.
pub async fn published(db: &Db, of: &[Model]) -> Result<HashMap<i64, i64>, DbErr> {
    use offers::Column as O;
    let counts = offers::Entity::find()
        .select_only()
        .column(O::OrganisationId)
        .column_as(O::Id.count(), "offers")
        .filter(O::OrganisationId.is_in(of.iter().map(|one| one.id)))
        .filter(O::State.eq("published"))
        .group_by(O::OrganisationId);
    Ok(counts.into_tuple::<(i64, i64)>().all(db).await?.into_iter().collect())
}
