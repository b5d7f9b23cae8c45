//! What people say, and what it is called: everyday words, abbreviations, and the
//! names of one trade. A question that says one of them finds the others too.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::{
    asking::Sought,
    french::{Word, words},
};

static EVERYDAY: &str = include_str!("../../../assets/data/everyday_words.list");
/// The longest thing that has another name, in words that tell.
const LONGEST: usize = 5;
/// Other names that are looked for, at most.
const NAMES: usize = 14;

/// Things that have several names.
#[derive(Clone, Debug)]
pub struct Thesaurus {
    /// Of each thing, its names.
    things: Vec<Vec<Vec<Word>>>,
    /// What is said (the stems of the words that tell) → the things it may mean.
    said: HashMap<String, Vec<u32>, FixedState>,
}

impl Default for Thesaurus {
    /// The everyday words alone.
    fn default() -> Self {
        let mut thesaurus = Self { things: vec![], said: HashMap::default() };
        for line in EVERYDAY.lines().filter(|line| !line.starts_with('#')) {
            if let Some((said, called)) = line.split_once('>') {
                let thing = thesaurus.thing(called.split(','));
                thesaurus.says(&words(said), thing);
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
    pub fn same(&mut self, names: &[impl AsRef<str>]) {
        let thing = self.thing(names.iter().map(AsRef::as_ref));
        for name in self.things[thing as usize].clone() {
            self.says(&name, thing);
        }
    }

    fn thing<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> u32 {
        let names = names.map(words).filter(|name| name.iter().any(Word::is_telling)).collect();
        self.things.push(names);
        (self.things.len() - 1) as u32
    }

    fn says(&mut self, said: &[Word], thing: u32) {
        let key = key(said.iter());
        if !key.is_empty() {
            self.said.entry(key).or_default().push(thing);
        }
    }

    /// Says beside each word what would do as well.
    pub fn widen(&self, asked: &mut [Sought]) {
        for length in (1..=LONGEST.min(asked.len())).rev() {
            for from in 0..=asked.len() - length {
                let here = from..from + length;
                let said = key(asked[here.clone()].iter().map(|sought| &sought.word));
                let Some(things) = self.said.get(&said) else { continue };
                let names = things.iter().flat_map(|thing| &self.things[*thing as usize]);
                let names: Vec<_> = names.filter(|name| key(name.iter()) != said).take(NAMES).cloned().collect();
                for sought in &mut asked[here] {
                    let room = NAMES.saturating_sub(sought.also.len());
                    let new: Vec<_> =
                        names.iter().filter(|name| !sought.also.contains(name)).take(room).cloned().collect();
                    sought.also.extend(new);
                }
            }
        }
    }
}

/// A title that says both genders, as one of them is said:
/// `Agent / Agente de service` → `Agent de service`.
pub fn spoken(title: &str) -> String {
    let Some((one, other)) = title.split_once(" / ") else { return title.to_owned() };
    let rest = other.split(' ').skip(one.split(' ').count());
    std::iter::once(one).chain(rest).collect::<Vec<_>>().join(" ")
}

/// How words are looked up.
fn key<'a>(words: impl Iterator<Item = &'a Word>) -> String {
    words.filter(|word| word.is_telling()).map(|word| word.stem.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::search::asking::{Asked, Form};

    fn widened(thesaurus: &Thesaurus, q: &str) -> Vec<String> {
        let mut asked = Asked::read(&Form { q: q.to_owned(), ..Form::default() });
        thesaurus.widen(&mut asked.words);
        let also = asked.words.iter().flat_map(|sought| &sought.also);
        also.map(|name| name.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn what_people_say_finds_what_it_is_called() {
        let everyday = Thesaurus::default();
        assert!(widened(&everyday, "nounou à Nantes").contains(&"assistante maternelle".to_owned()));
        assert!(widened(&everyday, "travail de nuit").contains(&"boulot".to_owned()), "both ways");
        assert!(widened(&everyday, "femme de ménage").contains(&"agent de proprete".to_owned()), "several words");
        assert!(widened(&everyday, "assistante maternelle").is_empty(), "one way only");
    }

    #[test]
    fn the_names_of_a_trade_find_each_other() {
        let mut trades = Thesaurus::default();
        trades.same(
            &["Chauffeur / Chauffeuse de machines agricoles", "Conducteur / Conductrice de tracteur"].map(spoken),
        );
        assert!(widened(&trades, "conductrice de tracteur").contains(&"chauffeur de machines agricoles".to_owned()));
    }

    #[test]
    fn a_title_is_said_in_one_gender() {
        assert_eq!(spoken("Agent / Agente de service hospitalier"), "Agent de service hospitalier");
        assert_eq!(
            spoken("Ouvrier agricole polyvalent / Ouvrière agricole polyvalente"),
            "Ouvrier agricole polyvalent"
        );
        assert_eq!(spoken("Comptable"), "Comptable");
    }
}
