//! Items of any XML: which element is one is told by the beginning of the feed,
//! then each is read to its end and let go before the next.

use std::io::BufRead;

use super::{
    Broken, DEPTH, FeedError, Item, Limits,
    cursor::Cursor,
    markup::{Piece, Pieces, Tag},
    syndication,
};

mod gathering;
mod target;
use gathering::{Gathered, Then};
pub(super) use target::Target;

pub(super) struct Items<R> {
    pieces: Pieces<R>,
    target: Target,
    limits: Limits,
    /// Elements around the next item, with the line each began at.
    open: Vec<(String, u64)>,
    /// An item that began before the last one was closed.
    begun: Option<Tag>,
}

impl<R: BufRead> Items<R> {
    pub fn new(cursor: Cursor<R>, target: Target, limits: Limits) -> Self {
        Self { pieces: Pieces::of_xml(cursor, limits.field), target, limits, open: vec![], begun: None }
    }

    fn read_next(&mut self) -> Result<Option<Item>, Broken> {
        loop {
            let piece = match self.begun.take() {
                Some(tag) => Piece::Start(tag),
                None => self.pieces.next()?,
            };
            match piece {
                Piece::Start(tag) if self.is_item(&tag.name) => {
                    let item = self.item(&tag)?;
                    return Ok(Some(syndication::straightened(item)));
                }
                Piece::Start(tag) if !tag.is_empty => {
                    let line = tag.at.line;
                    self.open.push((tag.name, line));
                    if self.open.len() > DEPTH {
                        return Err(FeedError::TooDeep { line }.into());
                    }
                }
                // An end without its beginning is passed over.
                Piece::End(name) => {
                    if let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) {
                        self.open.truncate(at);
                    }
                }
                Piece::Start(_) | Piece::Text { .. } => {}
                Piece::Over => {
                    return match self.open.pop() {
                        Some((name, line)) => Err(FeedError::Unclosed { name, line }.into()),
                        None => Ok(None),
                    };
                }
            }
        }
    }

    fn is_item(&self, name: &str) -> bool {
        let path = self.open.iter().map(|(name, _)| &**name).chain([name]);
        path.eq(self.target.path.iter().map(|name| &**name))
    }

    fn item(&mut self, start: &Tag) -> Result<Item, Broken> {
        let mut gathered = Gathered::new(start, self.target.nests, self.limits);
        if !start.is_empty {
            self.gather(&mut gathered, start)?;
        }
        Ok(gathered.finish()?)
    }

    fn gather(&mut self, gathered: &mut Gathered, start: &Tag) -> Result<(), FeedError> {
        loop {
            if self.pieces.cursor.at.byte - start.at.byte > self.limits.item as u64 {
                gathered.is_too_large();
            }
            let piece = self.pieces.next()?;
            match gathered.take(piece, self.open.last().map(|(around, _)| &**around)) {
                Then::More => {}
                Then::Closed => return Ok(()),
                Then::Left(begun) => {
                    if begun.is_none() {
                        self.open.pop();
                    }
                    self.begun = begun;
                    return Ok(());
                }
                Then::Over => return Err(FeedError::Unclosed { name: start.name.clone(), line: start.at.line }),
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
