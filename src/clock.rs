//! The hour. Everything that is written down is dated here, to the microsecond:
//! what PostgreSQL keeps, so that both databases order alike.

use chrono::{DateTime, SubsecRound, Utc};

pub fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}
