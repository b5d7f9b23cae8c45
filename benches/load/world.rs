//! The worlds: data folders made once by the `world` task and kept in
//! `target/bench`, since a million posts take a while.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{Result, places::Places, server::alone, site::Site};

/// The same posts each time.
const SEED: u32 = 1;

#[derive(Debug)]
pub struct World {
    pub posts: u64,
    pub folder: PathBuf,
}

impl World {
    /// The world of `posts` posts, made now unless it is there.
    ///
    /// # Errors
    /// When the task fails.
    pub fn of(posts: u64, bench: &Path, fresh: bool) -> Result<Self> {
        let folder = bench.join(format!("world-{posts}"));
        if fresh && folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        if !folder.exists() {
            make(posts, &folder)?;
        }
        Ok(Self { posts, folder })
    }

    /// Where the measured pages are: looked up once on the served site, then remembered.
    ///
    /// # Errors
    /// When a page that must be there is not.
    pub async fn places(&self, site: Site) -> Result<Places> {
        let file = self.folder.join("places.json");
        if let Ok(text) = fs::read_to_string(&file) {
            return Ok(serde_json::from_str(&text)?);
        }
        let places = Places::find(site).await?;
        fs::write(&file, serde_json::to_string(&places)?)?;
        Ok(places)
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
    let done = alone(&half)
        .args(["task", "world", &format!("posts:{posts}"), &format!("seed:{SEED}")])
        .stdout(Stdio::null())
        .status()?;
    if !done.success() {
        return Err(format!("the `world` task failed: {done}").into());
    }
    // So that a server started on it does not make its index while it is measured.
    let done = alone(&half).args(["task", "reindex"]).stdout(Stdio::null()).status()?;
    if !done.success() {
        return Err(format!("the `reindex` task failed: {done}").into());
    }
    fs::rename(&half, folder)?;
    Ok(())
}
