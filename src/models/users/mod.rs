//! People with an account.

pub mod claims;
pub mod editing;
pub mod former;
pub mod handles;
pub mod named;
pub mod passwords;
pub mod signing_up;
pub mod suspending;
pub mod viewing;

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

pub use super::_entities::users::{ActiveModel, Column, Entity, Model};
use crate::refusals::{Failure, Outcome, Refusal};

/// Bytes.
pub const EMAIL_LIMIT: usize = 254;
pub const NAME_LIMIT: usize = 120;
pub const ABOUT_LIMIT: usize = 600;

impl Model {
    /// # Errors
    /// When the database cannot be read.
    pub async fn by_email<C: ConnectionTrait>(db: &C, email: &str) -> Result<Option<Self>, DbErr> {
        Entity::find().filter(Column::Email.eq(email)).one(db).await
    }

    /// # Errors
    /// [`Failure::Missing`] when nobody has this handle.
    pub async fn by_handle<C: ConnectionTrait>(db: &C, handle: &str) -> Outcome<Self> {
        // Typed by hand in forms: PostgreSQL fails on a NUL instead of finding nobody.
        if handle.contains('\0') {
            return Err(Failure::Missing);
        }
        Entity::find().filter(Column::Handle.eq(handle)).one(db).await?.ok_or(Failure::Missing)
    }

    /// # Errors
    /// [`Failure::Missing`] when the account is gone.
    pub async fn by_id<C: ConnectionTrait>(db: &C, id: i64) -> Outcome<Self> {
        Entity::find_by_id(id).one(db).await?.ok_or(Failure::Missing)
    }

    pub fn path(&self) -> String {
        format!("/people/{}", self.handle)
    }

    pub fn is_confirmed(&self) -> bool {
        self.email_confirmed_at.is_some()
    }
}

/// The name of whoever wrote something, when there is still someone.
///
/// # Errors
/// When the database cannot be read.
pub async fn named<C: ConnectionTrait>(db: &C, id: Option<i64>) -> Result<Option<String>, DbErr> {
    match id {
        None => Ok(None),
        Some(id) => Ok(Entity::find_by_id(id).one(db).await?.map(|user| user.display_name)),
    }
}

/// Those of some handles that are someone's.
///
/// # Errors
/// When the database cannot be read.
pub async fn known_handles<C: ConnectionTrait>(db: &C, handles: Vec<String>) -> Result<BTreeSet<String>, DbErr> {
    if handles.is_empty() {
        return Ok(BTreeSet::new());
    }
    let known = Entity::find().filter(Column::Handle.is_in(handles)).all(db).await?;
    Ok(known.into_iter().map(|user| user.handle).collect())
}

/// An address as we keep it: one plain mailbox, lower case. What a parser could
/// read two ways (quotes, comments, encoded words, several `@`) is refused
/// (CVE-2024-45051).
///
/// # Errors
/// [`Refusal::BadEmail`].
pub fn email(text: &str) -> Result<String, Refusal> {
    // ASCII only: other letters have lower cases that are ours (the Kelvin sign's is `k`).
    let email = text.trim().to_ascii_lowercase();
    let Some((local, domain)) = email.rsplit_once('@') else { return Err(Refusal::BadEmail) };
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=^_`{|}~-?".contains(&byte))
        && !local.contains("=?");
    let labels: Vec<&str> = domain.split('.').collect();
    let domain_fits = labels.len() >= 2
        && domain.len() <= 190
        && labels.iter().all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        // What ends in `invalid` is nobody's (RFC 2606): it stands in for an address here.
        && labels.last().is_some_and(|last| {
            last.len() >= 2 && *last != "invalid" && !last.bytes().all(|byte| byte.is_ascii_digit())
        });
    if local_fits && domain_fits { Ok(email) } else { Err(Refusal::BadEmail) }
}
