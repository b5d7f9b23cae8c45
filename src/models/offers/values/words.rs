//! Short sayings cut into numbers, words and signs, as people write them: `1 600,00`,
//! `45,000`, `35k`, `24h30`. What a number counts is not known here.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::text::line;

/// A saying as it was written and, letter for letter, without case nor accents.
pub(super) struct Said {
    written: Vec<char>,
    pub tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Number(f64),
    Word(String),
    Sign(char),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Where it stands, in characters.
    pub start: usize,
    pub end: usize,
}

impl Said {
    /// Reads at most `most` characters.
    pub fn new(said: &str, most: usize) -> Self {
        let written: Vec<char> = line(said, most).nfc().collect();
        let plain: Vec<char> = written.iter().map(|c| plain(*c)).collect();
        let tokens = tokens(&plain);
        Self { written, tokens }
    }

    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// As it was written.
    pub fn written(&self) -> String {
        self.written.iter().collect()
    }

    /// As it was written, from a character on.
    pub fn written_from(&self, start: usize) -> String {
        self.written.get(start..).unwrap_or_default().iter().collect()
    }
}

impl Token {
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    /// A number, in figures or as it is said: `six mois`.
    pub fn count(&self) -> Option<f64> {
        const SAID: [&[&str]; 13] = [
            &[],
            &["un", "une", "one"],
            &["deux", "two"],
            &["trois", "three"],
            &["quatre", "four"],
            &["cinq", "five"],
            &["six"],
            &["sept", "seven"],
            &["huit", "eight"],
            &["neuf", "nine"],
            &["dix", "ten"],
            &["onze", "eleven"],
            &["douze", "twelve"],
        ];
        let said = |word: &str| SAID.iter().position(|names| names.contains(&word)).map(|number| number as f64);
        self.number().or_else(|| said(self.word()?))
    }
}

/// The words alone, one space between: ` a partir de `, with a space at each end so that
/// a whole word is found as ` word `.
pub(super) fn phrase(tokens: &[Token]) -> String {
    let mut phrase = String::from(" ");
    for word in tokens.iter().filter_map(Token::word) {
        phrase.push_str(word);
        phrase.push(' ');
    }
    phrase
}

/// Whether any of these phrases stands in a `phrase`.
pub(super) fn says(phrase: &str, any: &[&str]) -> bool {
    any.iter().any(|said| phrase.contains(&format!(" {said} ")))
}

/// One character for one: places in the plain and in the written are the same.
fn plain(c: char) -> char {
    match c {
        '’' | 'ʼ' | '`' => '\'',
        '–' | '—' | '−' | '‑' => '-',
        '×' => 'x',
        c if c.is_whitespace() => ' ',
        c => {
            let base = std::iter::once(c).nfkd().find(|c| !is_combining_mark(*c)).unwrap_or(c);
            base.to_lowercase().next().unwrap_or(base)
        }
    }
}

fn tokens(plain: &[char]) -> Vec<Token> {
    let mut tokens = vec![];
    let mut at = 0;
    while let Some(&c) = plain.get(at) {
        let start = at;
        let kind = if c.is_ascii_digit() {
            let (number, end) = number(plain, at);
            at = end;
            Kind::Number(number)
        } else if c.is_alphabetic() {
            at += plain[at..].iter().take_while(|c| c.is_alphabetic()).count();
            Kind::Word(plain[start..at].iter().collect())
        } else {
            at += 1;
            Kind::Sign(c)
        };
        if c != ' ' {
            tokens.push(Token { kind, start, end: at });
        }
    }
    tokens
}

/// A number and where it ends. Three figures behind a space, a point, a comma or an
/// apostrophe are thousands; one, two or many behind a point or a comma are decimals.
fn number(plain: &[char], start: usize) -> (f64, usize) {
    let mut end = start + figures(plain, start);
    let mut digits: String = plain[start..end].iter().collect();
    let mut parted = None;
    while digits.len() <= 12
        && (parted.is_some() || (digits.len() <= 3 && digits != "0"))
        && let Some(&by) = plain.get(end)
        && matches!(by, ' ' | '.' | ',' | '\'')
        && parted.is_none_or(|before| before == by)
        && figures(plain, end + 1) == 3
    {
        digits.extend(&plain[end + 1..end + 4]);
        parted = Some(by);
        end += 4;
    }
    if let Some(&by) = plain.get(end)
        && matches!(by, '.' | ',')
        && parted != Some(by)
        && figures(plain, end + 1) > 0
    {
        let decimals = figures(plain, end + 1);
        digits.push('.');
        digits.extend(&plain[end + 1..end + 1 + decimals]);
        end += 1 + decimals;
    }
    (digits.parse().unwrap_or(f64::INFINITY), end)
}

fn figures(plain: &[char], start: usize) -> usize {
    plain.get(start..).map_or(0, |rest| rest.iter().take_while(|c| c.is_ascii_digit()).count())
}
