//! Who speaks for an organisation.

use serde::Deserialize;

use super::settings::settled_by;
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Posted},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        communities::entering::typed_handle,
        organisations::{self, Role},
    },
    refusals::{Failure, Refusal},
    views::{
        Choice, Field, at_the_top,
        organisations::{OfRow, PeoplePage},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Invitation {
    handle: String,
    role: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Named {
    handle: String,
}

pub(super) async fn list(me: Member, At(slug): At<String>) -> Answer {
    let organisation = settled_by(&me, &slug).await?;
    page(&me, &organisation, &Invitation::default(), None).await
}

pub(super) async fn invite(me: Member, At(slug): At<String>, Posted(typed): Posted<Invitation>) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = settled_by(&me, &slug).await?;
    let role = if typed.role.is_empty() { "recruiter" } else { &typed.role };
    match organisation.invite(&me.house.db, &me.person, &typed.handle, role).await {
        Ok(()) => then(organisation.act("people")).saying(&me, "organisation-invited").go(),
        Err(failure) => page(&me, &organisation, &typed, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn come_in(me: Member, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = organisations::Model::at(&me.house.db, &slug).await?;
    organisation.come_in(&me.house.db, &me.person).await?;
    then(organisation.act("console")).saying(&me, "organisation-joined").go()
}

/// Of another, for an owner; of oneself, for anyone of it.
pub(super) async fn leave(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = organisations::Model::at(&me.house.db, &slug).await?;
    let own = typed_handle(&typed.handle) == me.person.handle;
    match organisation.leave(&me.house.db, &me.person, &typed.handle).await {
        Ok(()) if own => then("/organisations").saying(&me, "organisation-left").go(),
        Ok(()) => then(organisation.act("people")).saying(&me, "organisation-removed").go(),
        Err(Failure::Refused(refusal @ (Refusal::LastOwner | Refusal::NoSuchPerson))) => {
            // Whoever may not see the list is told all the same.
            let Ok(organisation) = settled_by(&me, &slug).await else { return Err(refusal.into()) };
            page(&me, &organisation, &Invitation { handle: typed.handle, role: String::new() }, Some(&refusal)).await
        }
        Err(failure) => Err(failure),
    }
}

async fn page(
    me: &Member,
    organisation: &organisations::Model,
    typed: &Invitation,
    refusal: Option<&Refusal>,
) -> Answer {
    let lang = me.lang;
    let people = organisation.people(&me.house.db).await?;
    let role = if typed.role.is_empty() { "recruiter" } else { &typed.role };
    Page::new("organisations/people.html", lang.say("organisation-people-title"))
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &PeoplePage {
                path: organisation.path(),
                called: organisation.name.clone(),
                people: people.iter().map(OfRow::of).collect(),
                handle: Field::typed(lang, "handle", &typed.handle, refusal),
                roles: Choice::among("organisation-role", &Role::NAMES, role, true),
                refusal: at_the_top(lang, refusal, &["handle"]),
            },
        )
}
