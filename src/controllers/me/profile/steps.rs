//! The steps that are one form: where I am going, the stages of the project, what I
//! give and look for, what else I bring, and what is shown apart.

use sea_orm::ConnectionTrait;

use super::PATH;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{Member, Rows, Wrote},
};
use crate::{
    initializers::limits::Limit,
    models::{
        places,
        profiles::{
            self, LANGUAGES, LINKS, Model, PLACES, RHYTHMS, STEPS, TRADES,
            editing::{self, Apart, Exchange, Going, More},
        },
        references::Kind,
    },
    refusals::{Outcome, Refusal},
    views::profiles::{
        cautions,
        editing::{ApartForm, ExchangeForm, GoingForm, MoreForm, StepsForm},
    },
};

async fn mine(me: &Member) -> Outcome<Option<Model>> {
    Ok(Model::of(&me.house.db, me.person.id).await?)
}

fn page(step: &str, me: &Member, refusal: Option<&Refusal>, form: &impl serde::Serialize) -> Answer {
    let template: &'static str = match step {
        "going" => "profiles/going.html",
        "steps" => "profiles/steps.html",
        "exchange" => "profiles/exchange.html",
        "more" => "profiles/more.html",
        _ => "profiles/apart.html",
    };
    Page::new(template, me.lang.say(&format!("profile-{step}-title")))
        .noindex()
        .section("me")
        .refused(refusal)
        .show(me, form)
}

/// What was written is there; the whole is shown again.
async fn saved(me: &Member) -> Answer {
    drafts::sent(me).await?;
    then(PATH).saying(me, "profile-saved").go()
}

pub(super) async fn going(me: Member) -> Answer {
    let going = mine(&me).await?.map(|profile| Going {
        trades: profile.trades().into_iter().map(|trade| trade.label).collect(),
        places: profile.places().into_iter().map(|around| (around.label, around.km.to_string())).collect(),
        rhythms: profile.rhythms.split_whitespace().map(str::to_owned).collect(),
        available_from: profile.available_from.map(|day| day.to_string()).unwrap_or_default(),
        headline: profile.headline,
        project: profile.project,
        remote: profile.remote,
    });
    let mut form = GoingForm::of(me.lang, &going.unwrap_or_default(), None);
    for row in &mut form.trades {
        row.near = near(&me, Kind::Trade, &row.field.value).await?;
    }
    page("going", &me, None, &form)
}

/// What the house knows that comes near words of one's own; nothing when they are its own.
pub(super) async fn near(me: &Member, kind: Kind, said: &str) -> Outcome<String> {
    let near = me.house.references.near(&me.house.db, kind, said).await?;
    Ok(if near.iter().any(|name| name == said) { String::new() } else { near.join(" · ") })
}

pub(super) async fn go(Wrote(me, mut rows): Wrote<Rows>) -> Answer {
    me.count(Limit::Acts)?;
    let going = Going {
        headline: rows.take("headline"),
        project: rows.take("project"),
        trades: rows.take_all("trade", TRADES),
        places: rows.take_pairs("place", "km", PLACES),
        rhythms: rows.take_checked("rhythm", &RHYTHMS)?,
        remote: rows.take("remote"),
        available_from: rows.take("available_from"),
    };
    let anyway = rows.take("anyway");
    rows.end()?;
    let cautions = cautions::of(&[&going.headline, &going.project], &anyway);
    if !cautions.is_empty() {
        return page("going", &me, None, &GoingForm { cautions, ..GoingForm::of(me.lang, &going, None) });
    }
    match editing::go(&me.house.db, &me.person, &going).await {
        Ok(_) => saved(&me).await,
        Err(failure) => {
            let refusal = failure.refusal()?;
            page("going", &me, Some(&refusal), &GoingForm::of(me.lang, &going, Some(&refusal)))
        }
    }
}

pub(super) async fn steps(me: Member) -> Answer {
    let steps = mine(&me).await?.map(|profile| profile.steps()).unwrap_or_default();
    let typed: Vec<_> = steps.into_iter().map(|step| (step.title, step.state)).collect();
    page("steps", &me, None, &StepsForm::of(me.lang, &typed, None))
}

