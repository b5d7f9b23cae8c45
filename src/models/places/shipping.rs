//! The places that come with the house, and those an operator brings: read from a
//! file of either shape, compared with what is there, and only the difference written.

use std::{
    collections::{BTreeMap, HashMap},
    io,
};

use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use serde::Deserialize;

use super::{Column, Entity, KINDS, Model};
use crate::{
    database::{Db, Write},
    fixtures::rows,
    models::{
        _entities::place_postcodes,
        activities::{self, About, Verb},
        folded::fold,
    },
};

/// Made by `assets/data/places/make.mjs`; its README names sources and licences.
pub const SHIPPED: &str = include_str!("../../../assets/data/places/places.csv");

/// Rows in one statement.
const BATCH: usize = 500;

#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] csv::Error),
    #[error("line {line}: {why}")]
    Line { line: u64, why: String },
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub read: usize,
    pub added: usize,
    pub changed: usize,
}

/// Fills an empty table with the places that come with the house. How many it put there.
///
/// # Errors
/// When the database refuses.
pub async fn load_if_empty(db: &Db) -> Result<usize, Trouble> {
    if Entity::find().one(db).await?.is_some() {
        return Ok(0);
    }
    Ok(import(db, SHIPPED.as_bytes(), |_, _| {}).await?.added)
}

/// Brings the table up to what a file says: `places.csv` of this house, or the
/// `communes.csv` of official data. Places it does not name stay: rooms point at
/// them. `progress` hears how many rows are written, of how many.
///
/// # Errors
/// When the file has another shape, or the database refuses: nothing is then written.
pub async fn import(db: &Db, file: impl io::Read, progress: impl Fn(usize, usize)) -> Result<Changes, Trouble> {
    let read = read(file)?;
    let txn = db.write().await?;
    rows::alone_on(&txn, "places").await?;
    let known: HashMap<String, Model> =
        Entity::find().all(&txn).await?.into_iter().map(|place| (place.code.clone(), place)).collect();
    let wanted = read.places(&known);
    let mut changes = Changes { read: wanted.len(), ..Changes::default() };
    let mut different = vec![];
    for place in wanted {
        match known.get(&place.code) {
            Some(known) if *known == place => continue,
            Some(_) => changes.changed += 1,
            None => changes.added += 1,
        }
        different.push(place);
    }
    for (done, batch) in different.chunks(BATCH).enumerate() {
        write(&txn, batch).await?;
        progress((done * BATCH + batch.len()).min(different.len()), different.len());
    }
    if !different.is_empty() {
        activities::record(&txn, None, Verb::ReferencesChanged, About::default(), "places").await?;
        txn.commit().await?;
    }
    Ok(changes)
}

async fn write(txn: &Write, places: &[Model]) -> Result<(), DbErr> {
    use Column as C;
    let news = OnConflict::column(C::Code)
        .update_columns([
            C::Name,
            C::Folded,
            C::Kind,
            C::Postcodes,
            C::Department,
            C::Region,
            C::Population,
            C::Lat,
            C::Lon,
        ])
        .to_owned();
    let rows = places.iter().map(|place| place.clone().into_active_model());
    Entity::insert_many(rows).on_conflict(news).exec_without_returning(txn).await?;
    place_postcodes::Entity::delete_many()
        .filter(place_postcodes::Column::PlaceCode.is_in(places.iter().map(|place| place.code.as_str())))
        .exec(txn)
        .await?;
    let postcodes = places.iter().flat_map(|place| {
        place
            .postcodes
            .split(' ')
            .filter(|code| !code.is_empty())
            .map(|postcode| place_postcodes::Model { postcode: postcode.to_owned(), place_code: place.code.clone() })
    });
    rows::insert(txn, postcodes.collect()).await
}

