//! Who matches, within what their reader may see: the first of them, the latest
//! changed first, how many there are, and what they are counted under. Nothing is
//! ranked: words are in a profile or they are not.

use std::cmp::Reverse;

use tantivy::{
    DocId, Term,
    query::{BooleanQuery, EmptyQuery, EnableScoring, Occur, PhraseQuery, Query, TermQuery, TermSetQuery},
    schema::{Field, IndexRecordOption},
};

use super::{
    asking::Wanted,
    crowd::Rows,
    documents::{PUBLIC, PUBLICS},
    facets::Facet,
};
use crate::models::search::{
    asking::{Asked, Sought},
    collecting::Snapshot,
    french::Word,
    index::{Fields, exact},
    stems::stem,
};

/// Facets of each kind, most said first.
const EACH: usize = 8;

/// Who asks.
#[derive(Clone, Debug, Default)]
pub struct Within {
    /// Bits of [`PUBLICS`].
    pub publics: u8,
    /// People they do not want to hear.
    pub without: Vec<i64>,
    /// People who keep them at a distance: of these they see what a visitor sees.
    pub kept_away: Vec<i64>,
    /// Seconds since 1970.
    pub now: i64,
}

impl Within {
    fn admits(&self, rows: &Rows, row: usize) -> bool {
        let (public, person) = (rows.publics[row], rows.people[row]);
        public & self.publics != 0
            && rows.away[row] <= self.now
            && !self.without.contains(&person)
            && (public == PUBLIC || !self.kept_away.contains(&person))
    }
}

/// Someone who matches, and where they stand in the list: the greatest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// When their profile was last changed, in seconds since 1970.
    pub at: i64,
    pub person: i64,
}

impl Hit {
    /// `1795000000-42`
    pub fn parse(text: &str) -> Option<Self> {
        let (at, person) = text.split_once('-')?;
        Some(Self { at: at.parse().ok()?, person: person.parse().ok()? })
    }
}

impl std::fmt::Display for Hit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.at, self.person)
    }
}

/// Everyone who matches.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// The first ones.
    pub hits: Vec<Hit>,
    pub total: usize,
    /// How many of them say what, most said first within a kind.
    pub counts: Vec<(Facet, usize)>,
}

/// The first `most` of those who match after `after`; the rest of them is counted.
///
/// # Errors
/// When the index cannot be read.
pub fn gather(
    index: &Snapshot,
    query: Option<&dyn Query>,
    within: &Within,
    after: Option<Hit>,
    most: usize,
) -> tantivy::Result<Gathered> {
    let crowd = &index.people;
    let mut counts = vec![0_u32; crowd.facets.len()];
    let mut first = First { after, most, hits: vec![], floor: None };
    let mut total = 0;
    let weight = query.map(|query| query.weight(EnableScoring::disabled_from_searcher(&index.searcher))).transpose()?;
    for segment in &crowd.segments {
        let (rows, reader) = (&*segment.rows, index.searcher.segment_reader(segment.number));
        let alive = reader.alive_bitset();
        let mut take = |row: usize| {
            if alive.is_some_and(|alive| alive.is_deleted(rows.documents[row])) || !within.admits(rows, row) {
                return;
            }
            total += 1;
            for facet in rows.facets(row) {
                counts[*facet as usize] += 1;
            }
            first.take(Hit { at: rows.at[row], person: rows.people[row] });
        };
        match &weight {
            None => (0..rows.documents.len()).for_each(take),
            Some(weight) => {
                let mut from = 0;
                weight.for_each_no_score(reader, &mut |documents: &[DocId]| {
                    for document in documents {
                        if let Some(row) = rows.row_of(*document, from) {
                            take(row);
                            from = row;
                        }
                    }
                })?;
            }
        }
    }
    let said = crowd.facets.iter().zip(&counts).filter(|(_, count)| **count > 0);
    Ok(Gathered {
        hits: first.in_order(),
        total,
        counts: most_said(said.map(|((_, facet), count)| (facet.clone(), *count as usize)).collect()),
    })
}

/// The latest ones of many, of which only so many are kept.
struct First {
    after: Option<Hit>,
    most: usize,
    hits: Vec<Hit>,
    /// What comes before it is not among the first.
    floor: Option<Hit>,
}

impl First {
    fn take(&mut self, hit: Hit) {
        if self.after.is_some_and(|after| hit >= after) || self.floor.is_some_and(|floor| hit < floor) {
            return;
        }
        self.hits.push(hit);
        if self.hits.len() >= self.most * 2 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.hits.len() > self.most {
            self.hits.select_nth_unstable_by_key(self.most, |hit| Reverse(*hit));
            self.hits.truncate(self.most);
            self.floor = self.hits.iter().min().copied();
        }
    }

