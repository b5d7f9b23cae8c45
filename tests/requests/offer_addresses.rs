//! Addresses that offers are read from: shown first, then read on their own, never inside
//! somebody's network.

use chrono::Duration;
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{offer_runs, offer_sources},
        offers::importing::addresses::read_due,
    },
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::support::{Actor, Elsewhere, Page, World};

fn feed(titles: &[&str]) -> String {
    let job = |title: &&str| {
        format!(
            "<job><referencenumber>{title}</referencenumber><title>{title} H/F</title>\
             <description>On sert au comptoir.</description><url>https://fournil.example/{title}</url></job>"
        )
    };
    format!("<source>{}</source>", titles.iter().map(job).collect::<String>())
}

/// A house that may read one server of this machine, and who recruits in it.
async fn reading(server: &Elsewhere) -> (World, Actor, String) {
    let allow = json!([server.place()]);
    let world = World::with(|settings| settings["fetching"] = json!({ "allow": allow })).await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    (world, owner, path)
}

async fn proposes(who: &Actor, path: &str, address: &str) -> Page {
    who.post(&format!("{path}/sources/addresses"), &[("address", address), ("every", "6")]).await
}

async fn follows(who: &Actor, path: &str, address: &str) {
    proposes(who, path, address).await.assert_status(200);
    who.does(&format!("{path}/runs"), &[("source", address), ("every", "6")]).await;
}

async fn source(world: &World) -> offer_sources::Model {
    offer_sources::Entity::find().one(&world.house.db).await.unwrap().expect("a source")
}

async fn runs(world: &World) -> u64 {
    offer_runs::Entity::find().count(&world.house.db).await.unwrap()
}

