//! Offers, written and read: who sees one, what is checked in it, how it is found.

use passerelle::{access::Kind, refusals::Refusal};
use serde_json::Value;

use crate::support::{
    Page, World,
    offers::{filled, number},
};

/// A sentence that the law forbids, and one that says it lawfully.
const UNLAWFUL: &str = "Nous cherchons quelqu’un de moins de 30 ans, sans enfant.";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_is_its_organisations_until_it_is_published() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let others =
        [world.visitor(), world.person("rene", Kind::Recruiter).await, world.person("sam", Kind::Seeker).await];
    let path = world.organisation("Le Fournil", &owner).await;
    let kept = owner.writes_offer(&path, &[]).await;
    kept.assert_status(303);
    let offer = kept.location().to_owned();
    owner.get(&offer).await.assert_status(200).assert_sees("n’est pas publiée");
    for other in &others {
        other.get(&offer).await.assert_status(404);
        other.get(&format!("{offer}/edit")).await.assert_unseen("Fournil");
        for list in ["/offers", &path, "/offers.atom", "/offers.xml", "/offers.json"] {
            other.get(list).await.assert_status(200).assert_unseen("Vendeur ou vendeuse");
        }
    }
    let id = number(&offer);
    owner.does(&format!("/offers/{id}/publication"), &[]).await;
    for other in &others {
        other.get(&offer).await.assert_status(200).assert_sees("ouverture à 6 h 30");
        other.post(&format!("/offers/{id}/pause"), &[]).await;
        for list in ["/offers", &path, "/offers.atom", "/offers.xml", "/offers.json"] {
            other.get(list).await.assert_status(200).assert_sees("Vendeur ou vendeuse");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_publishes_for_an_organisation_that_nobody_has_proven() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    owner.does("/organisations", &[("name", "Le Fournil"), ("kind", "company")]).await;
    let back = owner.writes_offer("/organisations/le-fournil", &[("act", "publish")]).await;
    back.assert_status(422).assert_says(&Refusal::NotProven);
    // The words are kept all the same.
    owner.get("/organisations/le-fournil/console").await.assert_sees("Vendeur ou vendeuse");
    world.visitor().get("/offers").await.assert_unseen("Vendeur ou vendeuse");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_says_its_work_and_where_one_applies() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    for missing in ["text", "apply"] {
        let back = owner.writes_offer(&path, &[(missing, ""), ("act", "publish")]).await;
        back.assert_status(422);
        assert!(back.has(&format!("#{missing}-error")), "{missing}");
    }
    for (field, bad) in [
        ("apply", "javascript:alert(1)"),
        ("pay_min", "beaucoup"),
        ("pay_max", "12"),
        ("hours", "400"),
        ("duration", "un certain temps"),
        ("start", "demain"),
        ("title", ""),
    ] {
        let back = owner.writes_offer(&path, &[(field, bad)]).await;
        back.assert_status(422);
        assert!(back.has(&format!("#{field}-error")), "{field}");
        assert_eq!(back.held(&format!("#{field}")), bad, "the words come back");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_law_forbids_is_shown_at_the_word_and_not_published() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let back = owner.writes_offer(&path, &[("text", UNLAWFUL), ("act", "publish")]).await;
    back.assert_status(422).assert_says(&Refusal::OfferUnlawful);
    let marked = back.all(".finding--unlawful mark").join(" ");
    assert!(marked.contains("moins de 30 ans") && marked.contains("sans enfant"), "{marked}");
    assert!(back.all(".finding__article").iter().any(|article| article.contains("L1132-1")));
    world.visitor().get("/offers").await.assert_unseen("Vendeur ou vendeuse");

    // Checking publishes nothing and keeps nothing; what is well is said to be.
    let checked = owner.writes_offer(&path, &[("act", "check")]).await;
    checked.assert_status(200).assert_sees("Rien à signaler");
    assert_eq!(owner.get(&format!("{path}/console")).await.all(".console-row").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_press_puts_the_lawful_words_in_the_place_of_the_others() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let checked = owner.writes_offer(&path, &[("title", "Vendeuse en boulangerie"), ("act", "check")]).await;
    let press = checked.attribute(".finding button[name=rewrite]", "value").expect("a lawful wording");
    let mended = owner.writes_offer(&path, &[("title", "Vendeuse en boulangerie"), ("rewrite", &press)]).await;
    mended.assert_status(200);
    assert_ne!(mended.held("#title"), "Vendeuse en boulangerie");
    assert!(!mended.has(".finding--unlawful"), "{}", mended.held("#title"));
    assert!(owner.get(&format!("{path}/console")).await.all(".console-row").is_empty(), "nothing is kept yet");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_essential_requirement_is_published_with_its_reason() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let why = "Le rôle est celui d’un enfant roi : la pièce l’exige.";
    let id = owner.publishes(&path, &[("text", UNLAWFUL), ("justification", why)]).await;
    let seen = world.visitor().get(&world.offer_row(id).await.path()).await;
    seen.assert_sees("L’employeur explique").assert_sees("la pièce l’exige");
    assert!(seen.has(".finding--unlawful"), "what was found stays to be read");
    // Of no criterion of L1132-1, a word makes nothing lawful.
    let charged = [("text", "Formation de 300 € à la charge du candidat."), ("justification", why), ("act", "publish")];
    owner.writes_offer(&path, &charged).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_write_at_once_the_second_is_told() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let id = owner.publishes(&path, &[]).await;
    let form = format!("/offers/{id}");
    let seen = owner.get(&format!("{form}/edit")).await.attribute("input[name=seen]", "value").unwrap();
    owner.does(&form, &filled(&[("seen", &seen), ("title", "Boulanger ou boulangère")])).await;
    let second = owner.post(&form, &filled(&[("seen", &seen), ("title", "Pâtissier ou pâtissière")])).await;
    second.assert_status(409);
    assert_eq!(second.held("#title"), "Pâtissier ou pâtissière");
    world.visitor().get("/offers").await.assert_sees("Boulanger ou boulangère");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_carries_what_search_engines_ask_for_and_no_more() {
    let world = World::new().await;
    world.knows_places().await;
    world.knows_trades().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le </script><script>alert(1)</script>", &owner).await;
    let said = [
        ("place_1", "Nantes"),
        ("place_2", "Saint-Nazaire"),
        ("trade_code", "D1106"),
        ("experience", "0"),
        ("no_degree", "on"),
        ("posts", "2"),
    ];
    let id = owner.publishes(&path, &said).await;
    let page = world.visitor().get(&world.offer_row(id).await.path()).await;
    let posting = posting(&page);
    assert_eq!(posting["@context"], "https://schema.org/");
    assert_eq!(posting["@type"], "JobPosting");
    // Required by Google, all of them.
    assert_eq!(posting["title"], "Vendeur ou vendeuse en boulangerie");
    assert!(posting["description"].as_str().unwrap().contains("<li>ouverture à 6 h 30"));
    for moment in ["datePosted", "validThrough"] {
        assert!(chrono::DateTime::parse_from_rfc3339(posting[moment].as_str().unwrap()).is_ok(), "{moment}");
    }
    assert_eq!(posting["hiringOrganization"]["@type"], "Organization");
    assert_eq!(posting["hiringOrganization"]["name"], "Le </script><script>alert(1)</script>");
    let places = posting["jobLocation"].as_array().unwrap();
    assert_eq!(places.len(), 2);
    assert_eq!(places[0]["@type"], "Place");
    assert_eq!(places[0]["address"]["@type"], "PostalAddress");
    assert_eq!(places[0]["address"]["addressLocality"], "Nantes");
    assert_eq!(places[0]["address"]["postalCode"], "44000");
    assert!(places.iter().all(|place| place["address"]["addressCountry"] == "FR"));
    // Recommended, where the offer says it.
    assert_eq!(posting["employmentType"], serde_json::json!(["FULL_TIME"]));
    assert_eq!(posting["baseSalary"]["currency"], "EUR");
    assert_eq!(posting["baseSalary"]["value"]["minValue"], 1900.0);
    assert_eq!(posting["baseSalary"]["value"]["maxValue"], 2050.5);
    assert_eq!(posting["baseSalary"]["value"]["unitText"], "MONTH");
    assert_eq!(posting["identifier"]["value"], id.to_string());
    assert_eq!(posting["totalJobOpenings"], 2);
    assert_eq!(posting["educationRequirements"], "no requirements");
    assert_eq!(posting["directApply"], false);
    assert!(posting.get("jobLocationType").is_none(), "one works there");

    // Wholly from afar, and without a place: a country all the same.
    let id = owner.publishes(&path, &[("remote", "wholly"), ("pay_min", ""), ("pay_max", "")]).await;
    let page = world.visitor().get(&world.offer_row(id).await.path()).await;
    let posting = self::posting(&page);
    assert_eq!(posting["jobLocationType"], "TELECOMMUTE");
    assert_eq!(posting["applicantLocationRequirements"]["name"], "France");
    assert_eq!(posting["jobLocation"]["address"]["addressCountry"], "FR");
    assert!(posting.get("baseSalary").is_none(), "never an estimate");
}

fn posting(page: &Page) -> Value {
    let scripts = page.all("script[type='application/ld+json']");
    assert_eq!(scripts.len(), 1, "one, and not ended from inside");
    serde_json::from_str(&scripts[0]).expect("JSON")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn offers_are_found_by_what_one_looks_for() {
    let world = World::new().await;
    world.knows_places().await;
    world.knows_trades().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    for (title, more) in [
        (
            "Aide à domicile H/F",
            &[("trade_code", "K1304"), ("place_1", "Nantes"), ("hours", "28"), ("time", "part")][..],
        ),
        ("Comptable à distance H/F", &[("remote", "wholly"), ("pay_min", "2 800"), ("pay_max", "3 000")]),
        (
            "Cariste H/F",
            &[("place_1", "Saint-Nazaire"), ("contract", "fixed_term"), ("duration", "6 mois"), ("no_degree", "on")],
        ),
        ("Agent d’accueil H/F", &[("place_1", "Paris")]),
    ] {
        owner.publishes(&path, &[&[("title", title)], more].concat()).await;
    }
    let visitor = world.visitor();
    let found = async |asked: &str| -> Vec<String> {
        let page = visitor.get(&format!("/offers?{asked}")).await;
        page.assert_status(200);
        page.all(".offer-row h3").iter().map(|title| title.split(' ').next().unwrap().to_owned()).collect()
    };
    assert_eq!(found("").await, ["Agent", "Cariste", "Comptable", "Aide"], "the latest first");
    assert_eq!(found("trade=K1304").await, ["Aide"]);
    assert_eq!(found("near=Saint-Nazaire&km=10").await, ["Cariste"]);
    assert_eq!(found("near=Saint-Nazaire&km=80").await, ["Cariste", "Aide"]);
    assert_eq!(found("near=Loire-Atlantique").await, ["Cariste", "Aide"]);
    assert_eq!(found("contract=fixed_term").await, ["Cariste"]);
    assert_eq!(found("remote=wholly").await, ["Comptable"]);
    assert_eq!(found("time=part").await, ["Aide"]);
    assert_eq!(found("pay=2500").await, ["Comptable"]);
    assert_eq!(found("no_degree=on").await, ["Cariste"]);
    assert_eq!(found("near=Nantes&contract=permanent&time=part").await, ["Aide"]);
    let unknown = visitor.get("/offers?near=Nulle-Part").await;
    unknown.assert_status(200);
    assert!(unknown.has("#near-error"), "said beside the field");
    // Any bytes are an answer.
    for odd in ["pay=-1", "km=99999", "after=1-1", "contract=%FF", "trade=%00", "pay=9999999999999999999"] {
        visitor.get(&format!("/offers?{odd}")).await.assert_status(200);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn boards_read_every_offer_as_its_page_says_it() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let other = world.person("karim", Kind::Recruiter).await;
    let (path, its) = (world.organisation("Le Fournil", &owner).await, world.organisation("Le Quai", &other).await);
    for number in 1..=30 {
        let title = format!("Vendeur ou vendeuse {number} ]]> & <b>");
        owner.publishes(&path, &[("title", &title)]).await;
    }
    other.publishes(&its, &[]).await;
    let visitor = world.visitor();
    let xml = visitor.get("/offers.xml").await;
    let feed: Feed = quick_xml_read(&xml.body);
    assert_eq!(feed.titles.len(), 31, "whole, however long");
    assert!(feed.titles.contains(&"Vendeur ou vendeuse 1 ]]> & <b>".to_owned()));
    let references: std::collections::BTreeSet<&String> = feed.references.iter().collect();
    assert_eq!(references.len(), 31, "each under a number of its own");
    let json: Value = serde_json::from_str(&visitor.get("/offers.json").await.body).unwrap();
    assert_eq!(json["offers"].as_array().unwrap().len(), 31);
    let own: Value = serde_json::from_str(&visitor.get(&format!("{its}/offers.json")).await.body).unwrap();
    assert_eq!(own["offers"].as_array().unwrap().len(), 1);
    assert_eq!(visitor.get(&format!("{its}/offers.xml")).await.body.matches("<job>").count(), 1);
}

#[derive(Default)]
struct Feed {
    titles: Vec<String>,
    references: Vec<String>,
}

/// Reads the feed as any XML reader would.
fn quick_xml_read(xml: &str) -> Feed {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut feed, mut inside, mut said) = (Feed::default(), String::new(), String::new());
    loop {
        match reader.read_event().expect("well formed") {
            Event::Eof => return feed,
            Event::Start(start) => {
                inside = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
                said.clear();
            }
            Event::CData(text) => said.push_str(std::str::from_utf8(&text).unwrap()),
            Event::End(_) => match inside.as_str() {
                "title" => feed.titles.push(std::mem::take(&mut said)),
                "referencenumber" => feed.references.push(std::mem::take(&mut said)),
                _ => said.clear(),
            },
            _ => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_is_found_by_its_words_while_it_may_be_answered() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let id = owner.publishes(&path, &[("title", "Tourier ou tourière")]).await;
    owner.publishes(&path, &[("title", "Vendeur ou vendeuse")]).await;
    let draft = owner.writes_offer(&path, &[("title", "Tourière de nuit")]).await;
    draft.assert_status(303);
    world.searchable().await;
    let visitor = world.visitor();
    let found = visitor.get("/search?q=touriere&type=offer").await;
    found.assert_sees("/offers/1-tourier-ou-touriere").assert_sees("Le Fournil").assert_unseen("de nuit");
    visitor.get("/offers?q=tourières").await.assert_sees("Tourier ou tourière").assert_unseen("Vendeur ou vendeuse");
    visitor.get("/search?q=fournil&type=organisation").await.assert_sees("/organisations/le-fournil");
    owner.does(&format!("/offers/{id}/pause"), &[]).await;
    world.searchable().await;
    visitor.get("/search?q=touriere").await.assert_unseen("tourier-ou-touriere");
    // Nobody vouches for its organisation any more: nothing of it is found.
    owner.does(&format!("/offers/{id}/publication"), &[]).await;
    let admin = world.admin("ada").await;
    admin.does(&format!("{path}/verification/removal"), &[]).await;
    world.searchable().await;
    for asked in ["/search?q=touriere", "/offers?q=touriere", "/search?q=fournil&type=organisation"] {
        visitor.get(asked).await.assert_unseen("tourier-ou-touriere").assert_unseen("/organisations/le-fournil");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_is_narrowed_to_offers_of_a_trade_around_a_place() {
    let world = World::with(|settings| settings["references"] = true.into()).await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let offer = |title, trade, place| [("title", title), ("trade_code", trade), ("place_1", place)];
    owner.publishes(&path, &offer("Aide du matin à Rezé", "K1304", "Rezé")).await;
    owner.publishes(&path, &offer("Aide du soir à Brest", "K1304", "Brest")).await;
    owner.publishes(&path, &offer("Cuisine du soir à Rezé", "G1602", "Rezé")).await;
    world.searchable().await;
    let visitor = world.visitor();
    let of_trade = visitor.get("/search?q=soir&trade=K1304").await;
    of_trade.assert_sees("aide-du-soir-a-brest").assert_unseen("cuisine-du-soir");
    let around = visitor.get("/search?type=offer&q=soir&near=Nantes&km=20").await;
    around.assert_sees("cuisine-du-soir").assert_unseen("aide-du-soir-a-brest");
    let both = visitor.get("/search?type=offer&q=aide&trade=K1304&near=Nantes&km=20").await;
    both.assert_sees("aide-du-matin-a-reze").assert_unseen("aide-du-soir-a-brest");
}
