//! The only way to an offer: through the eyes of whoever asks. Prepared, it is for its
//! organisation alone; published, paused or over, for anyone; withdrawn, it is gone.

use std::ops::Deref;

use sea_orm::EntityTrait;

use super::{Entity, Model};
use crate::{
    access::Viewer,
    database::Db,
    models::organisations::{self, Role},
    refusals::{Failure, Gone, Outcome},
};

/// An offer its reader may read.
#[derive(Clone, Debug)]
pub struct Readable {
    pub offer: Model,
    pub organisation: organisations::Model,
    /// What the reader may do for its organisation.
    pub role: Option<Role>,
}

impl Deref for Readable {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.offer
    }
}

impl Model {
    /// # Errors
    /// [`Failure::Missing`] when it does not exist for them; [`Failure::Gone`] once it
    /// was withdrawn.
    pub async fn readable_by(db: &Db, viewer: &Viewer, id: i64) -> Outcome<Readable> {
        let found = Entity::find_by_id(id).find_also_related(organisations::Entity).one(db).await?;
        let Some((offer, Some(organisation))) = found else { return Err(Failure::Missing) };
        let role = match viewer.person() {
            Some(me) => organisation.role_of(db, me).await?,
            None => None,
        };
        if role.is_none() {
            if offer.is_prepared() || !organisation.is_proven() {
                return Err(Failure::Missing);
            }
            if offer.state == "withdrawn" {
                return Err(Failure::Gone(Gone::Offer { organisation: organisation.path() }));
            }
        }
        Ok(Readable { offer, organisation, role })
    }
}

impl Model {
    /// The same, for what may be nothing any more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn still_readable_by(db: &Db, viewer: &Viewer, id: i64) -> Outcome<Option<Readable>> {
        match Self::readable_by(db, viewer, id).await {
            Ok(offer) => Ok(Some(offer)),
            Err(Failure::Missing | Failure::Gone(_)) => Ok(None),
            Err(failure) => Err(failure),
        }
    }
}

impl Readable {
    /// # Errors
    /// [`Failure::Missing`] for who is not of its organisation, a refusal for its readers.
    pub fn recruited_by_me(&self) -> Outcome<()> {
        self.role.ok_or(Failure::Missing)?.at_least(Role::Recruiter).map_err(Into::into)
    }
}
