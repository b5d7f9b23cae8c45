//! What the house calls things, offered to whoever names one: trades (every title leads to
//! its trade's), skills, places. Words of one's own stay possible; whoever keeps them is
//! shown what comes near, and no more.
//!
//! Titles and skills are some tens of thousands of short names, read once and kept until
//! an import changes them; places are asked of the database, by an index.

use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{
    _entities::{skills, trade_titles, trades},
    folded::fold,
    places,
    search::asking,
};
use crate::{
    database::Db,
    freshness::{Freshness, Hour, Tag},
    refusals::{Failure, Outcome},
};

/// Offered at once.
const MOST: usize = 8;
/// Offered beside words that are nobody's.
const NEAR: usize = 3;
/// Bytes that are looked at of what is typed.
const LONGEST: usize = 100;
/// Letters of a word that tell which it is, whatever its end.
const ROOT: usize = 5;

/// What can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Trade,
    Skill,
    Place,
}

impl Kind {
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "trade" => Some(Self::Trade),
            "skill" => Some(Self::Skill),
            "place" => Some(Self::Place),
            _ => None,
        }
    }

    /// The end of its Fluent key: `suggest-trade`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trade => "trade",
            Self::Skill => "skill",
            Self::Place => "place",
        }
    }
}

/// A name as it is looked for, and what it is a name of.
#[derive(Debug)]
struct Name {
    folded: String,
    label: Arc<str>,
}

#[derive(Debug, Default)]
struct Names {
    trades: Vec<Name>,
    skills: Vec<Name>,
}

/// The names this process has read, as long as they are what the database says.
#[derive(Debug, Default)]
pub struct Known(Mutex<Option<(Hour, Arc<Names>)>>);

impl Known {
    async fn names(&self, db: &Db, freshness: &Freshness) -> Result<Arc<Names>, DbErr> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((begun, names)) = kept
            && freshness.holds(begun, &[Tag::References])
        {
            return Ok(names);
        }
        let begun = freshness.hour();
        let names = Arc::new(read(db).await?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((begun, names.clone()));
        Ok(names)
    }

    /// Names in which each word that is typed begins one: first those that begin so, then
    /// the shorter; of places, the most peopled.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn begun_by(&self, db: &Db, kind: Kind, typed: &str) -> Outcome<Vec<String>> {
        let typed = cut(typed);
        if kind == Kind::Place {
            let places = places::begun_by(db, typed, MOST as u64).await?;
            return Ok(places.iter().map(places::Model::full_label).collect());
        }
        let begun = fold(typed);
        if begun.len() < 2 {
            return Ok(vec![]);
        }
        let names = self.names(db, &db.freshness).await?;
        blocking(move || {
            let words: Vec<&str> = begun.split(' ').collect();
            let fits = |name: &Name| words.iter().all(|word| begins_one(&name.folded, word));
            first(names.of(kind).iter().filter(|name| fits(name)), MOST, |name| !name.folded.starts_with(&begun))
        })
        .await
    }

    /// What comes near words that are nobody's: names that share the most of them, however
    /// they end.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn near(&self, db: &Db, kind: Kind, said: &str) -> Outcome<Vec<String>> {
        let said = fold(cut(said));
        let names = self.names(db, &db.freshness).await?;
        blocking(move || {
            let roots: Vec<&str> = said.split(' ').filter_map(|word| word.get(..ROOT.min(word.len()))).collect();
            let roots: Vec<&str> = roots.into_iter().filter(|root| root.len() > 3).collect();
            let shared = |name: &Name| roots.iter().filter(|root| begins_one(&name.folded, root)).count();
            let most = names.of(kind).iter().map(shared).max().unwrap_or(0);
            let near = names.of(kind).iter().filter(|name| most > 0 && shared(name) == most);
            first(near, NEAR, |_| false)
        })
        .await
    }
}

impl Names {
    fn of(&self, kind: Kind) -> &[Name] {
        match kind {
            Kind::Trade => &self.trades,
            Kind::Skill => &self.skills,
            Kind::Place => &[],
        }
    }
}

async fn read(db: &Db) -> Result<Names, DbErr> {
    let titles: Vec<(String, String)> = trade_titles::Entity::find()
        .select_only()
        .column(trade_titles::Column::Folded)
        .inner_join(trades::Entity)
        .column(trades::Column::Title)
        .filter(trades::Column::State.eq("current"))
        .into_tuple()
        .all(db)
        .await?;
    let skills: Vec<String> =
        skills::Entity::find().select_only().column(skills::Column::Label).into_tuple().all(db).await?;
    let named = |(folded, label): (String, String)| Name { folded, label: label.into() };
    Ok(Names {
        trades: titles.into_iter().map(named).collect(),
        skills: skills.into_iter().map(|label| named((fold(&label), label))).collect(),
    })
}

fn begins_one(folded: &str, word: &str) -> bool {
    folded.split(' ').any(|of_name| of_name.starts_with(word))
}

/// The first labels, each once: those that are not `later`, then the shorter names.
fn first<'a>(names: impl Iterator<Item = &'a Name>, most: usize, later: impl Fn(&Name) -> bool) -> Vec<String> {
    let mut names: Vec<&Name> = names.collect();
    names.sort_by_cached_key(|name| (later(name), name.folded.chars().count(), name.folded.clone()));
    let mut labels: Vec<String> = vec![];
    for name in names {
        if labels.len() == most {
            break;
        }
        if !labels.iter().any(|label| **label == *name.label) {
            labels.push(name.label.to_string());
        }
    }
    labels
}

fn cut(typed: &str) -> &str {
    asking::cut(typed, LONGEST)
}

/// Looking through them takes a millisecond or two: off the threads that answer.
async fn blocking(look: impl FnOnce() -> Vec<String> + Send + 'static) -> Outcome<Vec<String>> {
    tokio::task::spawn_blocking(look).await.map_err(|error| Failure::Broken(error.to_string()))
}
