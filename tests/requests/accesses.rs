//! The access journal: whose look is written down, when, and for whom. What each field is
//! shown to stands in `profiles`.

use passerelle::{access::Kind, models::_entities::accesses};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use super::profiles::{shows, writes_a_profile};
use crate::support::{Actor, World};

/// Someone who shows everyone their project, and members their name.
async fn owner(world: &World, kind: Kind) -> Actor {
    world.knows_places().await;
    let owner = world.person("awa", kind).await;
    writes_a_profile(&owner, "marque").await;
    shows(&owner, "public", &[("name", "members")]).await;
    owner
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_look_of_someone_who_recruits_advises_or_administers_is_a_line_of_its_own() {
    let world = World::new().await;
    let owner = owner(&world, Kind::Seeker).await;
    let watched = [
        world.person("recruiter", Kind::Recruiter).await,
        world.person("branch", Kind::Branch).await,
        world.person("adviser", Kind::Adviser).await,
        world.admin("admin").await,
    ];
    let neighbours =
        [world.visitor(), world.person("seeker", Kind::Seeker).await, world.person("other", Kind::Other).await];
    // A second look is as much of one as the first.
    for reader in watched.iter().chain(&neighbours).chain(&watched[..1]) {
        reader.get("/people/awa").await.assert_status(200).assert_sees("projetmarque");
    }
    let journal = owner.get("/me/access-log").await;
    let due = ["RECRUITER", "ADMIN", "ADVISER", "BRANCH", "RECRUITER"].map(|name| format!("{name} Test"));
    assert_eq!(journal.all(".access__who a"), due);
    // Each reads their own journal, whoever else is in it.
    watched[2].get("/me/access-log").await.assert_status(200).assert_unseen("RECRUITER Test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_looks_at_themselves_is_no_line() {
    let world = World::new().await;
    // Of a kind whose looks at others are written down.
    let owner = owner(&world, Kind::Adviser).await;
    owner.get("/people/awa").await.assert_sees("nomcompletmarque");
    assert!(accesses::Entity::find().all(&world.house.db).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_names_what_was_there_to_see_and_why_it_was_seen() {
    let world = World::new().await;
    let owner = owner(&world, Kind::Seeker).await;
    let recruiter = world.person("sophie", Kind::Recruiter).await;
    // No photo is there to be seen.
    shows(&owner, "public", &[("name", "members"), ("photo", "members")]).await;
    recruiter.get("/people/awa").await.assert_sees("nomcompletmarque");
    shows(&owner, "me", &[]).await;
    let asked = recruiter.asks_of(&owner, "offer", "Bonjour").await;
    owner.does(&format!("/me/contacts/{asked}/acceptance"), &[("contact", "on")]).await;
    recruiter.get("/people/awa").await.assert_sees("coordonneemarque").assert_unseen("nomcompletmarque");
    let lines = accesses::Entity::find().order_by_asc(accesses::Column::Id).all(&world.house.db).await.unwrap();
    let said: Vec<(&str, &str)> = lines.iter().map(|line| (line.fields.as_str(), line.why.as_str())).collect();
    assert_eq!(said, [("name", "audience"), ("profile contact", "given")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_fetched_ahead_is_no_look() {
    let world = World::new().await;
    let _owner = owner(&world, Kind::Seeker).await;
    let recruiter = world.person("sophie", Kind::Recruiter).await;
    let early = recruiter.get_with("/people/awa", &[("sec-purpose", "prefetch")]).await;
    early.assert_status(503).assert_unseen("nomcompletmarque");
    assert!(accesses::Entity::find().all(&world.house.db).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_written_down_is_not_shown() {
    let world = World::new().await;
    let _owner = owner(&world, Kind::Seeker).await;
    let recruiter = world.person("sophie", Kind::Recruiter).await;
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared("ALTER TABLE accesses RENAME TO accesses_away").await.unwrap();
    txn.commit().await.unwrap();
    let page = recruiter.get("/people/awa").await;
    assert!(page.status.is_server_error(), "{}", page.status);
    page.assert_unseen("nomcompletmarque").assert_unseen("projetmarque");
    // Whoever leaves no line reads as before.
    world.person("ben", Kind::Seeker).await.get("/people/awa").await.assert_sees("nomcompletmarque");
}
