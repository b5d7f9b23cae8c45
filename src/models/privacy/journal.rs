//! `erasures.jsonl`, in the folder that the servers of a house share: a line an
//! erasure, outside the database. A backup restored is older than the erasures made
//! since; they are made again from here.

use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Read, Seek, SeekFrom, Write},
    path::PathBuf,
};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

use super::{closing::Posts, erasure};
use crate::{
    house::House,
    models::{_entities::erasures, users},
    refusals::{Failure, Outcome},
};

/// People asked about at a time.
const BATCH: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Their number, which nobody else ever had.
    pub person: i64,
    /// keep or remove
    pub posts: String,
    pub at: DateTime<Utc>,
}

pub fn path(house: &House) -> PathBuf {
    house.settings.shared_dir().join("erasures.jsonl")
}

/// Adds a line, durable when this returns. The same one twice does no harm.
///
/// # Errors
/// When the disk refuses.
pub(super) fn append(house: &House, erasure: &erasures::Model) -> Outcome<()> {
    let line = Line { person: erasure.person_id, posts: erasure.posts.clone(), at: erasure.erased_at.to_utc() };
    let mut text = serde_json::to_string(&line).map_err(|error| Failure::Broken(error.to_string()))?;
    text.push('\n');
    let mut file = OpenOptions::new().create(true).append(true).read(true).open(path(house))?;
    // A line cut short by a power failure does not take the next with it.
    if file.seek(SeekFrom::End(0))? > 0 {
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            text.insert(0, '\n');
        }
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    // A new file is there once its folder says so.
    File::open(house.settings.shared_dir())?.sync_all()?;
    Ok(())
}

/// Every erasure of the journal. A line cut short by a power failure is left out:
/// its erasure was not acknowledged as finished, and the database knows it.
///
/// # Errors
/// When the file cannot be read.
pub fn lines(house: &House) -> Outcome<Vec<Line>> {
    let file = match File::open(path(house)) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        Err(error) => return Err(error.into()),
    };
    let lines = BufReader::new(file).lines().collect::<Result<Vec<_>, _>>()?;
    Ok(lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// Makes again every erasure of the journal that the database does not know: what
/// a restored backup needs before anyone reads it. One that was only broken off is
/// left to those who carry it on. Returns how many there were.
///
/// # Errors
/// When the database or the disk refuses.
pub async fn replay(house: &House) -> Outcome<usize> {
    let mut made = 0;
    for some in lines(house)?.chunks(BATCH) {
        let people = some.iter().map(|line| line.person);
        let back = users::Entity::find().filter(users::Column::Id.is_in(people)).all(&house.db).await?;
        for user in back {
            // A backup gives numbers back: an account younger than the erasure is another's.
            let line = some.iter().find(|line| line.person == user.id && user.created_at.to_utc() <= line.at);
            let Some(posts) = line.and_then(|line| Posts::named(&line.posts)) else { continue };
            let begun = erasures::Entity::find()
                .filter(erasures::Column::PersonId.eq(user.id))
                .filter(erasures::Column::FinishedAt.is_null());
            if begun.one(&house.db).await?.is_none() {
                erasure::replay(house, user.id, posts).await?;
                made += 1;
            }
        }
    }
    Ok(made)
}

/// The same, before a server serves anyone.
pub async fn replay_at_start(house: &House) {
    match replay(house).await {
        Ok(0) => {}
        Ok(made) => tracing::warn!(made, "erasures older than what was restored were made again"),
        Err(failure) => tracing::error!(%failure, "erasures could not be made again after a restore"),
    }
}
