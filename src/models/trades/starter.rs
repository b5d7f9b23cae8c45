//! The starter set: some trades in this house's own words, so that it is whole
//! before an operator imports the official ones.

use loco_rs::{Error, Result};
use sea_orm::EntityTrait;
use serde::Deserialize;

use super::{
    Entity,
    picture::{Bridge, Kind, Picture, Skill, Source, State, Title, Trade},
};
use crate::{
    database::Db,
    fixtures::rows,
    models::activities::{self, About, Verb},
};

const FILE: &str = include_str!("../../../assets/data/trades.yaml");

/// One trade of the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub code: String,
    pub parent: String,
    pub title: String,
    pub titles: Vec<String>,
    pub description: String,
    pub skills: Vec<String>,
    pub bridges: Vec<Leads>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leads {
    pub to: String,
    pub kind: Kind,
    pub why: String,
}

/// The trades of the file, in its order.
///
/// # Errors
/// When the file is malformed; says where.
pub fn entries() -> Result<Vec<Entry>> {
    serde_yaml::from_str(FILE).map_err(|error| Error::Message(format!("trades.yaml: {error}")))
}

/// The same, as trades are kept.
///
/// # Errors
/// When the file is malformed; says where.
pub fn picture() -> Result<Picture> {
    Ok(Picture::of(entries()?.into_iter().map(|entry| (entry.code.clone(), entry.trade()))))
}

impl Entry {
    fn trade(self) -> Trade {
        let others = self.titles.into_iter().map(|title| Title { title, ogr: None, principal: false });
        let principal = Title { title: self.title.clone(), ogr: None, principal: true };
        let bridge = |leads: Leads| (leads.to, Bridge { kind: leads.kind, why: leads.why, source: Source::Starter });
        Trade {
            parent: self.parent,
            title: self.title,
            description: self.description,
            state: State::Current,
            replaced_by: None,
            source: Source::Starter,
            titles: std::iter::once(principal).chain(others).collect(),
            skills: self.skills.into_iter().map(|label| Skill { label, source: Source::Starter }).collect(),
            bridges: self.bridges.into_iter().map(bridge).collect(),
        }
    }
}

/// Fills empty tables with the starter set. How many trades it put there.
///
/// # Errors
/// When the file is malformed or the database refuses: nothing was then written.
pub async fn load_if_empty(db: &Db) -> Result<usize> {
    if Entity::find().one(db).await?.is_some() {
        return Ok(0);
    }
    let picture = picture()?;
    let txn = db.write().await?;
    rows::alone_on(&txn, "trades").await?;
    // Asked again inside: two processes may start at once.
    if Entity::find().one(&txn).await?.is_some() {
        return Ok(0);
    }
    let empty = Picture::default();
    picture.write_names(&txn, &empty).await?;
    picture.write_skills(&txn, &empty).await?;
    picture.write_bridges(&txn, &empty).await?;
    activities::record(&txn, None, Verb::ReferencesChanged, About::default(), "trades").await?;
    txn.commit().await?;
    Ok(picture.len())
}
