//! Taking a backup, while everyone goes on reading and writing.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use sea_orm::{AccessMode, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, IsolationLevel, TransactionTrait};

use super::{
    Trouble, files,
    manifest::{self, Manifest},
    schema::{self, Column, Table},
};
use crate::database::Db;

/// Rows asked for at a time.
const BATCH: usize = 1_000;
/// What was sent in beside the database, under DATA_DIR and in a backup.
pub(super) const UPLOADS: &str = "uploads";

/// Writes a backup of the database and of `shared_dir`'s uploads to the new folder `to`.
///
/// # Errors
/// [`Trouble::Exists`] when `to` is there; otherwise when the database or the disk
/// refuses: nothing is then left.
pub async fn take(db: &Db, shared_dir: &Path, to: &Path) -> Result<Manifest, Trouble> {
    if to.exists() {
        return Err(Trouble::Exists(to.to_owned()));
    }
    // Without a final slash: the other name is beside it, not within.
    let to = &to.components().collect::<PathBuf>();
    let partial = files::beside(to, &format!(".partial-{}", std::process::id()));
    files::remove(&partial)?;
    files::folder(&partial)?;
    let taken = into(db, shared_dir, &partial).await;
    let named = taken.and_then(|manifest| {
        files::sync_folders(&partial)?;
        files::rename(&partial, to)?;
        Ok(manifest)
    });
    if named.is_err() {
        let _ = files::remove(&partial);
    }
    named
}

async fn into(db: &Db, shared_dir: &Path, folder: &Path) -> Result<Manifest, Trouble> {
    let snapshot = snapshot(db).await?;
    let schema = schema::last_step(&snapshot).await?.ok_or(Trouble::Empty)?;
    let mut manifest = Manifest::new(if db.is_sqlite() { "sqlite" } else { "postgres" }, schema);
    for table in schema::tables(&snapshot).await? {
        manifest.tables.push(write_table(&snapshot, &table, folder).await?);
    }
    snapshot.rollback().await?;
    // After the rows: whatever they speak of is there already.
    manifest.uploads = files::copy_tree(&shared_dir.join(UPLOADS), &folder.join(UPLOADS), UPLOADS)?;
    manifest.write(folder)
}

/// Everything as it is at one instant. On SQLite a reader's transaction is that.
async fn snapshot(db: &Db) -> Result<DatabaseTransaction, DbErr> {
    if db.is_sqlite() {
        return db.readers().begin().await;
    }
    db.readers().begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)).await
}

async fn write_table(snapshot: &DatabaseTransaction, table: &Table, folder: &Path) -> Result<manifest::Table, Trouble> {
    let path = format!("tables/{}.jsonl.gz", table.name);
    let mut file = GzEncoder::new(files::Digested::create(&folder.join(&path))?, Compression::fast());
    let mut rows = Rows::of(snapshot, table).await?;
    let mut count = 0;
    loop {
        let batch = rows.next(snapshot).await?;
        for line in &batch {
            file.write_all(line.as_bytes())?;
            file.write_all(b"\n")?;
        }
        count += batch.len() as u64;
        if batch.len() < BATCH {
            break;
        }
    }
    Ok(manifest::Table {
        name: table.name.clone(),
        columns: table.columns.iter().map(|column| column.name.clone()).collect(),
        rows: count,
        last_id: schema::last_id(snapshot, table).await?,
        file: file.finish()?.finish(path)?,
    })
}

/// A table's rows as lines of JSON, a batch at a time: on PostgreSQL through a
/// cursor, on SQLite from row number to row number.
struct Rows {
    sql: String,
    after: Option<i64>,
}

impl Rows {
    async fn of(snapshot: &DatabaseTransaction, table: &Table) -> Result<Self, DbErr> {
        let name = table.quoted();
        if snapshot.get_database_backend() != DbBackend::Postgres {
            let columns: Vec<String> = table.columns.iter().map(Column::quoted).collect();
            let sql = format!("SELECT json_array({}), rowid FROM {name}", columns.join(", "));
            return Ok(Self { sql, after: Some(i64::MIN) });
        }
        let columns: Vec<String> = table.columns.iter().map(as_sqlite_says).collect();
        let first = table.columns.first().map_or_else(String::new, Column::quoted);
        let cursor = schema::quoted(&format!("rows of {}", table.name));
        snapshot
            .execute_unprepared(&format!(
                "DECLARE {cursor} NO SCROLL CURSOR FOR \
                 SELECT json_build_array({})::text FROM {name} ORDER BY {first}",
                columns.join(", ")
            ))
            .await?;
        Ok(Self { sql: format!("FETCH {BATCH} FROM {cursor}"), after: None })
    }

    async fn next(&mut self, snapshot: &DatabaseTransaction) -> Result<Vec<String>, DbErr> {
        let Some(after) = self.after else {
            let rows = schema::query(snapshot, &self.sql).await?;
            return rows.iter().map(|row| row.try_get_by_index(0)).collect();
        };
        let rows = schema::query(snapshot, &format!("{} WHERE rowid > {after} ORDER BY rowid LIMIT {BATCH}", self.sql))
            .await?;
        if let Some(last) = rows.last() {
            self.after = Some(last.try_get_by_index(1)?);
        }
        rows.iter().map(|row| row.try_get_by_index(0)).collect()
    }
}

/// A column of PostgreSQL as SQLite keeps it, so that a backup is of neither:
/// truth as 0 and 1, a moment as RFC 3339 with as many digits as it needs.
fn as_sqlite_says(column: &Column) -> String {
    let name = column.quoted();
    if column.is_truth() {
        format!("{name}::int")
    } else if column.is_moment() {
        let to_the_microsecond = format!("to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')");
        format!("regexp_replace({to_the_microsecond}, '(\\.000)?000$', '') || '+00:00'")
    } else {
        name
    }
}
