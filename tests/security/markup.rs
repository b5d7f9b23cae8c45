//! Markup that people write, in every field that holds words, on every surface
//! that shows them: pages, titles, previews of links, feeds, letters. It is
//! always read as the text it is (bad-inputs.md §1).

use std::collections::BTreeSet;

use passerelle::{
    access::{Audience, Kind},
    models::{
        _entities::{communities, letters},
        letters::Letter,
    },
};
use quick_xml::{Reader, events::Event};
use scraper::{Html, Node};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::support::{Actor, Page, World, doors, unhurried};

/// Breaks out of attributes, titles, text areas and comments, and says entities.
fn hostile(field: &str) -> String {
    format!("{field}\"'></title></textarea><!--<x-{field} onload=a>&lt;x-{field}&gt;")
}

/// What a reader must see of it.
fn seen_as(field: &str) -> String {
    format!("<x-{field} onload=a>")
}

/// Fails when anything of what people wrote became markup.
fn assert_only_text(html: &str, from: &str) {
    let document = Html::parse_document(html);
    for node in document.tree.nodes() {
        match node.value() {
            Node::Comment(comment) => panic!("{from}: a comment {comment:?}"),
            Node::Element(element) => {
                assert!(!element.name().starts_with("x-"), "{from}: <{}> became an element", element.name());
                for (name, value) in element.attrs() {
                    assert!(
                        !name.starts_with("on") && !name.contains(['"', '\'', '<']),
                        "{from}: attribute {name}={value}"
                    );
                    if matches!(name, "href" | "src" | "action" | "formaction") {
                        // What stands before a colon, when nothing of a path came first.
                        let scheme = value.split(['/', '?', '#']).next().and_then(|head| head.split_once(':'));
                        let scheme = scheme.map(|(scheme, _)| scheme.trim().to_lowercase());
                        let decent =
                            scheme.as_deref().is_none_or(|scheme| ["http", "https", "mailto"].contains(&scheme));
                        assert!(decent, "{from}: {name}={value}");
                    }
                }
            }
            _ => {}
        }
    }
}

fn text_of(html: &str) -> String {
    Html::parse_document(html).root_element().text().collect()
}

/// Every element of a feed is one of a feed's; its HTML is as harmless as a page.
fn assert_feed_of_text(page: &Page) -> String {
    let mut reader = Reader::from_str(&page.body);
    let mut words = String::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{}: {error}\n{}", page.path, page.body)) {
            Event::Start(element) | Event::Empty(element) => {
                let name = String::from_utf8(element.name().as_ref().to_vec()).unwrap();
                let known = ["feed", "id", "title", "updated", "link", "entry", "author", "name", "content"];
                let maps = ["urlset", "url", "loc", "lastmod", "sitemapindex", "sitemap"];
                assert!(known.contains(&name.as_str()) || maps.contains(&name.as_str()), "{}: <{name}>", page.path);
                if name == "content" {
                    let html = reader.read_text(element.name()).unwrap();
                    let html = quick_xml::escape::unescape(&html).unwrap().into_owned();
                    if element.attributes().any(|attribute| attribute.unwrap().value.as_ref() == b"html") {
                        assert_only_text(&html, &page.path);
                        words.push_str(&text_of(&html));
                    } else {
                        words.push_str(&html);
                    }
                }
            }
            Event::Text(text) => words.push_str(&text.decode().unwrap()),
            Event::GeneralRef(reference) => match reference.decode().unwrap().as_ref() {
                "lt" => words.push('<'),
                "gt" => words.push('>'),
                "amp" => words.push('&'),
                "quot" => words.push('"'),
                "apos" => words.push('\''),
                other => panic!("{}: &{other};", page.path),
            },
            Event::Comment(comment) => panic!("{}: {comment:?}", page.path),
            Event::CData(_) | Event::PI(_) | Event::DocType(_) => panic!("{}: {}", page.path, page.body),
            Event::Decl(_) | Event::End(_) => {}
            Event::Eof => return words,
        }
    }
}

