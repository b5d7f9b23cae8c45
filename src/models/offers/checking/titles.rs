//! A title that names one sex only: `Vendeuse`, `Plombier`, without `H/F`, without
//! its other form (code du travail, art. L1142-1 and L5321-2). Whether a word is of
//! one sex is known by its ending, or by the lists in `offer_rules.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{
    Field, Finding, Rule,
    offer::Offer,
    words::{Token, Words},
};
use crate::models::search::french::fold;

/// Feminine and masculine endings of trades, folded.
const ENDINGS: [(&str, &str); 8] = [
    ("trice", "teur"),
    ("euse", "eur"),
    ("eure", "eur"),
    ("iere", "ier"),
    ("ienne", "ien"),
    ("enne", "en"),
    ("onne", "on"),
    ("ante", "ant"),
];
/// `patron` and `berger` are in the pairs: their endings are those of too many things.
const MASCULINE: [&str; 4] = ["eur", "ier", "ien", "ant"];

#[derive(Debug, Deserialize)]
#[serde(from = "Lists")]
pub(super) struct Titles {
    /// A word of one sex, folded → what it says.
    pairs: BTreeMap<String, OneSex>,
    both: BTreeSet<String>,
    before: BTreeSet<String>,
    announce: BTreeSet<String>,
    followed: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    /// Masculine → feminine, where the ending does not tell.
    pairs: BTreeMap<String, String>,
    /// Words that stand for both, whatever their ending, or that name no one.
    both: Vec<String>,
    /// What may stand before a trade and names none: `CDI`, `urgent`, `une`.
    before: Vec<String>,
    /// After which a trade comes, wherever it stands: `recrute`.
    announce: Vec<String>,
    /// Trades of both sexes after which another word may tell one: `aide-soignante`.
    followed: Vec<String>,
}

/// A trade in one sex, and what it lacks.
#[derive(Clone, Debug)]
struct OneSex {
    /// Its forms in the other sex, folded, in the singular.
    others: Vec<String>,
    /// Of a feminine word, how its masculine form is made: letters taken off, letters put on.
    masculine: Option<(usize, String)>,
}

impl From<Lists> for Titles {
    fn from(lists: Lists) -> Self {
        let folded = |words: Vec<String>| words.iter().map(|word| fold(word)).collect();
        let mut pairs = BTreeMap::new();
        for (masculine, feminine) in &lists.pairs {
            let (m, f) = (fold(masculine), fold(feminine));
            let made = (feminine.chars().count(), masculine.clone());
            pairs.insert(f.clone(), OneSex { others: vec![m.clone()], masculine: Some(made) });
            pairs.insert(m, OneSex { others: vec![f], masculine: None });
        }
        Self {
            pairs,
            both: folded(lists.both),
            before: folded(lists.before),
            announce: folded(lists.announce),
            followed: folded(lists.followed),
        }
    }
}

impl Titles {
    /// `signs` are those of both sexes that the offer bears: `H/F`.
    pub fn findings(&self, rule: &Rule, signs: &[Finding], offer: &Offer) -> Vec<Finding> {
        let words = &offer.title().words;
        let Some((token, named)) = self.named(words).filter(|_| signs.is_empty()) else { return vec![] };
        if named.is_completed_in(words) || named.is_completed_in(&offer.text().words) {
            return vec![];
        }
        let rewrite = Some(named.for_both(words.raw(token)));
        vec![rule.finding(Field::Title, Some(token.from..token.to), rewrite)]
    }

    /// The first word that names a trade in one sex, where a trade may stand: what
    /// follows `de`, or a trade of both sexes, names none.
    fn named<'t>(&self, words: &'t Words) -> Option<(&'t Token, OneSex)> {
        let mut may_name = false;
        for token in &words.tokens {
            let folded = words.folded(token);
            may_name |= token.begins_part;
            if self.announce.contains(folded) {
                may_name = true;
                continue;
            }
            if !may_name || self.before.contains(folded) || token.number.is_some() {
                continue;
            }
            if token.inclusive {
                return None;
            }
            if let Some(named) = self.one_sex(folded) {
                return Some((token, named));
            }
            may_name = self.followed.contains(folded);
        }
        None
    }

    fn one_sex(&self, folded: &str) -> Option<OneSex> {
        let singular = singular(folded);
        if self.both.contains(folded) || self.both.contains(singular) {
            return None;
        }
        let of_pair = self.pairs.get(folded).or_else(|| self.pairs.get(singular));
        of_pair.cloned().or_else(|| by_ending(singular))
    }
}

fn by_ending(singular: &str) -> Option<OneSex> {
    let stem = |ending: &str| singular.strip_suffix(ending).filter(|stem| stem.len() > 1);
    for (feminine, masculine) in ENDINGS {
        if let Some(stem) = stem(feminine) {
            let made = (feminine.len(), masculine.to_owned());
            // `designer / designeuse`: the masculine form may have come from elsewhere.
            let others = vec![format!("{stem}{masculine}"), format!("{stem}{}", masculine.replace("eur", "er"))];
            return Some(OneSex { others, masculine: Some(made) });
        }
    }
    MASCULINE.into_iter().find_map(stem)?;
    let others = ENDINGS.iter().filter_map(|(feminine, masculine)| Some(format!("{}{feminine}", stem(masculine)?)));
    Some(OneSex { others: others.chain([format!("{singular}e")]).collect(), masculine: None })
}

fn singular(folded: &str) -> &str {
    folded.strip_suffix('s').unwrap_or(folded)
}

impl OneSex {
    fn is_completed_in(&self, words: &Words) -> bool {
        words.tokens.iter().any(|token| {
            let folded = words.folded(token);
            self.others.iter().any(|other| other == folded || other == singular(folded))
        })
    }

    /// `Vendeuse` → `Vendeur ou vendeuse`; `Plombier` → `Plombier (H/F)`.
    fn for_both(&self, written: &str) -> String {
        let Some((off, on)) = &self.masculine else { return format!("{written} (H/F)") };
        let one = written.strip_suffix(['s', 'S']).unwrap_or(written);
        let plural = if one == written { "" } else { "s" };
        let letters = one.chars().count().saturating_sub(*off);
        let mut masculine: String = one.chars().take(letters).chain(on.chars()).collect();
        if letters == 0 && one.starts_with(char::is_uppercase) {
            masculine = on.chars().take(1).flat_map(char::to_uppercase).chain(on.chars().skip(1)).collect();
        }
        let both = format!("{masculine}{plural} ou {}", written.to_lowercase());
        if written.chars().any(char::is_lowercase) { both } else { both.to_uppercase() }
    }
}
