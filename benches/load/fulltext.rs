//! PostgreSQL's full text (`french`, GIN) over the messages of a world, in a
//! private cluster kept beside it: what a site without an index of its own would
//! ask. Left out where there is no PostgreSQL.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
};

use passerelle::{database::Db, text::words_of};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

use crate::{Result, server::free_port, world::World};

/// Messages copied at once.
const PAGE: i64 = 20_000;

#[derive(Clone, Debug)]
pub struct FullText {
    db: DatabaseConnection,
    cluster: Arc<Cluster>,
}

/// Stopped when it is dropped.
#[derive(Debug)]
struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl FullText {
    /// # Errors
    /// Why it cannot be: no PostgreSQL, or a disk that refuses.
    pub async fn of(world: &World, bench: &Path) -> Result<Self> {
        let cluster = Cluster::start(&bench.join(format!("postgres-{}", world.posts)))?;
        let db = Database::connect(format!("postgres://postgres@127.0.0.1:{}/postgres", cluster.port)).await?;
        let text = Self { db, cluster: Arc::new(cluster) };
        if !text.is_filled().await? {
            eprintln!("Filling PostgreSQL's full text with {} posts (kept for the next runs)", world.posts);
            text.fill(world).await?;
        }
        Ok(text)
    }

    async fn is_filled(&self) -> Result<bool> {
        let sql = "SELECT to_regclass('docs_words') IS NOT NULL AS filled";
        let row = self.db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?.ok_or("no row")?;
        Ok(row.try_get("", "filled")?)
    }

    /// The messages that search has, with the titles of their threads; then the index.
    async fn fill(&self, world: &World) -> Result<()> {
        let schema = "DROP TABLE IF EXISTS docs; \
                      CREATE UNLOGGED TABLE docs (thread bigint, title text, body text, words tsvector GENERATED ALWAYS AS \
                      (setweight(to_tsvector('french', title), 'A') || to_tsvector('french', body)) STORED)";
        self.db.execute_unprepared(schema).await?;
        let from = Db::open(&format!("sqlite://{}/passerelle.sqlite", world.folder.display()), 1).await?;
        let mut into = self.cluster.psql("COPY docs (thread, title, body) FROM STDIN").stdin(Stdio::piped()).spawn()?;
        let mut pipe = into.stdin.take().ok_or("psql takes nothing")?;
        let mut after = 0;
        loop {
            let sql = format!(
                "SELECT p.id, p.thread_id, t.title, p.body_html FROM posts p JOIN threads t ON t.id = p.thread_id \
                 WHERE p.id > {after} AND p.removed_at IS NULL AND p.hidden_at IS NULL AND t.withdrawn_at IS NULL \
                 ORDER BY p.id LIMIT {PAGE}"
            );
            let rows = from.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
            let Some(last) = rows.last() else { break };
            after = last.try_get("", "id")?;
            for row in &rows {
                let thread: i64 = row.try_get("", "thread_id")?;
                let title: String = row.try_get("", "title")?;
                let body: String = row.try_get("", "body_html")?;
                writeln!(pipe, "{thread}\t{}\t{}", copied(&title), copied(&words_of(&body)))?;
            }
        }
        drop(pipe);
        from.close().await;
        if !into.wait()?.success() {
            return Err("the messages could not be copied".into());
        }
        let index = "CREATE INDEX docs_words ON docs USING gin (words); VACUUM ANALYZE docs";
        for sql in index.split(';') {
            self.db.execute_unprepared(sql).await?;
        }
        Ok(())
    }

    /// The twenty best threads, and how many there are.
    ///
    /// # Errors
    /// When PostgreSQL does not answer.
    pub async fn ask(&self, words: &str) -> Result<u64> {
        let sql = "SELECT thread, max(ts_rank(words, q)) AS rank, count(*) OVER () AS total \
                   FROM docs, websearch_to_tsquery('french', $1) q WHERE words @@ q \
                   GROUP BY thread ORDER BY rank DESC, thread LIMIT 20";
        let asked = Statement::from_sql_and_values(DbBackend::Postgres, sql, [words.into()]);
        let rows = self.db.query_all_raw(asked).await?;
        let total = rows.first().map(|row| row.try_get::<i64>("", "total")).transpose()?;
        Ok(u64::try_from(total.unwrap_or_default())?)
    }

    pub fn stop(self) {
        drop(self);
    }
}

/// As COPY reads a text.
fn copied(text: &str) -> String {
    text.replace('\\', "\\\\").replace(['\t', '\n', '\r'], " ")
}

impl Cluster {
    fn start(folder: &Path) -> Result<Self> {
        let programs = programs().ok_or("no PostgreSQL here (apt install postgresql)")?;
        let cluster = Self { programs, folder: folder.to_owned(), port: free_port()? };
        if !folder.join("data").exists() {
            fs::create_dir_all(folder)?;
            if is_root() {
                run(Command::new("chown").arg("postgres").arg(folder))?;
            }
            let data = folder.join("data");
            run(cluster
                .program("initdb")
                .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D"])
                .arg(data))?;
        }
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=1GB -c work_mem=64MB \
             -c maintenance_work_mem=512MB -c fsync=off",
            cluster.port
        );
        let mut start = cluster.program("pg_ctl");
        start
            .args(["-w", "-D"])
            .arg(folder.join("data"))
            .arg("-l")
            .arg(folder.join("log"))
            .args(["-o", &options, "start"]);
        run(&mut start)?;
        Ok(cluster)
    }

    /// PostgreSQL refuses root.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(&self.folder).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn psql(&self, sql: &str) -> Command {
        let mut command = Command::new(self.programs.join("psql"));
        command
            .args(["-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", "postgres", "-p", &self.port.to_string()])
            .args(["-c", sql, "postgres"]);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        let _ = run(stop.arg("-D").arg(self.folder.join("data")).args(["-m", "fast", "stop"]));
    }
}

fn run(command: &mut Command) -> Result<()> {
    let done = command.status()?;
    if done.success() { Ok(()) } else { Err(format!("{command:?} ended with {done}").into()) }
}

/// The newest that the distribution brought.
fn programs() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path().join("bin")).collect();
    found.retain(|folder| folder.join("initdb").exists());
    found.sort();
    found.pop()
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout.trim_ascii() == b"0")
}
