//! The project from day to day, and what those who read it answer.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{Asked, At, Member, Posted, Turned, Wrote},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        posts::gesturing::Gesture,
        profiles::{Model, logging},
    },
    refusals::Refusal,
    views::profiles::{
        cautions::{self, CautionView},
        editing::LogPage,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    body: String,
    /// `on` once what should be looked at was read.
    anyway: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Made {
    kind: String,
    sentence: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TakenBack {
    kind: String,
}

const LOG: &str = "/me/profile/log";

async fn page(
    me: &Member,
    before: Option<i64>,
    typed: &str,
    cautions: Vec<CautionView>,
    refusal: Option<&Refusal>,
) -> Answer {
    let db = &me.house.db;
    let told = logging::of(db, me.person.id, before).await?;
    let public = Model::of(db, me.person.id).await?.map_or_else(|| "me".to_owned(), |profile| profile.log_to);
    Page::new("profiles/log.html", me.lang.say("profile-log-title"))
        .noindex()
        .section("me")
        .refused(refusal)
        .show(me, &LogPage { cautions, ..LogPage::of(me.lang, &told, &public, typed, refusal) })
}

pub(super) async fn show(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    page(&me, turned.before, "", vec![], None).await
}

pub(super) async fn write(Wrote(me, typed): Wrote<Written>) -> Answer {
    me.count(Limit::Acts)?;
    let cautions = cautions::of(&[&typed.body], &typed.anyway);
    if !cautions.is_empty() {
        return page(&me, None, &typed.body, cautions, None).await;
    }
    match logging::write(&me.house.db, &me.person, &typed.body).await {
        Ok(_) => {
            drafts::sent(&me).await?;
            then(LOG).saying(&me, "profile-logged").go()
        }
        Err(failure) => page(&me, None, &typed.body, vec![], Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn remove(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let gone = logging::remove(&me.house.db, &me.person, id).await?;
    then(LOG).undoable(&me, "profile-log-removed", LOG, &[("body", &gone.body), ("anyway", "on")]).go()
}

pub(super) async fn gesture(me: Member, At(id): At<i64>, Posted(made): Posted<Made>) -> Answer {
    me.count(Limit::Acts)?;
    let (entry, owner) = logging::readable_by(&me.house.db, &me.viewer, id).await?;
    let kind = Gesture::named(&made.kind)?;
    logging::gesture(&me.house.db, &me.person, &entry, kind, &made.sentence).await?;
    then(format!("{}#entry-{id}", owner.path())).go()
}

pub(super) async fn take_gesture_back(me: Member, At(id): At<i64>, Posted(made): Posted<TakenBack>) -> Answer {
    me.count(Limit::Acts)?;
    let (entry, owner) = logging::readable_by(&me.house.db, &me.viewer, id).await?;
    logging::take_back(&me.house.db, &me.person, &entry, Gesture::named(&made.kind)?).await?;
    then(format!("{}#entry-{id}", owner.path())).go()
}
