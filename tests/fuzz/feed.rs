//! What holds for whatever is sent as a feed of offers. Shared by the fuzz target and the suite.

use passerelle::models::offers::feeds::{Broken, FIELDS, Feed, Item, Limits, Mapping, PATH};

/// Small enough that what is too much is met by a fuzzer too.
const LIMITS: Limits = Limits { bytes: 1 << 20, ratio: 200, item: 16 << 10, field: 8 << 10 };
/// Items by which a mapping is proposed, as an import takes them.
const SAMPLE: usize = 10;

/// Reads the bytes as a feed, to its end or to what breaks it off, and each item into an
/// offer; panics when an item or an offer is more than it may be, or another the next time.
pub fn feed(bytes: &[u8]) {
    let items = items(bytes);
    let mapping = Mapping::propose(&items[..items.len().min(SAMPLE)]);
    for item in &items {
        assert!(item.fields.len() <= FIELDS, "{} fields", item.fields.len());
        for field in &item.fields {
            assert!(field.path.len() <= PATH && field.value.len() <= LIMITS.field, "{field:?}");
            assert!(!field.value.trim().is_empty(), "a blank field: {field:?}");
            assert!(!field.value.contains(|c: char| c.is_control() && !"\t\n\r".contains(c)), "{field:?}");
        }
        let read = mapping.read(item);
        if let Ok(read) = &read {
            let claims = &read.claims;
            assert!((1..=150).contains(&claims.title.chars().count()), "{:?}", claims.title);
            assert!(claims.text.chars().count() <= 20_000 && !claims.title.contains(char::is_control));
            assert!(!read.reference.is_empty() && read.reference.len() <= 800, "{:?}", read.reference);
            let pay = claims.pay.iter().flat_map(|pay| [pay.min, pay.max]).flatten();
            assert!(pay.into_iter().all(|pay| pay.is_finite() && pay > 0.0), "{:?}", claims.pay);
            let known = ["https://", "http://", "mailto:"];
            let apply = claims.apply.as_deref();
            assert!(apply.is_none_or(|apply| known.iter().any(|way| apply.starts_with(way))), "{apply:?}");
        }
        // What is kept of an item is read the same way, whenever it is read again.
        assert_eq!(format!("{read:?}"), format!("{:?}", mapping.read(item)));
    }
    assert_eq!(items.len(), self::items(bytes).len());
}

/// Nothing comes after what breaks a feed off.
fn items(bytes: &[u8]) -> Vec<Item> {
    let Ok(feed) = Feed::within(bytes, LIMITS) else { return vec![] };
    let (mut items, mut over) = (vec![], false);
    for met in feed {
        assert!(!over, "something came behind the end");
        match met {
            Ok(item) => items.push(item),
            Err(Broken::Item(_)) => {}
            Err(Broken::Feed(_)) => over = true,
        }
    }
    items
}
