//! Profiles, fifty requests in flight: a person's page, people by facets and by a
//! word, the first page of a busy journal and one deep in it. In a world and in one a
//! hundred times smaller, by turns.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use passerelle::database::Db;
use sea_orm::{ConnectionTrait, Statement};
use tokio::task::JoinSet;

use crate::{
    Result,
    http::{Connection, get},
    replies::borrowed,
    report::{Row, Target},
    server::Server,
    world::World,
    wrk::{Headers, Run, median},
};

const IN_FLIGHT: usize = 50;
/// Requests of one turn, and the turns: a machine's speed drifts within a minute.
const ASKED: usize = 2_000;
const TURNS: usize = 5;
/// Different people whose page is opened.
const PEOPLE: u64 = 500;
/// A trade that fills a page in the smaller world too: a shorter page would be compared
/// with a whole one.
const TRADE: &str = "G1602";
/// The same, of a word and a way of working.
const WORD: &str = "q=personne&rhythm=full_time";

/// The pages of one world.
struct Places {
    server: Server,
    member: Headers,
    /// What is measured, and its addresses.
    pages: Vec<(&'static str, Arc<[String]>)>,
}

/// # Errors
/// When a world has no profiles, a page is not one, or a query reads a whole table.
pub async fn measure(small: &World, large: &World) -> Result<Vec<Row>> {
    let (few, many) = (places(small).await?, places(large).await?);
    let mut rows = vec![];
    for ((what, little), (_, much)) in few.pages.iter().zip(&many.pages) {
        rows.push(match pair((&few, little), (&many, much)).await {
            Ok((run, times)) => Row {
                run: Some(run),
                times: Some(times),
                targets: vec![Target::at_most(30.0, run.p99, " ms"), Target::at_most(1.2, times, "×")],
                ..Row::named(*what)
            },
            Err(error) => Row { failed: Some(error.to_string()), ..Row::named(*what) },
        });
    }
    few.server.stop();
    many.server.stop();
    Ok(rows)
}

async fn places(world: &World) -> Result<Places> {
    // Brings its schema up to date.
    Server::start(&world.folder, None).await?.stop();
    let db = Db::open(&format!("sqlite://{}/passerelle.sqlite", world.folder.display()), 1).await?;
    let found = pages(&db).await;
    let planned = planned(&db).await;
    db.close().await;
    planned?;
    let pages = found?;
    let server = Server::start(&world.folder, None).await?;
    let member = server.site.member().await?;
    Ok(Places { server, member, pages })
}

async fn pages(db: &Db) -> Result<Vec<(&'static str, Arc<[String]>)>> {
    let people = strings(
        db,
        &format!(
            "SELECT handle FROM users JOIN profiles ON user_id = users.id \
             WHERE shown_to IN ('public', 'members') AND profiles.id % 7 = 0 ORDER BY profiles.id LIMIT {PEOPLE}"
        ),
    )
    .await?;
    let deep = strings(
        db,
        "SELECT CAST(id AS TEXT) AS handle FROM accesses \
         WHERE user_id = (SELECT id FROM users WHERE email = 'load@world.example') ORDER BY accesses.id \
         LIMIT 1 OFFSET (SELECT count(*) / 10 FROM accesses)",
    )
    .await?;
    let (Some(deep), false) = (deep.first(), people.is_empty()) else {
        return Err("this world is older than its profiles: --fresh makes it anew".into());
    };
    let people: Vec<String> = people.iter().map(|handle| format!("/people/{handle}")).collect();
    let one = |path: String| -> Arc<[String]> { [path].into() };
    Ok(vec![
        ("a person's page, signed in", people.into()),
        ("people of a trade", one(format!("/people?trade={TRADE}"))),
        ("people who work full time, by a word", one(format!("/people?{WORD}"))),
        ("who saw me, first page", one("/me/access-log".to_owned())),
        ("who saw me, deep", one(format!("/me/access-log?before={deep}"))),
    ])
}

/// What these pages ask for, in the database's own words, is found by an index.
async fn planned(db: &Db) -> Result<()> {
    let asked = [
        "SELECT * FROM profiles WHERE user_id = 7",
        "SELECT * FROM profile_skills WHERE user_id = 7 ORDER BY position, id",
        "SELECT * FROM disclosures WHERE user_id = 7 AND to_id = 8",
        "SELECT * FROM accesses WHERE user_id = 7 ORDER BY id DESC LIMIT 31",
        "SELECT * FROM accesses WHERE user_id = 7 AND id < 900 ORDER BY id DESC LIMIT 31",
    ];
    for query in asked {
        for step in strings(db, &format!("EXPLAIN QUERY PLAN {query}")).await? {
            // The few skills of one person are put in order once read.
            let in_order = !step.contains("TEMP B-TREE") || step.contains("LAST TERM");
            if step.starts_with("SCAN") || !in_order {
                return Err(format!("{query}: {step}").into());
            }
        }
    }
    Ok(())
}

/// The column `handle` of each row, or `detail` of a plan.
async fn strings(db: &Db, query: &str) -> Result<Vec<String>> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), query)).await?;
    let column = if query.starts_with("EXPLAIN") { "detail" } else { "handle" };
    Ok(rows.iter().map(|row| row.try_get("", column)).collect::<Result<_, _>>()?)
}

