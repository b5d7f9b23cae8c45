//! Names of fields taken apart into words: camelCase, snakes and hyphens, accents
//! and plurals, French and English.

use crate::models::folded::fold;

/// Words that carry no meaning in a name.
const SMALL: [&str; 18] =
    ["et", "and", "de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "en", "of", "the", "to", "for", "sur"];
/// Names that say nothing without the one above.
const GENERIC: [&str; 17] = [
    "name",
    "nom",
    "value",
    "valeur",
    "label",
    "libelle",
    "amount",
    "montant",
    "code",
    "type",
    "min",
    "max",
    "period",
    "unit",
    "id",
    "from",
    "formatted",
];
/// What an element that is an offer is called.
const OFFERS: [&str; 24] = [
    "job",
    "offer",
    "offre",
    "offre emploi",
    "annonce",
    "vacancy",
    "item",
    "entry",
    "position",
    "posting",
    "job posting",
    "job offer",
    "poste",
    "position opening",
    "emploi",
    "record",
    "row",
    "ad",
    "advert",
    "opportunity",
    "mission",
    "stage",
    "job ad",
    "job vacancy",
];
/// What the list of them is called.
const LISTS: [&str; 13] = [
    "resultat", "result", "data", "hit", "content", "element", "node", "edge", "source", "rs", "channel", "feed",
    "graph",
];
const TITLES: [&str; 11] =
    ["title", "titre", "intitule", "libelle", "poste", "name", "nom", "metier", "position", "fonction", "designation"];

/// `dateDePublication` → `date publication`; `Compétences` → `competence`.
pub(super) fn words(name: &str) -> String {
    let local = name.rsplit(':').next().unwrap_or(name);
    let mut spaced = String::with_capacity(local.len() + 8);
    let mut before = ' ';
    let mut letters = local.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_begun = before.is_lowercase() || before.is_ascii_digit();
        let is_last_capital = before.is_uppercase() && letters.peek().is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (is_begun || is_last_capital) {
            spaced.push(' ');
        }
        spaced.push(letter);
        before = letter;
    }
    let folded = fold(&spaced);
    let words = folded.split(' ').filter(|word| !SMALL.contains(word));
    words.map(singular).collect::<Vec<_>>().join(" ")
}

/// Both languages add an s; an address has two of its own.
fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|rest| !rest.is_empty() && !rest.ends_with('s')).unwrap_or(word)
}

/// The last name of a path, with the one above when it says nothing alone.
pub(super) fn said_by(path: &str) -> String {
    let mut names = path.rsplit(['/', '@']).filter(|name| !name.is_empty()).map(words);
    let last = names.next().unwrap_or_default();
    if !GENERIC.contains(&&*last) {
        return last;
    }
    // `types/type` says nothing more.
    match names.find(|above| *above != last) {
        Some(above) => format!("{above} {last}"),
        None => last,
    }
}

/// Whether the words of a phrase follow one another in a name.
pub(super) fn says(name: &str, phrase: &str) -> bool {
    format!(" {name} ").contains(&format!(" {phrase} "))
}

pub(super) fn is_offer(name: &str) -> bool {
    OFFERS.contains(&&*words(name))
}

pub(super) fn is_list(name: &str) -> bool {
    let words = words(name);
    LISTS.contains(&&*words) || OFFERS.contains(&&*words)
}

/// Whether it may name what an offer is called.
pub(super) fn is_title(name: &str) -> bool {
    let words = words(name);
    TITLES.iter().any(|title| says(&words, title))
}