/// Reads a page and notes what of the fields it shows as text.
fn read(page: &Page, fields: &[&'static str], seen: &mut BTreeSet<(&'static str, &'static str)>) {
    assert!(!page.status.is_server_error(), "{} broke:\n{}", page.path, page.body);
    let kind = page.header("content-type").to_owned();
    let (surface, words) = if kind.starts_with("text/html") {
        assert_only_text(&page.body, &page.path);
        if page.body.starts_with("<!doctype") {
            assert!(page.has("footer.footer"), "{} lost its foot:\n{}", page.path, page.body);
        }
        let title = page.first("title").unwrap_or_default();
        seen.extend(fields.iter().filter(|field| title.contains(&seen_as(field))).map(|field| ("<title>", *field)));
        for meta in page.attributes("meta[property^='og:']", "content") {
            seen.extend(fields.iter().filter(|field| meta.contains(&seen_as(field))).map(|field| ("og:", *field)));
        }
        let typed = page.attributes("input, option", "value").concat();
        ("page", format!("{}{typed}", text_of(&page.body)))
    } else if kind.contains("xml") {
        ("feed", assert_feed_of_text(page))
    } else if kind.starts_with("application/json") {
        ("json", serde_json::from_str::<serde_json::Value>(&page.body).unwrap().to_string())
    } else {
        return;
    };
    seen.extend(fields.iter().filter(|field| words.contains(&seen_as(field))).map(|field| (surface, *field)));
}

const FIELDS: [&str; 18] = [
    "author",
    "about",
    "manager",
    "room",
    "description",
    "rules",
    "title",
    "body",
    "tag",
    "reply",
    "sentence",
    "edit",
    "retitle",
    "hiding",
    "suspension",
    "refusal",
    "declined",
    "organisation",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_write_is_text_on_every_surface() {
    let world = unhurried().await;
    let author = world.person("author", Kind::Seeker).await;
    let manager = world.person("carer", Kind::Other).await;
    let admin = world.admin("boss").await;
    let adviser = world.person("adviser", Kind::Adviser).await;
    let firm = world
        .someone("firm", Kind::Recruiter, |user| user.organisation_name = Set(Some(hostile("organisation"))))
        .await;
    let claimant = world.someone("claimant", Kind::Recruiter, |user| user.claim = Set("pending".to_owned())).await;
    for (who, field) in
        [(&author, "author"), (&manager, "manager"), (&admin, "boss"), (&firm, "firm"), (&claimant, "claimant")]
    {
        let about = hostile("about");
        let fields = [("display_name", hostile(field)), ("handle", who.handle().to_owned()), ("about", about)];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        who.post("/me/account", &fields).await.assert_status(303);
    }

    let (name, description, rules) = (hostile("room"), hostile("description"), hostile("rules"));
    let room_fields = |slug| {
        let words = [("name", name.as_str()), ("slug", slug), ("description", &description), ("rules", &rules)];
        [&words[..], &[("kind", "theme"), ("audience", "public")]].concat()
    };
    admin.post("/communities", &room_fields("salle")).await.assert_status(303);
    adviser.post("/communities", &room_fields("refusee")).await.assert_status(303);
    admin.does("/communities/salle/managers", &[("handle", "carer")]).await;
    author.does("/communities/salle/membership", &[]).await;
    let declined = hostile("declined");
    admin.does("/communities/refusee/decision", &[("decision", "decline"), ("reason", &declined)]).await;

    let salle = communities::Entity::find().filter(communities::Column::Slug.eq("salle"));
    let room = salle.one(&world.house.db).await.unwrap().unwrap();
    let tag = "\"'></title><!--<x-tag onload=a>&lt;x-tag&gt;";
    let (first, title, body) = (hostile("before"), hostile("title"), hostile("body"));
    let talk = author.opens(&room, &[("title", &first), ("body", &body), ("tags", tag)]).await;
    let retitle = hostile("retitle");
    let fields = [("title", title.as_str()), ("kind", "question"), ("tags", tag), ("reason", &retitle)];
    author.does(&format!("/threads/{}", talk.id), &fields).await;
    let reply = author.replies(&talk, "d’abord, sans détour").await;
    let quoting = [("body", "je cite"), ("quote", &reply.to_string())];
    manager.does(&talk.act("posts"), &quoting).await;
    let (edited, why) = (hostile("reply"), hostile("edit"));
    author.does(&format!("/posts/{reply}"), &[("body", &edited), ("reason", &why)]).await;
    let sentence = hostile("sentence");
    manager.does(&format!("/posts/{reply}/gestures"), &[("kind", "bravo"), ("sentence", &sentence)]).await;
    let hidden = author.replies(&talk, &hostile("masked")).await;
    let hiding = hostile("hiding");
    manager.does(&format!("/posts/{hidden}/hiding"), &[("reason", &hiding)]).await;
    let refusal = hostile("refusal");
    admin.does("/admin/claims/claimant", &[("decision", "refuse"), ("reason", &refusal)]).await;
    let (suspension, until) = (hostile("suspension"), passerelle::clock::now() + chrono::Duration::days(5));
    let until = until.format("%Y-%m-%d").to_string();
    admin.does("/admin/people/claimant/suspension", &[("reason", &suspension), ("until", &until)]).await;
    claimant.get("/me/account").await.assert_sees("&lt;x-suspension");
    firm.does("/people/author/silence", &[("kind", "mute")]).await;

    let more = [
        talk.path.clone(),
        format!("{}?quote={reply}", talk.path),
        format!("/threads/{}.atom", talk.id),
        talk.act("edit"),
        talk.act("history"),
        talk.act("mentions?q=aut"),
        format!("/posts/{reply}/edit"),
        format!("/posts/{reply}/history"),
        "/communities/salle/settings".to_owned(),
        "/communities/salle.atom".to_owned(),
        "/communities/salle/threads/new".to_owned(),
        "/people/author".to_owned(),
        "/people/firm".to_owned(),
        "/me/account".to_owned(),
        "/me/blocks".to_owned(),
        "/admin/people?q=author".to_owned(),
        "/admin/claims".to_owned(),
        "/sitemap.xml".to_owned(),
    ];
    let from: Vec<&str> = std::iter::once("/").chain(more.iter().map(String::as_str)).collect();
    let mut seen = BTreeSet::new();
    for reader in [&world.visitor(), &author, &manager, &admin, &adviser, &firm, &claimant] {
        for page in reader.walks(&from, 120, &[]).await {
            read(&page, &FIELDS, &mut seen);
        }
    }
    letters(&world, &mut seen).await;
    for (surface, field) in [
        ("<title>", "title"),
        ("<title>", "room"),
        ("og:", "title"),
        ("og:", "body"),
        ("og:", "description"),
        ("feed", "title"),
        ("feed", "body"),
        ("feed", "reply"),
        ("feed", "author"),
        ("feed", "room"),
        ("letter", "hiding"),
        ("letter", "title"),
        ("letter", "suspension"),
        ("letter", "refusal"),
        ("letter", "declined"),
        ("letter", "room"),
        ("letter", "author"),
        ("json", "author"),
    ] {
        assert!(seen.contains(&(surface, field)), "{field} was not seen in {surface}: {seen:?}");
    }
    for field in FIELDS.into_iter().filter(|field| !["refusal", "declined"].contains(field)) {
        assert!(seen.contains(&("page", field)), "{field} was seen on no page: {seen:?}");
    }
}

/// Letters: their object, their text, their HTML. Angle brackets are left out of
/// what people wrote, so their words are looked for without.
async fn letters(world: &World, seen: &mut BTreeSet<(&'static str, &'static str)>) {
    world.caught_up().await;
    for letter in letters::Entity::find().all(&world.house.db).await.unwrap() {
        assert_only_text(&letter.body_html, &letter.kind);
        assert!(!letter.subject.contains(['\r', '\n', '<']), "{}", letter.subject);
        assert!(!letter.body_text.contains("<x-") && !letter.body_html.contains("<x-"), "{}", letter.body_text);
        let words = text_of(&letter.body_html);
        seen.extend(
            FIELDS
                .iter()
                .filter(|field| words.contains(&format!("x-{field} onload=a")))
                .map(|field| ("letter", *field)),
        );
    }
}

/// CVE-2026-30913: mail programs make links of names.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_becomes_no_link_in_a_letter() {
    let world = World::new().await;
    for name in [
        "nasty.example",
        "https://nasty.example",
        "[CLICK](https://nasty.example)",
        "<https://nasty.example>",
        "a@nasty.example",
        "<a href=https://nasty.example>Claire</a>",
        "Claire\r\nBcc: all@people.test",
    ] {
        let letter =
            Letter::new("suspended", "fr", "awa@people.test", name).with("reason", name).with("until", "demain");
        let txn = world.house.db.write().await.unwrap();
        letter.write(&world.house).unwrap().post(&txn, None).await.unwrap();
        txn.commit().await.unwrap();
        let letter = world.letters_to("awa@people.test").await.remove(0);
        for text in [&letter.subject, &letter.body_text, &letter.body_html] {
            for link in ["nasty.example", "https://nasty", "](", "@nasty", "\nBcc", "\r"] {
                assert!(!text.contains(link), "{name}: {link:?} in {text}");
            }
        }
        assert!(!letter.body_html.contains("<a "), "no link was asked for: {}", letter.body_html);
    }
}

/// What was typed comes back in the form, as what was typed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_in_a_form_comes_back_as_text() {
    let world = unhurried().await;
    let mut shown = 0;
    for door in doors(&world).await {
        // A room's new slug would be accepted, and the other doors look for the old one.
        for (field, value) in door.fields.iter().filter(|(field, _)| *field != "slug") {
            // Far too long for most fields, so that most forms come back.
            let typed = format!("{}{}", hostile("typed"), "é".repeat(3_500));
            let raw: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
            let page = door.open_changing(field, &raw).await;
            assert!(!page.status.is_server_error(), "{} {field}: {}", door.path, page.body);
            if page.is_html() {
                assert_only_text(&page.body, &format!("{} {field} (was {value:?})", door.path));
                shown += usize::from(page.body.contains("x-typed"));
            }
        }
    }
    assert!(shown > 15, "only {shown} forms came back with their words");
}

