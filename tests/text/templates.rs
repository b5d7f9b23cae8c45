//! Templates: each is used, each finds what it includes and says, and every page
//! of the demo world reads as sentences in both languages, whoever walks in.

use std::collections::{BTreeMap, BTreeSet};

use passerelle::{
    initializers::view_engine::Views,
    models::{letters::Letter, sessions},
    words::Lang,
};
use scraper::{Html, Node};

use super::sentences::{Sentences, files, literals, sentences};
use crate::support::{Actor, Page, World};

/// Name → source, of every template.
fn templates() -> BTreeMap<String, String> {
    let cut = format!("{}/assets/views/", env!("CARGO_MANIFEST_DIR"));
    [files("assets/views", ".html"), files("assets/views", ".txt")]
        .concat()
        .into_iter()
        .map(|(path, source)| (path.trim_start_matches(&cut).to_owned(), source))
        .collect()
}

#[test]
fn every_template_is_one_that_something_shows() {
    let templates = templates();
    let loaded: BTreeSet<String> = Views::of_the_process().unwrap().names().into_iter().collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (path, source) in files("src", ".rs") {
        for shown in source.split('"').filter(|word| word.ends_with(".html") || word.ends_with(".txt")) {
            if shown.contains('/') && !shown.starts_with('/') && !shown.contains(char::is_whitespace) {
                assert!(loaded.contains(shown), "{path} shows `{shown}`, which is not there");
                used.insert(shown.to_owned());
            }
        }
    }
    for (name, source) in &templates {
        for call in ["{% include ", "{% extends ", "{%- include ", "{%- extends "] {
            for included in literals(source, call) {
                assert!(loaded.contains(&included), "{name} includes `{included}`, which is not there");
                used.insert(included);
            }
        }
    }
    for (name, source) in &templates {
        let names = source.split("{% component ").skip(1).filter_map(|rest| rest.split('(').next());
        let components: Vec<&str> = names.map(str::trim).collect();
        let called = |component: &str| templates.values().any(|source| source.contains(&format!("<{component} ")));
        for component in &components {
            assert!(called(component), "{name}: nothing calls `{component}`");
        }
        assert!(!components.is_empty() || used.contains(name), "nothing shows {name}");
    }
}

#[test]
fn every_sentence_that_a_template_says_exists() {
    let known = sentences(Lang::Fr);
    let mut said = 0;
    for (name, source) in templates() {
        // `t(key="…")`, `t(key=("…" if … else "…"))`, `t(key="room-kind-" ~ kind)`.
        for (at, _) in source.match_indices("t(key=") {
            let rest = &source[at + "t(key=".len()..];
            let end = rest.find([',', '}']).unwrap_or(rest.len());
            for key in rest[..end].split('"').skip(1).step_by(2).filter(|key| is_key(key.trim_end_matches('-'))) {
                said += 1;
                let exists = if key.ends_with('-') || key.starts_with('-') {
                    known.keys().any(|known| known.contains(key))
                } else {
                    known.contains_key(key)
                };
                assert!(exists, "{name} says `{key}`");
            }
        }
    }
    assert!(said > 300, "only {said} were found: the search no longer finds them");
}

/// The one place where HTML goes out as it is (STYLE.md).
#[test]
fn safe_is_said_of_sanitised_texts_and_of_our_own_parts() {
    let safe: Vec<String> =
        templates().into_iter().filter(|(_, source)| source.contains("| safe")).map(|(name, _)| name).collect();
    assert_eq!(safe, ["components/text.html"]);
    let source = &templates()["components/text.html"];
    assert_eq!(source.matches("| safe").count(), 2);
}

