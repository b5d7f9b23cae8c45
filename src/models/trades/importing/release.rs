//! What the files of a folder say, whichever of the two layouts they have.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

use super::{Progress, Trouble, rome3, rome4};
use crate::models::trades::picture::{Kind, Title};

/// Which list of trades a release names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// 531 trades.
    #[default]
    Rome3,
    /// 1,584, each with the ROME 3 trade it comes from.
    Rome4,
}

#[derive(Clone, Debug, Default)]
pub struct Release {
    pub level: Level,
    /// By code.
    pub trades: BTreeMap<String, Named>,
    /// Of ROME 3 trades, in their order; none when the folder does not say.
    pub skills: Option<BTreeMap<String, Vec<String>>>,
    /// Between ROME 3 trades; none when the folder does not say.
    pub bridges: Option<BTreeMap<(String, String), Kind>>,
    /// Rows that name what is not there: left out, and counted.
    pub unusable: usize,
}

/// A trade as a release names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub parent: String,
    pub title: String,
    pub titles: Vec<Title>,
    pub description: Described,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Described {
    #[default]
    Not,
    /// The whole definition.
    Whole(String),
    /// Its first two hundred characters.
    Begun(String),
}

impl Release {
    /// Reads the layouts that lie in a folder or right below it. With both, ROME 4
    /// names the trades, and ROME 3 says what ROME 4 does not publish.
    ///
    /// # Errors
    /// [`Trouble::NothingThere`]; or a file that cannot be read, and where.
    pub fn read(folder: &Path, progress: Progress<'_>) -> Result<Self, Trouble> {
        let folders = folders(folder)?;
        let rome3 = folders.iter().find_map(|folder| rome3::Layout::find(folder));
        let rome4 = folders.iter().find_map(|folder| rome4::Layout::find(folder));
        let mut release = match (rome3, rome4) {
            (None, None) => return Err(Trouble::NothingThere(folder.to_owned())),
            (Some(rome3), None) => rome3.read(progress)?,
            (None, Some(rome4)) => rome4.read(progress)?,
            (Some(rome3), Some(rome4)) => {
                let (older, newer) = (rome3.read(progress)?, rome4.read(progress)?);
                let unusable = older.unusable + newer.unusable;
                Self { skills: older.skills, bridges: older.bridges, unusable, ..newer }
            }
        };
        if release.trades.is_empty() {
            return Err(Trouble::NoTrade(folder.to_owned()));
        }
        for trade in release.trades.values_mut() {
            trade.tidy();
        }
        Ok(release)
    }

    pub fn titles(&self) -> usize {
        self.trades.values().map(|trade| trade.titles.len()).sum()
    }

    /// Where each title is now, by its number and by its words.
    pub(super) fn places_of_titles(&self) -> (HashMap<&str, &str>, HashMap<String, &str>) {
        let (mut numbered, mut worded) = (HashMap::new(), HashMap::new());
        for (code, trade) in &self.trades {
            for title in &trade.titles {
                if let Some(ogr) = &title.ogr {
                    numbered.entry(ogr.as_str()).or_insert(code.as_str());
                }
                worded.entry(crate::models::folded::fold(&title.title)).or_insert(code.as_str());
            }
        }
        (numbered, worded)
    }
}

impl Named {
    /// The first title first, the others by their words, none twice: the same files
    /// in another order are the same trade.
    fn tidy(&mut self) {
        self.titles.sort_by(|one, other| {
            other.principal.cmp(&one.principal).then_with(|| one.title.cmp(&other.title)).then(one.ogr.cmp(&other.ogr))
        });
        let mut numbers: HashMap<String, Option<String>> = HashMap::new();
        for title in &self.titles {
            let number = numbers.entry(title.title.clone()).or_default();
            *number = number.take().or_else(|| title.ogr.clone());
        }
        // The first of its words stays, with a number if any of them has one.
        self.titles.retain_mut(|title| match numbers.remove(&title.title) {
            Some(number) => {
                title.ogr = number;
                true
            }
            None => false,
        });
        let mut first = true;
        for title in &mut self.titles {
            title.principal &= std::mem::take(&mut first);
        }
    }
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let unreadable = |error| Trouble::Unreadable { file: folder.to_owned(), error };
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    below.sort();
    // Of several versions side by side, the latest name.
    below.reverse();
    below.insert(0, folder.to_owned());
    Ok(below)
}
