//! Offers: a feed of 100,000 read in while pages are read, the same read again, the whole of
//! them written out; and the list with filters where there are five times as many.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Write as _},
    path::Path,
    process::Stdio,
    sync::Arc,
    time::{Duration, Instant},
};

use passerelle::database::Db;
use sea_orm::ConnectionTrait;
use serde_json::Value;
use tokio::time::sleep_until;

use crate::{
    Result,
    http::{Connection, get},
    profiles::{Asked, ask},
    replies::borrowed,
    report::{Row, Target},
    server::{Server, alone, megabytes, rss_anon},
    site::plain_visitor,
    world::World,
};

const OFFERS: usize = 100_000;
/// Offers of the list that is measured, for each of those.
const TIMES: usize = 5;
/// Read lists at once.
const IN_FLIGHT: usize = 10;
/// At most one page is asked for in this time.
const READING: Duration = Duration::from_millis(10);
const TRADES: [(&str, &str); 12] = [
    ("K1304", "Aide à domicile"),
    ("D1106", "Vendeur ou vendeuse en boulangerie"),
    ("G1602", "Cuisinier ou cuisinière"),
    ("N1103", "Magasinier ou magasinière"),
    ("M1607", "Assistant ou assistante de gestion"),
    ("J1501", "Aide-soignant ou aide-soignante"),
    ("F1703", "Maçon ou maçonne"),
    ("N4101", "Conducteur ou conductrice de poids lourd"),
    ("M1805", "Développeur ou développeuse web"),
    ("K2204", "Agent ou agente d’entretien"),
    ("H2913", "Soudeur ou soudeuse"),
    ("C1102", "Conseiller ou conseillère de clientèle"),
];
const TOWNS: [(&str, &str); 12] = [
    ("Nantes", "44000"),
    ("Rennes", "35000"),
    ("Lyon", "69003"),
    ("Marseille", "13001"),
    ("Lille", "59000"),
    ("Bordeaux", "33000"),
    ("Angers", "49000"),
    ("Le Mans", "72000"),
    ("Tours", "37000"),
    ("Grenoble", "38000"),
    ("Dijon", "21000"),
    ("Brest", "29200"),
];
const SENTENCES: [&str; 12] = [
    "Vous rejoignez une équipe de six personnes, qui se relaie du lundi au samedi.",
    "Une journée commence par un point de dix minutes, puis chacun prend son poste.",
    "Vous préparez les commandes, tenez le stock à jour et signalez ce qui manque.",
    "Nous vous formons pendant trois semaines ; une collègue vous accompagne au début.",
    "Vous accueillez les personnes, les écoutez et leur proposez ce qui leur convient.",
    "Le poste demande de porter des charges de dix kilos et de rester debout.",
    "Les horaires sont fixes, affichés un mois à l’avance, avec deux jours de repos d’affilée.",
    "Vous tenez les dossiers à jour et répondez au téléphone le matin.",
    "Une première expérience est bienvenue, sans être nécessaire.",
    "Nous prenons en charge la moitié de l’abonnement de transport et la mutuelle.",
    "Le matériel et les vêtements de travail sont fournis.",
    "Vous travaillez avec les chefs d’équipe et rendez compte à la responsable du site.",
];

/// # Errors
/// When the feed cannot be imported, or the server does not answer.
pub async fn measure(world: &World, page: &str, bench: &Path) -> Result<Vec<Row>> {
    let feed = bench.join("offers.xml");
    write_feed(&feed)?;
    let copy = world.copy()?;
    // Brings its schema up to date.
    Server::start(&copy.0, None).await?.stop();
    employer(&copy.0).await?;
    let server = Server::start(&copy.0, None).await?;
    let (idle, _) = server.memory()?;
    let first = import(&server, &copy.0, &feed, page, "published").await?;
    let again = import(&server, &copy.0, &feed, page, "unchanged").await?;
    let mut rows = vec![
        Row {
            targets: vec![
                Target::at_most(60.0, first.seconds, " s"),
                Target::at_most(150.0, first.peak - idle, " MB over the idle server"),
                Target::at_most(100.0, first.p99, " ms, 99 of 100 pages meanwhile"),
            ],
            ..Row::named(format!("{OFFERS} offers imported"))
        },
        Row {
            targets: vec![Target::at_most(10.0, again.seconds, " s")],
            ..Row::named("the same once more, unchanged")
        },
        export(&server).await?,
    ];
    server.stop();
    many(&copy.0).await?;
    let server = Server::start(&copy.0, None).await?;
    rows.extend(lists(&server).await?);
    server.stop();
    Ok(rows)
}

