//! One posting written in a page's elements: microdata (itemprop, itemscope) or RDFa
//! Lite (property, typeof). Its fields are named as JSON-LD would name them.

use super::{
    super::{Flaw, Item, ItemError, Limits, flattening::Flat, markup::Tag},
    is_posting,
};

/// Elements open at once, beyond which none is looked at.
const DEEPEST: usize = 128;
const VOID: [&str; 13] =
    ["meta", "link", "img", "br", "hr", "input", "area", "base", "col", "embed", "source", "track", "wbr"];
/// Elements that give a text its form, kept with it.
const FORM: [&str; 16] =
    ["p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "h1", "h2", "h3", "h4", "h5", "h6", "div"];

pub(super) struct Marked {
    flat: Flat,
    limits: Limits,
    open: Vec<Open>,
    /// Elements open beyond those that are looked at.
    deeper: u32,
}

struct Open {
    name: String,
    /// The field whose text this element is.
    field: Option<usize>,
    /// The thing whose properties are within: `None` for the posting itself.
    thing: Option<usize>,
}

impl Marked {
    pub fn begins(tag: &Tag) -> bool {
        is_posting(tag)
    }

    pub fn new(tag: &Tag, limits: Limits) -> Self {
        let open = vec![Open { name: tag.name.clone(), field: None, thing: None }];
        Self { flat: Flat::new(tag.at, limits), limits, open, deeper: 0 }
    }

    pub fn start(&mut self, tag: &Tag) {
        self.form(&tag.name, "<");
        let thing = self.open.last().and_then(|open| open.thing);
        let (mut field, mut inner) = (None, thing);
        if let Some(name) = tag.attribute("itemprop").or(tag.attribute("property")).and_then(property) {
            field = self.flat.begin(thing, name);
            if tag.attribute("itemscope").or(tag.attribute("typeof")).is_some() {
                inner = field;
            }
            let said = said(tag);
            if let (Some(number), Some(said)) = (field, said) {
                self.flat.append(number, said);
                field = None;
            }
        }
        if is_void(tag) {
            return;
        }
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
        } else {
            // The text of a thing is its properties', not its own.
            let field = field.filter(|field| Some(*field) != inner);
            self.open.push(Open { name: tag.name.clone(), field, thing: inner });
        }
    }

    /// Whether the posting ends with this element.
    pub fn end(&mut self, name: &str) -> bool {
        if self.deeper > 0 {
            self.deeper -= 1;
            return false;
        }
        // Many elements need no end in HTML: those within end with it.
        if let Some(at) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) {
            self.open.truncate(at);
        }
        self.form(name, "</");
        self.open.is_empty()
    }

    pub fn text(&mut self, said: &str, is_cut: bool) {
        if is_cut {
            self.flat.fail(Flaw::TooLarge { limit: self.limits.item });
        }
        self.put(&said.replace('<', "&lt;"));
    }

    pub fn finish(self) -> Result<Item, ItemError> {
        self.flat.finish()
    }

    fn form(&mut self, name: &str, bracket: &str) {
        if let Some(name) = FORM.iter().find(|form| form.eq_ignore_ascii_case(name)) {
            self.put(&format!("{bracket}{name}>"));
        }
    }

    /// Every property that is open says it.
    fn put(&mut self, said: &str) {
        if !self.flat.has_failed() {
            self.open.iter().filter_map(|open| open.field).for_each(|field| self.flat.append(field, said));
        }
    }
}

pub(super) fn is_void(tag: &Tag) -> bool {
    tag.is_empty || VOID.iter().any(|void| void.eq_ignore_ascii_case(&tag.name))
}

/// `schema:title` → `title`; of several, the first.
fn property(names: &str) -> Option<&str> {
    let name = names.split_whitespace().next()?;
    Some(name.rsplit(['/', ':', '#']).next().unwrap_or(name))
}

/// What a tag says by itself rather than by its content.
fn said(tag: &Tag) -> Option<&str> {
    if let Some(content) = tag.attribute("content") {
        return Some(content);
    }
    let by = match &*tag.name.to_ascii_lowercase() {
        "a" | "link" | "area" => "href",
        "img" | "iframe" | "video" | "audio" => "src",
        "time" => "datetime",
        "data" | "meter" => "value",
        _ => return None,
    };
    tag.attribute(by)
}
