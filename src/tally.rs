//! What making one answer took: its statements and its Argon2 computations, in order,
//! without what they were about. A test holds two answers against each other by it;
//! time would tell the same, less surely. Nothing in the house reads it.

use std::sync::{Arc, Mutex, PoisonError};

tokio::task_local! {
    static TALLY: Tally;
}

#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<Mutex<Vec<String>>>);

impl Tally {
    /// Does this work, and tells what it took.
    pub async fn of<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
        let tally = Self::default();
        let done = TALLY.scope(tally.clone(), work).await;
        let took = std::mem::take(&mut *tally.0.lock().unwrap_or_else(PoisonError::into_inner));
        (done, took)
    }
}

/// One more, while somebody counts.
pub(crate) fn count(what: &str) {
    let _ = TALLY.try_with(|tally| tally.0.lock().unwrap_or_else(PoisonError::into_inner).push(what.to_owned()));
}
