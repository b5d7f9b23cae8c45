//! An organisation's software sends its offers: all of a source or one item of it, and hears
//! what became of each.

use std::collections::BTreeSet;

use axum::http::Method;
use passerelle::{
    access::Kind,
    models::{_entities::offer_sources, offers::importing::State, profiles::importing::FILE_LIMIT},
    refusals::Refusal,
};
use sea_orm::EntityTrait;
use serde_json::{Value, json};

use crate::support::{
    Actor, World,
    software::{Software, assert_problem, item, items, read, statuses},
};

/// A bakery whose software has a key to everything.
async fn connected() -> (World, Actor, String, Software) {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let key = owner.makes_key(&path, &["reads", "writes"]).await;
    let software = world.software(&path, &key);
    (world, owner, path, software)
}

/// A page elsewhere has no key, and a browser adds none of itself; with a cookie it is a browser.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_push_is_a_run_whose_receipts_it_is_answered() {
    let (world, owner, path, software) = connected().await;
    let run = software.pushes("ats", items(&["Vendeur", "Boulanger"])).await;
    assert_eq!(statuses(&run), [("vendeur", "created"), ("boulanger", "created")]);
    assert_eq!((&run["source"], &run["dry"], &run["held"]), (&json!("ats"), &json!(false), &json!(false)));
    assert_eq!((&run["totals"]["created"], &run["totals"]["deleted"]), (&json!(2), &json!(0)));
    let url = run["items"][0]["url"].as_str().unwrap();
    assert_eq!(url, format!("http://house.test/offers/{}", run["items"][0]["offer"]));
    world.visitor().get("/offers").await.assert_sees("Boulanger H/F");

    let mut lacking = item("sans-lien", "Sans lien");
    lacking.as_object_mut().unwrap().remove("url");
    let said = json!([item("vendeur", "Vendeur"), item("boulanger", "Fournier"), lacking, item("vendeur", "Encore")]);
    let again = software.pushes("ats", said.to_string()).await;
    let expected = [
        ("vendeur", "unchanged"),
        ("boulanger", "updated"),
        ("sans-lien", "rejected_quarantined"),
        ("vendeur", "rejected_invalid"),
    ];
    assert_eq!(statuses(&again), expected);
    assert!(!again["items"][2]["message"].as_str().unwrap().is_empty());
    let fewer = software.pushes("ats", items(&["Vendeur"])).await;
    assert!(statuses(&fewer).contains(&("boulanger", "deleted")), "{fewer}");
    world.visitor().get("/offers").await.assert_unseen("Fournier H/F");
    // Another source says the same offer: it is one offer.
    let twice = software.pushes("site", items(&["Vendeur"])).await;
    assert_eq!(statuses(&twice), [("vendeur", "rejected_duplicate")]);
    // Its people see the same run.
    owner.get(&format!("{path}/runs/{}", again["run"])).await.assert_sees("sans-lien").assert_sees("Terminé");
}

