//! Published once, read everywhere: feeds of a search, of an organisation, of a room; and
//! what others show of a link.

use passerelle::access::{Audience, Kind};

use crate::support::{
    Actor, World,
    feeds::{ENDINGS, said, titles},
};

/// Two organisations; the first with an offer here, and one elsewhere for another trade.
async fn two_houses(world: &World) -> (Actor, String, String) {
    world.knows_places().await;
    world.knows_trades().await;
    let (owner, other) = (world.person("odile", Kind::Recruiter).await, world.person("karim", Kind::Recruiter).await);
    let (path, its) = (world.organisation("Le Fournil", &owner).await, world.organisation("Le Quai", &other).await);
    let here = [("title", "Aide à domicile H/F"), ("trade_code", "K1304"), ("place_1", "Nantes")];
    let more = [("hours", "28"), ("time", "part"), ("no_degree", "on")];
    owner.publishes(&path, &[&here[..], &more].concat()).await;
    let there = [("title", "Comptable H/F"), ("place_1", "Paris"), ("remote", "wholly")];
    let more = [("contract", "fixed_term"), ("duration", "6 mois"), ("pay_min", "2 800"), ("pay_max", "3 000")];
    owner.publishes(&path, &[&there[..], &more].concat()).await;
    other.publishes(&its, &[("title", "Docker H/F"), ("place_1", "Saint-Nazaire")]).await;
    (owner, path, its)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_feed_holds_what_the_list_shows_for_the_same_choice() {
    let world = World::new().await;
    let (_, path, _) = two_houses(&world).await;
    let visitor = world.visitor();
    for asked in [
        "",
        "?trade=K1304",
        "?near=Nantes&km=10",
        "?near=Saint-Nazaire&km=80",
        "?contract=fixed_term",
        "?remote=wholly",
        "?time=part",
        "?pay=2500",
        "?no_degree=on",
        "?near=Paris&trade=K1304",
        "?utm_source=lettre&trade=K1304",
    ] {
        for base in ["/offers".to_owned(), format!("{path}/offers")] {
            let list = visitor.get(&format!("{base}{asked}")).await;
            let shown = list.all(".offer-row h3");
            for ending in ENDINGS {
                let feed = visitor.get(&format!("{base}{ending}{asked}")).await;
                assert_eq!(titles(&feed), shown, "{}", feed.path);
            }
        }
    }
    let nantes = visitor.get("/offers.xml?near=Nantes&km=10").await;
    assert_eq!(titles(&nantes), ["Aide à domicile H/F"]);
    assert_eq!(titles(&visitor.get("/offers.xml").await).len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_understands_is_refused_and_never_the_whole_feed() {
    let world = World::new().await;
    let (_, path, _) = two_houses(&world).await;
    let visitor = world.visitor();
    for asked in [
        "trade=gardienne+de+phare+lunaire",
        "near=Atlantide-sur-Loire",
        "near=Nantes&km=9000",
        "contract=forever",
        "remote=sometimes",
        "time=all",
        "pay=beaucoup",
        // One of the two is not what its reader asked for.
        "trade=K1304&trade=M1607",
        "near=Nantes&near=Paris",
        "trade=%00",
        "contract=%FF",
        "trade=%FF",
    ] {
        for ending in ENDINGS {
            for base in ["/offers".to_owned(), format!("{path}/offers")] {
                let feed = visitor.get(&format!("{base}{ending}?{asked}")).await;
                feed.assert_status(422).assert_unseen("Aide à domicile H/F").assert_unseen("Comptable");
            }
        }
    }
    for ending in ENDINGS {
        visitor.get(&format!("/organisations/nulle-part/offers{ending}")).await.assert_status(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_choose_in_a_feed_as_in_the_list() {
    let world = World::new().await;
    let (owner, path, _) = two_houses(&world).await;
    world.searchable().await;
    let visitor = world.visitor();
    for ending in ENDINGS {
        assert_eq!(titles(&visitor.get(&format!("/offers{ending}?q=comptable")).await), ["Comptable H/F"]);
        assert_eq!(titles(&visitor.get(&format!("/offers{ending}?q=introuvable")).await), Vec::<String>::new());
    }
    // What the index learns later is in the feed from then on: no answer was kept.
    assert!(titles(&visitor.get("/offers.atom?q=cariste").await).is_empty());
    owner.publishes(&path, &[("title", "Cariste H/F")]).await;
    visitor.get("/offers.atom?q=cariste").await.assert_status(200);
    world.searchable().await;
    assert_eq!(titles(&visitor.get("/offers.atom?q=cariste").await), ["Cariste H/F"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_leads_to_the_feed_of_what_it_shows() {
    let world = World::new().await;
    let (_, path, _) = two_houses(&world).await;
    let visitor = world.visitor();
    for base in ["/offers".to_owned(), format!("{path}/offers")] {
        for asked in ["", "?trade=K1304&near=Nantes&km=30&no_degree=on"] {
            let list = visitor.get(&format!("{base}{asked}")).await;
            let expected = Some(format!("{base}.atom{asked}"));
            assert_eq!(list.attribute(".aid-way a", "href"), expected);
            assert_eq!(list.attribute("link[rel=alternate]", "href"), expected);
        }
        let unknown = visitor.get(&format!("{base}?near=Nulle-Part")).await;
        assert!(!unknown.has(".aid-way a") && !unknown.has("link[rel=alternate]"), "no feed of what is not understood");
    }
    // In a reader with several of them, each is told from the others.
    let feed = visitor.get("/offers.atom?trade=K1304&near=Nantes").await;
    assert_eq!(said(&feed.body, "title")[0], "Offres\u{202f}: K1304, Nantes");
    assert!(
        said(&feed.body, "id")[0].ends_with("/offers.atom?trade=K1304&amp;near=Nantes")
            || feed.body.contains("?trade=K1304&amp;near=Nantes")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn linkedin_reads_each_offer_in_its_own_shape() {
    let world = World::new().await;
    world.knows_places().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil & fils", &owner).await;
    let title = "Vendeur ou vendeuse ]]> & <b>";
    let fields = [("title", title), ("place_1", "Nantes"), ("place_2", "Saint-Nazaire"), ("experience", "24")];
    let id = owner.publishes(&path, &fields).await;
    let visitor = world.visitor();
    for feed in ["/offers.linkedin.xml".to_owned(), format!("{path}/offers.linkedin.xml")] {
        let page = visitor.get(&feed).await;
        page.assert_status(200);
        assert!(page.header("content-type").starts_with("application/xml"));
        let one = |name: &str| said(&page.body, name).into_iter().next().unwrap_or_else(|| panic!("no {name}"));
        let days = |name: &str| chrono::NaiveDate::parse_from_str(&one(name), "%m/%d/%Y").expect("a day");
        assert!(chrono::DateTime::parse_from_rfc2822(&one("lastBuildDate")).is_ok());
        assert_eq!(one("partnerJobId"), id.to_string());
        assert_eq!(one("company"), "Le Fournil & fils");
        assert_eq!(one("title"), title);
        assert!(one("description").contains("<li>ouverture à 6 h 30"));
        assert_eq!(one("applyUrl"), "https://fournil.example/postuler", "the official way to apply");
        assert_eq!(said(&page.body, "location"), ["Nantes, France", "Saint-Nazaire, France"]);
        assert_eq!((one("city"), one("postalCode"), one("country")), ("Nantes".into(), "44000".into(), "FR".into()));
        assert_eq!((one("jobtype"), one("workplaceTypes")), ("FULL_TIME".into(), "On-site".into()));
        assert_eq!(one("experienceLevel"), "ASSOCIATE");
        assert_eq!(said(&page.body, "amount"), ["1900", "2050.5"]);
        assert_eq!((one("currencyCode"), one("period")), ("EUR".into(), "MONTHLY".into()));
        assert!(days("expirationDate") > days("listDate"));
    }
    // Answered by mail, it is answered from its page; what it does not say is not said for it.
    let silent = [("apply", "mailto:fournil@example.org"), ("pay_min", ""), ("pay_max", "")];
    let id = owner.publishes(&path, &silent).await;
    let page = visitor.get("/offers.linkedin.xml").await;
    assert_eq!(said(&page.body, "applyUrl")[0], format!("http://house.test{}", world.offer_row(id).await.path()));
    assert_eq!(said(&page.body, "location")[0], "France");
    assert_eq!(said(&page.body, "salary").len(), 1, "never an estimate");
    assert_eq!(said(&page.body, "experienceLevel").len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_feed_is_whole_however_long_it_is() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    owner.publishes_many(&path, 60).await;
    let visitor = world.visitor();
    for feed in ["/offers.linkedin.xml".to_owned(), format!("{path}/offers.json"), "/offers.xml?remote=".to_owned()] {
        let found: std::collections::BTreeSet<String> = titles(&visitor.get(&feed).await).into_iter().collect();
        assert_eq!(found.len(), 60, "{feed}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_has_the_offers_of_what_it_is_about() {
    let world = World::new().await;
    two_houses(&world).await;
    let manager = world.person("manager", Kind::Other).await;
    let (visitor, all) = (world.visitor(), ["Docker H/F", "Aide à domicile H/F"]);
    for (slug, trade, place, expected) in [
        ("domicile", "K1304", "", &all[1..]),
        ("loire", "", "D44", &all[..]),
        ("nantes", "K1304", "44109", &all[1..]),
        ("ailleurs", "K1304", "75056", &[][..]),
    ] {
        let room = world.room(slug, Audience::Public, &[&manager]).await;
        world.is_about(room.id, trade, place).await;
        for ending in ENDINGS {
            for who in [&visitor, &manager] {
                assert_eq!(titles(&who.get(&format!("{}/offers{ending}", room.path())).await), expected, "{slug}");
            }
        }
        let page = visitor.get(&room.path()).await;
        let feed = format!("{}/offers.atom", room.path());
        assert!(page.attributes("link[rel=alternate]", "href").contains(&feed));
        assert!(page.has(&format!(".context a[href='{feed}']")));
        let list = page.attributes(".context a", "href").into_iter().find(|href| href.starts_with("/offers?")).unwrap();
        assert_eq!(visitor.get(&list).await.all(".offer-row h3"), expected, "{list}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_about_nothing_or_for_some_has_no_feed_of_offers() {
    let world = World::new().await;
    two_houses(&world).await;
    let manager = world.person("manager", Kind::Other).await;
    let mut rooms = vec![world.room("accueil", Audience::Public, &[&manager]).await];
    for audience in Audience::ALL.into_iter().filter(|audience| *audience != Audience::Public) {
        let room = world.room(&format!("salle-{}", audience.name()), audience, &[&manager]).await;
        world.is_about(room.id, "K1304", "44109").await;
        rooms.push(room);
    }
    for room in rooms {
        for ending in ENDINGS {
            // Whoever asks: readers of feeds carry no session.
            for who in [&world.visitor(), &manager] {
                who.get(&format!("{}/offers{ending}", room.path())).await.assert_status(404);
            }
        }
        let page = manager.get(&room.path()).await;
        page.assert_status(200);
        assert!(page.attributes("a, link", "href").iter().all(|href| !href.contains("/offers.atom")), "{}", room.slug);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_an_offer_is_shown_with_its_title_and_its_first_words() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let title = "Vendeur ou vendeuse \"de nuit\" <script>alert(1)</script> & plus";
    let id = owner.publishes(&path, &[("title", title)]).await;
    let offer = world.offer_row(id).await.path();
    let visitor = world.visitor();
    let page = visitor.get(&offer).await;
    let shown = |name: &str| page.attribute(&format!("meta[property='og:{name}']"), "content").unwrap_or_default();
    assert_eq!(shown("title"), title);
    assert!(shown("description").starts_with("Vous servez au comptoir le matin"));
    assert_eq!(shown("url"), format!("http://house.test{offer}"));
    assert_eq!((shown("type"), shown("site_name")), ("website".into(), "Passerelle".into()));
    assert_eq!(shown("locale"), "fr_FR");
    assert_eq!(page.attribute("meta[name='twitter:card']", "content").as_deref(), Some("summary"));
    let english = visitor.get_with(&offer, &[("accept-language", "en")]).await;
    assert_eq!(english.attribute("meta[property='og:locale']", "content").as_deref(), Some("en_GB"));
    // Not of what its organisation alone reads, nor of what it reads about itself.
    let draft = owner.writes_offer(&path, &[("title", "Brouillon H/F")]).await;
    for own in [draft.location(), &format!("{path}/console"), &format!("{path}/channels")] {
        let page = owner.get(own).await;
        page.assert_status(200);
        assert!(!page.has("meta[property^='og:']") && !page.has("meta[name^='twitter:']"), "{own}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_a_room_that_some_read_shows_nothing() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    for audience in Audience::ALL {
        let room = world.room(&format!("salle-{}", audience.name()), audience, &[&manager]).await;
        let talk = manager.asks(&room, "Une question", "Un message.").await;
        for path in [room.path(), talk.path] {
            let page = manager.get(&path).await;
            page.assert_status(200);
            assert_eq!(page.has("meta[property='og:title']"), audience == Audience::Public, "{path}");
            assert_eq!(page.has("meta[name='twitter:card']"), audience == Audience::Public, "{path}");
        }
    }
}
