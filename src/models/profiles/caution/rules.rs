//! The rules of `rules.tsv`, read once, and what of a text they meet.

use std::{collections::HashMap, sync::LazyLock};

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization;

use super::{
    About, Caution,
    words::{Token, Words},
};
use crate::models::search::french::fold;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::read(include_str!("rules.tsv")));

/// The key of every rule that begins with a number.
const NUMBER: &str = "0";
/// How many words before a match `~word` looks at.
const AROUND: usize = 6;

const TENS: [&str; 11] =
    ["vingt", "trente", "quarante", "cinquante", "soixante", "quatre", "twenty", "thirty", "forty", "fifty", "sixty"];
const UNITS: [&str; 30] = [
    "et", "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "vingt", "vingts", "one", "two", "three", "four", "five", "seven",
    "eight", "nine", "and", "odd",
];
const COUNTS: [&str; 20] = [
    "un",
    "une",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "one",
    "two",
    "three",
    "four",
    "five",
    "plusieurs",
    "quelques",
    "jeunes",
    "several",
    "young",
    "a",
];

struct Rules {
    /// First word, folded → rules.
    begins: HashMap<String, Vec<usize>, FixedState>,
    rules: Vec<Rule>,
    unreadable: Vec<String>,
}

struct Rule {
    about: About,
    pieces: Vec<(Piece, bool)>,
    not_after: Vec<String>,
    not_around: Vec<String>,
    not_before: Vec<String>,
}

enum Piece {
    /// One of these, folded; and as it has to be written when its accents matter.
    Word(Vec<(String, Option<String>)>),
    Age,
    Count,
    Number,
    Year,
    Name,
    Any,
}

/// The lines of the rules that cannot be read: none, or a test says so.
pub fn unreadable() -> &'static [String] {
    &RULES.unreadable
}

pub(super) fn find(text: &str, found: &mut Vec<Caution>) {
    let words = Words::of(text);
    for (at, token) in words.tokens.iter().enumerate() {
        let key = if token.number.is_some() { NUMBER } else { words.folded(token) };
        for rule in RULES.begins.get(key).into_iter().flatten().map(|rule| &RULES.rules[*rule]) {
            if let Some(end) = rule.meets(&words, at) {
                found.push(Caution { span: token.from..words.tokens[end - 1].to, about: rule.about });
            }
        }
    }
}

impl Rule {
    /// The end of the match that begins at a word.
    fn meets(&self, words: &Words, at: usize) -> Option<usize> {
        let end = follow(words, &self.pieces, at, at)?;
        let says = |among: &[String], token: &Token| {
            among.iter().any(|word| word == words.folded(token) || (word == "#" && token.number.is_some()))
        };
        let mut before = vec![];
        let mut here = at;
        while before.len() < AROUND && here > 0 && !words.tokens[here].begins {
            here -= 1;
            before.push(&words.tokens[here]);
        }
        let kept_off = before.first().is_some_and(|token| says(&self.not_after, token))
            || before.iter().any(|token| says(&self.not_around, token))
            || words.tokens.get(end).is_some_and(|token| !token.begins && says(&self.not_before, token));
        (!kept_off).then_some(end)
    }
}

/// Follows the pieces from a word on, with and without what is optional.
fn follow(words: &Words, pieces: &[(Piece, bool)], from: usize, at: usize) -> Option<usize> {
    let Some(((piece, optional), rest)) = pieces.split_first() else { return Some(at) };
    let goes_on = words.tokens.get(at).is_some_and(|token| at == from || !token.begins);
    let met = if goes_on { piece.meets(words, at) } else { None };
    met.and_then(|end| follow(words, rest, from, end))
        .or_else(|| if *optional { follow(words, rest, from, at) } else { None })
}

impl Piece {
    fn meets(&self, words: &Words, at: usize) -> Option<usize> {
        let token = &words.tokens[at];
        let folded = words.folded(token);
        let met = match self {
            Self::Word(forms) => forms.iter().any(|(form, accents)| {
                form == folded && accents.as_ref().is_none_or(|form| is_written(words.raw(token), form))
            }),
            Self::Age => {
                if TENS.contains(&folded) {
                    let units = words.tokens[at + 1..].iter().take(3);
                    let units = units.take_while(|token| !token.begins && UNITS.contains(&words.folded(token))).count();
                    return Some(at + 1 + units);
                }
                token.number.is_some_and(|age| (14..100).contains(&age))
            }
            Self::Count => token.number.is_some_and(|count| count < 13) || COUNTS.contains(&folded),
            Self::Number => token.number.is_some(),
            Self::Year => token.number.is_some_and(|year| (1930..2015).contains(&year)),
            Self::Name => token.is_name,
            Self::Any => token.number.is_none(),
        };
        met.then_some(at + 1)
    }
}

