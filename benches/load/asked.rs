//! What people ask, simulated from the words of real offers by how often they
//! stand there; the same questions each time.

use std::{env, fs, path::PathBuf};

use crate::Result;

#[derive(Debug)]
pub struct Questions {
    /// Words, and how many offers have them or a word before them.
    words: Vec<(String, u64)>,
}

impl Questions {
    /// Of `lexicon/offer_keywords.tsv`, where `LEXICON_DIR` says or beside the project.
    ///
    /// # Errors
    /// When it is not there.
    pub fn of_the_lexicon() -> Result<Self> {
        let folder = env::var_os("LEXICON_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/lexicon"), PathBuf::from);
        let file = folder.join("offer_keywords.tsv");
        let text = fs::read_to_string(&file).map_err(|error| format!("offer_keywords.tsv: {error}"))?;
        let mut words = vec![];
        let mut so_far = 0;
        for line in text.lines().skip(1) {
            let Some((word, count)) = line.rsplit_once('\t') else { continue };
            so_far += count.trim().parse::<u64>().unwrap_or_default();
            words.push((word.trim_matches('"').to_owned(), so_far));
        }
        if words.is_empty() { Err("no words to ask".into()) } else { Ok(Self { words }) }
    }

    /// As many questions, each keyword as often as offers have it.
    pub fn log(&self, many: usize) -> Vec<String> {
        let total = self.words.last().map_or(1, |(_, so_far)| *so_far);
        let mut chance = Chance(0x5EED);
        let mut asked = || {
            let at = chance.below(total);
            self.words[self.words.partition_point(|(_, so_far)| *so_far <= at)].0.clone()
        };
        (0..many).map(|_| asked()).collect()
    }

    /// The same questions, each as far as someone has typed it.
    pub fn begun(&self, many: usize) -> Vec<String> {
        let mut chance = Chance(0xBE60);
        let typed = |word: String| {
            let letters = word.chars().count();
            let typed = 2 + usize::try_from(chance.below(letters.saturating_sub(1).max(1) as u64)).unwrap_or_default();
            word.chars().take(typed).collect()
        };
        self.log(many).into_iter().map(typed).collect()
    }
}

/// Numbers that look drawn by lot, the same each time (xorshift64*, Vigna 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % end
    }
}
