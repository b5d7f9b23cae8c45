//! Which field of a feed says what: proposed, and corrected by who recruits.

use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{offer_sources, source_samples},
        offers::importing::addresses::read_due,
    },
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::support::{Actor, Elsewhere, Page, World, servers};

const FORM: &str = "form[action$='/mapping']";

/// An item whose fields have names that say nothing, and a town that is its head office.
fn job(key: &str, title: &str) -> String {
    format!(
        "<annonce><cle>{key}</cle><zone_a>{title}</zone_a><zone_b>On y fait du pain.</zone_b><ville>Paris</ville>\
         <zone_c>Nantes</zone_c><zone_d>https://fournil.example/{key}</zone_d><zone_e>P-{key}</zone_e></annonce>"
    )
}

fn feed(titles: &[&str]) -> String {
    let jobs = titles.iter().enumerate().map(|(at, title)| job(&format!("k{at}"), title));
    format!("<annonces>{}</annonces>", jobs.collect::<String>())
}

async fn bakery() -> (World, Actor, String) {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    (world, owner, path)
}

async fn source(world: &World) -> offer_sources::Model {
    offer_sources::Entity::find().one(&world.house.db).await.unwrap().expect("a source")
}

async fn screen(world: &World, path: &str) -> String {
    format!("{path}/sources/{}/mapping", source(world).await.id)
}

/// The form as it is shown, with these choices instead.
async fn sends(who: &Actor, screen: &str, act: &str, choices: &[(&str, &str)]) -> Page {
    let shown = who.get(screen).await.chosen(FORM);
    assert!(choices.iter().all(|(name, _)| shown.iter().any(|(other, _)| other == name)), "{shown:?}");
    let kept = shown.iter().filter(|(name, _)| choices.iter().all(|(other, _)| other != name));
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = kept.chain(choices.iter().copied()).chain([("act", act)]).collect();
    who.post(screen, &fields).await
}

