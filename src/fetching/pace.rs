//! How slowly a server may send. It starts with some patience; waiting for it uses that
//! up, and what it sends earns it back, a second for each `pace` bytes, never more than
//! there was. So it may fall silent for as long, and be slow for a while after it was
//! fast; one that drips is given up soon after its patience would be, had it been silent.

use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;
use tokio::time::{Instant, timeout};

use super::{settings::Fetching, unfetched::Unfetched};

pub(super) struct Pace {
    left: Duration,
    patience: Duration,
    /// Bytes a second, at least one.
    pace: u64,
}

impl Pace {
    pub fn new(settings: &Fetching) -> Self {
        Self { left: settings.patience, patience: settings.patience, pace: settings.pace.max(1) }
    }

    /// What comes next of a body; nothing at its end. Only the server is waited for here:
    /// that our disk is slow is no fault of it.
    pub async fn next(&mut self, answer: &mut Response) -> Result<Option<Bytes>, Unfetched> {
        let since = Instant::now();
        let came = timeout(self.left, answer.chunk()).await.map_err(|_| Unfetched::TooSlow)?;
        let bytes = came.map_err(|error| Unfetched::of(&error))?;
        self.count(since.elapsed(), bytes.as_ref().map_or(0, Bytes::len) as u64);
        Ok(bytes)
    }

    fn count(&mut self, waited: Duration, bytes: u64) {
        let earned = Duration::from_nanos(bytes.saturating_mul(1_000_000_000) / self.pace);
        self.left = (self.left.saturating_sub(waited) + earned).min(self.patience);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace() -> Pace {
        Pace::new(&Fetching { pace: 1_000, patience: Duration::from_secs(30), ..Fetching::default() })
    }

    #[test]
    fn what_is_sent_earns_back_what_was_waited() {
        let mut pace = pace();
        pace.count(Duration::from_secs(20), 5_000);
        assert_eq!(pace.left, Duration::from_secs(15));
        pace.count(Duration::ZERO, 1_000_000);
        assert_eq!(pace.left, Duration::from_secs(30), "never more than there was");
    }

    #[test]
    fn one_that_drips_is_given_up_and_one_at_the_pace_is_not() {
        let (mut dripping, mut steady) = (pace(), pace());
        for _ in 0..31 {
            dripping.count(Duration::from_secs(1), 1);
            steady.count(Duration::from_secs(1), 1_000);
        }
        assert_eq!(dripping.left, Duration::from_millis(1), "nothing but what came last");
        assert_eq!(steady.left, Duration::from_secs(30));
    }

    #[test]
    fn a_pace_of_nothing_is_one_of_a_byte() {
        let mut pace = Pace::new(&Fetching { pace: 0, ..Fetching::default() });
        pace.count(Duration::from_secs(2), 1);
        assert_eq!(pace.left, Duration::from_secs(29));
    }
}
