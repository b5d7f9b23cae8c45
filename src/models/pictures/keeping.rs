//! The files of pictures, under the shared folder's `uploads`, where backups find them.
//! A file is whole before it has its name and is there before its row; it goes after
//! its row did. What a crash leaves between the two is a file that no row knows, and
//! goes a day later.

use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::SystemTime,
};

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Column, Entity, developing::Developed, is_token};
use crate::{house::House, refusals::Outcome};

/// How long a file without a row is taken for one whose row is on its way.
const ON_ITS_WAY: Duration = Duration::days(1);

fn folder(house: &House) -> PathBuf {
    house.settings.shared_dir().join("uploads/pictures")
}

/// Where a picture is kept; `small`: its small one.
pub fn path(house: &House, token: &str, small: bool) -> PathBuf {
    let name = if small { format!("{token}.small") } else { token.to_owned() };
    folder(house).join(&token[..2]).join(name)
}

/// Writes both files of a picture.
///
/// # Errors
/// When the disk refuses; nothing is then left.
pub async fn write(house: &House, token: &str, made: Developed) -> Outcome<()> {
    let (large, small) = (path(house, token, false), path(house, token, true));
    let written = tokio::task::spawn_blocking(move || {
        let written = write_one(&small, &made.small).and_then(|()| write_one(&large, &made.large));
        if written.is_err() {
            let _ = fs::remove_file(&small);
        }
        written
    });
    Ok(written.await.map_err(io::Error::other)??)
}

fn write_one(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let above = path.parent().unwrap_or(Path::new("."));
    if !above.exists() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(above)?;
        // Down from the shared folder: a name is durable once the folder that holds it is.
        for folder in above.ancestors().skip(1).take(3) {
            fs::File::open(folder)?.sync_all()?;
        }
    }
    let unfinished = path.with_extension("part");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    fs::File::open(above)?.sync_all()
}

/// The bytes of a picture; none when the file is not there.
///
/// # Errors
/// When the disk refuses.
pub async fn read(house: &House, token: &str, small: bool) -> Outcome<Option<Vec<u8>>> {
    let path = path(house, token, small);
    let read = tokio::task::spawn_blocking(move || match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    });
    Ok(read.await.map_err(io::Error::other)??)
}

/// Deletes the files of a picture; those that are not there are no matter.
pub fn forget(house: &House, token: &str) {
    for small in [false, true] {
        remove(&path(house, token, small));
    }
}

fn remove(path: &Path) {
    if let Err(error) = fs::remove_file(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a picture that nobody may see any more could not be deleted");
    }
}

/// Deletes the files that no row knows, folder by folder.
///
/// # Errors
/// When the database cannot be read.
pub async fn sweep(house: &House, now: DateTime<Utc>) -> Result<(), DbErr> {
    let Ok(folders) = fs::read_dir(folder(house)) else { return Ok(()) };
    for folder in folders.flatten() {
        let old: Vec<(String, PathBuf)> = fs::read_dir(folder.path())
            .into_iter()
            .flatten()
            .flatten()
            .filter(|file| is_older(file, now - ON_ITS_WAY))
            .map(|file| {
                let name = file.file_name().to_string_lossy().into_owned();
                (name.split('.').next().unwrap_or_default().to_owned(), file.path())
            })
            .collect();
        let tokens: BTreeSet<&str> =
            old.iter().map(|(token, _)| token.as_str()).filter(|name| is_token(name)).collect();
        let known: BTreeSet<String> = Entity::find()
            .select_only()
            .column(Column::Token)
            .filter(Column::Token.is_in(tokens))
            .filter(Column::RemovedAt.is_null())
            .into_tuple::<String>()
            .all(&house.db)
            .await?
            .into_iter()
            .collect();
        for (token, path) in &old {
            if !known.contains(token) || path.extension().is_some_and(|end| end == "part") {
                remove(path);
            }
        }
    }
    Ok(())
}

fn is_older(file: &fs::DirEntry, than: DateTime<Utc>) -> bool {
    file.metadata().and_then(|about| about.modified()).is_ok_and(|written| written < SystemTime::from(than))
}
