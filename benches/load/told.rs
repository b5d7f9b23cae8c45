//! Being told: one post to everyone who follows, a thousand open pages, and the
//! page of someone who was told a great deal. On a copy of the smaller world,
//! whose database is written to before the server starts.

use std::time::{Duration, Instant};

use passerelle::database::Db;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::{
    Result,
    http::{Connection, get, post},
    replies::borrowed,
    report::{Row, Target},
    server::Server,
    world::{Copy, World},
    wrk,
};

/// People of the world who follow the thread, at most.
const FOLLOWERS: u64 = 20_000;
const STREAMS: usize = 1_000;
const LINES: u64 = 50_000;
/// Shown before streams are weighed: connections open, caches fill.
const PAGES: usize = 200;
const PATIENCE: Duration = Duration::from_secs(60);

/// A world in which much is followed and much was told.
pub struct Told {
    copy: Copy,
    thread: u64,
    followers: u64,
}

impl Told {
    /// # Errors
    /// When the copy cannot be written to.
    pub async fn prepare(world: &World, thread: u64) -> Result<Self> {
        let copy = world.copy()?;
        // Brings its schema up to date.
        Server::start(&copy.0, None).await?.stop();
        let db = Db::open(&format!("sqlite://{}/passerelle.sqlite", copy.0.display()), 1).await?;
        let member = "(SELECT id FROM users WHERE email = 'load@world.example')";
        let txn = db.write().await?;
        for sql in [
            // A world of fewer people than followers has each of them follow; those it
            // lacks are made, without a way in.
            format!(
                "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < {FOLLOWERS}) \
                 INSERT INTO users (email, email_confirmed_at, handle, handle_skeleton, display_name, kind, about, created_at) \
                 SELECT 'f' || n || '@follow.example', '2026-01-01T00:00:00+00:00', 'follower-' || n, 'follower-' || n, \
                 'Follower ' || n, 'other', '', '2026-01-01T00:00:00+00:00' FROM more"
            ),
            format!(
                "INSERT INTO follows (user_id, thread_id, level, created_at) \
                 SELECT id, {thread}, 'all', '2026-01-01T00:00:00+00:00' FROM users \
                 WHERE email LIKE '%@follow.example' LIMIT {FOLLOWERS}"
            ),
            format!(
                "INSERT INTO notifications (user_id, subject, community_id, thread_id, first_post_id, last_post_id, \
                 reason, count, activity_id, updated_at, read_at) \
                 SELECT {member}, 'threads/' || t.id, t.community_id, t.id, t.last_post_id, t.last_post_id, \
                 'followed', 1, 0, t.last_post_at, CASE WHEN t.id % 3 = 0 THEN t.last_post_at END \
                 FROM threads t WHERE t.id <> {thread} LIMIT {LINES}"
            ),
            // The world has fewer threads than that: the rest are lines about the same ones.
            format!(
                "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < {LINES}) \
                 INSERT INTO notifications (user_id, subject, community_id, thread_id, reason, count, activity_id, updated_at) \
                 SELECT {member}, 'bench/' || n, community_id, thread_id, 'followed', 1, 0, updated_at \
                 FROM more JOIN (SELECT * FROM notifications WHERE user_id = {member} LIMIT 1) \
                 WHERE n <= {LINES} - (SELECT COUNT(*) FROM notifications WHERE user_id = {member})"
            ),
            "ANALYZE".to_owned(),
        ] {
            txn.execute_unprepared(&sql).await?;
        }
        txn.commit().await?;
        let followers = count(&db, &format!("SELECT COUNT(*) AS n FROM follows WHERE thread_id = {thread}")).await?;
        db.close().await;
        Ok(Self { copy, thread, followers })
    }

    /// # Errors
    /// When the server does not do what it should.
    pub async fn measure(&self) -> Result<Vec<Row>> {
        // Streams first, in a process that only showed some pages: what they weigh shows.
        let server = Server::start(&self.copy.0, None).await?;
        let member = server.site.member().await?;
        for _ in 0..PAGES {
            server.site.page(&format!("/threads/{}", self.thread), &member).await?;
        }
        let streams = self.streams(&server, &member).await?;
        let rows = vec![self.fan_out(&server, &member).await?, streams, page(&server, &member).await?];
        server.stop();
        Ok(rows)
    }

