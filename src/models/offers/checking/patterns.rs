//! The small writing of `offer_rules.yaml` in which words are described, and what of
//! a text it meets. Its grammar is told at the top of that file.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization;

use super::words::{Token, Words};
use crate::models::search::french::fold;

/// A pattern is followed in the bits of a `u64`, one a piece.
const MOST_PIECES: usize = 63;
/// Free words that `...` stands for when it gives no figure.
const FREE_WORDS: usize = 3;
const MOST_FREE_WORDS: usize = 12;
/// A word's beginning, before `*`, is at least so long: it is how a pattern is found.
pub(super) const SHORTEST_STEM: usize = 4;

pub(super) type Groups = BTreeMap<String, Vec<String>>;

/// Every word that some pattern says, folded, with a number from 1 on: numbers are
/// compared faster than words.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary(HashMap<String, u32, FixedState>);

#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pieces: Vec<Piece>,
    /// After piece `i - 1`, the pieces that may come next, one bit each.
    open: Vec<u64>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    any: bool,
    optional: bool,
    /// Sorted.
    pub words: Vec<u32>,
    /// With how they have to be written, accents and all.
    pub spelt: Vec<(u32, String)>,
    pub begin: Vec<String>,
    end: Vec<String>,
    pub numbers: Vec<(f64, f64)>,
}

impl Vocabulary {
    fn number(&mut self, folded: String) -> u32 {
        let next = self.0.len() as u32 + 1;
        *self.0.entry(folded).or_insert(next)
    }

    /// How many words there are: the highest number.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Numbers the words of a text.
    pub fn recognise(&self, words: &mut Words) {
        for at in 0..words.tokens.len() {
            words.tokens[at].known = self.0.get(words.folded(&words.tokens[at])).copied().unwrap_or(0);
        }
    }
}

impl Pattern {
    /// # Errors
    /// A sentence that says what of the pattern cannot be read.
    pub fn read(said: &str, groups: &Groups, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let mut pieces = vec![];
        let said = said.replace(['\'', '’', '-', ':', ',', '/'], " ").replace("| ", "|");
        for part in said.split_whitespace() {
            if let Some(most) = part.strip_prefix("...") {
                let most = if most.is_empty() { Some(FREE_WORDS) } else { most.parse().ok() };
                let most = most.filter(|most| (1..=MOST_FREE_WORDS).contains(most));
                let most =
                    most.ok_or_else(|| format!("`{part}` is no number of free words from 1 to {MOST_FREE_WORDS}"))?;
                pieces.extend((0..most).map(|_| Piece { any: true, optional: true, ..Piece::default() }));
                continue;
            }
            let (part, optional) = part.strip_prefix('?').map_or((part, false), |part| (part, true));
            let mut piece = Piece { optional, ..Piece::default() };
            piece.read(part, groups, vocabulary, true)?;
            piece.words.sort_unstable();
            pieces.push(piece);
        }
        let Some(first) = pieces.first() else { return Err("it is empty".to_owned()) };
        if first.optional {
            return Err("its first word may not be optional or free: it is how the pattern is found".to_owned());
        }
        if !first.end.is_empty() || first.begin.iter().any(|stem| stem.get(..SHORTEST_STEM).is_none()) {
            return Err(format!("its first word is known by its end, or by less than {SHORTEST_STEM} letters"));
        }
        if pieces.len() > MOST_PIECES {
            return Err(format!("it is longer than {MOST_PIECES} words, the free ones counted"));
        }
        let mut open = vec![0; pieces.len() + 1];
        for at in (0..=pieces.len()).rev() {
            let skips = pieces.get(at).is_some_and(|piece| piece.optional);
            open[at] = 1 << at | if skips { open[at + 1] } else { 0 };
        }
        Ok(Self { pieces, open })
    }

    pub fn first(&self) -> &Piece {
        &self.pieces[0]
    }

    /// One past the last token of the longest match that begins at a token. Never
    /// crosses the end of a sentence.
    pub fn meets(&self, words: &Words, from: usize) -> Option<usize> {
        let whole = 1u64 << self.pieces.len();
        let mut awaited = self.open[0];
        let mut end = None;
        for (at, token) in words.tokens.iter().enumerate().skip(from) {
            if token.sentence != words.tokens[from].sentence {
                break;
            }
            let mut next = 0;
            let mut rest = awaited & !whole;
            while rest != 0 {
                let piece = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                if self.pieces[piece].meets(words, token) {
                    next |= self.open[piece + 1];
                }
            }
            if next & whole != 0 {
                end = Some(at + 1);
            }
            if next & !whole == 0 {
                break;
            }
            awaited = next;
        }
        end
    }
}

