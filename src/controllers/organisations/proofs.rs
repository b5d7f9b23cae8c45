//! That an organisation is who it says: by the domain of an address, or by an admin.

use super::{page, seen};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{Admin, At, Member, Posted},
    sessions::Nothing,
};
use crate::{initializers::limits::Limit, models::organisations};

pub(super) async fn prove(me: Member, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let (organisation, role) = seen(&me, &slug).await?;
    match organisation.clone().prove(&me.house.db, &me.person).await {
        Ok(organisation) => then(organisation.path()).saying(&me, "organisation-proven").go(),
        Err(failure) => page(&me, &organisation, role, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn answer_for(me: Admin, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    decided(&me, &slug, true).await
}

pub(super) async fn take_back(me: Admin, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    decided(&me, &slug, false).await
}

async fn decided(me: &Admin, slug: &str, yes: bool) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = organisations::Model::at(&me.house.db, slug).await?;
    let organisation = organisation.answer_for(&me.house.db, &me.person, yes).await?;
    let (notice, undo) = match yes {
        true => ("organisation-proven", "verification/removal"),
        false => ("organisation-unproven", "verification"),
    };
    then(organisation.path()).undoable(me, notice, &organisation.act(undo), &[]).go()
}
