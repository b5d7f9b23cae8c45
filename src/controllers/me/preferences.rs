//! The language, and what my home shows.

use serde::Deserialize;

use super::YEAR;
use crate::controllers::{
    answers::{Answer, is_path, then},
    cookies,
    extractors::{At, Member, Posted, Visit},
};
use crate::{
    models::users::editing::{self},
    refusals::{Failure, Refusal},
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
    let lang = Lang::named(&typed.locale).ok_or(Refusal::NotAChoice { field: "locale" })?;
    if let Some(person) = visit.viewer.person() {
        editing::choose_locale(&visit.house.db, person, lang.code()).await?;
    }
    let next = if is_path(&typed.next) { typed.next.as_str() } else { "/" };
    then(next).cookie(cookies::set(cookies::LOCALE, lang.code(), YEAR, visit.house.settings.secure())).go()
}

pub(super) async fn home_block(me: Member, At(block): At<String>, Posted(typed): Posted<HomeBlock>) -> Answer {
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
