//! Where the items of a JSON stand: in the list whose objects have something like a
//! title and several fields, or one after another.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::BufRead,
};

use super::{
    super::{FeedError, Shape, cursor::Cursor, errors::beginning, names},
    walking::{Step, Walk},
};

/// Paths that are looked at, and names of each.
const PATHS: usize = 2_000;
const KINDS: usize = 200;

pub(in crate::models::offers::feeds) enum Target {
    /// Objects of the lists at this path.
    List(Vec<String>),
    /// Each value at the root; by line, when each has its own.
    Values { by_line: bool },
}

#[derive(Default)]
struct Seen {
    objects: u32,
    kinds: BTreeSet<String>,
    has_title: bool,
    is_linked: bool,
}

impl Target {
    /// # Errors
    /// When nothing in it is like an offer.
    pub fn of(sample: &[u8], shape: Shape) -> Result<Self, FeedError> {
        if shape == Shape::JsonLines {
            return Ok(Self::Values { by_line: is_by_line(sample) });
        }
        let (lists, root) = seen(sample);
        let is_object = sample.trim_ascii_start().first() == Some(&b'{');
        // One offer alone, or linked data: the whole is read at once.
        if is_object && (root.is_linked || root.has_title) {
            let has_list = lists.iter().any(|(path, seen)| is_named(path) && score(path, seen) > 5);
            if root.is_linked || !has_list {
                return Ok(Self::Values { by_line: false });
            }
        }
        let worthy = lists.iter().filter(|(path, seen)| seen.has_title || seen.objects == 0 || is_named(path));
        let best = worthy.max_by_key(|(path, seen)| (score(path, seen), -(path.len() as i64)));
        match best {
            Some((path, seen)) if seen.objects > 0 || path.is_empty() || is_named(path) => {
                Ok(Self::List(if path.is_empty() { vec![] } else { path.split('/').map(str::to_owned).collect() }))
            }
            _ => Err(FeedError::NoOffers { beginning: beginning(sample) }),
        }
    }

    pub(super) fn is_item<R: BufRead>(&self, walk: &Walk<R>) -> bool {
        match self {
            Self::Values { .. } => walk.is_at_root(),
            Self::List(path) => walk.is_in_array() && walk.path().eq(path.iter().map(|name| &**name)),
        }
    }
}

/// Whether the second line begins a value.
fn is_by_line(sample: &[u8]) -> bool {
    let mut lines = sample.trim_ascii_start().split(|byte| *byte == b'\n');
    lines.nth(1).is_some_and(|line| line.starts_with(b"{"))
}

fn is_named(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(names::is_list)
}

fn score(path: &str, seen: &Seen) -> i64 {
    let depth = path.split('/').filter(|name| !name.is_empty()).count() as i64;
    let mut score = -depth;
    score += if seen.objects > 0 { 2 } else { 0 };
    score += if is_named(path) || path.is_empty() { 3 } else { 0 };
    score += if seen.has_title { 3 } else { 0 };
    score += if seen.kinds.len() >= 3 { 2 } else { 0 };
    score + seen.kinds.len().min(20) as i64 / 5
}

/// What is seen of each list by its path, and of the value at the root.
fn seen(sample: &[u8]) -> (BTreeMap<String, Seen>, Seen) {
    let mut walk = Walk::new(Cursor::new(sample));
    let mut lists: BTreeMap<String, Seen> = BTreeMap::new();
    let mut root = Seen::default();
    // Lists one is in: each knows what its objects are called within.
    let mut within: Vec<(String, usize)> = vec![];
    // Reading from memory does not fail.
    while let Ok(step) = walk.step() {
        let path = walk.path().filter(|name| !name.is_empty()).collect::<Vec<_>>().join("/");
        if path.len() > 2_000 || (lists.len() >= PATHS && !lists.contains_key(&path)) {
            break;
        }
        within.retain(|(_, depth)| walk.depth() >= *depth);
        if let Some(name) = walk.path().last() {
            let is_title = names::is_title(name);
            let around = within.iter().filter_map(|(path, depth)| (walk.depth() > *depth).then_some(path));
            for list in around {
                lists.entry(list.clone()).or_default().tell(name, is_title);
            }
            if walk.depth() == 1 {
                root.tell(name, is_title);
            }
        }
        match step {
            Step::Array => {
                lists.entry(path.clone()).or_default();
                within.push((path, walk.depth()));
            }
            Step::Object => {
                if walk.is_in_array() {
                    lists.entry(path).or_default().objects += 1;
                }
                if walk.enter().is_err() {
                    break;
                }
            }
            Step::Scalar | Step::Close => {}
            Step::TooDeep | Step::Over => break,
        }
    }
    (lists, root)
}

impl Seen {
    fn tell(&mut self, name: &str, is_title: bool) {
        self.is_linked |= matches!(name, "@type" | "@graph");
        self.has_title |= is_title;
        if self.kinds.len() < KINDS && !self.kinds.contains(name) {
            self.kinds.insert(name.to_owned());
        }
    }
}
