//! Whoever opens an attestation's link reads one skill and its story, and signs.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page},
    extractors::{At, Member, Posted, Visit},
    sessions::Nothing,
};
use crate::{
    controllers::answers::then,
    initializers::limits::Limit,
    models::profiles::{
        attesting::{self, Asked},
        skills,
    },
    refusals::Refusal,
    views::profiles::attesting::{AskedPage, AttestForm},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Relation {
    relation: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Signed {
    name: String,
    words: String,
}

/// Asks for a link, which is told here and never again.
async fn ask(me: Member, At(id): At<i64>, Posted(typed): Posted<Relation>) -> Answer {
    me.count(Limit::Acts)?;
    let skill = skills::mine(&me.house.db, &me.person, id).await?;
    let link = attesting::ask(&me.house, &me.person, &skill, &typed.relation).await?;
    Page::new("profiles/attestation_asked.html", me.lang.say("attestation-asked-title"))
        .noindex()
        .section("me")
        .show(&me, &AskedPage { skill: skill.label, link })
}

fn page(visit: &Visit, asked: &Asked, typed: &Signed, refusal: Option<&Refusal>) -> Answer {
    Page::new("profiles/attest.html", visit.lang.say("attest-title"))
        .noindex()
        .refused(refusal)
        .show(visit, &AttestForm::of(visit.lang, &visit.path, asked, (&typed.name, &typed.words), refusal))
}

async fn show(visit: Visit, At(token): At<String>) -> Answer {
    let asked = attesting::asked(&visit.house, &token).await?;
    let name = visit.viewer.person().map(|person| person.display_name.clone()).unwrap_or_default();
    page(&visit, &asked, &Signed { name, ..Signed::default() }, None)
}

async fn confirm(visit: Visit, At(token): At<String>, Posted(typed): Posted<Signed>) -> Answer {
    visit.count(Limit::Acts)?;
    let asked = attesting::asked(&visit.house, &token).await?;
    match asked.confirm(&visit.house.db, &visit.viewer, &typed.name, &typed.words).await {
        Ok(()) => then("/").saying(&visit, "attested").go(),
        Err(failure) => page(&visit, &asked, &typed, Some(&failure.refusal()?)),
    }
}

async fn remove(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    attesting::remove(&me.house.db, &me.person, id).await?;
    then("/me/profile#skills").saying(&me, "attestation-removed").go()
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/me/profile/skills/{id}/attestations", post(ask))
        .add("/me/profile/attestations/{id}/removal", post(remove))
        .add("/attestations/{token}", get(show).post(confirm))
}
