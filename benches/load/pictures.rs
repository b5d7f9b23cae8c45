//! Photos of twelve megapixels, sent in one after the other, and the pages that are
//! read meanwhile: how long one waits for one's photo, and how much others wait for it.

use std::{
    io::Cursor,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use image::{ImageFormat, Rgb, RgbImage};
use tokio::time::sleep_until;

use crate::{
    Result,
    http::{Connection, get, request_of},
    replies::borrowed,
    report::{Row, Target},
    server::Server,
    site::Site,
    world::World,
    wrk::Headers,
};

const PHOTOS: usize = 12;
/// At most one page is asked for in this time.
const READING: Duration = Duration::from_millis(10);
/// Pages read while nobody sends anything.
const QUIET: usize = 400;
const BOUNDARY: &str = "----bench-7f3a";

/// # Errors
/// When a photo is not taken, or a page not shown.
pub async fn measure(world: &World, thread: &str) -> Result<Vec<Row>> {
    let copy = world.copy()?;
    let server = Server::start(&copy.0, None).await?;
    let member = server.site.member().await?;
    let sent = form(&twelve_megapixels()?);
    read(server.site, thread, &member, |read| read >= QUIET / 4).await?;
    let quiet = read(server.site, thread, &member, |read| read >= QUIET).await?;

    let done = Arc::new(AtomicBool::new(false));
    let sending = tokio::spawn(send(server.site, member.clone(), sent, done.clone()));
    let busy = read(server.site, thread, &member, |_| done.load(Ordering::Relaxed)).await?;
    let slowest = sending.await??;
    let (now, peak) = server.memory()?;
    server.stop();
    let ratio = p99(busy) / p99(quiet);
    Ok(vec![
        Row {
            targets: vec![
                Target::at_most(1.0, slowest.as_secs_f64(), " s"),
                Target::at_most(2.0, ratio, "× for 99 of 100 pages meanwhile"),
            ],
            ..Row::named("a photo of 12 megapixels, the slowest")
        },
        Row {
            targets: vec![Target::at_most(150.0, now, " MB"), Target::at_most(350.0, peak, " MB at its peak")],
            ..Row::named("memory after photos")
        },
    ])
}

/// Pages one after the other until `enough`; how long each took.
async fn read(site: Site, thread: &str, member: &Headers, enough: impl Fn(usize) -> bool) -> Result<Vec<f64>> {
    let mut connection = Connection::to(site.port);
    let page = get(site.port, thread, &borrowed(member));
    let mut times = vec![];
    while !enough(times.len()) {
        let due = Instant::now();
        let answer = connection.send(&page).await?;
        if answer.status != 200 {
            return Err(format!("{thread} answers {}", answer.status).into());
        }
        times.push(due.elapsed().as_secs_f64() * 1_000.0);
        sleep_until((due + READING).into()).await;
    }
    Ok(times)
}

async fn send(site: Site, member: Headers, sent: Vec<u8>, done: Arc<AtomicBool>) -> Result<Duration> {
    let slowest = send_all(site, &member, &sent).await;
    done.store(true, Ordering::Relaxed);
    slowest
}

async fn send_all(site: Site, member: &Headers, sent: &[u8]) -> Result<Duration> {
    let mut connection = Connection::to(site.port);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let request = request_of(site.port, "/pictures/new", &borrowed(member), &kind, sent);
    let mut slowest = Duration::ZERO;
    for _ in 0..PHOTOS {
        let began = Instant::now();
        let answer = connection.send(&request).await?;
        if answer.status != 303 {
            return Err(format!("a photo answers {}: {}", answer.status, answer.text()).into());
        }
        slowest = slowest.max(began.elapsed());
    }
    Ok(slowest)
}

/// With as much in it as a photo has: about four megabytes.
fn twelve_megapixels() -> Result<Vec<u8>> {
    let mut seed = 0x9E37_79B9_u32;
    let photo = RgbImage::from_fn(4_000, 3_000, |x, y| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        let grain = (seed % 24) as u8;
        let shade = |value: u32| (value % 200) as u8 + grain;
        Rgb([shade(x / 20), shade(y / 15), shade((x + y) / 35)])
    });
    let mut bytes = Cursor::new(vec![]);
    photo.write_to(&mut bytes, ImageFormat::Jpeg)?;
    Ok(bytes.into_inner())
}

fn form(photo: &[u8]) -> Vec<u8> {
    let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=");
    [
        format!("{part}\"alt\"\r\n\r\nUn quai\r\n{part}\"picture\"; filename=\"a.jpg\"\r\n\r\n").as_bytes(),
        photo,
        format!("\r\n--{BOUNDARY}--\r\n").as_bytes(),
    ]
    .concat()
}

fn p99(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len().saturating_sub(1) * 99 / 100).copied().unwrap_or_default()
}
