//! What the law says of an offer: a corpus of what recruiters write, and the rules
//! that fields keep.

mod fields;
mod files;
mod unseen;

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::NaiveDate;
use passerelle::models::offers::{
    checking::{Checked, Field, Level, PayRange, Rules},
    claims::Claims,
};

const RULES: &str = include_str!("../../../config/offer_rules.yaml");
const CORPUS: &str = include_str!("corpus.tsv");

/// The rules as they are delivered, read once.
fn rules() -> &'static Rules {
    static READ: LazyLock<Rules> = LazyLock::new(|| Rules::read(RULES).unwrap_or_else(|error| panic!("{error}")));
    &READ
}

fn day(said: &str) -> NaiveDate {
    said.parse().unwrap()
}

fn checked() -> Checked {
    Checked { pay_range: PayRange::Off, today: day("2026-11-27"), employer_known: true }
}

/// An offer that no rule has anything to say of.
fn offer() -> Claims {
    Claims { title: "Employé polyvalent H/F".into(), published_on: Some(day("2026-11-20")), ..Claims::default() }
}

fn says(text: &str) -> Claims {
    Claims { text: text.into(), ..offer() }
}

fn found(claims: &Claims) -> Vec<String> {
    rules().check(claims, &checked()).into_iter().map(|finding| finding.rule).collect()
}

/// One line of the corpus.
struct Line<'a> {
    expected: Vec<&'a str>,
    /// May be found or not.
    allowed: Vec<&'a str>,
    near: Option<&'a str>,
    claims: Claims,
    checked: Checked,
    said: &'a str,
}

fn corpus() -> Vec<Line<'static>> {
    CORPUS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(line).collect()
}

fn line(said: &'static str) -> Line<'static> {
    let cells: Vec<&str> = said.split('\t').collect();
    let [rules, field, context, text] = cells[..] else { panic!("{said}: four cells are needed") };
    let (allowed, expected) = rules.split(',').filter(|rule| *rule != "-").partition(|rule| rule.starts_with('?'));
    let allowed: Vec<&str> = allowed;
    let allowed = allowed.into_iter().map(|rule| rule.trim_start_matches('?')).collect();
    let mut line = Line { expected, allowed, near: None, claims: offer(), checked: checked(), said: text };
    match field {
        "title" => line.claims.title = text.into(),
        "text" => line.claims.text = text.into(),
        _ => panic!("{said}: no field is called {field}"),
    }
    for (key, value) in context.split(';').filter_map(|part| part.split_once('=')) {
        set(&mut line, key, value);
    }
    line
}

fn set(line: &mut Line<'static>, key: &str, value: &'static str) {
    let claims = &mut line.claims;
    let number = || value.parse::<f64>().unwrap();
    let named = format!("\"{value}\"");
    match key {
        "near" => line.near = Some(value),
        "text" => claims.text = value.into(),
        "title" => claims.title = value.into(),
        "trade" => claims.trade = Some(value.into()),
        "contract" => claims.contract = Some(serde_yaml::from_str(&named).unwrap()),
        "time" => claims.working_time = Some(serde_yaml::from_str(&named).unwrap()),
        "remote" => claims.remote = serde_yaml::from_str(&named).unwrap(),
        "hours" => claims.weekly_hours = Some(number()),
        "experience" => claims.experience_months = Some(value.parse().unwrap()),
        "pay" => claims.pay.get_or_insert_default().min = Some(number()),
        "period" => claims.pay.get_or_insert_default().period = Some(serde_yaml::from_str(&named).unwrap()),
        "gross" => claims.pay.get_or_insert_default().gross = Some(value == "yes"),
        "employer" => claims.employer = Some(value.into()),
        "siret" => claims.siret = Some(value.into()),
        "date" => claims.published_on = None,
        "known" => line.checked.employer_known = false,
        "range" => line.checked.pay_range = serde_yaml::from_str(&named).unwrap(),
        _ => panic!("{key} is no context"),
    }
}

#[derive(Default)]
struct Tally {
    right: usize,
    missed: usize,
    wrong: usize,
}

impl Tally {
    fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1. } else { part as f64 / whole as f64 }
}

/// `cargo test -- --nocapture the_corpus` prints each rule, and what it mistakes.
#[test]
fn the_corpus_is_judged_as_a_jurist_would() {
    let rules = rules();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut blocked = vec![];
    for line in corpus() {
        let findings = rules.check(&line.claims, &line.checked);
        let mut ids: Vec<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in &line.expected {
            let tally = tallies.entry((*id).to_owned()).or_default();
            if ids.contains(id) {
                tally.right += 1;
            } else {
                tally.missed += 1;
                println!("missed {id}: {}", line.said);
            }
        }
        for id in ids.iter().filter(|id| !line.expected.contains(id) && !line.allowed.contains(id)) {
            tallies.entry((*id).to_owned()).or_default().wrong += 1;
            println!("wrong {id}: {}", line.said);
        }
        if line.expected.is_empty() && findings.iter().any(|finding| finding.level == Level::Unlawful) {
            blocked.push((line.said, ids.join(", ")));
        }
    }
    let mut whole = Tally::default();
    for (id, tally) in &tallies {
        println!("{id:28} precision {:.2} recall {:.2}", tally.precision(), tally.recall());
        whole.right += tally.right;
        whole.missed += tally.missed;
        whole.wrong += tally.wrong;
    }
    println!("{:28} precision {:.3} recall {:.3}", "all", whole.precision(), whole.recall());
    assert!(blocked.is_empty(), "lawful, and not to be published: {blocked:#?}");
    assert!(whole.precision() >= 0.95 && whole.recall() >= 0.85);
}

