//! Writing one's profile, a step at a time. Each step can be left empty and come
//! back to; a row of a short list whose words are taken away is gone.

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{
    ActiveModel, CONTACT_LIMIT, Column, Entity, HEADLINE_LIMIT, LABEL_LIMIT, LEVELS, LICENCES, Model, RADII, REMOTE,
    RHYTHMS, STATES, TEXT_LIMIT, URL_LIMIT, kept,
    sheet::{Around, Language, Link, Reference, Step},
};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{
        activities::{self, About, Verb},
        places, trades, users,
    },
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
};

/// Where I am going. Trades and places are names or codes, as typed.
#[derive(Clone, Debug, Default)]
pub struct Going {
    pub headline: String,
    pub project: String,
    pub trades: Vec<String>,
    /// A place and the kilometres around it.
    pub places: Vec<(String, String)>,
    pub rhythms: Vec<String>,
    pub remote: String,
    /// `2027-01-15`, or nothing.
    pub available_from: String,
}

/// What I offer to others, and what I look for.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    pub offers: String,
    pub seeks: String,
}

/// Languages with their level, licences one a line, links with their name.
#[derive(Clone, Debug, Default)]
pub struct More {
    pub languages: Vec<(String, String)>,
    pub licences: String,
    pub links: Vec<(String, String)>,
}

/// What is shown apart.
#[derive(Clone, Debug, Default)]
pub struct Apart {
    pub full_name: String,
    pub place: String,
    pub contact: String,
}

/// The profile, begun if it was not, inside a transaction.
///
/// # Errors
/// When someone suspended writes; when the database refuses.
pub(in crate::models) async fn begun(txn: &Write, me: &Person) -> Outcome<ActiveModel> {
    me.may_write()?;
    let mine = || Entity::find().filter(Column::UserId.eq(me.id));
    if let Some(profile) = mine().one(txn).await? {
        return Ok(profile.into_active_model());
    }
    let now = clock::now();
    // Begun twice at once, the second waits for the first and takes it up.
    Entity::insert(ActiveModel {
        user_id: Set(me.id),
        created_at: Set(now.into()),
        updated_at: Set(now.into()),
        ..Default::default()
    })
    .on_conflict(OnConflict::column(Column::UserId).do_nothing().to_owned())
    .exec_without_returning(txn)
    .await?;
    Ok(mine().one(txn).await?.ok_or(Failure::Missing)?.into_active_model())
}

/// Writes it, and says so.
///
/// # Errors
/// When the database refuses.
pub(in crate::models) async fn keep(txn: &Write, me: &Person, profile: ActiveModel) -> Outcome<Model> {
    let profile = profile.update(txn).await?;
    said(txn, me.id).await?;
    Ok(profile)
}

/// Says that something of the first view changed that stands beside it: a skill.
///
/// # Errors
/// When the database refuses.
pub(super) async fn changed(txn: &Write, me: &Person) -> Outcome<()> {
    Entity::update_many()
        .col_expr(Column::UpdatedAt, Expr::value(clock::now()))
        .filter(Column::UserId.eq(me.id))
        .exec(txn)
        .await?;
    said(txn, me.id).await
}

/// The same, of someone else's.
///
/// # Errors
/// When the database refuses.
pub(super) async fn said(txn: &Write, owner: i64) -> Outcome<()> {
    Ok(activities::record(txn, Some(owner), Verb::ProfileEdited, About::person(owner), "").await?)
}

/// Changes the first view: it is as new as that, and what is shown apart does not show
/// in when it was changed.
async fn change(db: &Db, me: &Person, edit: impl FnOnce(&mut ActiveModel) + Send) -> Outcome<Model> {
    let txn = db.write().await?;
    let mut profile = begun(&txn, me).await?;
    edit(&mut profile);
    profile.updated_at = Set(clock::now().into());
    let profile = keep(&txn, me, profile).await?;
    txn.commit().await?;
    Ok(profile)
}

/// # Errors
/// The refusal to show beside a field.
pub async fn go(db: &Db, me: &Person, going: &Going) -> Outcome<Model> {
    let headline = check_line("headline", &going.headline, HEADLINE_LIMIT, false)?;
    let project = check_text("project", &going.project, TEXT_LIMIT, false)?;
    let mut trades = vec![];
    for typed in &going.trades {
        trades.extend(trade(db, typed).await?);
    }
    let mut places = vec![];
    for (typed, km) in &going.places {
        places.extend(place(db, typed, km).await?);
    }
    for rhythm in &going.rhythms {
        choice("rhythm", rhythm, &RHYTHMS)?;
    }
    if !going.remote.is_empty() {
        choice("remote", &going.remote, &REMOTE)?;
    }
    let available_from = match going.available_from.as_str() {
        "" => None,
        day => Some(day.parse::<NaiveDate>().map_err(|_| Refusal::BadDate { field: "available_from" })?),
    };
    change(db, me, |profile| {
        profile.headline = Set(headline);
        profile.project = Set(project);
        profile.trades = Set(kept(&trades));
        profile.places = Set(kept(&places));
        profile.rhythms = Set(going.rhythms.join(" "));
        profile.remote = Set(going.remote.clone());
        profile.available_from = Set(available_from);
    })
    .await
}

fn choice(field: &'static str, chosen: &str, among: &[&str]) -> Result<(), Refusal> {
    if among.contains(&chosen) { Ok(()) } else { Err(Refusal::NotAChoice { field }) }
}

