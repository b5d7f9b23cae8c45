//! The log in another database. Its order is (xid, id) where transactions have
//! numbers; those of another cluster mean nothing here, and higher ones than it
//! has given would hold every reader back. What all readers had passed gets 0;
//! what came after keeps its order under the smallest numbers; each reader's place
//! is the same place under the new ones. Nothing is read twice, nothing is missed.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::schema;

#[derive(Debug)]
pub struct Log {
    /// The backup's rows come with numbers of transactions.
    numbered: bool,
    /// How far the slowest reader was, (xid, id); none when there was no reader.
    slowest: Option<(i64, i64)>,
}

impl Log {
    pub const ACTIVITIES: &str = "activities";
    pub const CURSORS: &str = "cursors";

    pub fn new(engine: &str) -> Self {
        Self { numbered: engine == "postgres", slowest: None }
    }

    /// Once the places of the readers are loaded.
    pub async fn find_slowest<C: ConnectionTrait>(&mut self, db: &C) -> Result<(), DbErr> {
        let rows = schema::query(db, "SELECT xid, activity_id FROM cursors ORDER BY xid, activity_id LIMIT 1").await?;
        self.slowest = match rows.first() {
            None => None,
            Some(row) => Some((row.try_get_by_index(0)?, row.try_get_by_index(1)?)),
        };
        Ok(())
    }

    /// What an activity is loaded with, on PostgreSQL.
    pub fn xid(&self, xid: &str, id: &str) -> String {
        match self.slowest {
            Some((slowest, at)) if self.numbered => {
                format!("CASE WHEN ({xid}, {id}) > ({slowest}, {at}) THEN {xid} ELSE 0 END")
            }
            _ => "0".to_owned(),
        }
    }

    /// Once everything is loaded.
    pub async fn fit<C: ConnectionTrait>(&self, db: &C) -> Result<(), DbErr> {
        // What was told is known by its place too: anything to come is after it.
        db.execute_unprepared("UPDATE notifications SET activity_xid = 0 WHERE activity_xid <> 0").await?;
        if !self.numbered {
            // From SQLite: every number is 0, and places are ids already.
            return Ok(());
        }
        let steps: &[&str] = if db.get_database_backend() == DbBackend::Postgres { &[ON_POSTGRES] } else { &ON_SQLITE };
        for step in steps {
            db.execute_unprepared(step).await?;
        }
        Ok(())
    }
}

/// Small numbers are below any transaction to come; were there more of them than
/// transactions so far, the last ones share one and are in the order of their ids.
const ON_POSTGRES: &str = "
WITH tail AS (
    SELECT id, xid, LEAST(dense_rank() OVER (ORDER BY xid), pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1) AS place
    FROM activities WHERE xid <> 0
), passed AS (
    SELECT c.reader, last.place, last.id
    FROM cursors c LEFT JOIN LATERAL (
        SELECT place, id FROM tail WHERE (tail.xid, tail.id) <= (c.xid, c.activity_id)
        ORDER BY tail.xid DESC, tail.id DESC LIMIT 1
    ) last ON true
), moved AS (
    UPDATE cursors SET
        xid = COALESCE(passed.place, 0),
        activity_id = COALESCE(passed.id, (SELECT max(id) FROM activities WHERE xid = 0), 0)
    FROM passed WHERE passed.reader = cursors.reader
)
UPDATE activities SET xid = tail.place FROM tail WHERE tail.id = activities.id";

/// Here ids alone are the order: a reader begins again at the first it had not
/// read, and may hear of a later one twice rather than miss it.
const ON_SQLITE: [&str; 2] = [
    "UPDATE cursors SET xid = 0, activity_id = COALESCE(
        (SELECT min(a.id) - 1 FROM activities a WHERE (a.xid, a.id) > (cursors.xid, cursors.activity_id)),
        (SELECT max(id) FROM activities), 0)",
    "UPDATE activities SET xid = 0 WHERE xid <> 0",
];