async fn corrects(who: &Actor, screen: &str, choices: &[(&str, &str)]) {
    sends(who, screen, "", choices).await.assert_status(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_feed_is_misread_for_is_corrected_on_a_screen() {
    let (world, owner, path) = bakery().await;
    let run = owner.imports(&path, "offres.xml", &feed(&["Meunier", "Fournier"])).await;
    let screen = screen(&world, &path).await;
    let run = owner.get(&run).await;
    run.assert_sees("2 mises de côté").assert_sees(&screen);
    owner.get(&format!("{path}/sources")).await.assert_sees(&screen);

    // Each part, the fields of the feed with what they say, and what is proposed.
    let page = owner.get(&screen).await;
    page.assert_status(200).assert_sees("Sans intitulé, cette offre serait mise de côté");
    page.assert_sees("Proposé par Passerelle\u{202f}: ville").assert_sees("zone_c — Nantes");
    assert_eq!(page.all("form fieldset > legend").len(), 5);
    assert!(page.chosen(FORM).iter().all(|(_, chosen)| chosen.is_empty()), "{:?}", page.chosen(FORM));

    let right = [("title", "zone_a"), ("text", "zone_b"), ("place", "zone_c")];
    let shown = sends(&owner, &screen, "preview", &right).await;
    shown.assert_status(200).assert_unseen("serait mise de côté");
    assert_eq!(shown.all("#preview + .rooms h3"), ["Meunier", "Fournier"]);
    assert!(shown.all("#preview + .rooms dd").iter().any(|said| said == "Nantes"));
    let kept = |page: &Page| page.chosen(FORM).into_iter().filter(|(_, chosen)| !chosen.is_empty()).collect::<Vec<_>>();
    let right = right.map(|(name, path)| (name.to_owned(), path.to_owned()));
    assert_eq!(kept(&shown), [right[0].clone(), right[1].clone(), right[2].clone()]);
    // Looking changed nothing.
    assert_eq!(source(&world).await.mapping, None);
    assert_eq!(kept(&owner.get(&screen).await), []);

    corrects(&owner, &screen, &[("title", "zone_a"), ("text", "zone_b"), ("place", "zone_c")]).await;
    owner.get(&screen).await.assert_sees("Au prochain envoi du fichier sous le même nom");
    world.visitor().get("/offers").await.assert_unseen("Meunier");
    let run = owner.imports(&path, "offres.xml", &feed(&["Meunier", "Fournier"])).await;
    owner.get(&run).await.assert_sees("2 publiées").assert_unseen(&screen);
    let offers = world.visitor().get("/offers").await;
    offers.assert_sees("Meunier").assert_sees("Nantes").assert_unseen("Paris");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_published_wrongly_is_updated_though_its_server_has_nothing_new() {
    let server = Elsewhere::new().await;
    let allow = json!([server.place()]);
    let world = World::with(|settings| settings["fetching"] = json!({ "allow": allow })).await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let address = server.address("/offres.xml");
    // What is called by its name is read at once; a text of more than a few words, at that.
    let said = feed(&["Meunier", "Fournier"]).replace("zone_a", "titre").replace("zone_b", "texte");
    server.says(&said.replace("On y fait du pain.", "On y fait du pain, et on le vend au comptoir."), "\"un\"");
    owner.post(&format!("{path}/sources/addresses"), &[("address", &address), ("every", "6")]).await.assert_status(200);
    owner.does(&format!("{path}/runs"), &[("source", &address), ("every", "6")]).await;
    let comes_by = async || {
        let due = source(&world).await.next_at.map_or_else(clock::now, |next| next.to_utc());
        read_due(&world.house, due).await.unwrap();
    };
    comes_by().await;
    comes_by().await;
    assert!(server.asked().last().unwrap().contains("if-none-match"));
    world.visitor().get("/offers").await.assert_sees("Paris").assert_unseen("Nantes");

    let screen = screen(&world, &path).await;
    corrects(&owner, &screen, &[("place", "zone_c")]).await;
    let page = owner.get(&screen).await;
    page.assert_sees("À la prochaine lecture, les offres diront ce que vous avez choisi");
    // What it would change can be seen first.
    let dry = page.fields("form[action$='/addresses']");
    let dry: Vec<(&str, &str)> = dry.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let dry = owner.post(&format!("{path}/sources/addresses"), &dry).await;
    dry.assert_status(200).assert_sees("2 mises à jour");
    comes_by().await;
    assert!(!server.asked().last().unwrap().contains("if-none-match"));
    let sources = owner.get(&format!("{path}/sources")).await;
    sources.assert_sees("2 mises à jour");
    world.visitor().get("/offers").await.assert_sees("Nantes").assert_unseen("Paris");
    // Said again, it is what it was.
    comes_by().await;
    assert!(server.asked().last().unwrap().contains("if-none-match"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_corrected_while_its_address_is_read_is_asked_for_whole() {
    let (asked, mut was_asked) = tokio::sync::mpsc::unbounded_channel();
    let (go, gone) = std::sync::mpsc::channel();
    let gone = std::sync::Mutex::new(gone);
    let server = servers::Server::open(move |_| {
        asked.send(()).unwrap();
        gone.lock().unwrap().recv().unwrap();
        servers::page("ETag: \"un\"\r\nConnection: close\r\n", &feed(&["Meunier", "Fournier"]))
            .into_iter()
            .chain([servers::Act::Close])
            .collect()
    })
    .await;
    let allow = json!([server.address.to_string()]);
    let world = World::with(|settings| settings["fetching"] = json!({ "allow": allow })).await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let address = server.url("/offres.xml");
    go.send(()).unwrap();
    owner.post(&format!("{path}/sources/addresses"), &[("address", &address), ("every", "6")]).await.assert_status(200);
    was_asked.recv().await.unwrap();
    owner.does(&format!("{path}/runs"), &[("source", &address), ("every", "6")]).await;
    let due = source(&world).await.next_at.unwrap().to_utc();
    let house = world.house.clone();
    let reading = tokio::spawn(async move { read_due(&house, due).await });
    was_asked.recv().await.unwrap();
    corrects(&owner, &screen(&world, &path).await, &[("place", "zone_c")]).await;
    go.send(()).unwrap();
    reading.await.unwrap().unwrap();
    let source = source(&world).await;
    assert!(source.checked_at.is_some());
    assert_eq!(source.etag, "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_goes_back_to_what_is_proposed() {
    let (world, owner, path) = bakery().await;
    owner.imports(&path, "offres.xml", &feed(&["Meunier", "Fournier"])).await;
    let screen = screen(&world, &path).await;
    assert!(!owner.get(&screen).await.has("button[value=propose]"));
    corrects(&owner, &screen, &[("title", "zone_a"), ("text", "zone_b"), ("text_2", "zone_c"), ("place", "=")]).await;
    let run = owner.imports(&path, "offres.xml", &feed(&["Meunier", "Fournier"])).await;
    owner.get(&run).await.assert_sees("2 publiées");
    world.visitor().get("/offers").await.assert_sees("Meunier").assert_unseen("Paris");
    let page = owner.get(&screen).await;
    assert_eq!(page.chosen(FORM).iter().filter(|(_, chosen)| chosen == "=").count(), 1);
    // The button alone says it, whatever else stands in the form.
    sends(&owner, &screen, "propose", &[("title", "zone_e")]).await.assert_status(303);
    assert_eq!(source(&world).await.mapping, None);
    let page = owner.get(&screen).await;
    assert!(page.chosen(FORM).iter().all(|(_, chosen)| chosen.is_empty()));
    let run = owner.imports(&path, "offres.xml", &feed(&["Meunier", "Fournier"])).await;
    owner.get(&run).await.assert_sees("2 mises de côté");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chosen_field_that_is_gone_is_said_and_the_run_goes_on() {
    let (world, owner, path) = bakery().await;
    owner.imports(&path, "offres.xml", &feed(&["Meunier", "Fournier"])).await;
    let screen = screen(&world, &path).await;
    corrects(&owner, &screen, &[("title", "zone_a"), ("text", "zone_b"), ("place", "zone_c")]).await;
    owner.get(&screen).await.assert_unseen("n’est plus dans les offres lues");
    let renamed = feed(&["Meunier", "Fournier"]).replace("zone_c", "zone_z");
    let run = owner.imports(&path, "offres.xml", &renamed).await;
    owner.get(&run).await.assert_sees("2 publiées").assert_sees("Terminé");
    let page = owner.get(&screen).await;
    assert_eq!(page.all("#place-hint").len(), 1);
    page.assert_sees("Le champ choisi n’est plus dans les offres lues").assert_sees("zone_z — Nantes");
    // It stays chosen until someone says otherwise, and the rest can be changed beside it.
    corrects(&owner, &screen, &[("employer", "=")]).await;
    assert!(owner.get(&screen).await.chosen(FORM).contains(&("place".to_owned(), "zone_c".to_owned())));
    corrects(&owner, &screen, &[("place", "zone_z")]).await;
    let run = owner.imports(&path, "offres.xml", &renamed).await;
    owner.get(&run).await.assert_sees("2 mises à jour");
    world.visitor().get("/offers").await.assert_sees("Nantes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dry_run_shows_its_fields_once_the_source_is_known() {
    let (world, owner, path) = bakery().await;
    let sends_only = async |feed: &str| {
        let file = Some(("offres.xml", "application/xml", feed.as_bytes()));
        owner.sends_as(&format!("{path}/sources"), &[], file, &[]).await
    };
    let shown = sends_only(&feed(&["Meunier", "Fournier"])).await;
    shown.assert_status(200).assert_sees("dès le premier import").assert_unseen("/mapping");
    assert_eq!(source_samples::Entity::find().count(&world.house.db).await.unwrap(), 0);
    owner.does(&format!("{path}/runs"), &[("source", "offres.xml")]).await;
    let screen = screen(&world, &path).await;
    let shown = sends_only(&feed(&["Meunier", "Fournier"]).replace("zone_c", "zone_z")).await;
    shown.assert_sees(&screen);
    owner.get(&screen).await.assert_sees("zone_z — Nantes").assert_unseen("zone_c");
    // One in which nothing is found says nothing of its fields.
    sends_only("<annonces></annonces>").await.assert_status(200);
    owner.get(&screen).await.assert_sees("zone_z — Nantes");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_field_is_refused_beside_its_part() {
    let (world, owner, path) = bakery().await;
    owner.imports(&path, "offres.xml", &feed(&["Meunier", "Fournier"])).await;
    let screen = screen(&world, &path).await;
    for act in ["", "preview"] {
        for odd in ["zone_q", "=Paris", "zone_a\u{0}", " "] {
            let back = sends(&owner, &screen, act, &[("title", odd), ("text", "zone_b")]).await;
            assert!(back.assert_status(422).has("#title-error"), "{odd:?}: {}", back.body);
            let chosen = back.chosen(FORM);
            assert!(chosen.contains(&("text".to_owned(), "zone_b".to_owned())), "{chosen:?}");
        }
    }
    let back = sends(&owner, &screen, "", &[("title", "zone_q")]).await;
    assert!(back.chosen(FORM).contains(&("title".to_owned(), "zone_q".to_owned())));
    for fields in [
        &[("slot", "zone_a")][..],
        &[("title", "zone_a"), ("title", "zone_b")],
        &[("act", "destroy")],
        &[("act", ""), ("act", "")],
    ] {
        owner.post(&screen, fields).await.assert_status(422);
    }
    // What goes on from the text that is proposed would take its place.
    let back = sends(&owner, &screen, "", &[("text_2", "zone_b")]).await;
    assert!(back.assert_status(422).has("#text-error"));
    assert_eq!(source(&world).await.mapping, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_recruits_for_it_says_which_field_says_what() {
    let (world, owner, path) = bakery().await;
    owner.imports(&path, "offres.xml", &feed(&["Meunier", "Fournier"])).await;
    let screen = screen(&world, &path).await;
    let other = world.person("rene", Kind::Recruiter).await;
    let its = world.organisation("Le Quai", &other).await;
    for at in [screen.clone(), screen.replace(&path, &its), format!("{path}/sources/999/mapping")] {
        other.get(&at).await.assert_status(404);
        other.post(&at, &[("title", "zone_a")]).await.assert_status(404);
    }
    world.visitor().get(&screen).await.assert_status(303);
    owner.does(&format!("{path}/people"), &[("handle", "rene"), ("role", "reader")]).await;
    other.does(&format!("{path}/people/acceptance"), &[]).await;
    other.get(&format!("{path}/sources")).await.assert_status(200).assert_unseen(&screen);
    other.get(&screen).await.assert_status(403);
    for act in ["", "preview", "propose"] {
        other.post(&screen, &[("title", "zone_a"), ("act", act)]).await.assert_status(403);
    }
    assert_eq!(source(&world).await.mapping, None);
    owner.does(&format!("{path}/people"), &[("handle", "rene"), ("role", "recruiter")]).await;
    other.get(&screen).await.assert_status(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_never_was_an_offer_is_no_loss_when_it_is_read_by_another_name() {
    let (world, owner, path) = bakery().await;
    let titles: Vec<String> = (0..15).map(|number| format!("Poste{number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let run = owner.imports(&path, "offres.xml", &feed(&titles)).await;
    owner.get(&run).await.assert_sees("15 mises de côté");
    let screen = screen(&world, &path).await;
    corrects(&owner, &screen, &[("title", "zone_a"), ("text", "zone_b"), ("reference", "zone_e")]).await;
    let run = owner.imports(&path, "offres.xml", &feed(&titles)).await;
    owner.get(&run).await.assert_sees("15 publiées").assert_sees("15 retirées").assert_sees("Terminé");
}
