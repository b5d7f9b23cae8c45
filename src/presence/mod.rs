//! Who is in the house: any number of servers, or one restore. A server says that
//! it is there before it opens the database and until it has closed it; a restore
//! asks everyone to leave, and is told when they have.
//!
//! Two locks say it, of a kind that is gone with whoever held it, `kill -9` included:
//! on SQLite on two files beside the database, on PostgreSQL in the database itself,
//! so that it holds wherever the servers are.
//!
//! - **The turn** is held by one: by a restore, from its first act to its last, and by
//!   each server while it comes in. A second restore, and a server that starts
//!   meanwhile, find it taken.
//! - **The rooms** are shared by the servers that serve; a restore has them for itself.
//!   That it asks for them is what servers look for, twice a second.
//!
//! Whoever has the turn first brings to its end what a restore that was broken off
//! left: see [`crate::backups::uploads`].

mod files;
mod postgres;

use std::{path::Path, time::Duration};

use crate::{
    backups::{Trouble, uploads},
    database::sqlite_file,
};

/// From one look to the next.
const LOOK: Duration = Duration::from_millis(500);
/// While something is waited for that takes an instant.
const BREATH: Duration = Duration::from_millis(50);
/// How long a restore waits for its turn: a server that comes in has it for an instant.
const TURN: Duration = Duration::from_secs(2);
/// How long a restore waits for the servers, which are gone within ten seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that is in the house, until it says that it left, or is no more.
#[derive(Debug)]
pub struct Presence(Kept);

#[derive(Debug)]
enum Kept {
    Files(files::Presence),
    Server(postgres::Presence),
}

impl Presence {
    /// Comes in, or says that a restore is at work (none).
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub async fn enter_now(uri: &str, shared_dir: &Path) -> Result<Option<Self>, Trouble> {
        // Another server may be coming in.
        Self::come_in(uri, shared_dir, Some(LOOK)).await
    }

    /// Comes in as soon as no restore is at work.
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub async fn enter(uri: &str, shared_dir: &Path) -> Result<Self, Trouble> {
        // Who waits without end is not told to come back.
        Self::come_in(uri, shared_dir, None).await?.ok_or(Trouble::Another)
    }

    async fn come_in(uri: &str, shared_dir: &Path, patience: Option<Duration>) -> Result<Option<Self>, Trouble> {
        let kept = match sqlite_file(uri) {
            Some(file) => files::Presence::enter(file, shared_dir, patience).await?.map(Kept::Files),
            None => postgres::Presence::enter(uri, shared_dir, patience).await?.map(Kept::Server),
        };
        Ok(kept.map(Self))
    }

    /// Returns when no other server is opening the house: what the first one does
    /// (steps of the schema, erasures made again) is done when the next one looks.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn alone_to_open(&mut self) -> Result<(), Trouble> {
        match &mut self.0 {
            // A SQLite file has one server.
            Kept::Files(_) => Ok(()),
            Kept::Server(presence) => presence.alone_to_open().await,
        }
    }

    /// Says that the house is open here: the next one may.
    pub async fn has_opened(&mut self) {
        if let Kept::Server(presence) = &mut self.0 {
            presence.has_opened().await;
        }
    }

    /// Returns when a restore asks for the house, or when it is no longer the one that
    /// was entered.
    pub async fn asked_to_leave(&mut self) {
        match &mut self.0 {
            Kept::Files(presence) => presence.asked_to_leave().await,
            Kept::Server(presence) => presence.asked_to_leave().await,
        }
    }

    /// Says that the database is closed here.
    pub async fn leave(self) {
        if let Kept::Server(presence) = self.0 {
            presence.leave().await;
        }
    }
}

/// A restore's turn.
#[derive(Debug)]
pub enum Turn {
    Files(files::Turn),
    Server(postgres::Turn),
}

impl Turn {
    /// # Errors
    /// [`Trouble::Another`] when another restore has it; or when the database or the
    /// disk refuses.
    pub async fn take(uri: &str) -> Result<Self, Trouble> {
        match sqlite_file(uri) {
            Some(file) => files::Turn::take(file).await.map(Self::Files),
            None => postgres::Turn::take(uri).await.map(Self::Server),
        }
    }

    /// Asks every server to leave; returns when they have.
    ///
    /// # Errors
    /// [`Trouble::StillOpen`] when one does not: the others come back.
    pub async fn empty(&mut self) -> Result<(), Trouble> {
        match self {
            Self::Files(turn) => turn.empty().await,
            Self::Server(turn) => turn.empty().await,
        }
    }

    /// Brings uploads to where the database is, whoever left them behind.
    ///
    /// # Errors
    /// When the database or the disk refuses.
    pub async fn settle(&self, shared_dir: &Path) -> Result<(), Trouble> {
        if uploads::are_settled(shared_dir)? {
            return Ok(());
        }
        uploads::settle(shared_dir, self.mark().await?).map(|_| ())
    }

    /// The number of the restore that the database is from; 0: none.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn mark(&self) -> Result<i64, Trouble> {
        match self {
            Self::Files(turn) => turn.mark().await,
            Self::Server(turn) => turn.mark().await,
        }
    }

    /// Lets the servers in again. So does whatever ends this process.
    pub async fn end(self) {
        if let Self::Server(turn) = self {
            turn.end().await;
        }
    }
}

/// Brings to its end what a restore that was broken off left, and says to whoever
/// reads the log which house this is now.
fn finish(shared_dir: &Path, mark: i64) -> Result<(), Trouble> {
    if uploads::settle(shared_dir, mark)? {
        tracing::warn!(
            "a restore was broken off once its rows were in place: its uploads are now too, and nothing is left to do"
        );
    } else {
        tracing::warn!(
            "a restore was broken off before it replaced anything: the house is the one there was. \
             To have the backup, run the restore again"
        );
    }
    Ok(())
}
