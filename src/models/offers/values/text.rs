//! Texts of offers: HTML, HTML that was escaped on its way, or plain text, made into
//! Markdown that shows the same and nothing else; and single lines out of the same.

use std::borrow::Cow;

use super::{
    entities::{decode, mended},
    html::{Piece, attribute, is_html, is_parted, pieces},
    pages::Page,
};

/// Bytes that are read to find a single line.
const READ: usize = 65_536;

/// Safe CommonMark, at most 20 000 characters: paragraphs, lists (of `<li>` as of lines
/// that begin with a bullet), bold, headings as bold lines. A link is its words, then its
/// address when it is http or https. What was meant as a character stays one. A line end
/// within a paragraph is kept as one. Cut at a paragraph, with an ellipsis; linear in time.
pub fn text(said: &str) -> String {
    let said = unescaped(said);
    let mut page = Page::default();
    if !is_html(&said) {
        page.words(&characters(&said), true);
        return page.finish();
    }
    let keeps_lines = !is_parted(&said);
    for piece in pieces(&said) {
        match piece {
            Piece::Words(words) => page.words(&characters(words), keeps_lines),
            Piece::Open { name, attributes } => opened(&mut page, &name.to_ascii_lowercase(), attributes),
            Piece::Close(name) => closed(&mut page, &name.to_ascii_lowercase()),
        }
        if page.is_full() {
            break;
        }
    }
    page.finish()
}

/// One line of plain text, without tags nor references, at most so many characters.
pub fn line(said: &str, most: usize) -> String {
    let said = unescaped(&said[..said.floor_char_boundary(READ)]);
    let mut letters = vec![];
    if is_html(&said) {
        for piece in pieces(&said) {
            match piece {
                Piece::Words(words) => letters.extend(characters(words).chars()),
                Piece::Open { name, .. } | Piece::Close(name) if !is_inline(name) => letters.push(' '),
                _ => {}
            }
        }
    } else {
        letters.extend(characters(&said).chars());
    }
    let kept: String = letters.into_iter().map(mended).filter(|c| !is_invisible(*c)).collect();
    let line = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(most).collect();
    cut.trim_end().to_owned()
}

/// Controls, marks of direction and letters without width: nobody sees them, and some
/// make others be misread.
pub(super) fn is_invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' | '\u{FFFC}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// The HTML that a text is once its references are replaced, once or twice; else itself.
fn unescaped(said: &str) -> Cow<'_, str> {
    if is_html(said) || !said.contains('&') {
        return Cow::Borrowed(said);
    }
    let once = decode(said);
    if is_html(&once) {
        return once;
    }
    let twice = decode(&once).into_owned();
    if is_html(&twice) { Cow::Owned(twice) } else { Cow::Borrowed(said) }
}

/// The characters that words stand for; `&amp;eacute;` was escaped once too often.
fn characters(words: &str) -> Cow<'_, str> {
    match decode(words) {
        Cow::Borrowed(words) => Cow::Borrowed(words),
        Cow::Owned(once) => Cow::Owned(decode(&once).into_owned()),
    }
}

fn is_inline(name: &str) -> bool {
    let inline = ["a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "abbr", "mark", "small"];
    inline.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn opened(page: &mut Page, name: &str, attributes: &str) {
    match name {
        "br" => page.line_break(),
        "ul" | "menu" | "dir" => page.open_list(false),
        "ol" => page.open_list(true),
        "li" => page.open_item(),
        "b" | "strong" => page.open_bold(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            page.paragraph();
            page.open_bold();
        }
        "a" => page.open_link(attribute(attributes, "href").map(decode).as_deref()),
        "td" | "th" => page.words(" ", false),
        name => parted(page, name),
    }
}

fn closed(page: &mut Page, name: &str) {
    match name {
        "ul" | "ol" | "menu" | "dir" => page.close_list(),
        "li" => page.close_item(),
        "b" | "strong" => page.close_bold(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            page.close_bold();
            page.paragraph();
        }
        "a" => page.close_link(),
        name => parted(page, name),
    }
}

fn parted(page: &mut Page, name: &str) {
    match name {
        "p" | "hr" | "blockquote" | "table" | "section" | "article" | "header" | "footer" | "dl" | "pre" | "form"
        | "figure" => page.paragraph(),
        "div" | "tr" | "dt" | "dd" | "center" | "main" | "aside" | "nav" | "address" | "caption" => page.end_line(),
        _ => {}
    }
}
