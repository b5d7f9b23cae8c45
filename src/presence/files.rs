//! Beside a SQLite file: `….turn` and `….servers`, each a lock and nothing more.
//! While a restore asks for the house, `….turn` is not empty; a restore that was
//! killed leaves it so, and the next server that comes in empties it.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::time::{Instant, sleep};

use super::{BREATH, LOOK, PATIENCE, TURN, finish};
use crate::backups::{
    Trouble, beside, remove,
    restoring::{BUILT, mark_of_file},
    uploads,
};

#[derive(Debug)]
pub struct Presence {
    turn: PathBuf,
    /// Shared by the servers; let go when this is dropped.
    _room: File,
}

impl Presence {
    pub async fn enter(
        database: &Path,
        shared_dir: &Path,
        patience: Option<Duration>,
    ) -> Result<Option<Self>, Trouble> {
        let turn = open(&beside(database, ".turn"))?;
        let until = patience.map(|patience| Instant::now() + patience);
        while !taken(turn.try_lock())? {
            if until.is_some_and(|until| Instant::now() > until) {
                return Ok(None);
            }
            sleep(BREATH).await;
        }
        turn.set_len(0)?;
        remove(&beside(database, BUILT))?;
        if !uploads::are_settled(shared_dir)? {
            finish(shared_dir, mark_of_file(database).await?)?;
        }
        let room = open(&beside(database, ".servers"))?;
        // Whoever could have it for themselves has the turn first.
        room.lock_shared()?;
        Ok(Some(Self { turn: beside(database, ".turn"), _room: room }))
    }

    pub async fn asked_to_leave(&self) {
        while std::fs::metadata(&self.turn).map_or(0, |turn| turn.len()) == 0 {
            sleep(LOOK).await;
        }
    }
}

#[derive(Debug)]
pub struct Turn {
    database: PathBuf,
    turn: File,
    /// Had for ourselves.
    rooms: Option<File>,
}

impl Turn {
    pub async fn take(database: &Path) -> Result<Self, Trouble> {
        let turn = open(&beside(database, ".turn"))?;
        let until = Instant::now() + TURN;
        while !taken(turn.try_lock())? {
            if Instant::now() > until {
                return Err(Trouble::Another);
            }
            sleep(BREATH).await;
        }
        Ok(Self { database: database.to_owned(), turn, rooms: None })
    }

    pub async fn empty(&mut self) -> Result<(), Trouble> {
        if self.rooms.is_some() {
            return Ok(());
        }
        self.turn.write_all(b"a backup is being restored\n")?;
        let rooms = open(&beside(&self.database, ".servers"))?;
        let until = Instant::now() + PATIENCE;
        while !taken(rooms.try_lock())? {
            if Instant::now() > until {
                return Err(Trouble::StillOpen);
            }
            sleep(BREATH).await;
        }
        self.rooms = Some(rooms);
        Ok(())
    }

    pub async fn mark(&self) -> Result<i64, Trouble> {
        mark_of_file(&self.database).await
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let _ = self.turn.set_len(0);
    }
}

fn open(path: &Path) -> Result<File, Trouble> {
    Ok(OpenOptions::new().create(true).append(true).mode(0o600).open(path)?)
}

fn taken(tried: Result<(), TryLockError>) -> Result<bool, Trouble> {
    match tried {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}
