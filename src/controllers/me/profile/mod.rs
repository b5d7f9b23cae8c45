//! My profile: what stands, and the steps in which it is written.

mod accesses;
mod audiences;
mod files;
mod log;
mod seen;
mod skills;
mod steps;

use axum::extract::DefaultBodyLimit;
use loco_rs::prelude::*;

use crate::controllers::{
    answers::{Answer, Page},
    extractors::{Member, SENDING_LIMIT},
};
use crate::{
    models::profiles::{self, attesting, skills as stories},
    views::profiles::editing::ProfilePage,
};

/// Where it is written; `/me/profile` is the whole.
pub(super) const PATH: &str = "/me/profile";

async fn show(me: Member) -> Answer {
    let db = &me.house.db;
    let profile = profiles::Model::of(db, me.person.id).await?;
    let skills = stories::of(db, me.person.id).await?;
    let attestations = attesting::of(db, me.person.id).await?;
    Page::new("profiles/edit.html", me.lang.say("profile-title"))
        .noindex()
        .section("me")
        .show(&me, &ProfilePage::of(me.lang, &me.person.handle, profile.as_ref(), &skills, &attestations))
}

pub fn routes() -> Routes {
    Routes::new()
        .add(PATH, get(show))
        .add("/me/profile/going", get(steps::going).post(steps::go))
        .add("/me/profile/steps", get(steps::steps).post(steps::walk))
        .add("/me/profile/exchange", get(steps::exchange).post(steps::give_and_take))
        .add("/me/profile/more", get(steps::more).post(steps::add_more))
        .add("/me/profile/apart", get(steps::apart).post(steps::set_apart))
        .add("/me/profile/skills", post(skills::add))
        .add("/me/profile/skills/new", get(skills::blank))
        .add("/me/profile/skills/{id}", get(skills::show).post(skills::edit))
        .add("/me/profile/skills/{id}/removal", post(skills::remove))
        .add("/me/profile/skills/{id}/rise", post(skills::rise))
        .add("/me/profile/log", get(log::show).post(log::write))
        .add("/me/profile/log/{id}/removal", post(log::remove))
        .add(
            "/me/profile/import",
            get(files::import).merge(post(files::read).layer(DefaultBodyLimit::max(SENDING_LIMIT))),
        )
        .add("/me/profile/import/taken", post(files::take_up))
        .add("/me/profile/files/{format}", get(files::export))
        .add("/me/profile/as/{who}", get(seen::show))
        .add("/me/audiences", get(audiences::show).post(audiences::choose))
        .add("/me/audiences/removal", post(audiences::take_back))
        .add("/me/access-log", get(accesses::show))
        .add("/entries/{id}/gestures", post(log::gesture))
        .add("/entries/{id}/gestures/removal", post(log::take_gesture_back))
}
