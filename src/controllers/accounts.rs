//! Opening an account, confirming an address, choosing a new password.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, then},
    extractors::{At, Posted, Visit},
    sessions::{session_cookie, told, write_link},
};
use crate::{
    initializers::limits::{Aim, Limit},
    models::{
        links::{self, Purpose},
        sessions,
        slips::claiming::claim,
        users::{
            self, passwords,
            signing_up::{Password, SignUp, sign_up},
        },
    },
    refusals::{Outcome, Refusal},
    views::{
        Choice, Field,
        account::{ButtonPage, ResetForm, SignUpForm},
        at_the_top,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NewAccount {
    email: String,
    display_name: String,
    password: String,
    kind: String,
    locale: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Ask {
    email: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Reset {
    password: String,
}

async fn new(visit: Visit) -> Answer {
    if visit.viewer.person().is_some() {
        return then("/").go();
    }
    form(&visit, &NewAccount::default(), None)
}

async fn create(visit: Visit, Posted(typed): Posted<NewAccount>) -> Answer {
    visit.count_aimed(Aim::SignUp, &typed.email)?;
    let wished = SignUp {
        email: typed.email.clone(),
        display_name: typed.display_name.clone(),
        password: typed.password.clone(),
        kind: typed.kind.clone(),
        locale: if typed.locale.is_empty() { visit.lang.code().to_owned() } else { typed.locale.clone() },
    };
    match sign_up(&visit.house, &wished).await {
        Ok(()) => told(&visit, "confirm", typed.email.trim()),
        Err(failure) => form(&visit, &typed, Some(&failure.refusal()?)),
    }
}

fn form(visit: &Visit, typed: &NewAccount, refusal: Option<&Refusal>) -> Answer {
    let lang = visit.lang;
    let kind = Field::typed(lang, "kind", &typed.kind, refusal);
    Page::new("accounts/sign_up.html", lang.say("account-sign-up-title"))
        .canonical("/sign-up")
        .describe(lang.say("account-sign-up-description"))
        .refused(refusal)
        .show(
            visit,
            &SignUpForm {
                email: Field::typed(lang, "email", &typed.email, refusal),
                display_name: Field::typed(lang, "display_name", &typed.display_name, refusal),
                password: Field::typed(lang, "password", "", refusal),
                kinds: Choice::among("kind-of-person", &["seeker", "recruiter", "adviser", "other"], &typed.kind, true),
                kind_error: kind.error,
                refusal: at_the_top(lang, refusal, &["email", "display_name", "password", "kind"]),
            },
        )
}

/// A letter's link to confirm an address: of a new account, or a new one of an
/// account that has one.
async fn confirmation(visit: Visit, At(token): At<String>) -> Answer {
    let (link, what) = find_confirmation(&visit, &token).await?;
    let user = users::Model::by_id(&visit.house.db, link.user_id).await?;
    confirmation_page(&visit, &token, what, link.email, &user, None)
}

fn confirmation_page(
    visit: &Visit,
    token: &str,
    what: &'static str,
    email: String,
    user: &users::Model,
    refusal: Option<&Refusal>,
) -> Answer {
    // Whoever is signed in to the account here gave its password already.
    let mine = what == "change-email" || visit.viewer.id() == Some(user.id);
    let page = ButtonPage {
        name: user.display_name.clone(),
        password: (!mine).then(|| Field::typed(visit.lang, "password", "", refusal)),
        ..ButtonPage::new(what, format!("/confirmations/{token}"), email)
    };
    Page::new("accounts/button.html", visit.lang.say(&format!("button-{what}-title")))
        .noindex()
        .refused(refusal)
        .show(visit, &page)
}

/// The box of the page, which is not always there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Confirmed {
    password: Option<String>,
}

async fn confirm(visit: Visit, At(token): At<String>, Posted(typed): Posted<Confirmed>) -> Answer {
    visit.count(Limit::Acts)?;
    let house = &visit.house;
    let (link, what) = find_confirmation(&visit, &token).await?;
    let user = users::Model::by_id(&house.db, link.user_id).await?;
    if what == "change-email" {
        user.change_email(house, &link, visit.session).await?;
        return then("/me/account").saying(&visit, "email-changed").go();
    }
    let password = match password(&visit, &user, typed.password.as_deref()).await {
        Ok(password) => password,
        Err(failure) => {
            return confirmation_page(&visit, &token, what, link.email, &user, Some(&failure.refusal()?));
        }
    };
    let typed = typed.password.is_some_and(|typed| !typed.is_empty());
    let said = if password == Password::Forgotten { "signed-in-first" } else { "confirmed" };
    let user = if what == "claim" {
        claim(house, &link, password).await?
    } else {
        let txn = house.db.write().await?;
        links::spend(&txn, &link).await?;
        txn.commit().await?;
        user.confirm_email(&house.db, password).await?
    };
    let token = sessions::open(house, user.id, &visit.user_agent, typed).await?;
    then("/").saying(&visit, said).cookie(session_cookie(&visit, &token)).go()
}

/// Of an account that anybody may have opened, in the name of whoever answers: the
/// password is the one they type now, or none.
async fn password(visit: &Visit, user: &users::Model, typed: Option<&str>) -> Outcome<Password> {
    match typed {
        // No box was shown: the browser that knows it, or a program that answers by itself.
        None => Ok(Password::Kept),
        Some("") => Ok(Password::Forgotten),
        Some(typed) => {
            visit.count_address(Limit::SignIns)?;
            if passwords::opens(Some(user), typed).await {
                return Ok(Password::Kept);
            }
            passwords::check(typed, &[&user.email, &user.display_name, &user.handle])?;
            Ok(Password::Chosen(passwords::hash(typed).await?))
        }
    }
}

async fn find_confirmation(visit: &Visit, token: &str) -> Outcome<(links::Model, &'static str)> {
    let house = &visit.house;
    for (purpose, what) in [(Purpose::Confirm, "confirm"), (Purpose::Claim, "claim")] {
        if let Ok(link) = links::find(&house.db, house, token, purpose).await {
            return Ok((link, what));
        }
    }
    Ok((links::find(&house.db, house, token, Purpose::ChangeEmail).await?, "change-email"))
}

async fn ask_reset(visit: Visit) -> Answer {
    ask_form(&visit, "", None)
}

async fn send_reset(visit: Visit, Posted(typed): Posted<Ask>) -> Answer {
    visit.count_aimed(Aim::Reset, &typed.email)?;
    match users::email(&typed.email) {
        Err(refusal) => ask_form(&visit, &typed.email, Some(&refusal)),
        Ok(address) => {
            write_link(&visit, &address, Purpose::Reset, "reset", "/resets").await?;
            told(&visit, "reset", &address)
        }
    }
}

fn ask_form(visit: &Visit, email: &str, refusal: Option<&Refusal>) -> Answer {
    let email = Field::typed(visit.lang, "email", email, refusal);
    reset_page(visit, "accounts/reset_ask.html", "account-reset-ask-title", "/resets".to_owned(), email, refusal)
}

async fn edit_password(visit: Visit, At(token): At<String>) -> Answer {
    let link = links::find(&visit.house.db, &visit.house, &token, Purpose::Reset).await?;
    reset_form(&visit, &token, &link.email, None)
}

async fn reset(visit: Visit, At(token): At<String>, Posted(typed): Posted<Reset>) -> Answer {
    visit.count_address(Limit::SignIns)?;
    let house = &visit.house;
    let link = links::find(&house.db, house, &token, Purpose::Reset).await?;
    let user = users::Model::by_id(&house.db, link.user_id).await?;
    // Changing the password spends every link of this person, this one included.
    match user.change_password(house, &typed.password, None).await {
        Err(failure) => reset_form(&visit, &token, &link.email, Some(&failure.refusal()?)),
        Ok(user) => {
            let user = user.confirm_email(&house.db, Password::Kept).await?;
            let token = sessions::open(house, user.id, &visit.user_agent, true).await?;
            then("/").saying(&visit, "password-changed").cookie(session_cookie(&visit, &token)).go()
        }
    }
}

fn reset_form(visit: &Visit, token: &str, email: &str, refusal: Option<&Refusal>) -> Answer {
    let action = format!("/resets/{token}");
    reset_page(visit, "accounts/reset.html", "account-reset-title", action, Field::holding(email), refusal)
}

fn reset_page(
    visit: &Visit,
    template: &'static str,
    title: &str,
    action: String,
    email: Field,
    refusal: Option<&Refusal>,
) -> Answer {
    let lang = visit.lang;
    Page::new(template, lang.say(title)).noindex().refused(refusal).show(
        visit,
        &ResetForm {
            action,
            email,
            password: Field::typed(lang, "password", "", refusal),
            refusal: at_the_top(lang, refusal, &["email", "password"]),
        },
    )
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/sign-up", get(new))
        .add("/accounts", post(create))
        .add("/confirmations/{token}", get(confirmation).post(confirm))
        .add("/resets/new", get(ask_reset))
        .add("/resets", post(send_reset))
        .add("/resets/{token}", get(edit_password).post(reset))
}
