//! What is measured, in what order, against which targets.

use std::path::Path;

use tokio::runtime::Runtime;

use crate::{
    Options, Result, kept, machine, offers, pictures,
    places::{Places, open_threads},
    profiles,
    reference::Reference,
    replies::Replying,
    report::{Report, Row, Target},
    search,
    server::Server,
    site::{Page, plain_visitor, visitor},
    text,
    told::Told,
    world::World,
    wrk::{self, Headers, median},
};

/// For `--only`. Memory is read after whatever ran.
pub const NAMES: [&str; 14] = [
    "text",
    "start",
    "visitor",
    "member",
    "deep",
    "growth",
    "replies",
    "slow-disk",
    "told",
    "kept",
    "pictures",
    "search",
    "profiles",
    "offers",
];

/// Compiled by `benches/run` when there is a C compiler.
const SLOW_FSYNC: &str = "slow_fsync.so";

const SECONDS: u32 = 4;
/// Pairs are compared by turns, since a machine's speed drifts within a minute.
const TURNS: usize = 5;
/// Replies are spread over this many threads.
const THREADS: usize = 400;
const STEADY: u32 = 800;

struct Plan<'a> {
    options: &'a Options,
    runtime: Runtime,
    report: Report,
}

/// A world being served, with its pages looked up.
struct Served<'a> {
    world: &'a World,
    server: Server,
    member: Headers,
    places: Places,
}

/// # Errors
/// When there is no world or no server to measure. A single measurement that
/// fails is a row of the report.
pub fn run(options: &Options, bench: &Path) -> Result<Report> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut plan = Plan { options, runtime, report: Report::on_a_machine(machine::busy()) };
    plan.text();
    if options.only.as_deref() == Some("text") {
        return Ok(plan.report);
    }
    let sizes: [u64; 2] = if options.small { [10_000, 100_000] } else { [100_000, 1_000_000] };
    let mut worlds = Vec::new();
    for posts in sizes {
        worlds.push(World::of(posts, bench, options.fresh)?);
    }
    let served = worlds.iter().map(|world| plan.serve(world)).collect::<Result<Vec<_>>>()?;
    plan.read(&served);
    plan.compare(&served);
    for world in served {
        plan.report.add("memory", memory(&world.server, &world.world.named("reading")));
        world.server.stop();
    }
    for world in &worlds {
        plan.reply("replies", world, None);
        plan.reply("slow-disk", world, Some(&bench.join(SLOW_FSYNC)));
    }
    plan.told(&worlds[0]);
    plan.kept(&worlds, bench);
    plan.pictures(&worlds[0]);
    plan.search(&worlds[1], bench);
    plan.profiles(&worlds[1], bench);
    plan.offers(&worlds[0], bench);
    Ok(plan.report)
}

