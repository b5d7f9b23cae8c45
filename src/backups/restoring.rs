//! Putting a backup in the place of what is there: all of it or nothing. On
//! PostgreSQL one transaction drops, builds and fills; on SQLite a file is built
//! beside, while everyone goes on, and takes the name of the old one when it is
//! whole. `kill -9` at any moment leaves the one or the other, each with its uploads.
//!
//! Nobody uses the database while it is replaced: a server keeps pages, sessions and
//! places in memory that would no longer be true. Those that run are asked to leave
//! (see [`crate::presence`]) and begin anew after. Whoever was not asked, because they
//! are no server or an older one, is found to be there, and then nothing is replaced.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, TransactionTrait};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

use super::{
    Trouble,
    erasures::{self, Erasure},
    files, loading,
    manifest::{Backup, Manifest},
    schema, uploads,
};
use crate::{
    database::{Db, sqlite_file},
    presence::Turn,
};

/// What a SQLite file is called while it is made, after the name of the one there is.
pub(crate) const BUILT: &str = ".restoring";

/// How long, and how often, someone who still has the database open is waited for.
const INSTANT: Duration = Duration::from_millis(100);
const INSTANTS: usize = 40;

/// What came back, and who has to be forgotten again.
#[derive(Debug)]
pub struct Restored {
    pub manifest: Manifest,
    pub again: Vec<Erasure>,
}

/// What is about to be replaced: people, posts.
///
/// # Errors
/// When the database cannot be read.
pub async fn there_now(db: &Db) -> Result<Option<(i64, i64)>, Trouble> {
    let tables = schema::tables(db).await?;
    if !["users", "posts"].iter().all(|name| tables.iter().any(|table| table.name == *name)) {
        return Ok(None);
    }
    // Counted in so many words: the schema may be older than ours.
    let rows = schema::query(db, "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM posts)").await?;
    rows.first().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).transpose()
}

/// Replaces the database at `uri` (which `db` has open, and which is closed) and
/// `shared_dir`'s uploads by what the backup holds, brought up to our schema. Servers
/// that run are asked to leave once everything that can fail without them is done.
///
/// # Errors
/// When the backup is damaged or newer, another restore is at work, a server does not
/// close, someone else uses the database, or it refuses: what was there is then there
/// still.
pub async fn restore(db: Db, uri: &str, shared_dir: &Path, from: &Path) -> Result<Restored, Trouble> {
    // Before anything is read: of two, one keeps its connections for an instant only.
    let mut turn = match Turn::take(uri).await {
        Ok(turn) => turn,
        Err(trouble) => {
            db.close().await;
            return Err(trouble);
        }
    };
    let restored = in_turn(&mut turn, db, uri, shared_dir, from).await;
    turn.end().await;
    restored
}

/// The same, for whoever has the turn already.
///
/// # Errors
/// As [`restore`].
pub async fn in_turn(turn: &mut Turn, db: Db, uri: &str, shared_dir: &Path, from: &Path) -> Result<Restored, Trouble> {
    let backup = Backup::open(from)?;
    turn.settle(shared_dir).await?;
    let replaced = replace(turn, db, uri, shared_dir, &backup).await;
    // The database says whether it was: even a commit that nobody answered is known.
    let settled = turn.settle(shared_dir).await;
    let known = replaced?;
    settled?;
    let restored = one_connection(uri, None).await?;
    let again = erasures::erasures_since(&restored, &known).await;
    restored.close().await?;
    Ok(Restored { manifest: backup.manifest, again: again? })
}

