//! Who was found, read again from the database through their reader's eyes: a public
//! that changed, a suspension, a block of this very moment count. One query for each
//! kind of thing, however many people there are.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::collecting::{Hit, Within};
use crate::{
    access::Viewer,
    clock,
    database::Db,
    models::{
        _entities::{blocks, profile_skills, profiles, users},
        contacts::reachable,
        places,
        profiles::disclosure::open_to,
    },
};

/// Skills named on a line.
const SKILLS: usize = 4;

/// A line of the list.
#[derive(Clone, Debug)]
pub struct Found {
    pub user: users::Model,
    pub profile: profiles::Model,
    /// The first ones, in the order their owner chose.
    pub skills: Vec<String>,
    /// Where they live, for those who say no place where they look for work.
    pub department: Option<String>,
    /// Their reader may ask them something.
    pub may_ask: bool,
}

/// Whoever keeps this viewer at a distance.
///
/// # Errors
/// When the database cannot be read.
pub async fn kept_away(db: &Db, viewer: &Viewer) -> Result<Vec<i64>, DbErr> {
    let Some(me) = viewer.id() else { return Ok(vec![]) };
    blocks::Entity::find()
        .select_only()
        .column(blocks::Column::UserId)
        .filter(blocks::Column::OtherId.eq(me))
        .filter(blocks::Column::Kind.eq("block"))
        .order_by_asc(blocks::Column::UserId)
        .into_tuple()
        .all(db)
        .await
}

/// Those of them that are shown to this viewer, in the order they were found.
///
/// # Errors
/// When the database cannot be read.
pub async fn read(db: &Db, viewer: &Viewer, within: &Within, hits: &[Hit]) -> Result<Vec<(Hit, Found)>, DbErr> {
    let rows = profiles::Entity::find()
        .find_also_related(users::Entity)
        .filter(profiles::Column::UserId.is_in(hits.iter().map(|hit| hit.person)))
        .filter(shown_to(viewer, within))
        .filter(users::Column::EmailConfirmedAt.is_not_null())
        .filter(
            Condition::any()
                .add(users::Column::SuspendedUntil.is_null())
                .add(users::Column::SuspendedUntil.lte(clock::now())),
        )
        .all(db)
        .await?;
    let ids: Vec<i64> = rows.iter().map(|(profile, _)| profile.user_id).collect();
    let (mut skills, departments) = (skills_of(db, &ids).await?, departments_of(db, &rows).await?);
    let mut found: HashMap<i64, Found> = rows
        .into_iter()
        .filter_map(|(profile, user)| {
            let line = Found {
                skills: skills.remove(&profile.user_id).unwrap_or_default(),
                department: profile.place_code.as_ref().and_then(|code| departments.get(code)).cloned(),
                may_ask: viewer.person().is_some_and(|me| {
                    me.id != profile.user_id
                        && reachable::lets_ask(&profile.contacts_from, me)
                        && !within.kept_away.contains(&profile.user_id)
                }),
                user: user?,
                profile,
            };
            Some((line.user.id, line))
        })
        .collect();
    Ok(hits.iter().filter_map(|hit| Some((*hit, found.remove(&hit.person)?))).collect())
}

/// The rule of [`profiles::disclosure`](crate::models::profiles::disclosure), for a list:
/// what is open to this viewer, and of those who keep them away what is open to everyone.
/// What was given to someone by name is seen on the page of who gave it.
fn shown_to(viewer: &Viewer, within: &Within) -> Condition {
    let open = open_to(viewer);
    if within.kept_away.is_empty() {
        return open;
    }
    let near = open.add(profiles::Column::UserId.is_not_in(within.kept_away.iter().copied()));
    Condition::any().add(open_to(&Viewer::Visitor)).add(near)
}

async fn skills_of(db: &Db, people: &[i64]) -> Result<HashMap<i64, Vec<String>>, DbErr> {
    let mut skills: HashMap<i64, Vec<String>> = HashMap::new();
    if people.is_empty() {
        return Ok(skills);
    }
    let labels: Vec<(i64, String)> = profile_skills::Entity::find()
        .select_only()
        .columns([profile_skills::Column::UserId, profile_skills::Column::Label])
        .filter(profile_skills::Column::UserId.is_in(people.iter().copied()))
        .order_by_asc(profile_skills::Column::Position)
        .order_by_asc(profile_skills::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    for (person, label) in labels {
        let first = skills.entry(person).or_default();
        if first.len() < SKILLS {
            first.push(label);
        }
    }
    Ok(skills)
}

/// By the code of a town, the name of its department.
async fn departments_of(
    db: &Db,
    rows: &[(profiles::Model, Option<users::Model>)],
) -> Result<HashMap<String, String>, DbErr> {
    let homes = rows.iter().filter(|(profile, _)| profile.places().is_empty());
    let towns: BTreeSet<String> = homes.filter_map(|(profile, _)| profile.place_code.clone()).collect();
    if towns.is_empty() {
        return Ok(HashMap::new());
    }
    let towns = places::Entity::find().filter(places::Column::Code.is_in(towns)).all(db).await?;
    let codes: BTreeSet<String> = towns.iter().map(|town| format!("D{}", town.department)).collect();
    let departments = places::Entity::find().filter(places::Column::Code.is_in(codes)).all(db).await?;
    let name = |town: &places::Model| departments.iter().find(|other| other.department == town.department);
    Ok(towns.iter().filter_map(|town| Some((town.code.clone(), name(town)?.label()))).collect())
}
