//! What French law says of an offer, at the word: each finding names its rule, its
//! place in the offer, and a lawful wording where there is one. The rules are in
//! `config/offer_rules.yaml`; who may publish all the same is decided elsewhere.

mod amounts;
mod checks;
mod endings;
mod languages;
mod meeting;
mod offer;
mod patterns;
mod pay;
mod phones;
mod phrases;
mod reading;
mod titles;
mod words;

use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use reading::RulesError;

use self::{
    checks::Check,
    meeting::Table,
    offer::Offer,
    phrases::{Exceptions, Phrase},
};
use crate::models::offers::claims::Claims;

/// The rules of a house, read once.
#[derive(Debug)]
pub struct Rules {
    table: Table,
    rules: Vec<Rule>,
    /// What makes the words of any rule that has a ground lawful.
    always: Exceptions,
}

#[derive(Debug)]
pub struct Rule {
    pub id: String,
    /// Where the law says so: "code du travail, art. L1132-1".
    pub article: String,
    /// The criterion of L1132-1 it protects: "age", "origin".
    pub ground: Option<String>,
    pub level: Level,
    /// Said to whoever wrote the offer.
    pub explanation: Explanation,
    phrases: Vec<Phrase>,
    unless: Exceptions,
    check: Option<Check>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// To be looked at once more.
    Warning,
    /// Not to be published so.
    Unlawful,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    pub fr: String,
    pub en: String,
}

/// Whether the house asks offers for a pay or a range (directive (EU) 2023/970, art. 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayRange {
    #[default]
    Off,
    Warn,
    Required,
}

/// What the house knows besides what the offer says.
#[derive(Clone, Copy, Debug)]
pub struct Checked {
    pub pay_range: PayRange,
    pub today: NaiveDate,
    /// Whether the publishing organisation is the employer, or has named it to the house.
    pub employer_known: bool,
}

/// Where in an offer a finding is, in the order in which an offer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Title,
    Text,
    /// One of the skills, counted from 0.
    Skill(usize),
    Education,
    Pay,
    /// What is given besides the pay.
    Extras,
    Employer,
    Apply,
    Date,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The id of its rule.
    pub rule: String,
    pub level: Level,
    pub field: Field,
    /// Bytes of the field's text, on character boundaries; `None`: the whole field, or its absence.
    pub span: Option<Range<usize>>,
    /// A lawful wording to put in place of the span.
    pub rewrite: Option<String>,
}

impl Rules {
    /// What is to be said of an offer, field after field, in the order of its text.
    /// What one rule finds twice in one place is one finding. Takes a time in
    /// proportion to the text.
    pub fn check(&self, claims: &Claims, checked: &Checked) -> Vec<Finding> {
        let offer = Offer::read(claims, checked, &self.table);
        let mut findings = vec![];
        for rule in &self.rules {
            let met = rule.met_words(self, &offer);
            findings.extend(match &rule.check {
                Some(check) => check.findings(rule, met, &offer),
                None => met,
            });
        }
        merged(findings)
    }

    /// A rule by its id, for its article and its explanation.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Every rule, in the order of the file.
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }
}

impl Rule {
    fn finding(&self, field: Field, span: Option<Range<usize>>, rewrite: Option<String>) -> Finding {
        Finding { rule: self.id.clone(), level: self.level, field, span, rewrite }
    }
}

/// Findings of one rule that overlap are one, with the wording proposed for the longer.
fn merged(mut findings: Vec<Finding>) -> Vec<Finding> {
    let from = |found: &Finding| found.span.as_ref().map_or(0, |span| span.start);
    findings.sort_by(|a, b| (&a.rule, a.field, from(a)).cmp(&(&b.rule, b.field, from(b))));
    let mut merged: Vec<Finding> = Vec::with_capacity(findings.len());
    for found in findings {
        match merged.last_mut() {
            Some(last) if last.rule == found.rule && last.field == found.field && touch(last, &found) => {
                join(last, found)
            }
            _ => merged.push(found),
        }
    }
    merged.sort_by(|a, b| (a.field, from(a), &a.rule).cmp(&(b.field, from(b), &b.rule)));
    merged
}

fn touch(last: &Finding, found: &Finding) -> bool {
    match (&last.span, &found.span) {
        (Some(last), Some(found)) => found.start < last.end,
        (None, None) => true,
        _ => false,
    }
}

fn join(last: &mut Finding, found: Finding) {
    last.level = last.level.max(found.level);
    let (Some(kept), Some(more)) = (&mut last.span, found.span) else { return };
    if kept.end >= more.end {
        // What is proposed for a part would leave the rest as it is.
        if last.rewrite.is_none() && *kept == more {
            last.rewrite = found.rewrite;
        }
        return;
    }
    last.rewrite = if kept.start == more.start { found.rewrite } else { None };
    kept.end = more.end;
}