#[test]
fn the_corpus_tries_every_rule_both_ways() {
    let corpus = corpus();
    let lawful = corpus.iter().filter(|line| line.expected.is_empty()).count();
    assert!(corpus.len() >= 260 && lawful * 100 >= corpus.len() * 45, "{lawful} of {} are lawful", corpus.len());
    for rule in rules().all() {
        let unlawful = corpus.iter().filter(|line| line.expected.contains(&rule.id.as_str())).count();
        let near = corpus.iter().filter(|line| line.near == Some(rule.id.as_str())).count();
        assert!(unlawful >= 4 && near >= 4, "{}: {unlawful} lines it meets, {near} it comes near to", rule.id);
    }
}

/// What is proposed, once in place, is found no more by the rule that proposed it.
#[test]
fn a_proposed_wording_is_lawful_where_it_is_put() {
    let rules = rules();
    let mut tried = 0;
    for line in corpus() {
        for finding in rules.check(&line.claims, &line.checked) {
            let (Some(span), Some(rewrite)) = (finding.span.clone(), &finding.rewrite) else { continue };
            let mut claims = line.claims.clone();
            let said = if finding.field == Field::Title { &mut claims.title } else { &mut claims.text };
            said.replace_range(span.clone(), rewrite);
            let put = span.start..span.start + rewrite.len();
            let again = rules.check(&claims, &line.checked);
            let still = again.iter().find(|found| {
                found.rule == finding.rule
                    && found.field == finding.field
                    && found.span.as_ref().is_some_and(|span| span.start < put.end && put.start < span.end)
            });
            assert!(still.is_none(), "{}: {rewrite:?} in {:?} is found again: {still:?}", finding.rule, line.said);
            tried += 1;
        }
    }
    assert!(tried > 100, "only {tried} wordings were tried");
}

#[test]
fn what_one_rule_finds_twice_in_one_place_is_one_finding() {
    let text = "Personne jeune, âgée de moins de 30 ans maximum.";
    let findings = rules().check(&says(text), &checked());
    let spans: Vec<&str> = findings.iter().map(|found| &text[found.span.clone().unwrap()]).collect();
    assert_eq!(spans, ["Personne jeune", "âgée de moins de 30 ans maximum"]);
    assert!(findings.iter().all(|found| found.rule == "age"));
}

#[test]
fn findings_come_in_the_order_of_the_offer() {
    let claims = Claims { title: "Vendeuse".into(), ..says("Photo obligatoire. Moins de 30 ans. Sans enfant.") };
    assert_eq!(found(&claims), ["title-sex", "photo", "age", "family"]);
    let spans: Vec<(Field, usize)> = rules()
        .check(&claims, &checked())
        .into_iter()
        .map(|found| (found.field, found.span.map_or(0, |span| span.start)))
        .collect();
    assert!(spans.is_sorted(), "{spans:?}");
}

/// Nobody's offer stops the house: whatever the bytes, spans can be cut.
#[test]
fn any_text_is_checked_and_spans_stand_between_characters() {
    let rules = rules();
    let mut texts: Vec<String> = corpus().iter().map(|line| line.said.to_owned()).collect();
    texts.extend(texts.clone().iter().map(|text| text.chars().rev().collect()));
    texts.extend(texts.clone().iter().step_by(7).map(|text| text.replace(' ', "\u{a0}").replace('e', "e\u{301}")));
    texts.extend(
        ["\u{0}", "\u{202e}jeune", "é(", "·e·s", "👩‍🔧 H/F", "< >", "{18..30}", "5.", "1,\u{a0}5 €", "- 08"]
            .map(str::to_owned),
    );
    texts.push("jeune ".repeat(4_000));
    texts.push("sans enfant moins de 30 ans 0899123456 € ".repeat(600));
    texts.push("9".repeat(20_000));
    texts.push("(e)·e".repeat(4_000));
    for text in texts {
        let claims = Claims { title: text.chars().take(150).collect(), ..says(&text) };
        for finding in rules.check(&claims, &checked()) {
            let said = if finding.field == Field::Title { &claims.title } else { &claims.text };
            if let Some(span) = finding.span {
                assert!(said.get(span.clone()).is_some_and(|part| !part.is_empty()), "{span:?} of {text:?}");
            }
        }
    }
}
