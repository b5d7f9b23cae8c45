//! A text as the rules read it: words without accents, numbers as numbers, a
//! feminine ending with its masculine form.

use crate::models::search::french::fold;

/// Endings that inclusive writing hangs on a word, folded.
const ENDINGS: [&str; 14] =
    ["e", "es", "s", "ne", "nes", "le", "les", "ve", "ves", "se", "euse", "rice", "trice", "ere"];

/// A word, a number or a currency sign, and where it stands (bytes).
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub from: usize,
    pub to: usize,
    /// Where its folded form stands in [`Words::folded`].
    folded: (usize, usize),
    pub number: Option<u32>,
    /// Begins with a capital.
    pub is_name: bool,
    /// Begins a sentence.
    pub begins: bool,
}

pub(super) struct Words<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    folded: String,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut words =
            Self { text, tokens: Vec::with_capacity(text.len() / 5), folded: String::with_capacity(text.len()) };
        let mut at = 0;
        let mut begins = true;
        while let Some(c) = text[at..].chars().next() {
            let end = match c {
                '0'..='9' => number_end(text, at),
                c if c.is_alphanumeric() => word_end(text, at),
                '€' | '$' | '£' => at + c.len_utf8(),
                c => {
                    begins |= matches!(c, '.' | '!' | '?' | ';' | '…') || text[at..].starts_with("\n\n");
                    at += c.len_utf8();
                    continue;
                }
            };
            at = words.push(at, end, begins);
            begins = false;
        }
        words
    }

    pub fn folded(&self, token: &Token) -> &str {
        &self.folded[token.folded.0..token.folded.1]
    }

    pub fn raw(&self, token: &Token) -> &'a str {
        &self.text[token.from..token.to]
    }

    /// Returns where the text goes on.
    fn push(&mut self, from: usize, end: usize, begins: bool) -> usize {
        let raw = &self.text[from..end];
        let number = raw.bytes().all(|b| !b.is_ascii_alphabetic()) && raw.starts_with(|c: char| c.is_ascii_digit());
        let start = self.folded.len();
        if raw.is_ascii() {
            self.folded.extend(raw.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            self.folded.push_str(&fold(raw));
        }
        self.tokens.push(Token {
            from,
            to: end,
            folded: (start, self.folded.len()),
            number: number.then(|| value(raw)),
            is_name: raw.starts_with(char::is_uppercase),
            begins,
        });
        if number { end } else { end + ending(&self.text[end..]) }
    }
}

fn word_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}'));
    at + end.unwrap_or(rest.len())
}

/// `1 800`, `45.000`, `28,000` are one number; `35h` is a word.
fn number_end(text: &str, at: usize) -> usize {
    let end = word_end(text, at);
    if !text[at..end].bytes().all(|b| b.is_ascii_digit()) || end - at > 3 {
        return end;
    }
    let mut end = end;
    while let Some(mark) = text[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',')) {
        let group = end + mark.len_utf8();
        let group_end = word_end(text, group);
        if group_end - group != 3 || !text[group..group_end].bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        end = group_end;
    }
    end
}

fn value(raw: &str) -> u32 {
    let figures = raw.bytes().filter(u8::is_ascii_digit).take(9);
    figures.fold(0, |value, figure| value * 10 + u32::from(figure - b'0'))
}

/// How long the inclusive ending is that follows a word: `(e)`, `·e·s`, `.e`.
fn ending(rest: &str) -> usize {
    let mut length = 0;
    for _ in 0..2 {
        let rest = &rest[length..];
        let Some(mark) = rest.chars().next().filter(|c| matches!(c, '·' | '•' | '.' | '-' | '(' | '/')) else {
            break;
        };
        let inside = &rest[mark.len_utf8()..];
        let letters = inside.find(|c: char| !c.is_alphabetic()).unwrap_or(inside.len().min(8));
        let Some(ending) = inside.get(..letters).filter(|ending| !ending.is_empty() && ending.len() <= 5) else {
            break;
        };
        let mut end = mark.len_utf8() + letters;
        if mark == '(' {
            if !rest[end..].starts_with(')') {
                break;
            }
            end += 1;
        }
        let whole = rest[end..].chars().next().is_none_or(|next| !next.is_alphanumeric());
        if !whole
            || !ENDINGS.contains(&&*fold(ending))
            || (matches!(mark, '.' | '-') && !matches!(ending, "e" | "es" | "s"))
        {
            break;
        }
        length += end;
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let words = Words::of(text);
        words.tokens.iter().map(|token| words.folded(token).to_owned()).collect()
    }

    #[test]
    fn words_numbers_and_endings() {
        assert_eq!(read("Né(e) à Lyon, marié·e·s"), ["ne", "a", "lyon", "marie"]);
        assert_eq!(read("J’ai 1 800 € pour 35h"), ["j", "ai", "1 800", "€", "pour", "35h"]);
        assert_eq!(Words::of("45.000").tokens[0].number, Some(45_000));
        assert_eq!(read("Prends-le. Né.e"), ["prends", "le", "ne"]);
    }

    #[test]
    fn any_text_can_be_read() {
        for text in ["", "(", "é(", "a(e", "1 ", "12 345 ", "\u{301}", "·e", "x.é", "🏠12", "é-é-é", &"9".repeat(400)]
        {
            let words = Words::of(text);
            assert!(words.tokens.iter().all(|token| text.get(token.from..token.to).is_some()), "{text}");
        }
    }
}
