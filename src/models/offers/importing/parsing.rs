//! Reading a feed on threads of its own, a batch ahead of what is written. An item that is
//! as it was when this server last read it is not understood again; one that says what it
//! said before is not checked again. No table is known here.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher as _},
    io::Read,
    sync::{Arc, OnceLock},
    thread,
};

use tokio::sync::{
    mpsc::{Receiver, Sender, channel},
    oneshot,
};

use super::super::{
    checking::Finding,
    claims::Claims,
    feeds::{Broken, Feed, Item, Mapping, Read as Understood, Reason, Unreadable},
    reviewing::Check,
    writing::digest,
};
use super::sampling::Sample;
use crate::{models::organisations, text};

/// Items read before any is understood: a mapping is proposed from them.
const SAMPLE: usize = 10;
/// Items handed over together.
const BATCH: usize = 400;

/// An item that says enough to be decided about.
#[derive(Debug)]
pub(super) struct Prepared {
    pub reference: String,
    pub claims: Claims,
    pub digest: String,
    /// Of the item as it was written, for this server to know it again.
    pub heard: i64,
    pub original: String,
    by: Arc<By>,
    read: OnceLock<(Vec<Finding>, String)>,
}

impl Prepared {
    /// What the check finds in it.
    pub fn found(&self) -> &[Finding] {
        &self.read().0
    }

    /// Its text, rendered.
    pub fn html(&self) -> &str {
        &self.read().1
    }

    /// Read once: ahead by the thread that reads, or by whoever needs it after all.
    fn read(&self) -> &(Vec<Finding>, String) {
        self.read.get_or_init(|| {
            let html = text::render_now(&self.claims.text, &Default::default()).html;
            (self.by.check.offer(&self.claims, &self.by.of), html)
        })
    }
}

/// How an item is understood, what it is checked by, and of whom.
#[derive(Debug)]
struct By {
    mapping: Mapping,
    check: Check,
    of: organisations::Model,
    said: Said,
    /// The only item there is to be, and what it is called whatever it calls itself.
    only: Option<String>,
    /// What the digest of an item begins with: which server reads it, and by which mapping.
    reader: u64,
}

/// What items said when they were last read.
#[derive(Debug, Default)]
pub(super) struct Said {
    digests: HashSet<u64>,
    /// The reference of each that was read as it was written.
    heard: HashMap<i64, String>,
}

impl Said {
    pub fn keep(&mut self, reference: String, digest: &str, heard: Option<i64>) {
        self.digests.insert(hash(&(reference.as_str(), digest)));
        if let Some(heard) = heard {
            self.heard.insert(heard, reference);
        }
    }

    /// Taken for another, once in a great while, it is only checked a little later.
    fn says_the_same(&self, reference: &str, digest: &str) -> bool {
        self.digests.contains(&hash(&(reference, digest)))
    }
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// An item that is as it was: understood only where its offer is not as it was.
#[derive(Debug)]
pub(super) struct Heard {
    pub reference: String,
    item: Item,
    by: Arc<By>,
    read: OnceLock<Parsed>,
}

impl Heard {
    pub fn understood(&self) -> &Parsed {
        self.read.get_or_init(|| self.by.understood(&self.item))
    }
}

#[derive(Debug)]
pub(super) enum Parsed {
    Offer(Box<Prepared>),
    /// As it was when its offer was last written.
    Same(Box<Heard>),
    /// Something to publish an offer is missing, which its source may add.
    Quarantined {
        reference: String,
        reason: String,
    },
    Rejected {
        reference: String,
        reason: String,
    },
    /// The last of them: nothing, or why the feed broke off.
    End(Option<String>),
}

impl Parsed {
    pub fn offer(&self) -> Option<&Prepared> {
        match self {
            Self::Offer(said) => Some(said),
            _ => None,
        }
    }

