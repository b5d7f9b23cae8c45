//! From words to lines: letters to glyphs, lines no longer than the column.

use unicode_normalization::UnicodeNormalization;

use super::fonts::{Face, Glyph, INSTEAD};

/// A glyph on its line.
#[derive(Clone, Debug)]
pub struct Set {
    pub face: usize,
    pub glyph: Glyph,
    /// What it stands for when the face cannot write it.
    pub actual: Option<String>,
    /// A line may end after it.
    is_space: bool,
}

/// Text in one face.
pub struct Run<'a> {
    pub face: usize,
    pub text: &'a str,
}

/// The lines of a text, each no wider than `width`, in thousandths of the size.
pub fn lines(faces: &mut [Face; 2], runs: &[Run], width: f32) -> Vec<Vec<Set>> {
    let mut lines = vec![];
    let mut paragraph = vec![];
    for run in runs {
        for (at, line) in run.text.split('\n').enumerate() {
            if at > 0 {
                fold(&mut lines, std::mem::take(&mut paragraph), width);
            }
            set(faces, run.face, line, &mut paragraph);
        }
    }
    fold(&mut lines, paragraph, width);
    lines
}

fn set(faces: &mut [Face; 2], face: usize, text: &str, paragraph: &mut Vec<Set>) {
    let mut unwritten = String::new();
    for c in text.nfc().filter(|c| !is_ignored(*c)) {
        let c = if c == '\t' { ' ' } else { c };
        let Some(glyph) = faces[face].glyph(c) else {
            unwritten.push(c);
            continue;
        };
        stand_in(faces, face, &mut unwritten, paragraph);
        paragraph.push(Set { face, glyph, actual: None, is_space: c == ' ' });
    }
    stand_in(faces, face, &mut unwritten, paragraph);
}

/// One mark for a run of letters that cannot be written; whoever copies it gets them.
fn stand_in(faces: &mut [Face; 2], face: usize, unwritten: &mut String, paragraph: &mut Vec<Set>) {
    if !unwritten.is_empty()
        && let Some(glyph) = faces[face].glyph(INSTEAD)
    {
        paragraph.push(Set { face, glyph, actual: Some(std::mem::take(unwritten)), is_space: false });
    }
}

/// Breaks a paragraph after a space, or inside a word that is longer than a line.
fn fold(lines: &mut Vec<Vec<Set>>, mut paragraph: Vec<Set>, width: f32) {
    loop {
        let mut filled = 0.0;
        let mut after_space = 0;
        let mut end = paragraph.len();
        for (at, set) in paragraph.iter().enumerate() {
            filled += set.glyph.width;
            if set.is_space {
                after_space = at + 1;
            } else if filled > width && at > 0 {
                end = if after_space > 0 { after_space } else { at };
                break;
            }
        }
        let rest = paragraph.split_off(end);
        lines.push(paragraph);
        if rest.is_empty() {
            return;
        }
        paragraph = rest;
    }
}

/// What has no form of its own: joiners, marks of direction, variation selectors,
/// control characters.
fn is_ignored(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}
