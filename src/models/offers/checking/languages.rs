//! In which language an offer is written, by the small words that every sentence of
//! a language has (code du travail, art. L5331-4).

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::{Field, Finding, Rule, offer::Offer, words::Words};

/// The words that every sentence of a language has, folded. Those that it shares with
/// French tell neither of the two.
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
const FOREIGN: [&[&str]; 6] = [
    &[
        "the", "and", "of", "to", "for", "you", "we", "our", "your", "with", "in", "is", "are", "will", "as", "be",
        "this", "that", "have", "by", "an", "at", "or", "from", "who", "their", "its", "can", "must", "should", "join",
        "looking",
    ],
    &[
        "el", "los", "las", "y", "para", "con", "una", "del", "por", "se", "su", "como", "nuestro", "buscamos", "es",
        "al", "nuestra", "muy", "de", "la", "en", "que", "un",
    ],
    &[
        "und", "der", "die", "das", "fur", "mit", "wir", "sie", "ein", "eine", "ist", "im", "zu", "von", "ihre", "auf",
        "den",
    ],
    &[
        "il",
        "che",
        "di",
        "per",
        "gli",
        "della",
        "sono",
        "nel",
        "con",
        "alla",
        "siamo",
        "cerchiamo",
        "e",
        "i",
        "lo",
        "la",
        "le",
    ],
    &[
        "het", "een", "van", "wij", "voor", "ons", "onze", "met", "op", "en", "de", "zijn", "bij", "naar", "niet",
        "wordt", "ook", "te", "zoeken",
    ],
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
        let mostly = unshared_words(words)
            .into_iter()
            .any(|(french, foreign)| foreign >= self.small_words && foreign > 2 * french);
        let whole = words.tokens.first().zip(words.tokens.last()).map(|(first, last)| first.from..last.to);
        whole.filter(|_| mostly).map(|span| vec![rule.finding(Field::Text, Some(span), None)]).unwrap_or_default()
    }

    /// A foreign job title that no French text tells.
    pub fn untold_title(&self, met: Vec<Finding>, offer: &Offer) -> Vec<Finding> {
        // `Sales manager / Responsable des ventes`.
        let told_in_title = french_words(&offer.title().words) >= 2;
        if told_in_title || french_words(&offer.text().words) >= self.small_words {
            return vec![];
        }
        met.into_iter().filter(|found| found.field == Field::Title).collect()
    }
}

/// How many small words of French a text has.
fn french_words(words: &Words) -> usize {
    languages(words).filter(|languages| languages & 1 == 1).count()
}

/// For each foreign language, how many small words are of French and not of it, and
/// of it and not of French.
fn unshared_words(words: &Words) -> [(usize, usize); FOREIGN.len()] {
    let mut counts = [(0, 0); FOREIGN.len()];
    for languages in languages(words) {
        for (at, (french, foreign)) in counts.iter_mut().enumerate() {
            match (languages & 1, languages >> (at + 1) & 1) {
                (1, 0) => *french += 1,
                (0, 1) => *foreign += 1,
                _ => {}
            }
        }
    }
    counts
}

/// The languages of each word, one bit each.
fn languages(words: &Words) -> impl Iterator<Item = u8> {
    let told = words.tokens.iter().filter(|token| !is_in_address(words.text, token.from));
    told.filter_map(|token| LANGUAGES.get(words.folded(token)).copied())
}

/// `https://example.org/the-job?for=you` is in no language.
fn is_in_address(text: &str, at: usize) -> bool {
    text[..at].ends_with(['/', '=', '%', '&', '.', '-', '_', '@', '?', '#'])
}
