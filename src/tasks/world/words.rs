//! Chance, and words drawn from it: French as it is spoken about work, by how
//! often each word is said, without meaning.

use std::path::Path;

use super::french::FRENCH;

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers from the same seed,
/// whatever library or machine.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice of one thing among many: drawing for it disturbs no other.
    pub fn of(seed: u64, family: u64, number: u64) -> Self {
        let mut dice = Self(seed ^ family.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let start = dice.next() ^ number.wrapping_mul(0xA076_1D64_78BD_642F);
        let mut dice = Self(start);
        dice.next();
        dice
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below `limit`, which is not zero.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }

    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// From 0 to 1, never 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn chance(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }

    /// Below `limit`, low numbers more often: a few people write much.
    pub fn skewed(&mut self, limit: usize) -> usize {
        let unit = self.unit();
        ((unit * unit * limit as f64) as usize).min(limit - 1)
    }
}

/// Words, each in as many of these slots as it is frequent: one draw, one look.
const SLOTS: usize = 1 << 18;

#[derive(Debug)]
pub struct Words {
    words: Vec<String>,
    slots: Vec<u32>,
}

impl Words {
    /// The words of `word_frequencies.tsv` in `folder`, or our own when there is none.
    pub fn of(folder: &Path) -> Self {
        let file = std::fs::read_to_string(folder.join("word_frequencies.tsv")).unwrap_or_default();
        let mut counted: Vec<(String, u64)> = file.lines().skip(1).filter_map(counted).collect();
        if counted.len() < 1_000 {
            // Zipf's law: the tenth word is said a tenth as often as the first.
            counted =
                FRENCH.split_whitespace().zip(1..).map(|(word, rank)| (word.to_owned(), 1_000_000 / rank)).collect();
        }
        let total: u64 = counted.iter().map(|(_, times)| times).sum();
        let mut slots = Vec::with_capacity(SLOTS + counted.len());
        for (number, (_, times)) in counted.iter().enumerate() {
            let share = (times * SLOTS as u64 / total.max(1)).max(1);
            slots.extend(std::iter::repeat_n(number as u32, share as usize));
        }
        Self { words: counted.into_iter().map(|(word, _)| word).collect(), slots }
    }

    /// The most frequent words of six letters or more.
    pub fn common(&self, how_many: usize) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str).filter(|word| word.chars().count() >= 6).take(how_many)
    }

    fn draw(&self, dice: &mut Dice) -> &str {
        &self.words[self.slots[dice.below(self.slots.len())] as usize]
    }

    /// Adds `count` words to `text`, the first with a capital, elided where French elides.
    fn say(&self, text: &mut String, dice: &mut Dice, count: usize, commas: bool) {
        let start = text.len();
        let mut said = 0;
        let mut elided = false;
        while said < count {
            let word = self.draw(dice);
            let letter = word.chars().next().unwrap_or('a');
            if is_elided(word) && (elided || said + 1 == count) || elided && !is_vowel(letter) {
                continue;
            }
            if said > 0 && !elided {
                text.push_str(if commas && said + 1 < count && dice.chance(7) { ", " } else { " " });
            }
            if text.len() == start {
                text.extend(letter.to_uppercase());
                text.push_str(&word[letter.len_utf8()..]);
            } else {
                text.push_str(word);
            }
            elided = is_elided(word);
            if elided {
                text.push('\'');
            }
            said += 1;
        }
    }

    /// Four to nine words, with a question mark when it asks.
    pub fn title(&self, dice: &mut Dice, asks: bool) -> String {
        let mut title = String::with_capacity(80);
        let words = dice.between(4, 9);
        self.say(&mut title, dice, words, false);
        if asks {
            title.push_str("\u{202F}?");
        }
        title
    }

    /// A sentence of five to sixteen words.
    pub fn sentence(&self, text: &mut String, dice: &mut Dice, words: usize) {
        self.say(text, dice, words, true);
        text.push_str(match dice.below(100) {
            0..10 => "\u{202F}?",
            10..13 => "\u{202F}!",
            _ => ".",
        });
    }

    /// Thirty to a hundred and twenty words in one to three paragraphs, as Markdown.
    pub fn body(&self, dice: &mut Dice) -> String {
        let words = dice.between(30, 120);
        let paragraphs = if words < 50 { 1 } else { dice.between(1, 3) };
        let mut text = String::with_capacity(words * 7);
        for paragraph in 0..paragraphs {
            if paragraph > 0 {
                text.push_str("\n\n");
            }
            let mut left = words / paragraphs + usize::from(paragraph < words % paragraphs);
            let mut first = true;
            while left > 0 {
                // Never a last sentence of a word or two.
                let wanted = dice.between(5, 16);
                let sentence = if left < wanted + 5 { left } else { wanted };
                if !first {
                    text.push(' ');
                }
                self.sentence(&mut text, dice, sentence);
                left -= sentence;
                first = false;
            }
        }
        text
    }
}

