//! Who I am here, and how I sign in.

use serde::Deserialize;

use super::YEAR;
use crate::controllers::{
    answers::{Answer, Page, then},
    cookies, drafts,
    extractors::{Member, Posted, Wrote},
};
use crate::{
    initializers::limits::{Aim, Limit},
    models::{
        sessions,
        users::{self, editing::Edit, suspending},
    },
    refusals::{Failure, Refusal},
    views::{
        Choice, Field,
        account::{AccountPage, Suspension},
        at_the_top, when,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Profile {
    display_name: String,
    handle: String,
    about: String,
    locale: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NewEmail {
    email: String,
    password: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct NewPassword {
    current: String,
    password: String,
}

/// Which of the three forms of the account page was refused, with what was typed.
#[derive(Debug, Default)]
pub(super) struct Refused {
    form: Option<&'static str>,
    refusal: Option<Refusal>,
    profile: Option<Profile>,
    email: String,
}

pub(super) async fn account(me: Member) -> Answer {
    account_page(&me, Refused::default()).await
}

async fn account_page(me: &Member, refused: Refused) -> Answer {
    let lang = me.lang;
    let db = &me.house.db;
    let user = users::Model::by_id(db, me.person.id).await?;
    let suspension = suspending::current(db, user.id).await?;
    let refusal = refused.refusal.as_ref();
    let of = |form: &str| refusal.filter(|_| refused.form == Some(form));
    let profile = refused.profile.unwrap_or_else(|| Profile {
        display_name: user.display_name.clone(),
        handle: user.handle.clone(),
        about: user.about.clone(),
        locale: user.locale.clone(),
    });
    let current = of("password").filter(|refusal| matches!(refusal, Refusal::WrongPassword | Refusal::PasswordNeeded));
    let chosen = if current.is_some() { None } else { of("password") };
    Page::new("accounts/account.html", lang.say("account-title")).noindex().section("me").refused(refusal).show(
        me,
        &AccountPage {
            display_name: Field::typed(lang, "display_name", &profile.display_name, of("profile")),
            handle: Field::typed(lang, "handle", &profile.handle, of("profile")),
            about: Field::typed(lang, "about", &profile.about, of("profile")),
            locales: Choice::among("locale", &["fr", "en"], &profile.locale, false),
            email_confirmed: user.is_confirmed(),
            email: user.email,
            kind: user.kind,
            claim: user.claim,
            new_email: Field::typed(lang, "email", &refused.email, of("email")),
            email_password: Field::typed(lang, "password", "", of("email")),
            current: Field::typed(lang, "password", "", current),
            password: Field::typed(lang, "password", "", chosen),
            refused: refused.form,
            refusal: at_the_top(lang, refusal, &["display_name", "handle", "about", "email", "password"]),
            suspension: suspension
                .map(|suspension| Suspension { reason: suspension.reason, until: when(lang, &suspension.until) }),
        },
    )
}

pub(super) async fn edit(Wrote(me, typed): Wrote<Profile>) -> Answer {
    me.count(Limit::Acts)?;
    let db = &me.house.db;
    let edit = Edit {
        display_name: typed.display_name.clone(),
        handle: typed.handle.clone(),
        about: typed.about.clone(),
        locale: typed.locale.clone(),
    };
    let user = users::Model::by_id(db, me.person.id).await?;
    match user.edit(db, &edit).await {
        Ok(user) => {
            drafts::sent(&me).await?;
            then("/me/account")
                .saying(&me, "account-saved")
                .cookie(cookies::set(cookies::LOCALE, &user.locale, YEAR, me.house.settings.secure()))
                .go()
        }
        Err(failure) => {
            let refusal = Some(failure.refusal()?);
            account_page(&me, Refused { form: Some("profile"), refusal, profile: Some(typed), ..Default::default() })
                .await
        }
    }
}

pub(super) async fn change_email(me: Member, Posted(typed): Posted<NewEmail>) -> Answer {
    me.count_aimed(Aim::NewAddress, &typed.email)?;
    if !typed.password.is_empty() {
        me.count_aimed(Aim::Password, &me.person.email)?;
    }
    let house = &me.house;
    let user = users::Model::by_id(&house.db, me.person.id).await?;
    let asked = match sessions::recent_password(house, me.session.unwrap_or_default(), &user, &typed.password).await {
        Ok(()) => user.ask_new_email(house, &typed.email).await,
        Err(failure) => Err(failure),
    };
    match asked {
        Ok(_) => then("/me/account").saying(&me, "email-asked").go(),
        Err(failure) => {
            let refusal = Some(failure.refusal()?);
            account_page(&me, Refused { form: Some("email"), refusal, email: typed.email, ..Default::default() }).await
        }
    }
}

pub(super) async fn change_password(me: Member, Posted(typed): Posted<NewPassword>) -> Answer {
    me.count_aimed(Aim::Password, &me.person.email)?;
    let house = &me.house;
    let user = users::Model::by_id(&house.db, me.person.id).await?;
    // Someone who always came by a letter's link chooses a first password.
    let known = user.password_hash.is_none() || users::passwords::opens(Some(&user), &typed.current).await;
    let allowed = if known { Ok(()) } else { Err(Failure::from(Refusal::WrongPassword)) };
    let changed = match allowed {
        Ok(()) => user.change_password(house, &typed.password, me.session).await.map(|_| ()),
        Err(failure) => Err(failure),
    };
    match changed {
        Ok(()) => then("/me/account").saying(&me, "password-changed").go(),
        Err(failure) => {
            let refusal = Some(failure.refusal()?);
            account_page(&me, Refused { form: Some("password"), refusal, ..Default::default() }).await
        }
    }
}
