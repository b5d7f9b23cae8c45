//! A body put into a file that has no name: whatever becomes of us, nothing is left of
//! it. Memory stays flat however much comes.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Seek, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use reqwest::Response;
use tokio::task::spawn_blocking;

use super::{pace::Pace, settings::Fetching, unfetched::Unfetched};

/// Bytes held back before they are written.
const WRITTEN_AT_ONCE: usize = 256 << 10;

pub(crate) struct Kept {
    file: File,
    held: Vec<u8>,
    /// Written and held.
    bytes: u64,
}

/// The whole body, and its size in bytes. One that ends before the server said it would
/// is none.
///
/// # Errors
/// `TooHeavy`, before it is read when the server says so; `TooSlow`; `Broken`; `Disk`.
pub(super) async fn keep(mut answer: Response, settings: &Fetching) -> Result<(File, u64), Unfetched> {
    let limit = settings.bytes;
    if answer.content_length().is_some_and(|announced| announced > limit) {
        return Err(Unfetched::TooHeavy { bytes: limit });
    }
    let mut kept = Kept::within(settings.folder()).await?;
    let mut pace = Pace::new(settings);
    while let Some(bytes) = pace.next(&mut answer).await? {
        kept = kept.with(&bytes, limit).await?;
    }
    Ok(kept.written().await?.rewound()?)
}

impl Kept {
    pub(crate) async fn within(folder: PathBuf) -> io::Result<Self> {
        let file = aside(move || nameless(&folder)).await?;
        Ok(Self { file, held: Vec::with_capacity(WRITTEN_AT_ONCE), bytes: 0 })
    }

    pub(crate) async fn with(mut self, bytes: &[u8], limit: u64) -> Result<Self, Unfetched> {
        self.bytes += bytes.len() as u64;
        if self.bytes > limit {
            return Err(Unfetched::TooHeavy { bytes: limit });
        }
        self.held.extend_from_slice(bytes);
        if self.held.len() < WRITTEN_AT_ONCE { Ok(self) } else { Ok(self.written().await?) }
    }

    pub(crate) async fn written(mut self) -> io::Result<Self> {
        aside(move || {
            self.file.write_all(&self.held)?;
            self.held.clear();
            Ok(self)
        })
        .await
    }

    pub(crate) fn rewound(mut self) -> io::Result<(File, u64)> {
        self.file.rewind()?;
        Ok((self.file, self.bytes))
    }
}

fn nameless(folder: &Path) -> io::Result<File> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = folder.join(format!("{:032x}.part", rand::random::<u128>()));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

/// Disks make one wait: not on the threads that answer requests.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}
