//! My account: who I am here, how I sign in, where I am signed in, whom I silenced.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, is_path, then},
    cookies,
    extractors::{At, Member, Posted, Visit},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        blocks, sessions,
        users::{
            self,
            editing::{self, Edit},
            suspending,
        },
    },
    refusals::{Failure, Refusal},
    views::{
        Author, Choice, Field,
        account::{AccountPage, BlocksPage, SessionRow, SessionsPage, Silenced, Suspension},
        at_the_top, when,
    },
    words::Lang,
};

const YEAR: i64 = 365 * 24 * 3600;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Profile {
    display_name: String,
    handle: String,
    about: String,
    locale: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NewEmail {
    email: String,
    password: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NewPassword {
    current: String,
    password: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Locale {
    locale: String,
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct HomeBlock {
    shown: Option<String>,
}

/// Which of the three forms of the account page was refused, with what was typed.
#[derive(Debug, Default)]
struct Refused {
    form: Option<&'static str>,
    refusal: Option<Refusal>,
    profile: Option<Profile>,
    email: String,
}

async fn account(me: Member) -> Answer {
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

async fn edit(me: Member, Posted(typed): Posted<Profile>) -> Answer {
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
        Ok(user) => then("/me/account")
            .saying(&me, "account-saved")
            .cookie(cookies::set(cookies::LOCALE, &user.locale, YEAR, me.house.settings.secure()))
            .go(),
        Err(failure) => {
            let refusal = Some(failure.refusal()?);
            account_page(&me, Refused { form: Some("profile"), refusal, profile: Some(typed), ..Default::default() })
                .await
        }
    }
}

async fn change_email(me: Member, Posted(typed): Posted<NewEmail>) -> Answer {
    me.count_address(Limit::Letters)?;
    if !typed.password.is_empty() {
        me.count_address(Limit::SignIns)?;
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

async fn change_password(me: Member, Posted(typed): Posted<NewPassword>) -> Answer {
    me.count_address(Limit::SignIns)?;
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

async fn sessions_page(me: Member) -> Answer {
    let sessions = sessions::of(&me.house.db, me.person.id).await?;
    let rows: Vec<SessionRow> = sessions
        .into_iter()
        .map(|session| SessionRow {
            id: session.id,
            device: session.device,
            since: when(me.lang, &session.created_at),
            last_used: when(me.lang, &session.last_used_at),
            current: me.session == Some(session.id),
        })
        .collect();
    let others = rows.len() > 1;
    Page::new("accounts/sessions.html", me.lang.say("account-sessions-title"))
        .noindex()
        .section("me")
        .show(&me, &SessionsPage { sessions: rows, others })
}

async fn end_session(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    sessions::end(&me.house.db, me.person.id, id).await?;
    then("/me/sessions").saying(&me, "session-ended").go()
}

async fn end_others(me: Member, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let txn = me.house.db.write().await?;
    sessions::end_others(&txn, me.person.id, me.session).await?;
    txn.commit().await?;
    then("/me/sessions").saying(&me, "sessions-ended").go()
}

async fn blocks_page(me: Member) -> Answer {
    let people = blocks::of(&me.house.db, me.person.id)
        .await?
        .iter()
        .map(|(block, person)| Silenced { person: Author::of(person), kind: block.kind.clone() })
        .collect();
    Page::new("accounts/blocks.html", me.lang.say("account-blocks-title"))
        .noindex()
        .section("me")
        .show(&me, &BlocksPage { people })
}

/// The language, as a cookie; with an account, kept with it.
async fn locale(visit: Visit, Posted(typed): Posted<Locale>) -> Answer {
    let lang = Lang::named(&typed.locale).ok_or(Refusal::NotAChoice { field: "locale" })?;
    if let Some(person) = visit.viewer.person() {
        editing::choose_locale(&visit.house.db, person, lang.code()).await?;
    }
    let next = if is_path(&typed.next) { typed.next.as_str() } else { "/" };
    then(next).cookie(cookies::set(cookies::LOCALE, lang.code(), YEAR, visit.house.settings.secure())).go()
}

async fn home_block(me: Member, At(block): At<String>, Posted(typed): Posted<HomeBlock>) -> Answer {
    if !super::home::BLOCKS.contains(&block.as_str()) {
        return Err(Failure::Missing);
    }
    editing::show_at_home(&me.house.db, &me.person, &block, typed.shown.is_some()).await?;
    let path = format!("/me/home/{block}");
    if typed.shown.is_some() {
        then("/").saying(&me, "home-saved").go()
    } else {
        then("/").undoable(&me, "home-saved", &path, &[("shown", "on")]).go()
    }
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/me/account", get(account).post(edit))
        .add("/me/email", post(change_email))
        .add("/me/password", post(change_password))
        .add("/me/sessions", get(sessions_page))
        .add("/me/sessions/others/end", post(end_others))
        .add("/me/sessions/{id}/end", post(end_session))
        .add("/me/blocks", get(blocks_page))
        .add("/me/locale", post(locale))
        .add("/me/home/{block}", post(home_block))
}
