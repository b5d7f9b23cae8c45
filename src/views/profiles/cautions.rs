//! What its author should look at once more before a text is published. Nobody else
//! is told.

use serde::Serialize;

use crate::models::profiles::caution::cautions;

/// One part of a text: its words, and why (Fluent: `caution-age`…).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CautionView {
    pub words: String,
    pub about: &'static str,
}

/// Those of some texts, unless their author has seen them and goes on.
pub fn of(texts: &[&str], anyway: &str) -> Vec<CautionView> {
    if anyway == "on" {
        return vec![];
    }
    let of_text = |text: &&str| {
        let found = cautions(text);
        let view = |caution: crate::models::profiles::caution::Caution| CautionView {
            words: text[caution.span].to_owned(),
            about: caution.about.name(),
        };
        found.into_iter().map(view).collect::<Vec<_>>()
    };
    texts.iter().flat_map(of_text).collect()
}
