//! What is asked, read from what was typed: words, `"a phrase"`, `-word`,
//! `author:`, `in:`, `tag:`, `is:unanswered|solved`, `before:`, `after:`; and from
//! the form's own fields. Anything that can be typed is a question: what cannot be
//! read as an operator is read as words.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::Deserialize;

use super::{
    Noun,
    french::{Word, words},
    index::State,
};

/// Beyond, in bytes, what was typed is no question (and is cut).
pub const LONGEST: usize = 400;
/// Kilometres around a place, when nobody says how many; and at most.
const AROUND: f64 = 20.0;
const FARTHEST: f64 = 300.0;
/// Words that are looked for, at most; the first ones count.
const WORDS: usize = 24;
/// Phrases and exclusions, at most.
const PHRASES: usize = 6;

/// The form, as it comes: everything may be empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Form {
    pub q: String,
    #[serde(rename = "type")]
    pub noun: String,
    pub community: String,
    pub tag: String,
    /// A code of ROME.
    pub trade: String,
    /// A commune, a postal code, a department…
    pub near: String,
    /// Kilometres around it.
    pub km: String,
    /// unanswered, solved
    pub is: String,
    pub since: String,
    pub until: String,
    pub sort: String,
    pub after: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    #[default]
    Relevance,
    Date,
}

impl Sort {
    pub const NAMES: [&str; 2] = ["relevance", "date"];

    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// A word that is looked for, and what would do as well.
#[derive(Clone, Debug)]
pub struct Sought {
    pub word: Word,
    /// Words or phrases that say the same.
    pub also: Vec<Vec<Word>>,
    /// Words of names and titles that begin like it, when it is nowhere itself.
    pub begun: Vec<String>,
}

impl Sought {
    /// Whether this is the next part of a compound that the other begins.
    pub fn follows(&self, first: &Self) -> bool {
        self.word.from > first.word.to && self.word.from - first.word.to <= 3
    }
}

impl From<Word> for Sought {
    fn from(word: Word) -> Self {
        Self { word, also: vec![], begun: vec![] }
    }
}

/// A question, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Words that tell, in order; the others only when there are none that do.
    pub words: Vec<Sought>,
    pub phrases: Vec<Vec<Word>>,
    pub without: Vec<Word>,
    pub noun: Option<Noun>,
    /// Handle of an author.
    pub author: Option<String>,
    /// Slug of a room.
    pub room: Option<String>,
    /// Slugs.
    pub tags: Vec<String>,
    /// Bits of [`State`], all of which must be set.
    pub state: u64,
    pub since: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    pub sort: Sort,
    /// Code of a trade that rooms are about.
    pub trade: Option<String>,
    /// A place as it was typed, and how far around, in kilometres.
    pub near: Option<(String, f64)>,
}

impl Asked {
    pub fn read(form: &Form) -> Self {
        let mut asked = Self {
            noun: Noun::named(&form.noun),
            room: named(&form.community),
            tags: named(&form.tag).into_iter().collect(),
            since: day(&form.since).map(begins),
            until: day(&form.until).map(ends),
            sort: if form.sort == "date" { Sort::Date } else { Sort::Relevance },
            trade: named(&form.trade).map(|code| code.to_uppercase()),
            near: near(&form.near, &form.km),
            ..Self::default()
        };
        asked.is(&form.is);
        asked.take(&form.q, true);
        asked
    }

    /// Words, phrases and exclusions alone, where nothing is an operator.
    pub fn of_words(typed: &str) -> Self {
        let mut asked = Self::default();
        asked.take(typed, false);
        asked
    }

    fn take(&mut self, typed: &str, operators: bool) {
        let mut plain = String::new();
        for piece in pieces(cut(typed, LONGEST)) {
            match piece {
                Piece::Phrase(text) => self.phrase(text),
                Piece::Without(text) => self.without.extend(words(text)),
                Piece::Operator(name, value) if operators && self.operator(name, value) => {}
                Piece::Operator(name, value) => {
                    plain.push_str(name);
                    plain.push(' ');
                    plain.push_str(value);
                    plain.push(' ');
                }
                Piece::Text(text) => {
                    plain.push_str(text);
                    plain.push(' ');
                }
            }
        }
        let all = words(&plain);
        let telling = all.iter().any(Word::is_telling) || !self.phrases.is_empty();
        let mut kept: Vec<Word> = all.into_iter().filter(|word| !telling || word.is_telling()).take(WORDS).collect();
        kept.dedup_by(|one, other| one.folded == other.folded);
        self.words = kept.into_iter().map(Sought::from).collect();
        self.without.truncate(PHRASES);
        self.phrases.truncate(PHRASES);
    }

