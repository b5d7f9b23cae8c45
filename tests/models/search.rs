//! The index is what the database says, whatever happened to it.

use std::{collections::BTreeSet, io::Write, path::PathBuf, process::Command, sync::Arc};

use passerelle::{
    access::{Audience, Kind, Viewer},
    models::{
        activities::readers,
        search::{
            asking::Form,
            documents,
            finding::find,
            following::{self, Search},
            index::{Document, Index},
            people,
        },
    },
};
use sea_orm::ConnectionTrait;
use tokio::task::JoinHandle;

use super::killed::{Server, database, plant};
use crate::support::World;

/// What of a document can be read back from the index.
pub(super) type Fact = (u64, u64, u64, u64, i64, u64);

fn fact(document: &Document) -> Fact {
    (document.group, document.id, document.room, document.author, document.at, document.state)
}

/// Every document of an index; the same one twice shows as two.
pub(super) fn in_index(index: &Index) -> Vec<Fact> {
    let mut facts = vec![];
    for segment in index.snapshot().searcher.segment_readers() {
        let columns = segment.fast_fields();
        let number = |name: &str, document| columns.u64(name).unwrap().first(document).unwrap();
        for document in segment.doc_ids_alive() {
            let at = columns.i64("at").unwrap().first(document).unwrap();
            let [group, id, room, author, state] =
                ["group", "id", "room", "author", "state"].map(|name| number(name, document));
            facts.push((group, id, room, author, at, state));
        }
    }
    facts.sort_unstable();
    facts
}

/// Every document that the database makes.
pub(super) async fn in_database(db: &passerelle::database::Db) -> Vec<Fact> {
    let mut documents = documents::of_posts_between(db, 0, i64::MAX).await.unwrap();
    documents.extend(documents::of_people_after(db, 0).await.unwrap().0);
    documents.extend(people::documents::after(db, 0).await.unwrap().0);
    documents.extend(documents::of_rooms(db, None).await.unwrap());
    documents.extend(documents::of_trades(db).await.unwrap());
    let mut facts: Vec<Fact> = documents.iter().map(fact).collect();
    facts.sort_unstable();
    facts
}

async fn found(search: &Search, world: &World, q: &str) -> usize {
    let form = Form { q: q.to_owned(), ..Form::default() };
    find(search, &world.house.db, &Viewer::Visitor, &form).await.unwrap().total
}

/// A search of its own over a world's database, in a folder of its own.
struct Beside {
    home: PathBuf,
    search: Arc<Search>,
    work: JoinHandle<()>,
}

impl Beside {
    fn start(world: &World, home: &std::path::Path) -> Self {
        let search = Arc::new(Search::at(home));
        let work = following::start(search.clone(), world.house.db.clone());
        Self { home: home.to_owned(), search, work }
    }

    async fn caught_up(&self, world: &World) {
        let newest = readers::newest(&world.house.db).await.unwrap();
        self.search.caught_up_to(newest.id).await;
    }

    async fn stops(self) -> PathBuf {
        self.work.abort();
        let _ = self.work.await;
        self.home
    }
}

