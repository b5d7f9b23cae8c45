//! HTML cut into words and tags, in one pass and without a tree: ten megabytes or a
//! hundred thousand nested elements cost what they weigh. What a tag means is not known
//! here; what no reader is meant to see (scripts, styles, comments) is dropped.

/// Elements that are dropped with what they hold.
const UNSEEN: [&str; 14] = [
    "script", "style", "template", "svg", "math", "iframe", "object", "noscript", "title", "textarea", "select", "xmp",
    "noembed", "noframes",
];
/// Elements that tell HTML from a text with a `<` in it.
const KNOWN: [&str; 35] = [
    "a", "b", "i", "u", "p", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "em", "h1", "h2", "h3", "h4", "h5", "h6",
    "tr", "td", "th", "div", "pre", "img", "span", "font", "html", "body", "table", "strong", "script", "style",
    "section",
];
/// Those that part lines: where none is, the line ends of the source are meant.
const PARTING: [&str; 11] = ["p", "br", "ul", "ol", "li", "div", "table", "tr", "h2", "h3", "section"];

/// A piece of HTML. Words still hold their character references; names are as written.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    Open { name: &'a str, attributes: &'a str },
    Close(&'a str),
}

pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// False once a quote was found that never closes: quotes mean nothing from there.
    quotes: bool,
}

/// Reads from the beginning.
pub(super) fn pieces(html: &str) -> Pieces<'_> {
    Pieces { rest: html, quotes: true }
}

/// Whether a text is HTML: it holds a tag of a known name.
pub(super) fn is_html(text: &str) -> bool {
    tags(text).any(|name| is_one_of(name, &KNOWN)) || text.contains("<!--")
}

/// Whether its lines are parted by tags.
pub(super) fn is_parted(html: &str) -> bool {
    tags(html).any(|name| is_one_of(name, &PARTING))
}

pub(super) fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The value of an attribute, with its character references.
pub(super) fn attribute<'a>(attributes: &'a str, named: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let behind = behind.trim_start();
        let Some(value) = behind.strip_prefix('=').map(str::trim_start) else {
            if name.is_empty() {
                return None;
            }
            rest = behind;
            continue;
        };
        let (value, left) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(named) {
            return Some(value);
        }
        rest = left;
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.rest;
            let second = match rest.as_bytes() {
                [] => return None,
                [b'<', second, ..] => *second,
                _ => b' ',
            };
            match second {
                b'!' if rest.starts_with("<!--") => self.skip_to("-->", 4),
                b'!' | b'?' => self.skip_to(">", 2),
                b'/' if rest[2..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    let name = name_of(&rest[2..]);
                    self.skip_to(">", 2);
                    return Some(Piece::Close(name));
                }
                second if second.is_ascii_alphabetic() && rest.starts_with('<') => {
                    if let Some(piece) = self.open() {
                        return Some(piece);
                    }
                }
                _ => return Some(self.words()),
            }
        }
    }
}

impl<'a> Pieces<'a> {
    /// Up to the next `<`; one that opens nothing is a word.
    fn words(&mut self) -> Piece<'a> {
        let from = usize::from(self.rest.starts_with('<'));
        let end = self.rest[from..].find('<').map_or(self.rest.len(), |at| at + from);
        let (words, rest) = self.rest.split_at(end);
        self.rest = rest;
        Piece::Words(words)
    }

    /// A tag, or nothing when its element is unseen. One that never ends takes the rest
    /// with it, as in a browser.
    fn open(&mut self) -> Option<Piece<'a>> {
        let inside = &self.rest[1..];
        let name = name_of(inside);
        let end = self.end_of_tag(inside).unwrap_or(inside.len());
        let attributes = &inside[name.len()..end];
        self.rest = inside.get(end + 1..).unwrap_or_default();
        if !is_one_of(name, &UNSEEN) {
            return Some(Piece::Open { name, attributes });
        }
        if !attributes.ends_with('/') {
            self.skip_element(name);
        }
        None
    }

    /// Where a tag ends: a `>` in a quoted value does not end it.
    fn end_of_tag(&mut self, inside: &str) -> Option<usize> {
        let mut quote = None;
        let mut before = b' ';
        if self.quotes {
            for (at, byte) in inside.bytes().enumerate() {
                match quote {
                    Some(open) if byte == open => quote = None,
                    Some(_) => {}
                    None if byte == b'>' => return Some(at),
                    None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
                    None => {}
                }
                if !byte.is_ascii_whitespace() {
                    before = byte;
                }
            }
            self.quotes = false;
        }
        inside.find('>')
    }

    fn skip_to(&mut self, end: &str, from: usize) {
        let behind = self.rest.get(from..).unwrap_or_default();
        self.rest = behind.find(end).map_or("", |at| &behind[at + end.len()..]);
    }

    /// Behind the closing tag of this name; unclosed, the element takes the rest.
    fn skip_element(&mut self, name: &str) {
        let rest = self.rest;
        let closes = |at: &usize| {
            let tag = rest.as_bytes().get(at + 2..at + 2 + name.len());
            tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
        };
        let close = rest.match_indices("</").map(|(at, _)| at).find(closes);
        self.rest = close.map_or("", |at| &rest[at..]);
        if !self.rest.is_empty() {
            self.skip_to(">", 2);
        }
    }
}

fn name_of(inside: &str) -> &str {
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    &inside[..end]
}

/// The names behind each `<` and `</`.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).map(|behind| behind.strip_prefix('/').unwrap_or(behind)).filter_map(|inside| {
        let name = name_of(&inside[..inside.floor_char_boundary(16)]);
        let next = inside[name.len()..].chars().next();
        next.is_some_and(|c| c.is_ascii_whitespace() || matches!(c, '>' | '/')).then_some(name)
    })
}
