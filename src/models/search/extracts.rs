//! A few words of a text around what was looked for, and which of them it is.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{asking::Asked, french::words, stems::stem};

/// About so many bytes are shown.
const LENGTH: usize = 220;

/// A piece of a text; `hit` when it is what was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

/// The stems that are marked.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    stems: BTreeSet<String>,
    begun: BTreeSet<String>,
}

impl Marked {
    pub fn by(asked: &Asked) -> Self {
        let mut marked = Self::default();
        for sought in &asked.words {
            marked.stems.insert(sought.word.stem.clone());
            marked.stems.extend(sought.word.joined.as_deref().map(stem));
            marked
                .stems
                .extend(sought.also.iter().flatten().filter(|word| word.is_telling()).map(|word| word.stem.clone()));
            marked.begun.extend(sought.begun.iter().cloned());
        }
        marked
            .stems
            .extend(asked.phrases.iter().flatten().filter(|word| word.is_telling()).map(|word| word.stem.clone()));
        marked
    }

    /// Where a text says it, in bytes.
    fn in_text(&self, text: &str) -> Vec<(usize, usize)> {
        words(text)
            .into_iter()
            .filter(|word| {
                self.stems.contains(&word.stem)
                    || self.begun.contains(&word.folded)
                    || word.joined.as_deref().is_some_and(|joined| self.stems.contains(&stem(joined)))
            })
            .map(|word| (word.from, word.to))
            .collect()
    }

    /// The whole of a short text.
    pub fn whole(&self, text: &str) -> Vec<Piece> {
        pieces(text, 0, text.len(), &self.in_text(text))
    }

    /// The part of a text that says most of it.
    pub fn extract(&self, text: &str) -> Vec<Piece> {
        let hits = self.in_text(text);
        let (from, to) = window(text, &hits);
        pieces(text, from, to, &hits)
    }
}

/// From where to where: as many hits as possible, whole words, a little before.
fn window(text: &str, hits: &[(usize, usize)]) -> (usize, usize) {
    if text.len() <= LENGTH {
        return (0, text.len());
    }
    let best = (0..hits.len())
        .max_by_key(|first| {
            let within = hits[*first..].iter().take_while(|(_, to)| *to <= hits[*first].0 + LENGTH - 60).count();
            (within, std::cmp::Reverse(*first))
        })
        .map_or(0, |first| hits[first].0);
    let from = if best < 60 { 0 } else { a_word(text, best - 60) };
    let to = a_word(text, (from + LENGTH).min(text.len()));
    (from, to.max(from))
}

/// The nearest beginning of a word at or after this place, in bytes.
fn a_word(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    if at >= text.len() {
        return text.len();
    }
    text[at..].find(' ').filter(|gap| *gap < 40).map_or(at, |gap| at + gap + 1)
}

fn pieces(text: &str, from: usize, to: usize, hits: &[(usize, usize)]) -> Vec<Piece> {
    let mut pieces = vec![];
    let mut said = String::new();
    if from > 0 {
        said.push_str("… ");
    }
    let mut at = from;
    for (start, end) in hits.iter().filter(|(start, end)| *start >= from && *end <= to) {
        said.push_str(&text[at..*start]);
        if !said.is_empty() {
            pieces.push(Piece { text: std::mem::take(&mut said), hit: false });
        }
        pieces.push(Piece { text: text[*start..*end].to_owned(), hit: true });
        at = *end;
    }
    said.push_str(text[at..to].trim_end());
    if to < text.len() {
        said.push_str(" …");
    }
    if !said.is_empty() {
        pieces.push(Piece { text: said, hit: false });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::search::asking::Form;

    fn marked(q: &str) -> Marked {
        Marked::by(&Asked::read(&Form { q: q.to_owned(), ..Form::default() }))
    }

    fn shown(pieces: &[Piece]) -> String {
        pieces.iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn what_was_looked_for_is_marked_in_any_of_its_forms() {
        let extract = marked("développeuse l'emploi").extract("Un développeur cherche des emplois à Nantes.");
        assert_eq!(shown(&extract), "Un [développeur] cherche des [emplois] à Nantes.");
    }

    #[test]
    fn a_long_text_is_shown_where_it_says_it() {
        let text =
            format!("{}le permis de conduire{}", "Une phrase sans rapport. ".repeat(40), " et la suite.".repeat(40));
        let extract = shown(&marked("permis conduire").extract(&text));
        assert!(extract.contains("[permis] de [conduire]"), "{extract}");
        assert!(extract.starts_with("… ") && extract.ends_with(" …") && extract.len() < LENGTH + 80, "{extract}");
    }

    #[test]
    fn any_text_can_be_cut() {
        for text in ["", "é".repeat(900).as_str(), "👩‍🔧 ".repeat(300).as_str(), &"x".repeat(2_000)] {
            let _ = marked("permis").extract(text);
            let _ = marked("é x").extract(text);
        }
    }
}