pub(super) fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("passerelle-search-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A world in which something can be found.
async fn world() -> World {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("salle", Audience::Public, &[&author]).await;
    let talk = author.asks(&room, "Une question de péniche", "Sur le canal.").await;
    author.replies(&talk, "Près de l'écluse.").await;
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_done_the_index_says_what_the_database_says() {
    let world = world().await;
    let (manager, author) = (world.person("lea", Kind::Other).await, world.person("yann", Kind::Adviser).await);
    let room = world.room("autre", Audience::Members, &[&manager]).await;
    let talk = author.asks(&room, "Un fil", "Un début.").await;
    let reply = manager.replies(&talk, "Une réponse.").await;
    author.does(&talk.act("solution"), &[("post_id", &reply.to_string())]).await;
    manager.does(&talk.act("closure"), &[]).await;
    manager.does(&talk.act("closure/removal"), &[]).await;
    author
        .does(&format!("/threads/{}", talk.id), &[("title", "Un autre titre"), ("kind", "question"), ("tags", "cv")])
        .await;
    manager.does(&format!("/posts/{reply}/removal"), &[]).await;
    manager.does(&format!("/posts/{reply}/removal/undo"), &[]).await;
    let other = author.asks(&room, "Un fil à masquer", "Un début.").await;
    manager.replies(&other, "Une réponse qui s'en va avec lui.").await;
    let opening = world.thread_row(other.id).await.opening_post_id.unwrap();
    manager.does(&format!("/posts/{opening}/hiding"), &[("reason", "hors sujet")]).await;
    world.knows_trades().await;
    world.knows_places().await;
    for (person, to) in [(&author, "members"), (&manager, "public")] {
        crate::requests::profiles::writes_a_profile(person, "marque").await;
        crate::requests::profiles::shows(person, to, &[]).await;
    }
    manager.does("/me/profile/exchange", &[("offers", "Une heure"), ("seeks", "")]).await;
    crate::requests::profiles::shows(&author, "me", &[]).await;
    world.searchable().await;
    let index = world.house.search.index().unwrap();
    let profiles = people::documents::after(&world.house.db, 0).await.unwrap().0;
    assert_eq!(profiles.len(), 1, "one shown to nobody makes no document");
    assert_eq!(in_index(&index), in_database(&world.house.db).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_left_is_in_no_document() {
    let world = world().await;
    let leaver = world.resident("berenice", Kind::Seeker).await;
    let room = world.room("adieux", Audience::Public, &[]).await;
    let talk = leaver.asks(&room, "Un fil de passage", "Des mots à moi.").await;
    world.knows_places().await;
    crate::requests::profiles::writes_a_profile(&leaver, "marque").await;
    crate::requests::profiles::shows(&leaver, "public", &[]).await;
    world.searchable().await;
    assert_eq!(found(&world.house.search, &world, "berenice").await, 1);
    leaver.does("/me/data/erasure", &[("posts", "remove"), ("password", crate::support::PASSWORD)]).await;
    world.works().await;
    world.searchable().await;
    let index = world.house.search.index().unwrap();
    assert_eq!(in_index(&index), in_database(&world.house.db).await);
    let _ = talk;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_is_damaged_is_made_anew_by_itself() {
    let world = world().await;
    let beside = Beside::start(&world, &folder("damaged"));
    beside.caught_up(&world).await;
    assert_eq!(found(&beside.search, &world, "ecluse").await, 1);
    let home = beside.stops().await;
    for entry in std::fs::read_dir(home.join("search")).unwrap().flatten().filter(|entry| entry.path().is_dir()) {
        for file in std::fs::read_dir(entry.path()).unwrap().flatten() {
            std::fs::write(file.path(), b"not an index").unwrap();
        }
    }
    let beside = Beside::start(&world, &home);
    beside.caught_up(&world).await;
    assert_eq!(found(&beside.search, &world, "ecluse").await, 1);
    std::fs::remove_dir_all(beside.stops().await).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_of_another_house_answers_nobody() {
    let (one, other) = (world().await, World::new().await);
    other.person("someone", Kind::Other).await;
    let beside = Beside::start(&one, &folder("another-house"));
    beside.caught_up(&one).await;
    let home = beside.stops().await;
    let beside = Beside::start(&other, &home);
    beside.caught_up(&other).await;
    assert_eq!(in_index(&beside.search.index().unwrap()), in_database(&other.house.db).await);
    std::fs::remove_dir_all(beside.stops().await).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_made_anew_beside_takes_the_place_of_the_other() {
    let world = world().await;
    let beside = Beside::start(&world, &folder("reindex"));
    beside.caught_up(&world).await;
    let before = beside.search.index().unwrap().folder;
    // As the task does it, in another process.
    let made = Search::at(&beside.home).rebuild(&world.house.db).await.unwrap().folder;
    assert_ne!(before, made);
    let author = world.person("someone-new", Kind::Other).await;
    beside.search.is_at(&made).await;
    beside.caught_up(&world).await;
    assert_eq!(found(&beside.search, &world, "ecluse").await, 1);
    assert_eq!(found(&beside.search, &world, author.handle()).await, 1);
    std::fs::remove_dir_all(beside.stops().await).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_another_writes_to_it_search_answers_from_what_there_is() {
    let world = world().await;
    let beside = Beside::start(&world, &folder("locked"));
    beside.caught_up(&world).await;
    let home = beside.stops().await;
    let index = Index::current(&home.join("search")).unwrap().unwrap();
    let held = index.writing().unwrap();
    let beside = Beside::start(&world, &home);
    beside.search.answers().await;
    assert_eq!(found(&beside.search, &world, "ecluse").await, 1);
    world.person("someone-new", Kind::Other).await;
    drop(held);
    beside.caught_up(&world).await;
    assert_eq!(found(&beside.search, &world, "someone").await, 1);
    std::fs::remove_dir_all(beside.stops().await).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_folder_search_is_away_and_nothing_else_is() {
    let world = World::with(|settings| {
        let folder = PathBuf::from(settings["data_dir"].as_str().unwrap());
        std::fs::write(folder.join("search"), b"a file where a folder should be").unwrap();
    })
    .await;
    let visitor = world.visitor();
    let page = visitor.get("/search?q=mes+mots").await;
    page.assert_status(503).assert_sees("La recherche est indisponible");
    assert_eq!(page.attribute("#q", "value").as_deref(), Some("mes mots"));
    visitor.get("/api/v1/search?q=cv").await.assert_status(503);
    visitor.get("/suggest?q=cv").await.assert_status(503);
    visitor.get("/communities").await.assert_status(200);
}

/// A disk of its own for a folder, so small that it is soon full. None where nobody
/// lets us mount one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn at(folder: PathBuf) -> Option<Self> {
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&folder).output();
        mount.is_ok_and(|mount| mount.status.success()).then_some(Self(folder))
    }

    fn fills(&self) {
        let mut file = std::fs::File::create(self.0.join("others")).unwrap();
        let full = (0..1_000_000).any(|_| file.write_all(&[0; 4096]).is_err());
        assert!(full, "a small disk");
    }

    fn empties(&self) {
        std::fs::remove_file(self.0.join("others")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_a_full_disk_search_answers_from_what_there_is_and_goes_on_when_there_is_room() {
    let world = world().await;
    let Some(disk) = SmallDisk::at(folder("full")) else { return };
    let beside = Beside::start(&world, &disk.0);
    beside.caught_up(&world).await;
    disk.fills();
    world.person("someone-new", Kind::Other).await;
    assert_eq!(found(&beside.search, &world, "ecluse").await, 1);
    assert_eq!(found(&beside.search, &world, "someone").await, 0, "there is no room for it");
    // Whoever starts on a full disk answers as well.
    let home = beside.stops().await;
    let beside = Beside::start(&world, &home);
    beside.search.answers().await;
    assert_eq!(found(&beside.search, &world, "ecluse").await, 1);
    disk.empties();
    beside.caught_up(&world).await;
    assert_eq!(found(&beside.search, &world, "someone").await, 1);
    beside.stops().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_cannot_be_made_for_want_of_room_answers_nobody_and_leaves_nothing() {
    let world = world().await;
    let Some(disk) = SmallDisk::at(folder("no-room")) else { return };
    disk.fills();
    let search = Search::at(&disk.0);
    search.rebuild(&world.house.db).await.unwrap_err();
    assert!(search.index().is_none(), "nothing can be asked");
    assert_eq!(std::fs::read_dir(disk.0.join("search")).unwrap().count(), 0, "no folder for each try");
    let beside = Beside::start(&world, &disk.0);
    disk.empties();
    beside.caught_up(&world).await;
    assert_eq!(found(&beside.search, &world, "ecluse").await, 1);
    beside.stops().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_was_only_begun_answers_nobody_and_leaves_nothing() {
    let world = world().await;
    let home = folder("begun");
    let search = Search::at(&home);
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared("ALTER TABLE posts RENAME TO posts_away").await.unwrap();
    txn.commit().await.unwrap();
    search.rebuild(&world.house.db).await.unwrap_err();
    assert!(search.index().is_none(), "“nothing was found” would not be true");
    assert_eq!(std::fs::read_dir(home.join("search")).unwrap().count(), 0, "no folder stays behind");
    std::fs::remove_dir_all(home).unwrap();
}

/// The real server, killed while people write: afterwards each document is there
/// once, as the database has it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_the_index_is_what_the_database_says() {
    let folder = folder("killed");
    let (uri, postgres) = database(&folder).await;
    let db = passerelle::database::Db::open(&uri, 2).await.unwrap();
    {
        use migration::{Migrator, MigratorTrait};
        Migrator::up(db.readers(), None).await.unwrap();
    }
    plant(&db).await;
    let thread = {
        use sea_orm::EntityTrait;
        passerelle::models::threads::Entity::find().one(&db).await.unwrap().unwrap().id
    };
    for round in 0..8 {
        let server = Server::start(&folder, &uri);
        let cookie = server.sign_in("the-manager@people.test");
        for number in 0..(3 + round * 5) % 17 {
            let path = format!("/threads/{thread}/posts");
            server.send("POST", &path, &cookie, &format!("body=mot+{round}+{number}")).unwrap();
        }
        server.kill();
    }
    let server = Server::start(&folder, &uri);
    let newest = readers::newest(&db).await.unwrap();
    let caught_up = (0..100_000)
        .any(|_| server.send("GET", "/_readiness", "", "").is_some_and(|answer| answer.contains("\"log_lag\":0")));
    assert!(caught_up, "nothing caught up with {newest:?}");
    server.kill();
    let index = Index::current(&folder.join("search")).unwrap().unwrap();
    let facts = in_index(&index);
    assert_eq!(facts.iter().collect::<BTreeSet<_>>().len(), facts.len(), "a document is there twice");
    assert_eq!(facts, in_database(&db).await);
    db.close().await;
    let _ = std::fs::remove_dir_all(&folder);
    if let Some((server, name)) = postgres {
        use sea_orm::{ConnectionTrait, Database};
        let admin = Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.unwrap();
    }
}
