//! What one looks for, told as it comes: the offers that a search finds, those of an
//! organisation one follows, or both at once. An alert is its person's own; what it found
//! is a line of theirs, and a letter as often as they wish.
//!
//! ```text
//! alerts ── every hour ──▶ looking ──▶ notifications ──▶ mailing ──▶ telling ──▶ outbox
//! ```

pub mod looking;
pub mod telling;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};

pub use super::_entities::alerts::{ActiveModel, Column, Entity, Model};
use super::{
    _entities::users,
    notifications::between,
    offers::seeking::{Sought, Wanted},
    organisations,
};
use crate::{
    access::Person,
    clock,
    database::Db,
    refusals::{Failure, Outcome, Refusal, check_line},
};

/// Bytes.
pub const NAME_LIMIT: usize = 150;
const ASKED_LIMIT: usize = 1_000;
/// Of one person.
pub const MOST: u64 = 50;
/// When letters tell what was found.
pub const LETTERS: [&str; 3] = ["morning", "weekly", "never"];

/// As typed, or as a button says it.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub name: String,
    /// As the address of the list says it.
    pub asked: String,
    /// The slug of the one whose offers alone are wanted; empty: anyone's.
    pub organisation: String,
    /// One of [`LETTERS`]; empty: every morning.
    pub letters: String,
}

/// What the lines about it are told under.
pub fn subject(id: i64) -> String {
    format!("alerts/{id}")
}

impl Model {
    pub fn path(&self) -> String {
        format!("/me/alerts/{}", self.id)
    }

    pub fn act(&self, act: &str) -> String {
        format!("{}/{act}", self.path())
    }

    /// What it looks for.
    pub fn wanted(&self) -> Wanted {
        Wanted::read(&self.asked)
    }

    /// Whether it is a whole organisation that is followed.
    pub fn follows(&self) -> bool {
        self.organisation_id.is_some() && self.asked.is_empty()
    }

    /// Whose offers alone it looks for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn organisation(&self, db: &Db) -> Result<Option<organisations::Model>, DbErr> {
        match self.organisation_id {
            Some(id) => organisations::Entity::find_by_id(id).one(db).await,
            None => Ok(None),
        }
    }

    /// # Errors
    /// [`Failure::Missing`] unless it is theirs.
    pub async fn mine(db: &Db, me: &Person, id: i64) -> Outcome<Self> {
        let found = Entity::find_by_id(id).filter(Column::UserId.eq(me.id)).one(db).await?;
        found.ok_or(Failure::Missing)
    }

    /// Names it otherwise, or writes about it more or less often.
    ///
    /// # Errors
    /// The refusal to show beside a field.
    pub async fn change(&self, db: &Db, name: &str, letters: &str) -> Outcome<Self> {
        let name = check_line("name", name, NAME_LIMIT, true)?;
        let letters = check_letters(letters)?;
        let txn = db.write().await?;
        let mut change = self.clone().into_active_model();
        change.name = Set(name);
        change.letters = Set(letters.to_owned());
        let changed = change.update(&txn).await?;
        if letters == "never" {
            telling::no_letter(&txn, self).await?;
        }
        txn.commit().await?;
        Ok(changed)
    }

    /// # Errors
    /// When the database refuses.
    pub async fn remove(&self, db: &Db) -> Outcome<()> {
        let txn = db.write().await?;
        // What it told goes with it.
        between::remove(&txn, self.user_id, &subject(self.id)).await?;
        Entity::delete_by_id(self.id).exec(&txn).await?;
        txn.commit().await?;
        Ok(())
    }

    /// What was found until now is seen.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn read(&self, db: &Db) -> Outcome<()> {
        if self.found == 0 {
            return Ok(());
        }
        let txn = db.write().await?;
        // What was found meanwhile was not seen: it is all read next time.
        let read = Entity::update_many()
            .col_expr(Column::Found, Expr::value(0))
            .col_expr(Column::ReadAt, Expr::value(self.looked_at))
            .filter(Column::Id.eq(self.id))
            .filter(Column::Found.eq(self.found));
        if read.exec(&txn).await?.rows_affected == 1 {
            between::read(&txn, self.user_id, &subject(self.id)).await?;
        }
        txn.commit().await?;
        Ok(())
    }
}

