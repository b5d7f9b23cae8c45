//! Where a page of a list begins: after this row, in (moment, id) order. Pages cut
//! so are as quick far down as at the top, and hold still while rows arrive.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};

/// A page of a list, and where the next begins.
#[derive(Clone, Debug)]
pub struct Slice<T, K = After> {
    pub rows: Vec<T>,
    pub next: Option<K>,
}

impl<T, K> Slice<T, K> {
    /// Of what was found, one row more than a page when there is another; `place` says
    /// where a row stands.
    pub fn cut(mut found: Vec<T>, page: u64, place: impl Fn(&T) -> K) -> Self {
        let more = found.len() as u64 > page;
        found.truncate(usize::try_from(page).unwrap_or(usize::MAX));
        let next = found.last().filter(|_| more).map(place);
        Self { rows: found, next }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    pub at: DateTime<Utc>,
    pub id: i64,
}

impl After {
    /// `1795000000000000-42`: microseconds and id.
    pub fn parse(text: &str) -> Option<Self> {
        let (micros, id) = text.split_once('-')?;
        Some(Self { at: DateTime::from_timestamp_micros(micros.parse().ok()?)?, id: id.parse().ok()? })
    }

    /// What comes after it in a list whose latest are first: one comparison of rows, which
    /// an index on both answers.
    pub fn earlier(self, at: Expr, id: Expr) -> Expr {
        Expr::tuple([at, id]).lt(Expr::tuple([Expr::value(self.at), Expr::value(self.id)]))
    }
}

impl std::fmt::Display for After {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.at.timestamp_micros(), self.id)
    }
}
