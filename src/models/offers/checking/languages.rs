//! In which language an offer is written, by the small words that every sentence of
//! a language has (code du travail, art. L5331-4).

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::{Field, Finding, Rule, offer::Offer, words::Words};

/// Words of each language that the others do not have, folded.
const FRENCH: [&str; 48] = [
    "le",
    "la",
    "les",
    "des",
    "du",
    "une",
    "et",
    "pour",
    "vous",
    "nous",
    "votre",
    "vos",
    "notre",
    "nos",
    "dans",
    "avec",
    "sur",
    "est",
    "sont",
    "au",
    "aux",
    "par",
    "qui",
    "que",
    "ou",
    "de",
    "d",
    "l",
    "en",
    "etes",
    "sera",
    "avez",
    "ce",
    "cette",
    "ses",
    "leur",
    "chez",
    "sans",
    "ainsi",
    "comme",
    "plus",
    "tous",
    "toute",
    "recherche",
    "poste",
    "un",
    "il",
    "elle",
];
const FOREIGN: [&[&str]; 5] = [
    &[
        "the", "and", "of", "to", "for", "you", "we", "our", "your", "with", "in", "is", "are", "will", "as", "be",
        "this", "that", "have", "by", "an", "at", "or", "from", "who", "their", "its", "can", "must", "should", "join",
        "looking",
    ],
    &[
        "el", "los", "las", "y", "para", "con", "una", "del", "por", "se", "su", "como", "nuestro", "buscamos", "es",
        "al",
    ],
    &[
        "und", "der", "die", "das", "fur", "mit", "wir", "sie", "ein", "eine", "ist", "im", "zu", "von", "ihre", "auf",
        "den",
    ],
    &["il", "che", "di", "per", "gli", "della", "sono", "nel", "con", "alla", "siamo", "cerchiamo", "e", "i", "lo"],
    &["o", "os", "e", "uma", "com", "para", "do", "da", "em", "dos", "das", "nao", "que", "procuramos", "ao"],
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct French {
    /// How many small words of a language tell that a text is in it.
    small_words: usize,
}

/// Each small word, and the languages it is of: one bit each, French the first.
static LANGUAGES: LazyLock<HashMap<&str, u8, FixedState>> = LazyLock::new(|| {
    let mut languages: HashMap<&str, u8, FixedState> = HashMap::default();
    for (at, language) in [&FRENCH[..]].into_iter().chain(FOREIGN).enumerate() {
        for word in language {
            *languages.entry(*word).or_default() |= 1 << at;
        }
    }
    languages
});

impl French {
    /// A text of which most is in another language, with no French beside it.
    pub fn foreign_text(&self, rule: &Rule, offer: &Offer) -> Vec<Finding> {
        let words = &offer.text().words;
        let [french, foreign @ ..] = small_words(words);
        let foreign = foreign.into_iter().max().unwrap_or(0);
        let whole = words.tokens.first().zip(words.tokens.last()).map(|(first, last)| first.from..last.to);
        let mostly = foreign >= self.small_words && foreign > 2 * french;
        whole.filter(|_| mostly).map(|span| vec![rule.finding(Field::Text, Some(span), None)]).unwrap_or_default()
    }

    /// A foreign job title that no French text tells.
    pub fn untold_title(&self, met: Vec<Finding>, offer: &Offer) -> Vec<Finding> {
        // `Sales manager / Responsable des ventes`.
        let told_in_title = small_words(&offer.title().words)[0] >= 2;
        if told_in_title || small_words(&offer.text().words)[0] >= self.small_words {
            return vec![];
        }
        met.into_iter().filter(|found| found.field == Field::Title).collect()
    }
}

/// How many small words of each language a text has, French first.
fn small_words(words: &Words) -> [usize; FOREIGN.len() + 1] {
    let mut counts = [0; FOREIGN.len() + 1];
    for token in words.tokens.iter().filter(|token| !is_in_address(words.text, token.from)) {
        let languages = LANGUAGES.get(words.folded(token)).copied().unwrap_or(0);
        for (at, count) in counts.iter_mut().enumerate() {
            *count += usize::from(languages >> at & 1);
        }
    }
    counts
}

/// `https://example.org/the-job?for=you` is in no language.
fn is_in_address(text: &str, at: usize) -> bool {
    text[..at].ends_with(['/', '=', '%', '&', '.', '-', '_', '@', '?', '#'])
}
