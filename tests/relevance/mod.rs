//! Judged, not believed: what people ask, what answers it, and how much of it is
//! among the first ten found. The report is printed (`-- relevance --nocapture`), and
//! nothing may get worse than the committed figures without being said: who makes
//! search better commits the new ones (`RELEVANCE_FIGURES=write`).

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use passerelle::{
    access::Viewer,
    models::search::{
        asking::Form,
        finding::{Found, find},
    },
};

use crate::support::World;

const JUDGMENTS: &str = include_str!("judgments.tsv");
const FIGURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/relevance/figures.tsv");
/// Below these nothing is committed: kind, recall among the first ten.
const LEAST: [(&str, f64); 3] = [("form", 0.95), ("job", 0.80), ("question", 0.70)];
const FIRST: usize = 10;

#[derive(Clone, Copy, Debug, Default)]
struct Figure {
    queries: usize,
    recall: f64,
    mrr: f64,
}

/// A title as it reads, whatever spaces it is set with.
fn read(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn name(found: &Found) -> String {
    match found {
        Found::Thread { thread, .. } => format!("thread:{}", read(&thread.title)),
        Found::Person(person) => format!("person:{}", person.handle),
        Found::Community(room) => format!("community:{}", room.slug),
        Found::Trade(trade) => format!("trade:{}", trade.code),
        Found::Offer(listed) => format!("offer:{}", read(&listed.offer.title)),
        Found::Organisation(organisation) => format!("organisation:{}", organisation.slug),
    }
}

/// The first ten of what was judged, and how much there is of anything: offers and who makes
/// them, which nobody judged, stand among the others.
async fn first_judged(world: &World, q: &str) -> (Vec<String>, usize) {
    let mut form = Form { q: q.to_owned(), ..Form::default() };
    let mut found: Vec<String> = vec![];
    loop {
        let answer = find(&world.house.search, &world.house.db, &Viewer::Visitor, &form).await.unwrap();
        let judged = |found: &&Found| !matches!(found, Found::Offer(_) | Found::Organisation(_));
        found.extend(answer.found.iter().filter(judged).map(name));
        match answer.next {
            Some(next) if found.len() < FIRST => form.after = next,
            _ => {
                found.truncate(FIRST);
                return (found, answer.total);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_ask_is_among_the_first_ten_found() {
    let world = World::demo().await;
    world.knows_trades().await;
    world.searchable().await;
    let mut figures: BTreeMap<&str, Figure> = BTreeMap::new();
    let mut missed = String::new();
    for line in JUDGMENTS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let [kind, q, expected] = line.split('\t').collect::<Vec<_>>().try_into().expect("three columns");
        let expected: BTreeSet<String> = expected.split(" | ").map(read).collect();
        let (found, total) = first_judged(&world, q).await;
        let there = found.iter().filter(|name| expected.contains(*name)).count();
        let first = found.iter().position(|name| expected.contains(name));
        let figure = figures.entry(kind).or_default();
        figure.queries += 1;
        figure.recall += there as f64 / expected.len().min(FIRST) as f64;
        figure.mrr += first.map_or(0.0, |at| 1.0 / (at + 1) as f64);
        for name in expected.iter().filter(|name| !found.contains(name)) {
            let _ = writeln!(missed, "  {kind:9} {q}  ✗ {name}  ({total} found)");
        }
    }
    let mut report = format!("{:9} queries recall@10   MRR\n", "kind");
    for (kind, figure) in &mut figures {
        figure.recall /= figure.queries as f64;
        figure.mrr /= figure.queries as f64;
        let _ = writeln!(report, "{kind:9} {:7} {:9.3} {:5.3}", figure.queries, figure.recall, figure.mrr);
    }
    println!("{report}missed:\n{missed}");
    if std::env::var("RELEVANCE_FIGURES").is_ok_and(|what| what == "write") {
        let lines = figures.iter().map(|(kind, figure)| format!("{kind}\t{:.3}\t{:.3}\n", figure.recall, figure.mrr));
        std::fs::write(FIGURES, format!("# kind, recall among the first ten, MRR\n{}", lines.collect::<String>()))
            .unwrap();
        return;
    }
    let committed = std::fs::read_to_string(FIGURES).unwrap();
    for line in committed.lines().filter(|line| !line.starts_with('#')) {
        let [kind, recall, mrr] = line.split('\t').collect::<Vec<_>>().try_into().expect("three columns");
        let (recall, mrr): (f64, f64) = (recall.parse().unwrap(), mrr.parse().unwrap());
        let now = figures[kind];
        // A figure is written with three digits.
        assert!(
            now.recall > recall - 0.001 && now.mrr > mrr - 0.001,
            "{kind} got worse than {recall}, {mrr}:\n{report}"
        );
    }
    for (kind, least) in LEAST {
        assert!(figures[kind].recall >= least, "{kind} is under {least}:\n{report}{missed}");
    }
}
