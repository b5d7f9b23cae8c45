//! What matches, within what its reader may see: filtered before anything is
//! counted, grouped by thread, counted exactly, ranked.

use std::{collections::HashMap, sync::Arc};

use foldhash::fast::FixedState;
use tantivy::{
    DocId, DocSet, Score, Searcher, SegmentOrdinal, SegmentReader, TERMINATED,
    collector::{Collector, SegmentCollector},
    columnar::ColumnValues,
    query::{EnableScoring, Query},
};

use super::{Noun, asking::Sort, index::State};

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
        for id in ids.into_iter().filter_map(|id| usize::try_from(id).ok()) {
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
    /// Of the best document: a post, or the group's own.
    pub id: u64,
    pub room: u64,
    pub rank: f32,
    /// What its other documents say, together.
    pub more: f32,
    pub at: i64,
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

type Groups = HashMap<u64, Hit, FixedState>;

impl Collector for Within {
    type Fruit = Harvest;
    type Child = Gathering;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<Gathering> {
        let columns = segment.fast_fields();
        Ok(Gathering {
            within: self.clone(),
            group: columns.u64("group")?.first_or_default_col(0),
            id: columns.u64("id")?.first_or_default_col(0),
            room: columns.u64("room")?.first_or_default_col(0),
            author: columns.u64("author")?.first_or_default_col(0),
            at: columns.i64("at")?.first_or_default_col(0),
            state: columns.u64("state")?.first_or_default_col(0),
            groups: Groups::default(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, gathered: Vec<Groups>) -> tantivy::Result<Harvest> {
        let mut gathered = gathered;
        gathered.sort_unstable_by_key(|groups| std::cmp::Reverse(groups.len()));
        let mut gathered = gathered.into_iter();
        let mut groups = gathered.next().unwrap_or_default();
        // In a conversation one says what another leaves out.
        for (group, hit) in gathered.flatten() {
            groups.entry(group).and_modify(|known| known.take(&hit)).or_insert(hit);
        }
        Ok(self.harvest(groups))
    }
}

impl Within {
    fn harvest(&self, groups: Groups) -> Harvest {
        let mut nouns = [0; Noun::ALL.len()];
        let mut rooms: HashMap<u64, usize, FixedState> = HashMap::default();
        let mut hits = vec![];
        for hit in groups.into_values() {
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
    fn take(&mut self, other: &Self) {
        let at = self.at.max(other.at);
        let more = self.more + other.more + self.rank.min(other.rank);
        // Two that say as much: the earlier one, whatever order they came in.
        if (other.rank, std::cmp::Reverse(other.id)) > (self.rank, std::cmp::Reverse(self.id)) {
            *self = *other;
        }
        (self.at, self.more) = (at, more);
    }
}

/// Whether anything at all matches: it stops at the first.
///
/// # Errors
/// When the index cannot be read.
pub fn any(searcher: &Searcher, query: &dyn Query, within: &Within) -> tantivy::Result<bool> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let gathering = within.for_segment(ordinal as SegmentOrdinal, segment)?;
        let mut matching = weight.scorer(segment, 1.0)?;
        let mut document = matching.doc();
        while document != TERMINATED {
            if !segment.is_deleted(document) && gathering.admits(document).is_some() {
                return Ok(true);
            }
            document = matching.advance();
        }
    }
    Ok(false)
}

impl Gathering {
    /// Room, moment and state of a document, if it is one of those asked for.
    fn admits(&self, document: DocId) -> Option<(u64, i64, u64)> {
        let within = &self.within;
        let room = self.room.get_val(document);
        if room != 0 && !within.rooms.holds(room) {
            return None;
        }
        if let Some((only, also)) = &within.only
            && !only.holds(room)
            && (also.is_none() || Some(self.group.get_val(document)) != *also)
        {
            return None;
        }
        let at = self.at.get_val(document);
        if within.since.is_some_and(|since| at < since) || within.until.is_some_and(|until| at >= until) {
            return None;
        }
        let state = self.state.get_val(document);
        if state & within.state != within.state {
            return None;
        }
        if within.author.is_some() || !within.without.is_empty() {
            let author = self.author.get_val(document);
            if within.author.is_some_and(|asked| asked != author) || within.without.contains(&author) {
                return None;
            }
        }
        Some((room, at, state))
    }
}

/// One segment being gone through.
pub struct Gathering {
    within: Within,
    group: Arc<dyn ColumnValues<u64>>,
    id: Arc<dyn ColumnValues<u64>>,
    room: Arc<dyn ColumnValues<u64>>,
    author: Arc<dyn ColumnValues<u64>>,
    at: Arc<dyn ColumnValues<i64>>,
    state: Arc<dyn ColumnValues<u64>>,
    groups: Groups,
}

impl SegmentCollector for Gathering {
    type Fruit = Groups;

    fn collect(&mut self, document: DocId, score: Score) {
        let Some((room, at, state)) = self.admits(document) else { return };
        let group = self.group.get_val(document);
        let rank = self.within.rank(score, at, state);
        let hit = Hit { group, id: self.id.get_val(document), room, rank, more: 0.0, at };
        self.groups.entry(group).and_modify(|known| known.take(&hit)).or_insert(hit);
    }

    fn harvest(self) -> Groups {
        self.groups
    }
}
