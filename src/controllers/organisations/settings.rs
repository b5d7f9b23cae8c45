//! Who an organisation says it is: opening one, settling it.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{At, Member, Ticked, Wrote},
};
use crate::{
    initializers::limits::Limit,
    models::{
        applications::DAYS,
        organisations::{
            self, KINDS, Role, members,
            opening::{self, Wished},
            siret,
        },
        places,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{Choice, Field, at_the_top, organisations::OrganisationForm},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    name: String,
    kind: String,
    siret: String,
    about: String,
    website: String,
    place_code: String,
    takes_answers: Ticked,
    answer_days: String,
}

impl Form {
    fn wished(&self) -> Wished {
        Wished {
            name: self.name.clone(),
            kind: self.kind.clone(),
            siret: self.siret.clone(),
            about: self.about.clone(),
            website: self.website.clone(),
            place_code: self.place_code.clone(),
            takes_answers: self.takes_answers.is(),
            answer_days: self.answer_days.clone(),
        }
    }
}

pub(super) async fn new(me: Member) -> Answer {
    if !members::may_recruit(&me.person) {
        return Err(Failure::Missing);
    }
    form(&me, None, &Form { kind: "company".to_owned(), ..Form::default() }, None)
}

pub(super) async fn create(Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Threads)?;
    match opening::open(&me.house.db, &me.person, &typed.wished()).await {
        Ok(organisation) => {
            drafts::sent(&me).await?;
            then(organisation.path()).saying(&me, "organisation-opened").go()
        }
        Err(failure) => form(&me, None, &typed, Some(&failure.refusal()?)),
    }
}

pub(super) async fn settings(me: Member, At(slug): At<String>) -> Answer {
    let organisation = settled_by(&me, &slug).await?;
    let place = match &organisation.place_code {
        Some(code) => places::find(&me.house.db, code).await?,
        None => None,
    };
    let typed = Form {
        name: organisation.name.clone(),
        kind: organisation.kind.clone(),
        siret: organisation.siret.as_deref().map(siret::spaced).unwrap_or_default(),
        about: organisation.about.clone(),
        website: organisation.website.clone(),
        place_code: place.map(|place| place.full_label()).unwrap_or_default(),
        takes_answers: organisation.takes_answers.into(),
        answer_days: organisation.answer_days.to_string(),
    };
    form(&me, Some(&organisation), &typed, None)
}

pub(super) async fn update(At(slug): At<String>, Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = settled_by(&me, &slug).await?;
    match organisation.clone().edit(&me.house.db, &me.person, &typed.wished()).await {
        Ok(organisation) => {
            drafts::sent(&me).await?;
            then(organisation.path()).saying(&me, "organisation-edited").go()
        }
        Err(failure) => form(&me, Some(&organisation), &typed, Some(&failure.refusal()?)),
    }
}

/// The organisation, for one of its owners.
pub(super) async fn settled_by(me: &Member, slug: &str) -> Outcome<organisations::Model> {
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, slug).await?;
    role.at_least(Role::Owner)?;
    Ok(organisation)
}

fn form(me: &Member, of: Option<&organisations::Model>, typed: &Form, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let mode = if of.is_some() { "settings" } else { "new" };
    let shown = ["name", "kind", "siret", "about", "website", "place_code", "answer_days"];
    let days = DAYS.map(|days| days.to_string());
    Page::new("organisations/form.html", lang.say(&format!("organisation-form-{mode}-title")))
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &OrganisationForm {
                mode,
                action: of.map_or_else(|| "/organisations".to_owned(), |of| of.act("settings")),
                back: of.map_or_else(|| "/organisations".to_owned(), organisations::Model::path),
                called: of.map(|of| of.name.clone()).unwrap_or_default(),
                name: field("name", &typed.name),
                kinds: Choice::among("organisation-kind", &KINDS, &typed.kind, false),
                kind_error: field("kind", "").error,
                siret: field("siret", &typed.siret),
                about: field("about", &typed.about),
                website: field("website", &typed.website),
                place: field("place_code", &typed.place_code),
                takes_answers: typed.takes_answers.is(),
                days: Choice::among("answer-days", &days.each_ref().map(String::as_str), &typed.answer_days, false),
                days_error: field("answer_days", "").error,
                refusal: at_the_top(lang, refusal, &shown),
            },
        )
}
