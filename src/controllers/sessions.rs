//! Signing in, by password or by a letter's link, and out.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, is_path, then},
    cookies, drafts,
    extractors::{Asked, At, Member, Posted, Visit},
};
use crate::{
    initializers::limits::{Aim, Limit},
    models::{
        letters::Letter,
        links::{self, Fresh, Purpose},
        sessions,
        users::{self, signing_up::Password},
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Field,
        account::{ButtonPage, SignInForm, Told},
        at_the_top,
    },
};

/// Seconds a browser keeps the session cookie; the session itself may end before.
const COOKIE_LIVES: i64 = 60 * 24 * 3600;

#[derive(Debug, Default, Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SignIn {
    email: String,
    password: String,
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Ask {
    email: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

async fn new(visit: Visit, Asked(Next { next }): Asked<Next>) -> Answer {
    if visit.viewer.person().is_some() {
        return then(after(&next)).go();
    }
    form(&visit, &SignIn { next, ..Default::default() }, None)
}

async fn create(visit: Visit, Posted(typed): Posted<SignIn>) -> Answer {
    visit.count_aimed(Aim::Password, &typed.email)?;
    match signed_in(&visit, &typed).await {
        Ok((user, token)) => {
            let held = drafts::give_back(&visit, user).await?;
            then(after(&typed.next)).cookie(session_cookie(&visit, &token)).cookie(held).go()
        }
        Err(failure) => form(&visit, &typed, Some(&failure.refusal()?)),
    }
}

/// Whom the password opens for, and the token of their session.
async fn signed_in(visit: &Visit, typed: &SignIn) -> Outcome<(i64, String)> {
    let address = users::email(&typed.email).unwrap_or_default();
    let account = users::Model::by_email(&visit.house.db, &address).await?;
    if !users::passwords::opens(account.as_ref(), &typed.password).await {
        return Err(Refusal::WrongPassword.into());
    }
    let account = account.ok_or(Refusal::WrongPassword)?;
    Ok((account.id, sessions::open(&visit.house, account.id, &visit.user_agent, true).await?))
}

fn form(visit: &Visit, typed: &SignIn, refusal: Option<&Refusal>) -> Answer {
    let lang = visit.lang;
    Page::new("accounts/sign_in.html", lang.say("account-sign-in-title")).noindex().refused(refusal).show(
        visit,
        &SignInForm {
            email: Field::typed(lang, "email", &typed.email, refusal),
            password: Field::typed(lang, "password", "", refusal),
            next: after(&typed.next),
            refusal: at_the_top(lang, refusal, &["email", "password"]),
            demo: visit.house.is_development(),
        },
    )
}

/// Where to go once signed in: a path of this house, or home.
fn after(next: &str) -> String {
    if is_path(next) { next.to_owned() } else { "/".to_owned() }
}

pub(super) fn session_cookie(visit: &Visit, token: &str) -> Option<axum::http::HeaderValue> {
    let settings = &visit.house.settings;
    cookies::set(settings.session_cookie(), token, COOKIE_LIVES, settings.secure())
}

/// Asks for a link by letter. The answer is the same whether or not the address
/// has an account.
async fn ask(visit: Visit, Posted(typed): Posted<Ask>) -> Answer {
    visit.count_aimed(Aim::Link, &typed.email)?;
    let address = match users::email(&typed.email) {
        Ok(address) => address,
        Err(refusal) => {
            return form(&visit, &SignIn { email: typed.email, ..Default::default() }, Some(&refusal));
        }
    };
    write_link(&visit, &address, Purpose::SignIn, "sign-in", "/session/links").await?;
    told(&visit, "link", &address)
}

/// Writes a letter with a link to the account at this address; to an address
/// without account, a letter that says so: the page answers alike.
pub(super) async fn write_link(
    visit: &Visit,
    address: &str,
    purpose: Purpose,
    kind: &'static str,
    at: &str,
) -> Outcome<()> {
    let house = &visit.house;
    let account = users::Model::by_email(&house.db, address).await?;
    let link = Fresh::new(house);
    let letter = match &account {
        Some(account) => Letter::to(account, kind).link(house.address(&format!("{at}/{}", link.token))),
        None => Letter::new("no-account", visit.lang.code(), address, "").link(house.address("/sign-up")),
    };
    let letter = letter.write(house)?;
    let txn = house.db.write().await?;
    link.keep_if(&txn, account.as_ref().map(|account| account.id), purpose, address).await?;
    letter.post(&txn, account.map(|account| account.id)).await?;
    txn.commit().await?;
    Ok(())
}

pub(super) fn told(visit: &Visit, what: &'static str, email: &str) -> Answer {
    Page::new("accounts/told.html", visit.lang.say(&format!("told-{what}-title")))
        .noindex()
        .show(visit, &Told { what, email: email.to_owned(), letters: visit.house.is_development() })
}

/// The link, opened: only the button signs in, since mail programs open links by
/// themselves (CVE-2019-1020018).
async fn show(visit: Visit, At(token): At<String>) -> Answer {
    let link = links::find(&visit.house.db, &visit.house, &token, Purpose::SignIn).await?;
    Page::new("accounts/button.html", visit.lang.say("button-sign-in-title"))
        .noindex()
        .show(&visit, &ButtonPage::new("sign-in", format!("/session/links/{token}"), link.email))
}

async fn follow(visit: Visit, At(token): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    visit.count(Limit::Acts)?;
    let house = &visit.house;
    let link = links::find(&house.db, house, &token, Purpose::SignIn).await?;
    let user = users::Model::by_id(&house.db, link.user_id).await?;
    let txn = house.db.write().await?;
    links::spend(&txn, &link).await?;
    txn.commit().await?;
    // Whoever reads the letter holds the address.
    let said = if user.is_confirmed() { "signed-in" } else { "signed-in-first" };
    let user = user.confirm_email(&house.db, Password::Forgotten).await?;
    let token = sessions::open(house, user.id, &visit.user_agent, false).await?;
    let held = drafts::give_back(&visit, user.id).await?;
    let to = if held.is_some() { "/me/drafts" } else { "/" };
    then(to).saying(&visit, said).cookie(session_cookie(&visit, &token)).cookie(held).go()
}

async fn end(me: Member, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    if let Some(session) = me.session {
        match sessions::end(&me.house.db, me.person.id, session).await {
            Ok(()) | Err(Failure::Missing) => {}
            Err(failure) => return Err(failure),
        }
    }
    let settings = &me.house.settings;
    then("/").saying(&me, "signed-out").cookie(cookies::set(settings.session_cookie(), "", 0, settings.secure())).go()
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/sign-in", get(new))
        .add("/session", post(create))
        .add("/session/end", post(end))
        .add("/session/links", post(ask))
        .add("/session/links/{token}", get(show).post(follow))
}
