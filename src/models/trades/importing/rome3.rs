//! ROME 3, in the files France Travail publishes: `unix_…_v347_utf8.csv`.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    Progress, Trouble,
    files::{mended, rows},
    release::{Described, Level, Named, Release},
};
use crate::models::{
    folded::fold,
    trades::{
        as_code,
        picture::{Kind, Title},
    },
};

/// Where each file is; those that the house can do without may be missing.
pub(super) struct Layout {
    trades: PathBuf,
    titles: PathBuf,
    texts: Option<PathBuf>,
    skills: Option<PathBuf>,
    links: Option<PathBuf>,
    pairs: Option<PathBuf>,
    mobility: Option<PathBuf>,
}

impl Layout {
    pub(super) fn find(folder: &Path) -> Option<Self> {
        let named = |name: &str| {
            let (begins, ends) = (format!("unix_{name}_v"), "_utf8.csv");
            let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let files = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
            // Of several versions, the latest.
            let file = files.filter(|file| file.starts_with(&begins) && file.ends_with(ends)).max()?;
            Some(folder.join(file))
        };
        Some(Self {
            trades: named("referentiel_code_rome")?,
            titles: named("referentiel_appellation")?,
            texts: named("texte"),
            skills: named("referentiel_competence"),
            links: named("liens_rome_referentiels"),
            pairs: named("coherence_item"),
            mobility: named("rubrique_mobilite"),
        })
    }

    pub(super) fn read(&self, progress: Progress<'_>) -> Result<Release, Trouble> {
        let mut release = Release { level: Level::Rome3, ..Release::default() };
        self.read_trades(&mut release, progress)?;
        self.read_titles(&mut release, progress)?;
        if let Some(texts) = &self.texts {
            read_texts(texts, &mut release, progress)?;
        }
        if let Some(skills) = &self.skills {
            release.skills = Some(self.read_skills(skills, progress)?);
        }
        if let Some(mobility) = &self.mobility {
            read_mobility(mobility, &mut release, progress)?;
        }
        Ok(release)
    }

    fn read_trades(&self, release: &mut Release, progress: Progress<'_>) -> Result<(), Trouble> {
        #[derive(Deserialize)]
        struct Row {
            code_rome: String,
            libelle_rome: String,
            #[serde(default)]
            statut: String,
        }
        rows(&self.trades, "trades", progress, |row: Row| {
            let Some(code) = as_code(&row.code_rome).filter(|_| is_used(&row.statut)) else {
                release.unusable += 1;
                return;
            };
            let title = mended(&row.libelle_rome);
            // The number beside it is the sheet's, not a title's.
            let principal = Title { title: title.clone(), ogr: None, principal: true };
            let trade = Named { parent: code.clone(), title, titles: vec![principal], ..Named::default() };
            release.trades.insert(code, trade);
        })
    }

    fn read_titles(&self, release: &mut Release, progress: Progress<'_>) -> Result<(), Trouble> {
        #[derive(Deserialize)]
        struct Row {
            code_ogr: String,
            libelle_appellation_long: String,
            code_rome: String,
            #[serde(default)]
            statut: String,
        }
        rows(&self.titles, "titles", progress, |row: Row| {
            match release.trades.get_mut(&row.code_rome).filter(|_| is_used(&row.statut)) {
                Some(trade) => trade.titles.push(Title {
                    title: mended(&row.libelle_appellation_long),
                    ogr: Some(row.code_ogr),
                    principal: false,
                }),
                None => release.unusable += 1,
            }
        })
    }

