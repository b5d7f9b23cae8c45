//! Why an application was not taken up: one of twelve, none of them about who someone
//! is. Each comes with words that can be sent as they are; who edits them signs others.

use crate::{
    refusals::{Refusal, check_text},
    words::Lang,
};

use super::WORDS_LIMIT;

/// In the order in which they are offered.
pub const REASONS: [&str; 12] = [
    "filled",
    "skills",
    "experience",
    "licence",
    "hours",
    "place",
    "start",
    "pay",
    "contract",
    "language",
    "many",
    "cancelled",
];

/// A reason, with the words that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reasoned {
    pub reason: String,
    /// Empty: the usual ones, which each reads in their own language.
    pub words: String,
}

impl Reasoned {
    /// As a form says it.
    ///
    /// # Errors
    /// [`Refusal::NotAChoice`] for another reason than the twelve; the refusal of words
    /// that are missing or too long.
    pub fn typed(reason: &str, words: &str) -> Result<Self, Refusal> {
        let reason = REASONS.iter().find(|known| **known == reason).ok_or(Refusal::NotAChoice { field: "reason" })?;
        let words = check_text("words", words, WORDS_LIMIT, true)?;
        let usual = Lang::ALL.into_iter().any(|lang| usual(lang, reason) == words);
        Ok(Self { reason: (*reason).to_owned(), words: if usual { String::new() } else { words } })
    }
}

/// The usual words of a reason.
pub fn usual(lang: Lang, reason: &str) -> String {
    lang.say(&format!("application-words-{reason}"))
}

/// What a person reads.
pub fn said(lang: Lang, reason: &str, words: &str) -> String {
    if words.is_empty() && !reason.is_empty() { usual(lang, reason) } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_were_left_as_they_were_are_read_in_each_ones_language() {
        for reason in REASONS {
            for lang in Lang::ALL {
                let sent = Reasoned::typed(reason, &usual(lang, reason)).unwrap();
                assert_eq!(sent.words, "", "{reason}");
                assert_ne!(said(Lang::Fr, reason, &sent.words), said(Lang::En, reason, &sent.words));
            }
        }
        let own = Reasoned::typed("skills", " Il nous faut un CAP.\r\n").unwrap();
        assert_eq!(said(Lang::En, &own.reason, &own.words), "Il nous faut un CAP.");
    }

    #[test]
    fn there_is_no_reason_but_the_twelve() {
        for other in ["", "age", "origin", "health", "Filled", "filled "] {
            assert_eq!(Reasoned::typed(other, "Non."), Err(Refusal::NotAChoice { field: "reason" }), "{other}");
        }
        assert_eq!(Reasoned::typed("filled", "  "), Err(Refusal::Required { field: "words" }));
    }
}
