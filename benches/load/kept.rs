//! What is kept: one person's data taken away, and a backup of everything taken
//! while people read.

use std::{
    fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use passerelle::database::Db;
use sea_orm::ConnectionTrait;
use tokio::time::{sleep, sleep_until};

use crate::{
    Result,
    http::{Connection, get, post},
    replies::borrowed,
    report::{Row, Target},
    server::{Server, alone},
    site::PASSWORD,
    world::World,
    wrk::Headers,
};

const POSTS: u64 = 10_000;
const PATIENCE: Duration = Duration::from_secs(180);
/// At most one page is asked for in this time.
const READING: Duration = Duration::from_millis(10);

/// From asking for one's data to the file that waits, for someone who wrote a lot.
///
/// # Errors
/// When it is not made.
pub async fn export(world: &World) -> Result<Row> {
    let copy = world.copy()?;
    // Brings its schema up to date.
    Server::start(&copy.0, None).await?.stop();
    let db = Db::open(&format!("sqlite://{}/passerelle.sqlite", copy.0.display()), 1).await?;
    let txn = db.write().await?;
    let member = "(SELECT id FROM users WHERE email = 'load@world.example')";
    txn.execute_unprepared(&format!(
        "UPDATE posts SET author_id = {member} WHERE id IN (SELECT id FROM posts WHERE id % 7 = 0 ORDER BY id LIMIT {POSTS})"
    ))
    .await?;
    txn.commit().await?;
    db.close().await;

    let server = Server::start(&copy.0, None).await?;
    let member = server.site.member().await?;
    let mut connection = Connection::to(server.site.port);
    let began = Instant::now();
    let form = form_urlencoded::Serializer::new(String::new()).append_pair("password", PASSWORD).finish();
    let answer = connection.send(&post(server.site.port, "/me/data/exports", &borrowed(&member), &form)).await?;
    if answer.status != 303 {
        return Err(format!("asking for an export answers {}", answer.status).into());
    }
    let plain: Headers = member.into_iter().filter(|(name, _)| name != "Accept-Encoding").collect();
    let page = get(server.site.port, "/me/data", &borrowed(&plain));
    while !connection.send(&page).await?.text().contains("action=\"/me/data/exports/") {
        if began.elapsed() > PATIENCE {
            return Err("the export is not ready".into());
        }
        sleep(Duration::from_millis(50)).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    server.stop();
    Ok(Row { targets: vec![Target::at_most(10.0, seconds, " s")], ..Row::named(format!("an export of {POSTS} posts")) })
}

/// The `backup` task beside the server, and the pages that are read meanwhile.
///
/// # Errors
/// When the task fails, or a page.
pub async fn backup(world: &World, threads: &[String], bench: &Path) -> Result<Row> {
    let server = Server::start(&world.folder, None).await?;
    let member = server.site.member().await?;
    let folder = bench.join("backup");
    let _ = fs::remove_dir_all(&folder);
    let began = Instant::now();
    let mut task = alone(&world.folder)
        .args(["task", "backup", &format!("to:{}", folder.display())])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut connection = Connection::to(server.site.port);
    let (mut times, mut seconds) = (vec![], 0.0);
    for thread in threads.iter().cycle() {
        let due = Instant::now();
        connection.send(&get(server.site.port, thread, &borrowed(&member))).await?;
        times.push(due.elapsed().as_secs_f64() * 1_000.0);
        if let Some(status) = task.try_wait()? {
            if !status.success() {
                return Err(format!("the `backup` task failed: {status}").into());
            }
            seconds = began.elapsed().as_secs_f64();
            break;
        }
        sleep_until((due + READING).into()).await;
    }
    server.stop();
    let _ = fs::remove_dir_all(&folder);
    times.sort_by(f64::total_cmp);
    let p99 = times[(times.len() - 1) * 99 / 100];
    Ok(Row {
        targets: vec![
            Target::at_most(120.0, seconds, " s"),
            Target::at_most(100.0, p99, " ms, 99 of 100 pages meanwhile"),
        ],
        ..Row::named(format!("a backup of {} posts", world.posts))
    })
}
