//! Who was found, read again from the database through their reader's eyes: a public
//! that changed, a suspension, a block of this very moment count. One query for each
//! kind of thing, however many people there are.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    prelude::DateTimeWithTimeZone,
};

use super::collecting::{Hit, Within};
use crate::{
    access::Viewer,
    clock,
    database::Db,
    models::{
        _entities::{blocks, profile_skills, profiles, users},
        contacts::reachable,
        places,
        profiles::{
            disclosure::open_to,
            list,
            sheet::{Around, Reference},
        },
    },
};

/// Skills named on a line.
const SKILLS: usize = 4;

/// A line of the list: of an account and its profile what the line shows, and no more; a
/// page of whole rows would take longer to read than to find.
#[derive(Clone, Debug)]
pub struct Found {
    pub person: i64,
    pub handle: String,
    pub name: String,
    pub kind: String,
    pub claim: String,
    pub is_ambassador: bool,
    pub headline: String,
    pub trades: Vec<Reference>,
    pub places: Vec<Around>,
    pub offers: String,
    pub updated_at: DateTimeWithTimeZone,
    /// The first ones, in the order their owner chose.
    pub skills: Vec<String>,
    /// Where they live, for those who say no place where they look for work.
    pub department: Option<String>,
    /// Their reader may ask them something.
    pub may_ask: bool,
}

/// What is read of each, in the order it is selected: looking a column up by its name
/// costs as much as reading it.
struct Row {
    found: Found,
    place_code: Option<String>,
    contacts_from: String,
}

impl FromQueryResult for Row {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let text = |place: usize| row.try_get_by_index::<String>(place);
        Ok(Self {
            found: Found {
                person: row.try_get_by_index(0)?,
                handle: text(1)?,
                name: text(2)?,
                kind: text(3)?,
                claim: text(4)?,
                is_ambassador: row.try_get_by_index(5)?,
                headline: text(6)?,
                trades: list(&text(7)?),
                places: list(&text(8)?),
                offers: text(9)?,
                updated_at: row.try_get_by_index(10)?,
                skills: vec![],
                department: None,
                may_ask: false,
            },
            place_code: row.try_get_by_index(11)?,
            contacts_from: text(12)?,
        })
    }
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
    use {profiles::Column as P, users::Column as U};
    let rows: Vec<Row> = profiles::Entity::find()
        .inner_join(users::Entity)
        .select_only()
        .columns([U::Id, U::Handle, U::DisplayName, U::Kind, U::Claim, U::IsAmbassador])
        .columns([P::Headline, P::Trades, P::Places, P::Offers, P::UpdatedAt, P::PlaceCode, P::ContactsFrom])
        .filter(P::UserId.is_in(hits.iter().map(|hit| hit.person)))
        .filter(shown_to(viewer, within))
        .filter(U::EmailConfirmedAt.is_not_null())
        .filter(Condition::any().add(U::SuspendedUntil.is_null()).add(U::SuspendedUntil.lte(clock::now())))
        .into_model()
        .all(db)
        .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.found.person).collect();
    let (mut skills, departments) = (skills_of(db, &ids).await?, departments_of(db, &rows).await?);
    let line = |row: Row| {
        let Row { mut found, place_code, contacts_from } = row;
        found.skills = skills.remove(&found.person).unwrap_or_default();
        found.department = place_code.and_then(|code| departments.get(&code)).cloned();
        found.may_ask = viewer.person().is_some_and(|me| {
            me.id != found.person
                && reachable::lets_ask(&contacts_from, me)
                && !within.kept_away.contains(&found.person)
        });
        (found.person, found)
    };
    let mut found: HashMap<i64, Found> = rows.into_iter().map(line).collect();
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
async fn departments_of(db: &Db, rows: &[Row]) -> Result<HashMap<String, String>, DbErr> {
    let homes = rows.iter().filter(|row| row.found.places.is_empty());
    let towns: BTreeSet<String> = homes.filter_map(|row| row.place_code.clone()).collect();
    if towns.is_empty() {
        return Ok(HashMap::new());
    }
    let towns = places::Entity::find().filter(places::Column::Code.is_in(towns)).all(db).await?;
    let codes: BTreeSet<String> = towns.iter().map(|town| format!("D{}", town.department)).collect();
    let departments = places::Entity::find().filter(places::Column::Code.is_in(codes)).all(db).await?;
    let name = |town: &places::Model| departments.iter().find(|other| other.department == town.department);
    Ok(towns.iter().filter_map(|town| Some((town.code.clone(), name(town)?.label()))).collect())
}