/// The clock comes by, once it is due.
async fn comes_by(world: &World) {
    let due = source(world).await.next_at.map_or_else(clock::now, |next| next.to_utc());
    read_due(&world.house, due).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_shown_then_followed() {
    let server = Elsewhere::new().await;
    let (world, owner, path) = reading(&server).await;
    let address = server.address("/offres.xml");
    server.says(&feed(&["Vendeur", "Boulanger"]), "\"un\"");
    proposes(&owner, &path, &address).await.assert_status(200).assert_sees("2 publiées").assert_sees("Boulanger");
    world.visitor().get("/offers").await.assert_unseen("Boulanger H/F");
    let done = owner.does(&format!("{path}/runs"), &[("source", &address), ("every", "6")]).await;
    owner.get(done.location()).await.assert_sees("2 publiées");
    world.visitor().get("/offers").await.assert_sees("Boulanger H/F");
    let sources = owner.get(&format!("{path}/sources")).await;
    sources.assert_sees(&address).assert_sees("Relue toutes les 6 heures").assert_sees("Prochaine lecture");

    // It is not due yet; once it is, what changed there changes here.
    let asked = server.asked().len();
    server.says(&feed(&["Vendeur", "Pâtissier"]), "\"deux\"");
    read_due(&world.house, clock::now()).await.unwrap();
    assert_eq!(server.asked().len(), asked);
    comes_by(&world).await;
    world.visitor().get("/offers").await.assert_sees("Pâtissier H/F").assert_unseen("Boulanger H/F");
    assert!(source(&world).await.next_at.unwrap() > clock::now() + Duration::hours(5));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_not_changed_is_not_sent_again() {
    let server = Elsewhere::new().await;
    let (world, owner, path) = reading(&server).await;
    server.says(&feed(&["Vendeur"]), "\"un\"");
    follows(&owner, &path, &server.address("/offres.xml")).await;
    comes_by(&world).await;
    let before = runs(&world).await;
    comes_by(&world).await;
    let asked = server.asked();
    assert!(asked.last().unwrap().contains("if-none-match: \"un\""), "{asked:?}");
    assert_eq!(runs(&world).await, before);
    assert!(source(&world).await.checked_at.is_some());
    // What broke off is asked for whole the next time.
    server.says("<source><job><title>Un", "\"deux\"");
    comes_by(&world).await;
    comes_by(&world).await;
    assert!(!server.asked().last().unwrap().contains("if-none-match"));
    world.visitor().get("/offers").await.assert_sees("Vendeur H/F");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_read_inside_a_network() {
    let server = Elsewhere::new().await;
    let (world, owner, path) = reading(&server).await;
    for address in ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/"] {
        let back = proposes(&owner, &path, address).await;
        back.assert_status(422).assert_sees("réseau privé");
        // Nor by whoever skips the first press.
        owner.post(&format!("{path}/runs"), &[("source", address), ("every", "6")]).await.assert_status(422);
    }
    // Nor where a server sends on to, now or later.
    let away = "Location: http://10.0.0.1/offres.xml\r\n";
    server.refuses("302 Found", away);
    proposes(&owner, &path, &server.address("/")).await.assert_status(422).assert_sees("réseau privé");
    server.says(&feed(&["Vendeur"]), "\"un\"");
    follows(&owner, &path, &server.address("/")).await;
    server.refuses("302 Found", away);
    comes_by(&world).await;
    assert_eq!(source(&world).await.said, "refused-not-public");
    for odd in
        ["ftp://fournil.example/", "fournil", "https://moi:secret@fournil.example/", "https://fournil.example:22/"]
    {
        let back = proposes(&owner, &path, odd).await;
        back.assert_status(422);
        assert!(back.has("#address-error"), "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_fails_withdraws_nothing_and_is_given_up_in_the_end() {
    let server = Elsewhere::new().await;
    let (world, owner, path) = reading(&server).await;
    server.says(&feed(&["Vendeur"]), "\"un\"");
    follows(&owner, &path, &server.address("/offres.xml")).await;
    server.refuses("500 Internal Server Error", "");
    comes_by(&world).await;
    let sources = owner.get(&format!("{path}/sources")).await;
    sources.assert_sees("La dernière lecture a échoué").assert_sees("Le serveur refuse de donner ce flux");
    for _ in 0..10 {
        comes_by(&world).await;
    }
    let given_up = source(&world).await;
    assert_eq!((given_up.failures, given_up.next_at), (8, None));
    owner.get(&format!("{path}/sources")).await.assert_sees("nous n’essayons plus");
    world.visitor().get("/offers").await.assert_sees("Vendeur H/F");
    // Until a person says otherwise.
    server.says(&feed(&["Vendeur", "Boulanger"]), "\"deux\"");
    owner.does(&format!("{path}/sources/{}/reading", given_up.id), &[]).await;
    read_due(&world.house, clock::now()).await.unwrap();
    world.visitor().get("/offers").await.assert_sees("Boulanger H/F");
    owner.get(&format!("{path}/sources")).await.assert_unseen("échoué");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_recruits_is_told_once_that_an_address_was_given_up() {
    let server = Elsewhere::new().await;
    let (world, owner, path) = reading(&server).await;
    let mut people = vec![];
    for (handle, role) in [("rene", "recruiter"), ("lise", "reader"), ("gael", "recruiter")] {
        let person = world.person(handle, Kind::Recruiter).await;
        owner.does(&format!("{path}/people"), &[("handle", handle), ("role", role)]).await;
        person.does(&format!("{path}/people/acceptance"), &[]).await;
        people.push(person);
    }
    server.says(&feed(&["Vendeur"]), "\"un\"");
    follows(&owner, &path, &server.address("/offres.xml")).await;
    server.refuses("500 Internal Server Error", "");
    for _ in 0..7 {
        comes_by(&world).await;
    }
    assert!(owner.was_told().await.is_empty());
    comes_by(&world).await;
    let id = source(&world).await.id;
    for person in [&owner, &people[0], &people[2]] {
        let told = person.was_told().await;
        assert!(told.len() == 1 && told[0].contains("Cette adresse n’est plus relue"), "{told:?}");
        assert!(told[0].contains("Le serveur refuse de donner ce flux"), "{told:?}");
        let list = person.get("/notifications").await;
        list.assert_sees(&server.address("/offres.xml")).assert_sees(&format!("{path}/sources#source-{id}"));
    }
    assert!(people[1].was_told().await.is_empty());
    // Who leaves hears no more of it.
    owner.does(&format!("{path}/people/removal"), &[("handle", "gael")]).await;
    assert!(people[2].was_told().await.is_empty());

    // A letter each, once, unless one went and looked.
    assert!(owner.get(&format!("{path}/sources")).await.has(&format!("#source-{id}")));
    passerelle::models::reading::write(&world.house).await.unwrap();
    for _ in 0..2 {
        let due = clock::now() + Duration::days(2);
        passerelle::models::notifications::mailing::send_due(&world.house, due).await.unwrap();
    }
    let letters = world.letters_to(people[0].email()).await;
    let letters: Vec<_> = letters.iter().filter(|letter| letter.kind == "source").collect();
    assert_eq!(letters.len(), 1);
    let said = &letters[0].body_text;
    assert!(said.contains("Le Fournil") && said.contains("Le serveur refuse de donner ce flux"), "{said}");
    assert!(said.contains(&format!("{path}/sources#source-{id}")), "{said}");
    for person in [&owner, &people[1], &people[2]] {
        assert!(world.letters_to(person.email()).await.iter().all(|letter| letter.kind != "source"));
    }

    // Read again, there is nothing to look at; given up again, they are told again.
    people[0].does(&format!("{path}/sources/{id}/reading"), &[]).await;
    assert!(owner.was_told().await.is_empty() && people[0].was_told().await.is_empty());
    for _ in 0..9 {
        comes_by(&world).await;
    }
    assert_eq!(owner.was_told().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_come_by_one_reads_it() {
    let server = Elsewhere::new().await;
    let (world, owner, path) = reading(&server).await;
    server.says(&feed(&["Vendeur"]), "\"un\"");
    follows(&owner, &path, &server.address("/offres.xml")).await;
    let (asked, due) = (server.asked().len(), clock::now() + Duration::hours(7));
    let (one, other) = tokio::join!(read_due(&world.house, due), read_due(&world.house, due));
    one.unwrap();
    other.unwrap();
    assert_eq!(server.asked().len(), asked + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_its_recruiters_to_stop() {
    let server = Elsewhere::new().await;
    let (world, owner, path) = reading(&server).await;
    server.says(&feed(&["Vendeur"]), "\"un\"");
    follows(&owner, &path, &server.address("/offres.xml")).await;
    let other = world.person("rene", Kind::Recruiter).await;
    let its = world.organisation("Le Quai", &other).await;
    let id = source(&world).await.id;
    for of in [&path, &its] {
        other.post(&format!("{of}/sources/{id}/pause"), &[]).await.assert_status(404);
        other.post(&format!("{of}/sources/{id}/reading"), &[]).await.assert_status(404);
    }
    owner.does(&format!("{path}/people"), &[("handle", "rene"), ("role", "reader")]).await;
    other.does(&format!("{path}/people/acceptance"), &[]).await;
    other.get(&format!("{path}/sources")).await.assert_status(200).assert_unseen("Ne plus relire");
    assert_eq!(proposes(&other, &path, &server.address("/")).await.status.as_u16(), 403);
    owner.does(&format!("{path}/sources/{id}/pause"), &[]).await;
    let asked = server.asked().len();
    comes_by(&world).await;
    assert_eq!(server.asked().len(), asked);
    owner.get(&format!("{path}/sources")).await.assert_sees("Elle n’est plus relue");
}