impl Plan<'_> {
    fn text(&mut self) {
        if self.options.wants("text") {
            let (name, seconds) = text::slowest();
            let targets = vec![Target::at_most(200.0, seconds * 1_000.0, " ms")];
            let row = Row { targets, ..Row::named(format!("the slowest text of 40 KB: {name}")) };
            self.report.add("text", Ok(row));
        }
    }

    /// Starts twice: the first may migrate and catch up, the second is a warm start.
    fn serve<'w>(&mut self, world: &'w World) -> Result<Served<'w>> {
        eprintln!("Serving {} posts", world.posts);
        self.runtime.block_on(Server::start(&world.folder, None))?.stop();
        let server = self.runtime.block_on(Server::start(&world.folder, None))?;
        if self.options.wants("start") {
            let seconds = server.started_in.as_secs_f64();
            let row = Row {
                targets: vec![Target::at_most(1.0, seconds, " s")],
                ..Row::named(world.named("warm start to first page"))
            };
            self.report.add("start", Ok(row));
        }
        let member = self.runtime.block_on(server.site.member())?;
        let places = self.runtime.block_on(world.places(server.site))?;
        Ok(Served { world, server, member, places })
    }

    fn read(&mut self, served: &[Served]) {
        for on in served {
            let short = &on.places.short;
            self.page("visitor", "visitor, 20 posts", on, short, &visitor(), Some(40.0));
            self.page("visitor", "visitor, 20 posts, not compressed", on, short, &plain_visitor(), Some(40.0));
            self.page("member", "member, 20 posts", on, short, &on.member, Some(2.5));
            let Some(long) = &on.places.long else { continue };
            self.page("deep", "member, first of 10,000 posts", on, &long.first, &on.member, None);
            self.page("deep", "member, deep in 10,000 posts", on, &long.deep, &on.member, None);
            self.pair("deep", &on.world.named("deep is slower than first by"), (on, &long.first), (on, &long.deep));
        }
    }

    /// The same pages in both worlds.
    fn compare(&mut self, served: &[Served]) {
        let [small, large] = served else { return };
        let name = format!("{} is slower than {} by", large.world.size(), small.world.size());
        let short = [small, large].map(|on| (on, on.places.short.as_str()));
        self.pair("growth", &format!("member: {name}"), short[0], short[1]);
        if let (Some(one), Some(other)) = (&small.places.long, &large.places.long) {
            self.pair("growth", &format!("deep: {name}"), (small, &one.deep), (large, &other.deep));
        }
    }

    fn page(&mut self, which: &str, name: &str, on: &Served, path: &str, reader: &Headers, target: Option<f64>) {
        if !self.options.wants(which) {
            return;
        }
        let name = on.world.named(name);
        let measured = self.open(on, path, reader).and_then(|page| {
            let reference = Reference::like(&page.answer)?;
            let (run, rate) = reference.beside(|| {
                wrk::run(&page.url, &page.headers, 1)?;
                wrk::run(&page.url, &page.headers, SECONDS)
            })?;
            let mut row = Row { run: Some(run), reference: Some(rate), ..Row::named(&name) };
            row.targets = target
                .zip(row.share())
                .map(|(wanted, found)| Target::at_least(wanted, found, " %"))
                .into_iter()
                .collect();
            Ok(row)
        });
        self.report.add(&name, measured);
    }

    /// How many times slower the second page is, signed in, by turns.
    fn pair(&mut self, which: &str, name: &str, first: (&Served, &str), second: (&Served, &str)) {
        if !self.options.wants(which) {
            return;
        }
        let measured = self.turns(first, second).map(|times| Row {
            times: Some(times),
            targets: vec![Target::at_most(1.2, times, "×")],
            ..Row::named(name)
        });
        self.report.add(name, measured);
    }

    fn turns(&self, first: (&Served, &str), second: (&Served, &str)) -> Result<f64> {
        let pages = [self.open(first.0, first.1, &first.0.member)?, self.open(second.0, second.1, &second.0.member)?];
        let mut rates = [Vec::new(), Vec::new()];
        for _ in 0..TURNS {
            for (page, rates) in pages.iter().zip(&mut rates) {
                rates.push(wrk::run(&page.url, &page.headers, 1)?.per_second);
            }
        }
        let [first, second] = rates.map(median);
        Ok(first / second)
    }

    fn open(&self, on: &Served, path: &str, reader: &Headers) -> Result<Page> {
        self.runtime.block_on(on.server.site.page(path, reader))
    }

    /// As many replies as it takes, then a steady 800 a second, on a copy of the world.
    fn reply(&mut self, which: &str, world: &World, slowly: Option<&Path>) {
        if !self.options.wants(which) {
            return;
        }
        let name = world.named(if slowly.is_some() { "replies, +2 ms per fsync" } else { "replies" });
        if slowly.is_some_and(|library| !library.exists()) {
            let why = Some("no C compiler (apt install gcc libc6-dev)".to_owned());
            self.report.add(&name, Ok(Row { skipped: why, ..Row::named(&name) }));
            return;
        }
        match self.replied(&name, world, slowly) {
            Ok(rows) => rows.into_iter().for_each(|row| self.report.add(&name, Ok(row))),
            Err(error) => self.report.add(&name, Err(error)),
        }
    }

    /// Being told, on a copy of the smaller world.
    fn told(&mut self, world: &World) {
        if !self.options.wants("told") {
            return;
        }
        let name = world.named("being told");
        match self.tell(world) {
            Ok(rows) => rows.into_iter().for_each(|row| self.report.add(&name, Ok(row))),
            Err(error) => self.report.add(&name, Err(error)),
        }
    }

    /// An export from the smaller world, a backup of the larger.
    fn kept(&mut self, worlds: &[World], bench: &Path) {
        let [small, .., large] = worlds else { return };
        if !self.options.wants("kept") {
            return;
        }
        let export = self.runtime.block_on(kept::export(small));
        self.report.add("an export", export);
        let backup = self.places(large).and_then(|places| {
            let threads: Vec<String> = std::iter::once(places.short).chain(places.long.map(|long| long.deep)).collect();
            self.runtime.block_on(kept::backup(large, &threads, bench))
        });
        self.report.add("a backup", backup);
    }

    /// Photos sent in while pages are read, on a copy of the smaller world.
    fn pictures(&mut self, world: &World) {
        if !self.options.wants("pictures") {
            return;
        }
        let measured =
            self.places(world).and_then(|places| self.runtime.block_on(pictures::measure(world, &places.short)));
        match measured {
            Ok(rows) => rows.into_iter().for_each(|row| self.report.add("pictures", Ok(row))),
            Err(error) => self.report.add(&world.named("pictures"), Err(error)),
        }
    }

    /// Search, on the larger world and on a copy of it.
    fn search(&mut self, world: &World, bench: &Path) {
        if !self.options.wants("search") {
            return;
        }
        match self.runtime.block_on(search::measure(world, bench)) {
            Ok(rows) => rows.into_iter().for_each(|row| self.report.add("search", Ok(row))),
            Err(error) => self.report.add(&world.named("search"), Err(error)),
        }
    }

    /// Profiles, in the larger world and in one a hundred times smaller.
    fn profiles(&mut self, world: &World, bench: &Path) {
        if !self.options.wants("profiles") {
            return;
        }
        let measured = World::of(world.posts / 100, bench, self.options.fresh)
            .and_then(|small| self.runtime.block_on(profiles::measure(&small, world)));
        match measured {
            Ok(rows) => rows.into_iter().for_each(|row| self.report.add("profiles", Ok(row))),
            Err(error) => self.report.add(&world.named("profiles"), Err(error)),
        }
    }

    /// Offers, on a copy of the smaller world.
    fn offers(&mut self, world: &World, bench: &Path) {
        if !self.options.wants("offers") {
            return;
        }
        let measured =
            self.places(world).and_then(|places| self.runtime.block_on(offers::measure(world, &places.short, bench)));
        match measured {
            Ok(rows) => rows.into_iter().for_each(|row| self.report.add("offers", Ok(row))),
            Err(error) => self.report.add(&world.named("offers"), Err(error)),
        }
    }

    fn places(&self, world: &World) -> Result<Places> {
        Ok(serde_json::from_str(&std::fs::read_to_string(world.folder.join("places.json"))?)?)
    }

    fn tell(&self, world: &World) -> Result<Vec<Row>> {
        let places = self.places(world)?;
        let thread = places.short.trim_start_matches("/threads/").split('-').next().unwrap_or_default().parse()?;
        self.runtime.block_on(async { Told::prepare(world, thread).await?.measure().await })
    }

    fn replied(&self, name: &str, world: &World, slowly: Option<&Path>) -> Result<Vec<Row>> {
        let copy = world.copy()?;
        let server = self.runtime.block_on(Server::start(&copy.0, slowly))?;
        let member = self.runtime.block_on(server.site.member())?;
        let threads = self.runtime.block_on(server.site.threads())?;
        let threads = self.runtime.block_on(open_threads(server.site, &threads, THREADS, &member))?;
        let replying = Replying { site: server.site, member, threads: threads.into(), steady: None };
        let flood = self.runtime.block_on(replying.clone().run())?;
        let steady = self.runtime.block_on(Replying { steady: Some(STEADY), ..replying }.run())?;
        let rows = vec![
            Row {
                run: Some(flood.replies),
                targets: vec![
                    Target::at_least(f64::from(STEADY), flood.replies.per_second, "/s"),
                    Target::at_most(50.0, flood.replies.p99, " ms"),
                ],
                ..Row::named(name)
            },
            Row { run: Some(flood.pages), ..Row::named(format!("{name}: pages read meanwhile")) },
            Row {
                run: Some(steady.replies),
                targets: vec![Target::at_most(50.0, steady.replies.p99, " ms")],
                ..Row::named(format!("{name}: {STEADY}/s asked for"))
            },
            memory(&server, name)?,
        ];
        server.stop();
        Ok(rows)
    }
}

fn memory(server: &Server, after: &str) -> Result<Row> {
    let (now, peak) = server.memory()?;
    Ok(Row {
        targets: vec![Target::at_most(150.0, now, " MB"), Target::at_most(150.0, peak, " MB at its peak")],
        ..Row::named(format!("memory after {after}"))
    })
}

impl World {
    fn named(&self, what: &str) -> String {
        format!("{what} [{}]", self.size())
    }

    fn size(&self) -> String {
        if self.posts >= 1_000_000 {
            format!("{}M", self.posts / 1_000_000)
        } else {
            format!("{}k", self.posts / 1_000)
        }
    }
}