/// By turns: how the larger world answers, and how many times slower than the smaller.
async fn pair(small: (&Places, &Arc<[String]>), large: (&Places, &Arc<[String]>)) -> Result<(Run, f64)> {
    let (mut few, mut many) = (vec![], vec![]);
    // The first turn of each warms it.
    for turn in 0..=TURNS {
        let (little, much) = (turn_of(small.0, small.1).await?, turn_of(large.0, large.1).await?);
        if turn > 0 {
            few.push(little);
            many.push(much);
        }
    }
    let middle = |runs: &[Run], of: fn(&Run) -> f64| median(runs.iter().map(of).collect());
    let run = Run {
        per_second: middle(&many, |run| run.per_second),
        p50: middle(&many, |run| run.p50),
        p90: middle(&many, |run| run.p90),
        p99: middle(&many, |run| run.p99),
    };
    Ok((run, middle(&few, |run| run.per_second) / run.per_second))
}

async fn turn_of(places: &Places, paths: &Arc<[String]>) -> Result<Run> {
    ask(Asked { port: places.server.site.port, member: &places.member, paths, in_flight: IN_FLIGHT, times: ASKED })
        .await
}

/// What is asked of which server, by how many at once.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub port: u16,
    pub member: &'a Headers,
    pub paths: &'a Arc<[String]>,
    pub in_flight: usize,
    /// Requests in all.
    pub times: usize,
}

/// As many at once as are in flight, each asked again once answered.
///
/// # Errors
/// When an answer is not a page.
pub async fn ask(asked: Asked<'_>) -> Result<Run> {
    let began = Instant::now();
    let mut askers = JoinSet::new();
    for which in 0..asked.in_flight {
        let (port, member, paths) = (asked.port, asked.member.clone(), Arc::clone(asked.paths));
        let (from, times) = (which * paths.len() / asked.in_flight, asked.times / asked.in_flight);
        askers.spawn(async move {
            let mut connection = Connection::to(port);
            let mut took = vec![];
            for path in paths.iter().cycle().skip(from).take(times) {
                let sent = Instant::now();
                let answer = connection.send(&get(port, path, &borrowed(&member))).await?;
                if answer.status != 200 {
                    return Err(format!("{path} answers {}", answer.status).into());
                }
                took.push(sent.elapsed());
            }
            Result::<_>::Ok(took)
        });
    }
    let mut times: Vec<Duration> = vec![];
    for one in askers.join_all().await {
        times.extend(one?);
    }
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1_000.0;
    #[expect(clippy::cast_precision_loss, reason = "thousands")]
    let per_second = times.len() as f64 / began.elapsed().as_secs_f64();
    Ok(Run { per_second, p50: at(50), p90: at(90), p99: at(99) })
}