/// Looks for this from now on. What is looked for already is not twice.
///
/// # Errors
/// The refusal to show beside a field; [`Refusal::NotAChoice`] of `organisation` for one that
/// is none, or not proven; [`Refusal::Required`] of `q` where nothing is looked
/// for; [`Refusal::TooMany`] from [`MOST`] on.
pub async fn create(db: &Db, me: &Person, typed: &Typed) -> Outcome<Model> {
    let name = check_line("name", &typed.name, NAME_LIMIT, true)?;
    let letters = check_letters(&typed.letters)?;
    let organisation = match typed.organisation.as_str() {
        "" => None,
        slug => Some(proven(db, slug).await?),
    };
    let wanted = Wanted::read(&typed.asked);
    let asked = wanted.asked();
    if asked.len() > ASKED_LIMIT {
        return Err(Refusal::TooLong { field: "q", bytes: ASKED_LIMIT }.into());
    }
    if organisation.is_none() && !wanted.is_filtered() {
        return Err(Refusal::Required { field: "q" }.into());
    }
    // A trade, a place, a number that mean nothing are said before they are kept.
    wanted.is_among_choices()?;
    Sought::understood(db, &wanted, None, None).await?;
    let (organisation, now) = (organisation.map(|organisation| organisation.id), clock::now());
    let txn = db.write().await?;
    if !db.is_sqlite() {
        // One at a time for a person: twice is once.
        users::Entity::find_by_id(me.id).lock(LockType::NoKeyUpdate).one(&txn).await?;
    }
    let mut same = Entity::find().filter(Column::UserId.eq(me.id)).filter(Column::Asked.eq(&asked));
    same = match organisation {
        Some(organisation) => same.filter(Column::OrganisationId.eq(organisation)),
        None => same.filter(Column::OrganisationId.is_null()),
    };
    if let Some(same) = same.one(&txn).await? {
        txn.commit().await?;
        return Ok(same);
    }
    if Entity::find().filter(Column::UserId.eq(me.id)).count(&txn).await? >= MOST {
        return Err(Refusal::TooMany { field: "alerts", most: MOST as usize }.into());
    }
    let alert = ActiveModel {
        user_id: Set(me.id),
        organisation_id: Set(organisation),
        name: Set(name),
        asked: Set(asked),
        letters: Set(letters.to_owned()),
        created_at: Set(now.into()),
        looked_at: Set(now.into()),
        look_at: Set((now + looking::EVERY).into()),
        read_at: Set(now.into()),
        told_at: Set(now.into()),
        ..Default::default()
    };
    let alert = alert.insert(&txn).await?;
    txn.commit().await?;
    Ok(alert)
}

async fn proven(db: &Db, slug: &str) -> Outcome<organisations::Model> {
    match organisations::Model::proven_at(db, slug).await {
        Err(Failure::Missing) => Err(Refusal::NotAChoice { field: "organisation" }.into()),
        found => found,
    }
}

fn check_letters(letters: &str) -> Result<&'static str, Refusal> {
    let letters = if letters.is_empty() { LETTERS[0] } else { letters };
    LETTERS.into_iter().find(|known| *known == letters).ok_or(Refusal::NotAChoice { field: "letters" })
}

/// Mine, the latest first, each with the organisation it is about; all of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, me: i64) -> Result<Vec<(Model, Option<organisations::Model>)>, DbErr> {
    let mine = Entity::find().find_also_related(organisations::Entity).filter(Column::UserId.eq(me));
    mine.order_by_desc(Column::Id).limit(MOST).all(db).await
}

/// The one by which I follow a whole organisation.
///
/// # Errors
/// When the database cannot be read.
pub async fn following(db: &Db, me: i64, organisation: i64) -> Result<Option<Model>, DbErr> {
    let mine = Entity::find().filter(Column::UserId.eq(me)).filter(Column::OrganisationId.eq(organisation));
    mine.filter(Column::Asked.eq("")).one(db).await
}

/// When a letter about it is due; `None`: none is.
fn mail_at(letters: &str, zone: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match letters {
        "morning" => Some(telling::next_morning(now, zone)),
        "weekly" => Some(telling::next_monday(now, zone)),
        _ => None,
    }
}
