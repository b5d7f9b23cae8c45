//! What matches, within what its reader may see: filtered before anything is
//! counted, grouped by thread, counted exactly, ranked.

use std::{collections::HashMap, sync::Arc};

use foldhash::fast::FixedState;
use tantivy::{
    DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term,
    columnar::ColumnValues,
    query::{Bm25StatisticsProvider, EnableScoring, Query},
    schema::{Field, IndexRecordOption},
};

use super::{
    Noun,
    asking::Sort,
    index::{Fields, NOWHERE, State},
    people::crowd::Crowd,
};

/// Results that can be leafed through; beyond, one narrows the question.
pub const DEEPEST: usize = 1_000;
/// How much a text of today weighs above one of long ago.
const FRESH: f32 = 0.25;
/// Days after which half of that is gone.
const HALF_GONE: f32 = 180.0;
/// How much the other messages of a thread weigh beside its best.
const TOGETHER: f32 = 0.2;
/// How much an accepted answer weighs, and that its thread has one.
const ACCEPTED: f32 = 0.15;
const SOLVED: f32 = 0.1;

/// Rooms by their ids, as a set of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rooms(Vec<u64>);

impl Rooms {
    pub fn holds(&self, room: u64) -> bool {
        self.0.get(room as usize / 64).is_some_and(|bits| bits & (1 << (room % 64)) != 0)
    }
}

impl FromIterator<i64> for Rooms {
    fn from_iter<T: IntoIterator<Item = i64>>(ids: T) -> Self {
        let mut rooms = Self::default();
        for id in ids.into_iter().filter_map(|id| usize::try_from(id).ok()).filter(|id| *id < NOWHERE as usize) {
            if rooms.0.len() <= id / 64 {
                rooms.0.resize(id / 64 + 1, 0);
            }
            rooms.0[id / 64] |= 1 << (id % 64);
        }
        rooms
    }
}

/// Who asks, and what narrows it.
#[derive(Clone, Debug, Default)]
pub struct Within {
    /// The rooms their reader may read.
    pub rooms: Arc<Rooms>,
    /// Only these of them, and what is in none but this: a trade.
    pub only: Option<(Arc<Rooms>, Option<u64>)>,
    /// Of offers, only those that say one of each: see `offered.rs`.
    pub offers: Vec<Arc<[String]>>,
    /// People they do not want to hear.
    pub without: Vec<u64>,
    pub noun: Option<Noun>,
    pub room: Option<u64>,
    pub author: Option<u64>,
    pub state: u64,
    /// Seconds since 1970, the second one excluded.
    pub since: Option<i64>,
    pub until: Option<i64>,
    pub sort: Sort,
    /// The day it is asked, for freshness: the same on every page of results.
    pub today: i64,
}

/// A thread, a person, a room that matches, by its best document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    pub group: u64,
    /// Of the best document: a post, or the group's own. Known once all is counted.
    pub id: u64,
    pub room: u64,
    pub rank: f32,
    /// What its other documents say, together.
    pub more: f32,
    pub at: i64,
    /// Where the best document is.
    segment: u32,
    document: DocId,
}

/// Everything that matches.
#[derive(Clone, Debug, Default)]
pub struct Harvest {
    /// The first of them, best first.
    pub hits: Vec<Hit>,
    pub total: usize,
    /// How many there are of each noun, whatever noun is asked for.
    pub nouns: Vec<(Noun, usize)>,
    /// How many threads there are in each room, whatever room is asked for; most first.
    pub rooms: Vec<(u64, usize)>,
}

/// The index as it was at one commit. Its columns are opened once: to open them
/// costs more than most questions.
pub struct Snapshot {
    pub searcher: Searcher,
    columns: Vec<Columns>,
    facet: Field,
    pub people: Crowd,
}

impl Snapshot {
    /// # Errors
    /// When the index cannot be read.
    pub fn of(searcher: Searcher, fields: Fields, before: &Crowd) -> tantivy::Result<Self> {
        let columns = searcher.segment_readers().iter().map(Columns::of).collect::<tantivy::Result<_>>()?;
        let people = Crowd::of(&searcher, fields, before)?;
        Ok(Self { searcher, columns, facet: fields.facet, people })
    }