impl Piece {
    /// `candidat(e)(s)|@people|recrut*|*euse|{18..30}|=retraité`
    fn read(&mut self, part: &str, groups: &Groups, vocabulary: &mut Vocabulary, may_name: bool) -> Result<(), String> {
        for word in part.split('|') {
            if let Some(name) = word.strip_prefix('@') {
                let group = groups.get(name).filter(|_| may_name);
                let group = group.ok_or_else(|| format!("`@{name}` is no group of words of this file"))?;
                for word in group {
                    self.read(word, groups, vocabulary, false)?;
                }
            } else if let Some(bounds) = word.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                self.numbers.push(bounds_of(bounds).ok_or_else(|| format!("`{word}` is no number with bounds"))?);
            } else if let Some(end) = word.strip_prefix('*').filter(|end| is_word(end)) {
                self.end.push(fold(end));
            } else if let Some(begin) = word.strip_suffix('*').filter(|begin| is_word(begin)) {
                self.begin.push(fold(begin));
            } else {
                let (word, exact) = word.strip_prefix('=').map_or((word, false), |word| (word, true));
                for form in spread(word)? {
                    let number = vocabulary.number(fold(&form));
                    if exact {
                        self.spelt.push((number, form));
                    } else {
                        self.words.push(number);
                    }
                }
            }
        }
        Ok(())
    }

    fn meets(&self, words: &Words, token: &Token) -> bool {
        if self.any || token.known > 0 && self.words.binary_search(&token.known).is_ok() {
            return true;
        }
        let folded = || words.folded(token);
        self.begin.iter().any(|begin| folded().starts_with(begin))
            || self.end.iter().any(|end| folded().ends_with(end))
            || token.number.is_some_and(|n| self.numbers.iter().any(|(from, to)| (*from..=*to).contains(&n)))
            || self.spelt.iter().any(|(word, exact)| *word == token.known && is_written(words.raw(token), exact))
    }
}

/// `{18..30}`, `{18..}`, `{..30}`, `{18}`, `{n}` for any number.
fn bounds_of(said: &str) -> Option<(f64, f64)> {
    if said == "n" {
        return Some((0., f64::MAX));
    }
    let (from, to) = said.split_once("..").unwrap_or((said, said));
    let from = if from.is_empty() { 0. } else { from.parse().ok()? };
    let to = if to.is_empty() { f64::MAX } else { to.parse().ok()? };
    (from <= to).then_some((from, to))
}

/// `candidat(e)(s)` → each form it stands for.
fn spread(word: &str) -> Result<Vec<String>, String> {
    let mut forms = vec![String::new()];
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('(') {
        let (ending, next) =
            after.split_once(')').ok_or_else(|| format!("`{word}` opens a bracket it does not close"))?;
        if forms.len() > 16 {
            return Err(format!("`{word}` has too many brackets"));
        }
        let bare: Vec<String> = forms.iter().map(|form| format!("{form}{before}")).collect();
        forms = bare.iter().map(|form| format!("{form}{ending}")).chain(bare.iter().cloned()).collect();
        rest = next;
    }
    for form in &mut forms {
        form.push_str(rest);
    }
    match forms.iter().find(|form| !is_word(form)) {
        None => Ok(forms),
        Some(_) => Err(format!("`{word}` is no word")),
    }
}

fn is_word(word: &str) -> bool {
    matches!(word, "€" | "%" | "<" | ">" | "$" | "£") || !word.is_empty() && word.chars().all(char::is_alphanumeric)
}

/// `retraité` is not `retraite`; in capitals nobody can tell.
fn is_written(raw: &str, exact: &str) -> bool {
    raw.bytes().all(|b| b.is_ascii_uppercase()) || raw.nfc().flat_map(char::to_lowercase).eq(exact.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(pattern: &str, text: &str) -> Option<String> {
        let groups = Groups::from([("people".to_owned(), vec!["homme(s)".to_owned(), "femme(s)".to_owned()])]);
        let mut vocabulary = Vocabulary::default();
        let pattern = Pattern::read(pattern, &groups, &mut vocabulary).unwrap();
        let mut words = Words::of(text);
        vocabulary.recognise(&mut words);
        (0..words.tokens.len()).find_map(|at| {
            let end = pattern.meets(&words, at)?;
            Some(text[words.tokens[at].from..words.tokens[end - 1].to].to_owned())
        })
    }

    #[test]
    fn a_pattern_meets_what_it_describes() {
        assert_eq!(meets("moins de {15..40} ?ans", "de moins de 30 ans").as_deref(), Some("moins de 30 ans"));
        assert_eq!(meets("moins de {15..40} ans", "moins de 3 ans"), None);
        assert_eq!(meets("cv ... photo", "CV à jour avec photo").as_deref(), Some("CV à jour avec photo"));
        assert_eq!(meets("cv ...1 photo", "CV à jour avec photo"), None);
        assert_eq!(meets("cv ... photo", "CV. Une photo"), None);
        assert_eq!(meets("=retraité(e)(s)", "la retraite, un retraité").as_deref(), Some("retraité"));
        assert_eq!(
            meets("recrut* une *euse", "Nous recrutons une vendeuse").as_deref(),
            Some("recrutons une vendeuse")
        );
        assert_eq!(meets("jeune(s) @people", "de jeunes femmes").as_deref(), Some("jeunes femmes"));
        assert_eq!(meets("lanceur d'alerte", "un lanceur d’alerte").as_deref(), Some("lanceur d’alerte"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (pattern, why) in [
            ("", "empty"),
            ("?de plus", "first word"),
            ("... plus", "first word"),
            ("moins de {30..18} ans", "{30..18}"),
            ("@nobody", "@nobody"),
            ("candidat(e", "bracket"),
            ("un ...40 deux", "...40"),
            ("*euse", "first word"),
            ("un||deux", "is no word"),
            ("a ...12 b ...12 c ...12 d ...12 e ...12 f", "longer"),
        ] {
            let error = Pattern::read(pattern, &Groups::new(), &mut Vocabulary::default()).unwrap_err();
            assert!(error.contains(why), "{pattern}: {error}");
        }
    }
}
