//! The database, as the house uses it: many readers, one way to write.
//!
//! On SQLite a write goes through a single connection. Writers queue for it,
//! each works in a savepoint, and one commit (one fsync) carries everyone who
//! was in the queue: see [`Writer`]. On PostgreSQL the same verbs are plain
//! transactions on the pool.
//!
//! A write is acknowledged when it is durable **and** this process has forgotten
//! what it changed: [`Write::commit`] returns after both.

use std::{
    path::Path,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use crate::{
    closing::Closing,
    freshness::{Freshness, Tag},
    models::activities::Recorded,
    outages, tally,
};

/// Cheap to clone; everything that reads or writes takes one.
#[derive(Clone, Debug)]
pub struct Db {
    readers: DatabaseConnection,
    writer: Option<Arc<Writer>>,
    /// See [`Db::away`].
    pub is_away: bool,
    pub freshness: Arc<Freshness>,
    /// Rung when the log has more; its readers wake on it.
    pub bell: Arc<Notify>,
    /// Rung when a letter is in the outbox; the courier wakes on it.
    pub letterbox: Arc<Notify>,
    /// Said when the house closes, to those who work on their own.
    pub closing: Arc<Closing>,
}

impl Db {
    /// Opens `uri` (`sqlite://…` or `postgres://…`), with `readers` connections at
    /// most; on SQLite, where each is a thread here, no more than can work at once.
    ///
    /// # Errors
    /// When the database cannot be reached or opened.
    pub async fn open(uri: &str, readers: u32) -> Result<Self, DbErr> {
        let (readers, writer) = if uri.starts_with("sqlite") {
            // The writer first: it sets WAL mode on a new file.
            let writer = Database::connect(sqlite(uri, 1, 8)).await?;
            let readers = Database::connect(sqlite(uri, readers.min(at_once()), 2)).await?;
            (readers, Some(Arc::new(Writer { conn: writer, open: Arc::default() })))
        } else {
            let mut options = ConnectOptions::new(uri);
            options
                .max_connections(readers)
                .acquire_timeout(Duration::from_secs(8))
                // One that slept through an outage is not left to fail somebody's request.
                .test_before_acquire_if_idle_for(Duration::from_secs(1))
                .sqlx_logging(false);
            (Database::connect(options).await?, None)
        };
        Ok(Self {
            readers,
            writer,
            is_away: false,
            freshness: Arc::default(),
            bell: Arc::default(),
            letterbox: Arc::default(),
            closing: Arc::default(),
        })
    }

    /// No database at all, for a server that rests: everything says that it is away.
    ///
    /// # Errors
    /// Never, but where there is no memory left.
    pub async fn away() -> Result<Self, DbErr> {
        let readers = Database::connect("sqlite::memory:").await?;
        readers.clone().close().await?;
        Ok(Self {
            readers,
            writer: None,
            is_away: true,
            freshness: Arc::default(),
            bell: Arc::default(),
            letterbox: Arc::default(),
            closing: Arc::default(),
        })
    }

    /// The pool to read from, for those who need sea-orm's own type.
    pub fn readers(&self) -> &DatabaseConnection {
        &self.readers
    }

    pub fn is_sqlite(&self) -> bool {
        self.writer.is_some()
    }

    /// Begins a write. Nothing else may be awaited on while one is held: no
    /// rendering, no mail, no other write.
    ///
    /// # Errors
    /// When the database refuses or cannot be reached.
    pub async fn write(&self) -> Result<Write, DbErr> {
        if !self.is_sqlite() {
            return self.begin().await;
        }
        // Begun to its end, whoever goes away: a savepoint given up while it begins
        // is rolled back twice, and takes along what others of the group wrote.
        let db = self.clone();
        ToItsEnd::of(async move { db.begin().await }).await
    }

    async fn begin(&self) -> Result<Write, DbErr> {
        tally::count("BEGIN");
        let mut write = Write {
            txn: None,
            turn: None,
            recorded: std::sync::Mutex::default(),
            forgotten: std::sync::Mutex::default(),
            has_letters: AtomicBool::new(false),
            db: self.clone(),
        };
        write.txn = Some(match &self.writer {
            None => self.readers.begin().await?,
            Some(writer) => {
                // Kept in the write before anything is awaited: whoever goes away
                // now still sends the closer, and the group does not stay open.
                let turn = write.turn.insert(writer.turn().await?);
                let group = turn.group.as_ref().ok_or_else(|| DbErr::Custom("no open group".into()))?;
                group.txn.begin().await?
            }
        });
        Ok(write)
    }

    /// Closes every connection, after the work in hand.
    pub async fn close(&self) {
        let _ = self.readers.clone().close().await;
        if let Some(writer) = &self.writer {
            let _ = writer.conn.clone().close().await;
        }
    }
}

/// Two a core: while one of them waits for the disk, the other reads.
fn at_once() -> u32 {
    std::thread::available_parallelism().map_or(4, |cores| u32::try_from(cores.get() * 2).unwrap_or(4))
}

/// Readers look into the mapped file: little is left for a cache of their own.
fn sqlite(uri: &str, connections: u32, cache_megabytes: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(uri);
    options
        .max_connections(connections)
        .min_connections(connections)
        .acquire_timeout(Duration::from_secs(8))
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |file| {
            file.foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                // An acknowledged write survives a power cut.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(5))
                .statement_cache_capacity(256)
                .pragma("mmap_size", "2147483648")
                .pragma("cache_size", format!("-{cache_megabytes}000"))
                .pragma("temp_store", "MEMORY")
                .pragma("journal_size_limit", "67108864")
        })
        .map_sqlx_sqlite_pool_opts(|pool| pool.idle_timeout(None).max_lifetime(None));
    options
}

