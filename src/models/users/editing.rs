//! What people change of themselves: name, handle, a few words, language; and
//! their address, confirmed on the new one and told to the old.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{ABOUT_LIMIT, EMAIL_LIMIT, Entity, Model, NAME_LIMIT, email, former, handles};
use crate::{
    access::Person,
    database::Db,
    house::House,
    models::{
        activities::{self, About, Verb},
        letters::Letter,
        links::{self, Fresh, Purpose},
        sessions,
    },
    pages,
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
};

/// What the account page sends.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    pub display_name: String,
    pub handle: String,
    pub about: String,
    pub locale: String,
}

impl Model {
    /// # Errors
    /// The refusal to show beside a field.
    pub async fn edit(self, db: &Db, edit: &Edit) -> Outcome<Self> {
        let name = check_line("display_name", &edit.display_name, NAME_LIMIT, true)?;
        let about = check_text("about", &edit.about, ABOUT_LIMIT, false)?;
        let typed = if edit.handle.trim().is_empty() { self.handle.clone() } else { edit.handle.clone() };
        let handle = if typed == self.handle { typed } else { handles::check_free(db, &typed, self.id).await? };
        let id = self.id;
        let txn = db.write().await?;
        if !handles::is_free(&txn, &handle, Some(id)).await? {
            return Err(Refusal::HandleTaken.into());
        }
        if handle != self.handle {
            former::keep(&txn, id, &self.handle, &handle).await?;
        }
        let mut user = self.into_active_model();
        user.display_name = Set(name);
        user.about = Set(about);
        user.handle_skeleton = Set(handles::skeleton(&handle));
        user.handle = Set(handle);
        if matches!(edit.locale.as_str(), "fr" | "en") {
            user.locale = Set(edit.locale.clone());
        }
        let user = user.update(&txn).await?;
        activities::record(&txn, Some(id), Verb::PersonEdited, About::person(id), "").await?;
        txn.commit().await?;
        Ok(user)
    }

    /// Asks the new address to confirm. Nothing changes until it does, and the
    /// answer does not say whether that address already has an account.
    ///
    /// # Errors
    /// [`Refusal::BadEmail`].
    pub async fn ask_new_email(&self, house: &House, typed: &str) -> Outcome<String> {
        let address = email(&check_line("email", typed, EMAIL_LIMIT, true)?)?;
        let link = Fresh::new(house);
        // Whose address it is already is told so, and by nobody else: the link is then in no
        // letter, and asked again before it would change anything.
        let known = Self::by_email(&house.db, &address).await?;
        let letter = match &known {
            Some(known) => Letter::to(known, "address-taken").link(house.address("/sign-in")),
            None => Letter::to(self, "change-email")
                .at(&address)
                .link(house.address(&format!("/confirmations/{}", link.token))),
        };
        let letter = letter.write(house)?;
        let txn = house.db.write().await?;
        link.keep(&txn, self.id, Purpose::ChangeEmail, &address).await?;
        letter.post(&txn, Some(known.map_or(self.id, |known| known.id))).await?;
        txn.commit().await?;
        Ok(address)
    }

    /// The new address answered: it replaces the old one, which is told; every
    /// other link and session ends.
    ///
    /// # Errors
    /// [`Refusal::LinkSpent`] when the address was taken meanwhile.
    pub async fn change_email(self, house: &House, link: &links::Model, keep_session: Option<i64>) -> Outcome<Self> {
        let told = Letter::to(&self, "email-changed").link(house.address(pages::contact())).write(house)?;
        let id = self.id;
        let txn = house.db.write().await?;
        links::spend(&txn, link).await?;
        if Self::by_email(&txn, &link.email).await?.is_some() {
            return Err(Refusal::LinkSpent.into());
        }
        let mut user = self.into_active_model();
        user.email = Set(link.email.clone());
        user.email_confirmed_at = Set(Some(crate::clock::now().into()));
        let user = user.update(&txn).await?;
        links::spend_all(&txn, id).await?;
        sessions::end_others(&txn, id, keep_session).await?;
        told.post(&txn, Some(id)).await?;
        activities::record(&txn, Some(id), Verb::EmailChanged, About::person(id), "").await?;
        txn.commit().await?;
        Ok(user)
    }
}

/// The language someone chose, kept with the account.
///
/// # Errors
/// When the database refuses.
pub async fn choose_locale(db: &Db, person: &Person, locale: &str) -> Outcome<()> {
    change(db, person.id, |user| user.locale = Set(locale.to_owned())).await
}

/// When letters are sent about what one is told.
pub const MAIL: [&str; 3] = ["at_once", "morning", "never"];
/// Where French is lived in, from west to east; any other name of the IANA
/// database is taken too.
pub const ZONES: [&str; 12] = [
    "Pacific/Tahiti",
    "America/Martinique",
    "America/Guadeloupe",
    "America/Cayenne",
    "America/Miquelon",
    "Europe/Paris",
    "Europe/Brussels",
    "Indian/Mayotte",
    "Indian/Reunion",
    "Pacific/Noumea",
    "Pacific/Wallis",
    "America/Montreal",
];

/// How one wants to be told by mail, and where one's mornings are.
///
/// # Errors
/// [`Refusal::NotAChoice`].
pub async fn choose_mail(db: &Db, person: &Person, direct: &str, followed: &str, zone: &str) -> Outcome<()> {
    for (field, wish) in [("mail_direct", direct), ("mail_followed", followed)] {
        if !MAIL.contains(&wish) {
            return Err(Refusal::NotAChoice { field }.into());
        }
    }
    let zone = if zone.is_empty() { person.time_zone.as_str() } else { zone };
    if zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(Refusal::NotAChoice { field: "time_zone" }.into());
    }
    change(db, person.id, |user| {
        user.mail_direct = Set(direct.to_owned());
        user.mail_followed = Set(followed.to_owned());
        user.time_zone = Set(zone.to_owned());
    })
    .await
}

/// Switches a block of the home off, or on again.
///
/// # Errors
/// When the database refuses.
pub async fn show_at_home(db: &Db, person: &Person, block: &str, shown: bool) -> Outcome<()> {
    let mut without: Vec<&str> = person.home_without.split_whitespace().filter(|off| *off != block).collect();
    if !shown {
        without.push(block);
    }
    let without = without.join(" ");
    change(db, person.id, |user| user.home_without = Set(without)).await
}

async fn change(db: &Db, id: i64, edit: impl FnOnce(&mut super::ActiveModel) + Send) -> Outcome<()> {
    let user = Entity::find_by_id(id).one(db).await?.ok_or(Failure::Missing)?;
    let mut user = user.into_active_model();
    edit(&mut user);
    let txn = db.write().await?;
    user.update(&txn).await?;
    activities::record(&txn, Some(id), Verb::PersonEdited, About::person(id), "").await?;
    txn.commit().await?;
    Ok(())
}
