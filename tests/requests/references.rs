//! Names of the house, offered to whoever names a trade, a skill or a place; never forced.

use passerelle::{
    access::Kind,
    models::{
        _entities::{profiles, skills},
        profiles::Model as Profile,
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::Value;

use crate::support::{Actor, World};

async fn offered(who: &Actor, kind: &str, typed: &str) -> Vec<String> {
    let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    let page = who.get(&format!("/suggest?type={kind}&q={typed}")).await;
    let answer: Value = serde_json::from_str(&page.assert_status(200).body).unwrap();
    let offered = answer["suggestions"].as_array().unwrap();
    offered.iter().map(|one| one["label"].as_str().unwrap().to_owned()).collect()
}

async fn world() -> World {
    let world = World::new().await;
    world.knows_trades().await;
    world.knows_places().await;
    let known = ["Réaliser un soin d’hygiène", "Accompagner une personne dans ses repas", "Réaliser un inventaire"];
    let known = known.map(|label| skills::ActiveModel { label: Set(label.to_owned()), ..Default::default() });
    let txn = world.house.db.write().await.unwrap();
    skills::Entity::insert_many(known).exec_without_returning(&txn).await.unwrap();
    txn.commit().await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_offered_holds_each_word_that_is_begun_and_is_understood_when_it_is_sent_back() {
    let world = world().await;
    let visitor = world.visitor();
    let trades = offered(&visitor, "trade", "aid dom").await;
    assert!(trades.iter().any(|trade| trade.contains("domicile")), "{trades:?}");
    assert!(trades.len() <= 8);
    let cares = offered(&visitor, "skill", "realiser soin hyg").await;
    assert_eq!(cares, ["Réaliser un soin d’hygiène"]);
    let places = offered(&visitor, "place", "nant").await;
    assert!(places.iter().any(|place| place.starts_with("Nantes")), "{places:?}");
    for typed in ["", "a", "zzzz", "%", "\u{202e}"] {
        for kind in ["trade", "skill", "place"] {
            assert_eq!(offered(&visitor, kind, typed).await, Vec::<String>::new(), "{kind} {typed:?}");
        }
    }
    let person = world.person("awa", Kind::Seeker).await;
    let going = [("trade_1", trades[0].as_str()), ("place_1", places[0].as_str()), ("km_1", "20")];
    person.does("/me/profile/going", &going).await;
    let profile: profiles::Model = Profile::of(&world.house.db, person.id()).await.unwrap().unwrap();
    assert!(profile.trades()[0].code.is_some() && profile.places()[0].code.is_some(), "{profile:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_ones_own_stay_and_what_comes_near_is_shown_beside_them() {
    let world = world().await;
    let person = world.person("awa", Kind::Seeker).await;
    person.does("/me/profile/going", &[("trade_1", "aidante à domiciles multiples")]).await;
    let page = person.get("/me/profile/going").await;
    assert_eq!(page.attribute("#trade-1", "value").as_deref(), Some("aidante à domiciles multiples"));
    page.assert_sees("La plateforme connaît").assert_sees("domicile");
    person.does("/me/profile/skills", &[("label", "Accompagnement aux repas")]).await;
    let edit = person.get("/me/profile").await;
    let edit = edit.attributes("a[href^='/me/profile/skills/']", "href");
    let edit = edit.iter().find(|path| path.trim_end_matches(|c: char| c.is_ascii_digit()).len() < path.len()).unwrap();
    person.get(edit).await.assert_sees("Accompagner une personne dans ses repas");
    // What the house knows already needs no advice.
    let known = offered(&person, "trade", "aide domicile").await;
    person.does("/me/profile/going", &[("trade_1", known[0].as_str())]).await;
    person.get("/me/profile/going").await.assert_unseen("La plateforme connaît");
}
