//! Reading a feed on a thread of its own, a batch ahead of what is written: what each
//! item says and, where that is not what it said before, what the check finds in it and its
//! text rendered. No table is known here.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash as _, Hasher as _},
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

/// What an item is checked by, and of whom.
#[derive(Debug)]
struct By {
    check: Check,
    of: organisations::Model,
}

/// What items said when they were last read: what says the same is not checked again.
#[derive(Debug, Default)]
pub(super) struct Said(HashSet<u64>);

impl Said {
    pub fn keep(&mut self, reference: &str, digest: &str) {
        self.0.insert(Self::hash(reference, digest));
    }

    /// Taken for another, once in a great while, it is only checked a little later.
    fn says_the_same(&self, reference: &str, digest: &str) -> bool {
        self.0.contains(&Self::hash(reference, digest))
    }

    fn hash(reference: &str, digest: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        (reference, digest).hash(&mut hasher);
        hasher.finish()
    }
}

#[derive(Debug)]
pub(super) enum Parsed {
    Offer(Box<Prepared>),
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
            Self::End(error) => Self::End(error),
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

/// How the items of a feed are read: by what is checked, by which mapping, against what
/// they said before.
#[derive(Debug)]
pub(super) struct Way {
    pub check: Check,
    pub of: organisations::Model,
    /// What a person says instead of what is proposed.
    pub corrections: Mapping,
    pub said: Said,
    /// The reference of the one item there is to be.
    pub only: Option<String>,
}

/// Batches of a feed, as they are read; and its beginning, once an item of it was.
pub(super) fn begin(feed: impl Read + Send + 'static, way: Way) -> (Receiver<Vec<Parsed>>, oneshot::Receiver<Sample>) {
    let (send, receive) = channel(1);
    let (send_sample, sample) = oneshot::channel();
    let Way { check, of, corrections, said, only } = way;
    let by = Arc::new(By { check, of });
    let reading = Reading { by, said, corrections, only, send, sample: Some(send_sample), batch: vec![], met: 0 };
    tokio::task::spawn_blocking(move || reading.read(feed));
    (receive, sample)
}

struct Reading {
    by: Arc<By>,
    said: Said,
    corrections: Mapping,
    only: Option<String>,
    send: Sender<Vec<Parsed>>,
    sample: Option<oneshot::Sender<Sample>>,
    batch: Vec<Parsed>,
    /// Items so far.
    met: usize,
}

impl Reading {
    fn is_new(&self, said: &Prepared) -> bool {
        !self.said.says_the_same(&said.reference, &said.digest)
    }

    fn read(mut self, feed: impl Read + Send) {
        let end = match Feed::open(feed) {
            Ok(feed) => self.read_all(feed),
            Err(error) => Some(error.to_string()),
        };
        self.batch.push(Parsed::End(end));
        self.hand_over();
    }

    /// Returns why it broke off, if it did.
    fn read_all(&mut self, mut feed: Feed<'_>) -> Option<String> {
        let sample: Vec<Result<Item, Broken>> = feed.by_ref().take(SAMPLE).collect();
        let items: Vec<Item> = sample.iter().filter_map(|item| item.as_ref().ok()).cloned().collect();
        let proposed = Mapping::propose(&items);
        if let Some(send) = self.sample.take().filter(|_| !items.is_empty()) {
            // Nobody waits for it any more: nobody keeps it.
            drop(send.send(Sample::of(&items, &proposed)));
        }
        let mapping = proposed.corrected(&self.corrections);
        for item in sample.into_iter().chain(feed) {
            let parsed = match item {
                Ok(item) => self.understood(&mapping, &item),
                Err(Broken::Item(error)) => {
                    Parsed::Rejected { reference: format!("line {}", error.at.line), reason: error.flaw.to_string() }
                }
                Err(Broken::Feed(error)) => return Some(error.to_string()),
            };
            self.met += 1;
            self.batch.push(self.alone(parsed));
            if self.batch.len() >= BATCH && !self.hand_over() {
                return Some("nobody reads it any more".to_owned());
            }
        }
        None
    }

    /// Where there is to be one item, the first is it, under the reference that is asked for
    /// whatever it calls itself; nothing is said of any other.
    fn alone(&self, parsed: Parsed) -> Parsed {
        match &self.only {
            None => parsed,
            Some(reference) if self.met == 1 => parsed.called(reference),
            Some(_) => Parsed::Rejected {
                reference: format!("item {}", self.met),
                reason: "one item alone is sent to the address of one".to_owned(),
            },
        }
    }

    fn understood(&self, mapping: &Mapping, item: &Item) -> Parsed {
        let read = mapping.read(item);
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
            original: read.original.to_string(),
            reference: read.reference,
            claims: read.claims,
            by: self.by.clone(),
            read: OnceLock::new(),
        };
        Parsed::Offer(Box::new(prepared))
    }

    /// Checks and renders what says something new, half of it on another thread: most of
    /// what an item costs. False once nobody reads any more.
    fn hand_over(&mut self) -> bool {
        let new: Vec<&Prepared> = self.batch.iter().filter_map(Parsed::offer).filter(|one| self.is_new(one)).collect();
        let (one, other) = new.split_at(new.len() / 2);
        let read = |half: &[&Prepared]| half.iter().for_each(|said| _ = said.read());
        thread::scope(|two| {
            two.spawn(|| read(other));
            read(one);
        });
        self.send.blocking_send(std::mem::take(&mut self.batch)).is_ok()
    }
}
