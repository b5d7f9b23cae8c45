//! In PostgreSQL: two advisory locks of a session, gone with its connection. A
//! restore holds them on the connection that loads the rows: they are let go after
//! its transaction ended, one way or the other, never before.

use std::{path::Path, time::Duration};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, RuntimeErr};
use sqlx::{Connection, PgConnection};
use tokio::time::{sleep, timeout};

use super::{LOOK, PATIENCE, TURN, finish};
use crate::backups::{
    Trouble,
    restoring::{MARK_OF_SERVER, one_connection},
    schema, uploads,
};

/// The two numbers of each lock: ours, and which of them.
const TURN_LOCK: &str = "1885434739, 1";
const ROOMS_LOCK: &str = "1885434739, 2";
/// Had by a server while it opens the house.
const OPENING_LOCK: &str = "1885434739, 3";

/// Of a session whose process was killed while it waits or works here, PostgreSQL
/// lets go within a second, where its system can tell.
const GONE: &str = "SET client_connection_check_interval = '1s'";

/// Whether someone waits for the rooms, and which house this is: a restore makes the
/// tables anew.
const HOW_IT_IS: &str = "
SELECT EXISTS (
    SELECT 1 FROM pg_locks
    WHERE locktype = 'advisory' AND classid = 1885434739 AND objid = 2 AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
), to_regclass('users')::oid::bigint";

/// How long to wait for a connection.
const ANSWER: Duration = Duration::from_secs(8);

#[derive(Debug)]
pub struct Presence {
    uri: String,
    session: PgConnection,
    /// None until there is a schema.
    history: Option<i64>,
}

impl Presence {
    pub async fn enter(uri: &str, shared_dir: &Path, patience: Option<Duration>) -> Result<Option<Self>, Trouble> {
        let mut session = connect(uri).await?;
        let patience = patience.unwrap_or_default().as_millis();
        ask(&mut session, &format!("SET lock_timeout = {patience}")).await?;
        match ask(&mut session, &format!("SELECT pg_advisory_lock({TURN_LOCK})")).await {
            Err(Trouble::Database(error)) if is_late(&error) => return Ok(None),
            taken => taken?,
        }
        ask(&mut session, "SET lock_timeout = 0").await?;
        if !uploads::are_settled(shared_dir)? {
            let mark: Option<i64> =
                sqlx::query_scalar(MARK_OF_SERVER).fetch_one(&mut session).await.map_err(refused)?;
            finish(shared_dir, mark.unwrap_or_default())?;
        }
        ask(&mut session, &format!("SELECT pg_advisory_lock_shared({ROOMS_LOCK})")).await?;
        ask(&mut session, &format!("SELECT pg_advisory_unlock({TURN_LOCK})")).await?;
        Ok(Some(Self { uri: uri.to_owned(), session, history: None }))
    }

    pub async fn alone_to_open(&mut self) -> Result<(), Trouble> {
        ask(&mut self.session, &format!("SELECT pg_advisory_lock({OPENING_LOCK})")).await
    }

    pub async fn has_opened(&mut self) {
        // With the connection goes the lock.
        let _ = ask(&mut self.session, &format!("SELECT pg_advisory_unlock({OPENING_LOCK})")).await;
    }

    pub async fn asked_to_leave(&mut self) {
        loop {
            match self.look().await {
                Ok(true) => return,
                Ok(false) => sleep(LOOK).await,
                Err(error) => {
                    tracing::debug!(%error, "the database no longer knows that this server is there");
                    if !self.enter_again().await {
                        return;
                    }
                }
            }
        }
    }

    async fn look(&mut self) -> Result<bool, sqlx::Error> {
        let (asked, history): (bool, Option<i64>) = sqlx::query_as(HOW_IT_IS).fetch_one(&mut self.session).await?;
        let before = *self.history.get_or_insert(history.unwrap_or_default());
        if before == 0 {
            self.history = history;
            return Ok(asked);
        }
        Ok(asked || history != self.history)
    }

    /// After the connection was lost; false when a restore has come in meanwhile.
    async fn enter_again(&mut self) -> bool {
        let again = format!("SELECT pg_try_advisory_lock_shared({ROOMS_LOCK})");
        loop {
            sleep(LOOK).await;
            let Ok(mut session) = connect(&self.uri).await else { continue };
            let Ok(entered) = sqlx::query_scalar(sqlx::AssertSqlSafe(again.as_str())).fetch_one(&mut session).await
            else {
                continue;
            };
            self.session = session;
            return entered;
        }
    }

    pub async fn leave(self) {
        let _ = self.session.close().await;
    }
}

#[derive(Debug)]
pub struct Turn(pub DatabaseConnection);

impl Turn {
    pub async fn take(uri: &str) -> Result<Self, Trouble> {
        let session = one_connection(uri, None).await?;
        session.execute_unprepared("SET statement_timeout = 0").await?;
        let _ = session.execute_unprepared(GONE).await;
        match lock(&session, TURN_LOCK, TURN).await {
            Err(error) if is_late(&error) => Err(Trouble::Another),
            taken => Ok(taken.map(|()| Self(session))?),
        }
    }

    pub async fn empty(&mut self) -> Result<(), Trouble> {
        match lock(&self.0, ROOMS_LOCK, PATIENCE).await {
            Err(error) if is_late(&error) => Err(Trouble::StillOpen),
            left => Ok(left?),
        }
    }

    pub async fn mark(&self) -> Result<i64, Trouble> {
        let rows = schema::query(&self.0, MARK_OF_SERVER).await?;
        let mark = rows.first().map_or(Ok(None), |row| row.try_get_by_index::<Option<i64>>(0))?;
        Ok(mark.unwrap_or_default())
    }

    pub async fn end(self) {
        let _ = self.0.close().await;
    }
}

async fn lock(session: &DatabaseConnection, lock: &str, patience: Duration) -> Result<(), DbErr> {
    session.execute_unprepared(&format!("SET lock_timeout = {}", patience.as_millis())).await?;
    session.execute_unprepared(&format!("SELECT pg_advisory_lock({lock})")).await?;
    session.execute_unprepared("SET lock_timeout = 0").await?;
    Ok(())
}

/// `lock_not_available`
fn is_late(error: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    error.as_database_error().and_then(|error| error.code()).is_some_and(|code| code == "55P03")
}

async fn connect(uri: &str) -> Result<PgConnection, Trouble> {
    let connected = timeout(ANSWER, PgConnection::connect(uri)).await;
    let mut session = connected.map_err(|_| refused(sqlx::Error::PoolTimedOut))?.map_err(refused)?;
    ask(&mut session, "SET statement_timeout = 0").await?;
    ask(&mut session, "SET lock_timeout = 0").await?;
    let _ = ask(&mut session, GONE).await;
    Ok(session)
}

async fn ask(session: &mut PgConnection, sql: &str) -> Result<(), Trouble> {
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(session).await.map_err(refused)?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Trouble {
    Trouble::Database(DbErr::Conn(RuntimeErr::SqlxError(error.into())))
}