    async fn reply(&self, server: &Server, member: &wrk::Headers) -> Result<Duration> {
        let mut connection = Connection::to(server.site.port);
        let path = format!("/threads/{}/posts", self.thread);
        let began = Instant::now();
        let answer = connection.send(&post(server.site.port, &path, &borrowed(member), "body=Une+nouvelle")).await?;
        if answer.status != 303 {
            return Err(format!("a reply answers {}", answer.status).into());
        }
        Ok(began.elapsed())
    }

    /// From the reply to the last of those who follow; other replies pass meanwhile.
    async fn fan_out(&self, server: &Server, member: &wrk::Headers) -> Result<Row> {
        let db = Db::open(&format!("sqlite://{}/passerelle.sqlite", self.copy.0.display()), 1).await?;
        let before = count(&db, "SELECT MAX(id) AS n FROM activities").await?;
        let began = Instant::now();
        let reply = self.reply(server, member).await?;
        let told = format!(
            "SELECT COUNT(*) AS n FROM notifications WHERE thread_id = {} AND activity_id > {before}",
            self.thread
        );
        let mut slowest = reply;
        while count(&db, &told).await? < self.followers {
            if began.elapsed() > PATIENCE {
                return Err("not everyone was told".into());
            }
            slowest = slowest.max(self.reply(server, member).await?);
            sleep(Duration::from_millis(20)).await;
        }
        let seconds = began.elapsed().as_secs_f64();
        db.close().await;
        Ok(Row {
            targets: vec![
                Target::at_most(5.0, seconds, " s"),
                Target::at_most(50.0, slowest.as_secs_f64() * 1_000.0, " ms for a reply meanwhile"),
            ],
            ..Row::named(format!("one post told to {} people", self.followers))
        })
    }

    /// What a thousand open pages weigh, and how soon each of them hears.
    async fn streams(&self, server: &Server, member: &wrk::Headers) -> Result<Row> {
        let before = server.memory()?.0;
        let request = get(server.site.port, &format!("/live?thread={}", self.thread), &borrowed(member));
        let mut open = Vec::with_capacity(STREAMS);
        for _ in 0..STREAMS {
            let mut stream = TcpStream::connect(("127.0.0.1", server.site.port)).await?;
            stream.write_all(&request).await?;
            open.push(stream);
        }
        let mut here = vec![];
        for mut stream in open {
            listen(&mut stream, "retry").await?;
            here.push(stream);
        }
        let grown = server.memory()?.0 - before;
        let mut hearing = JoinSet::new();
        for mut stream in here {
            hearing.spawn(async move { listen(&mut stream, "event: post").await.map(|()| Instant::now()) });
        }
        let began = Instant::now();
        self.reply(server, member).await?;
        let mut last = began;
        while let Some(heard) = hearing.join_next().await {
            last = last.max(heard??);
        }
        Ok(Row {
            targets: vec![
                Target::at_most(50.0, grown.max(0.0), " MB"),
                Target::at_most(500.0, (last - began).as_secs_f64() * 1_000.0, " ms to the last"),
            ],
            ..Row::named(format!("{STREAMS} live streams"))
        })
    }
}

/// Reads until something is said.
async fn listen(stream: &mut TcpStream, wanted: &str) -> Result<()> {
    let (mut said, mut some) = (String::new(), [0; 4_096]);
    loop {
        let read = timeout(PATIENCE, stream.read(&mut some)).await??;
        if read == 0 {
            return Err(format!("a stream ended after {said}").into());
        }
        said.push_str(&String::from_utf8_lossy(&some[..read]));
        if said.contains(wanted) {
            return Ok(());
        }
    }
}

async fn page(server: &Server, member: &wrk::Headers) -> Result<Row> {
    let page = server.site.page("/notifications", member).await?;
    // One reader after the other: what a person waits, not what a crowd does.
    let mut connection = Connection::to(server.site.port);
    let request = get(server.site.port, "/notifications", &borrowed(&page.headers));
    let mut times = vec![];
    for _ in 0..300 {
        let began = Instant::now();
        connection.send(&request).await?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    times.sort_by(f64::total_cmp);
    let p99 = times[times.len() * 99 / 100];
    Ok(Row {
        targets: vec![Target::at_most(20.0, p99, " ms")],
        ..Row::named(format!("the page of someone told {LINES} things, p99"))
    })
}

async fn count(db: &Db, sql: &str) -> Result<u64> {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?.ok_or("no count")?;
    Ok(u64::try_from(row.try_get::<i64>("", "n")?)?)
}
