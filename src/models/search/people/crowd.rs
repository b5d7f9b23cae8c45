//! The people of a snapshot: of each profile what decides whether it is shown, where
//! it stands in a list and what it is counted under, as plain columns in memory. A
//! segment's never change: they are read once, however often others are committed.

use std::{
    hash::{BuildHasher, Hash, Hasher},
    sync::Arc,
};

use foldhash::fast::FixedState;
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term, index::SegmentId, schema::IndexRecordOption};

use super::{documents::PUBLICS, facets::Facets};
use crate::models::search::index::Fields;

/// The profiles of one segment, in the order of its documents.
#[derive(Debug, Default)]
pub struct Rows {
    pub documents: Vec<DocId>,
    /// When each was last changed, in seconds since 1970.
    pub at: Vec<i64>,
    /// Whose it is.
    pub people: Vec<i64>,
    /// A bit of [`PUBLICS`].
    pub publics: Vec<u8>,
    /// Until when its owner is suspended, in seconds since 1970; 0: they are not.
    pub away: Vec<i64>,
    /// Where the facets of each begin, and where those of the last one end.
    starts: Vec<u32>,
    facets: Vec<u32>,
}

impl Rows {
    /// Numbers of [`Facets`].
    pub fn facets(&self, row: usize) -> &[u32] {
        &self.facets[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    /// The row of a document, looked for from `from` on.
    pub fn row_of(&self, document: DocId, from: usize) -> Option<usize> {
        let mut step = 1;
        let mut low = from;
        // Documents come in order: the next one is near.
        while low + step < self.documents.len() && self.documents[low + step] < document {
            low += step;
            step *= 2;
        }
        let high = (low + step + 1).min(self.documents.len());
        let row = low + self.documents.get(low..high)?.partition_point(|other| *other < document);
        (self.documents.get(row) == Some(&document)).then_some(row)
    }

    fn of(segment: &SegmentReader, fields: Fields, facets: &mut Arc<Facets>) -> tantivy::Result<Self> {
        let terms = segment.inverted_index(fields.public)?;
        let mut documents = vec![];
        for (bit, _) in PUBLICS {
            let term = Term::from_field_u64(fields.public, u64::from(bit));
            let Some(mut postings) = terms.read_postings(&term, IndexRecordOption::Basic)? else { continue };
            while postings.doc() != TERMINATED {
                documents.push((postings.doc(), bit));
                postings.advance();
            }
        }
        if documents.is_empty() {
            return Ok(Self::default());
        }
        documents.sort_unstable();
        let facets = Arc::make_mut(facets);
        let columns = segment.fast_fields();
        let (at, people, away) = (columns.i64("at")?, columns.u64("author")?, columns.i64("away")?);
        let said = columns.str("facet")?;
        let mut numbers = vec![];
        if let Some(said) = &said {
            let mut term = String::new();
            for ord in 0..said.num_terms() as u64 {
                term.clear();
                said.ord_to_str(ord, &mut term)?;
                numbers.push(facets.number(&term));
            }
        }
        let mut rows = Self { starts: vec![0], ..Self::default() };
        for (document, public) in documents {
            rows.documents.push(document);
            rows.at.push(at.first(document).unwrap_or_default());
            rows.people.push(people.first(document).unwrap_or_default() as i64);
            rows.publics.push(public);
            rows.away.push(away.first(document).unwrap_or_default());
            if let Some(said) = &said {
                rows.facets.extend(said.term_ords(document).filter_map(|ord| numbers[ord as usize]));
            }
            rows.starts.push(rows.facets.len() as u32);
        }
        Ok(rows)
    }
}

#[derive(Clone, Debug)]
pub struct Segment {
    /// Its place among the snapshot's.
    pub number: u32,
    id: SegmentId,
    pub rows: Arc<Rows>,
}

/// Everyone whose profile can be found, at one commit.
#[derive(Clone, Debug, Default)]
pub struct Crowd {
    pub segments: Vec<Segment>,
    pub facets: Arc<Facets>,
    /// Another one once anything of it changed: what was found of a crowd holds as long
    /// as its mark does, whatever else was committed meanwhile.
    pub mark: u64,
}

impl Crowd {
    /// How many documents are profiles, those taken out included.
    pub fn documents(&self) -> u64 {
        self.segments.iter().map(|segment| segment.rows.documents.len() as u64).sum()
    }

    /// `before` lends the columns of the segments that are still there.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of(searcher: &Searcher, fields: Fields, before: &Self) -> tantivy::Result<Self> {
        let mut facets = before.facets.clone();
        let mut segments = vec![];
        let mut mark = FixedState::default().build_hasher();
        for (number, segment) in searcher.segment_readers().iter().enumerate() {
            let (number, id) = (number as u32, segment.segment_id());
            let rows = match before.segments.iter().find(|known| known.id == id) {
                Some(known) => known.rows.clone(),
                None => Arc::new(Rows::of(segment, fields, &mut facets)?),
            };
            if rows.documents.is_empty() {
                continue;
            }
            let alive = match segment.alive_bitset() {
                None => rows.documents.len(),
                Some(alive) => rows.documents.iter().filter(|document| alive.is_alive(**document)).count(),
            };
            // What was taken out of a segment never comes back: how many are left says which.
            (id.uuid_string(), alive).hash(&mut mark);
            segments.push(Segment { number, id, rows });
        }
        Ok(Self { segments, facets, mark: mark.finish() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_found_from_any_row_before_it() {
        let documents: Vec<DocId> = (0..300).map(|row| row * row % 7 + row * 8).collect();
        let rows = Rows { documents: documents.clone(), ..Rows::default() };
        for (row, document) in documents.iter().enumerate() {
            for from in 0..=row {
                assert_eq!(rows.row_of(*document, from), Some(row), "{document} from {from}");
            }
            assert_eq!(rows.row_of(document + 7, row), documents.binary_search(&(document + 7)).ok());
        }
        assert_eq!(Rows::default().row_of(3, 0), None);
    }
}
