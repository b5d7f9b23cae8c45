//! The files the house serves and renders. In a debug build they are read from
//! `assets/` when the process starts; a release build carries them inside.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use bytes::Bytes;
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

static VIEWS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/views");
static STATIC: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/static");

/// Every template, by its path below `assets/views`.
pub fn views() -> Vec<(String, String)> {
    files(&VIEWS, "views")
        .into_iter()
        .filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)))
        .collect()
}

fn files(carried: &Dir<'static>, folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = vec![];
    if cfg!(debug_assertions) {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(folder);
        walk(&root, &root, &mut found);
    }
    if found.is_empty() {
        carry(carried, &mut found);
    }
    found.sort();
    found
}

fn walk(root: &std::path::Path, at: &std::path::Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(at).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, found);
        } else if let (Ok(name), Ok(bytes)) = (path.strip_prefix(root), std::fs::read(&path)) {
            found.push((name.to_string_lossy().replace('\\', "/"), bytes));
        }
    }
}

fn carry(dir: &Dir<'static>, found: &mut Vec<(String, Vec<u8>)>) {
    for file in dir.files() {
        found.push((file.path().to_string_lossy().replace('\\', "/"), file.contents().to_vec()));
    }
    for dir in dir.dirs() {
        carry(dir, found);
    }
}

/// What `/static` serves. The sheets of `css/` become one, in alphabetical
/// order, at `app.css`; the version is a digest of everything, so that an
/// address with it never changes its content.
#[derive(Debug)]
pub struct Statics {
    pub version: String,
    files: BTreeMap<String, Static>,
}

#[derive(Debug)]
pub struct Static {
    pub content_type: &'static str,
    pub plain: Bytes,
    pub gzip: Option<Bytes>,
}

impl Statics {
    /// Those of the process: whoever opens a house in it, they are read once.
    pub fn of_the_process() -> Arc<Self> {
        static READ: OnceLock<Arc<Statics>> = OnceLock::new();
        READ.get_or_init(|| Arc::new(Self::load())).clone()
    }

    fn load() -> Self {
        let mut sheet = Vec::new();
        let mut files = BTreeMap::new();
        let mut digest = Sha256::new();
        for (name, bytes) in self::files(&STATIC, "static") {
            digest.update(&name);
            digest.update(&bytes);
            if name.starts_with("css/") {
                sheet.extend_from_slice(&bytes);
                sheet.push(b'\n');
            } else if let Some(content_type) = content_type(&name) {
                files.insert(name, Static::new(content_type, bytes));
            }
        }
        files.insert("app.css".to_owned(), Static::new("text/css; charset=utf-8", sheet));
        let version = digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Self { version, files }
    }

    pub fn get(&self, name: &str) -> Option<&Static> {
        self.files.get(name)
    }

    /// The lasting address of a file.
    pub fn address(&self, name: &str) -> String {
        format!("/static/{}/{name}", self.version)
    }
}

impl Static {
    fn new(content_type: &'static str, bytes: Vec<u8>) -> Self {
        let gzip = (bytes.len() > 512).then(|| crate::initializers::compression::gzip_small(&bytes));
        Self { content_type, gzip, plain: bytes.into() }
    }
}

fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "speculationrules" => "application/speculationrules+json",
        _ => return None,
    })
}