/// Addresses and queries are said again by pages: in links back, in fields.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_said_again_is_text() {
    let world = World::new().await;
    let admin = world.admin("boss").await;
    let query = "%22%27%3E%3C/title%3E%3Cx-query%20onload=a%3E%26lt;x-query%26gt;";
    let ways: [&[(&str, &str)]; 2] =
        [&[], &[("accept-language", "en<x-header>"), ("user-agent", "<x-agent onload=a>")]];
    for path in [
        format!("/sign-in?next=/{query}"),
        format!("/sign-in?next={query}"),
        format!("/communities?kind={query}&audience={query}&mine={query}"),
        format!("/unanswered?after={query}"),
        format!("/admin/people?q={query}"),
        format!("/nulle-part/{query}?{query}"),
        format!("/people/{query}"),
        format!("/tags/{query}"),
        "/nulle-part/\"onmouseover=\"a\"{x}?'{x}".to_owned(),
    ] {
        for reader in [&world.visitor(), &admin] {
            for headers in ways {
                let page = reader.get_with(&path, headers).await;
                assert!(!page.status.is_server_error(), "{path}: {}", page.body);
                assert_only_text(&page.body, &path);
            }
        }
    }
    let found = admin.get(&format!("/admin/people?q={query}")).await;
    assert_eq!(found.attribute("input[name=q]", "value").unwrap(), "\"'></title><x-query onload=a>&lt;x-query&gt;");
}

