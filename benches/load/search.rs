//! Search on the larger world: the index made anew, a day's questions, what is
//! suggested while one types, PostgreSQL's own full text beside it, and how soon
//! a new message is found while many arrive.

use std::{
    path::Path,
    process::Stdio,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{task::JoinSet, time::sleep};

use crate::{
    Result,
    asked::Questions,
    fulltext::FullText,
    http::{Connection, get, post},
    places::open_threads,
    replies::{Replying, borrowed},
    report::{Row, Target},
    server::{Server, alone},
    world::World,
    wrk::{Headers, Run},
};

/// Asked one after the other: what a person waits.
const ASKED: usize = 3_000;
/// Not counted: pages of the index are read from the disk once.
const WARMING: usize = 300;
/// Asked at once, of both, to see how many a second are answered.
const ASKERS: usize = 4;
const ASKING: Duration = Duration::from_secs(10);
/// Messages that arrive each second while it is seen how soon one is found.
const ARRIVING: u32 = 500;
const THREADS: usize = 400;
const PATIENCE: Duration = Duration::from_secs(20);

/// # Errors
/// When the world is not searched, or an answer is not what it should be.
pub async fn measure(world: &World, bench: &Path) -> Result<Vec<Row>> {
    let questions = Questions::of_the_lexicon()?;
    let mut rows = vec![reindexed(world)?];
    let server = Server::start(&world.folder, None).await?;
    let member = server.site.member().await?;
    whole(&server, &member).await?;
    let run = one_by_one(&server, &member, &questions.log(WARMING + ASKED), |words| address("/search", words)).await?;
    rows.push(Row {
        run: Some(run),
        targets: vec![Target::at_most(5.0, run.p50, " ms"), Target::at_most(30.0, run.p99, " ms")],
        ..Row::named("a question asked, one after the other")
    });
    let run =
        one_by_one(&server, &member, &questions.begun(WARMING + ASKED), |words| address("/suggest", words)).await?;
    rows.push(Row {
        run: Some(run),
        targets: vec![Target::at_most(5.0, run.p99, " ms")],
        ..Row::named("what is suggested while one types")
    });
    rows.extend(beside_full_text(&server, &member, &questions, world, bench).await?);
    let (_, peak) = server.memory()?;
    rows.push(memory("searching", peak));
    server.stop();
    rows.extend(found_soon(world).await?);
    Ok(rows)
}

fn memory(after: &str, peak: f64) -> Row {
    Row {
        targets: vec![Target::at_most(250.0, peak, " MB at its peak")],
        ..Row::named(format!("memory while {after}"))
    }
}

/// `task reindex`, in a process of its own, from the command to its end.
fn reindexed(world: &World) -> Result<Row> {
    let began = Instant::now();
    let done = alone(&world.folder).args(["task", "reindex"]).stderr(Stdio::null()).output()?;
    let seconds = began.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    let count = said.lines().rev().find_map(|line| line.split_once(" documents indexed"));
    let documents: f64 = count.ok_or_else(|| format!("`reindex` failed: {said}"))?.0.trim().parse()?;
    Ok(Row {
        targets: vec![Target::at_least(20_000.0, documents / seconds, " documents/s")],
        ..Row::named(format!("the index made anew, {seconds:.0} s"))
    })
}

/// Waits until it is no longer said that there may be more to find.
async fn whole(server: &Server, member: &Headers) -> Result<()> {
    let began = Instant::now();
    let mut connection = Connection::to(server.site.port);
    let request = get(server.site.port, "/search?q=emploi", &borrowed(member));
    while connection.send(&request).await?.status != 200 {
        if began.elapsed() > PATIENCE {
            return Err("the index does not answer".into());
        }
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

fn address(path: &str, words: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", words).finish();
    format!("{path}?{query}")
}

async fn one_by_one(
    server: &Server,
    member: &Headers,
    questions: &[String],
    address: impl Fn(&str) -> String,
) -> Result<Run> {
    let mut connection = Connection::to(server.site.port);
    let mut times = vec![];
    for words in questions {
        let request = get(server.site.port, &address(words), &borrowed(member));
        let began = Instant::now();
        let answer = connection.send(&request).await?;
        times.push((began.elapsed().as_secs_f64() * 1_000.0, words));
        if answer.status != 200 {
            return Err(format!("« {words} » answers {}", answer.status).into());
        }
    }
    let mut counted = times.split_off(WARMING.min(times.len()));
    counted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let slowest: Vec<_> =
        counted.iter().rev().take(3).map(|(time, words)| format!("« {words} » {time:.0} ms")).collect();
    eprintln!("  slowest: {}", slowest.join(", "));
    let total: f64 = counted.iter().map(|(time, _)| time / 1_000.0).sum();
    let at = |percent: usize| counted[(counted.len() - 1) * percent / 100].0;
    #[expect(clippy::cast_precision_loss, reason = "thousands")]
    let per_second = counted.len() as f64 / total;
    Ok(Run { per_second, p50: at(50), p90: at(90), p99: at(99) })
}

/// The same questions about the same documents, asked of both by as many at once:
/// of the site over HTTP, of PostgreSQL over its own protocol.
async fn beside_full_text(
    server: &Server,
    member: &Headers,
    questions: &Questions,
    world: &World,
    bench: &Path,
) -> Result<Vec<Row>> {
    let log: Arc<[String]> = questions.log(ASKED).into();
    let ours = together(&log, |log, from| {
        let (port, member) = (server.site.port, member.clone());
        async move {
            let mut connection = Connection::to(port);
            let end = Instant::now() + ASKING;
            let mut answered = 0_u32;
            for words in log.iter().cycle().skip(from) {
                let request = get(port, &address("/search", words), &borrowed(&member));
                if connection.send(&request).await?.status == 200 {
                    answered += 1;
                }
                if Instant::now() > end {
                    break;
                }
            }
            Ok(answered)
        }
    })
    .await?;
    let name = "questions a second, four at once, beside PostgreSQL's full text";
    let text = match FullText::of(world, bench).await {
        Ok(text) => text,
        Err(why) => return Ok(vec![Row { skipped: Some(why.to_string()), ..Row::named(name) }]),
    };
    let theirs = together(&log, |log, from| {
        let text = text.clone();
        async move {
            let end = Instant::now() + ASKING;
            let mut answered = 0_u32;
            for words in log.iter().cycle().skip(from) {
                text.ask(words).await?;
                answered += 1;
                if Instant::now() > end {
                    break;
                }
            }
            Ok(answered)
        }
    })
    .await?;
    // What both find, or neither: a search that finds less would be quick as well.
    let (mut as_much, mut asked) = (0_u32, 0_u32);
    let mut plain = member.clone();
    plain.retain(|(name, _)| name != "Accept-Encoding");
    let mut connection = Connection::to(server.site.port);
    for words in log.iter().take(200) {
        let request = get(server.site.port, &address("/api/v1/search", words), &borrowed(&plain));
        let found: serde_json::Value = serde_json::from_str(&connection.send(&request).await?.text())?;
        let found = found["total"].as_u64().unwrap_or_default();
        asked += 1;
        if found * 10 >= text.ask(words).await? * 9 {
            as_much += 1;
        }
    }
    text.stop();
    let seconds = ASKING.as_secs_f64();
    let (ours, theirs) = (f64::from(ours) / seconds, f64::from(theirs) / seconds);
    let share = f64::from(as_much) / f64::from(asked) * 100.0;
    Ok(vec![Row {
        times: Some(ours / theirs),
        targets: vec![
            Target::at_least(10.0, ours / theirs, "×"),
            Target::at_least(90.0, share, " % of questions find as many threads"),
        ],
        ..Row::named(format!("{name}: {ours:.0} beside {theirs:.1}"))
    }])
}

async fn together<W, F>(log: &Arc<[String]>, asking: F) -> Result<u32>
where
    F: Fn(Arc<[String]>, usize) -> W,
    W: Future<Output = Result<u32>> + Send + 'static,
{
    let mut askers = JoinSet::new();
    for which in 0..ASKERS {
        askers.spawn(asking(log.clone(), which * log.len() / ASKERS));
    }
    let mut answered = 0;
    for one in askers.join_all().await {
        answered += one?;
    }
    Ok(answered)
}

/// While messages arrive, one with a word of its own is posted again and again,
/// and looked for until it is found.
async fn found_soon(world: &World) -> Result<Vec<Row>> {
    let copy = world.copy()?;
    let server = Server::start(&copy.0, None).await?;
    let member = server.site.member().await?;
    whole(&server, &member).await?;
    let threads = server.site.threads().await?;
    let threads = open_threads(server.site, &threads, THREADS, &member).await?;
    let here = threads[0];
    let replying =
        Replying { site: server.site, member: member.clone(), threads: threads.into(), steady: Some(ARRIVING) };
    let arriving = tokio::spawn(replying.run());
    let (mut writer, mut reader) = (Connection::to(server.site.port), Connection::to(server.site.port));
    let mut lags = vec![];
    while !arriving.is_finished() {
        let word = format!("zq{}{}", std::process::id(), lags.len());
        let path = format!("/threads/{here}/posts");
        let posted =
            writer.send(&post(server.site.port, &path, &borrowed(&member), &format!("body=Le+mot+{word}"))).await?;
        if posted.status != 303 {
            return Err(format!("a reply answers {}", posted.status).into());
        }
        let said = Instant::now();
        let mut plain = member.clone();
        plain.retain(|(name, _)| name != "Accept-Encoding");
        let request = get(server.site.port, &address("/api/v1/search", &format!("\"{word}\"")), &borrowed(&plain));
        while !reader.send(&request).await?.text().contains("\"total\":1") {
            if said.elapsed() > PATIENCE {
                return Err(format!("« {word} » is not found").into());
            }
            sleep(Duration::from_millis(10)).await;
        }
        lags.push(said.elapsed().as_secs_f64() * 1_000.0);
    }
    let replied = arriving.await??;
    lags.sort_by(f64::total_cmp);
    let last = lags.last().copied().unwrap_or(f64::NAN);
    let (_, peak) = server.memory()?;
    server.stop();
    Ok(vec![
        Row {
            run: Some(replied.replies),
            targets: vec![Target::at_most(1_000.0, last, " ms for the last of those looked for")],
            ..Row::named(format!("a new message is found, {ARRIVING}/s arriving, {} looked for", lags.len()))
        },
        memory("messages arrive", peak),
    ])
}
