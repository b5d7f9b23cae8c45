//! Which element of an XML is the item: the one that comes again, holds several
//! fields, has something like a title, and is called as offers are.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{
    DEPTH, FeedError,
    cursor::Cursor,
    errors::beginning,
    markup::{Piece, Pieces},
    names,
};

/// Paths that are looked at, and kinds of fields of each.
const PATHS: usize = 2_000;
const KINDS: usize = 200;
/// What surrounds offers, and has a title of its own.
const CONTAINERS: [&str; 7] = ["rss", "rdf:rdf", "channel", "feed", "source", "data", "root"];

pub(in crate::models::offers::feeds) struct Target {
    /// Names from the root to the item.
    pub path: Vec<String>,
    /// Whether an item holds elements of its own name.
    pub nests: bool,
}

#[derive(Default)]
struct Seen {
    times: usize,
    /// Whether one parent has several.
    is_repeated: bool,
    kinds: BTreeSet<String>,
    has_title: bool,
}

struct Open {
    name: String,
    path: String,
    children: BTreeMap<String, u32>,
}

impl Target {
    /// # Errors
    /// When nothing in it is like an offer.
    pub fn of(sample: &[u8]) -> Result<Self, FeedError> {
        let seen = seen(sample);
        let worthy = seen.iter().filter(|(path, seen)| is_worthy(path, seen));
        let best = worthy.max_by_key(|(path, seen)| (score(path, seen), -(path.len() as i64)));
        let path: Vec<String> = match best {
            // A list without an offer is a feed all the same, on a day when there is none.
            Some((root, seen)) if !root.contains('/') && !seen.has_title => vec![],
            Some((path, _)) => path.split('/').map(str::to_owned).collect(),
            None => {
                let root = seen.keys().find(|path| !path.contains('/'));
                let is_list = root.is_some_and(|root| names::is_list(root) || is_container(root));
                if !is_list {
                    return Err(FeedError::NoOffers { beginning: beginning(sample) });
                }
                vec![]
            }
        };
        let within = path.last().map(|name| format!("{}/{name}", path.join("/")));
        // One that was not closed looks as if it held the next: most would have to.
        let times = |path: &str| seen.get(path).map_or(0, |seen| seen.times);
        let nests = within.is_some_and(|within| times(&within) * 2 > times(&path.join("/")));
        Ok(Self { path, nests })
    }
}

/// Whether it may be an offer at all.
fn is_worthy(path: &str, seen: &Seen) -> bool {
    let name = last(path);
    let is_like_an_offer = seen.has_title || names::is_offer(name) || (seen.is_repeated && seen.kinds.len() >= 2);
    is_like_an_offer && !seen.kinds.is_empty() && (seen.is_repeated || !is_container(name))
}

fn is_container(name: &str) -> bool {
    CONTAINERS.iter().any(|container| container.eq_ignore_ascii_case(name))
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn score(path: &str, seen: &Seen) -> i64 {
    let depth = path.matches('/').count() as i64;
    let name = last(path);
    let mut score = -depth;
    score += if seen.is_repeated { 3 } else { 0 };
    score += if names::is_offer(name) { 4 } else { 0 };
    score += if seen.has_title { 3 } else { 0 };
    score += if seen.kinds.len() >= 3 { 2 } else { 0 };
    score += seen.kinds.len().min(20) as i64 / 5;
    // The root holds everything; it is the item only when nothing within is.
    score - if depth == 0 { 6 } else { 0 }
}

fn seen(sample: &[u8]) -> BTreeMap<String, Seen> {
    let mut pieces = Pieces::of_xml(Cursor::new(sample), 1 << 10);
    let mut all: BTreeMap<String, Seen> = BTreeMap::new();
    let mut open: Vec<Open> = vec![];
    // Reading from memory does not fail.
    while let Ok(piece) = pieces.next() {
        match piece {
            Piece::Start(tag) => {
                let above = open.last().map_or("", |open| &*open.path);
                let path = if above.is_empty() { tag.name.clone() } else { format!("{above}/{}", tag.name) };
                if open.len() >= DEPTH || path.len() > 2_000 || (all.len() >= PATHS && !all.contains_key(&path)) {
                    return all;
                }
                let times = open.last_mut().map(|open| open.children.entry(tag.name.clone()).or_default());
                let is_again = times.is_some_and(|times| {
                    *times += 1;
                    *times > 1
                });
                let seen = all.entry(path.clone()).or_default();
                seen.times += 1;
                seen.is_repeated |= is_again;
                for (name, _) in tag.attributes.iter().take(KINDS) {
                    kind(seen, &format!("@{name}"));
                }
                tell_above(&mut all, &open, &tag.name);
                if !tag.is_empty {
                    open.push(Open { name: tag.name, path, children: BTreeMap::new() });
                }
            }
            Piece::End(name) => {
                if let Some(at) = open.iter().rposition(|open| open.name == name) {
                    open.truncate(at);
                }
            }
            Piece::Text { .. } => {}
            Piece::Over => break,
        }
    }
    all
}

/// Each element around it has a field of that name.
fn tell_above(all: &mut BTreeMap<String, Seen>, open: &[Open], name: &str) {
    let is_title = names::is_title(name);
    for around in open {
        if let Some(seen) = all.get_mut(&around.path) {
            kind(seen, name);
            seen.has_title |= is_title;
        }
    }
}

fn kind(seen: &mut Seen, name: &str) {
    if seen.kinds.len() < KINDS && !seen.kinds.contains(name) {
        seen.kinds.insert(name.to_owned());
    }
}
