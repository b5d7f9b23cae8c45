//! When a word is nowhere: words of the index that are nearly it, or that begin
//! like it. Only ever tried when nothing better is found, said to the reader, and
//! proposed only if it leads to something they may see.

use std::collections::BTreeMap;

use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};

use super::index::{Fields, exact};

/// Words that are looked at, at most, and that are proposed.
const LOOKED_AT: usize = 400;
const PROPOSED: usize = 6;
/// Shorter words are nearly everything.
const SHORTEST: usize = 4;
/// Words that begin alike, at most.
const BEGUN: usize = 40;

/// The words of the index closest to this one, the most likely first.
///
/// # Errors
/// When the index cannot be read.
pub fn close_to(searcher: &Searcher, fields: Fields, folded: &str) -> tantivy::Result<Vec<String>> {
    let letters = folded.chars().count();
    if !(SHORTEST..=40).contains(&letters) {
        return Ok(vec![]);
    }
    let most = if letters < 7 { 1 } else { 2 };
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for field in [fields.title, fields.body] {
        let fuzzy = FuzzyTermQuery::new(Term::from_field_text(field, &exact(folded)), most, true);
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().search(fuzzy.automaton()?).into_stream()?;
            let mut looked_at = 0;
            while looked_at < LOOKED_AT && terms.advance() {
                looked_at += 1;
                if let Some(word) = typed(terms.key()) {
                    *found.entry(word.to_owned()).or_default() += u64::from(terms.value().doc_freq);
                }
            }
        }
    }
    let mut close: Vec<_> = found
        .into_iter()
        .filter(|(word, _)| word != folded && word.chars().count() >= SHORTEST - 1)
        .map(|(word, often)| {
            // A first letter is seldom mistaken.
            let begins = word.chars().next() == folded.chars().next();
            (distance(folded, &word) * 2 + usize::from(!begins), std::cmp::Reverse(often), word)
        })
        .collect();
    close.sort();
    Ok(close.into_iter().map(|(_, _, word)| word).take(PROPOSED).collect())
}

/// Words of titles and names that begin like this one.
///
/// # Errors
/// When the index cannot be read.
pub fn begun_by(searcher: &Searcher, field: Field, folded: &str) -> tantivy::Result<Vec<String>> {
    let from = exact(folded);
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(from.as_bytes()).into_stream()?;
        let mut looked_at = 0;
        while looked_at < LOOKED_AT && terms.advance() && terms.key().starts_with(from.as_bytes()) {
            looked_at += 1;
            if let Some(word) = typed(terms.key()) {
                *found.entry(word.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    let mut begun: Vec<_> = found.into_iter().map(|(word, often)| (std::cmp::Reverse(often), word)).collect();
    begun.sort();
    Ok(begun.into_iter().map(|(_, word)| word).take(BEGUN).collect())
}

/// The word of a term that is one as typed.
fn typed(term: &[u8]) -> Option<&str> {
    std::str::from_utf8(term).ok()?.strip_prefix('=')
}

/// How many letters are wrong, missing, too many, or changed places (optimal string
/// alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows = vec![vec![0; other.len() + 1]; one.len() + 1];
    for (at, row) in rows.iter_mut().enumerate() {
        row[0] = at;
    }
    rows[0] = (0..=other.len()).collect();
    for i in 1..=one.len() {
        for j in 1..=other.len() {
            let same = usize::from(one[i - 1] != other[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn mistakes_are_counted() {
        for (typed, meant, mistakes) in [
            ("comptabel", "comptable", 1),
            ("developeur", "developpeur", 1),
            ("reconverssion", "reconversion", 1),
            ("cariste", "cariste", 0),
            ("soudeur", "boudeurs", 2),
        ] {
            assert_eq!(distance(typed, meant), mistakes, "{typed}");
        }
    }
}
