//! Which patterns a text meets, and where: all of them in one walk, each found by its
//! first word; and whether words near a match make it lawful.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::{
    patterns::{Groups, Pattern, SHORTEST_STEM, Vocabulary},
    words::Words,
};

/// The most tokens a match can hold.
const LONGEST: u32 = 64;

/// Every pattern of the rules, found by its first word.
#[derive(Debug, Default)]
pub(super) struct Table {
    patterns: Vec<Pattern>,
    vocabulary: Vocabulary,
    /// By the number of a word.
    by_word: Vec<Vec<u32>>,
    /// By the first letters of a word: `recrut*` under `recr`.
    by_stem: HashMap<String, Vec<u32>, FixedState>,
    by_number: Vec<u32>,
}

/// The place of a pattern in its table.
pub(super) type PatternId = usize;

/// One field's text and what it meets.
pub(super) struct Met<'a> {
    pub words: Words<'a>,
    /// For each pattern, first and one past last token of its matches, in order.
    hits: Vec<Vec<(u32, u32)>>,
}

impl Table {
    /// # Errors
    /// What of the pattern cannot be read.
    pub fn add(&mut self, said: &str, groups: &Groups) -> Result<PatternId, String> {
        let pattern = Pattern::read(said, groups, &mut self.vocabulary)?;
        let id = self.patterns.len();
        let key = id as u32;
        let first = pattern.first();
        let mut words: Vec<u32> =
            first.words.iter().copied().chain(first.spelt.iter().map(|(word, _)| *word)).collect();
        words.sort_unstable();
        words.dedup();
        self.by_word.resize(self.vocabulary.len() + 1, vec![]);
        for word in words {
            self.by_word[word as usize].push(key);
        }
        let mut stems: Vec<&str> = first.begin.iter().map(|stem| &stem[..SHORTEST_STEM]).collect();
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            self.by_stem.entry(stem.to_owned()).or_default().push(key);
        }
        if !first.numbers.is_empty() {
            self.by_number.push(key);
        }
        self.patterns.push(pattern);
        Ok(id)
    }

    pub fn read<'a>(&self, text: &'a str) -> Met<'a> {
        let mut words = Words::of(text);
        self.vocabulary.recognise(&mut words);
        let mut hits = vec![vec![]; self.patterns.len()];
        for (at, token) in words.tokens.iter().enumerate() {
            let by_number = if token.number.is_some() { self.by_number.as_slice() } else { &[] };
            let by_stem = words.folded(token).get(..SHORTEST_STEM).and_then(|stem| self.by_stem.get(stem));
            let found =
                [self.by_word.get(token.known as usize), by_stem].into_iter().flatten().flatten().chain(by_number);
            for id in found {
                let hits: &mut Vec<(u32, u32)> = &mut hits[*id as usize];
                // A pattern may be found both by a word and by its beginning.
                if hits.last().is_some_and(|(from, _)| *from == at as u32) {
                    continue;
                }
                if let Some(end) = self.patterns[*id as usize].meets(&words, at) {
                    hits.push((at as u32, end as u32));
                }
            }
        }
        Met { words, hits }
    }
}

impl Met<'_> {
    pub fn hits(&self, pattern: PatternId) -> &[(u32, u32)] {
        &self.hits[pattern]
    }

    /// Bytes of the text.
    pub fn span(&self, hit: (u32, u32)) -> std::ops::Range<usize> {
        self.words.tokens[hit.0 as usize].from..self.words.tokens[hit.1 as usize - 1].to
    }

    /// Whether a pattern stands somewhere in the sentence of a match.
    pub fn is_in_sentence(&self, pattern: PatternId, hit: (u32, u32)) -> bool {
        let sentence = self.sentence(hit.0);
        let hits = self.hits(pattern);
        let at = hits.partition_point(|(from, _)| self.sentence(*from) < sentence);
        hits.get(at).is_some_and(|(from, _)| self.sentence(*from) == sentence)
    }

    /// Whether a pattern leads to a match: begins before it and reaches it.
    pub fn is_before(&self, pattern: PatternId, hit: (u32, u32)) -> bool {
        let hits = self.hits(pattern);
        let end = hits.partition_point(|(from, _)| *from < hit.0);
        let near = hits[..end].iter().rev().take_while(|(from, _)| *from + LONGEST >= hit.0);
        near.filter(|(from, _)| self.sentence(*from) == self.sentence(hit.0)).any(|(_, to)| *to >= hit.0)
    }

    /// Whether a pattern follows a match: begins in it or right after it, and reaches its end.
    pub fn is_after(&self, pattern: PatternId, hit: (u32, u32)) -> bool {
        let hits = self.hits(pattern);
        let begin = hits.partition_point(|(from, _)| *from < hit.0);
        let near = hits[begin..].iter().take_while(|(from, _)| *from <= hit.1);
        near.filter(|(from, _)| self.sentence(*from) == self.sentence(hit.0)).any(|(_, to)| *to >= hit.1)
    }

    fn sentence(&self, token: u32) -> u32 {
        self.words.tokens[token as usize].sentence
    }
}
