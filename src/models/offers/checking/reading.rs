//! `offer_rules.yaml` read and understood, or refused with the rule and the line of
//! thought that is wrong, so that whoever wrote it can mend it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_yaml::Value;

use super::{
    Explanation, Field, Level, PayRange, Rule, Rules,
    checks::Check,
    meeting::{PatternId, Table},
    patterns::Groups,
    phrases::{Exceptions, Phrase, When},
};
use crate::models::offers::claims::{Claims, Contract};

/// The grounds on which nobody may be kept off a job (code du travail, art. L1132-1).
const GROUNDS: [&str; 26] = [
    "origin",
    "nationality",
    "sex",
    "morals",
    "orientation",
    "gender_identity",
    "age",
    "family",
    "pregnancy",
    "genetics",
    "economic_vulnerability",
    "ethnicity",
    "politics",
    "union",
    "mandate",
    "religion",
    "appearance",
    "name",
    "residence",
    "bank",
    "health",
    "autonomy",
    "disability",
    "language",
    "whistleblower",
    "private_life",
];

/// Why a file of rules is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    #[error("the file of rules cannot be read: {0}")]
    File(String),
    #[error("rule {place} of the file cannot be read: {why}")]
    Unnamed { place: usize, why: String },
    #[error("rule `{rule}`: {why}")]
    Rule { rule: String, why: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    groups: Groups,
    #[serde(default)]
    unless: SaidExceptions,
    rules: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidRule {
    id: String,
    article: String,
    ground: Option<String>,
    level: Level,
    explanation: Explanation,
    #[serde(default)]
    words: Vec<Value>,
    #[serde(default)]
    unless: SaidExceptions,
    check: Option<String>,
    #[serde(default)]
    parameters: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidPhrase {
    say: OneOrMore,
    rewrite: Option<String>,
    #[serde(default, rename = "in")]
    fields: Option<Place>,
    #[serde(default)]
    when: When,
    #[serde(default)]
    unless: SaidExceptions,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    Title,
    Text,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct SaidExceptions {
    sentence: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    anywhere: Vec<String>,
    trades: Vec<String>,
    contracts: Vec<Contract>,
}

impl Rules {
    /// Reads the rules out of `offer_rules.yaml`.
    ///
    /// # Errors
    /// Says which rule is wrong, and what of it: a word that cannot be read, a rule
    /// said twice, an article or an explanation that is missing, a proposed wording
    /// that the rules would themselves refuse.
    pub fn read(yaml: &str) -> Result<Self, RulesError> {
        let file: File = serde_yaml::from_str(yaml).map_err(|error| RulesError::File(error.to_string()))?;
        let mut reader = Reader { table: Table::default(), groups: file.groups };
        let always = reader.exceptions(&file.unless);
        let always = always.map_err(|why| RulesError::File(format!("`unless` of the whole file: {why}")))?;
        let mut rules: Vec<Rule> = Vec::with_capacity(file.rules.len());
        for (place, said) in file.rules.into_iter().enumerate() {
            let id = said.get("id").and_then(Value::as_str).map(str::to_owned);
            let rule = reader.rule(said).map_err(|why| match &id {
                Some(rule) => RulesError::Rule { rule: rule.clone(), why },
                None => RulesError::Unnamed { place: place + 1, why },
            })?;
            if rules.iter().any(|other| other.id == rule.id) {
                return Err(RulesError::Rule { rule: rule.id, why: "two rules have this id".to_owned() });
            }
            rules.push(rule);
        }
        let rules = Self { table: reader.table, rules, always };
        rules.refuse_unlawful_rewrites()?;
        Ok(rules)
    }

    fn refuse_unlawful_rewrites(&self) -> Result<(), RulesError> {
        let checked = super::Checked { pay_range: PayRange::Off, today: NaiveDate::MIN, employer_known: true };
        let mut seen = BTreeSet::new();
        for rule in &self.rules {
            for rewrite in rule.phrases.iter().filter_map(|phrase| phrase.rewrite.as_deref()) {
                if !seen.insert((&rule.id, rewrite)) {
                    continue;
                }
                let claims = Claims { text: rewrite.to_owned(), ..Claims::default() };
                let refused = self.check(&claims, &checked);
                if let Some(other) = refused.iter().find(|found| found.field == Field::Text) {
                    let why = format!("the wording it proposes, `{rewrite}`, is itself found by rule `{}`", other.rule);
                    return Err(RulesError::Rule { rule: rule.id.clone(), why });
                }
            }
        }
        Ok(())
    }
}

/// What is known while the file is being read.
pub(super) struct Reader {
    table: Table,
    groups: Groups,
}

impl Reader {
    fn rule(&mut self, said: Value) -> Result<Rule, String> {
        let said: SaidRule = serde_yaml::from_value(said).map_err(|error| error.to_string())?;
        for (what, text) in [
            ("`id`", &said.id),
            ("`article`", &said.article),
            ("`explanation.fr`", &said.explanation.fr),
            ("`explanation.en`", &said.explanation.en),
        ] {
            if text.trim().is_empty() {
                return Err(format!("{what} is empty"));
            }
        }
        if let Some(ground) = said.ground.as_deref().filter(|ground| !GROUNDS.contains(ground)) {
            return Err(format!("`ground: {ground}` is none of {}", GROUNDS.join(", ")));
        }
        let check = said.check.as_deref().map(|name| Check::read(name, said.parameters)).transpose()?;
        if check.is_none() && said.words.is_empty() {
            return Err("it has neither `words` nor `check`: nothing would ever be found".to_owned());
        }
        let mut phrases = vec![];
        for words in said.words {
            self.phrases(words, &mut phrases)?;
        }
        let unless = self.exceptions(&said.unless).map_err(|why| format!("in `unless`, {why}"))?;
        let SaidRule { id, article, ground, level, explanation, .. } = said;
        Ok(Rule { id, article, ground, level, explanation, phrases, unless, check })
    }

    fn phrases(&mut self, words: Value, phrases: &mut Vec<Phrase>) -> Result<(), String> {
        let said = match words {
            Value::String(say) => SaidPhrase {
                say: OneOrMore::One(say),
                rewrite: None,
                fields: None,
                when: When::default(),
                unless: SaidExceptions::default(),
            },
            words => serde_yaml::from_value(words).map_err(|error| format!("in `words`, {error}"))?,
        };
        let say = match &said.say {
            OneOrMore::One(say) => std::slice::from_ref(say),
            OneOrMore::More(say) => say,
        };
        let unless = self.exceptions(&said.unless).map_err(|why| format!("`{}`, `unless`: {why}", say.join("`, `")))?;
        for pattern in self.patterns(say)? {
            phrases.push(Phrase {
                pattern,
                rewrite: said.rewrite.clone(),
                in_title: !matches!(said.fields, Some(Place::Text)),
                in_text: !matches!(said.fields, Some(Place::Title)),
                when: said.when.clone(),
                unless: unless.clone(),
            });
        }
        Ok(())
    }

    fn exceptions(&mut self, said: &SaidExceptions) -> Result<Exceptions, String> {
        Ok(Exceptions {
            sentence: self.patterns(&said.sentence)?,
            before: self.patterns(&said.before)?,
            after: self.patterns(&said.after)?,
            anywhere: self.patterns(&said.anywhere)?,
            trades: said.trades.clone(),
            contracts: said.contracts.clone(),
        })
    }

    fn patterns(&mut self, said: &[String]) -> Result<Vec<PatternId>, String> {
        let add =
            |said: &String| self.table.add(said, &self.groups).map_err(|why| format!("the words `{said}`: {why}"));
        said.iter().map(add).collect()
    }
}