    /// The same item, under another reference.
    fn called(self, name: &str) -> Self {
        let reference = name.to_owned();
        match self {
            Self::Offer(said) => Self::Offer(Box::new(Prepared { reference, ..*said })),
            Self::Quarantined { reason, .. } => Self::Quarantined { reference, reason },
            Self::Rejected { reason, .. } => Self::Rejected { reference, reason },
            Self::Same(_) | Self::End(_) => self,
        }
    }
}

/// What keeps an item aside until its source says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    Title,
    Text,
    Apply,
}

impl Lack {
    pub fn of(read: &Result<Understood, Unreadable>) -> Option<Self> {
        match read {
            Err(unreadable) => (unreadable.reason == Reason::NoTitle).then_some(Self::Title),
            Ok(read) if read.claims.text.is_empty() => Some(Self::Text),
            Ok(read) => read.claims.apply.is_none().then_some(Self::Apply),
        }
    }

    /// The end of its Fluent key: `mapping-lacks-title`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Apply => "apply",
        }
    }

    /// As the ledger says it.
    fn reason(self) -> &'static str {
        match self {
            Self::Title => "no title",
            Self::Text => "no text",
            Self::Apply => "no way to apply",
        }
    }
}

/// How the items of a feed are read: by what they are checked, by which mapping, against
/// what they said before.
#[derive(Debug)]
pub(super) struct Way {
    pub check: Check,
    pub of: organisations::Model,
    /// What a person says instead of what is proposed.
    pub corrections: Mapping,
    pub said: Said,
    /// The reference of the one item there is to be.
    pub only: Option<String>,
    /// The fields by which its items were known before.
    pub known_by: Vec<String>,
}

/// Batches of a feed, as they are read; and its beginning, once an item of it was.
pub(super) fn begin(feed: impl Read + Send + 'static, way: Way) -> (Receiver<Vec<Parsed>>, oneshot::Receiver<Sample>) {
    let (send, receive) = channel(1);
    let (send_sample, sample) = oneshot::channel();
    tokio::task::spawn_blocking(move || {
        Reading { send, sample: Some(send_sample), batch: vec![], met: 0 }.read(feed, way)
    });
    (receive, sample)
}

struct Reading {
    send: Sender<Vec<Parsed>>,
    sample: Option<oneshot::Sender<Sample>>,
    batch: Vec<Result<Item, Parsed>>,
    /// Items so far.
    met: usize,
}

impl Reading {
    fn read(mut self, feed: impl Read + Send, way: Way) {
        let end = match Feed::open(feed) {
            Ok(feed) => self.read_all(feed, way),
            Err(error) => Some(error.to_string()),
        };
        // Nobody waits for its end who went before it.
        drop(self.send.blocking_send(vec![Parsed::End(end)]));
    }

    /// Returns why it broke off, if it did.
    fn read_all(&mut self, mut feed: Feed<'_>, way: Way) -> Option<String> {
        let sample: Vec<Result<Item, Broken>> = feed.by_ref().take(SAMPLE).collect();
        let items: Vec<Item> = sample.iter().filter_map(|item| item.as_ref().ok()).cloned().collect();
        let proposed = Mapping::propose(&items).known_by(&way.known_by, &items);
        if let Some(send) = self.sample.take().filter(|_| !items.is_empty()) {
            // Nobody waits for it any more: nobody keeps it.
            drop(send.send(Sample::of(&items, &proposed)));
        }
        let by = By::new(proposed.corrected(&way.corrections), way);
        let broken = self.read_items(sample.into_iter().chain(feed), &by);
        self.hand_over(&by);
        broken
    }

    fn read_items(&mut self, items: impl Iterator<Item = Result<Item, Broken>>, by: &Arc<By>) -> Option<String> {
        for item in items {
            let item = match item {
                Ok(item) => Ok(item),
                Err(Broken::Item(error)) => Err(by.named(Parsed::Rejected {
                    reference: format!("line {}", error.at.line),
                    reason: error.flaw.to_string(),
                })),
                Err(Broken::Feed(error)) => return Some(error.to_string()),
            };
            self.met += 1;
            self.batch.push(if self.met > 1 && by.only.is_some() { Err(one_too_many(self.met)) } else { item });
            if self.batch.len() >= BATCH && !self.hand_over(by) {
                return Some("nobody reads it any more".to_owned());
            }
        }
        None
    }

