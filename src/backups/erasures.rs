//! Who asked to be forgotten after the backup was made. A restore brings them
//! back; they are erased again before anyone is served.
//!
//! Erasures are known from the table `erasures` of the database that is replaced
//! and from `erasures.jsonl`, which outlives it. Numbers of people are
//! never given twice (see [`super::restoring`]), and someone is erased again only
//! if their account is older than the erasure, to the day.

use std::{
    fs::OpenOptions,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};

use super::{Trouble, files, schema};
use crate::models::_entities::{erasures, users};

/// People asked about at a time.
const BATCH: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Erasure {
    pub person: i64,
    /// remove: their posts went; keep: they stayed, each under a name of its own.
    pub posts: String,
    pub at: DateTime<Utc>,
}

fn file(shared_dir: &Path) -> PathBuf {
    shared_dir.join("erasures.jsonl")
}

/// Every erasure this house knows of, from its database (which may have no schema)
/// and its file (which may be absent).
///
/// # Errors
/// [`Trouble::UnreadableErasures`] when a line of the file makes no sense.
pub async fn known<C: ConnectionTrait>(db: &C, shared_dir: &Path) -> Result<Vec<Erasure>, Trouble> {
    let mut known = read(shared_dir)?;
    if schema::tables(db).await?.iter().any(|table| table.name == "erasures") {
        // These columns only: the schema may be older than ours.
        use erasures::Column as C;
        let rows: Vec<(i64, String, DateTime<Utc>)> = erasures::Entity::find()
            .select_only()
            .columns([C::PersonId, C::Posts, C::ErasedAt])
            .into_tuple()
            .all(db)
            .await?;
        known.extend(rows.into_iter().map(|(person, posts, at)| Erasure { person, posts, at }));
    }
    known.sort();
    known.dedup_by_key(|erasure| erasure.person);
    Ok(known)
}

fn read(shared_dir: &Path) -> Result<Vec<Erasure>, Trouble> {
    let file = file(shared_dir);
    let text = match std::fs::read_to_string(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        text => text?,
    };
    let mut erasures = vec![];
    for (number, line) in text.split_inclusive('\n').enumerate() {
        match serde_json::from_str(line).or_else(|error| after_a_torn_one(line).ok_or(error)) {
            Ok(erasure) => erasures.push(erasure),
            // Cut short while it was written, so not done yet.
            Err(_) if !line.ends_with('\n') => {}
            Err(_) if line.trim().is_empty() => {}
            Err(_) => return Err(Trouble::UnreadableErasures { file, line: number + 1 }),
        }
    }
    Ok(erasures)
}

/// A line cut short by a power cut, and the next one written on from there.
fn after_a_torn_one(line: &str) -> Option<Erasure> {
    serde_json::from_str(&line[line.rfind('{')?..]).ok()
}

/// Writes to the file those that only the database knew, before it is replaced.
///
/// # Errors
/// When the disk refuses.
pub fn write_down(shared_dir: &Path, known: &[Erasure]) -> Result<(), Trouble> {
    let written = read(shared_dir)?;
    let missing = known.iter().filter(|erasure| written.iter().all(|other| other.person != erasure.person));
    let mut lines = String::new();
    for erasure in missing {
        lines.push_str(&serde_json::to_string(erasure).map_err(std::io::Error::from)?);
        lines.push('\n');
    }
    if lines.is_empty() {
        return Ok(());
    }
    let path = file(shared_dir);
    files::folder(shared_dir)?;
    if std::fs::read(&path).is_ok_and(|text| !text.is_empty() && !text.ends_with(b"\n")) {
        lines.insert(0, '\n');
    }
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    file.write_all(lines.as_bytes())?;
    file.sync_all()?;
    Ok(())
}

/// Of `known`, those that the restored house `db` lacks: the person is there again.
///
/// # Errors
/// When the database cannot be read.
pub async fn erasures_since<C: ConnectionTrait>(db: &C, known: &[Erasure]) -> Result<Vec<Erasure>, Trouble> {
    let mut lacking = vec![];
    for some in known.chunks(BATCH) {
        let people = some.iter().map(|erasure| erasure.person);
        let there: Vec<(i64, DateTime<Utc>)> = users::Entity::find()
            .select_only()
            .columns([users::Column::Id, users::Column::CreatedAt])
            .filter(users::Column::Id.is_in(people))
            .into_tuple()
            .all(db)
            .await?;
        // An erasure may be dated to the day only.
        let back = |erasure: &&Erasure| {
            there.iter().any(|(id, since)| *id == erasure.person && since.date_naive() <= erasure.at.date_naive())
        };
        lacking.extend(some.iter().filter(back).cloned());
    }
    Ok(lacking)
}
