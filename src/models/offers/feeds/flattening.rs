//! An item on its way to fields, whatever it is read from. It is bounded as it
//! grows; once broken it grows no more and says why at the end.

use std::collections::HashMap;

use super::{At, DEPTH, FIELDS, Field, Flaw, Item, ItemError, Limits, PATH};

pub(super) struct Flat {
    at: At,
    limits: Limits,
    fields: Vec<Field>,
    depths: Vec<usize>,
    /// How many of a place there are already.
    seen: HashMap<String, u32>,
    size: usize,
    flaw: Option<Flaw>,
}

impl Flat {
    pub fn new(at: At, limits: Limits) -> Self {
        Self { at, limits, fields: vec![], depths: vec![], seen: HashMap::new(), size: 0, flaw: None }
    }

    /// A new field within another, or in the item itself; its number.
    pub fn begin(&mut self, within: Option<usize>, name: &str) -> Option<usize> {
        self.named(within, "/", name)
    }

    pub fn attribute(&mut self, within: Option<usize>, name: &str, value: &str) {
        if let Some(field) = self.named(within, "@", name) {
            self.append(field, value);
        }
    }

    fn named(&mut self, within: Option<usize>, mark: &str, name: &str) -> Option<usize> {
        if self.flaw.is_some() {
            return None;
        }
        let within = within.and_then(|field| Some((self.fields.get(field)?, self.depths[field])));
        let (path, place, depth) = match within {
            None => ("", "", 0),
            Some((field, depth)) => (&*field.path, &*field.place, depth),
        };
        let mark = if within.is_none() && mark == "/" { "" } else { mark };
        let name = name.replace(['/', '[', ']'], "_");
        let flaw = if depth >= DEPTH {
            Some(Flaw::TooDeep { field: path.chars().take(80).collect(), limit: DEPTH })
        } else if place.len() + name.len() > PATH {
            Some(Flaw::FieldTooLong { field: name.chars().take(80).collect(), limit: PATH })
        } else if self.fields.len() >= FIELDS {
            Some(Flaw::TooManyFields { limit: FIELDS })
        } else {
            None
        };
        if flaw.is_some() {
            self.fail(flaw);
            return None;
        }
        let path = format!("{path}{mark}{name}");
        let mut place = format!("{place}{mark}{name}");
        let rank = self.seen.entry(place.clone()).or_default();
        *rank += 1;
        if *rank > 1 {
            place.push_str(&format!("[{rank}]"));
        }
        self.fields.push(Field { path, place, value: String::new() });
        self.depths.push(depth + 1);
        Some(self.fields.len() - 1)
    }

    pub fn append(&mut self, field: usize, said: &str) {
        if self.flaw.is_some() {
            return;
        }
        let Limits { item, field: longest, .. } = self.limits;
        let Some(field) = self.fields.get_mut(field) else { return };
        self.size += said.len();
        if field.value.len() + said.len() > longest {
            let field = field.path.clone();
            self.fail(Some(Flaw::FieldTooLong { field, limit: longest }));
        } else if self.size > item {
            self.fail(Some(Flaw::TooLarge { limit: item }));
        } else {
            field.value.push_str(said);
        }
    }

    pub fn path(&self, field: usize) -> &str {
        self.fields.get(field).map_or("", |field| &field.path)
    }

    /// The first flaw is the one that is told; what was held is let go.
    pub fn fail(&mut self, flaw: impl Into<Option<Flaw>>) {
        if self.flaw.is_none() {
            self.flaw = flaw.into();
            self.fields = vec![];
            self.seen = HashMap::new();
        }
    }

    pub fn has_failed(&self) -> bool {
        self.flaw.is_some()
    }

    pub fn finish(self) -> Result<Item, ItemError> {
        let at = self.at;
        if let Some(flaw) = self.flaw {
            return Err(ItemError { at, flaw });
        }
        let fields = self.fields.into_iter().filter_map(|mut field| {
            field.value = cleaned(&field.value);
            (!field.value.is_empty()).then_some(field)
        });
        Ok(Item { at, fields: fields.collect() })
    }
}

/// Without what no text has: controls, and marks of a CDATA that lost its `<`.
fn cleaned(value: &str) -> String {
    let value = value.trim();
    let value = value.strip_prefix("![CDATA[").and_then(|value| value.strip_suffix("]]")).unwrap_or(value);
    let letters = value.chars().filter_map(|letter| match letter {
        '\n' | '\t' => Some(letter),
        // Windows-1252 taken for ISO-8859-1 by whoever wrote the feed.
        '\u{80}'..='\u{9f}' => {
            let byte = [u8::try_from(u32::from(letter)).ok()?];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
            text.chars().next().filter(|letter| !letter.is_control())
        }
        '\u{feff}' => None,
        letter => (!letter.is_control()).then_some(letter),
    });
    letters.collect::<String>().trim().to_owned()
}

/// `locations/location[2]/city` → `locations/location/city`.
pub(super) fn without_ranks(place: &str) -> String {
    let mut path = String::with_capacity(place.len());
    let mut parts = place.split('[');
    path.push_str(parts.next().unwrap_or_default());
    for part in parts {
        path.push_str(part.split_once(']').map_or(part, |(_, rest)| rest));
    }
    path
}
