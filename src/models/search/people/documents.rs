//! From a profile to its document: what the first view says, and nothing else. A full
//! name, a town, a way to reach someone and a log are never in it, whoever they are
//! shown to; a profile shown to nobody makes none.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::facets::Facet;
use crate::{
    access::{Audience, Viewer},
    models::{
        _entities::{places, profile_skills, profiles, users},
        search::{
            documents::{PAGE, chunks},
            index::{Document, NOWHERE},
        },
    },
};

/// Of which people a profile is for, as bits: a field of the index, and what a reader
/// is among.
pub const PUBLICS: [(u8, Audience); 5] = [
    (1, Audience::Public),
    (2, Audience::Members),
    (4, Audience::Seekers),
    (8, Audience::Recruiters),
    (16, Audience::Staff),
];

/// The bit of what is for everyone.
pub const PUBLIC: u8 = 1;

/// Those a viewer is among.
pub fn publics_of(viewer: &Viewer) -> u8 {
    PUBLICS.into_iter().filter(|(_, audience)| viewer.is_among(*audience)).map(|(bit, _)| bit).sum()
}

/// What a profile says, as it is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// A bit of [`PUBLICS`].
    pub public: u8,
    /// Until when its owner is suspended, in seconds since 1970; 0: they are not.
    pub away: i64,
    /// Terms of [`Facet`]s.
    pub facets: Vec<String>,
    /// The whole first view.
    pub told: String,
    /// Skills and their stories.
    pub skills: String,
    /// What they offer.
    pub offers: String,
}

pub fn key(person: i64) -> String {
    format!("profile:{person}")
}

/// A number unlike that of any noun of the general search, which has no such noun: a
/// profile is in none of its results.
pub fn group(person: i64) -> u64 {
    15 << 56 | person.unsigned_abs()
}

/// The profiles of these people, as far as they are shown to anyone.
///
/// # Errors
/// When the database cannot be read.
pub async fn of<C: ConnectionTrait>(db: &C, people: &BTreeSet<i64>) -> Result<Vec<Document>, DbErr> {
    let mut documents = vec![];
    for some in chunks(people) {
        documents.extend(made(db, shown().filter(profiles::Column::UserId.is_in(some))).await?.0);
    }
    Ok(documents)
}

/// Every profile of the house, in pages: `after` the person of the page before.
///
/// # Errors
/// When the database cannot be read.
pub async fn after<C: ConnectionTrait>(db: &C, after: i64) -> Result<(Vec<Document>, Option<i64>), DbErr> {
    let page = shown().filter(profiles::Column::UserId.gt(after)).order_by_asc(profiles::Column::UserId).limit(PAGE);
    made(db, page).await
}

fn shown() -> Select<profiles::Entity> {
    let publics = PUBLICS.map(|(_, audience)| audience.name());
    profiles::Entity::find().filter(profiles::Column::ShownTo.is_in(publics))
}

async fn made<C: ConnectionTrait>(
    db: &C,
    which: Select<profiles::Entity>,
) -> Result<(Vec<Document>, Option<i64>), DbErr> {
    let rows = which.find_also_related(users::Entity).all(db).await?;
    let last = rows.last().map(|(profile, _)| profile.user_id);
    let people: Vec<i64> = rows.iter().map(|(profile, _)| profile.user_id).collect();
    let mut skills: HashMap<i64, Vec<profile_skills::Model>> = HashMap::new();
    let told = profile_skills::Entity::find()
        .filter(profile_skills::Column::UserId.is_in(people))
        .order_by_asc(profile_skills::Column::Position)
        .order_by_asc(profile_skills::Column::Id);
    for skill in told.all(db).await? {
        skills.entry(skill.user_id).or_default().push(skill);
    }
    let codes: BTreeSet<String> = rows.iter().flat_map(|(profile, _)| places_of(profile)).collect();
    let mut known: HashMap<String, places::Model> = HashMap::new();
    if !codes.is_empty() {
        let found = places::Entity::find().filter(places::Column::Code.is_in(codes)).all(db).await?;
        known.extend(found.into_iter().map(|place| (place.code.clone(), place)));
    }
    let documents = rows.into_iter().filter_map(|(profile, user)| {
        let user = user.filter(|user| user.email_confirmed_at.is_some())?;
        document(&profile, &user, skills.get(&user.id).map_or(&[], Vec::as_slice), &known)
    });
    Ok((documents.collect(), last))
}

