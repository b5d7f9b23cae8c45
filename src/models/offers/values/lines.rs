//! The line of a page that is being written: its words, their face, the link they are in.
//! What kind of line it is, is decided when it ends.

use super::{
    bullets::{behind_bullet, is_bullet, is_rule},
    markdown::{Run, address, render},
};

/// Characters of a link's words that are compared with its address.
const LINK: usize = 300;

#[derive(Debug, Default)]
pub(super) struct Line {
    runs: Vec<Run>,
    /// Characters so far.
    pub width: usize,
    /// A space that is written when something follows.
    space: Option<char>,
    /// How many times bold was opened.
    pub bold: usize,
    link: Option<(String, String)>,
}

impl Line {
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// What was written; the next line begins, in the same face.
    pub fn take(&mut self) -> Vec<Run> {
        self.space = None;
        self.width = 0;
        std::mem::take(&mut self.runs)
    }

    /// One space for many; one that does not break stays so.
    pub fn blank(&mut self, c: char) {
        if self.runs.is_empty() {
            return;
        }
        let tied = self.space.is_none() && matches!(c, '\u{A0}' | '\u{202F}');
        self.space = Some(if tied { c } else { ' ' });
    }

    pub fn letter(&mut self, c: char) {
        if let Some(space) = self.space.take() {
            self.push(space);
        }
        self.push(c);
    }

    pub fn open_link(&mut self, leads_to: Option<&str>) {
        self.close_link();
        self.link = leads_to.and_then(address).map(|address| (address, String::new()));
    }

    /// Behind a link's words stands its address, unless they are the same.
    pub fn close_link(&mut self) {
        let Some((address, words)) = self.link.take() else { return };
        if bare(&address) == bare(&words) {
            return;
        }
        let space = self.space.take();
        let lead = if self.runs.is_empty() { "(" } else { " (" };
        self.width += address.len() + 5;
        self.runs.push(Run::Words { bold: false, words: lead.to_owned() });
        self.runs.push(Run::Address(address));
        self.runs.push(Run::Words { bold: false, words: ")".to_owned() });
        self.space = space;
    }

    /// `Vos atouts : • du calme • de la patience`: a list that lost its line ends.
    pub fn is_list_flattened(&self, by: char, next: Option<char>) -> bool {
        let is_star = by == '*' && self.space.is_some() && next.is_some_and(char::is_whitespace);
        if !is_star && (!is_bullet(by) || matches!(by, '·' | '→')) {
            return false;
        }
        let begins = |words: &str| words.starts_with(|c: char| if is_star { c == '*' } else { is_bullet(c) });
        matches!(self.runs.first(), Some(Run::Words { words, .. }) if begins(words))
            || matches!(self.runs.last(), Some(Run::Words { words, .. }) if words.ends_with(':'))
    }

    fn push(&mut self, c: char) {
        self.width += 1;
        if let Some((_, words)) = self.link.as_mut().filter(|(_, words)| words.len() < LINK) {
            words.push(c);
        }
        let is_bold = self.bold > 0;
        match self.runs.last_mut() {
            Some(Run::Words { bold, words }) if *bold == is_bold => words.push(c),
            _ => self.runs.push(Run::Words { bold: is_bold, words: c.to_string() }),
        }
    }
}

fn bare(link: &str) -> String {
    let link = link.trim().trim_end_matches('/').to_lowercase();
    let link = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://")).unwrap_or(&link);
    link.strip_prefix("www.").unwrap_or(link).to_owned()
}

/// A rule that someone drew, and no words.
pub(super) fn is_drawn(runs: &[Run]) -> bool {
    runs.iter().all(|run| matches!(run, Run::Words { words, .. } if is_rule(words)))
}

/// Takes the bullet from the line, if it begins with one and says something behind.
pub(super) fn strip_bullet(runs: &mut [Run]) -> bool {
    let more = runs.len() > 1;
    let Some(Run::Words { words, .. }) = runs.first_mut() else { return false };
    let Some(rest) = behind_bullet(words, more).map(str::to_owned) else { return false };
    if rest.is_empty() && !more {
        return false;
    }
    *words = rest;
    true
}

/// As much of a line as there is room for, ending with a word.
pub(super) fn shortened(runs: &[Run], room: usize) -> String {
    let mut most = room;
    for _ in 0..8 {
        let line = render(&first(runs, most));
        let length = line.chars().count();
        if length <= room {
            return line;
        }
        most = (most * room / length).saturating_sub(1);
    }
    String::new()
}

/// The first characters of a line, to the last whole word.
fn first(runs: &[Run], most: usize) -> Vec<Run> {
    let mut kept = vec![];
    let mut left = most;
    for run in runs {
        match run {
            Run::Words { bold, words } => {
                let length = words.chars().count();
                if length > left {
                    let cut: String = words.chars().take(left).collect();
                    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole).to_owned();
                    kept.push(Run::Words { bold: *bold, words });
                    return kept;
                }
                left -= length;
            }
            Run::Address(address) if address.len() > left => return kept,
            Run::Address(address) => left -= address.len(),
        }
        kept.push(run.clone());
    }
    kept
}
