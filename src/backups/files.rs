//! Files as a backup needs them: for the operator's eyes only, durable before
//! they are named, known by their digest.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

use sha2::{Digest, Sha256};

use super::manifest::File;

/// A folder that nobody else reads, and those above it.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// A new file that nobody else reads, digesting what goes through it.
pub struct Digested {
    file: fs::File,
    sha: Sha256,
    bytes: u64,
}

impl Digested {
    pub fn create(path: &Path) -> io::Result<Self> {
        if let Some(above) = path.parent() {
            folder(above)?;
        }
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        Ok(Self { file, sha: Sha256::new(), bytes: 0 })
    }

    /// Makes it durable; says what it holds under `path`, within the backup.
    pub fn finish(self, path: String) -> io::Result<File> {
        self.file.sync_all()?;
        Ok(File { path, bytes: self.bytes, sha256: hex(&self.sha.finalize()) })
    }
}

impl Write for Digested {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sha.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Digested::create(path)?;
    file.write_all(bytes)?;
    file.finish(String::new()).map(|_| ())
}

/// The bytes of a file and their SHA-256.
pub fn digest(path: &Path) -> io::Result<(u64, String)> {
    let mut file = fs::File::open(path)?;
    let (mut sha, mut bytes, mut part) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        match file.read(&mut part)? {
            0 => return Ok((bytes, hex(&sha.finalize()))),
            read => {
                sha.update(&part[..read]);
                bytes += read as u64;
            }
        }
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Copies what is under `from` (which may be absent) to `to`; returns the files,
/// their paths beginning with `name`. What goes away meanwhile is left out.
pub fn copy_tree(from: &Path, to: &Path, name: &str) -> io::Result<Vec<File>> {
    let mut copied = vec![];
    let mut ahead = vec![(from.to_owned(), to.to_owned(), name.to_owned())];
    while let Some((from, to, name)) = ahead.pop() {
        let Ok(entries) = fs::read_dir(&from) else { continue };
        folder(&to)?;
        for entry in entries {
            let entry = entry?;
            let part = entry.file_name().to_string_lossy().into_owned();
            let name = format!("{name}/{part}");
            let kind = entry.file_type()?;
            if kind.is_dir() {
                ahead.push((entry.path(), to.join(&part), name));
            } else if kind.is_file()
                && let Ok(mut source) = fs::File::open(entry.path())
            {
                let mut copy = Digested::create(&to.join(&part))?;
                io::copy(&mut source, &mut copy)?;
                copied.push(copy.finish(name)?);
            }
        }
    }
    copied.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(copied)
}

/// Makes the names of a tree durable.
pub fn sync_folders(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    fs::File::open(path)?.sync_all()
}

/// Gives a finished folder or file its name, durably.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    let above = to.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::File::open(above)?.sync_all()
}

/// `path` with something after its name.
pub fn beside(path: &Path, mark: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(mark);
    name.into()
}

/// Removes a tree or a file that may be absent.
pub fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}
