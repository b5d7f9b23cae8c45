//! Who speaks for an organisation: its owners settle it, its recruiters write its offers,
//! its readers read them before anyone else. One is invited, and comes in by oneself;
//! the last owner stays.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
    sea_query::{LockType, OnConflict},
};

use super::{Entity as Organisations, Model, Verb};
use crate::{
    access::{Kind, Person},
    clock,
    database::{Db, Write},
    models::{
        _entities::organisation_members::{self, ActiveModel, Column, Entity},
        api_keys, applications,
        communities::entering::find_person,
        notifications::between,
        offers::keeping,
        offers::{importing::telling as sources, truth},
        users,
    },
    refusals::{Failure, Outcome, Refusal},
};

/// What one may do for an organisation; each may also what those after it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads what is prepared.
    Reader,
    /// Writes offers, publishes and ends them.
    Recruiter,
    /// Says who the organisation is, and who is of it.
    Owner,
}

impl Role {
    pub const NAMES: [&str; 3] = ["reader", "recruiter", "owner"];

    pub fn named(name: &str) -> Option<Self> {
        match name {
            "reader" => Some(Self::Reader),
            "recruiter" => Some(Self::Recruiter),
            "owner" => Some(Self::Owner),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// # Errors
    /// [`Refusal::NotYours`] for those who may less.
    pub fn at_least(self, needed: Self) -> Result<(), Refusal> {
        if self >= needed { Ok(()) } else { Err(Refusal::NotYours) }
    }
}

/// Someone of an organisation, or invited to be.
#[derive(Clone, Debug)]
pub struct Of {
    pub person: users::Model,
    pub role: Role,
    pub invited: bool,
}

/// Those who recruit, for any organisation: its owners and its recruiters, here.
pub(in crate::models) fn recruiting() -> Select<Entity> {
    Entity::find().filter(Column::State.eq("here")).filter(Column::Role.is_in(["owner", "recruiter"]))
}

/// Those who recruit for one.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::models) async fn recruiters<C: ConnectionTrait>(db: &C, of: i64) -> Result<Vec<users::Model>, DbErr> {
    let here = recruiting().select_only().column(Column::UserId).filter(Column::OrganisationId.eq(of));
    users::Entity::find().filter(users::Column::Id.in_subquery(here.into_query())).all(db).await
}

/// Whether this person may speak for organisations at all: a recruiter or a branch,
/// confirmed; admins help them.
pub fn may_recruit(me: &Person) -> bool {
    me.email_confirmed && (me.is_admin || matches!(me.kind, Kind::Recruiter | Kind::Branch))
}

impl Model {
    /// What this person may do here: nothing, unless they came in. An admin has what an
    /// owner has: someone has to, when the last one left.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn role_of<C: ConnectionTrait>(&self, db: &C, me: &Person) -> Result<Option<Role>, DbErr> {
        if me.is_admin {
            return Ok(Some(Role::Owner));
        }
        let found = entry(db, self.id, me.id).await?.filter(|entry| entry.state == "here");
        Ok(found.and_then(|entry| Role::named(&entry.role)))
    }