/// `marié` is not `Marie`; in capitals nobody can tell, and a long word is no name.
fn is_written(raw: &str, form: &str) -> bool {
    if raw.bytes().all(|b| b.is_ascii_uppercase()) {
        return raw.len() == 1 || raw.len() > 5;
    }
    raw.nfc().flat_map(char::to_lowercase).take(form.len()).eq(form.chars())
}

impl Rules {
    fn read(table: &str) -> Self {
        let mut rules = Self { begins: HashMap::default(), rules: vec![], unreadable: vec![] };
        let mut sets: HashMap<&str, &str> = HashMap::new();
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            match cells.as_slice() {
                [name, words] if name.starts_with('@') => {
                    sets.insert(*name, *words);
                }
                [about, pattern, off @ ..] if off.len() < 3 => match rule(about, pattern, off, &sets) {
                    Some(rule) => rules.add(rule),
                    None => rules.unreadable.push(line.to_owned()),
                },
                _ => rules.unreadable.push(line.to_owned()),
            }
        }
        rules
    }

    fn add(&mut self, rule: Rule) {
        let mut keys: Vec<String> = match rule.pieces.first() {
            Some((Piece::Word(forms), _)) => forms.iter().map(|(form, _)| form.clone()).collect(),
            Some((Piece::Age, _)) => TENS.iter().map(|tens| (*tens).to_owned()).chain([NUMBER.to_owned()]).collect(),
            Some((Piece::Count, _)) => {
                COUNTS.iter().map(|count| (*count).to_owned()).chain([NUMBER.to_owned()]).collect()
            }
            _ => vec![NUMBER.to_owned()],
        };
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            self.begins.entry(key).or_default().push(self.rules.len());
        }
        self.rules.push(rule);
    }
}

fn rule(about: &str, pattern: &str, off: &[&str], sets: &HashMap<&str, &str>) -> Option<Rule> {
    let mut pieces = vec![];
    for piece in pattern.split(' ') {
        let (piece, optional) = piece.strip_prefix('?').map_or((piece, false), |piece| (piece, true));
        let piece = match piece {
            "<age>" => Piece::Age,
            "<count>" => Piece::Count,
            "<n>" => Piece::Number,
            "<year>" => Piece::Year,
            "<Name>" => Piece::Name,
            "<any>" => Piece::Any,
            words => Piece::Word(spread(words, sets)?),
        };
        pieces.push((piece, optional));
    }
    // What begins a rule is how it is found.
    if matches!(pieces.first(), None | Some((_, true)) | Some((Piece::Name | Piece::Any, _))) {
        return None;
    }
    let (around, after): (Vec<&str>, Vec<&str>) =
        off.first().unwrap_or(&"").split_whitespace().partition(|word| word.starts_with('~'));
    let spread_all = |words: Vec<&str>| -> Option<Vec<String>> {
        let mut all = vec![];
        for word in words {
            all.extend(spread(word.trim_start_matches('~'), sets)?.into_iter().map(|(form, _)| form));
        }
        Some(all)
    };
    Some(Rule {
        about: About::named(about)?,
        pieces,
        not_after: spread_all(after)?,
        not_around: spread_all(around)?,
        not_before: spread_all(off.get(1).unwrap_or(&"").split_whitespace().collect())?,
    })
}

/// `marié(e)|@kin` → each form it stands for.
fn spread(words: &str, sets: &HashMap<&str, &str>) -> Option<Vec<(String, Option<String>)>> {
    let mut forms = vec![];
    for word in words.split('|') {
        if word.starts_with('@') {
            for word in sets.get(word)?.split(' ') {
                forms.extend(spread(word, sets)?);
            }
            continue;
        }
        let mut spelt = vec![String::new()];
        for (at, part) in word.split(['(', ')']).enumerate() {
            let longer: Vec<String> = spelt.iter().map(|begun| format!("{begun}{part}")).collect();
            if at % 2 == 0 {
                spelt = longer;
            } else {
                spelt.extend(longer);
            }
        }
        forms.extend(spelt.into_iter().filter(|form| !form.is_empty()).map(|form| {
            let folded = fold(&form);
            let accents = (folded != form).then_some(form);
            (folded, accents)
        }));
    }
    (!forms.is_empty()).then_some(forms)
}