    /// The state of the document of this key, when there is one.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn state_of(&self, key: &Term) -> tantivy::Result<Option<u64>> {
        for (segment, columns) in self.segments() {
            let known = segment.inverted_index(key.field())?.read_postings(key, IndexRecordOption::Basic)?;
            let Some(mut known) = known else { continue };
            while known.doc() != TERMINATED {
                if segment.alive_bitset().is_none_or(|alive| alive.is_alive(known.doc())) {
                    return Ok(Some(columns.state.get_val(known.doc())));
                }
                known.advance();
            }
        }
        Ok(None)
    }

    fn segments(&self) -> impl Iterator<Item = (&SegmentReader, &Columns)> {
        self.searcher.segment_readers().iter().zip(&self.columns)
    }
}

/// How rare a word is, is said of what the general search finds: how many people show a
/// profile, and to whom, changes nothing of its order.
impl Bm25StatisticsProvider for Snapshot {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.total_num_docs()?.saturating_sub(self.people.documents()))
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}

/// Everything that matches, of what may be seen. Messages of a conversation are
/// taken together: one says what another leaves out.
///
/// # Errors
/// When the index cannot be read.
pub fn harvest(index: &Snapshot, query: &dyn Query, within: &Within) -> tantivy::Result<Harvest> {
    let weight = query.weight(EnableScoring::enabled_from_statistics_provider(index, &index.searcher))?;
    let id = |hit: &Hit| index.columns[hit.segment as usize].id.get_val(hit.document);
    let mut groups = Groups::default();
    for (number, (segment, columns)) in index.segments().enumerate() {
        let alive = segment.alive_bitset();
        let mut block = Block::saying(within.said(segment, index.facet)?);
        weight.for_each(segment, &mut |document, score| {
            if alive.is_none_or(|alive| alive.is_alive(document)) && block.takes(document, score) {
                block.gather(within, columns, |hit| groups.take(Hit { segment: number as u32, ..hit }, id));
            }
        })?;
        block.gather(within, columns, |hit| groups.take(Hit { segment: number as u32, ..hit }, id));
    }
    let mut harvest = within.harvest(groups.hits);
    for hit in &mut harvest.hits {
        hit.id = id(hit);
    }
    Ok(harvest)
}

/// What was found so far, one hit a group.
#[derive(Default)]
struct Groups {
    hits: Vec<Hit>,
    /// Threads are many: by their ids, where their hit is, from one on.
    threads: Vec<u32>,
    /// The rest are few.
    others: HashMap<u64, u32, FixedState>,
}

/// Threads of higher ids stand with the rest, so that a number takes no memory.
const MANY: u64 = 1 << 22;

impl Groups {
    fn take(&mut self, hit: Hit, id: impl Fn(&Hit) -> u64) {
        let thread = hit.group ^ Noun::Thread.group(0);
        let place = if thread < MANY {
            let thread = thread as usize;
            if self.threads.len() <= thread {
                self.threads.resize((thread + 1).next_power_of_two(), 0);
            }
            &mut self.threads[thread]
        } else {
            self.others.entry(hit.group).or_default()
        };
        if *place > 0 {
            self.hits[*place as usize - 1].take(&hit, id);
        } else {
            self.hits.push(hit);
            *place = self.hits.len() as u32;
        }
    }
}

