//! The check as the house makes it: with its own rules, read again when their file
//! changes, and what a finding means for who wants to publish.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock, PoisonError, RwLock},
    time::SystemTime,
};

use chrono::NaiveDate;

use super::{
    checking::{Checked, Finding, Level, PayRange, Rules, RulesError},
    claims::Claims,
};
use crate::{models::organisations, words::Lang};

/// The rules that come with the house, for who has no file of their own.
const SHIPPED: &str = include_str!("../../../config/offer_rules.yaml");

/// The rules of this house, as their file says them now.
#[derive(Debug)]
pub struct Kept {
    path: PathBuf,
    read: RwLock<(Option<SystemTime>, Arc<Rules>)>,
}

impl Kept {
    /// # Errors
    /// When the file there is cannot be read: a house does not start on half its rules.
    pub fn at(path: &Path) -> Result<Self, RulesError> {
        let changed = changed(path);
        let rules = read(path, changed)?;
        Ok(Self { path: path.to_owned(), read: RwLock::new((changed, rules)) })
    }

    /// As they are now. A file that became unreadable is said in the log, and the rules
    /// that were go on.
    pub fn rules(&self) -> Arc<Rules> {
        let now = changed(&self.path);
        let (known, rules) = self.read.read().unwrap_or_else(PoisonError::into_inner).clone();
        if known == now {
            return rules;
        }
        let rules = match read(&self.path, now) {
            Ok(rules) => {
                tracing::info!(path = %self.path.display(), "the rules that offers are checked by were read again");
                rules
            }
            Err(error) => {
                tracing::warn!(%error, "the rules that offers are checked by were not read again; those before go on");
                rules
            }
        };
        *self.read.write().unwrap_or_else(PoisonError::into_inner) = (now, rules.clone());
        rules
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|about| about.modified()).ok()
}

fn read(path: &Path, changed: Option<SystemTime>) -> Result<Arc<Rules>, RulesError> {
    match changed.and_then(|_| std::fs::read_to_string(path).ok()) {
        Some(said) if said != SHIPPED => Rules::read(&said).map(Arc::new),
        _ => shipped(),
    }
}

/// Those that come with the house, read once whoever asks.
fn shipped() -> Result<Arc<Rules>, RulesError> {
    static READ: OnceLock<Arc<Rules>> = OnceLock::new();
    match READ.get() {
        Some(rules) => Ok(rules.clone()),
        None => Rules::read(SHIPPED).map(|rules| READ.get_or_init(|| Arc::new(rules)).clone()),
    }
}

/// The check, on a day.
#[derive(Clone, Debug)]
pub struct Check {
    rules: Arc<Rules>,
    pay_range: PayRange,
    today: NaiveDate,
}

impl Check {
    pub fn new(rules: Arc<Rules>, pay_range: PayRange, today: NaiveDate) -> Self {
        Self { rules, pay_range, today }
    }

    /// By the rules that come with the house.
    ///
    /// # Errors
    /// When they cannot be read, which a test would have seen.
    pub fn shipped(today: NaiveDate) -> loco_rs::Result<Self> {
        let rules = shipped().map_err(|error| loco_rs::Error::Message(error.to_string()))?;
        Ok(Self::new(rules, PayRange::Warn, today))
    }

    /// What there is to say of an offer of this organisation, in the order of its text.
    pub fn offer(&self, claims: &Claims, of: &organisations::Model) -> Vec<Finding> {
        // Whoever publishes here is named, or names who does (art. L5332-2); and every offer
        // is dated by the house, of the day when it is first seen (art. L5332-1).
        let employer_known = !of.name.is_empty();
        let dated = Claims { published_on: claims.published_on.or(Some(self.today)), ..claims.clone() };
        self.rules.check(&dated, &Checked { pay_range: self.pay_range, today: self.today, employer_known })
    }

    /// Whether it may be published: nothing in it is unlawful, or what is may be essential
    /// to the work (code du travail, art. L1133-1) and a word says why.
    pub fn allows(&self, found: &[Finding], justification: &str) -> bool {
        let mut unlawful = found.iter().filter(|finding| finding.level == Level::Unlawful);
        unlawful.all(|finding| !justification.is_empty() && self.has_ground(finding))
    }

    /// Whether a word could make it lawful.
    pub fn is_justifiable(&self, found: &[Finding]) -> bool {
        found.iter().any(|finding| finding.level == Level::Unlawful && self.has_ground(finding))
    }

    /// Of one of the criteria of article L1132-1: nothing else has that exception.
    fn has_ground(&self, finding: &Finding) -> bool {
        self.rules.rule(&finding.rule).is_some_and(|rule| rule.ground.is_some())
    }

    /// What, why, and what to do; empty for a rule that is no more.
    pub fn explanation(&self, rule: &str, lang: Lang) -> String {
        let said = self.rules.rule(rule).map(|rule| match lang {
            Lang::Fr => rule.explanation.fr.clone(),
            Lang::En => rule.explanation.en.clone(),
        });
        said.unwrap_or_default()
    }

    /// Where the law says so.
    pub fn article(&self, rule: &str) -> String {
        self.rules.rule(rule).map(|rule| rule.article.clone()).unwrap_or_default()
    }
}
