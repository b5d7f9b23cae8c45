//! Filling an empty schema with the rows of a backup.

use std::{
    fs::File,
    io::{BufRead, BufReader},
};

use flate2::read::GzDecoder;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::{
    Trouble,
    manifest::{self, Backup},
    reading_log::Log,
    schema::{self, Column, Table},
};

/// Rows sent at a time, and bytes after which fewer are.
const BATCH: usize = 500;
const ENOUGH: usize = 1 << 20;

/// Loads every row and checks that as many arrived as were written.
///
/// # Errors
/// When the schema is not the backup's, or the database refuses.
pub async fn load<C: ConnectionTrait>(db: &C, backup: &Backup) -> Result<(), Trouble> {
    let here = schema::tables(db).await?;
    let mut there: Vec<&manifest::Table> = backup.manifest.tables.iter().collect();
    if here.len() != there.len() {
        return Err(Trouble::Damaged("its tables are not those of its schema".to_owned()));
    }
    // The readers' places first: what they have read decides how the log is kept.
    there.sort_by_key(|table| table.name != Log::CURSORS);
    let mut log = Log::new(&backup.manifest.engine);
    for kept in there {
        let table = here
            .iter()
            .find(|table| table.name == kept.name && same_columns(table, kept))
            .ok_or_else(|| Trouble::Damaged(format!("the table {} is not that of its schema", kept.name)))?;
        fill(db, backup, kept, table, &log).await?;
        schema::go_on_after(db, table, kept.last_id).await?;
        if kept.name == Log::CURSORS {
            log.find_slowest(db).await?;
        }
    }
    log.fit(db).await?;
    Ok(())
}

fn same_columns(table: &Table, kept: &manifest::Table) -> bool {
    table.columns.len() == kept.columns.len() && table.columns.iter().all(|column| kept.columns.contains(&column.name))
}

async fn fill<C: ConnectionTrait>(
    db: &C,
    backup: &Backup,
    kept: &manifest::Table,
    table: &Table,
    log: &Log,
) -> Result<(), Trouble> {
    let sql = insert(db.get_database_backend(), kept, table, log);
    let lines = BufReader::new(GzDecoder::new(File::open(backup.folder.join(&kept.file.path))?)).lines();
    let (mut batch, mut waiting, mut rows) = (String::from("["), 0, 0);
    for line in lines {
        if waiting > 0 {
            batch.push(',');
        }
        batch.push_str(&line?);
        waiting += 1;
        rows += 1;
        if waiting == BATCH || batch.len() > ENOUGH {
            send(db, &sql, &mut batch).await?;
            waiting = 0;
        }
    }
    if waiting > 0 {
        send(db, &sql, &mut batch).await?;
    }
    if rows != kept.rows {
        return Err(Trouble::Damaged(format!("the table {} has {rows} rows of {}", kept.name, kept.rows)));
    }
    Ok(())
}

async fn send<C: ConnectionTrait>(db: &C, sql: &str, batch: &mut String) -> Result<(), Trouble> {
    batch.push(']');
    let rows = std::mem::replace(batch, String::from("["));
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [rows.into()])).await?;
    Ok(())
}

/// One statement that takes many rows, as one JSON array of arrays.
fn insert(backend: DbBackend, kept: &manifest::Table, table: &Table, log: &Log) -> String {
    let known = |name: &String| table.columns.iter().find(|column| column.name == *name);
    let columns: Vec<&Column> = kept.columns.iter().filter_map(known).collect();
    let names: Vec<String> = columns.iter().map(|column| column.quoted()).collect();
    let place = |name: &str| kept.columns.iter().position(|column| column == name).unwrap_or_default();
    let value = |(at, column): (usize, &&Column)| match backend {
        DbBackend::Postgres if column.name == "xid" && kept.name == Log::ACTIVITIES => {
            log.xid(&format!("(r ->> {at})::bigint"), &format!("(r ->> {})::bigint", place("id")))
        }
        DbBackend::Postgres if column.is_truth() => format!("(r ->> {at})::int::boolean"),
        DbBackend::Postgres => format!("(r ->> {at})::{}", column.kind),
        _ => format!("json_extract(value, '$[{at}]')"),
    };
    let values: Vec<String> = columns.iter().enumerate().map(value).collect();
    let from = if backend == DbBackend::Postgres { "jsonb_array_elements($1::jsonb) AS r" } else { "json_each(?)" };
    format!("INSERT INTO {} ({}) SELECT {} FROM {from}", table.quoted(), names.join(", "), values.join(", "))
}
