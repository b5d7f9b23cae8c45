//! Who is there, where, and who writes when: all of it decided in memory before
//! the first row, so that counts are right from the start.

use super::{
    Order,
    words::{Dice, Words},
};
use crate::access::{Audience, Kind};

/// For a million posts.
const PEOPLE: usize = 20_000;
const THREADS: usize = 50_000;
const PUBLIC_ROOMS: usize = 60;
const MILLION: usize = 1_000_000;
/// The long thread, in worlds of at least [`LONG_FROM`] posts.
pub const LONG_TITLE: &str = "Le fil de dix mille messages";
const LONG: usize = 10_000;
const LONG_FROM: usize = 100_000;
/// Seconds the world has lasted: two years.
pub const AGE: i64 = 2 * 365 * 86_400;
const TAGS: usize = 120;

/// What a draw is for, so that one more draw here changes nothing there.
pub mod family {
    pub const PERSON: u64 = 1;
    pub const MEMBERSHIP: u64 = 2;
    pub const SHAPE: u64 = 3;
    pub const THREAD: u64 = 4;
    pub const PACE: u64 = 5;
    pub const FATE: u64 = 6;
    pub const AUTHOR: u64 = 7;
    pub const TEXT: u64 = 8;
    pub const GESTURE: u64 = 9;
    pub const SOLUTION: u64 = 10;
    pub const PROFILE: u64 = 11;
    pub const ACCESS: u64 = 12;
}

/// Everything but the texts.
pub struct Plan {
    pub seed: u64,
    /// Seconds since 1970: the world's first and last moments.
    pub since: i64,
    pub until: i64,
    pub people: Vec<Kind>,
    pub rooms: Vec<Audience>,
    /// The person who manages each room.
    pub managers: Vec<u32>,
    pub tags: Vec<String>,
    /// The oldest first.
    pub threads: Vec<Thread>,
    /// Every post of the world, the oldest first.
    pub posts: Vec<Post>,
    pools: Pools,
}

pub struct Thread {
    pub room: u32,
    pub author: u32,
    pub kind: &'static str,
    pub opened: i64,
    pub tags: Vec<u8>,
    pub closed: bool,
    pub pinned: bool,
    /// The long one.
    pub long: bool,
    size: usize,
    /// Numbers of its posts in [`Plan::posts`].
    pub posts: Vec<u32>,
}

#[derive(Clone, Copy)]
pub struct Post {
    pub at: i64,
    pub thread: u32,
    /// 0 opens the thread.
    pub position: u32,
}

/// What became of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Shown,
    Removed,
    Hidden,
}

/// People by the rooms they may write in.
struct Pools {
    everyone: Vec<u32>,
    seekers: Vec<u32>,
    recruiters: Vec<u32>,
    staff: Vec<u32>,
}

impl Plan {
    pub fn make(order: &Order, words: &Words) -> Self {
        let scaled = |of_million: usize| order.posts * of_million / MILLION;
        let people: Vec<Kind> = (0..scaled(PEOPLE).max(20)).map(kind).collect();
        let public = scaled(PUBLIC_ROOMS).max(4);
        let mut rooms = vec![Audience::Public; public];
        rooms.extend([Audience::Members, Audience::Seekers, Audience::Recruiters, Audience::Staff]);
        let others: Vec<u32> = numbers(&people, |kind| kind == Kind::Other);
        let managers: Vec<u32> = (0..rooms.len()).map(|room| others[room % others.len()]).collect();
        let pools = Pools::of(&people, &managers);
        let until = order.until.timestamp();
        let mut plan = Self {
            seed: order.seed,
            since: until - AGE,
            until,
            people,
            rooms,
            managers,
            tags: words.common(TAGS).map(str::to_owned).collect(),
            threads: vec![],
            posts: Vec::with_capacity(order.posts),
            pools,
        };
        plan.open_threads(&sizes(scaled(THREADS).max(1), order.posts));
        plan.spread_posts();
        plan
    }

    /// People who may write in a room, those who write much first.
    pub fn pool(&self, room: u32) -> &[u32] {
        match self.rooms[room as usize] {
            Audience::Seekers => &self.pools.seekers,
            Audience::Recruiters => &self.pools.recruiters,
            Audience::Staff => &self.pools.staff,
            Audience::Public | Audience::Members | Audience::Named => &self.pools.everyone,
        }
    }

    /// Those who look for people.
    pub fn recruiters(&self) -> &[u32] {
        &self.pools.recruiters
    }

    /// Opening posts and the long thread stay whole: no thread leaves the lists.
    pub fn fate(&self, number: u32) -> Fate {
        let post = self.posts[number as usize];
        if post.position == 0 || self.threads[post.thread as usize].long {
            return Fate::Shown;
        }
        match Dice::of(self.seed, family::FATE, u64::from(number)).below(1_000) {
            0..3 => Fate::Removed,
            3 => Fate::Hidden,
            _ => Fate::Shown,
        }
    }

