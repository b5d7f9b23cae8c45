//! Backups that are not restored, and what is then still there.

use std::{fs, path::Path};

use migration::{Migrator, MigratorTrait};
use passerelle::{
    access::Kind,
    backups::{self, Trouble},
    database::Db,
};

use super::houses::{back_up, change, everything, number, place, reopened, restore_into};
use crate::support::World;

/// A backup of one house and another house, with someone in it.
async fn two() -> (World, std::path::PathBuf, World) {
    let world = World::new().await;
    world.person("awa", Kind::Seeker).await;
    let backup = back_up(&world, "nuit").await;
    let other = World::new().await;
    other.person("yann", Kind::Seeker).await;
    (world, backup, other)
}

async fn assert_unchanged(world: &World) {
    let db = reopened(world).await;
    assert_eq!(number(&db, "SELECT count(*) FROM users WHERE handle = 'yann'").await, 1, "what was there is there");
    db.close().await;
}

fn change_a_byte(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(file, bytes).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_backup_is_refused_before_anything_is_replaced() {
    let (_world, backup, other) = two().await;
    change_a_byte(&backup.join("tables/users.jsonl.gz"));
    let refused = restore_into(&other, &backup).await.unwrap_err();
    assert!(matches!(refused, Trouble::Damaged(_)), "{refused}");
    assert!(refused.to_string().contains("users.jsonl.gz"), "{refused}");
    assert_unchanged(&other).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_whose_manifest_lies_or_lacks_is_refused() {
    let (_world, backup, other) = two().await;
    let manifest = backup.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"rows\": 1,", "\"rows\": 0,", 1)).unwrap();
    assert_ne!(fs::read_to_string(&manifest).unwrap(), text);
    assert!(matches!(restore_into(&other, &backup).await, Err(Trouble::Damaged(_))));
    fs::remove_file(&manifest).unwrap();
    assert!(matches!(restore_into(&other, &backup).await, Err(Trouble::NotABackup { .. })));
    assert_unchanged(&other).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_a_newer_schema_is_refused_and_says_what_to_do() {
    let (world, _, other) = two().await;
    change(&world.house.db, "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_later', 0)")
        .await;
    let backup = back_up(&world, "de-demain").await;
    let refused = restore_into(&other, &backup).await.unwrap_err();
    assert!(matches!(refused, Trouble::Newer(_)), "{refused}");
    assert!(refused.to_string().contains("install that version"), "{refused}");
    assert_unchanged(&other).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_an_older_schema_is_brought_up_to_ours() {
    let world = World::new().await;
    world.person("awa", Kind::Seeker).await;
    world.house.readers.stop();
    Migrator::down(world.house.db.readers(), Some(1)).await.unwrap();
    let backup = back_up(&world, "d-hier").await;
    let other = World::new().await;
    let ours: Vec<String> = everything(&other.house.db).await.into_keys().collect();
    restore_into(&other, &backup).await.unwrap();
    let db = reopened(&other).await;
    assert_eq!(everything(&db).await.into_keys().collect::<Vec<_>>(), ours);
    assert_eq!(number(&db, "SELECT count(*) FROM users WHERE handle = 'awa'").await, 1);
    assert_eq!(Migrator::get_pending_migrations(db.readers()).await.unwrap().len(), 0);
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_house_that_someone_uses_is_not_replaced() {
    let (_world, backup, other) = two().await;
    let server = Db::open(&other.house.db_uri, 1).await.unwrap();
    let refused = restore_into(&other, &backup).await.unwrap_err();
    assert!(matches!(refused, Trouble::InUse), "{refused}");
    assert_eq!(number(&server, "SELECT count(*) FROM users WHERE handle = 'yann'").await, 1);
    server.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_never_takes_the_place_of_something() {
    let (world, backup, _other) = two().await;
    let again = backups::take(&world.house.db, &world.house.settings.data_dir, &backup).await;
    assert!(matches!(again, Err(Trouble::Exists(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_fails_leaves_nothing_behind() {
    let world = World::new().await;
    change(&world.house.db, "DELETE FROM seaql_migrations").await;
    let to = place(&world, "jamais");
    let failed = backups::take(&world.house.db, &world.house.settings.data_dir, &to).await;
    assert!(matches!(failed, Err(Trouble::Empty)), "{failed:?}");
    assert_eq!(fs::read_dir(to.parent().unwrap()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_on_the_machine_reads_a_backup() {
    use std::os::unix::fs::PermissionsExt;
    let (_world, backup, _other) = two().await;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o077;
    assert_eq!(mode(&backup), 0);
    assert_eq!(mode(&backup.join("tables/users.jsonl.gz")), 0);
    assert_eq!(mode(&backup.join("manifest.json")), 0);
}
