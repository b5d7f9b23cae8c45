//! One's data: the list against the schema, erasures, what time decides.

mod erasing;
mod killed;
mod list;
mod retention;

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, Statement};

use crate::support::World;

/// Table → its columns, as the database tells them.
async fn schema(world: &World) -> BTreeMap<String, Vec<String>> {
    let sql = if world.house.db.is_sqlite() {
        "SELECT m.name AS t, p.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    } else {
        "SELECT table_name::text AS t, column_name::text AS c FROM information_schema.columns \
         WHERE table_schema = 'public' ORDER BY 1, 2"
    };
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in pairs(world, sql).await {
        if table != "seaql_migrations" {
            tables.entry(table).or_default().push(column);
        }
    }
    tables
}

/// (table, column) of every foreign key to `users`.
async fn references(world: &World) -> Vec<(String, String)> {
    let sql = if world.house.db.is_sqlite() {
        "SELECT m.name AS t, f.\"from\" AS c FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
         WHERE m.type = 'table' AND f.\"table\" = 'users'"
    } else {
        "SELECT k.table_name::text AS t, k.column_name::text AS c FROM information_schema.key_column_usage k \
         JOIN information_schema.constraint_column_usage u ON u.constraint_name = k.constraint_name \
         WHERE u.table_name = 'users' AND k.table_name <> 'users'"
    };
    pairs(world, sql).await
}

async fn pairs(world: &World, sql: &str) -> Vec<(String, String)> {
    let db = &world.house.db;
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| (row.try_get("", "t").unwrap(), row.try_get("", "c").unwrap())).collect()
}

/// Every value of the database that holds one of these words, whatever its case.
async fn holding(world: &World, words: &[&str]) -> Vec<String> {
    let db = &world.house.db;
    let mut found = vec![];
    for (table, columns) in schema(world).await {
        for column in columns {
            let sql = format!("SELECT CAST(\"{column}\" AS TEXT) AS v FROM {table}");
            let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
            for row in rows {
                let value = row.try_get::<Option<String>>("", "v").unwrap().unwrap_or_default();
                let low = value.to_lowercase();
                found.extend(
                    words
                        .iter()
                        .filter(|word| low.contains(&word.to_lowercase()))
                        .map(|word| format!("{table}.{column} holds {word}: {value}")),
                );
            }
        }
    }
    found
}
