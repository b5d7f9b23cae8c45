//! What names of fields usually say, in French and English: phrases in `names.tsv`,
//! weighed against the words of a name.

use std::sync::LazyLock;

use serde::{Deserialize, de::value::StrDeserializer};

use super::{
    super::{
        Mapping,
        names::{says, words},
    },
    Seen, Slot,
};

/// A phrase within a name, how much it tells, words that refuse it beside.
struct Rule {
    slot: Slot,
    weight: i32,
    phrases: Vec<&'static str>,
    never: Vec<&'static str>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| include_str!("names.tsv").lines().filter_map(rule).collect());

/// Words for whoever employs or publishes: what stands there is about them.
const EMPLOYERS: [&str; 19] = [
    "company",
    "entreprise",
    "societe",
    "employeur",
    "employer",
    "organization",
    "organisation",
    "recruteur",
    "recruiter",
    "entity",
    "entite",
    "brand",
    "marque",
    "contact",
    "manager",
    "supervisor",
    "picture",
    "video",
    "logo",
];
/// What is not about them though it stands beside.
const OURS: [Slot; 3] = [Slot::Employer, Slot::Siret, Slot::Contract];

impl Seen<'_> {
    /// Whether it tells of whoever employs or publishes.
    pub(super) fn is_theirs(&self) -> bool {
        EMPLOYERS.iter().any(|word| says(&self.whole, word))
    }
}

/// How much a field's name says that it is of a slot.
pub(super) fn score(slot: Slot, seen: &Seen) -> Option<i32> {
    if seen.is_theirs() && !OURS.contains(&slot) {
        return None;
    }
    let rules = RULES.iter().filter(|rule| rule.slot == slot);
    let scores = rules.flat_map(|rule| [&seen.said, &seen.label].map(|said| told(rule, said)));
    let best = scores.flatten().max()?;
    let depth = seen.path.matches(['/', '@']).count() as i32;
    // A reference is the offer's own only at its top.
    let deep = if slot == Slot::Reference { 20 * depth } else { 0 };
    let is_about_who = slot == Slot::Text && (says(&seen.whole, "profil") || says(&seen.whole, "profile"));
    Some(best * 10 - depth - deep - if is_about_who { 10 } else { 0 }).filter(|score| *score > 0)
}

/// A phrase of one letter is the whole name or nothing.
fn told(rule: &Rule, said: &str) -> Option<i32> {
    if said.is_empty() || rule.never.iter().any(|word| says(said, word)) {
        return None;
    }
    let is_whole = rule.phrases.contains(&said);
    let within = || rule.phrases.iter().any(|phrase| phrase.len() > 1 && says(said, phrase));
    if is_whole { Some(rule.weight + 2) } else { within().then_some(rule.weight) }
}

/// What a name says beside: "rémunération brute annuelle" tells how the amount counts.
pub(super) fn imply(mapping: &mut Mapping) {
    let mut implied = vec![];
    let pay = [Slot::Pay, Slot::PayMin].into_iter().find_map(|slot| mapping.paths(slot).first());
    if let Some(path) = pay {
        let said = words(path);
        let has = |words: &[&str]| words.iter().any(|word| says(&said, word));
        for (words, slot, constant) in [
            (&["annuel", "annuelle", "annual", "yearly"][..], Slot::PayPeriod, "=annuel"),
            (&["mensuel", "mensuelle", "monthly"], Slot::PayPeriod, "=mensuel"),
            (&["horaire", "hourly"], Slot::PayPeriod, "=horaire"),
            (&["brut", "brute", "gross"], Slot::PayGross, "=brut"),
            (&["net", "nette"], Slot::PayGross, "=net"),
        ] {
            if has(words) {
                implied.push((slot, constant));
            }
        }
    }
    for (slot, constant) in implied {
        mapping.paths.entry(slot).or_insert_with(|| vec![constant.to_owned()]);
    }
}

/// A line of the table; its comments and what is no slot give nothing.
fn rule(line: &'static str) -> Option<Rule> {
    let mut cells = line.split('\t');
    let named: StrDeserializer<serde::de::value::Error> = StrDeserializer::new(cells.next()?);
    let slot = Slot::deserialize(named).ok()?;
    let weight = cells.next()?.parse().ok()?;
    let mut list = || cells.next().unwrap_or_default().split(", ").filter(|said| !said.is_empty()).collect();
    Some(Rule { slot, weight, phrases: list(), never: list() })
}

#[cfg(test)]
mod tests {
    use super::{RULES, words};

    #[test]
    fn every_line_of_the_table_is_a_rule_in_the_words_that_names_become() {
        let lines = include_str!("names.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(RULES.len(), lines);
        for rule in &*RULES {
            for phrase in rule.phrases.iter().chain(&rule.never) {
                assert_eq!(words(phrase), *phrase, "{:?} is never met", rule.slot);
            }
        }
    }
}
