//! What search engines are told: public pages with something on them are to be kept,
//! each at one address; private, thin, deeper and narrowed ones are not.

use passerelle::access::{Audience, Kind};

use crate::support::{Page, World, unhurried};

fn robots(page: &Page) -> Option<String> {
    page.assert_status(200).attribute("meta[name=robots]", "content")
}

fn canonical(page: &Page) -> Option<String> {
    page.attribute("link[rel=canonical]", "href")
        .map(|address| address.strip_prefix("http://house.test").expect("a full address").to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn public_pages_are_to_be_found_at_one_address() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("ouverte", Audience::Public, &[]).await;
    let mut talk = None;
    for number in 1..=3 {
        let fields =
            [("title", format!("Question {number}")), ("body", "Un message.".into()), ("tags", "reprise".into())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        talk = Some(author.opens(&room, &fields).await);
    }
    let talk = talk.unwrap();
    world.fill(&talk, &author, 45).await;
    let visitor = world.visitor();
    for path in
        ["/", "/communities", "/communities/ouverte", talk.path.as_str(), "/unanswered", "/tags/reprise", "/sign-up"]
            .into_iter()
            .chain(["/trades", "/pages/legal", "/pages/contact"])
    {
        let page = visitor.get(path).await;
        assert_eq!(robots(&page), None, "{path}");
        assert_eq!(canonical(&page).as_deref(), Some(path), "{path}");
        let (url, title) = (page.attribute("meta[property='og:url']", "content"), page.first("title").unwrap());
        assert_eq!(url, page.attribute("link[rel=canonical]", "href"), "{path}");
        let shared = page.attribute("meta[property='og:title']", "content").unwrap();
        let shared = shared.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(title == shared || title == format!("{shared} – Passerelle"), "{path}: {title}, {shared}");
        // What was added to the address for nobody's good changes neither.
        let noisy = visitor.get(&format!("{path}?utm_source=lettre")).await;
        assert_eq!((robots(&noisy), canonical(&noisy).as_deref()), (None, Some(path)), "{path}");
    }
    // A later page of a conversation holds other words: it is itself.
    let next = visitor.get(&talk.path).await.attribute("a[rel=next]", "href").unwrap();
    let page = visitor.get(&next).await;
    assert_eq!((robots(&page), canonical(&page)), (None, Some(next.clone())));
    let noisy = visitor.get(&format!("{next}&utm_source=lettre")).await;
    assert_eq!(canonical(&noisy), Some(next));
    // The same words at another place of the same page are not.
    for twice in ["near", "quote"] {
        let path = format!("{}?{twice}={}", talk.path, world.thread_row(talk.id).await.last_post_id.unwrap());
        assert_eq!(robots(&visitor.get(&path).await).as_deref(), Some("noindex"), "{path}");
    }
    let day = passerelle::clock::now().format("%Y-%m-%d");
    let path = format!("{}?on={day}", talk.path);
    assert_eq!(robots(&visitor.get(&path).await).as_deref(), Some("noindex"), "{path}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn private_thin_deeper_and_narrowed_pages_are_not_to_be_found() {
    let world = unhurried().await;
    let author = world.person("awa", Kind::Seeker).await;
    let admin = world.admin("ada").await;
    let open = world.room("ouverte", Audience::Public, &[&author]).await;
    let private = [
        world.room("membres", Audience::Members, &[&author]).await,
        world.room("entre-nous", Audience::Seekers, &[&author]).await,
        world.room("choisie", Audience::Named, &[&author]).await,
    ];
    let noindex = Some("noindex".to_owned());
    for room in &private {
        let talk = author.opens(room, &[("title", "Entre nous"), ("body", "Un message."), ("tags", "reprise")]).await;
        for path in [room.path(), talk.path.clone()] {
            assert_eq!(robots(&author.get(&path).await), noindex, "{path}");
        }
    }
    // A tag with little under it, and the same once there is enough.
    for number in 1..=2 {
        let title = format!("Question {number}");
        author.opens(&open, &[("title", &title), ("body", "Un message."), ("tags", "rare")]).await;
    }
    let visitor = world.visitor();
    assert_eq!(robots(&visitor.get("/tags/rare").await), noindex);
    author.opens(&open, &[("title", "Question 3"), ("body", "Un message."), ("tags", "rare")]).await;
    assert_eq!(robots(&visitor.get("/tags/rare").await), None);
    // Lists, deeper.
    for number in 4..=60 {
        let title = format!("Question {number}");
        author.opens(&open, &[("title", &title), ("body", "Un message."), ("tags", "rare")]).await;
    }
    for list in ["/communities/ouverte", "/unanswered", "/tags/rare"] {
        let first = visitor.get(list).await;
        assert_eq!(robots(&first), None, "{list}");
        let next = first.attribute("a[rel=next]", "href").unwrap();
        let deeper = visitor.get(&next).await;
        assert_eq!((robots(&deeper), canonical(&deeper).as_deref()), (noindex.clone(), Some(list)), "{next}");
    }
    // Lists, narrowed; what is found; people; who one is and how one signs in.
    for path in [
        "/communities/ouverte?show=questions",
        "/communities?kind=theme",
        "/communities?audience=public",
        "/communities?trade=K1304",
        "/search?q=question",
        "/trades?q=soin",
        "/people",
        "/people/awa",
        "/sign-in",
        "/resets/new",
    ] {
        assert_eq!(robots(&visitor.get(path).await), noindex, "{path}");
    }
    for path in ["/", "/me/account", "/me/drafts", "/me/blocks", "/notifications", "/communities/ouverte/settings"] {
        assert_eq!(robots(&author.get(path).await), noindex, "{path}");
    }
    for path in ["/admin/people", "/admin/claims", "/admin/letters", "/communities/new"] {
        assert_eq!(robots(&admin.get(path).await), noindex, "{path}");
    }
    // What is no page is none either: taken back, and nothing at all.
    let talk = author.asks(&open, "À reprendre", "Un message.").await;
    author.does(&format!("/posts/{}/removal", talk.opening), &[]).await;
    let gone = author.get(&format!("/threads/{}", talk.id)).await;
    assert_eq!(gone.attribute("meta[name=robots]", "content"), noindex);
    assert_eq!(visitor.get("/nowhere").await.attribute("meta[name=robots]", "content"), noindex);
}
