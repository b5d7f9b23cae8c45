//! What is still fresh. One clock, one table of slots; whoever keeps an answer
//! in memory keeps with it the hour at which it began to be made and the slots
//! it depends on. Forgetting a thing moves the clock and writes the hour in its
//! slot: every answer begun before is stale from that instant, wherever it is
//! kept, even one still being made. Nothing has to be found to be forgotten.
//!
//! Two things may share a slot: that forgets too much, never too little.

use std::sync::atomic::{AtomicU64, Ordering};

const SLOTS: usize = 1 << 16;

/// Something an answer can depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// One thread, its posts and gestures.
    Thread(i64),
    /// One room's name, rules, audience and managers.
    Room(i64),
    /// What lives in it: its list of threads, its signs of life.
    RoomLife(i64),
    /// One person: name, role, rights, restrictions, sessions.
    Person(i64),
    /// What one person was told.
    Told(i64),
    /// Lists that run through several rooms: home, directory, unanswered, tags.
    Lists,
    /// Trades and places.
    References,
    /// Lists of offers and of organisations.
    Offers,
    /// One organisation: name, proof, what it says of itself.
    Organisation(i64),
    /// One offer.
    Offer(i64),
    /// Everything, for rare acts that change what every page shows.
    Everything,
}

impl Tag {
    fn slot(self) -> usize {
        let (family, id) = match self {
            Self::Everything => return 0,
            Self::Lists => return 1,
            Self::References => return 2,
            Self::Offers => return 3,
            Self::Thread(id) => (1u64, id),
            Self::Room(id) => (2, id),
            Self::Person(id) => (3, id),
            Self::RoomLife(id) => (4, id),
            Self::Told(id) => (5, id),
            Self::Organisation(id) => (6, id),
            Self::Offer(id) => (7, id),
        };
        let mixed = (id as u64).wrapping_mul(8).wrapping_add(family).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        4 + (mixed >> 32) as usize % (SLOTS - 4)
    }
}

/// The hour at which an answer began to be made.
#[derive(Clone, Copy, Debug)]
pub struct Hour(u64);

pub struct Freshness {
    clock: AtomicU64,
    forgotten: Box<[AtomicU64]>,
}

impl Default for Freshness {
    fn default() -> Self {
        Self { clock: AtomicU64::new(1), forgotten: (0..SLOTS).map(|_| AtomicU64::new(0)).collect() }
    }
}

impl std::fmt::Debug for Freshness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Freshness").field("clock", &self.clock).finish_non_exhaustive()
    }
}

impl Freshness {
    /// Ask before reading the first row that goes into an answer.
    pub fn hour(&self) -> Hour {
        Hour(self.clock.load(Ordering::SeqCst))
    }

    pub fn forget(&self, tags: impl IntoIterator<Item = Tag>) {
        for tag in tags {
            let hour = self.clock.fetch_add(1, Ordering::SeqCst) + 1;
            self.forgotten[tag.slot()].fetch_max(hour, Ordering::SeqCst);
        }
    }

    /// True while nothing that the answer depends on was forgotten since it began.
    pub fn holds(&self, begun: Hour, tags: &[Tag]) -> bool {
        let untouched = |tag: Tag| self.forgotten[tag.slot()].load(Ordering::SeqCst) <= begun.0;
        untouched(Tag::Everything) && tags.iter().all(|tag| untouched(*tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_begun_before_a_write_is_stale_even_if_it_is_kept_after() {
        let freshness = Freshness::default();
        let begun = freshness.hour();
        freshness.forget([Tag::Thread(7)]);
        assert!(!freshness.holds(begun, &[Tag::Room(1), Tag::Thread(7)]));
        assert!(freshness.holds(freshness.hour(), &[Tag::Thread(7)]));
    }

    #[test]
    fn forgetting_one_thread_leaves_the_others() {
        let freshness = Freshness::default();
        let begun = freshness.hour();
        freshness.forget([Tag::Thread(7)]);
        assert!(freshness.holds(begun, &[Tag::Thread(8), Tag::Lists]));
        freshness.forget([Tag::Everything]);
        assert!(!freshness.holds(begun, &[Tag::Thread(8)]));
    }
}
