//! How an organisation answers, as it is made public: how much, and how fast. Of an
//! organisation, never of one of its people; and of five things asked or more, so that
//! none can be told apart.

use chrono::Duration;

/// Public from here on.
pub const ENOUGH: usize = 5;
/// What is counted: the last three months.
pub const WINDOW: Duration = Duration::days(90);
/// Looked at, the latest of them.
pub const MOST: u64 = 2_000;

/// What is public of how an organisation answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    pub asked: usize,
    /// Of a hundred.
    pub answered: usize,
    /// The median, when anything was answered.
    pub delay: Option<Duration>,
}

/// Of each thing asked, how long its answer took, if there was one.
pub fn of(delays: Vec<Option<Duration>>) -> Option<Habits> {
    let asked = delays.len();
    if asked < ENOUGH {
        return None;
    }
    let mut delays: Vec<Duration> = delays.into_iter().flatten().collect();
    delays.sort_unstable();
    let answered = (delays.len() * 100 + asked / 2) / asked;
    Some(Habits { asked, answered, delay: delays.get(delays.len().saturating_sub(1) / 2).copied() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_public_of_fewer_than_five() {
        let answered = |hours: &[i64], unanswered| {
            of(hours.iter().map(|hours| Some(Duration::hours(*hours))).chain(vec![None; unanswered]).collect())
        };
        assert_eq!(answered(&[1, 2, 3, 4], 0), None);
        let hours = |hours| Some(Duration::hours(hours));
        assert_eq!(answered(&[9, 1, 50, 2, 3], 0), Some(Habits { asked: 5, answered: 100, delay: hours(3) }));
        assert_eq!(answered(&[4, 2], 4), Some(Habits { asked: 6, answered: 33, delay: hours(2) }));
        assert_eq!(answered(&[], 5), Some(Habits { asked: 5, answered: 0, delay: None }));
    }
}
