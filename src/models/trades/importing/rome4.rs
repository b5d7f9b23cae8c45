//! ROME 4, as two lists: `trades.csv` and `job_titles.csv`.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{
    Progress, Trouble,
    files::{mended, rows},
    release::{Described, Level, Named, Release},
};
use crate::models::trades::{as_code, picture::Title};

pub(super) struct Layout {
    trades: PathBuf,
    titles: PathBuf,
}

impl Layout {
    pub(super) fn find(folder: &Path) -> Option<Self> {
        let named = |name: &str| Some(folder.join(name)).filter(|file| file.is_file());
        Some(Self { trades: named("trades.csv")?, titles: named("job_titles.csv")? })
    }

    pub(super) fn read(&self, progress: Progress<'_>) -> Result<Release, Trouble> {
        let mut release = Release { level: Level::Rome4, ..Release::default() };
        self.read_trades(&mut release, progress)?;
        self.read_titles(&mut release, progress)?;
        Ok(release)
    }

    fn read_trades(&self, release: &mut Release, progress: Progress<'_>) -> Result<(), Trouble> {
        #[derive(Deserialize)]
        struct Row {
            code_rome: String,
            libelle: String,
            code_rome_parent: String,
            #[serde(default)]
            debut_definition: String,
        }
        rows(&self.trades, "trades", progress, |row: Row| {
            let Some(code) = as_code(&row.code_rome) else {
                release.unusable += 1;
                return;
            };
            let begun = mended(&row.debut_definition);
            let trade = Named {
                // What comes from nothing known is its own.
                parent: as_code(&row.code_rome_parent).unwrap_or_else(|| code.clone()),
                title: mended(&row.libelle),
                titles: vec![],
                description: if begun.is_empty() { Described::Not } else { Described::Begun(begun) },
            };
            release.trades.insert(code, trade);
        })
    }

    fn read_titles(&self, release: &mut Release, progress: Progress<'_>) -> Result<(), Trouble> {
        #[derive(Deserialize)]
        struct Row {
            code_ogr: String,
            code_rome: String,
            classification: String,
            libelle: String,
        }
        rows(&self.titles, "titles", progress, |row: Row| match release.trades.get_mut(&row.code_rome) {
            Some(trade) => {
                let title = mended(&row.libelle);
                let principal = row.classification == "principale" || title == trade.title;
                trade.titles.push(Title { title, ogr: Some(row.code_ogr), principal });
            }
            None => release.unusable += 1,
        })?;
        for trade in release.trades.values_mut().filter(|trade| trade.titles.iter().all(|title| !title.principal)) {
            trade.titles.push(Title { title: trade.title.clone(), ogr: None, principal: true });
        }
        Ok(())
    }
}
