//! Files of offers, sent by a recruiter: shown before anything changes, receipts kept.

use passerelle::{access::Kind, models::profiles::importing::FILE_LIMIT};

use crate::support::{Actor, World};

fn feed(titles: &[&str]) -> String {
    let job = |title: &&str| {
        let reference = title.to_lowercase().replace(' ', "-");
        format!(
            "<job><referencenumber>{reference}</referencenumber><title>{title} H/F</title>\
             <description>On sert au comptoir.</description><url>https://fournil.example/{reference}</url></job>"
        )
    };
    format!("<source>{}</source>", titles.iter().map(job).collect::<String>())
}

async fn sends(who: &Actor, path: &str, feed: &str) -> crate::support::Page {
    who.sends_as(&format!("{path}/sources"), &[], Some(("offres.xml", "text/xml", feed.as_bytes())), &[]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_changes_nothing_before_a_second_press() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let shown = sends(&owner, &path, &feed(&["Vendeur", "Boulanger"])).await;
    shown.assert_status(200).assert_sees("2 publiées").assert_sees("boulanger");
    world.visitor().get("/offers").await.assert_unseen("Boulanger");
    let done = owner.does(&format!("{path}/runs"), &[("source", "offres.xml")]).await;
    let run = owner.get(done.location()).await;
    run.assert_status(200).assert_sees("2 publiées").assert_sees("Terminé");
    world.visitor().get("/offers").await.assert_sees("Boulanger H/F");
    owner.get(&format!("{path}/sources")).await.assert_sees("offres.xml").assert_sees("2 publiées");

    // The receipt: each reference with what became of it.
    let receipt = owner.get(&format!("{}.csv", done.location())).await;
    assert!(receipt.body.starts_with("reference,state,reason,url\n"), "{}", receipt.body);
    assert!(receipt.body.contains("vendeur,published,,http://house.test/offers/"), "{}", receipt.body);
    let receipt: serde_json::Value =
        serde_json::from_str(&owner.get(&format!("{}.json", done.location())).await.body).unwrap();
    assert_eq!(receipt["totals"]["published"], 2);
    assert_eq!(receipt["lines"].as_array().unwrap().len(), 2);
    // Once imported, the file is not kept.
    owner.post(&format!("{path}/runs"), &[("source", "offres.xml")]).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_held_is_withdrawn_when_a_person_says_so() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let titles: Vec<String> = (0..15).map(|number| format!("Poste {number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    owner.imports(&path, "offres.xml", &feed(&titles)).await;
    let held = owner.imports(&path, "offres.xml", &feed(&titles[..2])).await;
    owner.get(&held).await.assert_sees("Retenu pour vous").assert_sees("Retirer les offres absentes");
    world.visitor().get("/offers").await.assert_sees("Poste 9 H/F");
    owner.does(&format!("{held}/withdrawal"), &[]).await;
    owner.get(&held).await.assert_sees("13 retirées").assert_sees("Terminé");
    world.visitor().get("/offers").await.assert_unseen("Poste 9 H/F").assert_sees("Poste 1 H/F");
    owner.post(&format!("{held}/withdrawal"), &[]).await.assert_status(409);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_no_feed_says_why() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    for odd in ["\u{0}\u{1}\u{2}binaire", "<html><title>Connexion</title><p>Entrez</p></html>", "[]", "{"] {
        let shown = sends(&owner, &path, odd).await;
        shown.assert_status(200).assert_sees("Aucune offre n’a été trouvée");
    }
    owner.sends_as(&format!("{path}/sources"), &[], None, &[]).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_too_heavy_is_refused_whole() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    owner.imports(&path, "offres.xml", &feed(&["Vendeur", "Boulanger"])).await;
    let heavy = format!("{}{}", feed(&["Vendeur"]), " ".repeat(FILE_LIMIT));
    let back = sends(&owner, &path, &heavy).await;
    back.assert_status(422);
    assert!(back.has("#file-error"));
    owner.post(&format!("{path}/runs"), &[("source", "offres.xml")]).await.assert_status(422);
    world.visitor().get("/offers").await.assert_sees("Boulanger H/F");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_recruits_for_it_sends_a_file() {
    let world = World::new().await;
    let (owner, other) = (world.person("odile", Kind::Recruiter).await, world.person("rene", Kind::Recruiter).await);
    let path = world.organisation("Le Fournil", &owner).await;
    let run = owner.imports(&path, "offres.xml", &feed(&["Vendeur"])).await;
    for address in [format!("{path}/sources"), run.clone(), format!("{run}.csv")] {
        other.get(&address).await.assert_status(404);
        world.visitor().get(&address).await.assert_status(303);
    }
    assert_eq!(sends(&other, &path, &feed(&["Pirate"])).await.status.as_u16(), 404);
    owner.does(&format!("{path}/people"), &[("handle", "rene"), ("role", "reader")]).await;
    other.does(&format!("{path}/people/acceptance"), &[]).await;
    other.get(&run).await.assert_status(200);
    assert_eq!(sends(&other, &path, &feed(&["Pirate"])).await.status.as_u16(), 403);
    // A run is its own organisation's.
    let its = world.organisation("Le Quai", &other).await;
    let stolen = run.replace(&path, &its);
    other.get(&stolen).await.assert_status(404);
}
