//! Opening an account, and confirming its address. The answer is the same, and
//! takes as long, whether or not the address already has one: what differs is
//! the letter.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};

use super::{ActiveModel, EMAIL_LIMIT, Model, NAME_LIMIT, email, handles, passwords};
use crate::clock;
use crate::{
    access::Kind,
    database::Db,
    house::House,
    models::{
        activities::{self, About, Verb},
        letters::Letter,
        links::{self, Fresh, Purpose},
        sessions,
    },
    refusals::{Outcome, Refusal, check_line},
};

/// What a person types to open an account.
#[derive(Clone, Debug, Default)]
pub struct SignUp {
    pub email: String,
    pub display_name: String,
    pub password: String,
    pub kind: String,
    pub locale: String,
}

/// Opens an account that waits for its address to be confirmed, or writes to the
/// one that exists.
///
/// # Errors
/// The refusal to show beside a field.
pub async fn sign_up(house: &House, typed: &SignUp) -> Outcome<()> {
    let address = email(&check_line("email", &typed.email, EMAIL_LIMIT, true)?)?;
    let name = check_line("display_name", &typed.display_name, NAME_LIMIT, true)?;
    let kind = Kind::named(&typed.kind).filter(|kind| *kind != Kind::Branch).ok_or(if typed.kind.is_empty() {
        Refusal::Required { field: "kind" }
    } else {
        Refusal::NotAChoice { field: "kind" }
    })?;
    passwords::check(&typed.password, &[&address, &name])?;
    let hash = passwords::hash(&typed.password).await?;
    let locale = if typed.locale == "en" { "en" } else { "fr" };
    let known = Model::by_email(&house.db, &address).await?;
    let link = Fresh::new(house);
    let confirm = Letter::new("confirm", locale, &address, &name)
        .link(house.address(&format!("/confirmations/{}", link.token)))
        .write(house)?;
    let already = known
        .as_ref()
        .map_or_else(|| Letter::new("already", locale, &address, ""), |known| Letter::to(known, "already"))
        .link(house.address("/sign-in"))
        .write(house)?;
    let txn = house.db.write().await?;
    if !house.db.is_sqlite() {
        // One after the other: what another just wrote is there to be found.
        txn.execute_unprepared("SELECT pg_advisory_xact_lock(hashtext('sign-up'))").await?;
    }
    // Asked again inside: two sign-ups at once are one account.
    let known = Model::by_email(&txn, &address).await?;
    // An account is opened either way, and not kept when there is one: both cost the
    // same. What stands in for the address meanwhile is nobody's.
    let at = if known.is_some() { format!("{}@nobody.invalid", link.token) } else { address.clone() };
    txn.execute_unprepared("SAVEPOINT opening").await?;
    let handle = handles::propose(&txn, &name).await?;
    let user = ActiveModel {
        handle_skeleton: Set(handles::skeleton(&handle)),
        handle: Set(handle),
        password_hash: Set(Some(hash)),
        ..new_account(&at, &name, kind, locale)
    };
    let user = user.insert(&txn).await?;
    link.keep(&txn, user.id, Purpose::Confirm, &address).await?;
    activities::record(&txn, Some(user.id), Verb::SignedUp, About::person(user.id), "").await?;
    // One way to the database and back, whichever it is.
    let ended = match known {
        Some(_) => "ROLLBACK TO SAVEPOINT opening; RELEASE SAVEPOINT opening",
        None => "RELEASE SAVEPOINT opening",
    };
    txn.execute_unprepared(ended).await?;
    match known {
        Some(known) => already.post(&txn, Some(known.id)).await?,
        None => confirm.post(&txn, Some(user.id)).await?,
    }
    txn.commit().await?;
    Ok(())
}

/// An account as it begins, without what opens it.
pub(in crate::models) fn new_account(email: &str, name: &str, kind: Kind, locale: &str) -> ActiveModel {
    ActiveModel {
        email: Set(email.to_owned()),
        display_name: Set(name.to_owned()),
        kind: Set(kind.name()),
        claim: Set(if kind.is_claim() { "pending" } else { "none" }.to_owned()),
        about: Set(String::new()),
        is_admin: Set(false),
        is_ambassador: Set(false),
        locale: Set(locale.to_owned()),
        home_without: Set(String::new()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    }
}

/// What becomes of the password that an account was opened with, once its address answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Password {
    /// Whoever answers gave it, or chose it by this very letter.
    Kept,
    /// Theirs, in its place: a hash.
    Chosen(String),
    /// They said nothing of it: it may be another's.
    Forgotten,
}

impl Model {
    /// The address answered: the account may write.
    ///
    /// Until then anybody may have opened it, in a stranger's name. Whoever answers
    /// becomes its only owner: sessions and links from before end, a new address
    /// asked for among them; and where they came without the password, which may be
    /// another's, it opens nothing any more.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn confirm_email(self, db: &Db, password: Password) -> Outcome<Self> {
        if self.is_confirmed() {
            return Ok(self);
        }
        let txn = db.write().await?;
        let mut user = self.into_active_model();
        user.email_confirmed_at = Set(Some(clock::now().into()));
        match password {
            Password::Kept => {}
            Password::Chosen(hash) => user.password_hash = Set(Some(hash)),
            Password::Forgotten => user.password_hash = Set(None),
        }
        let user = user.update(&txn).await?;
        sessions::end_others(&txn, user.id, None).await?;
        links::spend_all(&txn, user.id).await?;
        activities::record(&txn, Some(user.id), Verb::EmailConfirmed, About::person(user.id), "").await?;
        txn.commit().await?;
        Ok(user)
    }
}