    pub fn author(&self, number: u32) -> u32 {
        let post = self.posts[number as usize];
        let thread = &self.threads[post.thread as usize];
        let mut dice = Dice::of(self.seed, family::AUTHOR, u64::from(number));
        if post.position == 0 || post.position > 1 && dice.chance(20) {
            return thread.author;
        }
        let pool = self.pool(thread.room);
        pool[dice.skewed(pool.len())]
    }

    /// The accepted answer of about half the questions that have one to accept.
    pub fn solution(&self, number: u32) -> Option<u32> {
        let thread = &self.threads[number as usize];
        let mut dice = Dice::of(self.seed, family::SOLUTION, u64::from(number));
        if thread.kind != "question" || thread.posts.len() < 3 || dice.chance(50) {
            return None;
        }
        let from = dice.between(1, 5.min(thread.posts.len() - 1));
        let answers = thread.posts[from..].iter().copied();
        answers.take(20).find(|post| self.fate(*post) == Fate::Shown && self.author(*post) != thread.author)
    }

    /// Threads in their rooms, the oldest first; their posts are yet to come.
    fn open_threads(&mut self, sizes: &[usize]) {
        let mut shape = Dice::of(self.seed, family::SHAPE, 0);
        // More and more threads as the house grows; the long one has had its time.
        let mut opened: Vec<(i64, usize, bool)> = sizes
            .iter()
            .enumerate()
            .map(|(number, size)| {
                let long = number == 0 && *size == LONG;
                let age = if long { 0.2 } else { shape.unit().sqrt() };
                (self.since + (age * (AGE - 7_200) as f64) as i64, *size, long)
            })
            .collect();
        opened.sort_unstable();
        let mut pinned = vec![false; self.rooms.len()];
        for (number, (opened, size, long)) in opened.into_iter().enumerate() {
            let mut dice = Dice::of(self.seed, family::THREAD, number as u64);
            let room = if long { 0 } else { self.some_room(&mut dice) };
            let pool = self.pool(room);
            let mut author = pool[dice.skewed(pool.len())];
            let kind = match dice.below(100) {
                _ if long => "discussion",
                0..55 => "question",
                55..80 => "discussion",
                80..98 => "experience",
                _ => "announcement",
            };
            if kind == "announcement" {
                author = self.managers[room as usize];
            }
            let mut tags: Vec<u8> = (0..dice.between(1, 4)).map(|_| dice.skewed(self.tags.len()) as u8).collect();
            tags.sort_unstable();
            tags.dedup();
            let closed = !long && dice.chance(2);
            let first = !std::mem::replace(&mut pinned[room as usize], true);
            self.threads.push(Thread {
                room,
                author,
                kind,
                opened,
                tags,
                closed,
                pinned: first,
                long,
                size,
                posts: Vec::with_capacity(size),
            });
        }
    }

    /// The first rooms are the livelier ones; six threads in a hundred are not public.
    fn some_room(&self, dice: &mut Dice) -> u32 {
        let public = self.rooms.len() - 4;
        let room = if dice.chance(6) { public + dice.below(4) } else { dice.skewed(public) };
        room as u32
    }

    /// Replies come at a pace of each thread's own, and all before the end.
    fn spread_posts(&mut self) {
        for (number, thread) in self.threads.iter().enumerate() {
            let mut dice = Dice::of(self.seed, family::PACE, number as u64);
            let pace = if thread.long { 4_000.0 } else { 1_200.0 * (dice.unit() * 6.0).exp2() };
            let mut after: Vec<f64> = vec![0.0];
            for position in 1..thread.size {
                let wait = 30.0 - pace * (1.0 - dice.unit()).ln();
                after.push(after[position - 1] + wait);
            }
            // Those that would go on for longer end at various moments before the end.
            let left = (self.until - 60 - thread.opened) as f64 * (1.0 - 0.7 * dice.unit());
            let squeeze = (left / after[thread.size - 1].max(1.0)).min(1.0);
            self.posts.extend(after.iter().zip(0..).map(|(after, position)| Post {
                at: thread.opened + (after * squeeze) as i64,
                thread: number as u32,
                position,
            }));
        }
        self.posts.sort_unstable_by_key(|post| (post.at, post.thread, post.position));
        for (number, post) in self.posts.iter().enumerate() {
            self.threads[post.thread as usize].posts.push(number as u32);
        }
    }
}