async fn replace(
    turn: &mut Turn,
    db: Db,
    uri: &str,
    shared_dir: &Path,
    backup: &Backup,
) -> Result<Vec<Erasure>, Trouble> {
    let mark = uploads::stage(backup, shared_dir)?;
    let built = match sqlite_file(uri) {
        Some(file) => Some(Built::beside(file, backup).await?),
        None => None,
    };
    tracing::info!("the backup is whole: servers that run are asked to close");
    turn.empty().await?;
    tracing::info!("no server is at work: what is there is replaced");
    let known = erasures::known(&db, shared_dir).await?;
    let mut last_ids = last_ids(&db).await?;
    // Nor the number of someone who was erased, wherever that is known from.
    let erased = known.iter().map(|erasure| erasure.person).max().unwrap_or(0);
    last_ids.push(("users".to_owned(), erased));
    // A connection that does not come back is found to be in use, below.
    let _ = tokio::time::timeout(Duration::from_secs(10), db.close()).await;
    erasures::write_down(shared_dir, &known)?;
    match (built, turn) {
        (Some(built), _) => built.takes_the_place(&last_ids, mark).await?,
        (None, Turn::Server(turn)) => into_server(&turn.0, backup, &last_ids, mark).await?,
        (None, Turn::Files(_)) => return Err(Trouble::InUse),
    }
    Ok(known)
}

/// The last numbers given here: a link in a letter sent since the backup must not
/// lead to something else one day.
async fn last_ids(db: &Db) -> Result<Vec<(String, i64)>, Trouble> {
    let mut last = vec![];
    for table in schema::tables(db).await? {
        last.push((table.name.clone(), schema::last_id(db, &table).await?));
    }
    Ok(last)
}

async fn into_server(
    server: &DatabaseConnection,
    backup: &Backup,
    last_ids: &[(String, i64)],
    mark: i64,
) -> Result<(), Trouble> {
    alone(server).await?;
    let txn = server.begin().await?;
    let mut old: Vec<String> = schema::tables(&txn).await?.iter().map(schema::Table::quoted).collect();
    old.push("seaql_migrations".to_owned());
    txn.execute_unprepared(&format!("DROP TABLE IF EXISTS {} CASCADE", old.join(", "))).await?;
    Migrator::up(&txn, backup.manifest.steps()).await?;
    loading::load(&txn, backup).await?;
    Migrator::up(&txn, None).await?;
    go_on(&txn, last_ids).await?;
    txn.execute_unprepared(&format!("COMMENT ON TABLE seaql_migrations IS '{mark}'")).await?;
    txn.commit().await?;
    // It is restored, whatever becomes of this: the database does it by itself later.
    if let Err(error) = server.execute_unprepared("ANALYZE").await {
        tracing::warn!(%error, "the tables were not analysed: the first pages may be slow");
    }
    Ok(())
}

/// The number of the restore that the database is from, where it is from one.
pub(crate) const MARK_OF_SERVER: &str = "SELECT obj_description(to_regclass('seaql_migrations'), 'pg_class')::bigint";

/// The same of a SQLite file; 0: none.
pub(crate) async fn mark_of_file(file: &Path) -> Result<i64, Trouble> {
    if !file.exists() {
        return Ok(0);
    }
    let file = one_connection(&format!("sqlite://{}", file.display()), None).await?;
    let rows = schema::query(&file, "PRAGMA user_version").await?;
    let mark = rows.first().map_or(Ok(0), |row| row.try_get_by_index::<i32>(0))?;
    file.close().await?;
    Ok(mark.into())
}

/// Servers that close without having been asked are seen for an instant more, and so
/// are those that come to wait for their turn: these do nothing here.
async fn alone(server: &DatabaseConnection) -> Result<(), Trouble> {
    let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                  AND pid <> pg_backend_pid() AND backend_type = 'client backend' \
                  AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 1885434739)";
    for _ in 0..INSTANTS {
        let rows = schema::query(server, others).await?;
        if rows.first().is_some_and(|row| row.try_get_by_index::<i64>(0).is_ok_and(|others| others == 0)) {
            return Ok(());
        }
        tokio::time::sleep(INSTANT).await;
    }
    Err(Trouble::InUse)
}

/// A SQLite file made of a backup, beside the one it is to replace; gone when it does
/// not come to that.
struct Built {
    beside: PathBuf,
    file: PathBuf,
}