/// Never changed: software of others is written by it.
#[test]
fn every_state_of_the_ledger_has_a_status_of_its_own() {
    let statuses: BTreeSet<&str> = State::ALL.into_iter().map(State::status).collect();
    let known = "created deleted rejected_duplicate rejected_invalid rejected_quarantined unchanged updated";
    assert_eq!(statuses.into_iter().collect::<Vec<_>>(), known.split(' ').collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dry_push_changes_nothing() {
    let (world, _, _, software) = connected().await;
    software.pushes("ats", items(&["Vendeur"])).await;
    let before = world.contents().await;
    let path = format!("{}?source=nouvelle&dry=true", software.offers);
    let dry = read(&software.asks(Method::POST, &path, items(&["Boulanger"])).await);
    assert_eq!((&dry["run"], &dry["dry"], &dry["next"]), (&Value::Null, &json!(true), &Value::Null));
    assert_eq!(statuses(&dry), [("boulanger", "created")]);
    assert!(world.contents().await == before, "something was written all the same");
    for odd in ["dry=peut-etre", "source=", "source=https://fournil.example/", "colour=blue", "source=a&source=b"] {
        let page = software.asks(Method::POST, &format!("{}?{odd}", software.offers), items(&["Vendeur"])).await;
        assert_eq!(page.status.as_u16(), 422, "{odd}: {}", page.body);
    }
    assert!(world.contents().await == before, "something was written all the same");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_feed_may_be_is_read() {
    let (world, _, _, software) = connected().await;
    let xml = "<source><job><referencenumber>x1</referencenumber><title>Meunier H/F</title>\
               <description>On moud.</description><url>https://fournil.example/x1</url></job></source>";
    let csv = "reference;titre;description;url\nc1;Fournier H/F;On enfourne le pain deux fois par nuit, à deux.;https://fournil.example/c1\n";
    for (source, feed, reference) in [("xml", xml, "x1"), ("csv", csv, "c1")] {
        let run = software.pushes(source, feed).await;
        assert_eq!(statuses(&run), [(reference, "created")], "{run}");
    }
    world.visitor().get("/offers").await.assert_sees("Meunier H/F").assert_sees("Fournier H/F");
    let nothing = software.pushes("odd", "{").await;
    assert!(nothing["broken"].is_string() && nothing["items"] == json!([]), "{nothing}");
    // As heavy as a file that people send, and no heavier.
    let heavy = format!("{}{}", items(&["Vendeur"]), " ".repeat(FILE_LIMIT));
    let page = software.asks(Method::POST, &software.offers, heavy).await;
    page.assert_status(413);
    assert_eq!(page.header("content-type"), "application/problem+json");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_item_is_put_and_taken_back_alone() {
    let (world, owner, path, software) = connected().await;
    software.pushes("ats", items(&["Vendeur", "Boulanger"])).await;
    let put = software.puts("ats", "meunier", &item("meunier", "Meunier")).await;
    assert_eq!((statuses(&put), &put["totals"]["deleted"]), (vec![("meunier", "created")], &json!(0)));
    assert_eq!(
        statuses(&software.puts("ats", "meunier", &item("meunier", "Meunier")).await),
        [("meunier", "unchanged")]
    );
    assert_eq!(
        statuses(&software.puts("ats", "meunier", &item("meunier", "Fournier")).await),
        [("meunier", "updated")]
    );
    let offers = world.visitor().get("/offers").await;
    offers.assert_sees("Vendeur H/F").assert_sees("Boulanger H/F").assert_sees("Fournier H/F");

    let removed = read(&software.removes("ats", "boulanger").await);
    assert_eq!(statuses(&removed), [("boulanger", "deleted")]);
    let offers = world.visitor().get("/offers").await;
    offers.assert_sees("Vendeur H/F").assert_unseen("Boulanger H/F").assert_sees("Fournier H/F");
    for (source, reference) in [("ats", "boulanger"), ("ats", "jamais"), ("autre", "vendeur")] {
        software.removes(source, reference).await.assert_status(404);
    }
    // What was taken back comes back when it is said again.
    assert_eq!(statuses(&software.puts("ats", "boulanger", &item("", "Boulanger")).await), [("boulanger", "created")]);
    // Each has its line, and its run.
    owner.get(&format!("{path}/runs/{}", removed["run"])).await.assert_sees("boulanger").assert_sees("1 retirée");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_item_says_is_not_what_its_source_says() {
    let (world, owner, path, software) = connected().await;
    software.pushes("ats", items(&["Vendeur", "Boulanger"])).await;
    let mut odd = item("meunier", "Meunier");
    odd["zone_q"] = json!("Rare");
    software.puts("ats", "meunier", &odd).await;
    let source = offer_sources::Entity::find().one(&world.house.db).await.unwrap().expect("a source").id;
    let fields = owner.get(&format!("{path}/sources/{source}/mapping")).await;
    fields.assert_status(200).assert_sees("description — On sert").assert_unseen("zone_q");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_of_an_item_says_its_reference() {
    let (_world, _, _, software) = connected().await;
    let put = software.puts("ats", "R%2F12%20b", &item("un-autre", "Vendeur")).await;
    assert_eq!(statuses(&put), [("R/12 b", "created")]);
    let france_travail = json!({
        "id": "198XYZ", "intitule": "Boulanger / Boulangère (H/F)", "description": "Vous pétrissez.",
        "lieuTravail": { "libelle": "44 - NANTES", "codePostal": "44000" }, "typeContrat": "CDI", "typeContratLibelle": "CDI",
        "contact": { "urlPostulation": "https://fournil.example/198XYZ" },
    });
    let put = software.puts("ats", "198XYZ", &france_travail).await;
    assert_eq!(statuses(&put), [("198XYZ", "created")], "{put}");
    // Of several, the first alone.
    let several = json!({ "offers": [item("a", "Meunier"), item("b", "Fournier")] });
    let put = software.puts("ats", "a", &several).await;
    assert_eq!(statuses(&put), [("a", "created"), ("item 2", "rejected_invalid")]);
    for odd in ["[]", "[{\"title\":\"Un\"}]", "\"Vendeur\"", "{", "", "{}"] {
        let path = format!("{}/b?source=ats", software.offers);
        assert_problem(&software.asks(Method::PUT, &path, odd).await, &Refusal::NotOneOffer);
    }
    let long = format!("{}/{}", software.offers, "x".repeat(201));
    software.asks(Method::PUT, &long, item("", "Vendeur").to_string()).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_loses_too_much_is_held_and_what_was_put_since_stays() {
    let (world, owner, path, software) = connected().await;
    let titles: Vec<String> = (0..15).map(|number| format!("Poste{number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    software.pushes("ats", items(&titles)).await;
    let held = software.pushes("ats", items(&titles[..2])).await;
    assert_eq!((&held["held"], &held["totals"]["deleted"]), (&json!(true), &json!(0)));
    software.puts("ats", "poste9", &item("poste9", "Poste9")).await;
    let run = format!("{path}/runs/{}", held["run"]);
    owner.does(&format!("{run}/withdrawal"), &[]).await;
    owner.get(&run).await.assert_sees("12 retirées");
    let offers = world.visitor().get("/offers").await;
    offers.assert_sees("Poste1 H/F").assert_sees("Poste9 H/F").assert_unseen("Poste5 H/F");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_long_is_read_a_page_after_the_other() {
    let (_world, _, _, software) = connected().await;
    let many = (0..1_003).map(|number| item(&format!("r{number:04}"), &format!("Poste {number}")));
    let run = software.pushes("ats", Value::from_iter(many).to_string()).await;
    assert_eq!((statuses(&run).len(), &run["totals"]["created"]), (1_000, &json!(1_003)));
    let rest = software.gets(run["next"].as_str().expect("the rest")).await;
    assert_eq!(statuses(&rest), [("r1000", "created"), ("r1001", "created"), ("r1002", "created")]);
    assert_eq!(rest["next"], Value::Null);
    let (mut offers, mut next) = (BTreeSet::new(), Some(software.offers.clone()));
    while let Some(path) = next {
        let page = software.gets(&path).await;
        offers.extend(page["offers"].as_array().unwrap().iter().map(|offer| offer["offer"].as_i64().unwrap()));
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(offers.len(), 1_003);
}