impl Within {
    fn harvest(&self, found: Vec<Hit>) -> Harvest {
        let mut nouns = [0; Noun::ALL.len()];
        let mut rooms: HashMap<u64, usize, FixedState> = HashMap::default();
        let mut hits = vec![];
        for hit in found {
            let Some((noun, _)) = Noun::of_group(hit.group) else { continue };
            let of_noun = self.noun.is_none_or(|asked| asked == noun);
            let of_room = self.room.is_none_or(|asked| asked == hit.room);
            if of_room && let Some(at) = Noun::ALL.iter().position(|other| *other == noun) {
                nouns[at] += 1;
            }
            if of_noun && noun == Noun::Thread {
                *rooms.entry(hit.room).or_default() += 1;
            }
            if of_noun && of_room {
                let more = TOGETHER * hit.more.min(2.0 * hit.rank);
                hits.push(Hit { rank: hit.rank + more, ..hit });
            }
        }
        let total = hits.len();
        if total > DEEPEST {
            hits.select_nth_unstable_by(DEEPEST, |one, other| self.order(one, other));
            hits.truncate(DEEPEST);
            // What is kept for the next page is the first results, not the room of all.
            hits.shrink_to_fit();
        }
        hits.sort_unstable_by(|one, other| self.order(one, other));
        let mut rooms: Vec<_> = rooms.into_iter().collect();
        rooms.sort_unstable_by_key(|(room, count)| (std::cmp::Reverse(*count), *room));
        let nouns = Noun::ALL.into_iter().zip(nouns).filter(|(_, count)| *count > 0).collect();
        Harvest { hits, total, nouns, rooms }
    }

    fn order(&self, one: &Hit, other: &Hit) -> std::cmp::Ordering {
        let by = match self.sort {
            Sort::Relevance => other.rank.total_cmp(&one.rank),
            Sort::Date => other.at.cmp(&one.at),
        };
        by.then(other.group.cmp(&one.group))
    }

    /// What the words say, weighed by freshness and by being answered.
    fn rank(&self, score: Score, at: i64, state: u64) -> f32 {
        let days = ((self.today - at).max(0) / 86_400) as f32;
        let mut weight = 1.0 + FRESH * (HALF_GONE / (HALF_GONE + days));
        if state & State::SOLUTION != 0 {
            weight += ACCEPTED;
        }
        if state & State::SOLVED != 0 {
            weight += SOLVED;
        }
        score * weight
    }
}

impl Hit {
    /// Keeps the better document of the two, and the later date.
    fn take(&mut self, other: &Self, id: impl Fn(&Self) -> u64) {
        let at = self.at.max(other.at);
        let more = self.more + other.more + self.rank.min(other.rank);
        // Two that say as much: the earlier one, whatever order they came in.
        if other.rank > self.rank || (other.rank == self.rank && id(other) < id(self)) {
            *self = *other;
        }
        (self.at, self.more) = (at, more);
    }
}

/// Whether anything at all matches: it stops at the first.
///
/// # Errors
/// When the index cannot be read.
pub fn any(index: &Snapshot, query: &dyn Query, within: &Within) -> tantivy::Result<bool> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&index.searcher))?;
    let mut seen = false;
    for (segment, columns) in index.segments() {
        let mut matching = weight.scorer(segment, 1.0)?;
        let mut document = matching.doc();
        let mut block = Block::saying(within.said(segment, index.facet)?);
        while document != TERMINATED && !seen {
            if !segment.is_deleted(document) && block.takes(document, 0.0) {
                block.gather(within, columns, |_| seen = true);
            }
            document = matching.advance();
        }
        block.gather(within, columns, |_| seen = true);
        if seen {
            break;
        }
    }
    Ok(seen)
}

/// What a segment says of each of its documents, by column.
struct Columns {
    group: Arc<dyn ColumnValues<u64>>,
    id: Arc<dyn ColumnValues<u64>>,
    room: Arc<dyn ColumnValues<u64>>,
    author: Arc<dyn ColumnValues<u64>>,
    at: Arc<dyn ColumnValues<i64>>,
    state: Arc<dyn ColumnValues<u64>>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            group: columns.u64("group")?.first_or_default_col(0),
            id: columns.u64("id")?.first_or_default_col(0),
            room: columns.u64("room")?.first_or_default_col(0),
            author: columns.u64("author")?.first_or_default_col(0),
            at: columns.i64("at")?.first_or_default_col(0),
            state: columns.u64("state")?.first_or_default_col(0),
        })
    }
}

/// Documents whose columns are read together: reading one here and one there of
/// each is most of what a wide question costs.
const BLOCK: usize = 128;

