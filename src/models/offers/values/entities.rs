//! Character references of HTML (HTML Living Standard, 13.5), turned into what they
//! stand for. Their names come from a package; one without its semicolon is no reference.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

/// Bytes between `&` and `;`: the longest name has 31.
const LONGEST: usize = 32;
/// What codes 128 to 159 mean to those who write them (windows-1252).
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

static NAMED: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let whole = entities::ENTITIES.iter().filter_map(|named| {
        let name = named.entity.strip_prefix('&')?.strip_suffix(';')?;
        Some((name, named.characters))
    });
    whole.collect()
});

/// The text with its references replaced, once: `&amp;eacute;` is `&eacute;`.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((length, Meaning::Char(c))) => {
                decoded.push(c);
                rest = &rest[length..];
            }
            Some((length, Meaning::Named(characters))) => {
                decoded.push_str(characters);
                rest = &rest[length..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// A character, where it is one that windows-1252 put in the place of a control.
pub(super) fn mended(c: char) -> char {
    match u32::from(c) {
        code @ 0x80..=0x9F => WINDOWS[(code - 0x80) as usize],
        _ => c,
    }
}

/// Whether a reference begins here.
pub(super) fn begins_reference(text: &str) -> bool {
    reference(text).is_some()
}

enum Meaning {
    Char(char),
    Named(&'static str),
}

/// The reference that `text` begins with, and its bytes.
fn reference(text: &str) -> Option<(usize, Meaning)> {
    let inside = text.strip_prefix('&')?;
    let end = inside.bytes().take(LONGEST + 1).position(|byte| !byte.is_ascii_alphanumeric() && byte != b'#')?;
    let name = inside.get(..end).filter(|_| inside.as_bytes()[end] == b';')?;
    let meaning = match name.strip_prefix('#') {
        Some(code) => Meaning::Char(mended(character(code)?)),
        None => Meaning::Named(NAMED.get(name)?),
    };
    Some((end + 2, meaning))
}

fn character(code: &str) -> Option<char> {
    let (digits, radix) = match code.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (code, 10),
    };
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let code = u32::from_str_radix(digits, radix).ok().filter(|_| plain)?;
    Some(char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER))
}