pub(super) async fn walk(Wrote(me, mut rows): Wrote<Rows>) -> Answer {
    me.count(Limit::Acts)?;
    let typed = rows.take_pairs("step", "state", STEPS);
    rows.end()?;
    match editing::walk(&me.house.db, &me.person, &typed).await {
        Ok(_) => saved(&me).await,
        Err(failure) => {
            let refusal = failure.refusal()?;
            page("steps", &me, Some(&refusal), &StepsForm::of(me.lang, &typed, Some(&refusal)))
        }
    }
}

pub(super) async fn exchange(me: Member) -> Answer {
    let mine = mine(&me).await?;
    let exchange = mine.map(|profile| Exchange { offers: profile.offers, seeks: profile.seeks });
    page("exchange", &me, None, &ExchangeForm::of(me.lang, &exchange.unwrap_or_default(), None))
}

pub(super) async fn give_and_take(Wrote(me, mut rows): Wrote<Rows>) -> Answer {
    me.count(Limit::Acts)?;
    let exchange = Exchange { offers: rows.take("offers"), seeks: rows.take("seeks") };
    let anyway = rows.take("anyway");
    rows.end()?;
    let cautions = cautions::of(&[&exchange.offers, &exchange.seeks], &anyway);
    if !cautions.is_empty() {
        return page("exchange", &me, None, &ExchangeForm { cautions, ..ExchangeForm::of(me.lang, &exchange, None) });
    }
    match editing::exchange(&me.house.db, &me.person, &exchange).await {
        Ok(_) => saved(&me).await,
        Err(failure) => {
            let refusal = failure.refusal()?;
            page("exchange", &me, Some(&refusal), &ExchangeForm::of(me.lang, &exchange, Some(&refusal)))
        }
    }
}

pub(super) async fn more(me: Member) -> Answer {
    let more = mine(&me).await?.map(|profile| More {
        languages: profile.languages().into_iter().map(|language| (language.name, language.level)).collect(),
        licences: profile.licences().join("\n"),
        links: profile.links().into_iter().map(|link| (link.label, link.url)).collect(),
    });
    page("more", &me, None, &MoreForm::of(me.lang, &more.unwrap_or_default(), None))
}

pub(super) async fn add_more(Wrote(me, mut rows): Wrote<Rows>) -> Answer {
    me.count(Limit::Acts)?;
    let more = More {
        languages: rows.take_pairs("language", "level", LANGUAGES),
        licences: rows.take("licences"),
        links: rows.take_pairs("link", "url", LINKS),
    };
    rows.end()?;
    match editing::add_more(&me.house.db, &me.person, &more).await {
        Ok(_) => saved(&me).await,
        Err(failure) => {
            let refusal = failure.refusal()?;
            page("more", &me, Some(&refusal), &MoreForm::of(me.lang, &more, Some(&refusal)))
        }
    }
}

pub(super) async fn apart(me: Member) -> Answer {
    let apart = match mine(&me).await? {
        None => Apart::default(),
        Some(profile) => Apart {
            place: place(&me.house.db, &profile).await?,
            full_name: profile.full_name,
            contact: profile.contact,
        },
    };
    page("apart", &me, None, &ApartForm::of(me.lang, &apart, None))
}

async fn place<C: ConnectionTrait>(db: &C, profile: &profiles::Model) -> Outcome<String> {
    let Some(code) = &profile.place_code else { return Ok(String::new()) };
    Ok(places::find(db, code).await?.map_or_else(|| code.clone(), |place| place.full_label()))
}

pub(super) async fn set_apart(Wrote(me, mut rows): Wrote<Rows>) -> Answer {
    me.count(Limit::Acts)?;
    let apart =
        Apart { full_name: rows.take("full_name"), place: rows.take("place_code"), contact: rows.take("contact") };
    rows.end()?;
    match editing::set_apart(&me.house.db, &me.person, &apart).await {
        Ok(_) => saved(&me).await,
        Err(failure) => {
            let refusal = failure.refusal()?;
            page("apart", &me, Some(&refusal), &ApartForm::of(me.lang, &apart, Some(&refusal)))
        }
    }
}
