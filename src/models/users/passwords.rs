//! Passwords: long enough, not guessed in an afternoon, kept as Argon2id
//! (RFC 9106, by Loco's own hash).

use std::sync::LazyLock;

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::{ActiveModel, Model};
use crate::{
    house::House,
    models::{
        activities::{self, About, Verb},
        api_keys,
        letters::Letter,
        links, sessions,
    },
    refusals::{Failure, Outcome, Refusal},
    tally,
};

/// Characters.
pub const SHORTEST: usize = 12;
/// Bytes; more would only make the server work.
pub const LONGEST: usize = 512;

/// # Errors
/// What is wrong with it, beside the field.
pub fn check(password: &str, about: &[&str]) -> Result<(), Refusal> {
    if password.chars().count() < SHORTEST {
        return Err(Refusal::PasswordTooShort);
    }
    if password.len() > LONGEST {
        return Err(Refusal::TooLong { field: "password", bytes: LONGEST });
    }
    // Guessing looks at a hundred characters at most: beyond, it costs and adds nothing.
    let head: String = password.chars().take(100).collect();
    if zxcvbn::zxcvbn(&head, about).score() < zxcvbn::Score::Three {
        return Err(Refusal::PasswordTooWeak);
    }
    Ok(())
}

/// Hashing takes tens of milliseconds: off the threads that answer.
///
/// # Errors
/// When the machine cannot.
pub async fn hash(password: &str) -> Outcome<String> {
    tally::count("Argon2");
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || loco_rs::hash::hash_password(&password))
        .await
        .map_err(|error| Failure::Broken(error.to_string()))?
        .map_err(|error| Failure::Broken(error.to_string()))
}

/// A hash nobody's password has: checked against when there is no account, so
/// that the answer takes as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| loco_rs::hash::hash_password("nobody-has-this-password").unwrap_or_default());

/// Whether `password` opens this account. The same work is done when there is
/// none, or when it has no password.
pub async fn opens(account: Option<&Model>, password: &str) -> bool {
    let kept = account.and_then(|account| account.password_hash.clone());
    let known = kept.is_some();
    let password: String = password.chars().take(LONGEST).collect();
    tally::count("Argon2");
    let fits = tokio::task::spawn_blocking(move || {
        // Made by the first to come, whoever they ask for.
        let nobody = NOBODY.as_str();
        loco_rs::hash::verify_password(&password, kept.as_deref().unwrap_or(nobody))
    })
    .await
    .unwrap_or(false);
    known && fits
}

impl Model {
    /// A new password ends every other session, and the keys that the old one made; it is
    /// told by letter.
    ///
    /// # Errors
    /// [`Refusal::PasswordTooShort`] or [`Refusal::PasswordTooWeak`].
    pub async fn change_password(self, house: &House, password: &str, keep_session: Option<i64>) -> Outcome<Self> {
        check(password, &[&self.email, &self.display_name, &self.handle])?;
        let hash = hash(password).await?;
        let told = Letter::to(&self, "password-changed").link(house.address("/resets/new")).write(house)?;
        let txn = house.db.write().await?;
        let mut user: ActiveModel = self.into_active_model();
        user.password_hash = Set(Some(hash));
        let user = user.update(&txn).await?;
        sessions::end_others(&txn, user.id, keep_session).await?;
        links::spend_all(&txn, user.id).await?;
        api_keys::end_all(&txn, user.id).await?;
        told.post(&txn, Some(user.id)).await?;
        activities::record(&txn, Some(user.id), Verb::PasswordChanged, About::person(user.id), "").await?;
        txn.commit().await?;
        Ok(user)
    }
}
