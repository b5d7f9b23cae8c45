//! From a question to a query of the index.
//!
//! Each word is looked for in titles and texts: by its stem, and above it as it was
//! typed. A word of a title says more than one of a text. First everything asked
//! for must be there; when that is nowhere, most of it (see `finding.rs`).

use tantivy::{
    Term,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
        Query, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    asking::{Asked, Sought},
    french::Word,
    index::{Fields, exact},
    stems::stem,
};

/// How much more a word counts in a title, and as it was typed.
const IN_TITLE: f32 = 2.2;
const AS_TYPED: f32 = 0.8;
/// Words that say the same as those asked for.
const SAID_OTHERWISE: f32 = 0.4;
/// That all of the words, or most, are there.
const WHOLE: f32 = 8.0;
/// Two words that follow each other as they were asked.
const SIDE_BY_SIDE: f32 = 0.5;

/// How much of what was asked must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Much {
    All,
    /// Most of the words: two of three, one of two; of a sentence, two in five.
    Most,
    /// Any of them.
    Some,
}

pub fn query(fields: Fields, asked: &Asked, much: Much) -> Box<dyn Query> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![];
    if !asked.words.is_empty() {
        clauses.push((Occur::Must, of_words(fields, &asked.words, much)));
        // What holds more of the words comes before what says one of them often.
        for more in [Much::All, Much::Most].into_iter().filter(|more| *more != much && much != Much::All) {
            let whole = ConstScoreQuery::new(of_words(fields, &asked.words, more), WHOLE);
            clauses.push((Occur::Should, Box::new(whole)));
        }
        for pair in asked.words.windows(2) {
            let near = in_either(fields, |field| phrase(field, pair.iter().map(|sought| &sought.word), 1));
            clauses.push((Occur::Should, Box::new(BoostQuery::new(near, SIDE_BY_SIDE))));
        }
    }
    for words in &asked.phrases {
        clauses.push((Occur::Must, in_either(fields, |field| as_typed(field, words))));
    }
    for word in &asked.without {
        clauses.push((Occur::MustNot, in_either(fields, |field| term(field, &exact(&word.folded)))));
    }
    for tag in &asked.tags {
        let carried = term(fields.tag, tag);
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(carried, 0.1))));
    }
    if clauses.iter().all(|(occur, _)| *occur != Occur::Must) {
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.1))));
    }
    Box::new(BooleanQuery::new(clauses))
}

fn of_words(fields: Fields, words: &[Sought], much: Much) -> Box<dyn Query> {
    let mut each: Vec<Box<dyn Query>> = vec![];
    let mut rest = words;
    while let [first, after @ ..] = rest {
        // `co-voiturage`: the one word that its parts make, or the parts.
        if let (Some(joined), Some(second)) = (&first.word.joined, after.first().filter(|next| next.follows(first))) {
            let parts = vec![of_word(fields, first), of_word(fields, second)];
            let mut ways = word_in(fields, joined, &stem(joined));
            ways.push(Box::new(BooleanQuery::intersection(parts)));
            each.push(Box::new(BooleanQuery::union(ways)));
            rest = &after[1..];
        } else {
            each.push(of_word(fields, first));
            rest = after;
        }
    }
    let needed = match much {
        Much::All => each.len(),
        // A whole sentence says its matter in two or three of its words.
        Much::Most if each.len() > 4 => (each.len() * 2 / 5).max(2),
        Much::Most => (each.len() * 3 / 5).max(1),
        Much::Some => 1,
    };
    if needed == each.len() {
        return Box::new(BooleanQuery::intersection(each));
    }
    Box::new(BooleanQuery::union_with_minimum_required_clauses(each, needed))
}

/// A word, or something else that says the same.
fn of_word(fields: Fields, sought: &Sought) -> Box<dyn Query> {
    let itself = BooleanQuery::union(word_in(fields, &sought.word.folded, &sought.word.stem));
    if sought.also.is_empty() && sought.begun.is_empty() {
        return Box::new(itself);
    }
    // A word counts once, however many other names of it a text says as well.
    let mut ways: Vec<Box<dyn Query>> = vec![Box::new(itself)];
    for other in &sought.also {
        let said = in_either(fields, |field| match other.as_slice() {
            [] => Box::new(EmptyQuery),
            [word] => term(field, &word.stem),
            words => phrase(field, words.iter(), 0),
        });
        ways.push(Box::new(BoostQuery::new(said, SAID_OTHERWISE)));
    }
    for begun in &sought.begun {
        ways.push(Box::new(BoostQuery::new(term(fields.title, &exact(begun)), IN_TITLE)));
    }
    Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, 0.1))
}

fn word_in(fields: Fields, folded: &str, stem: &str) -> Vec<Box<dyn Query>> {
    let boosted = |field: Field, boost: f32| -> [Box<dyn Query>; 2] {
        [
            Box::new(BoostQuery::new(term(field, stem), boost)),
            Box::new(BoostQuery::new(term(field, &exact(folded)), boost * AS_TYPED)),
        ]
    };
    boosted(fields.title, IN_TITLE).into_iter().chain(boosted(fields.body, 1.0)).collect()
}

pub fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn in_either(fields: Fields, made: impl Fn(Field) -> Box<dyn Query>) -> Box<dyn Query> {
    Box::new(DisjunctionMaxQuery::new(vec![Box::new(BoostQuery::new(made(fields.title), IN_TITLE)), made(fields.body)]))
}

/// Words by their stems, at most so far from each other.
fn phrase<'a>(field: Field, words: impl Iterator<Item = &'a Word>, slop: u32) -> Box<dyn Query> {
    let terms: Vec<Term> = words.map(|word| Term::from_field_text(field, &word.stem)).collect();
    let mut phrase = PhraseQuery::new(terms);
    phrase.set_slop(slop);
    Box::new(phrase)
}

/// A phrase as it was typed, one word or more.
fn as_typed(field: Field, words: &[Word]) -> Box<dyn Query> {
    match words {
        [word] => term(field, &exact(&word.folded)),
        words => Box::new(PhraseQuery::new(
            words.iter().map(|word| Term::from_field_text(field, &exact(&word.folded))).collect(),
        )),
    }
}