/// These numbers for an `IN (…)`: each once, and the last repeated up to a power of
/// two, so that lists of any length share a few prepared statements.
pub fn among(numbers: impl IntoIterator<Item = i64>) -> Vec<i64> {
    let mut numbers: Vec<i64> = numbers.into_iter().collect();
    numbers.sort_unstable();
    numbers.dedup();
    if let Some(last) = numbers.last().copied() {
        numbers.resize(numbers.len().next_power_of_two(), last);
    }
    numbers
}

/// The file a SQLite address points to; none when the database is elsewhere.
pub fn sqlite_file(uri: &str) -> Option<&Path> {
    let rest = uri.strip_prefix("sqlite://").or_else(|| uri.strip_prefix("sqlite:"))?;
    rest.split('?').next().map(Path::new)
}

/// The folder it is in, so that it can be made.
pub fn sqlite_folder(uri: &str) -> Option<&Path> {
    sqlite_file(uri)?.parent()
}

/// SQLite's one writer, shared by group commit.
///
/// The mutex is fair. The first writer of a group opens the transaction and, when
/// its own savepoint is released, sends a closer to stand at the end of the queue
/// as it is then: those already waiting join the group, the closer commits for
/// all. A writer alone waits for nobody. Whatever a caller does (goes away,
/// panics), the closer is a task of its own and comes to its turn.
#[derive(Debug)]
struct Writer {
    conn: DatabaseConnection,
    open: Arc<Mutex<Turn>>,
}

#[derive(Debug, Default)]
struct Turn {
    group: Option<Group>,
    /// A commit was refused on this connection: see [`Writer::renew`].
    refused: bool,
}

#[derive(Debug)]
struct Group {
    txn: DatabaseTransaction,
    waiting: Vec<oneshot::Sender<Result<(), DbErr>>>,
    closer_sent: bool,
}

impl Writer {
    async fn turn(&self) -> Result<OwnedMutexGuard<Turn>, DbErr> {
        let mut turn = self.open.clone().lock_owned().await;
        if turn.refused {
            // Whoever worked in that transaction is told; nobody joins it.
            close(&mut turn).await;
            self.renew().await?;
            turn.refused = false;
        }
        if turn.group.is_none() {
            let txn = self
                .conn
                .begin_with_options(TransactionOptions {
                    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                    ..Default::default()
                })
                .await?;
            turn.group = Some(Group { txn, waiting: vec![], closer_sent: false });
        }
        Ok(turn)
    }

    /// Another connection in the place of one whose commit was refused. A full or
    /// failing disk makes SQLite end the transaction by itself, which the layers above
    /// do not hear of: they go on counting from it, and what came after would be
    /// acknowledged inside a transaction that nobody commits.
    async fn renew(&self) -> Result<(), DbErr> {
        let distrusted = self.conn.get_sqlite_connection_pool().acquire().await;
        let distrusted = distrusted.map_err(|error| DbErr::Conn(RuntimeErr::Internal(error.to_string())))?;
        let _ = distrusted.close().await;
        Ok(())
    }
}

/// Ends a turn that may have been the first of its group: sends the closer once.
fn send_closer(turn: &mut OwnedMutexGuard<Turn>) {
    let lock = OwnedMutexGuard::mutex(turn).clone();
    if let Some(group) = &mut turn.group
        && !group.closer_sent
    {
        group.closer_sent = true;
        tokio::spawn(close_group(lock));
    }
}

/// Commits for everyone in the group, holding the turn until it is durable.
async fn close_group(lock: Arc<Mutex<Turn>>) {
    let mut turn = lock.lock_owned().await;
    close(&mut turn).await;
}

async fn close(turn: &mut Turn) {
    let Some(group) = turn.group.take() else { return };
    let refused = group.txn.commit().await.err().map(|error| outages::shared(&error));
    turn.refused |= refused.is_some();
    for one in group.waiting {
        let _ = one.send(refused.as_ref().map_or(Ok(()), |error| Err(error())));
    }
}

/// A write in hand. Dropped without [`Write::commit`], it leaves no trace.
#[must_use = "a write that is not committed leaves no trace"]
#[derive(Debug)]
pub struct Write {
    // Declared first so that it is dropped (rolled back) before the turn ends.
    txn: Option<DatabaseTransaction>,
    turn: Option<OwnedMutexGuard<Turn>>,
    recorded: std::sync::Mutex<Vec<Recorded>>,
    forgotten: std::sync::Mutex<Vec<Tag>>,
    has_letters: AtomicBool,
    db: Db,
}

