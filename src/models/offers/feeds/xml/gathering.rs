//! One item on its way out of an XML: what its elements say, in fields, until it is
//! closed. A broken one is followed to its end so that the next can be read.

use super::super::{
    DEPTH, Flaw, Item, ItemError, Limits,
    flattening::Flat,
    markup::{Piece, Tag},
};

/// Markup that some write in a text without protecting it: kept as the text it is.
const INLINE: [&str; 25] = [
    "p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "u", "div", "span", "a", "h1", "h2", "h3", "h4", "h5", "h6",
    "table", "tbody", "tr", "td", "hr", "font",
];

/// What comes of a piece.
pub(super) enum Then {
    More,
    Closed,
    /// The feed goes on as if it had been closed before this piece.
    Left(Option<Tag>),
    Over,
}

pub(super) struct Gathered<'a> {
    flat: Flat,
    limits: Limits,
    start: &'a Tag,
    nests: bool,
    /// Elements open within, their fields and lines.
    open: Vec<(String, Option<usize>, u64)>,
    /// The field of the item's own text.
    text: Option<usize>,
    /// Elements of the item's own name that are open within.
    namesakes: u32,
}

impl<'a> Gathered<'a> {
    pub fn new(start: &'a Tag, nests: bool, limits: Limits) -> Self {
        let mut flat = Flat::new(start.at, limits);
        attributes(&mut flat, None, start);
        let text = flat.begin(None, "text()");
        let mut gathered = Self { flat, limits, start, nests, open: vec![], text, namesakes: 0 };
        gathered.refuse_cut(start);
        gathered
    }

    /// Takes a piece in; `around` is the element that holds the item.
    pub fn take(&mut self, piece: Piece, around: Option<&str>) -> Then {
        if self.flat.has_failed() {
            self.open = vec![];
        }
        match piece {
            Piece::Text { said, is_cut } => self.said(&said, is_cut),
            Piece::Start(tag) if tag.name == self.start.name && !self.nests => {
                self.flat.fail(self.unclosed());
                return Then::Left(Some(tag));
            }
            Piece::Start(tag) => self.begun(tag),
            Piece::End(name) if name == self.start.name && self.namesakes == 0 => {
                self.last_is_unclosed();
                return Then::Closed;
            }
            Piece::End(name) => return self.ended(&name, around),
            Piece::Over => return Then::Over,
        }
        Then::More
    }

    pub fn is_too_large(&mut self) {
        self.flat.fail(Flaw::TooLarge { limit: self.limits.item });
    }

    pub fn finish(self) -> Result<Item, ItemError> {
        self.flat.finish()
    }

    fn said(&mut self, said: &str, is_cut: bool) {
        let Some(field) = self.current() else { return };
        if is_cut {
            let name = self.flat.path(field).to_owned();
            self.flat.fail(Flaw::FieldTooLong { field: name, limit: self.limits.field });
        }
        self.flat.append(field, said);
    }

    fn begun(&mut self, tag: Tag) {
        if !self.open.is_empty() && is_inline(&tag.name) {
            return self.said(&format!("<{}>", tag.name), false);
        }
        let within = self.open.last().and_then(|(_, field, _)| *field);
        let field = self.flat.begin(within, &tag.name);
        attributes(&mut self.flat, field, &tag);
        self.refuse_cut(&tag);
        if !tag.is_empty {
            self.namesakes += u32::from(tag.name == self.start.name);
            self.open.push((tag.name, field, tag.at.line));
        }
    }

    fn ended(&mut self, name: &str, around: Option<&str>) -> Then {
        self.namesakes -= u32::from(name == self.start.name);
        if self.open.last().is_some_and(|(open, ..)| open == name) {
            self.open.pop();
        } else if around == Some(name) {
            self.flat.fail(self.unclosed());
            return Then::Left(None);
        } else if !self.open.is_empty() && is_inline(name) {
            self.said(&format!("</{name}>"), false);
        } else {
            self.last_is_unclosed();
        }
        Then::More
    }

    fn current(&self) -> Option<usize> {
        self.open.last().map_or(self.text, |(_, field, _)| *field)
    }

    fn unclosed(&self) -> Flaw {
        Flaw::Unclosed { element: self.start.name.clone(), line: self.start.at.line }
    }

    fn last_is_unclosed(&mut self) {
        if let Some((element, _, line)) = self.open.pop() {
            self.flat.fail(Flaw::Unclosed { element, line });
        }
    }

    fn refuse_cut(&mut self, tag: &Tag) {
        if tag.is_cut {
            self.flat.fail(Flaw::FieldTooLong { field: tag.name.clone(), limit: self.limits.field });
        }
    }
}

fn is_inline(name: &str) -> bool {
    INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name))
}

fn attributes(flat: &mut Flat, field: Option<usize>, tag: &Tag) {
    for (name, value) in tag.attributes.iter().take(DEPTH) {
        flat.attribute(field, name, value);
    }
}