    /// Understands them, half of them on another thread: most of what an item costs. False
    /// once nobody reads any more.
    fn hand_over(&mut self, by: &Arc<By>) -> bool {
        let mut one = std::mem::take(&mut self.batch);
        let other = one.split_off(one.len() / 2);
        let read = |half: Vec<Result<Item, Parsed>>| -> Vec<Parsed> {
            half.into_iter().map(|item| item.map_or_else(|parsed| parsed, |item| by.read(item))).collect()
        };
        let batch = thread::scope(|two| {
            let other = two.spawn(|| read(other));
            let mut batch = read(one);
            // One that panics is told as the panic that it is.
            batch.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            batch
        });
        self.send.blocking_send(batch).is_ok()
    }
}

impl By {
    fn new(mapping: Mapping, way: Way) -> Arc<Self> {
        let reader = hash(&(this_server(), format!("{mapping:?}"), &way.only));
        Arc::new(Self { mapping, check: way.check, of: way.of, said: way.said, only: way.only, reader })
    }

    fn read(self: &Arc<Self>, item: Item) -> Parsed {
        if let Some(reference) = self.said.heard.get(&self.heard(&item)) {
            let (reference, by) = (reference.clone(), self.clone());
            return Parsed::Same(Box::new(Heard { reference, item, by, read: OnceLock::new() }));
        }
        let parsed = self.understood(&item);
        if let Some(new) = parsed.offer().filter(|said| !self.said.says_the_same(&said.reference, &said.digest)) {
            new.read();
        }
        parsed
    }

    /// Sixty-four bits of an item as it was written, read by this server.
    fn heard(&self, item: &Item) -> i64 {
        let fields = || item.fields.iter().map(|field| (&field.place, &field.value));
        hash(&(self.reader, fields().collect::<Vec<_>>())).cast_signed()
    }

    fn understood(self: &Arc<Self>, item: &Item) -> Parsed {
        self.named(self.as_it_says(item))
    }

    fn named(&self, parsed: Parsed) -> Parsed {
        match &self.only {
            Some(reference) => parsed.called(reference),
            None => parsed,
        }
    }

    fn as_it_says(self: &Arc<Self>, item: &Item) -> Parsed {
        let read = self.mapping.read(item);
        let lack = Lack::of(&read);
        let read = match (read, lack) {
            (Ok(read), None) => read,
            (Ok(read), Some(lack)) => {
                return Parsed::Quarantined { reference: read.reference, reason: lack.reason().to_owned() };
            }
            (Err(unreadable), lack) => {
                let reference = unreadable.reference.unwrap_or_else(|| format!("line {}", item.at.line));
                return match lack {
                    Some(lack) => Parsed::Quarantined { reference, reason: lack.reason().to_owned() },
                    None => Parsed::Rejected { reference, reason: unreadable.reason.to_string() },
                };
            }
        };
        let said = serde_json::to_vec(&read.claims).unwrap_or_default();
        let prepared = Prepared {
            digest: digest(&said),
            heard: self.heard(item),
            original: read.original.to_string(),
            reference: read.reference,
            claims: read.claims,
            by: self.clone(),
            read: OnceLock::new(),
        };
        Parsed::Offer(Box::new(prepared))
    }
}

/// Nothing is said of any other item than the one that is asked for.
fn one_too_many(place: usize) -> Parsed {
    Parsed::Rejected {
        reference: format!("item {place}"),
        reason: "one item alone is sent to the address of one".to_owned(),
    }
}

/// What tells one build of the server from another, which may understand more: after an
/// update each item is understood once more.
fn this_server() -> Option<(u64, Option<std::time::SystemTime>)> {
    let binary = std::fs::metadata(std::env::current_exe().ok()?).ok()?;
    Some((binary.len(), binary.modified().ok()))
}
