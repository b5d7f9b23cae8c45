//! What shape a feed has, told by its beginning: never by its file's name nor by
//! what a server calls it.

use super::{FeedError, csv, errors::beginning};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Any XML; RSS and Atom are.
    Xml,
    /// A list somewhere in one value.
    Json,
    /// One value after another.
    JsonLines,
    /// HTML that holds schema.org's JobPosting: JSON-LD, microdata or RDFa.
    Page,
    /// Rows with a header.
    Table { separator: u8 },
}

/// What files for programs begin with.
const BINARY: [(&[u8], &str); 8] = [
    (b"PK\x03\x04", "zip"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "rar"),
    (b"BZh", "bzip2"),
    (b"SQLite format 3", "sqlite"),
];
/// First elements of a page.
const PAGES: [&str; 12] =
    ["html", "head", "body", "div", "script", "meta", "title", "main", "section", "article", "p", "h1"];
/// What tells a page that is only a piece of one.
const MARKED: [&str; 3] = ["application/ld+json", "schema.org/jobposting", "typeof=\"jobposting\""];

/// # Errors
/// When it is no feed.
pub(super) fn recognise(sample: &[u8]) -> Result<Shape, FeedError> {
    let head = &sample[..sample.len().min(8 << 10)];
    if let Some((_, kind)) = BINARY.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Err(FeedError::Binary { kind });
    }
    let text = sample.trim_ascii_start();
    let Some(first) = text.first() else { return Err(FeedError::Empty) };
    let controls = head.iter().filter(|byte| matches!(**byte, 0..=8 | 14..=31)).count();
    if controls * 50 > head.len() && !matches!(first, b'<' | b'{' | b'[') {
        return Err(FeedError::Binary { kind: "?" });
    }
    match first {
        b'{' => Ok(if is_followed_by_another(text) { Shape::JsonLines } else { Shape::Json }),
        b'[' => Ok(Shape::Json),
        b'<' => Ok(if is_page(text) { Shape::Page } else { Shape::Xml }),
        // Notices that a program printed ahead of its XML.
        _ if contains(head, "<?xml") => Ok(Shape::Xml),
        _ if is_marked(sample) => Ok(Shape::Page),
        _ => {
            let separator = csv::separator(sample);
            let separator = separator.ok_or_else(|| FeedError::NoOffers { beginning: beginning(sample) })?;
            Ok(Shape::Table { separator })
        }
    }
}

/// Whether a second value begins behind the first.
fn is_followed_by_another(text: &[u8]) -> bool {
    let (mut depth, mut is_within, mut is_escaped) = (0_u32, false, false);
    for (position, byte) in text.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_within => is_escaped = true,
            b'"' => is_within = !is_within,
            // A line that broke off within its text does not hide the next.
            b'\n' if is_within && text[position + 1..].starts_with(b"{\"") => return true,
            _ if is_within => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return text[position + 1..].trim_ascii_start().first() == Some(&b'{');
        }
    }
    false
}

fn is_page(text: &[u8]) -> bool {
    let mut rest = &text[..text.len().min(8 << 10)];
    // Behind comments, instructions and the document type.
    loop {
        rest = rest.trim_ascii_start();
        let lowered = rest[..rest.len().min(16)].to_ascii_lowercase();
        let end: &[u8] = match &*lowered {
            head if head.starts_with(b"<!doctype html") => return true,
            head if head.starts_with(b"<!--") => b"-->",
            head if head.starts_with(b"<?") || head.starts_with(b"<!") => b">",
            head => {
                let name = head.strip_prefix(b"<").unwrap_or(head);
                let end = name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
                return PAGES.iter().any(|page| page.as_bytes() == &name[..end]);
            }
        };
        match rest.windows(end.len()).position(|window| window == end) {
            Some(at) => rest = &rest[at + end.len()..],
            None => return false,
        }
    }
}

fn is_marked(sample: &[u8]) -> bool {
    MARKED.iter().any(|mark| contains(sample, mark))
}

fn contains(text: &[u8], mark: &str) -> bool {
    text.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark.as_bytes()))
}