/// The HTML that `text::render_now` makes of plain paragraphs, without parsing them.
pub fn as_paragraphs(body: &str) -> String {
    let mut html = String::with_capacity(body.len() + 32);
    for paragraph in body.split("\n\n") {
        html.push_str("<p>");
        for c in paragraph.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                c => html.push(c),
            }
        }
        html.push_str("</p>\n");
    }
    html
}

/// Words met less often about work are left out: they are not what a house speaks of.
const OFTEN: u64 = 4;

/// A line of the file: word, times said, times said about work. Only words that
/// are said about work and that Markdown has no reading of.
fn counted(line: &str) -> Option<(String, u64)> {
    let mut cells = line.split('\t');
    let word = cells.next()?;
    let said: u64 = cells.next()?.trim().parse().ok()?;
    let about_work: u64 = cells.next()?.trim().parse().ok()?;
    let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\''))
        && word.starts_with(char::is_alphabetic)
        && word.ends_with(char::is_alphabetic)
        && (word.chars().count() > 1 || matches!(word, "à" | "y" | "a") || is_elided(word));
    (plain && about_work >= OFTEN).then(|| (word.to_owned(), said + about_work))
}

fn is_elided(word: &str) -> bool {
    matches!(word, "d" | "l" | "n" | "s" | "j" | "c" | "m" | "t" | "qu" | "jusqu" | "lorsqu" | "puisqu" | "quelqu")
}

fn is_vowel(c: char) -> bool {
    "aàâäeéèêëiîïoôöuùûühyœæAÀÂEÉÈÊIÎOÔUH".contains(c)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::render_now;

    #[test]
    fn the_html_of_plain_paragraphs_is_what_the_renderer_makes() {
        let mut bodies: Vec<String> = vec!["R&D, 3 < 4 > 2".into(), "Un.\n\nDeux\u{202F}?\n\nL'\"un\".".into()];
        for folder in ["nowhere", concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/lexicon")] {
            let words = Words::of(Path::new(folder));
            bodies.extend((0..300).map(|number| words.body(&mut Dice::of(1, 9, number))));
        }
        for body in bodies {
            let rendered = render_now(&body, &BTreeSet::new());
            assert_eq!(as_paragraphs(&body), rendered.html);
            assert_eq!(crate::text::sense(&body), rendered.sense);
        }
    }

    #[test]
    fn bodies_have_thirty_to_a_hundred_and_twenty_words() {
        let words = Words::of(Path::new("nowhere"));
        for number in 0..500 {
            let body = words.body(&mut Dice::of(2, 9, number));
            let count = body.split([' ', '\n', '\'']).filter(|word| !word.is_empty()).count();
            assert!((30..=120).contains(&count), "{count} words: {body}");
            assert!(body.split("\n\n").count() <= 3);
        }
    }

    #[test]
    fn the_same_seed_says_the_same_words() {
        let words = Words::of(Path::new("nowhere"));
        assert_eq!(words.body(&mut Dice::of(1, 9, 5)), words.body(&mut Dice::of(1, 9, 5)));
        assert_ne!(words.body(&mut Dice::of(1, 9, 5)), words.body(&mut Dice::of(2, 9, 5)));
    }
}