    /// In the order of the official sheets: what everyone in the trade knows, then
    /// what some do.
    fn read_skills(&self, skills: &Path, progress: Progress<'_>) -> Result<BTreeMap<String, Vec<String>>, Trouble> {
        #[derive(Deserialize)]
        struct Labelled {
            code_ogr: String,
            libelle_competence: String,
            #[serde(default)]
            statut: String,
        }
        #[derive(Deserialize)]
        struct Placed {
            code_rome: String,
            code_ogr: String,
            #[serde(default)]
            code_compo_bloc: u32,
            #[serde(default)]
            position_bloc: u32,
            #[serde(default)]
            position_item: u32,
        }
        let mut labels: HashMap<String, String> = HashMap::new();
        rows(skills, "skills", progress, |row: Labelled| {
            if is_used(&row.statut) {
                labels.insert(row.code_ogr, mended(&row.libelle_competence));
            }
        })?;
        let mut placed: Vec<(String, (u32, u32, u32), String)> = vec![];
        if let Some(links) = &self.links {
            rows(links, "skills of trades", progress, |row: Placed| {
                // The same file links titles and places of work, which are no skills.
                if labels.contains_key(&row.code_ogr) {
                    let place = (row.code_compo_bloc, row.position_bloc, row.position_item);
                    placed.push((row.code_rome, place, row.code_ogr));
                }
            })?;
        }
        let linked: HashSet<(String, String)> =
            placed.iter().map(|(trade, _, skill)| (trade.clone(), skill.clone())).collect();
        if let Some(pairs) = &self.pairs {
            const LAST: (u32, u32, u32) = (u32::MAX, 0, 0);
            rows(pairs, "skills of trades", progress, |row: Placed| {
                if labels.contains_key(&row.code_ogr)
                    && !linked.contains(&(row.code_rome.clone(), row.code_ogr.clone()))
                {
                    placed.push((row.code_rome, LAST, row.code_ogr));
                }
            })?;
        }
        placed.sort();
        let mut of_trades: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (trade, _, skill) in placed {
            let skills = of_trades.entry(trade).or_default();
            // Two numbers can have one label.
            if !skills.contains(&labels[&skill]) {
                skills.push(labels[&skill].clone());
            }
        }
        Ok(of_trades)
    }
}

fn read_texts(file: &Path, release: &mut Release, progress: Progress<'_>) -> Result<(), Trouble> {
    #[derive(Deserialize)]
    struct Row {
        code_rome: String,
        position_libelle_txt: u32,
        libelle_texte: String,
        libelle_type_texte: String,
    }
    let mut sentences: BTreeMap<(String, u32), String> = BTreeMap::new();
    rows(file, "definitions", progress, |row: Row| {
        if row.libelle_type_texte == "definition" {
            sentences.insert((row.code_rome, row.position_libelle_txt), mended(&row.libelle_texte));
        }
    })?;
    for ((code, _), sentence) in sentences {
        let Some(trade) = release.trades.get_mut(&code) else { continue };
        match &mut trade.description {
            Described::Whole(text) => {
                text.push(' ');
                text.push_str(&sentence);
            }
            other => *other = Described::Whole(sentence),
        }
    }
    Ok(())
}

fn read_mobility(file: &Path, release: &mut Release, progress: Progress<'_>) -> Result<(), Trouble> {
    #[derive(Deserialize)]
    struct Row {
        code_rome: String,
        code_rome_cible: String,
        libelle_type_mobilite: String,
    }
    let mut bridges: BTreeMap<(String, String), Kind> = BTreeMap::new();
    let mut unusable = 0;
    rows(file, "bridges", progress, |row: Row| {
        let kind = match fold(&row.libelle_type_mobilite).as_str() {
            "proche" => Some(Kind::Near),
            "evolution" => Some(Kind::Step),
            _ => None,
        };
        let known = |code: &str| release.trades.contains_key(code);
        let (from, to) = (row.code_rome, row.code_rome_cible);
        match kind.filter(|_| from != to && known(&from) && known(&to)) {
            // Said of single titles too, both ways at times: near is near.
            Some(Kind::Near) => _ = bridges.insert((from, to), Kind::Near),
            Some(Kind::Step) => _ = bridges.entry((from, to)).or_insert(Kind::Step),
            None => unusable += 1,
        }
    })?;
    release.bridges = Some(bridges);
    release.unusable += unusable;
    Ok(())
}

/// A row that is still in use; a file without the column has no other.
fn is_used(state: &str) -> bool {
    state.is_empty() || state == "1"
}