/// A row that should not be there (an old bug, a restored backup) costs itself only.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_bad_post_never_breaks_its_page() {
    use passerelle::models::{posts, threads, users};
    use sea_orm::{ActiveModelTrait, IntoActiveModel};
    let world = World::new().await;
    let author = world.person("author", Kind::Seeker).await;
    let other = world.person("other", Kind::Other).await;
    let manager = world.person("carer", Kind::Other).await;
    let room = world.room("salle", Audience::Public, &[&manager]).await;
    let talk = author.asks(&room, "Un fil", "Un début").await;
    let good = other.replies(&talk, "une réponse qui tient debout").await;
    let bad = author.replies(&talk, "provisoire").await;
    let garbage = [
        "<math><mtext><table><mglyph><style><math href=javascript:alert(1)>",
        "</div></article></li></ol></main></body></html>",
        "{{ frame.me.name }} {% raise %} {# ",
        "&#0; &#xD800; &nosuch; \u{FFFD}\u{202E}\u{1}",
        "",
    ];
    for html in garbage {
        let row = world.post_row(bad).await;
        let txn = world.house.db.write().await.unwrap();
        let mut row: posts::ActiveModel = row.into_active_model();
        row.body_html = Set(html.to_owned());
        row.body = Set(html.to_owned());
        row.quote_id = Set(Some(999_999));
        row.author_id = Set(None);
        row.renderer = Set(0);
        row.update(&txn).await.unwrap();
        let mut thread: threads::ActiveModel = world.thread_row(talk.id).await.into_active_model();
        thread.kind = Set("nonsense".to_owned());
        thread.solution_post_id = Set(Some(bad));
        thread.tag_slugs = Set("  a   b ".to_owned());
        thread.update(&txn).await.unwrap();
        let user = users::Model::by_id(&txn, other.id()).await.unwrap();
        let mut user: users::ActiveModel = user.into_active_model();
        user.kind = Set("nonsense".to_owned());
        user.claim = Set("nonsense".to_owned());
        user.locale = Set("xx".to_owned());
        user.update(&txn).await.unwrap();
        for tag in [passerelle::freshness::Tag::Thread(talk.id), passerelle::freshness::Tag::Person(other.id())] {
            txn.also_forget(tag);
        }
        txn.commit().await.unwrap();
        let readers: [&Actor; 4] = [&world.visitor(), &author, &other, &manager];
        for reader in readers {
            for path in [
                talk.path.clone(),
                format!("{}?near={bad}", talk.path),
                format!("/threads/{}.atom", talk.id),
                "/communities/salle".to_owned(),
                "/people/other".to_owned(),
                "/".to_owned(),
            ] {
                let page = reader.get(&path).await;
                page.assert_status(200);
                if path.starts_with("/threads") {
                    page.assert_sees("une réponse qui tient debout");
                }
            }
        }
        // The task that renders anew takes it in its stride.
        while posts::rendering::render_older(&world.house.db).await.unwrap() > 0 {}
        author.get(&talk.path).await.assert_status(200);
        assert_only_text(&author.get(&talk.path).await.body, html);
    }
    assert!(world.post_row(good).await.is_shown());
}