impl Pools {
    /// Everyone but the account of the world, which has written nothing.
    fn of(people: &[Kind], managers: &[u32]) -> Self {
        let mut staff = numbers(people, |kind| kind == Kind::Adviser);
        staff.extend(managers);
        staff.sort_unstable();
        staff.dedup();
        Self {
            everyone: numbers(people, |_| true),
            seekers: numbers(people, |kind| kind == Kind::Seeker),
            recruiters: numbers(people, |kind| matches!(kind, Kind::Recruiter | Kind::Branch)),
            staff,
        }
    }
}

fn numbers(people: &[Kind], wanted: impl Fn(Kind) -> bool) -> Vec<u32> {
    (1..people.len()).filter(|number| wanted(people[*number])).map(|number| number as u32).collect()
}

/// Of twenty: an adviser, two recruiters, two others, fifteen who look for work.
/// The first person of all is the account, who is none of these.
fn kind(number: usize) -> Kind {
    match number {
        0 => Kind::Other,
        number if number % 200 == 6 => Kind::Branch,
        number => match number % 20 {
            1 => Kind::Adviser,
            2 | 3 => Kind::Recruiter,
            4 | 5 => Kind::Other,
            _ => Kind::Seeker,
        },
    }
}

/// How many posts each thread has; `posts` in all. Somewhat more than a third have
/// from 20 to 60, most of the others a dozen at most, a few hundreds. The long
/// thread, when there is one, comes first.
pub fn sizes(threads: usize, posts: usize) -> Vec<usize> {
    let mut sizes = vec![];
    if posts >= LONG_FROM {
        sizes.push(LONG);
    }
    let threads = threads - sizes.len();
    let middle = (threads * 36).div_ceil(100);
    let small = threads * 58 / 100;
    let large = threads - middle - small;
    let share = |number: usize, of: usize| (number as f64 + 0.5) / of as f64;
    // Laws read at even steps rather than drawn: the same totals for every seed.
    sizes.extend((0..middle).map(|number| 20 + (-8.0 * (1.0 - share(number, middle)).ln()).min(40.0) as usize));
    sizes.extend((0..small).map(|number| 1 + (12.0 * share(number, small).powf(1.6)) as usize));
    let left = posts.saturating_sub(sizes.iter().sum());
    let weights: Vec<f64> = (0..large).map(|number| (1.0 - share(number, large)).powf(-0.6)).collect();
    let weight: f64 = weights.iter().sum();
    let least = left.checked_div(large).map_or(0, |each| each.min(61));
    let spare = left - least * large;
    sizes.extend(weights.iter().map(|one| least + (one / weight * spare as f64) as usize));
    // What rounding left goes to the last, which is the largest.
    let given: usize = sizes.iter().sum();
    if let Some(last) = sizes.last_mut() {
        *last = (*last + posts).saturating_sub(given).max(1);
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_add_up_and_a_third_are_of_a_page_or_some() {
        for posts in [100, 1_000, 20_000, 100_000, 1_000_000, 2_500_000] {
            let threads = posts / 20;
            let sizes = sizes(threads, posts);
            assert_eq!(sizes.len(), threads);
            assert_eq!(sizes.iter().sum::<usize>(), posts, "of {posts} posts");
            assert_eq!(sizes.contains(&LONG), posts >= LONG_FROM);
            let middling = sizes.iter().filter(|size| (20..=60).contains(*size)).count();
            assert!(middling * 3 >= threads, "{middling} of {threads}");
            assert!(sizes.iter().all(|size| *size >= 1));
        }
    }

    #[test]
    fn a_plan_holds_together() {
        let order = Order {
            posts: 20_000,
            profiles: 0,
            accesses: 0,
            seed: 1,
            lexicon: "nowhere".into(),
            until: "2026-11-01T00:00:00Z".parse().unwrap(),
        };
        let plan = Plan::make(&order, &Words::of(&order.lexicon));
        assert_eq!(plan.posts.len(), order.posts);
        assert_eq!(plan.people.len(), 400);
        assert!(plan.posts.iter().all(|post| (plan.since..plan.until).contains(&post.at)));
        for (number, thread) in plan.threads.iter().enumerate() {
            assert!(thread.posts.is_sorted());
            for (position, post) in thread.posts.iter().enumerate() {
                let post = plan.posts[*post as usize];
                assert_eq!((post.thread as usize, post.position as usize), (number, position));
            }
            let audience = plan.rooms[thread.room as usize];
            for author in thread.posts.iter().map(|post| plan.people[plan.author(*post) as usize]) {
                match audience {
                    Audience::Seekers => assert!(author == Kind::Seeker || thread.kind == "announcement"),
                    Audience::Recruiters => assert!(author != Kind::Seeker && author != Kind::Adviser),
                    Audience::Staff => assert!(matches!(author, Kind::Adviser | Kind::Other)),
                    _ => {}
                }
            }
        }
        assert!((0..plan.threads.len()).any(|number| plan.solution(number as u32).is_some()));
    }
}