struct Imported {
    seconds: f64,
    /// MB, of anonymous memory.
    peak: f64,
    p99: f64,
}

/// The task in a process of its own, and the pages that are read meanwhile.
async fn import(server: &Server, data: &Path, feed: &Path, page: &str, state: &str) -> Result<Imported> {
    let said = data.with_extension("imported");
    let began = Instant::now();
    let mut task = alone(data)
        .args(["task", "import_offers", "organisation:bench", &format!("file:{}", feed.display())])
        .stdout(File::create(&said)?)
        .stderr(Stdio::null())
        .spawn()?;
    let member = server.site.member().await?;
    let mut connection = Connection::to(server.site.port);
    let (mut times, mut peak) = (vec![], 0);
    let status = loop {
        let due = Instant::now();
        connection.send(&get(server.site.port, page, &borrowed(&member))).await?;
        times.push(due.elapsed().as_secs_f64() * 1_000.0);
        peak = peak.max(rss_anon(task.id()).unwrap_or_default());
        if let Some(status) = task.try_wait()? {
            break status;
        }
        sleep_until((due + READING).into()).await;
    };
    let seconds = began.elapsed().as_secs_f64();
    let last = BufReader::new(File::open(&said)?).lines().last().ok_or("the import said nothing")??;
    let totals: Value = serde_json::from_str(&last)?;
    if !status.success() || totals["totals"][state] != OFFERS {
        return Err(format!("not every offer was {state}: {last}").into());
    }
    times.sort_by(f64::total_cmp);
    Ok(Imported { seconds, peak: megabytes(peak), p99: times[(times.len() - 1) * 99 / 100] })
}

/// All of them, as a job board fetches them.
async fn export(server: &Server) -> Result<Row> {
    let mut connection = Connection::to(server.site.port);
    let began = Instant::now();
    let answer = connection.send(&get(server.site.port, "/offers.xml", &borrowed(&plain_visitor()))).await?;
    let seconds = began.elapsed().as_secs_f64();
    if answer.status != 200 || answer.body.windows(5).filter(|tag| tag == b"<job>").count() < OFFERS {
        return Err(format!("/offers.xml answers {} and {} bytes", answer.status, answer.body.len()).into());
    }
    let rate = megabytes(answer.body.len() as u64) / seconds;
    Ok(Row { targets: vec![Target::at_least(50.0, rate, " MB/s")], ..Row::named(format!("{OFFERS} offers exported")) })
}

async fn lists(server: &Server) -> Result<Vec<Row>> {
    let member = server.site.member().await?;
    let mut rows = vec![];
    for (what, query) in [
        ("all", ""),
        ("of a trade", "?trade=K1304"),
        ("around a town", "?near=Nantes&km=30"),
        ("of a trade around a town, permanent", "?trade=G1602&near=Lyon&km=30&contract=permanent"),
        ("part time, paid 2,000 or more, no degree", "?time=part&pay=2000&no_degree=on"),
        ("none such", "?trade=K1304&near=Ajaccio&km=10&pay=9000"),
    ] {
        let paths: Arc<[String]> = [format!("/offers{query}")].into();
        let asked = Asked { port: server.site.port, member: &member, paths: &paths, in_flight: IN_FLIGHT, times: 500 };
        ask(asked).await?;
        let run = ask(asked).await?;
        rows.push(Row {
            run: Some(run),
            targets: vec![Target::at_most(30.0, run.p99, " ms")],
            ..Row::named(format!("{} offers listed, {what}", OFFERS * TIMES))
        });
    }
    Ok(rows)
}

