//! Markup cut into tags and texts: XML and HTML, well formed or nearly. Each piece
//! is bounded before it is held, which readers that gather a whole tag first do not
//! promise. No document type is obeyed; what a piece means is told elsewhere.

use std::io::{self, BufRead};

use super::{
    At,
    cursor::{Cursor, Turn},
    entities::resolve,
};

/// Bytes of a tag that are kept; what is beyond is not read.
const TAG: usize = 64 << 10;
/// Bytes of a name; attributes of a tag.
const NAME: usize = 128;
const ATTRIBUTES: usize = 256;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// `<br/>`: nothing is within.
    pub is_empty: bool,
    pub is_cut: bool,
    pub at: At,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(named, _)| named.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Start(Tag),
    End(String),
    /// References resolved; `is_cut` when it was longer than the limit.
    Text {
        said: String,
        is_cut: bool,
    },
    Over,
}

pub(super) struct Pieces<R> {
    pub cursor: Cursor<R>,
    text_limit: usize,
    /// The element whose content is no markup: `script`, in a page.
    raw: Option<&'static str>,
    is_page: bool,
}

impl<R: BufRead> Pieces<R> {
    pub fn of_xml(cursor: Cursor<R>, text_limit: usize) -> Self {
        Self { cursor, text_limit, raw: None, is_page: false }
    }

    pub fn of_page(cursor: Cursor<R>, text_limit: usize) -> Self {
        Self { cursor, text_limit, raw: None, is_page: true }
    }

    pub fn next(&mut self) -> io::Result<Piece> {
        if let Some(name) = self.raw.take() {
            let end = format!("</{name}");
            let taken = self.cursor.take_until(end.as_bytes(), self.text_limit)?;
            if taken.is_ended {
                self.cursor.take_until(b">", 0)?;
            }
            return Ok(Piece::Text { said: taken.text(), is_cut: taken.is_cut });
        }
        loop {
            let at = self.cursor.at;
            match self.cursor.peek()? {
                None => return Ok(Piece::Over),
                Some(b'<') => {
                    self.cursor.bump()?;
                    if let Some(piece) = self.marked(at)? {
                        return Ok(piece);
                    }
                }
                Some(_) => {
                    let taken = self.cursor.take_while(self.text_limit, |byte| byte != b'<')?;
                    return Ok(Piece::Text { said: resolve(&taken.text()), is_cut: taken.is_cut });
                }
            }
        }
    }

    /// What stands behind `<`; nothing for a comment, a declaration or an instruction.
    fn marked(&mut self, at: At) -> io::Result<Option<Piece>> {
        match self.cursor.peek()? {
            Some(b'!') => {
                self.cursor.bump()?;
                self.declared()
            }
            Some(b'?') => self.cursor.take_until(if self.is_page { b">" } else { b"?>" }, 0).map(|_| None),
            Some(b'/') => {
                self.cursor.bump()?;
                let taken = self.cursor.take_until(b">", NAME)?;
                let end = Piece::End(taken.text().trim().to_owned());
                Ok(Some(if taken.is_ended { end } else { Piece::Over }))
            }
            Some(byte) if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 => {
                let Some(tag) = self.tag(at)? else { return Ok(Some(Piece::Over)) };
                if self.is_page && !tag.is_empty {
                    self.raw = ["script", "style"].into_iter().find(|name| tag.name.eq_ignore_ascii_case(name));
                }
                Ok(Some(Piece::Start(tag)))
            }
            // "moins de < 10 km": a sign, not a tag.
            _ => Ok(Some(Piece::Text { said: "<".to_owned(), is_cut: false })),
        }
    }

    /// `<!--`, `<![CDATA[` or `<!DOCTYPE`, of which nothing is obeyed.
    fn declared(&mut self) -> io::Result<Option<Piece>> {
        match self.cursor.peek()? {
            Some(b'-') => self.cursor.take_until(b"-->", 0).map(|_| None),
            Some(b'[') => {
                self.cursor.bump()?;
                self.cursor.take_until(b"[", 0)?;
                let taken = self.cursor.take_until(b"]]>", self.text_limit)?;
                Ok(Some(Piece::Text { said: taken.text(), is_cut: taken.is_cut }))
            }
            _ => {
                // Declarations within brackets end at `]`, then `>`.
                let (mut is_within, mut is_closing) = (false, true);
                self.cursor.take(0, |byte| {
                    match byte {
                        b'>' if is_closing => return Turn::After,
                        b'[' if !is_within => (is_within, is_closing) = (true, false),
                        b']' => is_closing = true,
                        byte if is_within && !byte.is_ascii_whitespace() => is_closing = false,
                        _ => {}
                    }
                    Turn::On
                })?;
                Ok(None)
            }
        }
    }

    /// Nothing when the text ends before the tag does.
    fn tag(&mut self, at: At) -> io::Result<Option<Tag>> {
        let mut quote = None;
        let mut before = b' ';
        let taken = self.cursor.take(TAG, |byte| {
            match (quote, byte) {
                (None, b'>') => return Turn::After,
                // A quotation begins behind `=`: elsewhere it is a letter out of place.
                (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
                (Some(open), byte) if open == byte => quote = None,
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
            Turn::On
        })?;
        if !taken.is_ended {
            return Ok(None);
        }
        let text = taken.text();
        let text = if !taken.is_cut { &text[..text.len() - 1] } else { &text };
        let (text, is_empty) = text.strip_suffix('/').map_or((text, false), |text| (text, true));
        let (name, rest) = text.split_at(text.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(text.len()));
        let name = name.chars().take(NAME).collect();
        Ok(Some(Tag { name, attributes: attributes(rest), is_empty, is_cut: taken.is_cut, at }))
    }
}

/// `a="1" b='2' c=3 d`, as far as it can be read.
fn attributes(text: &str) -> Vec<(String, String)> {
    let mut attributes = vec![];
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
    while !rest.is_empty() && attributes.len() < ATTRIBUTES {
        let (name, after) = rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len()));
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=').map(str::trim_start) {
            None => ("", after),
            Some(value) => match value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            },
        };
        if !name.is_empty() {
            attributes.push((name.chars().take(NAME).collect(), resolve(value)));
        }
        rest = after.trim_start();
    }
    attributes
}
