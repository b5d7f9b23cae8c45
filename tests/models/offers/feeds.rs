//! Feeds as partners send them, as others might, and as no one should.

mod bombs;
mod broken;
mod others;
mod partners;
mod published;

use std::{
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use passerelle::models::offers::{
    claims::Pay,
    feeds::{Broken, Feed, FeedError, Flaw, Item, Limits, Mapping, Read},
};

/// A feed that was read: its items, what stood between them, how it ended.
#[derive(Debug)]
struct Fed {
    items: Vec<Item>,
    flaws: Vec<(u64, Flaw)>,
    end: Option<FeedError>,
}

fn fed(bytes: impl io::Read + Send) -> Fed {
    fed_within(bytes, Limits::default())
}

fn fed_within(bytes: impl io::Read + Send, limits: Limits) -> Fed {
    let mut fed = Fed { items: vec![], flaws: vec![], end: None };
    match Feed::within(bytes, limits) {
        Err(error) => fed.end = Some(error),
        Ok(feed) => {
            for met in feed {
                assert!(fed.end.is_none(), "something came behind the end");
                match met {
                    Ok(item) => fed.items.push(item),
                    Err(Broken::Item(error)) => fed.flaws.push((error.at.line, error.flaw)),
                    Err(Broken::Feed(error)) => fed.end = Some(error),
                }
            }
        }
    }
    fed
}

impl Fed {
    /// Every item, by the mapping that is proposed for them.
    fn read(&self) -> Vec<Read> {
        let mapping = Mapping::propose(&self.items);
        self.items.iter().map(|item| mapping.read(item).unwrap()).collect()
    }

    /// What the fields of that path hold, over all items.
    fn values(&self, path: &str) -> Vec<&str> {
        let fields = self.items.iter().flat_map(|item| &item.fields);
        fields.filter(|field| field.path == path).map(|field| &*field.value).collect()
    }
}

/// A feed of the shared data, read whole; nothing where they are absent, and said so.
fn shared(name: &str) -> Option<Vec<Read>> {
    let path = data(name)?;
    let fed = fed(File::open(path).unwrap());
    assert_eq!((&fed.flaws, &fed.end), (&vec![], &None), "{name}");
    Some(fed.read())
}

fn data(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/feeds").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
    }
    path.exists().then_some(path)
}

/// Every offer has what it is known by, what it is called, what it says and where one applies.
fn are_whole(offers: &[Read]) {
    for offer in offers {
        let claims = &offer.claims;
        assert!(!offer.reference.is_empty() && !claims.title.is_empty(), "{offer:?}");
        assert!(claims.text.len() > 20 && claims.apply.is_some(), "{offer:?}");
        assert!(!claims.places.is_empty() && !claims.places[0].label.is_empty(), "{offer:?}");
    }
}

fn amounts(pay: Option<&Pay>) -> (Option<f64>, Option<f64>) {
    pay.map_or((None, None), |pay| (pay.min, pay.max))
}

/// So many bytes of a text again and again, made as they are read.
fn again(text: &'static str, size: u64) -> impl io::Read + Send {
    struct Again(&'static [u8], usize);
    impl io::Read for Again {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            for byte in &mut *into {
                *byte = self.0[self.1];
                self.1 = (self.1 + 1) % self.0.len();
            }
            Ok(into.len())
        }
    }
    Again(text.as_bytes(), 0).take(size)
}
