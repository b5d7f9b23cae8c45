//! What programs read: feeds, the site map. What is not public is in none.

use passerelle::access::{Audience, Kind};
use quick_xml::{Reader, events::Event};
use sea_orm::ConnectionTrait;

use crate::support::{Page, World};

/// The words of every element of a name; the whole has to be well-formed.
fn elements(page: &Page, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(&page.body);
    let (mut found, mut inside) = (vec![], None::<String>);
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{}: {error}\n{}", page.path, page.body)) {
            Event::Start(start) if start.name().as_ref() == name.as_bytes() => inside = Some(String::new()),
            Event::Text(text) => {
                if let Some(words) = &mut inside {
                    words.push_str(&text.decode().unwrap());
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(words) = &mut inside {
                    words.push_str(&format!("&{};", reference.decode().unwrap()));
                }
            }
            Event::End(end) if end.name().as_ref() == name.as_bytes() => found.extend(inside.take()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_public_rooms_have_feeds() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    for audience in Audience::ALL {
        let slug = format!("salle-{}", audience.name());
        let room = world.room(&slug, audience, &[&manager]).await;
        let talk = manager.asks(&room, "Une question", "Un message.").await;
        let public = audience == Audience::Public;
        for feed in [format!("{}.atom", room.path()), format!("/threads/{}.atom", talk.id)] {
            // Readers of feeds carry no session: whoever asks, the answer is a visitor's.
            for reader in [&world.visitor(), &manager] {
                let page = reader.get(&feed).await;
                page.assert_status(if public { 200 } else { 404 });
                assert_eq!(page.header("content-type").starts_with("application/atom+xml"), public, "{feed}");
            }
        }
        assert_eq!(manager.get(&talk.path).await.has("link[rel=alternate]"), public, "{slug}");
        assert_eq!(manager.get(&room.path()).await.has("link[rel=alternate]"), public, "{slug}");
        manager.get(&format!("{}.rss", room.path())).await.assert_status(404);
        manager.get(&format!("/threads/{}.rss", talk.id)).await.assert_status(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_feed_is_well_formed_whatever_people_write() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let fields = [("title", "Plus de <3 & moins de ]]>"), ("body", "Oui & *non* \u{FFFE}"), ("tags", "nuit")];
    let talk = author.opens(&room, &fields).await;
    author.replies(&talk, "Encore <b>un</b> & un.").await;
    for feed in ["/communities/nantes.atom", "/tags/nuit.atom", &format!("/threads/{}.atom", talk.id)] {
        let page = world.visitor().get(feed).await;
        page.assert_status(200);
        assert!(elements(&page, "title").iter().any(|title| title.contains("&lt;3 &amp; moins")), "{}", page.body);
        let names = elements(&page, "name");
        assert_eq!(names[0], "Passerelle", "a feed has an author of its own");
        assert!(names.len() > 1 && names[1..].iter().all(|name| name == "AWA Test"));
        assert_eq!(elements(&page, "id")[0], format!("http://house.test{feed}"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_s_feed_holds_what_is_shown_latest_first() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let kept = author.replies(&talk, "Gardée.").await;
    let removed = author.replies(&talk, "Retirée.").await;
    let hidden = author.replies(&talk, "Masquée.").await;
    author.does(&format!("/posts/{removed}/removal"), &[]).await;
    manager.does(&format!("/posts/{hidden}/hiding"), &[("reason", "Ma raison")]).await;
    let feed = world.visitor().get(&format!("/threads/{}.atom", talk.id)).await;
    feed.assert_unseen("Retirée").assert_unseen("Masquée").assert_unseen("Ma raison");
    let ids = elements(&feed, "id");
    let expected: Vec<String> = [kept, talk.opening].map(|post| format!("http://house.test/posts/{post}")).into();
    assert_eq!(ids[1..], expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_site_map_lists_what_is_public_and_nothing_else() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let adviser = world.person("adviser", Kind::Adviser).await;
    let txn = world.house.db.write().await.unwrap();
    for (code, state) in [("J1501", "current"), ("A9999", "retired")] {
        let sql = format!(
            "INSERT INTO trades (code, parent, title, description, state, source, updated_at) \
             VALUES ('{code}', '{code}', 'Un métier', '', '{state}', 'starter', '2026-01-01T00:00:00Z')"
        );
        txn.execute_unprepared(&sql).await.unwrap();
    }
    txn.commit().await.unwrap();
    let mut expected = vec![];
    for audience in Audience::ALL {
        let room = world.room(&format!("salle-{}", audience.name()), audience, &[&manager]).await;
        let shown = manager.asks(&room, "Une question montrée", "Un message.").await;
        let withdrawn = manager.asks(&room, "Une question retirée", "Un message.").await;
        manager.does(&format!("/posts/{}/removal", withdrawn.opening), &[]).await;
        if audience == Audience::Public {
            expected = vec![room.path(), "/trades".to_owned(), "/trades/J1501".to_owned(), shown.path];
        }
    }
    let proposal = [("name", "Proposée"), ("description", "Peut-être."), ("kind", "theme"), ("audience", "public")];
    adviser.does("/communities", &proposal).await;

    let robots = world.visitor().get("/robots.txt").await;
    robots.assert_status(200).assert_sees("Sitemap: http://house.test/sitemap.xml");
    let index = world.visitor().get("/sitemap.xml").await;
    index.assert_status(200);
    let mut addresses = vec![];
    for part in elements(&index, "loc") {
        let page = world.visitor().get(part.strip_prefix("http://house.test").unwrap()).await;
        page.assert_status(200);
        addresses.extend(elements(&page, "loc"));
        // Whoever asks: the map is a visitor's.
        assert_eq!(manager.get(&page.path).await.body, page.body);
    }
    let fixed = ["/", "/communities", "/unanswered", "/offers", "/organisations"].map(str::to_owned);
    let expected: Vec<String> =
        fixed.into_iter().chain(expected).map(|path| format!("http://house.test{path}")).collect();
    assert_eq!(addresses, expected);
    for nowhere in ["/sitemaps/nothing", "/sitemaps/-1", "/sitemaps/99999999999"] {
        world.visitor().get(nowhere).await.assert_status(404);
    }
}

/// RFC 4287 §4.1.1: an entry that names nobody is its feed's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_feed_has_an_author_when_those_of_its_entries_left() {
    let world = World::new().await;
    let leaver = world.resident("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = leaver.asks(&room, "Une question", "Un message.").await;
    leaver.does("/me/data/erasure", &[("posts", "keep"), ("password", crate::support::PASSWORD)]).await;
    world.works().await;
    // A message has the name of nobody that its author left it under; a line of a list has none.
    for (feed, names) in [("/communities/nantes.atom".to_owned(), 1), (format!("/threads/{}.atom", talk.id), 2)] {
        let page = world.visitor().get(&feed).await;
        page.assert_status(200).assert_unseen("AWA");
        assert_eq!(elements(&page, "content").len(), 1, "{feed}");
        assert_eq!((elements(&page, "name").len(), elements(&page, "name")[0].as_str()), (names, "Passerelle"));
    }
}
