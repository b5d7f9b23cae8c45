//! Titles of offers: one line, tidied, and not shouted.

use super::text::line;

/// Characters of a title.
const LONGEST: usize = 150;
/// Written in capitals whatever stands beside them; what has no vowel is too.
const ACRONYMS: &[&str] = &[
    "ABAP", "ADV", "ADVF", "AES", "AESH", "AMP", "API", "APS", "ARC", "ASH", "ASSR", "ASV", "ASVP", "ATSEM", "AVS",
    "AWS", "BAFA", "BEP", "BIM", "BPJEPS", "BSA", "BTS", "BUT", "CACES", "CAE", "CAO", "CAP", "CCAS", "CDD", "CDI",
    "CEP", "CESF", "CHU", "CIP", "CNC", "CPE", "CQP", "CRM", "CSE", "CSP", "CVC", "DAF", "DAO", "DEA", "DEAES",
    "DEAVS", "DEUST", "DRH", "DSI", "DUT", "EHPAD", "EJE", "ERP", "ESAT", "FIMO", "FCO", "FLE", "GED", "GMAO", "GPAO",
    "HACCP", "HSE", "IA", "IADE", "IARD", "IBODE", "IDE", "IDEC", "IFSI", "IME", "IOT", "IT", "ITEP", "JAVA", "LEA",
    "MAG", "MAS", "MECS", "MIG", "MOA", "MOE", "OPC", "OPCO", "PAC", "PAO", "PMI", "PME", "QA", "QHSE", "QSE", "QVT",
    "RAF", "RH", "RQTH", "RSE", "SAAD", "SAP", "SAV", "SEO", "SEA", "SESSAD", "SIAE", "SIG", "SMO", "SQL", "SSIAP",
    "TIG", "TISF", "UX", "UI", "VAE", "VEFA", "VIE",
];
/// Those of them that are also words: capitals only beside nothing that speaks.
const ALSO_WORDS: &[&str] = &["BUT", "MAS", "CAP", "VIE", "SEA", "ARC", "LEA", "PAC", "MAG"];
/// Names that keep their capital.
const NAMES: &[&str] = &[
    "PARIS",
    "MARSEILLE",
    "LYON",
    "TOULOUSE",
    "NANTES",
    "MONTPELLIER",
    "STRASBOURG",
    "BORDEAUX",
    "LILLE",
    "RENNES",
    "REIMS",
    "TOULON",
    "GRENOBLE",
    "DIJON",
    "ANGERS",
    "NÎMES",
    "NIMES",
    "VILLEURBANNE",
    "BREST",
    "LIMOGES",
    "TOURS",
    "AMIENS",
    "PERPIGNAN",
    "METZ",
    "BESANÇON",
    "ORLÉANS",
    "ORLEANS",
    "ROUEN",
    "MULHOUSE",
    "CAEN",
    "NANCY",
    "POITIERS",
    "VERSAILLES",
    "PAU",
    "CANNES",
    "AVIGNON",
    "COLMAR",
    "FRANCE",
    "BRETAGNE",
    "NORMANDIE",
    "CORSE",
    "EUROPE",
];
/// A letter alone behind these is a name: `permis B`.
const NAMING: &[&str] = &["PERMIS", "CATÉGORIE", "CATEGORIE", "CAT", "NIVEAU", "GROUPE", "CLASSE", "TYPE"];

/// References, tags and white space tidied, at most 150 characters. One that is all in
/// capitals is put in the case of a sentence; what is known to be an acronym stays.
pub fn title(said: &str) -> String {
    let whole = line(said, 2 * LONGEST);
    let bare = whole.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | ',' | ';' | '*'));
    let bare = bare.strip_suffix('.').filter(|bare| bare.ends_with([')', 'H', 'F'])).unwrap_or(bare);
    let spoken = if is_shouted(bare) { in_sentence_case(bare) } else { bare.to_owned() };
    if spoken.chars().count() <= LONGEST {
        return spoken;
    }
    let cut: String = spoken.chars().take(LONGEST - 1).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", cut.trim_end_matches([' ', ',', ';', ':', '-', '(']))
}

/// Nearly all in capitals: `CONSEILLER(e) DE VENTE h/f` too.
fn is_shouted(title: &str) -> bool {
    let upper = title.chars().filter(|c| c.is_uppercase()).count();
    let lower = title.chars().filter(|c| c.is_lowercase()).count();
    upper >= 4 && lower * 4 <= upper
}

fn in_sentence_case(title: &str) -> String {
    let letters: Vec<char> = title.chars().collect();
    let mut spoken = String::with_capacity(title.len());
    let mut word_before = String::new();
    let mut at = 0;
    while at < letters.len() {
        let is_part = |c: &&char| c.is_alphanumeric();
        let end = at + letters[at..].iter().take_while(is_part).count();
        if end == at {
            spoken.push(letters[at]);
            at += 1;
            continue;
        }
        let word: String = letters[at..end].iter().collect();
        let beside = (at.checked_sub(1).map(|before| letters[before]), letters.get(end).copied());
        let is_first = !spoken.contains(char::is_alphanumeric);
        spoken.push_str(&said(&word, &word_before, beside, is_first));
        word_before = word.to_uppercase();
        at = end;
    }
    spoken
}

/// One word as it is said in a sentence.
fn said(word: &str, before: &str, beside: (Option<char>, Option<char>), is_first: bool) -> String {
    let upper = word.to_uppercase();
    let alone = upper.chars().count() == 1;
    let parted = |c: Option<char>| matches!(c, Some('/' | '&'));
    let kept = if alone {
        let is_name = NAMING.contains(&before);
        // `D.E.`, but `employé.e`.
        is_name
            || beside.1 == Some('.')
            || ((parted(beside.0) || parted(beside.1)) && !matches!(upper.as_str(), "E" | "S"))
    } else {
        let known = ACRONYMS.contains(&upper.as_str()) && (!ALSO_WORDS.contains(&upper.as_str()) || is_first);
        let unspoken = upper.chars().count() <= 5 && !upper.contains(is_vowel);
        known || unspoken || upper.contains(|c: char| c.is_ascii_digit())
    };
    if kept {
        return upper;
    }
    let lower = word.to_lowercase();
    let is_named = NAMES.contains(&upper.as_str()) || (beside.0 == Some('(') && upper.chars().count() > 3);
    if is_first || is_named { capitalised(&lower) } else { lower }
}

fn is_vowel(c: char) -> bool {
    "AEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜŸŒÆ".contains(c)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
