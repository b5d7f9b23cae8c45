//! The hour. Everything that is written down is dated here, to the microsecond:
//! what PostgreSQL keeps, so that both databases order alike.

use std::cell::Cell;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

thread_local! {
    static AHEAD: Cell<TimeDelta> = const { Cell::new(TimeDelta::zero()) };
}

pub fn now() -> DateTime<Utc> {
    (Utc::now() + AHEAD.get()).trunc_subsecs(6)
}

/// Puts this thread's clock so far ahead of the true hour, or behind it: a test
/// that runs on one thread lives through a clock that jumps, and no other does.
/// Nothing in the house calls it.
pub fn set_ahead(by: TimeDelta) {
    AHEAD.set(by);
}