/// Someone for whom they are, proven.
async fn employer(data: &Path) -> Result<()> {
    let db = open(data).await?;
    let txn = db.write().await?;
    txn.execute_unprepared(
        "INSERT INTO organisations (slug, name, kind, about, about_html, renderer, website, proof, proof_domain, created_at) \
         VALUES ('bench', 'Le banc', 'company', '', '', 1, '', 'admin', '', '2026-01-01 00:00:00+00:00')",
    )
    .await?;
    txn.commit().await?;
    db.close().await;
    Ok(())
}

/// The same again, under other numbers, a moment earlier each time.
async fn many(data: &Path) -> Result<()> {
    let db = open(data).await?;
    let columns = "organisation_id, title, claims, text_html, renderer, version, findings, justification, trade_code, \
                   contract, remote, pay_month, no_degree, part_time, state, state_at, expires_at, created_at, updated_at";
    for time in 1..TIMES {
        let more = time * 1_000_000;
        let txn = db.write().await?;
        txn.execute_unprepared(&format!(
            "INSERT INTO offers (id, published_at, {columns}) SELECT id + {more}, \
             strftime('%Y-%m-%d %H:%M:%S', published_at, '-{time} days') || '+00:00', {columns} FROM offers \
             WHERE id < 1000000"
        ))
        .await?;
        txn.execute_unprepared(&format!(
            "INSERT INTO offer_places (offer_id, place_code, label) SELECT offer_id + {more}, place_code, label \
             FROM offer_places WHERE offer_id < 1000000"
        ))
        .await?;
        txn.commit().await?;
    }
    db.execute_unprepared("ANALYZE").await?;
    db.close().await;
    Ok(())
}

async fn open(data: &Path) -> Result<Db> {
    Ok(Db::open(&format!("sqlite://{}/passerelle.sqlite", data.display()), 1).await?)
}

/// Offers as an employer's software writes them, in the shape of Indeed; the same each time.
fn write_feed(path: &Path) -> Result<()> {
    let mut feed = BufWriter::new(File::create(path)?);
    feed.write_all(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<source>\n")?;
    let mut chance = Chance(1);
    for number in 0..OFFERS {
        feed.write_all(job(number, &mut chance).as_bytes())?;
    }
    feed.write_all(b"</source>\n")?;
    feed.flush()?;
    fs::File::open(path)?.sync_all()?;
    Ok(())
}

fn job(number: usize, chance: &mut Chance) -> String {
    let ((code, trade), (town, postcode)) = (chance.among(&TRADES), chance.among(&TOWNS));
    let part_time = chance.below(4) == 0;
    let pay = 1_850 + chance.below(1_600);
    let mut job = format!(
        "<job><title><![CDATA[{trade} – {town} {number}]]></title><referencenumber>{number}</referencenumber>\
         <url>https://banc.example/offres/{number}</url><company>Le banc</company><city>{town}</city>\
         <postalcode>{postcode}</postalcode><country>FR</country><jobtype>{}</jobtype><category>{code}</category>\
         <salary>{pay} à {} euros bruts par mois</salary><date>2026-11-20</date><description><![CDATA[",
        if part_time { "parttime" } else { "fulltime" },
        pay + 150,
    );
    let _ = write!(job, "<p>{} en {}.</p>", trade, if chance.below(3) == 0 { "CDD de six mois" } else { "CDI" });
    for _ in 0..4 {
        let _ = write!(job, "<p>{} {}</p>", chance.among(&SENTENCES), chance.among(&SENTENCES));
    }
    job.push_str("]]></description></job>\n");
    job
}

/// Numbers that look drawn, the same each time (Knuth's linear congruence).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn among<T: Copy>(&mut self, some: &[T]) -> T {
        some[self.below(some.len() as u64) as usize]
    }
}
