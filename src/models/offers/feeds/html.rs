//! Offers in a page as schema.org's JobPosting: JSON-LD in scripts, microdata and
//! RDFa in its elements. A page without one tells its title.

use std::{collections::VecDeque, io::BufRead};

use super::{
    Broken, FeedError, Flaw, Item, ItemError, Limits, SAMPLE,
    cursor::Cursor,
    json,
    markup::{Piece, Pieces, Tag},
};

mod marked;
use marked::Marked;

/// Bytes of a title that are kept.
const TITLE: usize = 200;
/// Bytes before linked data, in a script: `<!--`, `//<![CDATA[`.
const WRAPPING: usize = 20;

pub(super) struct Items<R> {
    pieces: Pieces<R>,
    limits: Limits,
    /// In the order they are given.
    ready: VecDeque<Result<Item, ItemError>>,
    /// The posting that the page's elements are writing.
    marked: Option<Marked>,
    title: Option<String>,
    has_postings: bool,
    is_over: bool,
}

impl<R: BufRead> Items<R> {
    pub fn new(cursor: Cursor<R>, limits: Limits) -> Self {
        let pieces = Pieces::of_page(cursor, limits.item.max(SAMPLE));
        Self { pieces, limits, ready: VecDeque::new(), marked: None, title: None, has_postings: false, is_over: false }
    }

    fn read_next(&mut self) -> Result<Option<Item>, Broken> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                self.has_postings = true;
                return Ok(Some(item?));
            }
            if self.is_over {
                let title = self.title.take().unwrap_or_default();
                return if self.has_postings { Ok(None) } else { Err(FeedError::WebPage { title }.into()) };
            }
            match self.pieces.next()? {
                Piece::Start(tag) => self.start(tag)?,
                Piece::End(name) => {
                    if let Some(marked) = &mut self.marked
                        && marked.end(&name)
                    {
                        self.close();
                    }
                }
                Piece::Text { said, is_cut } => {
                    if let Some(marked) = &mut self.marked {
                        marked.text(&said, is_cut);
                    }
                }
                Piece::Over => {
                    self.close();
                    self.is_over = true;
                }
            }
        }
    }

    fn start(&mut self, tag: Tag) -> Result<(), Broken> {
        if tag.name.eq_ignore_ascii_case("script") && !tag.is_empty {
            let is_linked =
                tag.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("application/ld+json"));
            let piece = self.pieces.next()?;
            if let (true, Piece::Text { said, is_cut }) = (is_linked, piece) {
                self.linked(&said, is_cut, &tag);
            }
        } else if tag.name.eq_ignore_ascii_case("title") && self.title.is_none() {
            if let Piece::Text { said, .. } = self.pieces.next()? {
                let said: Vec<&str> = said.split_whitespace().collect();
                self.title = Some(said.join(" ").chars().take(TITLE).collect());
            }
        } else if let Some(marked) = &mut self.marked {
            marked.start(&tag);
        } else if Marked::begins(&tag) {
            self.marked = Some(Marked::new(&tag, self.limits));
            if marked::is_void(&tag) {
                self.close();
            }
        }
        Ok(())
    }

    fn close(&mut self) {
        if let Some(marked) = self.marked.take() {
            self.ready.push_back(marked.finish());
        }
    }

    fn linked(&mut self, said: &str, is_cut: bool, tag: &Tag) {
        let broken = |flaw| ItemError { at: tag.at, flaw };
        if is_cut {
            return self.ready.push_back(Err(broken(Flaw::TooLarge { limit: self.limits.item })));
        }
        // Some wrap it so that old browsers do not show it.
        let said = &said[said.find(['{', '[']).filter(|at| *at < WRAPPING).unwrap_or_default()..];
        let mut cursor = Cursor::new(said.as_bytes());
        cursor.at = tag.at;
        for met in json::Items::linked(cursor, said.starts_with('['), self.limits) {
            let (error, is_over) = match met {
                Ok(item) => {
                    self.ready.push_back(Ok(item));
                    continue;
                }
                Err(Broken::Item(error)) => (error, false),
                Err(Broken::Feed(error)) => (broken(Flaw::NotJson { said: error.to_string() }), true),
            };
            // What is broken is told only where an offer was meant.
            if said.contains("JobPosting") {
                self.ready.push_back(Err(error));
            }
            if is_over {
                break;
            }
        }
    }
}

impl<R: BufRead> Iterator for Items<R> {
    type Item = Result<Item, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_next().transpose()
    }
}

/// Whether a tag says that it is a JobPosting, in microdata or RDFa.
pub(super) fn is_posting(tag: &Tag) -> bool {
    let kinds = tag.attribute("itemtype").or(tag.attribute("typeof")).unwrap_or_default();
    kinds.split_whitespace().any(json::is_job_posting)
}
