//! What browsers may fetch before it is asked for: a header on every page names a
//! file of ours, which names pages that are only read.

use axum::http::Method;
use passerelle::access::{Audience, Kind};
use serde_json::Value;

use crate::support::{Actor, World};

/// The rules this reader's pages name, fetched as a browser does.
async fn rules(who: &Actor, page: &str) -> Value {
    let page = who.get(page).await;
    let named = page.header("speculation-rules");
    let path = named.strip_prefix('"').and_then(|path| path.strip_suffix('"')).expect("one string, in quotes");
    assert!(path.starts_with("/static/"), "{path}");
    // Rules in a file of ours need nothing more than our own scripts do.
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self';") && !policy.contains("inline-speculation-rules"), "{policy}");
    let file = who.get(path).await;
    file.assert_status(200);
    assert_eq!(file.header("content-type"), "application/speculationrules+json");
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    serde_json::from_str(&file.body).expect("rules are JSON")
}

/// The addresses that rules name, and those they except.
fn named(rules: &Value) -> (Vec<String>, Vec<String>) {
    let of = |condition: &Value| -> Vec<String> {
        let patterns = condition["href_matches"].as_array().cloned().unwrap_or_default();
        patterns.iter().filter_map(|pattern| pattern.as_str().map(str::to_owned)).collect()
    };
    let conditions = rules["prefetch"][0]["where"]["and"].as_array().expect("conditions");
    (conditions.iter().flat_map(&of).collect(), conditions.iter().flat_map(|one| of(&one["not"])).collect())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_names_the_rules_of_its_reader_kept_or_not() {
    let world = World::new().await;
    let member = world.person("asker", Kind::Seeker).await;
    let room = world.room("atelier", Audience::Public, &[]).await;
    let talk = member.asks(&room, "Par où commencer ?", "Je cherche.").await;
    let visitor = world.visitor();
    let visitors = rules(&visitor, "/").await;
    for path in ["/", "/communities", "/communities/atelier", &talk.path, "/nulle-part", "/search"] {
        // The second time from the page cache, where it is kept.
        for _ in 0..2 {
            assert_eq!(rules(&visitor, path).await, visitors, "{path}");
        }
        assert_ne!(rules(&member, path).await, visitors, "{path}");
    }
    for plain in ["/communities/atelier.atom", "/robots.txt", "/static/app.css"] {
        assert_eq!(visitor.get(plain).await.header("speculation-rules"), "", "{plain} has no links");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rules_name_pages_that_are_read_and_nothing_else() {
    let world = World::new().await;
    let member = world.person("asker", Kind::Seeker).await;
    let routes: Vec<String> = world
        .routes()
        .into_iter()
        .filter(|route| route.actions.contains(&Method::GET))
        .map(|route| route.uri.replace('{', ":").replace('}', ""))
        .collect();
    for (who, eagerness) in [(world.visitor(), "moderate"), (member, "conservative")] {
        let rules = rules(&who, "/communities").await;
        assert_eq!(rules.as_object().unwrap().keys().collect::<Vec<_>>(), ["prefetch"], "fetched, never rendered");
        assert_eq!(rules["prefetch"].as_array().unwrap().len(), 1);
        assert_eq!(rules["prefetch"][0]["eagerness"], eagerness);
        let (pages, excepted) = named(&rules);
        for page in &pages {
            assert!(routes.contains(page), "{page} is no door of ours");
            for apart in ["/session", "/sign", "/me", "/admin", "/search", "/live", "/dev", "/notifications"] {
                assert!(!page.starts_with(apart), "{page}");
            }
            for once in ["token", "/new", "/edit", "/settings", "/history"] {
                assert!(!page.contains(once), "{page}");
            }
        }
        assert!(["/communities/new", "/*.atom"].iter().all(|one| excepted.iter().any(|other| other == one)));
    }
}

/// The visit that follows a prefetch asks the server nothing more: what marks
/// something as seen is never fetched beforehand for someone signed in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_visit_leaves_a_mark_on_is_not_fetched_beforehand() {
    let world = World::new().await;
    let member = world.person("asker", Kind::Seeker).await;
    let (pages, _) = named(&rules(&member, "/").await);
    for marked in ["/", "/threads/:id", "/people/:handle"] {
        assert!(!pages.iter().any(|page| page == marked), "{marked}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_left_for_the_next_page_waits_for_one_that_is_looked_at() {
    let world = World::new().await;
    let told = world.person("asker", Kind::Seeker).await.with_cookie("notice", "joined");
    let beforehand = told.get_with("/communities", &[("sec-purpose", "prefetch")]).await;
    assert!(!beforehand.has(".notice") && beforehand.cookie("notice").is_none(), "{:?}", beforehand.headers);
    let looked_at = told.get("/communities").await;
    assert!(looked_at.has(".notice") && looked_at.cookie("notice").is_some());
}
