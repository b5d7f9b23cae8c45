//! Items of a table: a header, then a row an offer, as spreadsheets write them. The
//! separator is guessed; a text in quotes may hold it, and ends of lines.

use std::io::BufRead;

use super::{
    At, Broken, Flaw, Item, ItemError, Limits,
    cursor::{Cursor, Turn},
    flattening::Flat,
    names,
};

const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// Rows by which a table is known.
const LOOKED_AT: usize = 5;
/// Columns that are read; times a quotation that never ends is taken back.
const COLUMNS: usize = 1_000;
const SECOND_THOUGHTS: u32 = 16;

pub(super) struct Items<R> {
    cursor: Cursor<R>,
    separator: u8,
    limits: Limits,
    header: Option<Vec<String>>,
    /// Rows to read again, of one that never ended, and where they stand.
    again: Option<Cursor<std::io::Cursor<Vec<u8>>>>,
    taken_back: u32,
}

impl<R: BufRead> Items<R> {
    pub fn new(cursor: Cursor<R>, separator: u8, limits: Limits) -> Self {
        Self { cursor, separator, limits, header: None, again: None, taken_back: 0 }
    }

    fn read_next(&mut self) -> Result<Option<Item>, Broken> {
        let Some((mut at, mut cells)) = self.row()? else { return Ok(None) };
        if self.header.is_none() {
            self.header = Some(cells);
            let Some(first) = self.row()? else { return Ok(None) };
            (at, cells) = first;
        }
        let header = self.header.as_deref().unwrap_or_default();
        let expected = header.len();
        // Spreadsheets end rows with cells that nobody wrote.
        while cells.len() > expected && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        if cells.len() != expected {
            return Err(ItemError { at, flaw: Flaw::Cells { expected, found: cells.len() } }.into());
        }
        let mut flat = Flat::new(at, self.limits);
        for (column, (name, cell)) in header.iter().zip(&cells).enumerate() {
            let name = name.trim();
            let field = if name.is_empty() {
                flat.begin(None, &format!("column {}", column + 1))
            } else {
                flat.begin(None, name)
            };
            field.into_iter().for_each(|field| flat.append(field, cell));
        }
        Ok(Some(flat.finish()?))
    }

    /// The next row that is not blank, cut into cells.
    fn row(&mut self) -> Result<Option<(At, Vec<String>)>, Broken> {
        loop {
            let (row, at) = match &mut self.again {
                Some(again) => {
                    let at = again.at;
                    (record(again, self.separator, self.limits.item)?, at)
                }
                None => {
                    let at = self.cursor.at;
                    (record(&mut self.cursor, self.separator, self.limits.item)?, at)
                }
            };
            if row.bytes.is_empty() {
                if self.again.take().is_none() {
                    return Ok(None);
                }
                continue;
            }
            if row.is_quoted && self.taken_back < SECOND_THOUGHTS {
                // A quotation that never ends: its first line is lost, not those that follow.
                self.taken_back += 1;
                let end = row.bytes.iter().position(|byte| *byte == b'\n').map_or(row.bytes.len(), |end| end + 1);
                let mut rest = row.bytes[end..].to_vec();
                if let Some(again) = self.again.take() {
                    rest.extend(again.rest()?);
                }
                let mut cursor = Cursor::new(std::io::Cursor::new(rest));
                cursor.at = At { line: at.line + 1, byte: at.byte + end as u64 };
                self.again = Some(cursor);
                return Err(ItemError { at, flaw: Flaw::Quotation }.into());
            }
            if row.is_cut {
                return Err(ItemError { at, flaw: Flaw::TooLarge { limit: self.limits.item } }.into());
            }
            if !row.bytes.trim_ascii().is_empty() {
                return Ok(Some((at, cells(&row.bytes, self.separator))));
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

struct Record {
    bytes: Vec<u8>,
    is_cut: bool,
    /// It ended, or grew too long, within a quotation.
    is_quoted: bool,
}

/// Up to the end of a line that no quotation holds.
fn record<R: BufRead>(cursor: &mut Cursor<R>, separator: u8, keep: usize) -> Result<Record, Broken> {
    let (mut is_quoted, mut has_closed, mut before, mut size) = (false, false, separator, 0);
    let taken = cursor.take(keep, |byte| {
        size += 1;
        let is_doubled = std::mem::take(&mut has_closed);
        match byte {
            // Long beyond reading while quoted: what follows is looked at anew.
            _ if is_quoted && size > keep => return Turn::Before,
            b'"' if is_quoted => (is_quoted, has_closed) = (false, true),
            // A quotation begins a cell, or goes on behind a doubled quote.
            b'"' if is_doubled || before == separator => is_quoted = true,
            b'\n' if !is_quoted => return Turn::After,
            _ => {}
        }
        before = byte;
        Turn::On
    })?;
    Ok(Record { bytes: taken.bytes, is_cut: taken.is_cut, is_quoted })
}

/// A cell in quotes holds what it likes; a quote in it is doubled (RFC 4180).
fn cells(row: &[u8], separator: u8) -> Vec<String> {
    let mut cells: Vec<Vec<u8>> = vec![vec![]];
    let (mut is_quoted, mut has_closed, mut before) = (false, false, separator);
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    for byte in row.strip_suffix(b"\r").unwrap_or(row) {
        let cell = cells.len() - 1;
        let is_doubled = std::mem::take(&mut has_closed);
        match *byte {
            b'"' if is_quoted => (is_quoted, has_closed) = (false, true),
            b'"' if is_doubled => {
                cells[cell].push(b'"');
                is_quoted = true;
            }
            b'"' if before == separator => is_quoted = true,
            other if other == separator && !is_quoted && cells.len() < COLUMNS => cells.push(vec![]),
            other => cells[cell].push(other),
        }
        before = *byte;
    }
    cells.into_iter().map(|cell| String::from_utf8_lossy(&cell).into_owned()).collect()
}

/// What separates the cells, when it is a table at all: rows as wide as their header,
/// or a header alone whose names are those of offers.
pub(super) fn separator(sample: &[u8]) -> Option<u8> {
    let widths = |separator: u8| {
        let mut cursor = Cursor::new(sample);
        let mut rows = vec![];
        while rows.len() < LOOKED_AT {
            match record(&mut cursor, separator, sample.len()) {
                Ok(row) if !row.bytes.is_empty() => rows.push(cells(&row.bytes, separator)),
                _ => break,
            }
        }
        rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        rows
    };
    let tables = SEPARATORS.into_iter().filter_map(|separator| {
        let rows = widths(separator);
        let header = rows.first()?;
        let is_named = header.iter().any(|name| names::is_title(name));
        let alike = rows.iter().skip(1).filter(|row| row.len() == header.len()).count();
        let is_table = header.len() >= 2 && (is_named || (alike > 0 && header.len() >= 3));
        (is_table && header.iter().all(|name| name.len() < 80)).then_some((alike, header.len(), separator))
    });
    tables.max_by_key(|(alike, width, _)| (*alike, *width)).map(|(_, _, separator)| separator)
}
