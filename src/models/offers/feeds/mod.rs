//! A feed of offers read: bytes in, items out, whatever the shape, and each item
//! into what an offer says. Fetching, keeping and checking live elsewhere.
//!
//! Memory stays flat however long the feed: one item is held at a time, beside a
//! sample of the beginning by which the shape is known.

mod charset;
mod codes;
mod csv;
mod cursor;
mod decoding;
mod entities;
mod errors;
mod flattening;
mod html;
mod json;
mod known;
mod mapping;
mod markup;
mod names;
mod proposing;
mod reading;
mod recognising;
mod syndication;
mod xml;

use std::io;

use serde_json::{Map, Value};

use self::{cursor::Cursor, decoding::Decoded};
pub use self::{
    errors::{At, Broken, FeedError, Flaw, ItemError},
    known::Known,
    mapping::{Mapping, Slot},
    reading::{Read, Reason, Unreadable},
    recognising::Shape,
};

/// How deep a feed nests, at most, within an item and around it.
pub const DEPTH: usize = 64;
/// Fields of one item, at most, and bytes of one field's path.
pub const FIELDS: usize = 4_000;
pub const PATH: usize = 300;
/// Bytes of the beginning by which the shape and the item are known.
const SAMPLE: usize = 1 << 20;

/// What a feed may weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole, unpacked.
    pub bytes: u64,
    /// Bytes unpacked for each that was sent. Feeds of offers pack ten to thirty times.
    pub ratio: u64,
    /// Bytes of one item, and of one of its fields.
    pub item: usize,
    pub field: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 2 << 30, ratio: 200, item: 2 << 20, field: 1 << 20 }
    }
}

/// One offer as the feed wrote it, in fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Where it begins in the feed, once unpacked.
    pub at: At,
    /// In the feed's order; none is blank, none holds a control character but tabs and ends of lines.
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The names that lead to it: `company/name`, `salary@currency`.
    pub path: String,
    /// The same, telling which of several: `locations/location[2]/city`.
    pub place: String,
    pub value: String,
}

impl Item {
    /// Each field by its place: what is kept beside the offer.
    pub fn original(&self) -> Value {
        let fields = self.fields.iter().map(|field| (field.place.clone(), Value::String(field.value.clone())));
        Value::Object(fields.collect::<Map<_, _>>())
    }

    /// What `original` kept, to be read again by a better mapping. Anything else has no field.
    pub fn of_original(original: &Value) -> Self {
        let fields = original.as_object().into_iter().flatten();
        Self::of_places(fields.filter_map(|(place, value)| Some((place.clone(), value.as_str()?.to_owned()))))
    }

    /// Fields by their places, in an order of their own.
    pub fn of_places(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let fields = fields.into_iter().map(|(place, value)| {
            let path = flattening::without_ranks(&place);
            Field { path, place, value }
        });
        Self { at: At::default(), fields: fields.collect() }
    }
}

/// Items one by one. Nothing comes after a `Broken::Feed`; the feed was read to its
/// end only if none came.
pub struct Feed<'a> {
    shape: Shape,
    items: Box<dyn Iterator<Item = Result<Item, Broken>> + Send + 'a>,
    is_over: bool,
}

impl<'a> Feed<'a> {
    /// Reads the beginning, tells the shape by it.
    ///
    /// # Errors
    /// When it is no feed, or cannot be read at all.
    pub fn open(bytes: impl io::Read + Send + 'a) -> Result<Self, FeedError> {
        Self::within(bytes, Limits::default())
    }

    /// # Errors
    /// As `open`.
    pub fn within(bytes: impl io::Read + Send + 'a, limits: Limits) -> Result<Self, FeedError> {
        let mut decoded = Decoded::open(bytes, limits)?;
        let sample = decoded.sample(SAMPLE)?;
        let shape = recognising::recognise(sample)?;
        let items: Box<dyn Iterator<Item = Result<Item, Broken>> + Send + 'a> = match shape {
            Shape::Xml => {
                let target = xml::Target::of(sample)?;
                Box::new(xml::Items::new(Cursor::new(decoded), target, limits))
            }
            Shape::Json | Shape::JsonLines => {
                let target = json::Target::of(sample, shape)?;
                Box::new(json::Items::new(Cursor::new(decoded), target, limits))
            }
            Shape::Page => Box::new(html::Items::new(Cursor::new(decoded), limits)),
            Shape::Table { separator } => Box::new(csv::Items::new(Cursor::new(decoded), separator, limits)),
        };
        Ok(Self { shape, items, is_over: false })
    }

    pub fn shape(&self) -> Shape {
        self.shape
    }
}

impl Iterator for Feed<'_> {
    type Item = Result<Item, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.items.next();
        self.is_over = matches!(next, None | Some(Err(Broken::Feed(_))));
        next
    }
}