/// A row of our own file.
#[derive(Debug, Deserialize)]
struct Ours {
    code: String,
    name: String,
    kind: String,
    postcodes: String,
    department: String,
    region: String,
    population: Option<i32>,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// A row of official data, which names departments and regions beside their codes.
#[derive(Debug, Deserialize)]
struct Official {
    code_insee: String,
    nom: String,
    r#type: String,
    codes_postaux: String,
    code_departement: String,
    departement: String,
    code_region: String,
    region: String,
    population: Option<i32>,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// What a file says.
#[derive(Default)]
struct Read {
    places: BTreeMap<String, Model>,
    /// Departments and regions told only with each commune.
    larger: BTreeMap<String, Larger>,
}

fn read(file: impl io::Read) -> Result<Read, Trouble> {
    let mut reader = csv::Reader::from_reader(file);
    let mut read = Read::default();
    if reader.headers()?.iter().any(|column| column == "code_insee") {
        for (row, line) in reader.deserialize::<Official>().zip(2..) {
            let row = row?;
            read.larger_of(&row);
            read.add(row.into(), line)?;
        }
    } else {
        for (row, line) in reader.deserialize::<Ours>().zip(2..) {
            read.add(row?, line)?;
        }
    }
    Ok(read)
}

impl Read {
    fn add(&mut self, row: Ours, line: u64) -> Result<(), Trouble> {
        if !KINDS.contains(&row.kind.as_str()) {
            return Err(Trouble::Line { line, why: format!("`{}` is no kind of place", row.kind) });
        }
        if row.code.is_empty() || fold(&row.name).is_empty() {
            return Err(Trouble::Line { line, why: "a place without a code or a name".to_owned() });
        }
        self.places.insert(row.code.clone(), row.place());
        Ok(())
    }

    fn larger_of(&mut self, row: &Official) {
        // An arrondissement's people are its commune's, counted once.
        if row.r#type != "commune" {
            return;
        }
        if !row.code_departement.is_empty() {
            let department = self.larger.entry(format!("D{}", row.code_departement)).or_insert_with(|| {
                Larger::new("department", &row.departement, &row.code_departement, &row.code_region)
            });
            department.take_in(row);
        }
        if !row.code_region.is_empty() {
            let region = self.larger.entry(format!("R{}", row.code_region));
            region.or_insert_with(|| Larger::new("region", &row.region, "", &row.code_region)).take_in(row);
        }
    }

    /// All of it. A department or a region that is there already stays as it is: it
    /// was not told of by itself.
    fn places(self, known: &HashMap<String, Model>) -> Vec<Model> {
        let larger = self.larger.into_iter().filter(|(code, _)| !known.contains_key(code));
        let larger = larger.map(|(code, larger)| larger.place(code));
        self.places.into_values().chain(larger).collect()
    }
}

impl From<Official> for Ours {
    fn from(row: Official) -> Self {
        Self {
            code: row.code_insee,
            name: row.nom,
            kind: row.r#type,
            postcodes: row.codes_postaux,
            department: row.code_departement,
            region: row.code_region,
            population: row.population,
            lat: row.lat,
            lon: row.lon,
        }
    }
}

impl Ours {
    fn place(self) -> Model {
        let mut postcodes: Vec<&str> = self.postcodes.split(' ').filter(|code| !code.is_empty()).collect();
        postcodes.sort_unstable();
        postcodes.dedup();
        Model {
            folded: fold(&self.name),
            postcodes: postcodes.join(" "),
            code: self.code,
            name: self.name,
            kind: self.kind,
            department: self.department,
            region: self.region,
            population: self.population.unwrap_or_default(),
            // Half a point is no point.
            lat: self.lat.filter(|_| self.lon.is_some()),
            lon: self.lon.filter(|_| self.lat.is_some()),
        }
    }
}

/// A department or a region, put together from its communes.
struct Larger {
    row: Ours,
    points: u32,
}

impl Larger {
    fn new(kind: &str, name: &str, department: &str, region: &str) -> Self {
        let row = Ours {
            code: String::new(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            postcodes: String::new(),
            department: department.to_owned(),
            region: region.to_owned(),
            population: None,
            lat: None,
            lon: None,
        };
        Self { row, points: 0 }
    }

    fn take_in(&mut self, commune: &Official) {
        let people = self.row.population.unwrap_or_default().saturating_add(commune.population.unwrap_or_default());
        self.row.population = Some(people);
        if let (Some(lat), Some(lon)) = (commune.lat, commune.lon) {
            self.row.lat = Some(self.row.lat.unwrap_or_default() + lat);
            self.row.lon = Some(self.row.lon.unwrap_or_default() + lon);
            self.points += 1;
        }
    }

    /// In the middle of its communes.
    fn place(mut self, code: String) -> Model {
        let mean = |sum: f64| (sum / f64::from(self.points) * 1e4).round() / 1e4;
        self.row.lat = self.row.lat.map(mean);
        self.row.lon = self.row.lon.map(mean);
        self.row.code = code;
        self.row.place()
    }
}
