//! Pay found in a whole description. A description speaks of many sums: one is taken for
//! the pay only when its sentence says so clearly, and no other says otherwise.

use super::{
    pay::{Reading, reading},
    words::Said,
};
use crate::models::offers::claims::Pay;

/// Bytes of a description that are looked at, and how many of its sentences.
const READ: usize = 60_000;
const SENTENCES: usize = 2_000;
/// Characters of one saying.
const LONGEST: usize = 200;

/// `Rémunération : de 1 900 à 2 100 € brut mensuel selon expérience`. Plain text or
/// Markdown. `None` when nothing is clear, or when two sentences disagree.
pub fn pay_in(text: &str) -> Option<Pay> {
    let mut found: Option<Pay> = None;
    for said in sayings(text) {
        let Some(reading) = reading(&Said::new(&said, LONGEST), true).filter(is_clear) else { continue };
        match &found {
            Some(pay) if (pay.min, pay.max, pay.period) != (reading.pay.min, reading.pay.max, reading.pay.period) => {
                return None;
            }
            Some(_) => {}
            None => found = Some(reading.pay),
        }
    }
    found
}

fn is_clear(reading: &Reading) -> bool {
    reading.clear && reading.pay.period.is_some()
}

/// The parts of sentences that speak of pay. A line that ends with a colon goes on.
fn sayings(text: &str) -> Vec<String> {
    // Marks of Markdown are no part of what was said.
    let text = text[..text.floor_char_boundary(READ)].replace(['\\', '*'], "");
    let mut sayings = vec![];
    let mut open = String::new();
    for sentence in text.split('\n').flat_map(|line| line.split_inclusive(". ")).take(SENTENCES) {
        let sentence = sentence.trim().trim_start_matches(['-', '•', ' ']);
        let held = std::mem::take(&mut open);
        if sentence.is_empty() {
            open = held;
            continue;
        }
        let whole = if held.is_empty() { sentence.to_owned() } else { format!("{held} {sentence}") };
        let Some(about) = about_pay(&whole) else { continue };
        let bare = about.trim_end();
        if bare.ends_with(':') && bare.len() < LONGEST {
            open = about.to_owned();
        } else {
            sayings.push(about.to_owned());
        }
    }
    sayings
}

/// From the word that speaks of pay, or the whole of a sentence that says gross or net.
fn about_pay(sentence: &str) -> Option<&str> {
    const NAMES: [&str; 7] = ["rémun", "remun", "salaire", "salary", "taux horaire", "tjm", "package"];
    const NOT_IT: [&str; 4] = ["chiffre d", "budget", "indemni", "cooptation"];
    let lower = sentence.to_lowercase();
    if NOT_IT.iter().any(|other| lower.contains(other)) {
        return None;
    }
    // Lower case may be longer than what it stands for: then the whole is read.
    if let Some(at) = NAMES.iter().filter_map(|name| lower.find(name)).min() {
        return sentence.get(at..).filter(|_| lower.len() == sentence.len()).or(Some(sentence));
    }
    let words = || lower.split(|c: char| !c.is_alphanumeric());
    words().any(|word| matches!(word, "brut" | "bruts" | "brute" | "net" | "nets" | "gross")).then_some(sentence)
}