struct Block {
    documents: [DocId; BLOCK],
    scores: [Score; BLOCK],
    len: usize,
    /// Of the segment: the offers that say what is asked of offers, when something is.
    said: Option<Vec<bool>>,
}

impl Block {
    fn saying(said: Option<Vec<bool>>) -> Self {
        Self { documents: [0; BLOCK], scores: [0.0; BLOCK], len: 0, said }
    }

    /// Says whether it is full.
    fn takes(&mut self, document: DocId, score: Score) -> bool {
        self.documents[self.len] = document;
        self.scores[self.len] = score;
        self.len += 1;
        self.len == BLOCK
    }

    /// Keeps those for which this is true.
    fn retain(&mut self, is_kept: impl Fn(usize) -> bool) {
        let mut kept = 0;
        for at in 0..self.len {
            if is_kept(at) {
                self.documents[kept] = self.documents[at];
                self.scores[kept] = self.scores[at];
                kept += 1;
            }
        }
        self.len = kept;
    }

    fn read<T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + Default + 'static>(
        &self,
        column: &Arc<dyn ColumnValues<T>>,
    ) -> [T; BLOCK] {
        let mut values = [T::default(); BLOCK];
        column.get_vals(&self.documents[..self.len], &mut values[..self.len]);
        values
    }

    /// Hands on what may be seen and was asked for, and is empty again.
    fn gather(&mut self, within: &Within, columns: &Columns, mut hand_on: impl FnMut(Hit)) {
        let rooms = self.read(&columns.room);
        self.retain(|at| rooms[at] == 0 || within.rooms.holds(rooms[at]));
        if within.author.is_some() || !within.without.is_empty() {
            let authors = self.read(&columns.author);
            self.retain(|at| {
                within.author.is_none_or(|asked| asked == authors[at]) && !within.without.contains(&authors[at])
            });
        }
        let (rooms, at, states) = (self.read(&columns.room), self.read(&columns.at), self.read(&columns.state));
        let groups = self.read(&columns.group);
        for here in 0..self.len {
            let hit = Hit {
                group: groups[here],
                id: 0,
                room: rooms[here],
                rank: within.rank(self.scores[here], at[here], states[here]),
                more: 0.0,
                at: at[here],
                segment: 0,
                document: self.documents[here],
            };
            let said = self.said.as_ref().is_none_or(|said| said[hit.document as usize]);
            if within.admits(&hit, states[here], said) {
                hand_on(hit);
            }
        }
        self.len = 0;
    }
}

impl Within {
    /// The documents of a segment that say what is asked of offers.
    fn said(&self, segment: &SegmentReader, facet: Field) -> tantivy::Result<Option<Vec<bool>>> {
        let mut all: Option<Vec<bool>> = None;
        for words in &self.offers {
            let mut some = vec![false; segment.max_doc() as usize];
            let inverted = segment.inverted_index(facet)?;
            for word in words.iter() {
                let term = Term::from_field_text(facet, word);
                let Some(mut saying) = inverted.read_postings(&term, IndexRecordOption::Basic)? else { continue };
                while saying.doc() != TERMINATED {
                    let here = saying.doc() as usize;
                    some[here] = all.as_ref().is_none_or(|all| all[here]);
                    saying.advance();
                }
            }
            all = Some(some);
        }
        Ok(all)
    }

    /// Whether it is one of those asked for; `said`: as offers are asked to.
    fn admits(&self, hit: &Hit, state: u64, said: bool) -> bool {
        let offered = || said && !self.offers.is_empty() && hit.group >> 56 == Noun::Offer as u64;
        let listed = |(only, also): &(Arc<Rooms>, Option<u64>)| only.holds(hit.room) || Some(hit.group) == *also;
        let about = self.only.as_ref().is_none_or(|only| listed(only) || offered());
        about
            && self.since.is_none_or(|since| hit.at >= since)
            && self.until.is_none_or(|until| hit.at < until)
            && state & self.state == self.state
    }
}
