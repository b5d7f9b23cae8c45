//! The language, what my home shows, and how I am told of things.

use serde::Deserialize;

use super::YEAR;
use crate::controllers::{
    answers::{Answer, Page, is_path, then},
    cookies,
    extractors::{At, Member, Posted, Visit},
};
use crate::{
    initializers::limits::Limit,
    models::users::{
        self,
        editing::{self, MAIL, ZONES},
    },
    refusals::{Failure, Refusal},
    views::{Choice, Field, account::PreferencesPage, at_the_top},
    words::Lang,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Locale {
    locale: String,
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct HomeBlock {
    shown: Option<String>,
}

/// The language, as a cookie; with an account, kept with it.
pub(super) async fn locale(visit: Visit, Posted(typed): Posted<Locale>) -> Answer {
    visit.count(Limit::Acts)?;
    let lang = Lang::named(&typed.locale).ok_or(Refusal::NotAChoice { field: "locale" })?;
    if let Some(person) = visit.viewer.person() {
        editing::choose_locale(&visit.house.db, person, lang.code()).await?;
    }
    let next = if is_path(&typed.next) { typed.next.as_str() } else { "/" };
    then(next).cookie(cookies::set(cookies::LOCALE, lang.code(), YEAR, visit.house.settings.secure())).go()
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Told {
    mail_direct: String,
    mail_followed: String,
    time_zone: String,
}

pub(super) async fn show(me: Member) -> Answer {
    let user = users::Model::by_id(&me.house.db, me.person.id).await?;
    let told = Told { mail_direct: user.mail_direct, mail_followed: user.mail_followed, time_zone: user.time_zone };
    form(&me, &told, None)
}

pub(super) async fn change(me: Member, Posted(typed): Posted<Told>) -> Answer {
    me.count(Limit::Acts)?;
    let done =
        editing::choose_mail(&me.house.db, &me.person, &typed.mail_direct, &typed.mail_followed, &typed.time_zone);
    match done.await {
        Ok(()) => then("/me/preferences").saying(&me, "account-saved").go(),
        Err(failure) => form(&me, &typed, Some(&failure.refusal()?)),
    }
}

fn form(me: &Member, told: &Told, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    Page::new("accounts/preferences.html", lang.say("preferences-title")).noindex().section("me").refused(refusal).show(
        me,
        &PreferencesPage {
            direct: Choice::among("mail", &MAIL, &told.mail_direct, false),
            followed: Choice::among("mail", &MAIL, &told.mail_followed, false),
            time_zone: Field::typed(lang, "time_zone", &told.time_zone, refusal),
            zones: ZONES.to_vec(),
            refusal: at_the_top(lang, refusal, &["time_zone"]),
        },
    )
}

pub(super) async fn home_block(me: Member, At(block): At<String>, Posted(typed): Posted<HomeBlock>) -> Answer {
    me.count(Limit::Acts)?;
    if !super::super::home::BLOCKS.contains(&block.as_str()) {
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
