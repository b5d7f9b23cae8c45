//! Houses to back up and to restore into, and everything that is in them, found
//! without the code that makes backups.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use passerelle::{
    backups::{self, Restored, Trouble},
    database::Db,
};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};

use crate::support::World;

/// A text that a careless format would lose something of.
const AWKWARD: &str = "Ligne 1\nligne \"2\" \\ l''apostrophe, l’œuf 😀\t[1,2]{\"a\":null}";

pub async fn ask(db: &Db, sql: &str) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap()
}

pub async fn number(db: &Db, sql: &str) -> i64 {
    ask(db, sql).await[0].try_get_by_index(0).unwrap()
}

pub async fn change(db: &Db, sql: &str) {
    let txn = db.write().await.unwrap();
    txn.execute_unprepared(sql).await.unwrap();
    txn.commit().await.unwrap();
}

/// Table → columns with their types, but the steps of the schema.
async fn tables(db: &Db) -> BTreeMap<String, Vec<(String, String)>> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod) FROM pg_class c \
             JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped \
             AND c.relnamespace = 'public'::regnamespace ORDER BY 1, a.attnum"
        }
        _ => {
            "SELECT m.name, p.name, p.type FROM sqlite_master m, pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid"
        }
    };
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in ask(db, sql).await {
        let table: String = row.try_get_by_index(0).unwrap();
        let column = (row.try_get_by_index(1).unwrap(), row.try_get_by_index(2).unwrap());
        tables.entry(table).or_default().push(column);
    }
    tables.remove("seaql_migrations");
    assert!(tables.len() >= 25, "only {} tables were found", tables.len());
    tables
}

/// Every row of every table, as text. What a restore gives anew, the numbers of
/// transactions, is left out.
pub async fn everything(db: &Db) -> BTreeMap<String, Vec<String>> {
    let mut everything = BTreeMap::new();
    for (table, columns) in tables(db).await {
        let columns = columns
            .iter()
            .map(|(name, _)| name)
            .filter(|name| !["xid", "activity_xid", "activity_id"].contains(&name.as_str()));
        let columns: Vec<String> = columns.map(|name| format!("\"{name}\"")).collect();
        let array = if db.is_sqlite() { "json_array" } else { "jsonb_build_array" };
        let text = if db.is_sqlite() { "" } else { "::text" };
        let sql = format!("SELECT {array}({}){text} FROM \"{table}\" ORDER BY 1", columns.join(", "));
        let rows = ask(db, &sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        everything.insert(table, rows);
    }
    everything
}

/// Puts a row in each table that has none, whatever its columns: a table that
/// comes tomorrow is tested tomorrow.
pub async fn leave_no_table_empty(db: &Db) {
    let mut empty: Vec<(String, Vec<(String, String)>)> = tables(db).await.into_iter().collect();
    // What is referred to may be filled after what refers to it: go round again.
    for _ in 0..5 {
        let mut left = vec![];
        for (table, columns) in empty {
            if number(db, &format!("SELECT count(*) FROM \"{table}\"")).await > 0 {
                continue;
            }
            let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            let values: Vec<String> = columns.iter().map(|(_, kind)| value(kind)).collect();
            let sql = format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(", "), values.join(", "));
            let txn = db.write().await.unwrap();
            if txn.execute_unprepared(&sql).await.is_ok() {
                txn.commit().await.unwrap();
            } else {
                left.push((table, columns));
            }
        }
        empty = left;
    }
    assert!(empty.is_empty(), "nothing could be put in {empty:?}");
}

fn value(kind: &str) -> String {
    match kind.to_lowercase() {
        kind if kind.contains("double") => "47.21806".to_owned(),
        kind if kind.contains("int") => "1".to_owned(),
        kind if kind.contains("bool") => "TRUE".to_owned(),
        kind if kind.starts_with("date") && !kind.contains("time") => "'2026-01-02'".to_owned(),
        kind if kind.contains("time") => "'2026-01-02T03:04:05.120+00:00'".to_owned(),
        _ => format!("'{AWKWARD}'"),
    }
}

/// The readers of the log have read everything and write nothing more.
pub async fn falls_silent(world: &World) {
    world.caught_up().await;
    world.house.readers.stop();
}

/// Where a test may put a backup.
pub fn place(world: &World, name: &str) -> PathBuf {
    world.house.settings.data_dir.join("backups").join(name)
}

pub async fn back_up(world: &World, name: &str) -> PathBuf {
    let place = place(world, name);
    backups::take(&world.house.db, &world.house.settings.data_dir, &place).await.unwrap();
    place
}

/// Stops what lives in the house, as an operator stops the server, and restores.
pub async fn restore_into(world: &World, from: &Path) -> Result<Restored, Trouble> {
    let house = &world.house;
    house.readers.stop();
    backups::restore(house.db.clone(), &house.db_uri, &house.settings.data_dir, from).await
}

/// The house as the next start finds it.
pub async fn reopened(world: &World) -> Db {
    Db::open(&world.house.db_uri, 2).await.unwrap()
}
