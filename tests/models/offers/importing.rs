//! Feeds into offers: each item ends in one state of the ledger, twice is once, and what
//! is gone is withdrawn.

use std::{collections::BTreeMap, io::Cursor, path::Path};

use passerelle::{
    access::Kind,
    models::{
        _entities::{offer_items, offer_run_lines, offer_runs, offers},
        offers::importing::{self, Ended, Line, Run, State, receipts::KEPT},
        organisations,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::support::{Actor, World};

struct House {
    world: World,
    owner: Actor,
    organisation: organisations::Model,
}

async fn house() -> House {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let slug = path.trim_start_matches("/organisations/");
    let organisation = organisations::Model::at(&world.house.db, slug).await.unwrap();
    House { world, owner, organisation }
}

impl House {
    /// Imports a feed, and returns its ledger by reference.
    async fn imports(&self, source: &str, feed: &str, dry: bool) -> (BTreeMap<String, Line>, Ended) {
        let run = Run { organisation: &self.organisation, source, dry, part: None };
        let mut lines = vec![];
        let feed = Cursor::new(feed.to_owned());
        let (db, check) = (&self.world.house.db, self.world.house.check());
        let ended = importing::run(db, &check, &run, feed, &mut |line| lines.push(line.clone())).await.unwrap();
        assert_eq!(ended.totals.all(), lines.len(), "the totals are those of the lines");
        (lines.into_iter().map(|line| (line.reference.clone(), line)).collect(), ended)
    }

    async fn count(&self) -> u64 {
        offers::Entity::find().count(&self.world.house.db).await.unwrap()
    }

    async fn published(&self) -> Vec<String> {
        let page = self.world.visitor().get("/offers.json").await;
        let feed: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        let mut titles: Vec<String> = feed["offers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|offer| offer["title"].as_str().unwrap().to_owned())
            .collect();
        titles.sort_unstable();
        titles
    }
}

/// One job of a feed in Indeed's shape; what is empty is left out.
fn job(reference: &str, title: &str, text: &str, url: &str) -> String {
    let element = |name: &str, text: &str| match text {
        "" => String::new(),
        text => format!("<{name}><![CDATA[{text}]]></{name}>"),
    };
    let said = [("referencenumber", reference), ("title", title), ("description", text), ("url", url)];
    let said: String = said.into_iter().map(|(name, text)| element(name, text)).collect();
    format!("<job>{said}<city>Nantes</city><country>FR</country></job>")
}

fn good(reference: &str, title: &str) -> String {
    job(reference, title, "<p>On sert au comptoir, le matin.</p>", "https://fournil.example/postuler")
}

fn feed(jobs: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><source><publisher>Le Fournil</publisher>{}</source>",
        jobs.concat()
    )
}

fn states(lines: &BTreeMap<String, Line>) -> Vec<(&str, State)> {
    lines.values().map(|line| (line.reference.as_str(), line.state)).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_item_ends_in_one_state_with_its_reason() {
    let house = house().await;
    let url = "https://fournil.example/postuler";
    let jobs = [
        good("A1", "Vendeur H/F"),
        job("A2", "", "Un texte.", url),
        job("A3", "Sans texte H/F", "", url),
        job("A4", "Sans adresse H/F", "Un texte.", ""),
        good("A1", "La même référence H/F"),
        job("A5", "Boulanger H/F", "Cherchons homme de moins de 30 ans.", url),
    ];
    let run = Run { organisation: &house.organisation, source: "fournil.xml", dry: false, part: None };
    let mut lines = vec![];
    let db = &house.world.house.db;
    let read = Cursor::new(feed(&jobs));
    let check = house.world.house.check();
    let ended = importing::run(db, &check, &run, read, &mut |line| lines.push(line.clone())).await.unwrap();
    let told: Vec<(&str, State, bool)> =
        lines.iter().map(|line| (line.reference.as_str(), line.state, line.reason.is_empty())).collect();
    assert_eq!(
        told,
        [
            ("A1", State::Published, true),
            ("A2", State::Quarantined, false),
            ("A3", State::Quarantined, false),
            ("A4", State::Quarantined, false),
            ("A1", State::Rejected, false),
            ("A5", State::Published, true),
        ]
    );
    assert_eq!(ended.totals.all(), jobs.len());
    // What is unlawful is published by its source, and said so to whoever reads it.
    assert!(lines[5].findings.iter().any(|rule| rule == "age"), "{:?}", lines[5].findings);
    let offer = house.world.offer_row(lines[5].offer.unwrap()).await;
    let page = house.world.visitor().get(&offer.path()).await;
    assert!(page.has(".finding--unlawful"));
    page.assert_sees(url);
    assert_eq!(house.published().await, ["Boulanger H/F", "Vendeur H/F"]);
    let receipts = offer_run_lines::Entity::find().count(db).await.unwrap();
    assert_eq!(receipts as usize, jobs.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn running_twice_changes_nothing() {
    let house = house().await;
    let jobs = feed(&[good("A1", "Vendeur H/F"), good("A2", "Boulanger H/F"), job("A3", "", "x", "")]);
    house.imports("fournil.xml", &jobs, false).await;
    let before = offers::Entity::find().all(&house.world.house.db).await.unwrap();
    let (lines, ended) = house.imports("fournil.xml", &jobs, false).await;
    assert_eq!(states(&lines), [("A1", State::Unchanged), ("A2", State::Unchanged), ("A3", State::Quarantined)]);
    assert_eq!(ended.totals.all(), 3);
    assert_eq!(offers::Entity::find().all(&house.world.house.db).await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_changes_is_updated_what_goes_is_withdrawn_what_comes_back_is_back() {
    let house = house().await;
    house.imports("fournil.xml", &feed(&[good("A1", "Vendeur H/F"), good("A2", "Boulanger H/F")]), false).await;
    let (lines, _) = house.imports("fournil.xml", &feed(&[good("A1", "Vendeur ou vendeuse")]), false).await;
    assert_eq!(states(&lines), [("A1", State::Updated), ("A2", State::Withdrawn)]);
    assert_eq!(house.published().await, ["Vendeur ou vendeuse"]);
    let gone = house.world.offer_row(lines["A2"].offer.unwrap()).await;
    house.world.visitor().get(&gone.path()).await.assert_status(410);
    let (lines, _) = house
        .imports("fournil.xml", &feed(&[good("A1", "Vendeur ou vendeuse"), good("A2", "Boulanger H/F")]), false)
        .await;
    assert_eq!(states(&lines), [("A1", State::Unchanged), ("A2", State::Published)]);
    assert_eq!(lines["A2"].offer, Some(gone.id), "at its own address");
    assert_eq!(house.count().await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let house = house().await;
    let first = feed(&[good("A1", "Vendeur H/F"), good("A2", "Boulanger H/F")]);
    let (lines, _) = house.imports("fournil.xml", &first, true).await;
    assert_eq!(states(&lines), [("A1", State::Published), ("A2", State::Published)]);
    assert_eq!(house.count().await, 0);
    assert_eq!(offer_runs::Entity::find().count(&house.world.house.db).await.unwrap(), 0);
    house.imports("fournil.xml", &first, false).await;
    let (lines, _) = house.imports("fournil.xml", &feed(&[good("A1", "Vendeur ou vendeuse")]), true).await;
    assert_eq!(states(&lines), [("A1", State::Updated), ("A2", State::Withdrawn)]);
    assert_eq!(house.published().await, ["Boulanger H/F", "Vendeur H/F"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_feed_that_breaks_off_or_loses_too_much_withdraws_nothing() {
    let house = house().await;
    let jobs: Vec<String> =
        (0..40).map(|number| good(&format!("A{number:02}"), &format!("Poste {number} H/F"))).collect();
    let whole = feed(&jobs);
    house.imports("fournil.xml", &whole, false).await;
    let (lines, ended) = house.imports("fournil.xml", &whole[..whole.len() * 9 / 10], false).await;
    assert!(ended.broken.is_some());
    assert!(lines.values().all(|line| line.state == State::Unchanged));
    assert_eq!(house.published().await.len(), 40);
    let (_, ended) = house.imports("fournil.xml", &feed(&jobs[..10]), false).await;
    assert_eq!(ended.held, Some(30), "held for a person");
    assert_eq!(house.published().await.len(), 40);
    // A few may go: that is what feeds do.
    let (_, ended) = house.imports("fournil.xml", &feed(&jobs[..32]), false).await;
    assert_eq!((ended.held, ended.totals.of(State::Withdrawn)), (None, 8));
    let states: Vec<String> =
        offer_runs::Entity::find().all(&house.world.house.db).await.unwrap().into_iter().map(|run| run.state).collect();
    assert_eq!(states, ["done", "failed", "held", "done"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_offer_from_two_sources_is_one_offer() {
    let house = house().await;
    let one = feed(&[good("A1", "Vendeur H/F")]);
    let other = feed(&[good("Z9", "VENDEUR (H/F)")]);
    let (first, _) = house.imports("fournil.xml", &one, false).await;
    let (second, _) = house.imports("ailleurs.xml", &other, false).await;
    assert_eq!(second["Z9"].state, State::Duplicate);
    assert_eq!(second["Z9"].offer, first["A1"].offer);
    assert_eq!(house.count().await, 1);
    // It goes when its last channel does.
    house.imports("fournil.xml", &feed(&[]), false).await;
    assert_eq!(house.published().await.len(), 1);
    house.imports("ailleurs.xml", &feed(&[]), false).await;
    assert_eq!(house.published().await.len(), 0);
    // Two of one feed are two.
    let (lines, _) =
        house.imports("trois.xml", &feed(&[good("B1", "Cuisinier H/F"), good("B2", "Cuisinier H/F")]), false).await;
    assert_eq!(states(&lines), [("B1", State::Published), ("B2", State::Published)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_its_people_ended_stays_ended_whatever_the_feed_says() {
    let house = house().await;
    let (lines, _) = house.imports("fournil.xml", &feed(&[good("A1", "Vendeur H/F")]), false).await;
    let id = lines["A1"].offer.unwrap();
    house.owner.does(&format!("/offers/{id}/filling"), &[("how", "here")]).await;
    let (lines, _) = house.imports("fournil.xml", &feed(&[good("A1", "Vendeur ou vendeuse")]), false).await;
    assert_eq!(lines["A1"].state, State::Unchanged);
    assert_eq!(house.world.offer_row(id).await.state, "filled_here");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_word_for_word_as_it_was_is_told_as_it_is_now() {
    let house = house().await;
    let db = &house.world.house.db;
    let heard = async || -> Vec<Option<i64>> {
        let items = offer_items::Entity::find().order_by_asc(offer_items::Column::Reference).all(db).await.unwrap();
        items.into_iter().map(|item| item.heard).collect()
    };
    let jobs = feed(&[good("A1", "Vendeur H/F"), good("A2", "Boulanger H/F"), good("A2", "Boulanger H/F")]);
    let (first, _) = house.imports("fournil.xml", &jobs, false).await;
    let known = heard().await;
    assert!(known.iter().all(Option::is_some) && known[0] != known[1], "{known:?}");
    // Ended by its people, it stays so; said twice, it is said twice.
    house.owner.does(&format!("/offers/{}/filling", first["A1"].offer.unwrap()), &[("how", "here")]).await;
    for dry in [true, false] {
        let run = Run { organisation: &house.organisation, source: "fournil.xml", dry, part: None };
        let mut lines = vec![];
        let (read, check) = (Cursor::new(jobs.clone()), house.world.house.check());
        importing::run(db, &check, &run, read, &mut |line| lines.push(line.clone())).await.unwrap();
        let told: Vec<(State, &str)> = lines.iter().map(|line| (line.state, line.reason.as_str())).collect();
        let twice = "the reference is used twice in this feed";
        assert_eq!(
            told,
            [(State::Unchanged, "it is filled_here"), (State::Unchanged, ""), (State::Rejected, twice)],
            "{dry}"
        );
        assert!(lines[1].offer.is_some_and(|offer| Some(offer) != first["A1"].offer));
    }
    // Another server understood it: this one does once more, then knows it.
    let txn = db.write().await.unwrap();
    let other = offer_items::Entity::update_many().col_expr(offer_items::Column::Heard, Expr::value(1_i64));
    other.exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
    house.imports("fournil.xml", &jobs, false).await;
    assert_eq!(heard().await[1], known[1]);
    // Taken away and said again, word for word, it is back.
    house.imports("fournil.xml", &feed(&[good("A1", "Vendeur H/F")]), false).await;
    let (lines, _) = house.imports("fournil.xml", &jobs, false).await;
    assert_eq!((lines["A2"].state, lines["A2"].offer), (State::Rejected, None), "the last of two lines");
    assert_eq!(house.published().await, ["Boulanger H/F"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_broken_off_anywhere_goes_on_without_a_double() {
    let house = house().await;
    let jobs: Vec<String> =
        (0..1_000).map(|number| good(&format!("A{number:04}"), &format!("Poste {number} H/F"))).collect();
    let jobs = feed(&jobs);
    // The first batch is written; then nobody is there any more.
    let (world, organisation, sent) = (house.world.house.clone(), house.organisation.clone(), jobs.clone());
    let (told, mut hears) = tokio::sync::mpsc::unbounded_channel();
    let running = tokio::spawn(async move {
        let run = Run { organisation: &organisation, source: "fournil.xml", dry: false, part: None };
        let mut tell = |_: &Line| {
            let _ = told.send(());
        };
        importing::run(&world.db, &world.check(), &run, Cursor::new(sent), &mut tell).await.map(|_| ()).is_ok()
    });
    hears.recv().await.expect("a first line");
    running.abort();
    let _ = running.await;
    let (_, ended) = house.imports("fournil.xml", &jobs, false).await;
    assert_eq!(ended.totals.all(), 1_000);
    assert_eq!(house.count().await, 1_000);
    let items = offer_items::Entity::find().filter(offer_items::Column::State.eq("published"));
    assert_eq!(items.count(&house.world.house.db).await.unwrap(), 1_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_put_aside_and_then_gone_is_withdrawn() {
    let house = house().await;
    house.imports("fournil.xml", &feed(&[good("A1", "Vendeur H/F")]), false).await;
    let bare = job("A1", "Vendeur H/F", "", "https://fournil.example/postuler");
    let (lines, _) = house.imports("fournil.xml", &feed(&[bare]), false).await;
    assert_eq!(lines["A1"].state, State::Quarantined);
    assert_eq!(house.published().await, ["Vendeur H/F"], "as it last was well");
    let (lines, _) = house.imports("fournil.xml", &feed(&[]), false).await;
    assert_eq!(lines["A1"].state, State::Withdrawn);
    assert!(house.published().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_runs_of_one_source_at_once_make_no_double() {
    let house = house().await;
    let jobs: Vec<String> =
        (0..60).map(|number| good(&format!("A{number:02}"), &format!("Poste {number} H/F"))).collect();
    let jobs = feed(&jobs);
    tokio::join!(house.imports("fournil.xml", &jobs, false), house.imports("fournil.xml", &jobs, false));
    assert_eq!(house.count().await, 60);
}

/// The real feeds of eight partners, of France Travail and of others: every item accounted for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_feeds_of_partners_are_imported_whole() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/feeds");
    if !folder.exists() {
        eprintln!("no ../shared/data/feeds here: the feeds of partners were not tried");
        return;
    }
    let house = house().await;
    house.world.knows_places().await;
    for group in ["partners", "france-travail", "indeed-xml", "schema-org"] {
        for entry in std::fs::read_dir(folder.join(group)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let feed = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            let (lines, ended) = house.imports(&name, &feed, false).await;
            assert!(ended.broken.is_none(), "{name}: {:?}", ended.broken);
            assert!(ended.totals.all() > 0, "{name} has offers");
            for line in lines.values() {
                let known = matches!(line.state, State::Published | State::Duplicate);
                assert!(known || !line.reason.is_empty(), "{name}: {line:?}");
            }
            if group == "partners" {
                assert!(lines.values().any(|line| line.state == State::Published), "{name}: {lines:?}");
            }
            let (again, _) = house.imports(&name, &feed, false).await;
            assert!(
                again.values().all(|line| line.state != State::Published && line.state != State::Updated),
                "{name}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_runs_of_a_source_keep_their_receipts() {
    let house = house().await;
    let db = &house.world.house.db;
    let said = feed(&[good("1", "Vendeur"), good("2", "Boulanger")]);
    house.imports("autre.xml", &said, false).await;
    for _ in 0..KEPT + 2 {
        house.imports("offres.xml", &said, false).await;
    }
    let of = |source: i64| offer_runs::Entity::find().filter(offer_runs::Column::SourceId.eq(source));
    assert_eq!(of(2).count(db).await.unwrap(), KEPT);
    // With all of their lines; another source has its own, and the offers stay.
    let lines = offer_run_lines::Entity::find().count(db).await.unwrap();
    assert_eq!((of(1).count(db).await.unwrap(), lines), (1, 2 * (KEPT + 1)));
    assert_eq!(house.count().await, 2);
}
