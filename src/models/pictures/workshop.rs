//! Where pictures are made: one at a time, on a thread of its own, so that a page is
//! never waited for behind a photo and memory has a bound; few may wait for their turn.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{
    Kind,
    developing::{Developed, develop},
};
use crate::refusals::{Failure, Outcome, Refusal};

/// Files on their way in or waiting for their turn: at most so many are in memory.
const IN_HAND: usize = 12;

#[derive(Debug)]
pub struct Workshop {
    places: Arc<Semaphore>,
    bench: Arc<Semaphore>,
}

impl Default for Workshop {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(IN_HAND)), bench: Arc::new(Semaphore::new(1)) }
    }
}

/// A place in the workshop, kept from before the file is read until it is done with.
#[derive(Debug)]
pub struct Place {
    _permit: OwnedSemaphorePermit,
}

impl Workshop {
    /// # Errors
    /// [`Refusal::Busy`] when all places are taken.
    pub fn enter(&self) -> Result<Place, Refusal> {
        self.places.clone().try_acquire_owned().map(|permit| Place { _permit: permit }).map_err(|_| Refusal::Busy)
    }

    /// Makes the pictures that are kept of a file, when its turn has come. Whoever
    /// goes away meanwhile frees the bench only when the work is done.
    ///
    /// # Errors
    /// What [`develop`] says.
    pub async fn develop(&self, file: Vec<u8>, kind: Kind) -> Outcome<Developed> {
        let bench = self.bench.clone().acquire_owned().await.map_err(|error| Failure::Broken(error.to_string()))?;
        let made = tokio::task::spawn_blocking(move || {
            let made = develop(&file, kind);
            drop(bench);
            made
        });
        // A file that a decoder trips over is one that cannot be read.
        made.await.unwrap_or(Err(Refusal::PictureUnreadable)).map_err(Failure::from)
    }
}
