//! Places: by code, by name, around a point; and the files they are read from.

use passerelle::{
    models::places::{self, distance, named, shipping, understood, within},
    refusals::{Failure, Refusal},
};
use sea_orm::EntityTrait;

use crate::support::{PLACES, World};

fn codes(found: &[places::Model]) -> Vec<&str> {
    found.iter().map(|place| place.code.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_is_found_as_people_write_it() {
    let world = World::new().await;
    world.knows_places().await;
    let db = &world.house.db;
    for (typed, found) in [
        ("Saint-Nazaire", &["44184"][..]),
        ("SAINT NAZAIRE", &["44184"]),
        ("  saint–nazaire ", &["44184"]),
        ("44600", &["44184"]),
        ("44300", &["44109"]),
        // Two islands and a suburb: the most peopled first.
        ("Saint-Denis", &["97411", "93066"]),
        ("Saint Denis 93", &["93066"]),
        ("75001", &["75056", "75101"]),
        ("Saint", &[]),
        ("", &[]),
        ("%", &[]),
        ("99999", &[]),
    ] {
        assert_eq!(codes(&named(db, typed).await.unwrap()), found, "{typed}");
    }
    assert_eq!(places::find(db, "d44").await.unwrap().unwrap().name, "Loire-Atlantique");
    assert!(places::find(db, "44999").await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_place_is_meant_or_none() {
    let world = World::new().await;
    world.knows_places().await;
    let db = &world.house.db;
    let meant = async |typed: &str| understood(db, typed).await.map(|place| place.map(|place| place.code));
    for (typed, code) in [
        ("paris", "75056"),
        ("D75", "D75"),
        ("Loire-Atlantique", "D44"),
        ("r52", "R52"),
        ("97400", "97411"),
        ("Saint-Denis (974) – 97411", "97411"),
        // A postal code of Nantes is INSEE's code of another commune: people write the first.
        ("44100", "44109"),
        ("Monnières (44) – 44100", "44100"),
    ] {
        assert_eq!(meant(typed).await.unwrap().as_deref(), Some(code), "{typed}");
    }
    assert_eq!(meant(" ").await.unwrap(), None);
    assert!(matches!(meant("Atlantide").await, Err(Failure::Refused(Refusal::UnknownPlace { .. }))));
    assert!(matches!(meant("Saint-Denis").await, Err(Failure::Refused(Refusal::ManyPlaces { .. }))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_around_a_point_is_found_the_nearest_first() {
    let world = World::new().await;
    world.knows_places().await;
    let db = &world.house.db;
    let near = async |km: f64| {
        let near = within(db, 47.28, -2.21, km).await.unwrap();
        near.into_iter().map(|near| near.place.code).collect::<Vec<_>>()
    };
    assert_eq!(near(0.0).await, ["44184"]);
    assert_eq!(near(10.0).await, ["44184", "44103"]);
    assert_eq!(near(60.0).await, ["44184", "44103", "44109"]);
    // The box is wider than the circle: its corners are not near. Monnières is 67 km away.
    assert_eq!(near(66.0).await, ["44184", "44103", "44109"]);
    assert_eq!(near(68.0).await, ["44184", "44103", "44109", "44100"]);
    assert_eq!(near(20_100.0).await.len(), 8, "communes and arrondissements that were located");
    for odd in
        [(f64::NAN, 0.0, 1.0), (0.0, f64::INFINITY, 1.0), (0.0, 0.0, f64::NAN), (0.0, 0.0, -1.0), (90.0, 0.0, 1.0)]
    {
        assert!(within(db, odd.0, odd.1, odd.2).await.unwrap().is_empty(), "{odd:?}");
    }
}

#[test]
fn distances_are_those_of_an_atlas() {
    let (paris, marseille) = ((48.8566, 2.3522), (43.2965, 5.3698));
    assert!((distance(paris, marseille) - 660.5).abs() < 2.0);
    assert_eq!(distance(paris, paris), 0.0);
    assert!((distance((0.0, 0.0), (0.0, 180.0)) - 20_015.0).abs() < 1.0);
}

/// Official data, in its own columns.
const OFFICIAL: &str = "\
code_insee,nom,type,codes_postaux,code_departement,departement,code_region,region,population,lat,lon,commune_parente
44184,Saint-Nazaire,commune,44600,44,Loire-Atlantique,52,Pays de la Loire,73000,47.28,-2.21,
44103,Montoir-de-Bretagne,commune,44550,44,Loire-Atlantique,52,Pays de la Loire,7000,47.32,-2.15,
98901,Clipperton,commune,98799,989,La Passion-Clipperton,,,,,,
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_writes_the_difference_and_the_second_none() {
    let world = World::new().await;
    let db = &world.house.db;
    let first = shipping::import(db, PLACES.as_bytes(), |_, _| {}).await.unwrap();
    assert_eq!((first.read, first.added, first.changed), (12, 12, 0));
    let log = world.log().await.len();
    let again = shipping::import(db, PLACES.as_bytes(), |_, _| {}).await.unwrap();
    assert_eq!((again.added, again.changed), (0, 0));
    assert_eq!(world.log().await.len(), log, "nothing happened");

    let official = shipping::import(db, OFFICIAL.as_bytes(), |_, _| {}).await.unwrap();
    // Two towns changed; Clipperton and its department are new. Those that were there stay.
    assert_eq!((official.added, official.changed), (2, 2));
    assert_eq!(places::find(db, "D44").await.unwrap().unwrap().population, 1_500_000);
    assert_eq!(places::find(db, "D989").await.unwrap().unwrap().name, "La Passion-Clipperton");
    assert_eq!(places::find(db, "98901").await.unwrap().unwrap().lat, None);
    // What the file does not name stays: rooms point at it.
    assert!(places::find(db, "44109").await.unwrap().is_some());
    assert_eq!(shipping::import(db, OFFICIAL.as_bytes(), |_, _| {}).await.unwrap().changed, 0);
    let moved = OFFICIAL.replace("44600", "44601");
    assert_eq!(shipping::import(db, moved.as_bytes(), |_, _| {}).await.unwrap().changed, 1);
    assert_eq!(codes(&named(db, "44601").await.unwrap()), ["44184"]);
    assert!(named(db, "44600").await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn departments_and_regions_are_put_together_from_their_communes() {
    let world = World::new().await;
    let db = &world.house.db;
    shipping::import(db, OFFICIAL.as_bytes(), |_, _| {}).await.unwrap();
    for (code, name) in [("D44", "Loire-Atlantique"), ("R52", "Pays de la Loire")] {
        let larger = places::find(db, code).await.unwrap().unwrap();
        let point = (larger.lat, larger.lon);
        assert_eq!((larger.name.as_str(), larger.population, point), (name, 80_000, (Some(47.3), Some(-2.18))));
    }
    assert_eq!(shipping::import(db, OFFICIAL.as_bytes(), |_, _| {}).await.unwrap().added, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_another_shape_changes_nothing_and_says_where() {
    let world = World::new().await;
    let db = &world.house.db;
    for (file, said) in [
        ("a,b\n1,2\n".to_owned(), "missing field"),
        (PLACES.replace("44184,Saint-Nazaire,commune", "44184,Saint-Nazaire,planet"), "line 3"),
        (PLACES.replace("47.21806", "north"), "line: 2"),
        (PLACES.replace("44184,Saint-Nazaire,", "44184,,"), "line 3"),
    ] {
        let trouble = shipping::import(db, file.as_bytes(), |_, _| {}).await.unwrap_err().to_string();
        assert!(trouble.contains(said), "{trouble}");
    }
    assert!(places::Entity::find().one(db).await.unwrap().is_none());
}

/// The file that comes with the house, as it is read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_places_that_come_with_the_house_are_whole() {
    let world = World::new().await;
    let db = &world.house.db;
    assert!(shipping::load_if_empty(db).await.unwrap() > 34_000);
    assert_eq!(shipping::load_if_empty(db).await.unwrap(), 0);
    let meant = async |typed: &str| understood(db, typed).await.unwrap().unwrap();
    for (typed, code) in [("Nantes", "44109"), ("44600", "44184"), ("Marseille", "13055"), ("Loire-Atlantique", "D44")]
    {
        assert_eq!(meant(typed).await.code, code);
    }
    let nantes = meant("Nantes").await;
    assert!(nantes.population > 250_000);
    let near = within(db, nantes.lat.unwrap(), nantes.lon.unwrap(), 10.0).await.unwrap();
    let near: Vec<&str> = near.iter().map(|near| near.place.name.as_str()).collect();
    assert!(near.first() == Some(&"Nantes") && near.contains(&"Rezé") && near.contains(&"Orvault"), "{near:?}");
    let kinds = places::Entity::find().all(db).await.unwrap();
    for kind in places::KINDS {
        assert!(kinds.iter().any(|place| place.kind == kind), "no {kind}");
    }
}
