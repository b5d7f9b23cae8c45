//! Organisations: companies, public employers, associations, branches. One is proven
//! by the domain of an address of its people, or by an admin; before that it prepares
//! its offers and publishes none.

pub mod channels;
pub mod listing;
pub mod members;
pub mod opening;
pub mod proving;
pub mod rendering;
pub mod siret;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

pub use super::_entities::organisations::{ActiveModel, Column, Entity, Model};
use super::activities::{self, About, Verb};
use crate::{
    access::Person,
    database::Write,
    refusals::{Failure, Outcome},
};

pub use members::Role;

pub const KINDS: [&str; 4] = ["company", "public", "association", "branch"];
pub const RESERVED_SLUGS: [&str; 2] = ["new", "settings"];
/// Bytes.
pub const NAME_LIMIT: usize = 120;
pub const ABOUT_LIMIT: usize = 4_000;
pub const WEBSITE_LIMIT: usize = 300;

impl Model {
    /// The organisation of this name in addresses.
    ///
    /// # Errors
    /// [`Failure::Missing`] when there is none.
    pub async fn at<C: ConnectionTrait>(db: &C, slug: &str) -> Outcome<Self> {
        // PostgreSQL takes no such text.
        if slug.contains('\0') {
            return Err(Failure::Missing);
        }
        Entity::find().filter(Column::Slug.eq(slug)).one(db).await?.ok_or(Failure::Missing)
    }

    /// The same where it publishes.
    ///
    /// # Errors
    /// [`Failure::Missing`] while nobody has proven who it is, too.
    pub async fn proven_at<C: ConnectionTrait>(db: &C, slug: &str) -> Outcome<Self> {
        let found = Self::at(db, slug).await?;
        if found.is_proven() { Ok(found) } else { Err(Failure::Missing) }
    }

    /// The same for one of those who speak for it, with what they may do there.
    ///
    /// # Errors
    /// [`Failure::Missing`] for anyone else: what is prepared there does not exist for them.
    pub async fn of<C: ConnectionTrait>(db: &C, me: &Person, slug: &str) -> Outcome<(Self, Role)> {
        let organisation = Self::at(db, slug).await?;
        let role = organisation.role_of(db, me).await?.ok_or(Failure::Missing)?;
        Ok((organisation, role))
    }

    pub fn path(&self) -> String {
        format!("/organisations/{}", self.slug)
    }

    /// Where an act on it is sent, or one of its pages stands.
    pub fn act(&self, act: &str) -> String {
        format!("/organisations/{}/{act}", self.slug)
    }

    pub fn is_proven(&self) -> bool {
        self.proof.is_some()
    }

    async fn record(&self, txn: &Write, by: Option<i64>, verb: Verb, person: Option<i64>) -> Result<(), DbErr> {
        activities::record(txn, by, verb, About::organisation(self.id).and_person(person), "").await
    }
}
