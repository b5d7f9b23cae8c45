//! The tables as the database itself describes them.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};

/// How the schema's own steps are kept; they are made anew, not copied.
const STEPS: &str = "seaql_migrations";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    /// As the database calls it: `int8`, `timestamptz`, `varchar`…
    pub kind: String,
}

impl Column {
    pub fn quoted(&self) -> String {
        quoted(&self.name)
    }

    pub fn is_moment(&self) -> bool {
        self.kind.starts_with("timestamp")
    }

    pub fn is_truth(&self) -> bool {
        self.kind.starts_with("bool")
    }
}

impl Table {
    pub fn quoted(&self) -> String {
        quoted(&self.name)
    }

    pub fn is_numbered(&self) -> bool {
        self.columns.iter().any(|column| column.name == "id")
    }
}

pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Every table, what is referred to before what refers to it.
///
/// # Errors
/// When the schema cannot be read, or tables refer to each other in a circle.
pub async fn tables<C: ConnectionTrait>(db: &C) -> Result<Vec<Table>, DbErr> {
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in ask(db, COLUMNS).await? {
        let (table, name, kind): (String, String, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        if table != STEPS {
            tables.entry(table).or_default().push(Column { name, kind: kind.to_lowercase() });
        }
    }
    let mut refers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in ask(db, REFERENCES).await? {
        let (from, to): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if from != to {
            refers.entry(from).or_default().insert(to);
        }
    }
    in_order(tables, &refers)
}

fn in_order(
    mut tables: BTreeMap<String, Vec<Column>>,
    refers: &BTreeMap<String, BTreeSet<String>>,
) -> Result<Vec<Table>, DbErr> {
    let mut ordered: Vec<Table> = vec![];
    while !tables.is_empty() {
        let free = |name: &&String| {
            refers.get(*name).is_none_or(|others| others.iter().all(|other| !tables.contains_key(other)))
        };
        let Some(name) = tables.keys().find(free).cloned() else {
            return Err(DbErr::Custom(format!("tables refer to each other in a circle: {:?}", tables.keys())));
        };
        let columns = tables.remove(&name).unwrap_or_default();
        ordered.push(Table { name, columns });
    }
    Ok(ordered)
}

/// The last step the schema took; none when there is no schema.
///
/// # Errors
/// When the schema cannot be read.
pub async fn last_step<C: ConnectionTrait>(db: &C) -> Result<Option<String>, DbErr> {
    let known = Both {
        sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'",
        postgres: "SELECT table_name::text FROM information_schema.tables \
                   WHERE table_schema = current_schema() AND table_name = 'seaql_migrations'",
    };
    if ask(db, known).await?.is_empty() {
        return Ok(None);
    }
    let last = "SELECT max(version) FROM seaql_migrations";
    match ask(db, Both { sqlite: last, postgres: last }).await?.first() {
        Some(row) => row.try_get_by_index(0),
        None => Ok(None),
    }
}

/// The last number given to a row of a numbered table.
///
/// # Errors
/// When the database cannot be read.
pub async fn last_id<C: ConnectionTrait>(db: &C, table: &Table) -> Result<i64, DbErr> {
    if !table.is_numbered() {
        return Ok(0);
    }
    let name = &table.name;
    let rows = match db.get_database_backend() {
        DbBackend::Postgres => {
            let sequence = format!("SELECT pg_get_serial_sequence('{}', 'id')", table.quoted());
            let row = query(db, &sequence).await?;
            let Some(sequence) = row.first().and_then(|row| row.try_get_by_index::<Option<String>>(0).ok().flatten())
            else {
                return Ok(0);
            };
            query(db, &format!("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")).await?
        }
        _ => query(db, &format!("SELECT seq FROM sqlite_sequence WHERE name = '{name}'")).await?,
    };
    rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// Numbers given before are not given again: the next one is higher.
///
/// # Errors
/// When the database refuses.
pub async fn go_on_after<C: ConnectionTrait>(db: &C, table: &Table, last: i64) -> Result<(), DbErr> {
    if last < 1 || !table.is_numbered() {
        return Ok(());
    }
    let name = &table.name;
    let steps = match db.get_database_backend() {
        DbBackend::Postgres => {
            vec![format!("SELECT setval(pg_get_serial_sequence('{}', 'id'), {last})", table.quoted())]
        }
        _ => vec![
            format!("DELETE FROM sqlite_sequence WHERE name = '{name}'"),
            format!("INSERT INTO sqlite_sequence (name, seq) VALUES ('{name}', {last})"),
        ],
    };
    for step in steps {
        db.execute_unprepared(&step).await?;
    }
    Ok(())
}

struct Both {
    sqlite: &'static str,
    postgres: &'static str,
}

const COLUMNS: Both = Both {
    sqlite: "SELECT m.name, p.name, p.type FROM sqlite_master m, pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, p.cid",
    postgres: "SELECT c.table_name::text, c.column_name::text, c.udt_name::text FROM information_schema.columns c \
               JOIN information_schema.tables t USING (table_schema, table_name) \
               WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' \
               ORDER BY c.table_name, c.ordinal_position",
};

const REFERENCES: Both = Both {
    sqlite: "SELECT m.name, f.\"table\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    postgres: "SELECT one.relname::text, other.relname::text FROM pg_constraint c \
               JOIN pg_class one ON one.oid = c.conrelid JOIN pg_class other ON other.oid = c.confrelid \
               WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace",
};

async fn ask<C: ConnectionTrait>(db: &C, question: Both) -> Result<Vec<QueryResult>, DbErr> {
    query(db, if db.get_database_backend() == DbBackend::Postgres { question.postgres } else { question.sqlite }).await
}

pub(crate) async fn query<C: ConnectionTrait>(db: &C, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await
}