impl Built {
    async fn beside(file: &Path, backup: &Backup) -> Result<Self, Trouble> {
        let built = Self { beside: files::beside(file, BUILT), file: file.to_owned() };
        files::remove(&built.beside)?;
        build(&built.beside, backup).await?;
        Ok(built)
    }

    async fn takes_the_place(self, last_ids: &[(String, i64)], mark: i64) -> Result<(), Trouble> {
        let new = fresh(&self.beside).await?;
        go_on(&new, last_ids).await?;
        new.execute_unprepared(&format!("PRAGMA user_version = {mark}")).await?;
        new.close().await?;
        std::fs::File::open(&self.beside)?.sync_all()?;
        let held = hold(&self.file).await?;
        held.execute_unprepared("BEGIN EXCLUSIVE").await.map_err(|_| Trouble::InUse)?;
        files::rename(&self.beside, &self.file)?;
        held.close().await?;
        Ok(())
    }
}

impl Drop for Built {
    fn drop(&mut self) {
        let _ = files::remove(&self.beside);
    }
}

/// Nothing of it is anyone's until it is whole: no journal, one fsync at the end.
async fn fresh(file: &Path) -> Result<DatabaseConnection, Trouble> {
    let quick = Some((SqliteJournalMode::Off, SqliteSynchronous::Off));
    one_connection(&format!("sqlite://{}?mode=rwc", file.display()), quick).await
}

async fn build(beside: &Path, backup: &Backup) -> Result<(), Trouble> {
    let new = fresh(beside).await?;
    Migrator::up(&new, backup.manifest.steps()).await?;
    let txn = new.begin().await?;
    loading::load(&txn, backup).await?;
    txn.commit().await?;
    Migrator::up(&new, None).await?;
    new.execute_unprepared("ANALYZE").await?;
    new.close().await?;
    // While everyone goes on: what is left to write after is little.
    std::fs::File::open(beside)?.sync_all()?;
    Ok(())
}

/// Opens the file for ourselves alone. Leaving WAL mode needs that, and leaves
/// nothing beside the file that could be read into the new one. Whoever only looked
/// in is gone in an instant.
async fn hold(file: &Path) -> Result<DatabaseConnection, Trouble> {
    let file = one_connection(&format!("sqlite://{}?mode=rwc", file.display()), None).await?;
    for _ in 0..INSTANTS {
        match schema::query(&file, "PRAGMA journal_mode = DELETE").await {
            Ok(rows) if rows.first().is_some_and(|row| row.try_get_by_index(0) == Ok("delete".to_owned())) => {
                return Ok(file);
            }
            Err(error) if !crate::outages::is_outage(&error) => return Err(error.into()),
            _ => tokio::time::sleep(INSTANT).await,
        }
    }
    Err(Trouble::InUse)
}

/// One and the same connection, however long it is used.
pub(crate) async fn one_connection(
    uri: &str,
    quick: Option<(SqliteJournalMode, SqliteSynchronous)>,
) -> Result<DatabaseConnection, Trouble> {
    let mut options = ConnectOptions::new(uri);
    options
        .max_connections(1)
        .sqlx_logging(false)
        .map_sqlx_postgres_pool_opts(|pool| pool.idle_timeout(None).max_lifetime(None))
        .map_sqlx_sqlite_opts(move |file| match quick {
            Some((journal, synchronous)) => file.journal_mode(journal).synchronous(synchronous),
            None => file.busy_timeout(INSTANT),
        });
    Ok(Database::connect(options).await?)
}

async fn go_on<C: ConnectionTrait>(db: &C, last_ids: &[(String, i64)]) -> Result<(), Trouble> {
    for table in schema::tables(db).await? {
        let of_it = last_ids.iter().filter(|(name, _)| *name == table.name);
        let before = of_it.map(|(_, last)| *last).max().unwrap_or(0);
        let now = schema::last_id(db, &table).await?;
        if before > now {
            schema::go_on_after(db, &table, before).await?;
        }
    }
    Ok(())
}
