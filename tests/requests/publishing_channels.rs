//! Channels: what keeps offers from boards, search engines, frames and feeds, all of an
//! organisation's or one.

use passerelle::{access::Kind, refusals::Refusal};

use crate::support::{Actor, World, feeds::titles};

const CHANNELS: [&str; 5] = ["indeed", "linkedin", "engines", "embed", "readers"];
/// Where each is read, after the address of a list.
const FEEDS: [(&str, &str); 4] =
    [("indeed", ".xml"), ("linkedin", ".linkedin.xml"), ("readers", ".atom"), ("readers", ".json")];

/// The form, with every channel open but this one.
fn but(closed: &str) -> Vec<(&'static str, &'static str)> {
    CHANNELS.into_iter().filter(|name| *name != closed).map(|name| (name, "on")).collect()
}

/// A room about the trade of an offer, that offer, and another.
async fn published(world: &World) -> (Actor, String, i64) {
    world.knows_trades().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let room = world.room("comptoir", passerelle::access::Audience::Public, &[]).await;
    world.is_about(room.id, "D1106", "").await;
    owner.publishes(&path, &[("title", "Autre H/F"), ("trade_code", "D1106")]).await;
    let id = owner.publishes(&path, &[("title", "Vendeur H/F"), ("trade_code", "D1106")]).await;
    (owner, path, id)
}

/// The channels through which this offer goes now, as a visitor finds.
async fn found_through(world: &World, path: &str, id: i64, title: &str) -> Vec<&'static str> {
    let visitor = world.visitor();
    let mut found = vec![];
    for (channel, ending) in FEEDS {
        let own = format!("{path}/offers");
        let bases = ["/offers", own.as_str(), "/communities/comptoir/offers"];
        let mut here = vec![];
        for base in bases {
            here.push(titles(&visitor.get(&format!("{base}{ending}")).await).iter().any(|one| one == title));
        }
        here.push(titles(&visitor.get(&format!("/offers{ending}?trade=D1106")).await).iter().any(|one| one == title));
        assert!(
            here.iter().all(|one| *one == here[0]),
            "{channel}: of all, of its organisation, of a room, of a search"
        );
        if here[0] {
            found.push(channel);
        }
    }
    let page = visitor.get(&world.offer_row(id).await.path()).await;
    page.assert_status(200);
    if page.has("script[type='application/ld+json']") {
        found.push("engines");
    }
    let framed = visitor.get(&format!("{path}/offers/embed")).await;
    if framed.all(".offer-row h2").iter().any(|one| one == title) {
        found.push("embed");
    }
    found.dedup();
    found.sort_unstable();
    found
}