fn is_key(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    !first.is_empty()
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

/// What a reader would see of a sentence that is missing: its bare key.
fn bare_keys(page: &Page, known: &Sentences) -> Vec<String> {
    let rooms: BTreeSet<&str> = known.keys().filter_map(|key| key.split('-').next()).collect();
    // A missing key begins as known ones do; a known one may stand in any text.
    let is_bare = |text: &str, alone: bool| {
        let text = text.trim().trim_matches(|c: char| !c.is_ascii_alphanumeric());
        text.contains('-')
            && is_key(text)
            && (known.contains_key(text) || alone && rooms.contains(text.split('-').next().unwrap()))
    };
    let mut bare = vec![];
    let document = Html::parse_document(&page.body);
    for node in document.tree.nodes() {
        match node.value() {
            Node::Text(text) => {
                let within = node.parent().and_then(|parent| parent.value().as_element().cloned());
                let class = within.as_ref().and_then(|element| element.attr("class")).unwrap_or_default().to_owned();
                // Tags are slugs that people chose; a letter's kind is a word for those who develop.
                if class == "tag" || page.path.starts_with("/dev/letters") {
                    continue;
                }
                if is_bare(text, true) {
                    bare.push(text.trim().to_owned());
                }
                bare.extend(text.split_whitespace().filter(|word| is_bare(word, false)).map(str::to_owned));
            }
            Node::Element(element) => {
                for (name, value) in element.attrs() {
                    let said = matches!(name, "aria-label" | "title" | "alt" | "placeholder" | "content")
                        || name.starts_with("data-label")
                        || name.starts_with("data-announce")
                        || name == "data-preview-refused";
                    if said && is_bare(value, true) {
                        bare.push(value.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    bare
}

fn assert_reads_well(page: &Page, lang: &str, known: &Sentences) {
    assert!(!page.status.is_server_error(), "{} broke:\n{}", page.path, page.body);
    if !page.is_html() || page.body.is_empty() {
        return;
    }
    assert_eq!(bare_keys(page, known), Vec::<String>::new(), "bare keys on {} in {lang}", page.path);
    assert!(page.body.contains(&format!("<html lang=\"{lang}\">")), "{} is not in {lang}", page.path);
    assert_eq!(page.all("h1").len(), 1, "headings of {}: {:?}", page.path, page.all("h1"));
    let title = page.first("title").unwrap_or_default();
    assert!(title.len() > 3, "{} has no title", page.path);
    assert!(!page.body.contains("{{") && !page.body.contains("{%"), "a template shows through on {}", page.path);
}

async fn someone(world: &World, name: &str) -> Actor {
    if name == "visitor" {
        return world.visitor();
    }
    let user = world.account(&format!("{name}@demo.example")).await.unwrap_or_else(|| panic!("no {name}"));
    let token = sessions::open(&world.house, user.id, "Firefox Linux", true).await.unwrap();
    Actor::new(world, Some((user, token)))
}

/// Walks from home for up to 150 pages, in both languages.
async fn walk_as(name: &str) {
    let world = World::demo().await;
    world.knows_trades().await;
    let actor = someone(&world, name).await;
    for lang in Lang::ALL {
        let known = sentences(lang);
        let speaker = actor.clone().with_cookie("locale", lang.code());
        let pages = speaker.walks(&["/"], 150, &[]).await;
        assert!(pages.len() == 150, "{name} met only {} pages", pages.len());
        for page in &pages {
            assert!(
                page.status.is_success() || page.status.is_redirection(),
                "{name}: {} is {}",
                page.path,
                page.status
            );
            assert_reads_well(page, lang.code(), &known);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitor_finds_only_pages_that_read_well() {
    walk_as("visitor").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_seeker_finds_only_pages_that_read_well() {
    walk_as("seeker").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manager_finds_only_pages_that_read_well() {
    walk_as("manager").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_finds_only_pages_that_read_well() {
    walk_as("admin").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_finds_only_pages_that_read_well() {
    walk_as("newcomer").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_suspended_finds_only_pages_that_read_well() {
    walk_as("suspended").await;
}

/// Whatever its occasion, a letter has an object, a greeting, something to say
/// and nothing left to fill in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_letter_reads_well() {
    let world = World::new().await;
    let known = sentences(Lang::Fr);
    let kinds = known.keys().filter_map(|key| key.strip_prefix("letter-")?.strip_suffix("-subject"));
    let kinds: Vec<&'static str> = kinds.map(|kind| &*kind.to_owned().leak()).collect();
    assert!(kinds.len() >= 10, "{kinds:?}");
    for lang in Lang::ALL {
        for kind in &kinds {
            let mut letter =
                Letter::new(kind, lang.code(), "awa@people.test", "Awa").link("http://house.test/x".to_owned());
            for name in ["reason", "until", "room", "title", "address", "count", "author", "organisation", "source"] {
                letter = letter.with(name, &format!("«{name}»"));
            }
            letter = letter.with("why", "Quelqu’un répond à votre fil, dans une salle que vous lisez.");
            let txn = world.house.db.write().await.unwrap();
            letter.write(&world.house).unwrap().post(&txn, None).await.unwrap();
            txn.commit().await.unwrap();
            let written = world.letters_to("awa@people.test").await.remove(0);
            let text = format!("{}\n{}", written.subject, written.body_text);
            assert!(written.subject.len() > 8, "{kind}: {}", written.subject);
            assert!(text.contains("Awa") && written.body_html.contains("Awa"), "{kind} greets nobody: {text}");
            assert!(
                written.body_text.lines().filter(|line| line.len() > 40).count() >= 2,
                "{kind} says little: {text}"
            );
            assert!(!text.contains("{$") && !text.contains("{ $") && !text.contains("letter-"), "{kind}: {text}");
            assert!(written.body_html.contains(&format!("<html lang=\"{}\">", lang.code())), "{kind}");
        }
    }
}

/// Pages that no link leads to: forms that come back, letters' links, errors.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_that_answer_a_form_read_well() {
    let doors_world = crate::support::unhurried().await;
    let doors = crate::support::doors(&doors_world).await;
    for lang in Lang::ALL {
        let known = sentences(lang);
        for door in &doors {
            let speaker = door.who.clone().with_cookie("locale", lang.code());
            let nonsense: Vec<(&str, &str)> = door.fields.iter().map(|(name, _)| (*name, "\u{1}")).collect();
            let too_long = "x".repeat(41_000);
            let long: Vec<(&str, &str)> = door.fields.iter().map(|(name, _)| (*name, too_long.as_str())).collect();
            let unknown = [("no-such-field", "1")];
            // What is irreversible here has no field.
            for fields in [&nonsense[..], &long[..], &unknown[..]] {
                if fields.is_empty() {
                    continue;
                }
                let page = speaker.post(&door.path, fields).await;
                assert!(!page.status.is_success() || door.path == "/preview", "{}: {}", door.path, page.status);
                assert_reads_well(&page, lang.code(), &known);
            }
            assert_reads_well(&speaker.get(&door.path).await, lang.code(), &known);
            let elsewhere = speaker.post_raw(&door.path, "", &[("sec-fetch-site", "cross-site")]).await;
            // A letter's own link is opened from anywhere; said wrong, it does nothing.
            elsewhere.assert_status(if door.route == "/unsubscribe/{token}" { 422 } else { 403 });
            assert_reads_well(&elsewhere, lang.code(), &known);
        }
    }
}
