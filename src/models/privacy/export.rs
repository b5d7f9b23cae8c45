//! An export: a ZIP of JSON files and of pages one reads without a connection,
//! made batch by batch from the list, kept for a week, given to the person alone.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::work::{Hold, folder};
pub use crate::models::_entities::exports::{ActiveModel, Column, Entity, Model};
use crate::{
    access::Person,
    clock,
    house::House,
    models::{letters::Letter, links::secret, users},
    refusals::{Failure, Gone, Outcome},
};

mod filling;
mod reading;

/// Rows read at once.
const BATCH: u64 = 500;

impl Model {
    /// The file it is kept in, for as long as it is.
    pub fn path(&self, house: &House) -> PathBuf {
        folder(house).join(&self.file)
    }

    /// Its week is over: the file is gone, or about to be.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.state == "ready" && !self.is_ready(now)
    }

    pub fn is_ready(&self, now: DateTime<Utc>) -> bool {
        self.state == "ready" && self.expires_at.is_some_and(|until| until.to_utc() > now)
    }
}

/// The person's latest export.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest(house: &House, person: i64) -> Outcome<Option<Model>> {
    Ok(Entity::find().filter(Column::UserId.eq(person)).order_by_desc(Column::Id).one(&house.db).await?)
}

/// An export that this person may download.
///
/// # Errors
/// [`Failure::Missing`] when it is not theirs or not ready; [`Failure::Gone`] when it
/// is out of date.
pub async fn of_theirs(house: &House, person: i64, id: i64) -> Outcome<Model> {
    let theirs = Entity::find_by_id(id).filter(Column::UserId.eq(person)).one(&house.db).await?;
    let now = clock::now();
    match theirs {
        Some(export) if export.is_ready(now) => Ok(export),
        Some(export) if export.is_over(now) => Err(Failure::Gone(Gone::Export)),
        _ => Err(Failure::Missing),
    }
}

/// Asks for an export. While one is being made there is no other; a new one takes
/// the place of those before.
///
/// # Errors
/// When the database refuses.
pub async fn ask(house: &House, person: &Person) -> Outcome<()> {
    let txn = house.db.write().await?;
    if !house.db.is_sqlite() {
        use sea_orm::QuerySelect;
        users::Entity::find_by_id(person.id).lock(sea_orm::sea_query::LockType::NoKeyUpdate).one(&txn).await?;
    }
    let before = Entity::find().filter(Column::UserId.eq(person.id)).all(&txn).await?;
    if before.iter().any(|export| matches!(export.state.as_str(), "asked" | "running")) {
        txn.commit().await?;
        return Ok(());
    }
    Entity::delete_many().filter(Column::UserId.eq(person.id)).exec(&txn).await?;
    ActiveModel {
        user_id: Set(person.id),
        state: Set("asked".to_owned()),
        file: Set(format!("{}.zip", secret())),
        asked_at: Set(clock::now().into()),
        ..Default::default()
    }
    .insert(&txn)
    .await?;
    txn.commit().await?;
    for export in before {
        forget_file(&export.path(house));
    }
    house.works.ring();
    Ok(())
}

/// A file that is no longer wanted; one that is not there is no matter.
pub fn forget_file(path: &Path) {
    for path in [path.to_owned(), unfinished(path)] {
        if let Err(error) = std::fs::remove_file(&path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "an export that nobody may read any more could not be deleted");
        }
    }
}

fn unfinished(path: &Path) -> PathBuf {
    path.with_extension("part")
}

/// Makes an export, from its first row on: a file half made is begun anew.
pub(super) async fn make(house: &House, hold: Hold, id: i64) -> Outcome<()> {
    let export = Entity::find_by_id(id).one(&house.db).await?.ok_or(Failure::Missing)?;
    let user = users::Model::by_id(&house.db, export.user_id).await?;
    let path = export.path(house);
    let made = filling::fill(house, hold, &export, &user).await;
    if made.is_err() {
        let _ = std::fs::remove_file(unfinished(&path));
    }
    let (mut hold, total) = made?;
    std::fs::rename(unfinished(&path), &path)?;
    let bytes = std::fs::metadata(&path)?.len();
    let letter = Letter::to(&user, "export-ready").link(house.address("/me/data")).write(house)?;
    let now = clock::now();
    let txn = house.db.write().await?;
    let ready = match hold.again(&txn).await {
        Ok(()) => {
            Entity::update_many()
                .col_expr(Column::State, Expr::value("ready"))
                .col_expr(Column::Done, Expr::value(total))
                .col_expr(Column::Total, Expr::value(total))
                .col_expr(Column::Bytes, Expr::value(i64::try_from(bytes).unwrap_or(i64::MAX)))
                .col_expr(Column::ReadyAt, Expr::value(Some(now)))
                .col_expr(Column::ExpiresAt, Expr::value(Some(now + house.settings.retention.exports())))
                .filter(Column::Id.eq(id))
                .exec(&txn)
                .await?;
            letter.post(&txn, Some(user.id)).await?;
            txn.commit().await?;
            Ok(())
        }
        Err(failure) => Err(failure),
    };
    if ready.is_err() {
        forget_file(&path);
    }
    ready
}
