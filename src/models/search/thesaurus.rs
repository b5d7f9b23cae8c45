//! What people say, and what it is called: everyday words, abbreviations, and the
//! titles of one trade. A question that says one of them finds the others too.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::{
    asking::Sought,
    french::{Word, words},
};

static EVERYDAY: &str = include_str!("../../../assets/data/everyday_words.list");
/// The longest thing that has another name, in words that tell.
const LONGEST: usize = 5;
/// Other names of one thing, at most.
const NAMES: usize = 14;

/// Words as they are looked up (the stems of those that tell), and what says the same.
#[derive(Clone, Debug)]
pub struct Thesaurus(HashMap<String, Vec<Vec<Word>>, FixedState>);

impl Default for Thesaurus {
    /// The everyday words alone.
    fn default() -> Self {
        let mut thesaurus = Self(HashMap::default());
        for line in EVERYDAY.lines().filter(|line| !line.starts_with('#')) {
            if let Some((said, called)) = line.split_once('>') {
                let called: Vec<&str> = called.split(',').collect();
                thesaurus.add(said, &called);
            } else if let Some((one, others)) = line.split_once('=') {
                let all: Vec<&str> = std::iter::once(one).chain(others.split(',')).collect();
                thesaurus.same(&all);
            }
        }
        thesaurus
    }
}

impl Thesaurus {
    /// Each of these says what the others say.
    pub fn same(&mut self, names: &[&str]) {
        for (at, name) in names.iter().enumerate() {
            let others: Vec<&str> =
                names.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, name)| *name).collect();
            self.add(name, &others);
        }
    }

    fn add(&mut self, said: &str, called: &[&str]) {
        let key = key(words(said).iter());
        if key.is_empty() {
            return;
        }
        let names = self.0.entry(key.clone()).or_default();
        for name in called {
            let name: Vec<Word> = words(name);
            let new = name.iter().any(Word::is_telling) && !names.contains(&name) && key != self::key(name.iter());
            if new && names.len() < NAMES {
                names.push(name);
            }
        }
    }

    /// Says beside each word what would do as well.
    pub fn widen(&self, asked: &mut [Sought]) {
        for length in (1..=LONGEST.min(asked.len())).rev() {
            for from in 0..=asked.len() - length {
                let here = from..from + length;
                let Some(names) = self.0.get(&key(asked[here.clone()].iter().map(|sought| &sought.word))) else {
                    continue;
                };
                for sought in &mut asked[here] {
                    let new = names.iter().filter(|name| !sought.also.contains(name)).cloned().collect::<Vec<_>>();
                    sought.also.extend(new);
                    sought.also.truncate(NAMES);
                }
            }
        }
    }
}

/// How words are looked up.
fn key<'a>(words: impl Iterator<Item = &'a Word>) -> String {
    words.filter(|word| word.is_telling()).map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::search::asking::{Asked, Form};

    fn widened(q: &str) -> Vec<String> {
        let mut asked = Asked::read(&Form { q: q.to_owned(), ..Form::default() });
        Thesaurus::default().widen(&mut asked.words);
        let also = asked.words.iter().flat_map(|sought| &sought.also);
        also.map(|name| name.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn what_people_say_finds_what_it_is_called() {
        assert!(widened("nounou à Nantes").contains(&"assistante maternelle".to_owned()));
        assert!(widened("travail de nuit").contains(&"boulot".to_owned()), "both ways");
        assert!(widened("femme de ménage").contains(&"agent de proprete".to_owned()), "several words");
        assert!(widened("assistante maternelle").is_empty(), "one way only");
    }
}