impl Write {
    fn txn(&self) -> &DatabaseTransaction {
        self.txn.as_ref().expect("a write is open until it is committed or dropped")
    }

    /// Notes what the log was told, so that [`Write::commit`] forgets it.
    pub(crate) fn note(&self, recorded: Recorded) {
        lock(&self.recorded).push(recorded);
    }

    /// Forgets something that no activity speaks of, when this write is done.
    pub fn also_forget(&self, tag: Tag) {
        lock(&self.forgotten).push(tag);
    }

    /// Wakes the courier when this write is done.
    pub(crate) fn has_a_letter(&self) {
        self.has_letters.store(true, Ordering::Relaxed);
    }

    /// Makes the write durable, forgets what it changed, wakes the log's readers.
    ///
    /// # Errors
    /// When the database could not make it durable: nothing was written.
    pub async fn commit(self) -> Result<(), DbErr> {
        if self.turn.is_none() {
            return self.finish().await;
        }
        // Released to its end as well, for the same reason.
        ToItsEnd::of(self.finish()).await
    }

    async fn finish(mut self) -> Result<(), DbErr> {
        tally::count("COMMIT");
        if self.turn.is_none() && !lock(&self.recorded).is_empty() {
            self.txn().execute_unprepared("NOTIFY activities").await?;
        }
        let txn = self.txn.take().expect("a write is committed once");
        if let Err(error) = txn.commit().await {
            if let Some(turn) = &mut self.turn {
                turn.refused = true;
            }
            return Err(error);
        }
        if let Some(mut turn) = self.turn.take() {
            let (done, outcome) = oneshot::channel();
            if let Some(group) = &mut turn.group {
                group.waiting.push(done);
            }
            send_closer(&mut turn);
            drop(turn);
            outcome.await.map_err(|_| DbErr::Custom("the commit was interrupted".into()))??;
        }
        let recorded = std::mem::take(&mut *lock(&self.recorded));
        let forgotten = std::mem::take(&mut *lock(&self.forgotten));
        self.db.freshness.forget(recorded.iter().flat_map(Recorded::touches).chain(forgotten));
        if !recorded.is_empty() {
            self.db.bell.notify_waiters();
        }
        if self.has_letters.load(Ordering::Relaxed) {
            self.db.letterbox.notify_waiters();
        }
        Ok(())
    }
}

impl Drop for Write {
    fn drop(&mut self) {
        // The savepoint rolls back; the others of the group must still be committed.
        self.txn.take();
        if let Some(mut turn) = self.turn.take() {
            send_closer(&mut turn);
        }
    }
}

/// Work that is done by whoever waits for it; should they go away, by itself.
struct ToItsEnd<T: Send + 'static>(Option<Pin<Box<dyn Future<Output = T> + Send>>>);

impl<T: Send + 'static> ToItsEnd<T> {
    fn of(work: impl Future<Output = T> + Send + 'static) -> Self {
        Self(Some(Box::pin(work)))
    }
}

impl<T: Send + 'static> Future for ToItsEnd<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let work = self.0.as_mut().expect("work is waited for once");
        let done = std::task::ready!(work.as_mut().poll(context));
        self.0 = None;
        Poll::Ready(done)
    }
}

impl<T: Send + 'static> Drop for ToItsEnd<T> {
    fn drop(&mut self) {
        // Without a runtime nothing goes on, and nothing was acknowledged.
        if let (Some(work), Ok(runtime)) = (self.0.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(work);
        }
    }
}

fn lock<T>(mutex: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[async_trait::async_trait]
impl ConnectionTrait for Write {
    fn get_database_backend(&self) -> DbBackend {
        self.txn().get_database_backend()
    }
    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        tally::count(&stmt.sql);
        self.txn().execute_raw(stmt).await
    }
    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        tally::count(sql);
        self.txn().execute_unprepared(sql).await
    }
    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        tally::count(&stmt.sql);
        self.txn().query_one_raw(stmt).await
    }
    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        tally::count(&stmt.sql);
        self.txn().query_all_raw(stmt).await
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Db {
    fn get_database_backend(&self) -> DbBackend {
        self.readers.get_database_backend()
    }
    async fn execute_raw(&self, stmt: Statement) -> Result<ExecResult, DbErr> {
        tally::count(&stmt.sql);
        self.readers.execute_raw(stmt).await
    }
    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        tally::count(sql);
        self.readers.execute_unprepared(sql).await
    }
    async fn query_one_raw(&self, stmt: Statement) -> Result<Option<QueryResult>, DbErr> {
        tally::count(&stmt.sql);
        self.readers.query_one_raw(stmt).await
    }
    async fn query_all_raw(&self, stmt: Statement) -> Result<Vec<QueryResult>, DbErr> {
        tally::count(&stmt.sql);
        self.readers.query_all_raw(stmt).await
    }
}