fn sorted(mut names: Vec<&'static str>) -> Vec<&'static str> {
    names.sort_unstable();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_channel_that_is_closed_is_empty_at_once_and_no_other() {
    let world = World::new().await;
    let (owner, path, id) = published(&world).await;
    assert_eq!(found_through(&world, &path, id, "Vendeur H/F").await, sorted(CHANNELS.into()));
    for channel in CHANNELS {
        owner.does(&format!("{path}/channels"), &but(channel)).await;
        let expected = sorted(CHANNELS.into_iter().filter(|name| *name != channel).collect());
        assert_eq!(found_through(&world, &path, id, "Vendeur H/F").await, expected, "without {channel}");
    }
    owner.does(&format!("{path}/channels"), &but("")).await;
    assert_eq!(found_through(&world, &path, id, "Vendeur H/F").await, sorted(CHANNELS.into()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_offer_is_kept_from_a_channel_and_the_others_stay() {
    let world = World::new().await;
    let (owner, path, id) = published(&world).await;
    let other = id - 1;
    for channel in CHANNELS {
        let told = owner.post_then_see(&format!("/offers/{id}/channels"), &but(channel)).await;
        assert!(!told.has(&format!("#channel-{channel}[checked]")), "the box says so");
        let expected = sorted(CHANNELS.into_iter().filter(|name| *name != channel).collect());
        assert_eq!(found_through(&world, &path, id, "Vendeur H/F").await, expected, "without {channel}");
        assert_eq!(found_through(&world, &path, other, "Autre H/F").await, sorted(CHANNELS.into()));
    }
    // Written again, it stays where it was kept.
    let form = format!("/offers/{id}");
    let seen = world.offer_row(id).await.seen();
    let again = crate::support::offers::filled(&[("seen", &seen), ("title", "Vendeur H/F"), ("trade_code", "D1106")]);
    owner.does(&form, &again).await;
    let expected = sorted(but("readers").into_iter().map(|(name, _)| name).collect());
    assert_eq!(found_through(&world, &path, id, "Vendeur H/F").await, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_house_s_own_list_and_search_are_no_channel() {
    let world = World::new().await;
    let (owner, path, id) = published(&world).await;
    owner.does(&format!("{path}/channels"), &[]).await;
    owner.does(&format!("/offers/{id}/channels"), &[]).await;
    assert!(found_through(&world, &path, id, "Vendeur H/F").await.is_empty());
    world.searchable().await;
    let visitor = world.visitor();
    let own = format!("{path}/offers");
    for list in ["/offers", &path, &own, "/offers?trade=D1106", "/offers?q=vendeur"] {
        visitor.get(list).await.assert_status(200).assert_sees("Vendeur H/F");
    }
    let found = visitor.get("/search?q=vendeur&type=offer").await;
    assert!(found.has(&format!(".found a[href='{}']", world.offer_row(id).await.path())));
    // A feed without an offer is whole all the same: a board that reads it takes the offer down.
    let feed = visitor.get("/offers.xml").await;
    assert!(feed.body.contains("<source>") && feed.body.ends_with("</source>\n"), "{}", feed.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_recruiters_say_where_offers_go_its_readers_see_it_and_nobody_else() {
    let world = World::new().await;
    let (owner, path, id) = published(&world).await;
    let (recruiter, reader) = (world.person("rene", Kind::Recruiter).await, world.person("lea", Kind::Recruiter).await);
    for (person, role) in [(&recruiter, "recruiter"), (&reader, "reader")] {
        owner.does(&format!("{path}/people"), &[("handle", person.handle()), ("role", role)]).await;
        person.does(&format!("{path}/people/acceptance"), &[]).await;
    }
    let channels = format!("{path}/channels");
    for who in [&owner, &recruiter] {
        who.does(&channels, &but("embed")).await;
        who.does(&format!("/offers/{id}/channels"), &but("indeed")).await;
        let page = who.get(&channels).await;
        assert!(page.has("#channel-indeed[checked]") && !page.has("#channel-embed[checked]"));
        assert!(page.held("#channel-indeed-feed").ends_with(&format!("{path}/offers.xml")));
        let snippet = page.typed("#channel-embed-snippet");
        assert!(snippet.contains(&format!("src=\"http://house.test{path}/offers/embed?lang=fr\"")), "{snippet}");
        assert!(who.get(&format!("{path}/console")).await.attributes("a", "href").contains(&channels));
        let page = who.get(&world.offer_row(id).await.path()).await;
        assert!(!page.has("#channel-indeed[checked]") && page.has("#channel-embed-hint"));
    }
    let before = found_through(&world, &path, id, "Vendeur H/F").await;
    let page = reader.get(&channels).await;
    page.assert_status(200).assert_sees("n’y partent pas");
    assert!(!page.has("main form") && !page.has("input[type=checkbox]"));
    assert!(!reader.get(&world.offer_row(id).await.path()).await.has("#channel-indeed"));
    for form in [channels.clone(), format!("/offers/{id}/channels")] {
        reader.post(&form, &but("")).await.assert_says(&Refusal::NotYours);
    }
    for other in [world.person("sam", Kind::Seeker).await, world.person("ines", Kind::Recruiter).await] {
        other.get(&channels).await.assert_status(404);
        for form in [channels.clone(), format!("/offers/{id}/channels")] {
            other.post(&form, &but("")).await.assert_status(404);
        }
    }
    assert_eq!(found_through(&world, &path, id, "Vendeur H/F").await, before);
}
