//! What was sent in, in the place of what is there. It cannot change in the
//! database's own transaction, so it is made whole beside first, under a number that
//! the database then carries: whoever finds such a folder knows from the database
//! whether it is to take the place of the one there was (it carries the number) or to
//! go (it does not), and `kill -9` at any moment leaves nothing half.

use std::path::{Path, PathBuf};

use super::{Backup, Trouble, files, taking::UPLOADS};

/// Copies a backup's uploads beside those of the house, durably, under a new number.
///
/// # Errors
/// When the disk refuses.
pub fn stage(backup: &Backup, shared_dir: &Path) -> Result<i64, Trouble> {
    // SQLite keeps 32 bits of it, with a sign.
    let mark = rand::random_range(1..i64::from(i32::MAX));
    let staged = files::beside(&shared_dir.join(UPLOADS), &format!(".restoring-{mark}"));
    // Also when the backup has none: those that are there go.
    files::folder(&staged)?;
    files::copy_tree(&backup.folder.join(UPLOADS), &staged, UPLOADS)?;
    files::sync_folders(&staged)?;
    Ok(mark)
}

/// True when nothing was left behind.
///
/// # Errors
/// When the disk refuses.
pub fn are_settled(shared_dir: &Path) -> Result<bool, Trouble> {
    Ok(left_behind(shared_dir)?.is_empty())
}

/// Puts the folder with the number that the database carries in its place, and removes
/// what else was left behind; true when there was such a folder. For whoever has the
/// turn (see [`crate::presence`]).
///
/// # Errors
/// When the disk refuses: it may be asked again.
pub fn settle(shared_dir: &Path, mark: i64) -> Result<bool, Trouble> {
    let uploads = shared_dir.join(UPLOADS);
    let staged = files::beside(&uploads, &format!(".restoring-{mark}"));
    let taken = staged.exists();
    if taken {
        let replaced = files::beside(&uploads, ".replaced");
        files::remove(&replaced)?;
        if uploads.exists() {
            files::rename(&uploads, &replaced)?;
        }
        files::rename(&staged, &uploads)?;
    }
    for folder in left_behind(shared_dir)? {
        files::remove(&folder)?;
    }
    Ok(taken)
}

fn left_behind(shared_dir: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let mut left = vec![];
    for entry in std::fs::read_dir(shared_dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(UPLOADS));
        if rest.is_some_and(|rest| rest.starts_with(".restoring") || rest == ".replaced") {
            left.push(entry.path());
        }
    }
    Ok(left)
}
