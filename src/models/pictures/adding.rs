//! Adding a picture. It is made and on the disk before its row says that it is there.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, LockType},
};

use super::{ALT_LIMIT, ActiveModel, Column, Entity, FILE_LIMIT, Kind, Model, keeping, workshop::Place};
use crate::{
    access::Person,
    clock,
    database::Write,
    house::House,
    models::{
        activities::{self, About, Verb},
        links::secret,
        users,
    },
    refusals::{Outcome, Refusal, check_line},
};

/// A picture for what one writes. `alt` says it to those who do not see it.
///
/// # Errors
/// The refusal to show beside the field.
pub async fn add(house: &House, me: &Person, file: Vec<u8>, alt: &str, place: Place) -> Outcome<Model> {
    me.may_write()?;
    let alt = check_line("alt", alt, ALT_LIMIT, true)?;
    keep(house, me, Kind::Post, file, alt, place).await
}

/// One's photo, in the place of the one before.
///
/// # Errors
/// The refusal to show beside the field.
pub async fn show_oneself(house: &House, me: &Person, file: Vec<u8>, place: Place) -> Outcome<Model> {
    me.may_write()?;
    keep(house, me, Kind::Photo, file, String::new(), place).await
}

async fn keep(house: &House, me: &Person, kind: Kind, file: Vec<u8>, alt: String, place: Place) -> Outcome<Model> {
    if file.is_empty() {
        return Err(Refusal::Required { field: "picture" }.into());
    }
    if file.len() > FILE_LIMIT {
        return Err(Refusal::PictureTooHeavy.into());
    }
    let made = house.workshop.develop(file, kind).await?;
    drop(place);
    let now = clock::now();
    let token = secret()[..32].to_owned();
    let picture = ActiveModel {
        user_id: Set(me.id),
        token: Set(token.clone()),
        kind: Set(kind.name()),
        width: Set(made.width.try_into().unwrap_or(i32::MAX)),
        height: Set(made.height.try_into().unwrap_or(i32::MAX)),
        bytes: Set((made.large.len() + made.small.len()).try_into().unwrap_or(i64::MAX)),
        media_type: Set(made.media_type.to_owned()),
        alt: Set(alt),
        created_at: Set(now.into()),
        touched_at: Set(now.into()),
        ..Default::default()
    };
    keeping::write(house, &token, made).await?;
    match write_row(house, me, kind, picture).await {
        Ok((picture, before)) => {
            before.iter().for_each(|token| keeping::forget(house, token));
            Ok(picture)
        }
        Err(error) => {
            keeping::forget(house, &token);
            Err(error.into())
        }
    }
}

/// Returns the row, and the names of those it takes the place of.
async fn write_row(house: &House, me: &Person, kind: Kind, row: ActiveModel) -> Result<(Model, Vec<String>), DbErr> {
    let txn = house.db.write().await?;
    let mut before = vec![];
    if kind == Kind::Photo {
        if !house.db.is_sqlite() {
            // One at a time for a person: of two sent at once, the last stays alone.
            users::Entity::find_by_id(me.id).lock(LockType::NoKeyUpdate).one(&txn).await?;
        }
        before = take_photos_down(&txn, me.id).await?;
    }
    let picture = row.insert(&txn).await?;
    if kind == Kind::Photo {
        activities::record(&txn, Some(me.id), Verb::PersonEdited, About::person(me.id), "").await?;
    }
    txn.commit().await?;
    Ok((picture, before))
}

/// Removes a person's photos within a transaction; returns the names of their files.
pub(super) async fn take_photos_down(txn: &Write, user: i64) -> Result<Vec<String>, DbErr> {
    let theirs = || {
        sea_orm::Condition::all()
            .add(Column::UserId.eq(user))
            .add(Column::Kind.eq(Kind::Photo.name()))
            .add(Column::RemovedAt.is_null())
    };
    let tokens = Entity::find().select_only().column(Column::Token).filter(theirs()).into_tuple().all(txn).await?;
    Entity::update_many()
        .col_expr(Column::RemovedAt, Expr::value(Some(clock::now())))
        .filter(theirs())
        .exec(txn)
        .await?;
    Ok(tokens)
}
