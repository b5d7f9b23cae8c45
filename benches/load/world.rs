//! The worlds: data folders made once by the `world` task and kept in
//! `target/bench`, since a million posts take a while.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

use crate::{Result, server::alone};

/// The same posts each time.
const SEED: u32 = 1;

/// Written by the task beside the data.
const ADDRESSES: &str = "world.json";

#[derive(Debug)]
pub struct World {
    pub posts: u64,
    pub folder: PathBuf,
    pub addresses: Addresses,
}

/// Where the measured pages are, by id.
#[derive(Clone, Debug, Deserialize)]
pub struct Addresses {
    pub thread_of_20: u64,
    pub thread_of_10000: u64,
    /// Deep in the thread of 10,000.
    pub post_deep: u64,
}

impl World {
    /// The world of `posts` posts, made now unless it is there.
    ///
    /// # Errors
    /// When the task fails or does not say where things are.
    pub fn of(posts: u64, bench: &Path, fresh: bool) -> Result<Self> {
        let folder = bench.join(format!("world-{posts}"));
        if fresh && folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        if !folder.exists() {
            make(posts, &folder)?;
        }
        let addresses = fs::read_to_string(folder.join(ADDRESSES))
            .map_err(|error| error.to_string())
            .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()))
            .map_err(|error| format!("{}/{ADDRESSES}: {error}; --fresh makes it anew", folder.display()))?;
        Ok(Self { posts, folder, addresses })
    }

    /// A copy to write in, so that the world stays as it was made.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn copy(&self) -> Result<Copy> {
        let copy = Copy(self.folder.with_file_name(format!("copy-{}", self.posts)));
        copy.remove();
        let done = Command::new("cp").args(["-a", "--reflink=auto"]).args([&self.folder, &copy.0]).status()?;
        // Writing back a gigabyte of copy would slow the fsyncs that are measured next.
        let settled = Command::new("sync").arg("-f").arg(&copy.0).status()?;
        if done.success() && settled.success() { Ok(copy) } else { Err("the world cannot be copied".into()) }
    }
}

/// Removed when done with.
#[derive(Debug)]
pub struct Copy(pub PathBuf);

impl Copy {
    fn remove(&self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Made beside its place and moved there when whole: a run cut short leaves no half world.
fn make(posts: u64, folder: &Path) -> Result<()> {
    eprintln!("Making a world of {posts} posts (kept for the next runs)");
    let half = folder.with_extension("half");
    if half.exists() {
        fs::remove_dir_all(&half)?;
    }
    fs::create_dir_all(&half)?;
    let said = half.join("world.out");
    let done = alone(&half)
        .args(["task", "world", &format!("posts:{posts}"), &format!("seed:{SEED}")])
        .stdout(File::create(&said)?)
        .status()?;
    if !done.success() {
        return Err(format!("the `world` task failed: {done}").into());
    }
    let addresses = half.join(ADDRESSES);
    if !addresses.exists() {
        let text = fs::read_to_string(&said)?;
        let line = text.lines().rev().find(|line| line.starts_with('{')).unwrap_or_default();
        fs::write(&addresses, line)?;
    }
    fs::rename(&half, folder)?;
    Ok(())
}
