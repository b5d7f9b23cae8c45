//! The list of trades, one of them, and rooms that say what they are about.

use passerelle::{
    access::{Audience, Kind},
    models::{_entities::trades, trades::starter},
    refusals::Refusal,
};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::support::{Page, World};

/// The codes of a list, in order.
fn codes(page: &Page) -> Vec<String> {
    page.all(".trade-row__code")
}

async fn change(world: &World, sql: &str) {
    let txn = world.house.db.write().await.unwrap();
    txn.execute_unprepared(sql).await.unwrap();
    txn.also_forget(passerelle::freshness::Tag::References);
    txn.commit().await.unwrap();
}

/// What the settings of a room send when nothing is changed, then these.
fn settings<'a>(slug: &'a str, about: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let fields = [("name", "Une salle"), ("slug", slug), ("description", "Ici."), ("kind", "trade")];
    [&fields[..], &[("audience", "public")], about].concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trades_are_found_by_domain_and_by_words() {
    let world = World::new().await;
    let visitor = world.visitor();
    visitor.get("/trades").await.assert_status(200).assert_sees("pas encore été chargés");
    world.knows_trades().await;

    let index = visitor.get("/trades").await;
    let counted: usize = index
        .all(".domain-row > span")
        .iter()
        .map(|count| count.split(' ').next().unwrap().parse::<usize>().unwrap())
        .sum();
    assert_eq!(counted, starter::entries().unwrap().len());
    let page = visitor.get("/trades?domain=K").await;
    let found = codes(&page);
    assert!(found.len() > 10 && found.iter().all(|code| code.starts_with('K')) && found.is_sorted(), "{found:?}");
    assert_eq!(page.first("h1").unwrap(), "Services à la personne et à la collectivité");

    // Accents, capitals and the order of words do not matter; the beginning of a word is enough.
    for words in ["aide-soignante", "AIDE SOIGN", "soignant aide", "j1501"] {
        let asked: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
        let found = codes(&visitor.get(&format!("/trades?q={asked}")).await);
        assert!(found.contains(&"J1501".to_owned()), "{words}: {found:?}");
    }
    // Another of its names is said when it is the one that was looked for.
    let page = visitor.get("/trades?q=cantonnier&domain=A").await;
    assert_eq!(codes(&page), ["A1203"]);
    assert!(page.first(".trade-row__also").unwrap().contains("Cantonnier"));
    assert!(page.first("h1").unwrap().contains("cantonnier"));
    assert!(codes(&visitor.get("/trades?q=cantonnier&domain=K").await).is_empty());
    // Those that are called so come first, whatever their codes.
    let found = codes(&visitor.get("/trades?q=boulanger").await);
    assert_eq!(found.first().map(String::as_str), Some("D1102"), "{found:?}");
    let page = visitor.get("/trades/J1501").await;
    assert!(page.has("a[href='/search?trade=J1501']"));
    visitor.get("/trades?q=licorne").await.assert_status(200).assert_sees("Aucun métier");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_asked_of_the_list_breaks_it() {
    let world = World::new().await;
    world.knows_trades().await;
    let long = "mot+".repeat(3_000);
    for asked in ["q=%25", "q=_", "q='+OR+1=1", "q=%00", "q=%FF", "domain=ZZ", "domain=é", "after=x", "q=....", &long]
    {
        let page = world.visitor().get(&format!("/trades?{asked}")).await;
        page.assert_status(200);
        assert!(codes(&page).len() < 100, "{asked}");
    }
    // What LIKE would read as “anything” is no word.
    assert!(codes(&world.visitor().get("/trades?q=%25").await).is_empty());
    assert!(codes(&world.visitor().get(&format!("/trades?q={long}")).await).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_list_is_walked_by_its_next_links() {
    let world = World::new().await;
    let row = |number: usize| {
        format!("('H{number:04}', 'H{number:04}', 'Métier {number}', 'rome', '2026-01-01T00:00:00+00:00')")
    };
    let rows: Vec<String> = (1000..1250).map(row).collect();
    change(&world, &format!("INSERT INTO trades (code, parent, title, source, updated_at) VALUES {}", rows.join(", ")))
        .await;
    let (mut met, mut path) = (vec![], "/trades?domain=H".to_owned());
    loop {
        let page = world.visitor().get(&path).await;
        met.extend(codes(&page));
        match page.attribute("a[rel=next]", "href") {
            Some(next) => path = next,
            None => break,
        }
    }
    assert_eq!(met, (1000..1250).map(|number| format!("H{number}")).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trade_says_its_names_its_skills_and_where_it_leads() {
    let world = World::new().await;
    world.knows_trades().await;
    let entry = starter::entries().unwrap().into_iter().find(|entry| entry.code == "N1103").unwrap();
    let page = world.visitor().get("/trades/N1103").await;
    page.assert_status(200);
    assert_eq!(page.first("h1").unwrap(), entry.title);
    let told = page.words() + &page.first(".context").unwrap();
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in entry.titles.iter().chain(&entry.skills).chain([&entry.description]) {
        assert!(told.contains(&plain(said)), "{said}");
    }
    assert_eq!(page.all(".bridge").len(), entry.bridges.len());
    for leads in &entry.bridges {
        let kind = if leads.kind == passerelle::models::trades::picture::Kind::Step { "--step" } else { "" };
        let of_kind = page.attributes(&format!(".bridges__list{kind} a"), "href");
        assert!(of_kind.contains(&format!("/trades/{}", leads.to)), "{}", leads.to);
        assert!(page.words().contains(&plain(&leads.why)), "{}", leads.why);
    }
    // Nothing here is derived: it is said only where it is true.
    page.assert_unseen("Déduit");

    for (asked, answer) in [("n1103", "/trades/N1103"), ("n1103?q=1", "/trades/N1103?q=1")] {
        let moved = world.visitor().get(&format!("/trades/{asked}")).await;
        moved.assert_status(301);
        assert_eq!(moved.location(), answer);
    }
    for unknown in ["Z9999", "N9999", "n9999", "N11", "N1103.json", "N1103.atom", "11031", "%C3%A91103", "NNNNN"] {
        world.visitor().get(&format!("/trades/{unknown}")).await.assert_status(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_retired_trade_says_so_and_leads_to_what_replaces_it() {
    let world = World::new().await;
    world.knows_trades().await;
    let visitor = world.visitor();
    let entry = starter::entries().unwrap().into_iter().find(|entry| entry.code == "N1103").unwrap();
    let gone = &entry.bridges[0].to;
    let path = format!("/trades/{gone}");
    visitor.get(&path).await.assert_unseen("n’existe plus");
    let led = |page: &Page| page.attributes(".bridge a", "href").contains(&path);
    assert!(led(&visitor.get("/trades/N1103").await));
    change(&world, &format!("UPDATE trades SET state = 'retired', replaced_by = 'N1103' WHERE code = '{gone}'")).await;
    let page = visitor.get(&path).await;
    page.assert_status(200).assert_sees("n’existe plus");
    assert_eq!(page.attribute(".notice a", "href").unwrap(), "/trades/N1103");
    assert_eq!(page.attribute("meta[name=robots]", "content").unwrap(), "noindex");
    // It is no longer proposed.
    assert!(!codes(&visitor.get(&format!("/trades?domain={}", &gone[..1])).await).contains(gone));
    assert!(!led(&visitor.get("/trades/N1103").await));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trade_shows_the_rooms_about_it_to_those_who_read_them() {
    let world = World::new().await;
    world.knows_trades().await;
    let seeker = world.person("awa", Kind::Seeker).await;
    let open = world.room("quais", Audience::Public, &[]).await;
    let closed = world.room("entre-nous", Audience::Seekers, &[]).await;
    world.room("ailleurs", Audience::Public, &[]).await;
    for room in [&open, &closed] {
        world.is_about(room.id, "N1103", "").await;
    }
    let visitor = world.visitor();
    let rooms = |page: &Page| page.all(".room-row__name");
    assert_eq!(rooms(&visitor.get("/trades/N1103").await), ["Salle quais"]);
    assert_eq!(rooms(&visitor.get("/trades/N1105").await), Vec::<String>::new());
    // The page was kept: what is said since is on it all the same.
    seeker.asks(&open, "Quelles chaussures ?", "Les miennes prennent l’eau.").await;
    seeker.asks(&closed, "Entre nous", "Je n’en peux plus.").await;
    let page = visitor.get("/trades/N1103").await;
    assert_eq!(page.titles(), ["Quelles chaussures ?"]);
    page.assert_unseen("entre-nous").assert_unseen("Entre nous");
    assert_eq!(seeker.get("/trades/N1103").await.titles(), ["Entre nous", "Quelles chaussures ?"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_says_which_trade_and_which_place_it_is_about() {
    let world = World::new().await;
    world.knows_trades().await;
    world.knows_places().await;
    let manager = world.person("manager", Kind::Other).await;
    let room = world.room("quais", Audience::Public, &[&manager]).await;
    let said = async |trade: &str, place: &str| {
        let about = [("trade_code", trade), ("place_code", place)];
        manager.does("/communities/quais/settings", &settings("quais", &about)).await;
        let room = world.room_row(room.id).await;
        (room.trade_code.unwrap_or_default(), room.place_code.unwrap_or_default())
    };
    let is = |trade: &str, place: &str| (trade.to_owned(), place.to_owned());
    assert_eq!(said("n1103", "44184").await, is("N1103", "44184"));
    assert_eq!(said("Préparatrice de commandes", "saint nazaire").await, is("N1103", "44184"));
    assert_eq!(said("Conducteur / Conductrice de bus", "44550").await, is("N4103", "44103"));
    assert_eq!(said("", "Pays-de-la-Loire").await, is("", "R52"));
    assert_eq!(said("", "").await, is("", ""));
    assert_eq!(said("N1103 – n’importe quoi", "Saint-Denis (974)").await, is("N1103", "97411"));

    // The form shows what it understood, and sends it back as it was.
    let form = manager.get("/communities/quais/settings").await;
    let typed = |name: &str| form.attribute(&format!("input[name={name}]"), "value").unwrap();
    assert_eq!(typed("trade_code"), "N1103 – Préparateur / Préparatrice de commandes");
    assert_eq!(said(&typed("trade_code"), &typed("place_code")).await, is("N1103", "97411"));

    let page = world.visitor().get("/communities/quais").await;
    assert!(page.has(".context a[href='/trades/N1103']") && page.has(".context a[href='/communities?place=97411']"));
    page.assert_sees("Saint-Denis (974)");
    assert_eq!(world.visitor().get("/communities?place=97411").await.all(".room-row__name"), ["Une salle"]);
    assert!(world.visitor().get("/communities?place=44184").await.all(".room-row__name").is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_found_is_said_and_the_words_are_kept() {
    let world = World::new().await;
    world.knows_trades().await;
    world.knows_places().await;
    let boss = world.admin("boss").await;
    let fields = |about: [(&'static str, &'static str); 2]| settings("", &about);
    for (trade, place, refusal, field) in [
        ("Dresseur de licornes", "", Refusal::UnknownTrade { typed: "Dresseur de licornes".into() }, "trade_code"),
        ("N9999", "", Refusal::UnknownTrade { typed: "N9999".into() }, "trade_code"),
        // Several trades have these words in their first titles.
        ("Technicien", "", Refusal::UnknownTrade { typed: "Technicien".into() }, "trade_code"),
        ("", "Atlantide", Refusal::UnknownPlace { typed: "Atlantide".into() }, "place_code"),
        (
            "N1103",
            "Saint-Denis",
            Refusal::ManyPlaces { names: "Saint-Denis (974) – 97411 ; Saint-Denis (93) – 93066".into() },
            "place_code",
        ),
    ] {
        let page = boss.post("/communities", &fields([("trade_code", trade), ("place_code", place)])).await;
        page.assert_status(422).assert_says(&refusal);
        assert_eq!(page.attribute("input[name=trade_code]", "value").unwrap(), trade);
        assert_eq!(page.attribute("input[name=place_code]", "value").unwrap(), place);
        assert_eq!(page.attribute("[aria-invalid]", "name").unwrap(), field);
    }
    let again = "Saint-Denis (93) – 93066";
    boss.post("/communities", &fields([("trade_code", "N1103"), ("place_code", again)])).await.assert_status(303);
    assert_eq!(world.room_row(1).await.place_code.as_deref(), Some("93066"));
}

/// What people chose outlives the list it was chosen from.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_keeps_a_trade_that_nobody_lists_any_more() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let room = world.room("quais", Audience::Public, &[&manager]).await;
    world.is_about(room.id, "N1103", "44184").await;
    assert!(trades::Entity::find().one(&world.house.db).await.unwrap().is_none());
    manager.get("/communities/quais").await.assert_status(200).assert_unseen("/trades/N1103");
    let form = manager.get("/communities/quais/settings").await;
    assert_eq!(form.attribute("input[name=trade_code]", "value").unwrap(), "N1103");
    let about = [("trade_code", "N1103"), ("place_code", "44184")];
    manager.does("/communities/quais/settings", &settings("quais", &about)).await;
    assert_eq!(world.room_row(room.id).await.trade_code.as_deref(), Some("N1103"));
}
