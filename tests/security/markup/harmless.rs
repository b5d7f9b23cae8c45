//! Markup that would harm, and what is left of it on a page or in a feed.

use std::collections::BTreeSet;

use quick_xml::{Reader, events::Event};
use scraper::{Html, Node};

use crate::support::Page;

/// Breaks out of attributes, titles, text areas and comments, and says entities.
pub fn hostile(field: &str) -> String {
    format!("{field}\"'></title></textarea><!--<x-{field} onload=a>&lt;x-{field}&gt;")
}

/// What a reader must see of it.
fn seen_as(field: &str) -> String {
    format!("<x-{field} onload=a>")
}

/// Fails when anything of what people wrote became markup.
pub fn assert_only_text(html: &str, from: &str) {
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
                        // A number to call is a number.
                        let called = value.strip_prefix("tel:");
                        let decent = decent
                            || called.is_some_and(|number| number.bytes().all(|c| c.is_ascii_digit() || c == b'+'));
                        assert!(decent, "{from}: {name}={value}");
                    }
                }
            }
            _ => {}
        }
    }
}

pub fn text_of(html: &str) -> String {
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
pub fn read(page: &Page, fields: &[&'static str], seen: &mut BTreeSet<(&'static str, &'static str)>) {
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