    fn in_order(mut self) -> Vec<Hit> {
        self.cut();
        self.hits.sort_unstable_by_key(|hit| Reverse(*hit));
        self.hits.shrink_to_fit();
        self.hits
    }
}

/// What can be chosen next: the most said of each kind, in an order that does not
/// depend on who was read first.
fn most_said(mut counts: Vec<(Facet, usize)>) -> Vec<(Facet, usize)> {
    counts.sort_by_cached_key(|(facet, count)| (Reverse(*count), facet.to_string()));
    let mut kept = [0; 4];
    counts.retain(|(facet, _)| {
        let kind = match facet {
            Facet::Trade(_) => 0,
            Facet::Department(_) => 1,
            Facet::Rhythm(_) => 2,
            Facet::Remote(_) => 3,
            _ => return false,
        };
        kept[kind] += 1;
        kept[kind] <= EACH
    });
    counts
}

/// A query for what is wanted; none when everyone is.
pub fn query(index: &Snapshot, fields: Fields, wanted: &Wanted) -> Option<Box<dyn Query>> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![];
    for (field, asked) in
        [(fields.told, &wanted.words), (fields.skills, &wanted.skill), (fields.offers, &wanted.offers)]
    {
        clauses.extend(of_words(field, asked));
    }
    clauses.extend(wanted.facets().map(|facet| (Occur::Must, term(fields.facet, &facet.to_string()))));
    if let Some(near) = &wanted.near {
        let said = index.people.facets.iter().filter(|(_, facet)| near.holds(facet));
        let terms = said.map(|(term, _)| Term::from_field_text(fields.facet, term));
        clauses.push((Occur::Must, Box::new(TermSetQuery::new(terms))));
    }
    if clauses.is_empty() {
        return None;
    }
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        let anyone = PUBLICS.map(|(bit, _)| Term::from_field_u64(fields.public, u64::from(bit)));
        clauses.push((Occur::Must, Box::new(TermSetQuery::new(anyone))));
    }
    Some(Box::new(BooleanQuery::new(clauses)))
}

fn of_words(field: Field, asked: &Asked) -> Vec<(Occur, Box<dyn Query>)> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![];
    let mut rest = asked.words.as_slice();
    while let [first, after @ ..] = rest {
        let mut query = of_word(field, first);
        rest = after;
        // `co-voiturage`: the one word that its parts make, or the parts.
        if let (Some(joined), Some(second)) = (&first.word.joined, after.first().filter(|next| next.follows(first))) {
            let parts = BooleanQuery::intersection(vec![query, of_word(field, second)]);
            query = Box::new(BooleanQuery::union(vec![term(field, &stem(joined)), Box::new(parts)]));
            rest = &after[1..];
        }
        clauses.push((Occur::Must, query));
    }
    for words in &asked.phrases {
        clauses.push((Occur::Must, phrase(field, words.iter().map(|word| exact(&word.folded)).collect())));
    }
    for word in &asked.without {
        clauses.push((Occur::MustNot, term(field, &exact(&word.folded))));
    }
    clauses
}

/// A word by its stem, or something else that says the same.
fn of_word(field: Field, sought: &Sought) -> Box<dyn Query> {
    let itself = term(field, &sought.word.stem);
    if sought.also.is_empty() {
        return itself;
    }
    let stems = |words: &[Word]| words.iter().map(|word| word.stem.clone()).collect();
    let also = sought.also.iter().map(|words| phrase(field, stems(words)));
    Box::new(BooleanQuery::union(std::iter::once(itself).chain(also).collect()))
}

fn phrase(field: Field, terms: Vec<String>) -> Box<dyn Query> {
    match terms.as_slice() {
        [] => Box::new(EmptyQuery),
        [one] => term(field, one),
        terms => Box::new(PhraseQuery::new(terms.iter().map(|text| Term::from_field_text(field, text)).collect())),
    }
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_ones_of_many_are_those_that_sorting_all_would_give() {
        let all: Vec<Hit> = (0..500).map(|person| Hit { at: person * 37 % 101, person }).collect();
        let mut sorted = all.clone();
        sorted.sort_unstable_by_key(|hit| Reverse(*hit));
        for after in [None, Some(sorted[0]), Some(sorted[120]), Some(sorted[499])] {
            for most in [1, 2, 25, 499, 1_000] {
                let mut first = First { after, most, hits: vec![], floor: None };
                all.iter().for_each(|hit| first.take(*hit));
                let due = sorted.iter().filter(|hit| after.is_none_or(|after| **hit < after)).take(most);
                assert_eq!(first.in_order(), due.copied().collect::<Vec<_>>(), "{most} after {after:?}");
            }
        }
    }
}