fn places_of(profile: &profiles::Model) -> Vec<String> {
    profile.places().into_iter().filter_map(|around| around.code).chain(profile.place_code.clone()).collect()
}

fn document(
    profile: &profiles::Model,
    user: &users::Model,
    skills: &[profile_skills::Model],
    places: &HashMap<String, places::Model>,
) -> Option<Document> {
    let audience = profile.shown_to()?;
    let (public, _) = PUBLICS.into_iter().find(|(_, other)| *other == audience)?;
    let stories = said(skills.iter().flat_map(|skill| [&skill.label, &skill.context, &skill.action, &skill.result]));
    let (trades, around) = (profile.trades(), profile.places());
    let mut facets: BTreeSet<String> = trades
        .iter()
        .filter_map(|trade| trade.code.clone())
        .map(Facet::Trade)
        .chain(profile.rhythms.split_whitespace().map(|name| Facet::Rhythm(name.to_owned())))
        .chain((!profile.remote.is_empty()).then(|| Facet::Remote(profile.remote.clone())))
        .map(|facet| facet.to_string())
        .collect();
    for around in &around {
        let Some(place) = around.code.as_ref().and_then(|code| places.get(code)) else { continue };
        facets.extend(looked_for(place, around.km).iter().map(Facet::to_string));
    }
    if let Some(home) = profile.place_code.as_ref().and_then(|code| places.get(code)) {
        facets.extend(lived_in(home, around.is_empty()).iter().map(Facet::to_string));
    }
    let (languages, licences) = (profile.languages(), profile.licences());
    let (links, steps) = (profile.links(), profile.steps());
    let names = trades.iter().flat_map(|trade| [Some(&trade.label), trade.code.as_ref()]).flatten();
    let told = said(
        [&profile.headline, &profile.project, &stories, &profile.offers, &profile.seeks]
            .into_iter()
            .chain(names)
            .chain(around.iter().map(|around| &around.label))
            .chain(steps.iter().map(|step| &step.title))
            .chain(languages.iter().map(|language| &language.name))
            .chain(&licences)
            .chain(links.iter().map(|link| &link.label)),
    );
    let person = user.id.unsigned_abs();
    Some(Document {
        key: key(user.id),
        group: group(user.id),
        id: person,
        // In no room, and not for everyone: the general search looks past it.
        room: NOWHERE,
        author: person,
        at: profile.updated_at.timestamp(),
        profile: Some(Said {
            public,
            away: user.suspended_until.map_or(0, |until| until.timestamp()),
            facets: facets.into_iter().collect(),
            told,
            skills: stories,
            offers: profile.offers.clone(),
        }),
        ..Document::default()
    })
}

fn said<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    texts.map(String::as_str).collect::<Vec<_>>().join("\n\n")
}

/// A place where someone looks for work, and how far around it.
fn looked_for(place: &places::Model, km: u32) -> Vec<Facet> {
    let department = || Facet::Department(place.department.clone());
    let region = || Facet::Region(place.region.clone());
    match place.kind.as_str() {
        "region" => vec![region(), Facet::WholeRegion(place.region.clone())],
        "department" => vec![department(), region(), Facet::WholeDepartment(place.department.clone())],
        _ => {
            let point = place.lat.zip(place.lon).map(|(lat, lon)| Facet::Around { lat, lon, km });
            [department(), region()].into_iter().chain(point).collect()
        }
    }
}

/// Of where someone lives the first view says the department, and no more; `is_all`
/// when it says no other place.
fn lived_in(town: &places::Model, is_all: bool) -> Vec<Facet> {
    let mut facets = vec![Facet::Department(town.department.clone()), Facet::Region(town.region.clone())];
    if is_all {
        facets.push(Facet::WholeDepartment(town.department.clone()));
    }
    facets
}
