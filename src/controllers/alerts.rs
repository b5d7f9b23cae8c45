//! What one looks for: the list of it, one of them with what it finds, making and changing
//! one.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, then},
    extractors::{Asked, At, Member, Posted},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        alerts::{self, LETTERS, Model, Typed, looking},
        keyset::{After, Slice},
        offers::{marks, seeking::Wanted},
        organisations, places, trades,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Choice, Field,
        alerts::{AlertForm, AlertPage, AlertRow, AlertsPage},
        at_the_top,
        offers::OfferRow,
    },
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Form {
    name: String,
    asked: String,
    organisation: String,
    letters: String,
}

impl Form {
    fn typed(&self) -> Typed {
        let Self { name, asked, organisation, letters } = self.clone();
        Typed { name, asked, organisation, letters }
    }
}

/// As the list of offers says what it was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Proposed {
    asked: String,
    organisation: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Change {
    name: String,
    letters: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Turned {
    after: String,
}

async fn list(me: Member) -> Answer {
    let mine = alerts::of(&me.house.db, me.person.id).await?;
    let rows = mine.iter().map(|(alert, of)| AlertRow::of(me.lang, alert, of.as_ref())).collect();
    Page::new("alerts/index.html", me.lang.say("alerts-title"))
        .canonical("/me/alerts")
        .noindex()
        .section("me")
        .show(&me, &AlertsPage { rows })
}

async fn new(me: Member, Asked(proposed): Asked<Proposed>) -> Answer {
    let organisation = proven(&me, &proposed.organisation).await?;
    let name = named(&me, &Wanted::read(&proposed.asked), organisation.as_ref()).await?;
    let typed = Form {
        name,
        asked: proposed.asked,
        organisation: organisation.map(|organisation| organisation.slug).unwrap_or_default(),
        letters: String::new(),
    };
    form(&me, &typed, None).await
}

/// The organisation of that name, where anyone may follow it.
async fn proven(me: &Member, slug: &str) -> Outcome<Option<organisations::Model>> {
    match organisations::Model::proven_at(&me.house.db, slug).await {
        Ok(organisation) => Ok(Some(organisation)),
        Err(Failure::Missing) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// What is looked for, in a few words: `comptable, Nantes, CDI`.
async fn named(me: &Member, wanted: &Wanted, organisation: Option<&organisations::Model>) -> Outcome<String> {
    let (db, lang) = (&me.house.db, me.lang);
    let mut parts = vec![wanted.q.trim().to_owned()];
    // What cannot be understood is said when it is sent.
    if let Ok(Some(trade)) = trades::understood(db, &wanted.trade).await {
        parts.push(trade.title);
    }
    if let Ok(Some(place)) = places::understood(db, &wanted.near).await {
        parts.push(place.name);
    }
    for (prefix, value) in
        [("offer-contract", &wanted.contract), ("offer-time", &wanted.time), ("offer-remote", &wanted.remote)]
    {
        if !value.is_empty() {
            parts.push(lang.say_if(&format!("{prefix}-{value}"), &[]).unwrap_or_default());
        }
    }
    if wanted.no_degree {
        parts.push(lang.say("offers-no-degree"));
    }
    if wanted.quick {
        parts.push(lang.say("offers-quick"));
    }
    parts.extend(organisation.map(|organisation| organisation.name.clone()));
    parts.retain(|part| !part.is_empty());
    let mut name = parts.join(", ");
    name.truncate(name.floor_char_boundary(alerts::NAME_LIMIT));
    Ok(name)
}

async fn create(me: Member, Posted(typed): Posted<Form>) -> Answer {
    me.count(Limit::Acts)?;
    match alerts::create(&me.house.db, &me.person, &typed.typed()).await {
        Ok(alert) if alert.follows() => {
            let path = format!("/organisations/{}", typed.organisation);
            then(path).undoable(&me, "organisation-followed", &alert.act("removal"), &[]).go()
        }
        Ok(_) => then("/me/alerts").saying(&me, "alert-made").go(),
        Err(failure) => form(&me, &typed, Some(&failure.refusal()?)).await,
    }
}

async fn form(me: &Member, typed: &Form, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let organisation = proven(me, &typed.organisation).await?;
    let looked_for = named(me, &Wanted::read(&typed.asked), organisation.as_ref()).await?;
    Page::new("alerts/new.html", lang.say("alert-new-title"))
        .canonical("/me/alerts/new")
        .noindex()
        .section("me")
        .refused(refusal)
        .show(
            me,
            &AlertForm {
                action: "/me/alerts".to_owned(),
                name: Field::typed(lang, "name", &typed.name, refusal),
                looked_for,
                asked: typed.asked.clone(),
                organisation: typed.organisation.clone(),
                letters: letters(&typed.letters),
                refusal: at_the_top(lang, refusal, &["name"]),
            },
        )
}

fn letters(chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() { LETTERS[0] } else { chosen };
    Choice::among("alert-letters", &LETTERS, chosen, false)
}

async fn show(me: Member, At(id): At<i64>, Asked(turned): Asked<Turned>) -> Answer {
    let alert = Model::mine(&me.house.db, &me.person, id).await?;
    let after = After::parse(&turned.after);
    let answer = page(&me, &alert, after, None).await?;
    // Fetched ahead, it is not read yet.
    if !me.prefetch {
        alert.read(&me.house.db).await?;
    }
    Ok(answer)
}

async fn page(me: &Member, alert: &Model, after: Option<After>, typed: Option<(&Change, &Refusal)>) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let refusal = typed.map(|(_, refusal)| refusal);
    // A trade or a place that nobody knows any more.
    let (found, gone) = match looking::all(&me.house, alert, after).await {
        Ok(found) => (found, None),
        Err(failure @ Failure::SearchAway) => return Err(failure),
        Err(failure) => (Slice { rows: vec![], next: None }, Some(failure.refusal()?)),
    };
    let organisation = alert.organisation(db).await?;
    let saved = marks::saved_among(db, me.person.id, found.rows.iter().map(|listed| listed.offer.id)).await?;
    let seen = alert.read_at;
    let rows = found.rows.iter().map(|listed| {
        let new = alert.found > 0 && listed.offer.opened_at.is_some_and(|opened| opened > seen);
        OfferRow { new, ..OfferRow::of(lang, listed).marked_by(&saved) }
    });
    let name = typed.map_or(alert.name.as_str(), |(typed, _)| &typed.name);
    let chosen = typed.map_or(alert.letters.as_str(), |(typed, _)| &typed.letters);
    Page::new("alerts/show.html", &alert.name).canonical(alert.path()).noindex().section("me").refused(refusal).show(
        me,
        &AlertPage {
            alert: AlertRow::of(lang, alert, organisation.as_ref()),
            rows: rows.collect(),
            next: found.next.map(|next| format!("{}?after={next}", alert.path())),
            name: Field::typed(lang, "name", name, refusal),
            letters: letters(chosen),
            gone: gone.map(|refusal| lang.refuse(&refusal)),
            refusal: at_the_top(lang, refusal, &["name"]),
        },
    )
}

async fn change(me: Member, At(id): At<i64>, Posted(typed): Posted<Change>) -> Answer {
    me.count(Limit::Acts)?;
    let alert = Model::mine(&me.house.db, &me.person, id).await?;
    match alert.change(&me.house.db, &typed.name, &typed.letters).await {
        Ok(alert) => then(alert.path()).saying(&me, "alert-changed").go(),
        Err(failure) => page(&me, &alert, None, Some((&typed, &failure.refusal()?))).await,
    }
}

async fn remove(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let db = &me.house.db;
    let alert = Model::mine(db, &me.person, id).await?;
    let organisation = alert.organisation(db).await?;
    alert.remove(db).await?;
    let slug = organisation.map(|organisation| organisation.slug).unwrap_or_default();
    let fields = [
        ("name", alert.name.as_str()),
        ("asked", alert.asked.as_str()),
        ("organisation", slug.as_str()),
        ("letters", alert.letters.as_str()),
    ];
    let way = if alert.follows() { format!("/organisations/{slug}") } else { "/me/alerts".to_owned() };
    then(way).undoable(&me, "alert-removed", "/me/alerts", &fields).go()
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/me/alerts", get(list).post(create))
        .add("/me/alerts/new", get(new))
        .add("/me/alerts/{id}", get(show).post(change))
        .add("/me/alerts/{id}/removal", post(remove))
}