/// A trade as typed: the house's when it knows it, free words otherwise.
async fn trade(db: &Db, typed: &str) -> Outcome<Option<Reference>> {
    let label = check_line("trades", typed, LABEL_LIMIT, false)?;
    if label.is_empty() {
        return Ok(None);
    }
    let known = match trades::understood(db, &label).await {
        Ok(known) => known,
        Err(failure) => match failure.refusal()? {
            Refusal::UnknownTrade { .. } => None,
            refusal => return Err(refusal.into()),
        },
    };
    Ok(Some(match known {
        Some(trade) => Reference { label: trade.title, code: Some(trade.code) },
        None => Reference { label, code: None },
    }))
}

async fn place(db: &Db, typed: &str, km: &str) -> Outcome<Option<Around>> {
    let label = check_line("places", typed, LABEL_LIMIT, false)?;
    let km = match km {
        "" => 20,
        km => km.parse().ok().filter(|km| RADII.contains(km)).ok_or(Refusal::NotAChoice { field: "places" })?,
    };
    if label.is_empty() {
        return Ok(None);
    }
    let known = match places::understood(db, &label).await {
        Ok(known) => known,
        Err(failure) => match failure.refusal()? {
            Refusal::UnknownPlace { .. } => None,
            // One of several of that name: it has to be said which.
            Refusal::ManyPlaces { names } => return Err(Refusal::ManyNamed { field: "places", names }.into()),
            refusal => return Err(refusal.into()),
        },
    };
    Ok(Some(match known {
        Some(place) => Around { label: place.label(), code: Some(place.code), km },
        None => Around { label, code: None, km },
    }))
}

/// The steps of the project: a title and where one is with it.
///
/// # Errors
/// The refusal to show beside a field.
pub async fn walk(db: &Db, me: &Person, typed: &[(String, String)]) -> Outcome<Model> {
    let mut steps = vec![];
    for (title, state) in typed {
        let title = check_line("steps", title, LABEL_LIMIT, false)?;
        if !state.is_empty() {
            choice("steps", state, &STATES)?;
        }
        if title.is_empty() {
            continue;
        }
        let state = if state.is_empty() { STATES[0] } else { state };
        steps.push(Step { title, state: state.to_owned() });
    }
    change(db, me, |profile| profile.steps = Set(kept(&steps))).await
}

/// # Errors
/// The refusal to show beside a field.
pub async fn exchange(db: &Db, me: &Person, exchange: &Exchange) -> Outcome<Model> {
    let offers = check_text("offers", &exchange.offers, TEXT_LIMIT, false)?;
    let seeks = check_text("seeks", &exchange.seeks, TEXT_LIMIT, false)?;
    change(db, me, |profile| {
        profile.offers = Set(offers);
        profile.seeks = Set(seeks);
    })
    .await
}

/// # Errors
/// The refusal to show beside a field.
pub async fn add_more(db: &Db, me: &Person, more: &More) -> Outcome<Model> {
    let mut languages = vec![];
    for (name, level) in &more.languages {
        let name = check_line("languages", name, LABEL_LIMIT, false)?;
        if !level.is_empty() {
            choice("languages", level, &LEVELS)?;
        }
        if name.is_empty() {
            continue;
        }
        languages.push(Language { name, level: level.clone() });
    }
    let licences: Vec<String> = check_text("licences", &more.licences, LICENCES * LABEL_LIMIT, false)?
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| check_line("licences", line, LABEL_LIMIT, false))
        .collect::<Result<_, _>>()?;
    if licences.len() > LICENCES {
        return Err(Refusal::TooMany { field: "licences", most: LICENCES }.into());
    }
    let mut links = vec![];
    for (label, url) in &more.links {
        let label = check_line("links", label, LABEL_LIMIT, false)?;
        let url = check_line("links", url, URL_LIMIT, false)?;
        if url.is_empty() && label.is_empty() {
            continue;
        }
        links.push(Link { label, url: web_address(&url)? });
    }
    change(db, me, |profile| {
        profile.languages = Set(kept(&languages));
        profile.licences = Set(kept(&licences));
        profile.links = Set(kept(&links));
    })
    .await
}

/// An address one can follow without a surprise: `https` or `http`, no password in it.
pub(crate) fn web_address(typed: &str) -> Result<String, Refusal> {
    let typed = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = url::Url::parse(&typed).map_err(|_| Refusal::BadLink)?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.username().is_empty() && url.password().is_none();
    let is_named = url.host_str().is_some_and(|host| host.contains('.'));
    if is_web && is_named && url.as_str().len() <= URL_LIMIT { Ok(url.into()) } else { Err(Refusal::BadLink) }
}

/// # Errors
/// The refusal to show beside a field.
pub async fn set_apart(db: &Db, me: &Person, apart: &Apart) -> Outcome<Model> {
    let full_name = check_line("full_name", &apart.full_name, users::NAME_LIMIT, false)?;
    let contact = check_line("contact", &apart.contact, CONTACT_LIMIT, false)?;
    let place = places::understood(db, &check_line("place_code", &apart.place, LABEL_LIMIT, false)?).await?;
    let txn = db.write().await?;
    let mut profile = begun(&txn, me).await?;
    profile.full_name = Set(full_name);
    profile.contact = Set(contact);
    profile.place_code = Set(place.map(|place| place.code));
    let profile = keep(&txn, me, profile).await?;
    txn.commit().await?;
    Ok(profile)
}
