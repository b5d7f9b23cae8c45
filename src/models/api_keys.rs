//! Keys by which an organisation's own software comes in. A key belongs to its
//! organisation and to whoever made it: it opens no more than that person may do there
//! today, and nothing once they are gone.
//!
//! Only a digest of it is kept. One round of SHA-256 is enough for what is 256 random bits:
//! a slow hash protects words that people choose, which can be guessed.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};

pub use super::_entities::api_keys::{ActiveModel, Column, Entity, Model};
use super::{
    links::{digest, secret},
    organisations::{self, Role},
    users,
};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    house::House,
    refusals::{Failure, Outcome, Refusal, check_line},
};

/// Bytes.
pub const NAME_LIMIT: usize = 80;
/// Keys of one organisation.
pub const MOST: usize = 20;
/// What every key begins with: whoever finds one in a file knows what it is.
const MARK: &str = "psk_";
/// Characters by which its people tell it from others.
const HEAD: usize = 10;
/// Its last use is written at most this often: what only reads writes next to nothing.
const NOTED_EVERY: Duration = Duration::hours(1);

/// What a key opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    OffersRead,
    OffersWrite,
}

impl Scope {
    pub const ALL: [Self; 2] = [Self::OffersRead, Self::OffersWrite];

    /// As the API says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OffersRead => "offers:read",
            Self::OffersWrite => "offers:write",
        }
    }

    /// The end of its Fluent key: `key-scope-read`.
    pub fn word(self) -> &'static str {
        match self {
            Self::OffersRead => "read",
            Self::OffersWrite => "write",
        }
    }
}

/// A key that opens something now, and where.
#[derive(Clone, Debug)]
pub struct Opened {
    pub key: Model,
    pub organisation: organisations::Model,
}

/// A key on its organisation's page.
#[derive(Clone, Debug)]
pub struct Listed {
    pub key: Model,
    pub maker: users::Model,
    /// Whoever made it may still do here what it opens.
    pub works: bool,
}

impl Model {
    pub fn opens(&self, scope: Scope) -> bool {
        self.scopes.split(' ').any(|name| name == scope.name())
    }

    pub fn scopes(&self) -> Vec<Scope> {
        Scope::ALL.into_iter().filter(|scope| self.opens(*scope)).collect()
    }
}

/// Makes a key. Returns it whole; it is nowhere else.
///
/// # Errors
/// The refusal to show beside `name` or `scopes`; [`Refusal::TooMany`].
pub async fn make(
    house: &House,
    of: &organisations::Model,
    me: &Person,
    name: &str,
    scopes: &[Scope],
) -> Outcome<String> {
    me.may_write()?;
    let name = check_line("name", name, NAME_LIMIT, true)?;
    if scopes.is_empty() {
        return Err(Refusal::Required { field: "scopes" }.into());
    }
    let token = format!("{MARK}{}", secret());
    let txn = house.db.write().await?;
    // Of two made at once, one is counted before the other.
    organisations::Entity::find_by_id(of.id).lock(LockType::NoKeyUpdate).one(&txn).await?.ok_or(Failure::Missing)?;
    if Entity::find().filter(Column::OrganisationId.eq(of.id)).count(&txn).await? >= MOST as u64 {
        return Err(Refusal::TooMany { field: "name", most: MOST }.into());
    }
    let names: Vec<&str> = scopes.iter().map(|scope| scope.name()).collect();
    let key = ActiveModel {
        organisation_id: Set(of.id),
        made_by_id: Set(me.id),
        name: Set(name),
        scopes: Set(names.join(" ")),
        token_digest: Set(digest(house, &token)),
        head: Set(token[..HEAD].to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    key.insert(&txn).await?;
    txn.commit().await?;
    Ok(token)
}

/// Ends a key of this organisation.
///
/// # Errors
/// [`Failure::Missing`] when it has no such key.
pub async fn remove(db: &Db, of: &organisations::Model, id: i64) -> Outcome<()> {
    let txn = db.write().await?;
    let removed =
        Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::OrganisationId.eq(of.id)).exec(&txn).await?;
    if removed.rows_affected == 0 {
        return Err(Failure::Missing);
    }
    Ok(txn.commit().await?)
}

/// Ends the keys that this person made, within a larger act: their password changed.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(txn: &Write, person: i64) -> Result<(), DbErr> {
    Entity::delete_many().filter(Column::MadeById.eq(person)).exec(txn).await.map(|_| ())
}

/// The same in one organisation, which they leave.
///
/// # Errors
/// When the database refuses.
pub async fn left(txn: &Write, of: i64, person: i64) -> Result<(), DbErr> {
    let theirs = Entity::delete_many().filter(Column::OrganisationId.eq(of)).filter(Column::MadeById.eq(person));
    theirs.exec(txn).await.map(|_| ())
}

/// Keys of an organisation, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, of: &organisations::Model) -> Result<Vec<Listed>, DbErr> {
    let found = Entity::find()
        .find_also_related(users::Entity)
        .filter(Column::OrganisationId.eq(of.id))
        .order_by_desc(Column::Id)
        .limit(MOST as u64)
        .all(db)
        .await?;
    let (mut keys, mut may) = (vec![], HashMap::<i64, bool>::new());
    for (key, maker) in found {
        let Some(maker) = maker else { continue };
        // One person often made several.
        let works = match may.get(&maker.id) {
            Some(works) => *works,
            None => still_may(db, of, &maker.at_the_door(db).await?).await?,
        };
        may.insert(maker.id, works);
        keys.push(Listed { works, key, maker });
    }
    Ok(keys)
}

/// What a key opens now: nothing that was revoked, nor what someone made who may not write
/// here any more.
///
/// # Errors
/// [`Refusal::KeyNeeded`] for all of these alike.
pub async fn open(house: &House, token: &str) -> Outcome<Opened> {
    let db = &house.db;
    if token.len() != MARK.len() + 64 || !token.starts_with(MARK) {
        return Err(Refusal::KeyNeeded.into());
    }
    let found = Entity::find().filter(Column::TokenDigest.eq(digest(house, token))).one(db).await?;
    let key = found.ok_or(Refusal::KeyNeeded)?;
    let organisation = organisations::Entity::find_by_id(key.organisation_id).one(db).await?;
    let organisation = organisation.ok_or(Refusal::KeyNeeded)?;
    let maker = users::Entity::find_by_id(key.made_by_id).one(db).await?.ok_or(Refusal::KeyNeeded)?;
    let person = maker.at_the_door(db).await?;
    if !still_may(db, &organisation, &person).await? {
        return Err(Refusal::KeyNeeded.into());
    }
    note_use(db, &key, clock::now()).await?;
    Ok(Opened { key, organisation })
}

/// Whether whoever made a key recruits here today, and may write at all.
async fn still_may(db: &Db, of: &organisations::Model, maker: &Person) -> Result<bool, DbErr> {
    Ok(maker.may_write().is_ok() && of.role_of(db, maker).await? >= Some(Role::Recruiter))
}

async fn note_use(db: &Db, key: &Model, now: DateTime<Utc>) -> Result<(), DbErr> {
    let long_ago = now - NOTED_EVERY;
    if key.last_used_at.is_some_and(|at| at.to_utc() > long_ago) {
        return Ok(());
    }
    let txn = db.write().await?;
    Entity::update_many()
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .filter(Column::Id.eq(key.id))
        .filter(Condition::any().add(Column::LastUsedAt.is_null()).add(Column::LastUsedAt.lte(long_ago)))
        .exec(&txn)
        .await?;
    txn.commit().await
}
