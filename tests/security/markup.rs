//! Markup that people write, in every field that holds words, on every surface
//! that shows them: pages, titles, previews of links, feeds, letters. It is
//! always read as the text it is (bad-inputs.md §1).

mod harmless;
mod surfaces;

use std::collections::BTreeSet;

use passerelle::{
    access::{Audience, Kind},
    models::letters::Letter,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::support::{Actor, World, doors, unhurried};
use harmless::{assert_only_text, hostile};

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
        format!("/search?q={query}"),
        format!("/search?q=cv&type={query}&community={query}&tag={query}&after={query}"),
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
    assert_eq!(
        found.attribute("main input[name=q]", "value").unwrap(),
        "\"'></title><x-query onload=a>&lt;x-query&gt;"
    );
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
