//! Backups: taken while the server runs, of either database, restored into
//! either. What lives here makes and reads them; what they are asked by is
//! `tasks/backup.rs` and `tasks/restore.rs`.
//!
//! A backup is a folder: `manifest.json`, `tables/NAME.jsonl.gz` (one row a line, a
//! JSON array in the order of the manifest's columns), `uploads/…`. It is written
//! under another name, made durable, then renamed: half a backup never has the
//! name of one. The manifest holds a digest of each file and of itself.
//!
//! **Why rows, and not `VACUUM INTO` or `pg_dump`?** One format is one way back:
//! what the tests restore on one database is what saves the other. A house that
//! outgrows SQLite moves to PostgreSQL by a backup and a restore. No tool has to
//! be there, nor to be of the server's version. The rows are read in one
//! transaction (on SQLite the snapshot of a WAL reader, on PostgreSQL a
//! repeatable read), so that they are of one instant and nobody waits for them;
//! the database itself writes and reads the JSON, so that a row costs
//! microseconds. The price: a restore builds its indices again.
//!
//! The tables are found in the schema, never listed: a new one is in the next
//! backup.

pub mod erasures;
mod files;
mod loading;
pub mod manifest;
mod reading_log;
pub mod restoring;
pub mod schema;
pub mod taking;
pub mod uploads;

use std::path::PathBuf;

pub(crate) use self::files::{beside, hex, remove};
pub use self::{
    manifest::{Backup, Manifest},
    restoring::{Restored, restore},
    taking::take,
};

/// Why there is no backup, or why it was not restored; said to an operator.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("{} is already there: name a new place, nothing is ever written over a backup", .0.display())]
    Exists(PathBuf),
    #[error("{} is no backup: it has no readable manifest.json ({why})", place.display())]
    NotABackup { place: PathBuf, why: String },
    #[error("the backup is damaged: {0}. Nothing was replaced; take an older one")]
    Damaged(String),
    #[error(
        "the backup was made by a newer version of Passerelle (schema {0}). Nothing was replaced; \
         install that version, then restore"
    )]
    Newer(String),
    #[error("there is nothing to back up: the database has no schema yet")]
    Empty,
    #[error("another restore is at work: wait until it is done. Nothing was replaced by this one")]
    Another,
    #[error(
        "a server or a task did not end within half a minute: stop it, then restore. Nothing was replaced, and \
         the servers serve again"
    )]
    StillOpen,
    #[error(
        "someone else uses the database (a console, a server of an older version): close that, \
         then restore. Nothing was replaced"
    )]
    InUse,
    #[error("the list of erasures cannot be read at line {line} of {}: mend it first, people asked to be forgotten", file.display())]
    UnreadableErasures { file: PathBuf, line: usize },
    #[error("the database refused: {0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("the disk refused: {0}")]
    Disk(#[from] std::io::Error),
}
