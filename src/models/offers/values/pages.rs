//! A page of Markdown, written line by line: paragraphs and lists, never longer than an
//! offer's text may be. What a tag means is decided by whoever calls.

use super::{
    bullets::numbered,
    entities::mended,
    lines::{Line, is_drawn, shortened, strip_bullet},
    markdown::{Run, render},
    text::is_invisible,
};

/// Characters of a page.
const LIMIT: usize = 20_000;
/// Lists inside lists are shown so deep, then flat.
const DEEPEST: usize = 5;

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Block {
    #[default]
    Nothing,
    Words,
    Item,
}

#[derive(Debug, Default)]
pub(super) struct Page {
    out: String,
    /// Characters of `out`.
    length: usize,
    line: Line,
    /// The lists one is in: the next number of each, or none for bullets.
    lists: Vec<Option<u32>>,
    deeper: usize,
    /// The next line is an item's first; one is inside an item.
    awaited: bool,
    inside: bool,
    /// The items one could be under: how deep each is, and how wide its marker.
    path: Vec<(usize, usize)>,
    /// The last number that was typed before a line.
    counted: u32,
    last: Block,
    /// An empty line stands before what follows.
    gap: bool,
    full: bool,
}

impl Page {
    pub fn is_full(&self) -> bool {
        self.full || self.line.width > LIMIT
    }

    /// The whole page.
    pub fn finish(mut self) -> String {
        self.line.close_link();
        self.end_line();
        self.out
    }

    /// Words of the line; `keeps_lines` when a line end in them is meant.
    pub fn words(&mut self, words: &str, keeps_lines: bool) {
        let mut letters = words.chars().map(mended).peekable();
        while let Some(c) = letters.next() {
            match c {
                _ if self.is_full() => return,
                '\r' if keeps_lines && letters.peek() == Some(&'\n') => {}
                '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' if keeps_lines => {
                    self.line_break()
                }
                c if c.is_whitespace() => self.line.blank(c),
                c if is_invisible(c) => {}
                c => {
                    if self.line.is_list_flattened(c, letters.peek().copied()) {
                        self.end_line();
                    }
                    self.line.letter(c);
                }
            }
        }
    }

    /// Ends the line; on an empty one, the paragraph.
    pub fn line_break(&mut self) {
        self.gap |= self.line.is_empty();
        self.end_line();
    }

    /// Ends the paragraph.
    pub fn paragraph(&mut self) {
        self.end_line();
        self.gap = true;
    }

    pub fn open_bold(&mut self) {
        self.line.bold += 1;
    }

    pub fn close_bold(&mut self) {
        self.line.bold = self.line.bold.saturating_sub(1);
    }

    pub fn open_list(&mut self, is_numbered: bool) {
        self.end_line();
        if self.lists.len() < DEEPEST {
            self.lists.push(is_numbered.then_some(1));
        } else {
            self.deeper += 1;
        }
    }

    pub fn close_list(&mut self) {
        self.close_item();
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.lists.pop();
        }
        self.inside = !self.lists.is_empty();
        self.gap = true;
    }

    pub fn open_item(&mut self) {
        self.end_line();
        self.awaited = true;
    }

    pub fn close_item(&mut self) {
        self.end_line();
        self.awaited = false;
        self.inside = false;
    }

    pub fn open_link(&mut self, leads_to: Option<&str>) {
        self.line.open_link(leads_to);
    }

    pub fn close_link(&mut self) {
        self.line.close_link();
    }

    /// Writes the line, if it says anything, as what it is: an item, what follows in an
    /// item, or words.
    pub fn end_line(&mut self) {
        let mut runs = self.line.take();
        if runs.is_empty() || is_drawn(&runs) {
            self.gap |= !runs.is_empty();
            return;
        }
        let bulleted = strip_bullet(&mut runs);
        let depth = self.lists.len();
        if self.awaited {
            self.awaited = false;
            self.inside = true;
            let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                *next += 1;
                *next - 1
            });
            self.item(depth.max(1), number, &runs);
        } else if bulleted {
            let under = usize::from(self.inside);
            self.item((depth + under).max(1), None, &runs);
        } else if let Some(number) = self.number_typed(&mut runs) {
            self.item(1, Some(number), &runs);
        } else if self.inside && depth > 0 && self.last == Block::Item {
            let indent: usize = self.path.iter().filter(|(level, _)| *level <= depth).map(|(_, width)| width).sum();
            self.write(&format!("\n{}", " ".repeat(indent)), &runs, Block::Item);
        } else {
            let apart = match self.last {
                Block::Nothing => "",
                Block::Words if !self.gap => "\n",
                _ => "\n\n",
            };
            self.write(apart, &runs, Block::Words);
        }
    }

    fn item(&mut self, level: usize, number: Option<u32>, runs: &[Run]) {
        while self.path.last().is_some_and(|(above, _)| *above >= level)
            || (self.last != Block::Item && !self.path.is_empty())
        {
            self.path.pop();
        }
        let indent: usize = self.path.iter().map(|(_, width)| width).sum();
        let marker = number.map_or("- ".to_owned(), |number| format!("{number}. "));
        self.path.push((level, marker.len()));
        let apart = match self.last {
            Block::Nothing => "",
            Block::Item => "\n",
            Block::Words => "\n\n",
        };
        self.write(&format!("{apart}{}{marker}", " ".repeat(indent)), runs, Block::Item);
    }

    /// The number that a line was typed with, when it begins a list or goes on with one.
    fn number_typed(&mut self, runs: &mut [Run]) -> Option<u32> {
        let Some(Run::Words { words, .. }) = runs.first_mut().filter(|_| self.lists.is_empty()) else { return None };
        let (number, rest) = numbered(words)?;
        if rest.is_empty() || (number != 1 && number != self.counted + 1) {
            return None;
        }
        *words = rest.to_owned();
        self.counted = number;
        Some(number)
    }

    fn write(&mut self, lead: &str, runs: &[Run], block: Block) {
        if self.full {
            return;
        }
        let line = render(runs);
        let room = (LIMIT - 3).saturating_sub(self.length + lead.chars().count());
        let length = line.chars().count();
        if length <= room {
            self.out.push_str(lead);
            self.out.push_str(&line);
            self.length += lead.chars().count() + length;
        } else if self.length < LIMIT / 2 {
            self.full = true;
            self.out.push_str(lead);
            self.out.push_str(&shortened(runs, room));
            self.out.push('…');
        } else {
            self.full = true;
            self.out.push_str("\n\n…");
        }
        self.last = block;
        self.gap = false;
    }
}
