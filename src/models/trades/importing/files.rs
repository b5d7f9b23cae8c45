//! Files with a header, row by row, and how far one is in them.

use std::{
    cell::Cell,
    fs::File,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
    rc::Rc,
};

use sea_orm::DbErr;
use serde::de::DeserializeOwned;

use super::Progress;

#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error(
        "nothing to import in {0}: it holds neither unix_referentiel_code_rome_v…_utf8.csv and \
         unix_referentiel_appellation_v…_utf8.csv (ROME 3) nor trades.csv and job_titles.csv (ROME 4)"
    )]
    NothingThere(PathBuf),
    #[error("the files in {0} name no trade: was their download cut short? Nothing has changed")]
    NoTrade(PathBuf),
    #[error("{file}: {error}")]
    Unreadable { file: PathBuf, error: io::Error },
    #[error("{file}: {error}")]
    Malformed { file: PathBuf, error: csv::Error },
    #[error("the starter set: {0}")]
    Starter(String),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Calls `each` with every row of a file, its columns found by their names.
///
/// # Errors
/// When the file cannot be read or a row has another shape; says where.
pub(super) fn rows<R: DeserializeOwned>(
    file: &Path,
    stage: &'static str,
    progress: Progress<'_>,
    mut each: impl FnMut(R),
) -> Result<(), Trouble> {
    let unreadable = |error| Trouble::Unreadable { file: file.to_owned(), error };
    let opened = File::open(file).map_err(unreadable)?;
    let total = opened.metadata().map_err(unreadable)?.len();
    let read = Rc::new(Cell::new(0));
    let counted = Counted { file: opened, read: read.clone() };
    // A mark of the byte order before the first header would be part of its name.
    let mut reader = csv::Reader::from_reader(WithoutMark::new(BufReader::new(counted)).map_err(unreadable)?);
    for row in reader.deserialize() {
        each(row.map_err(|error| Trouble::Malformed { file: file.to_owned(), error })?);
        progress(stage, read.get(), total);
    }
    Ok(())
}

/// `''` is how the official files write an apostrophe.
pub(super) fn mended(text: &str) -> String {
    text.trim().replace("''", "'")
}

struct Counted {
    file: File,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(into)?;
        self.read.set(self.read.get() + bytes as u64);
        Ok(bytes)
    }
}

/// A text without the mark that some programs put before it.
struct WithoutMark<R> {
    first: io::Cursor<Vec<u8>>,
    rest: R,
}

impl<R: Read> WithoutMark<R> {
    fn new(mut rest: R) -> io::Result<Self> {
        let mut first = Vec::with_capacity(3);
        rest.by_ref().take(3).read_to_end(&mut first)?;
        if first == [0xEF, 0xBB, 0xBF] {
            first.clear();
        }
        Ok(Self { first: io::Cursor::new(first), rest })
    }
}

impl<R: Read> Read for WithoutMark<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.first.read(into)? {
            0 => self.rest.read(into),
            bytes => Ok(bytes),
        }
    }
}