    /// Whether it asks for anything at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty() && !self.is_narrowed()
    }

    /// Whether something but words narrows it.
    pub fn is_narrowed(&self) -> bool {
        self.author.is_some()
            || self.room.is_some()
            || !self.tags.is_empty()
            || self.state != 0
            || self.since.is_some()
            || self.until.is_some()
            || self.trade.is_some()
            || self.near.is_some()
    }

    fn phrase(&mut self, text: &str) {
        let phrase = words(text);
        match phrase.len() {
            0 => {}
            _ => self.phrases.push(phrase.into_iter().take(WORDS).collect()),
        }
    }

    fn is(&mut self, what: &str) -> bool {
        match what {
            "unanswered" | "sans-reponse" | "sans-réponse" => self.state |= State::UNANSWERED,
            "solved" | "resolu" | "résolu" => self.state |= State::SOLVED,
            _ => return false,
        }
        true
    }

    /// False when it is no operator after all.
    fn operator(&mut self, name: &str, value: &str) -> bool {
        match name {
            "author" | "auteur" | "autrice" => {
                self.author = named(value.trim_start_matches('@'));
                self.author.is_some()
            }
            "in" | "dans" => {
                self.room = named(value);
                self.room.is_some()
            }
            "tag" | "étiquette" | "etiquette" => {
                self.tags.extend(named(value));
                self.tags.truncate(PHRASES);
                true
            }
            "is" | "est" => self.is(value),
            "trade" | "métier" | "metier" => {
                self.trade = named(value).map(|code| code.to_uppercase());
                self.trade.is_some()
            }
            "near" | "près" | "pres" => {
                self.near = near(value, "");
                self.near.is_some()
            }
            "before" | "avant" => {
                let until = day(value).map(begins);
                self.until = until.or(self.until);
                until.is_some()
            }
            "after" | "après" | "apres" => {
                let since = day(value).map(ends);
                self.since = since.or(self.since);
                since.is_some()
            }
            _ => false,
        }
    }
}

/// A place and how far around: as far as a bus goes unless said.
fn near(place: &str, km: &str) -> Option<(String, f64)> {
    let place = cut(place.trim(), 100);
    let km = km.trim().replace(',', ".").parse::<f64>().ok().filter(|km| (0.0..=FARTHEST).contains(km));
    (!place.is_empty()).then(|| (place.to_owned(), km.unwrap_or(AROUND)))
}

/// A slug or a handle, as they are: anything else names nothing.
fn named(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    (!text.is_empty() && text.len() <= 100 && !text.contains(char::is_whitespace)).then_some(text)
}

/// `2026-11-25`, `2026-11`, `2026`.
fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    NaiveDate::parse_from_str(&whole, "%Y-%m-%d").ok()
}

fn begins(day: NaiveDate) -> DateTime<Utc> {
    Utc.from_utc_datetime(&day.and_time(NaiveTime::MIN))
}

fn ends(day: NaiveDate) -> DateTime<Utc> {
    begins(day.succ_opt().unwrap_or(day))
}

/// The longest beginning of `text` that has at most so many bytes.
pub fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    Text(&'a str),
    Phrase(&'a str),
    Without(&'a str),
    Operator(&'a str, &'a str),
}

/// What was typed, piece by piece. A quote that is never closed opens nothing.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = vec![];
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let quoted = match first {
            '"' | '“' | '”' => closing(&rest[first.len_utf8()..], &['"', '“', '”']),
            '«' => closing(&rest[first.len_utf8()..], &['»']),
            _ => None,
        };
        if let Some((inside, after)) = quoted {
            pieces.push(Piece::Phrase(inside));
            rest = after.trim_start();
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        pieces.push(piece(word));
        rest = after.trim_start();
    }
    pieces
}

fn closing<'a>(inside: &'a str, marks: &[char]) -> Option<(&'a str, &'a str)> {
    let end = inside.find(marks)?;
    let mark = inside[end..].chars().next().map_or(1, char::len_utf8);
    Some((&inside[..end], &inside[end + mark..]))
}

fn piece(word: &str) -> Piece<'_> {
    if let Some(without) = word.strip_prefix('-')
        && without.starts_with(char::is_alphanumeric)
    {
        return Piece::Without(without);
    }
    match word.split_once(':') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => Piece::Operator(name, value),
        _ => Piece::Text(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(q: &str) -> Asked {
        Asked::read(&Form { q: q.to_owned(), ..Form::default() })
    }

    fn folded(words: &[Sought]) -> Vec<&str> {
        words.iter().map(|sought| sought.word.folded.as_str()).collect()
    }

    #[test]
    fn words_that_tell_are_kept() {
        assert_eq!(folded(&asked("comment expliquer un trou dans mon CV ?").words), ["expliquer", "trou", "cv"]);
        assert_eq!(folded(&asked("et pour qui").words), ["et", "pour", "qui"], "better than nothing");
    }

    #[test]
    fn phrases_exclusions_and_operators_are_read() {
        let asked =
            asked("« travail de nuit » \"un cv\" -interim author:@Awa in:soin-et-aide tag:cv is:solved avant:2026-03");
        assert_eq!(asked.phrases.len(), 2);
        assert_eq!(asked.without[0].folded, "interim");
        assert_eq!((asked.author.as_deref(), asked.room.as_deref()), (Some("awa"), Some("soin-et-aide")));
        assert_eq!((asked.tags, asked.state), (vec!["cv".to_owned()], State::SOLVED));
        assert_eq!(asked.until.unwrap().to_rfc3339(), "2026-03-01T00:00:00+00:00");
        assert!(asked.words.is_empty());
    }

    #[test]
    fn what_is_no_operator_is_words() {
        assert_eq!(
            folded(&asked("salaire: 1800 horaires:nuit is:anything").words),
            ["salaire", "1800", "horaires", "nuit", "is", "anything"]
        );
        assert_eq!(folded(&asked("\"porte fermée").words), ["porte", "fermee"]);
        assert_eq!(folded(&asked("a-t-elle --- - -").words), ["a", "t", "elle"]);
    }

    #[test]
    fn any_bytes_are_a_question() {
        for q in [
            "\u{0}\u{202e}",
            "\"\"\"\"",
            "«»",
            "-",
            ":",
            "in:",
            "é".repeat(5_000).as_str(),
            "* ( [ a|b ) ~",
            &"x ".repeat(9_000),
        ] {
            let asked = asked(q);
            assert!(asked.words.len() <= WORDS);
        }
    }
}
