//! What an item says under a mapping: the fields of each slot, in the mapping's order.

use std::collections::HashMap;

use super::super::{Field, Item, Mapping, Slot, entities::resolve};

/// Bytes of what is understood in one piece; a text may be longer.
const LINE: usize = 4_000;

pub(super) struct Said<'a> {
    mapping: &'a Mapping,
    fields: HashMap<&'a str, Vec<&'a Field>>,
    /// What a mapping says by itself, as fields.
    constants: HashMap<&'a str, Field>,
}

impl<'a> Said<'a> {
    pub fn new(mapping: &'a Mapping, item: &'a Item) -> Self {
        let mut fields: HashMap<&str, Vec<&Field>> = HashMap::new();
        for field in &item.fields {
            fields.entry(&field.path).or_default().push(field);
        }
        let constants = mapping.paths.values().flatten().filter_map(|path| {
            let value = path.strip_prefix('=')?.to_owned();
            Some((&**path, Field { path: path.clone(), place: String::new(), value }))
        });
        Self { mapping, fields, constants: constants.collect() }
    }

    /// The fields of each path of a slot that says something.
    pub fn paths(&self, slot: Slot) -> impl Iterator<Item = Vec<&Field>> {
        let is_for_it = move |field: &&&Field| slot == Slot::Text || field.value.len() <= LINE;
        self.mapping.paths(slot).iter().filter_map(move |path| match self.constants.get(&**path) {
            Some(constant) => Some(vec![constant]),
            None => Some(self.fields.get(&**path)?.iter().filter(is_for_it).copied().collect()),
        })
    }

    pub fn fields(&self, slot: Slot) -> impl Iterator<Item = &Field> {
        self.paths(slot).flatten()
    }

    /// Values on one line, without markup.
    pub fn each(&self, slot: Slot) -> impl Iterator<Item = String> {
        self.fields(slot).map(|field| plain(&field.value)).filter(|value| !value.is_empty())
    }

    /// The same, their lines kept.
    pub fn all(&self, slot: Slot) -> Vec<String> {
        self.fields(slot).map(|field| without_tags(&field.value)).collect()
    }

    pub fn first(&self, slot: Slot) -> Option<String> {
        self.each(slot).next()
    }
}

pub(super) fn plain(value: &str) -> String {
    without_tags(value).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without tags, references resolved.
fn without_tags(value: &str) -> String {
    let mut bare = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match if is_tag { rest.find('>') } else { None } {
            Some(end) => {
                bare.push(if rest.starts_with("<li") || rest.starts_with("<br") || rest.starts_with("</p") {
                    '\n'
                } else {
                    ' '
                });
                rest = &rest[end + 1..];
            }
            None => {
                bare.push('<');
                rest = &rest[1..];
                if is_tag {
                    break;
                }
            }
        }
    }
    bare.push_str(rest);
    resolve(&bare).trim().to_owned()
}

/// Yes or no.
pub(super) fn truth(value: &str) -> Option<bool> {
    match &*value.trim().to_lowercase() {
        "true" | "yes" | "oui" | "1" | "vrai" => Some(true),
        "false" | "no" | "non" | "0" | "faux" => Some(false),
        _ => None,
    }
}
