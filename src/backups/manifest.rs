//! What a backup says of itself, and whether that is still true.

use std::path::{Component, Path, PathBuf};

use chrono::{DateTime, Utc};
use migration::{Migrator, MigratorTrait};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Trouble, files};

/// The shape of the folder; another one when readers of this one would misread it.
const FORMAT: u32 = 1;
const NAME: &str = "manifest.json";

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub made_at: DateTime<Utc>,
    /// The version of the software that made it.
    pub version: String,
    /// sqlite or postgres
    pub engine: String,
    /// The last step of the schema.
    pub schema: String,
    /// In an order in which they can be filled: what is referred to first.
    pub tables: Vec<Table>,
    pub uploads: Vec<File>,
    /// SHA-256 of this manifest written with an empty digest.
    pub digest: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
    pub rows: u64,
    /// The last number given to a row, of those that are numbered; 0: none yet.
    pub last_id: i64,
    pub file: File,
}

/// A file of the backup: its path within, its bytes, their SHA-256.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct File {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
}

impl Manifest {
    pub fn new(engine: &str, schema: String) -> Self {
        Self {
            format: FORMAT,
            made_at: crate::clock::now(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            engine: engine.to_owned(),
            schema,
            tables: vec![],
            uploads: vec![],
            digest: String::new(),
        }
    }

    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// How many steps of our schema lead to the backup's; none when we do not know it.
    pub fn steps(&self) -> Option<u32> {
        let at = Migrator::migrations().iter().position(|step| step.name() == self.schema)?;
        u32::try_from(at + 1).ok()
    }

    pub(super) fn write(mut self, folder: &Path) -> Result<Self, Trouble> {
        self.digest = self.own_digest()?;
        files::write(&folder.join(NAME), &serde_json::to_vec_pretty(&self).map_err(std::io::Error::from)?)?;
        Ok(self)
    }

    fn own_digest(&self) -> Result<String, Trouble> {
        let bare = Self { digest: String::new(), ..self.clone() };
        let bytes = serde_json::to_vec(&bare).map_err(std::io::Error::from)?;
        Ok(files::hex(&Sha256::digest(bytes)))
    }
}

/// A backup that was looked through and can be restored here.
#[derive(Debug)]
pub struct Backup {
    pub folder: PathBuf,
    pub manifest: Manifest,
}

impl Backup {
    /// Reads every file once: what is restored after is what was written.
    ///
    /// # Errors
    /// [`Trouble::NotABackup`], [`Trouble::Newer`] or [`Trouble::Damaged`].
    pub fn open(folder: &Path) -> Result<Self, Trouble> {
        let not_one = |why: String| Trouble::NotABackup { place: folder.to_owned(), why };
        let text = std::fs::read(folder.join(NAME)).map_err(|error| not_one(error.to_string()))?;
        let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| not_one(error.to_string()))?;
        if manifest.digest != manifest.own_digest()? {
            return Err(Trouble::Damaged("manifest.json was changed".to_owned()));
        }
        if manifest.format > FORMAT || manifest.steps().is_none() {
            return Err(Trouble::Newer(manifest.schema));
        }
        let backup = Self { folder: folder.to_owned(), manifest };
        for file in backup.files() {
            backup.check(file)?;
        }
        Ok(backup)
    }

    fn files(&self) -> impl Iterator<Item = &File> {
        self.manifest.tables.iter().map(|table| &table.file).chain(&self.manifest.uploads)
    }

    fn check(&self, file: &File) -> Result<(), Trouble> {
        let damaged = |why: &str| Trouble::Damaged(format!("{} {why}", file.path));
        if !Path::new(&file.path).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(damaged("lies outside of it"));
        }
        let (bytes, sha256) = files::digest(&self.folder.join(&file.path)).map_err(|_| damaged("cannot be read"))?;
        if bytes != file.bytes || sha256 != file.sha256 {
            return Err(damaged("is not what was written"));
        }
        Ok(())
    }
}
