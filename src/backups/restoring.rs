//! Putting a backup in the place of what is there: all of it or nothing. On
//! PostgreSQL one transaction drops, builds and fills; on SQLite a file is built
//! beside and takes the name of the old one when it is whole.
//!
//! Nobody may be using the database: a server keeps pages, sessions and places in
//! memory that would no longer be true.

use std::{path::Path, time::Duration};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, TransactionTrait};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};

use super::{
    Trouble,
    erasures::{self, Erasure},
    files, loading,
    manifest::{Backup, Manifest},
    schema,
    taking::UPLOADS,
};
use crate::database::Db;

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

/// Replaces the database at `uri` (which `db` has open, and which is closed first)
/// and `shared_dir`'s uploads by what the backup holds, brought up to our schema.
///
/// # Errors
/// When the backup is damaged or newer, someone uses the database, or it refuses:
/// what was there is then there still.
pub async fn restore(db: Db, uri: &str, shared_dir: &Path, from: &Path) -> Result<Restored, Trouble> {
    let backup = Backup::open(from)?;
    let known = erasures::known(&db, shared_dir).await?;
    let mut last_ids = last_ids(&db).await?;
    // Nor the number of someone who was erased, wherever that is known from.
    let erased = known.iter().map(|erasure| erasure.person).max().unwrap_or(0);
    last_ids.push(("users".to_owned(), erased));
    // A connection that does not come back is found to be in use, below.
    let _ = tokio::time::timeout(Duration::from_secs(10), db.close()).await;
    let uploads = shared_dir.join(UPLOADS);
    let staged = files::beside(&uploads, ".restoring");
    files::remove(&staged)?;
    files::copy_tree(&backup.folder.join(UPLOADS), &staged, UPLOADS)?;
    erasures::write_down(shared_dir, &known)?;
    match uri.strip_prefix("sqlite://").and_then(|rest| rest.split('?').next()) {
        Some(file) => into_file(Path::new(file), &backup, &last_ids).await?,
        None => into_server(uri, &backup, &last_ids).await?,
    }
    swap(&staged, &uploads)?;
    let restored = Database::connect(uri).await?;
    let again = erasures::erasures_since(&restored, &known).await;
    restored.close().await?;
    Ok(Restored { again: again?, manifest: backup.manifest })
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

async fn into_server(uri: &str, backup: &Backup, last_ids: &[(String, i64)]) -> Result<(), Trouble> {
    let server = one_connection(uri, None).await?;
    alone(&server).await?;
    let txn = server.begin().await?;
    let mut old: Vec<String> = schema::tables(&txn).await?.iter().map(schema::Table::quoted).collect();
    old.push("seaql_migrations".to_owned());
    txn.execute_unprepared(&format!("DROP TABLE IF EXISTS {} CASCADE", old.join(", "))).await?;
    Migrator::up(&txn, backup.manifest.steps()).await?;
    loading::load(&txn, backup).await?;
    Migrator::up(&txn, None).await?;
    go_on(&txn, last_ids).await?;
    txn.commit().await?;
    server.execute_unprepared("ANALYZE").await?;
    server.close().await?;
    Ok(())
}

/// A server that just closed is seen for an instant more.
async fn alone(server: &DatabaseConnection) -> Result<(), Trouble> {
    let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                  AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
    for _ in 0..20 {
        let rows = schema::query(server, others).await?;
        if rows.first().is_some_and(|row| row.try_get_by_index::<i64>(0).is_ok_and(|others| others == 0)) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(Trouble::InUse)
}

async fn into_file(file: &Path, backup: &Backup, last_ids: &[(String, i64)]) -> Result<(), Trouble> {
    // Asked first: building for nothing takes minutes.
    hold(file).await?.close().await?;
    let beside = files::beside(file, ".restoring");
    files::remove(&beside)?;
    let built = build(&beside, backup, last_ids).await;
    if let Err(trouble) = built {
        let _ = files::remove(&beside);
        return Err(trouble);
    }
    std::fs::File::open(&beside)?.sync_all()?;
    let held = hold(file).await?;
    held.execute_unprepared("BEGIN EXCLUSIVE").await.map_err(|_| Trouble::InUse)?;
    files::rename(&beside, file)?;
    held.close().await?;
    Ok(())
}

async fn build(beside: &Path, backup: &Backup, last_ids: &[(String, i64)]) -> Result<(), Trouble> {
    // Nothing of it is anyone's until it is whole: no journal, one fsync at the end.
    let quick = Some((SqliteJournalMode::Off, SqliteSynchronous::Off));
    let new = one_connection(&format!("sqlite://{}?mode=rwc", beside.display()), quick).await?;
    Migrator::up(&new, backup.manifest.steps()).await?;
    let txn = new.begin().await?;
    loading::load(&txn, backup).await?;
    txn.commit().await?;
    Migrator::up(&new, None).await?;
    go_on(&new, last_ids).await?;
    new.execute_unprepared("ANALYZE").await?;
    new.close().await?;
    Ok(())
}

/// Opens the file for ourselves alone. Leaving WAL mode needs that, and leaves
/// nothing beside the file that could be read into the new one.
async fn hold(file: &Path) -> Result<DatabaseConnection, Trouble> {
    let file = one_connection(&format!("sqlite://{}?mode=rwc", file.display()), None).await?;
    match schema::query(&file, "PRAGMA journal_mode = DELETE").await {
        Ok(rows) if rows.first().is_some_and(|row| row.try_get_by_index(0) == Ok("delete".to_owned())) => Ok(file),
        Ok(_) => Err(Trouble::InUse),
        Err(error) if crate::outages::is_outage(&error) => Err(Trouble::InUse),
        Err(error) => Err(error.into()),
    }
}

async fn one_connection(
    uri: &str,
    quick: Option<(SqliteJournalMode, SqliteSynchronous)>,
) -> Result<DatabaseConnection, Trouble> {
    let mut options = ConnectOptions::new(uri);
    options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(move |file| match quick {
        Some((journal, synchronous)) => file.journal_mode(journal).synchronous(synchronous),
        None => file.busy_timeout(Duration::from_secs(1)),
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

fn swap(staged: &Path, uploads: &Path) -> Result<(), Trouble> {
    let replaced = files::beside(uploads, ".replaced");
    files::remove(&replaced)?;
    if uploads.exists() {
        files::rename(uploads, &replaced)?;
    }
    if staged.exists() {
        files::rename(staged, uploads)?;
    }
    files::remove(&replaced)?;
    Ok(())
}
