//! The starter set: coherent, loaded once, and trades understood from what is typed.

use std::collections::{BTreeMap, BTreeSet};

use passerelle::{
    models::{
        activities::Verb,
        folded::fold,
        trades::{self, as_code, picture::Picture, starter, understood},
    },
    refusals::{Failure, Refusal},
};

use crate::support::World;

#[test]
fn the_starter_set_is_coherent() {
    let entries = starter::entries().unwrap();
    assert!(entries.len() >= 100, "{} trades", entries.len());
    let codes: BTreeSet<&str> = entries.iter().map(|entry| entry.code.as_str()).collect();
    assert_eq!(codes.len(), entries.len(), "a code is there twice");
    for entry in &entries {
        let code = &entry.code;
        assert!(
            as_code(code).as_ref() == Some(code) && as_code(&entry.parent).as_ref() == Some(&entry.parent),
            "{code}"
        );
        assert_eq!(code.as_bytes()[0], entry.parent.as_bytes()[0], "{code} is of another domain than {}", entry.parent);
        let names: BTreeSet<String> = entry.titles.iter().chain([&entry.title]).map(|title| fold(title)).collect();
        assert_eq!(names.len(), entry.titles.len() + 1, "{code} says a name twice");
        assert!(names.iter().all(|name| !name.is_empty()), "{code}");
        let skills: BTreeSet<String> = entry.skills.iter().map(|skill| fold(skill)).collect();
        assert_eq!(skills.len(), entry.skills.len(), "{code} says a skill twice");
        assert!(skills.len() >= 3, "{code} has few skills");
        assert!(entry.description.chars().count() > 40, "{code} says little");
        let mut led = BTreeSet::new();
        for leads in &entry.bridges {
            assert!(leads.to != *code && codes.contains(leads.to.as_str()), "{code} leads to {}", leads.to);
            assert!(led.insert(&leads.to), "{code} leads to {} twice", leads.to);
            assert!(leads.why.chars().count() > 20, "{code} → {}: why?", leads.to);
        }
        assert!(!led.is_empty(), "{code} leads nowhere");
    }
}

/// What is said twice was not said of anything in particular.
#[test]
fn the_starter_set_says_no_sentence_twice() {
    let mut said: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in starter::entries().unwrap() {
        let whys = entry.bridges.iter().map(|leads| leads.why.as_str());
        for sentence in whys.chain([entry.description.as_str()]).flat_map(|text| text.split(['.', '!', '?', '…'])) {
            let sentence = fold(sentence);
            if sentence.chars().count() > 20 {
                said.entry(sentence).or_default().push(entry.code.clone());
            }
        }
    }
    let twice: Vec<_> = said.into_iter().filter(|(_, places)| places.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

/// Two titles that fold alike would make a name mean two trades, or none.
#[test]
fn a_first_title_of_the_starter_set_means_one_trade() {
    let mut titles = BTreeSet::new();
    for entry in starter::entries().unwrap() {
        assert!(titles.insert(fold(&entry.title)), "{} is the name of two trades", entry.title);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_starter_set_is_loaded_into_an_empty_house_and_only_there() {
    let world = World::new().await;
    let db = &world.house.db;
    let count = starter::load_if_empty(db).await.unwrap();
    assert_eq!(count, starter::entries().unwrap().len());
    assert_eq!(starter::load_if_empty(db).await.unwrap(), 0);
    // What was written is what is read.
    assert_eq!(Picture::read(db).await.unwrap(), starter::picture().unwrap());
    let log: Vec<String> = world.log().await.into_iter().map(|activity| activity.verb).collect();
    assert_eq!(log, [Verb::ReferencesChanged.name()]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_that_start_at_once_load_it_once() {
    let world = World::new().await;
    let other = passerelle::database::Db::open(&world.house.db_uri, 2).await.unwrap();
    let (one, two) = tokio::join!(starter::load_if_empty(&world.house.db), starter::load_if_empty(&other));
    assert_eq!(one.unwrap() + two.unwrap(), starter::entries().unwrap().len());
    other.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trade_is_understood_by_its_code_or_a_name_that_is_its_own() {
    let world = World::new().await;
    world.knows_trades().await;
    let db = &world.house.db;
    let meant = async |typed: &str| understood(db, typed).await.map(|trade| trade.map(|trade| trade.code));
    for (typed, code) in [
        ("J1501", "J1501"),
        (" j1501 ", "J1501"),
        ("J1501 – Aide-soignant / Aide-soignante", "J1501"),
        ("Aide-soignant / Aide-soignante", "J1501"),
        ("aide soignante", "J1501"),
        ("AIDE-SOIGNANT", "J1501"),
        ("cantonnière", "A1203"),
    ] {
        assert_eq!(meant(typed).await.unwrap().as_deref(), Some(code), "{typed}");
    }
    assert_eq!(meant("").await.unwrap(), None);
    for typed in
        ["agent", "licorne", "%", "J9999", "…", "un deux trois quatre cinq six sept huit neuf dix onze douze treize"]
    {
        assert!(matches!(meant(typed).await, Err(Failure::Refused(Refusal::UnknownTrade { .. }))), "{typed}");
    }
    assert!(trades::find(db, "K9999").await.is_err());
}
