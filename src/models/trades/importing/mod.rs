//! The official trades, from the files an operator downloaded. What they say is
//! merged with what is there and with the starter set, and only the difference is
//! written: a second run changes nothing, a run cut short is finished by the next.

mod files;
mod merging;
mod release;
mod rome3;
mod rome4;

use std::path::Path;

use sea_orm::DbErr;

use super::{
    picture::{Picture, Written},
    starter,
};
use crate::{
    database::Db,
    fixtures::rows,
    models::activities::{self, About, Verb},
};
pub use files::Trouble;
pub use release::{Level, Release};

/// What an import read and did.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// What was read, and what was left out because it could not be used.
    pub read: Release,
    pub names: Written,
    pub skills: Written,
    pub bridges: Written,
    /// Trades as they are now: current, retired.
    pub current: usize,
    pub retired: usize,
}

impl Summary {
    pub fn changed_nothing(&self) -> bool {
        self.names.is_nothing() && self.skills.is_nothing() && self.bridges.is_nothing()
    }
}

/// How far an import is: a stage (a word for people), and bytes or steps done of all.
pub type Progress<'a> = &'a (dyn Fn(&'static str, u64, u64) + Sync);

/// Imports what lies in a folder, or in the folders of it.
///
/// # Errors
/// When no layout is recognised, a file is malformed or the database refuses.
pub async fn import(db: &Db, folder: &Path, progress: Progress<'_>) -> Result<Summary, Trouble> {
    let release = Release::read(folder, progress)?;
    let starter = starter::picture().map_err(|error| Trouble::Starter(error.to_string()))?;
    progress("comparing", 0, 1);
    let known = Picture::read(db).await?;
    let wanted = merging::merge(&known, &release, &starter);
    let mut summary = Summary {
        current: wanted.0.values().filter(|trade| trade.is_current()).count(),
        read: release,
        ..Summary::default()
    };
    summary.retired = wanted.len() - summary.current;
    // Three transactions of a second or less: a server that runs meanwhile has its turn.
    progress("names", 0, 3);
    summary.names = stage(db, async |txn| wanted.write_names(txn, &known).await).await?;
    progress("skills", 1, 3);
    summary.skills = stage(db, async |txn| wanted.write_skills(txn, &known).await).await?;
    progress("bridges", 2, 3);
    summary.bridges = stage(db, async |txn| wanted.write_bridges(txn, &known).await).await?;
    progress("bridges", 3, 3);
    Ok(summary)
}

async fn stage(
    db: &Db,
    write: impl AsyncFnOnce(&crate::database::Write) -> Result<Written, DbErr>,
) -> Result<Written, DbErr> {
    let txn = db.write().await?;
    rows::alone_on(&txn, "trades").await?;
    let written = write(&txn).await?;
    if !written.is_nothing() {
        activities::record(&txn, None, Verb::ReferencesChanged, About::default(), "trades").await?;
        txn.commit().await?;
    }
    Ok(written)
}