/// CVE-2023-48297: one post does not call a thousand people.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_post_mentions_twenty_people_at_most() {
    use passerelle::models::_entities::mentions;
    use sea_orm::PaginatorTrait;
    let world = World::new().await;
    let author = world.person("author", Kind::Seeker).await;
    let room = world.room("salle", Audience::Public, &[]).await;
    for number in 0..30 {
        world.person(&format!("personne-{number}"), Kind::Other).await;
    }
    let talk = author.asks(&room, "Un appel", "Bonjour").await;
    let crowd: String = (0..1_000).map(|number| format!("@personne-{} ", number % 30)).collect();
    let post = author.replies(&talk, &crowd).await;
    let called =
        mentions::Entity::find().filter(mentions::Column::PostId.eq(post)).count(&world.house.db).await.unwrap();
    assert_eq!(called, 20);
    let page = author.get(&talk.path).await;
    let linked: BTreeSet<String> =
        page.attributes(&format!("#post-{post} .post__body a"), "href").into_iter().collect();
    assert_eq!(linked.len(), 20, "{linked:?}");
    let previewed = author.post("/preview", &[("body", &crowd)]).await;
    let linked: BTreeSet<String> = previewed.attributes("a", "href").into_iter().collect();
    assert_eq!(linked.len(), 20, "{linked:?}");
}
