//! Telephone numbers that cost more than a call, by their shape. Short numbers
//! (3xxx) are words of the rule: only what is around tells them from a price.

use std::ops::Range;

use serde::Deserialize;

use super::{Field, Finding, Rule, offer::Offer};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Premium {
    /// First figures of ten, as dialled in France: "089".
    prefixes: Vec<String>,
}

impl Premium {
    pub fn findings(&self, rule: &Rule, met: Vec<Finding>, offer: &Offer) -> Vec<Finding> {
        let mut findings = met;
        for said in &offer.said {
            let spans = self.find(said.met.words.text);
            findings.extend(spans.into_iter().map(|span| rule.finding(said.field, Some(span), None)));
        }
        if let Some(apply) = &offer.claims.apply {
            // Figures in a web address are no telephone number.
            if !apply.starts_with("http") && !apply.starts_with("mailto") {
                findings.extend(self.find(apply).into_iter().map(|span| rule.finding(Field::Apply, Some(span), None)));
            }
        }
        findings
    }

    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = vec![];
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !(bytes[at].is_ascii_digit() || bytes[at] == b'+') {
                at += 1;
                continue;
            }
            let (end, figures) = run(text, at);
            let national = national(&figures);
            if national.len() == 10 && self.prefixes.iter().any(|prefix| national.starts_with(prefix.as_str())) {
                found.push(at..end);
            }
            at = end.max(at + 1);
        }
        found
    }
}

/// Figures from here on, with the marks that may part them inside a number.
fn run(text: &str, from: usize) -> (usize, String) {
    let mut figures = String::new();
    let mut end = from;
    for (at, c) in text[from..].char_indices() {
        match c {
            '0'..='9' => {
                end = from + at + 1;
                if figures.len() < 20 {
                    figures.push(c);
                }
            }
            '+' if at == 0 => {}
            ' ' | '.' | '-' | '/' | '\u{a0}' | '\u{202f}' | '(' | ')' if from + at - end <= 3 => {}
            _ => break,
        }
    }
    (end, figures)
}

/// `+33 8 92…` and `0033 (0)8 92…` as dialled in France.
fn national(figures: &str) -> String {
    let abroad = figures.strip_prefix("0033").or_else(|| figures.strip_prefix("33").filter(|rest| rest.len() >= 9));
    match abroad {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => figures.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_premium_number_is_known_however_it_is_written() {
        let premium = Premium { prefixes: vec!["089".to_owned(), "082".to_owned()] };
        let find = |text: &str| premium.find(text).into_iter().map(|span| text[span].to_owned()).collect::<Vec<_>>();
        for text in
            ["0899123456", "08 99 12 34 56", "0 899 123 456", "08.92.12.34.56", "+33 8 92 12 34 56", "0033 892123456"]
        {
            assert_eq!(find(&format!("Tél : {text}, le soir")), [text]);
        }
        for text in ["0800 123 456", "01 89 12 34 56", "089912345", "08991234567", "3 089 123", ""] {
            assert!(find(text).is_empty(), "{text}");
        }
    }
}