    /// Whether this person recruits here themself: what people write to an organisation is
    /// for those, and an admin's help does not reach it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_recruited_by<C: ConnectionTrait>(&self, db: &C, me: &Person) -> Result<bool, DbErr> {
        let here = recruiting().filter(Column::OrganisationId.eq(self.id)).filter(Column::UserId.eq(me.id));
        Ok(may_recruit(me) && here.one(db).await?.is_some())
    }

    /// The organisation of this name, for one of those.
    ///
    /// # Errors
    /// [`Failure::Missing`] for anyone else.
    pub async fn recruited_by<C: ConnectionTrait>(db: &C, me: &Person, slug: &str) -> Outcome<Self> {
        let organisation = Self::at(db, slug).await?;
        if organisation.is_recruited_by(db, me).await? { Ok(organisation) } else { Err(Failure::Missing) }
    }

    /// Whether this person may come in.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_invited<C: ConnectionTrait>(&self, db: &C, me: &Person) -> Result<bool, DbErr> {
        Ok(entry(db, self.id, me.id).await?.is_some_and(|entry| entry.state == "invited"))
    }

    /// Those of it, owners first, and those who were invited.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn people(&self, db: &Db) -> Result<Vec<Of>, DbErr> {
        let found = Entity::find()
            .find_also_related(users::Entity)
            .filter(Column::OrganisationId.eq(self.id))
            .order_by_asc(Column::Id)
            .all(db)
            .await?;
        let of = |(entry, person): (organisation_members::Model, Option<users::Model>)| {
            Some(Of { role: Role::named(&entry.role)?, invited: entry.state == "invited", person: person? })
        };
        let mut people: Vec<Of> = found.into_iter().filter_map(of).collect();
        people.sort_by_key(|of| (of.invited, std::cmp::Reverse(of.role)));
        Ok(people)
    }

    /// Invites someone, or gives them another role.
    ///
    /// # Errors
    /// [`Refusal::NoSuchPerson`] for who does not recruit; [`Refusal::LastOwner`].
    pub async fn invite(&self, db: &Db, me: &Person, handle: &str, role: &str) -> Outcome<()> {
        me.may_write()?;
        let role = Role::named(role).ok_or(Refusal::NotAChoice { field: "role" })?;
        let person = find_person(db, handle).await?;
        if !matches!(person.kind_that_counts(), Kind::Recruiter | Kind::Branch) {
            return Err(Refusal::NoSuchPerson.into());
        }
        let txn = self.alone(db, me).await?;
        let entry = entry(&txn, self.id, person.id).await?;
        match entry {
            Some(entry) if entry.role == role.name() => return Ok(txn.commit().await?),
            Some(entry) => {
                if entry.role == "owner" && entry.state == "here" {
                    self.another_owner(&txn, person.id).await?;
                }
                let mut entry = entry.into_active_model();
                entry.role = Set(role.name().to_owned());
                entry.update(&txn).await?;
                if role < Role::Recruiter {
                    self.untell(&txn, person.id).await?;
                }
            }
            None => enter(&txn, self.id, person.id, role, "invited").await?,
        }
        self.record(&txn, Some(me.id), Verb::OrganisationPeople, Some(person.id)).await?;
        Ok(txn.commit().await?)
    }

    /// Comes in, once invited. Twice is quiet.
    ///
    /// # Errors
    /// [`Failure::Missing`] for who was not invited.
    pub async fn come_in(&self, db: &Db, me: &Person) -> Outcome<()> {
        if !may_recruit(me) {
            return Err(Failure::Missing);
        }
        let txn = db.write().await?;
        let entry = entry(&txn, self.id, me.id).await?.ok_or(Failure::Missing)?;
        let mut entry = entry.into_active_model();
        entry.state = Set("here".to_owned());
        entry.update(&txn).await?;
        self.record(&txn, Some(me.id), Verb::OrganisationPeople, Some(me.id)).await?;
        Ok(txn.commit().await?)
    }

    /// Leaves, declines, or is taken off the list by an owner.
    ///
    /// # Errors
    /// [`Refusal::LastOwner`]; [`Failure::Missing`] for who is not of it.
    pub async fn leave(&self, db: &Db, me: &Person, handle: &str) -> Outcome<()> {
        let person = find_person(db, handle).await?;
        let txn = if person.id == me.id { self.held(db).await? } else { self.alone(db, me).await? };
        let entry = entry(&txn, self.id, person.id).await?.ok_or(Failure::Missing)?;
        if entry.role == "owner" && entry.state == "here" {
            self.another_owner(&txn, person.id).await?;
        }
        Entity::delete_by_id(entry.id).exec(&txn).await?;
        self.untell(&txn, person.id).await?;
        keeping::left(&txn, self.id, person.id).await?;
        api_keys::left(&txn, self.id, person.id).await?;
        self.record(&txn, Some(me.id), Verb::OrganisationPeople, Some(person.id)).await?;
        Ok(txn.commit().await?)
    }

    /// What waits for those who recruit is not for this person any more.
    async fn untell(&self, txn: &Write, person: i64) -> Result<(), DbErr> {
        sources::untell(txn, self.id, person).await?;
        truth::telling::untell(txn, self.id, person).await?;
        between::remove(txn, person, &applications::telling::received_subject(self)).await
    }

    /// A write in which the list of people stays as it is, for an owner.
    async fn alone(&self, db: &Db, me: &Person) -> Outcome<Write> {
        let txn = self.held(db).await?;
        self.role_of(&txn, me).await?.ok_or(Failure::Missing)?.at_least(Role::Owner)?;
        Ok(txn)
    }

    async fn held(&self, db: &Db) -> Outcome<Write> {
        let txn = db.write().await?;
        Organisations::find_by_id(self.id).lock(LockType::NoKeyUpdate).one(&txn).await?.ok_or(Failure::Missing)?;
        Ok(txn)
    }

    /// # Errors
    /// [`Refusal::LastOwner`] when nobody else is.
    async fn another_owner(&self, txn: &Write, than: i64) -> Outcome<()> {
        let others = Entity::find()
            .filter(Column::OrganisationId.eq(self.id))
            .filter(Column::Role.eq("owner"))
            .filter(Column::State.eq("here"))
            .filter(Column::UserId.ne(than));
        if others.count(txn).await? == 0 { Err(Refusal::LastOwner.into()) } else { Ok(()) }
    }
}

pub(super) async fn enter(txn: &Write, of: i64, person: i64, role: Role, state: &str) -> Result<(), DbErr> {
    let entry = ActiveModel {
        organisation_id: Set(of),
        user_id: Set(person),
        role: Set(role.name().to_owned()),
        state: Set(state.to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    let once = OnConflict::columns([Column::OrganisationId, Column::UserId]).do_nothing().to_owned();
    Entity::insert(entry).on_conflict(once).exec_without_returning(txn).await.map(|_| ())
}

async fn entry<C: ConnectionTrait>(db: &C, of: i64, person: i64) -> Result<Option<organisation_members::Model>, DbErr> {
    Entity::find().filter(Column::OrganisationId.eq(of)).filter(Column::UserId.eq(person)).one(db).await
}

/// An organisation one speaks for, or is invited to.
#[derive(Clone, Debug)]
pub struct Mine {
    pub organisation: Model,
    pub role: Role,
    pub invited: bool,
}

/// # Errors
/// When the database cannot be read.
pub async fn of_person(db: &Db, me: i64) -> Result<Vec<Mine>, DbErr> {
    let found = Entity::find()
        .find_also_related(Organisations)
        .filter(Column::UserId.eq(me))
        .filter(Column::State.is_in(["here", "invited"]))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let mine = |(entry, organisation): (organisation_members::Model, Option<Model>)| {
        Some(Mine { role: Role::named(&entry.role)?, invited: entry.state == "invited", organisation: organisation? })
    };
    Ok(found.into_iter().filter_map(mine).collect())
}
