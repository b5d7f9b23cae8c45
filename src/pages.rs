//! The operator's own pages: legal notice, personal data, accessibility
//! statement, contact points. Markdown files that the operator edits; a missing
//! one is not linked.

use std::{path::Path, sync::OnceLock};

use serde::Serialize;

use crate::{text, words::Lang};

/// Their names, in the order of the footer.
const NAMES: [&str; 4] = ["legal", "personal-data", "accessibility", "contact"];

#[derive(Clone, Debug, Serialize)]
pub struct Link {
    pub path: String,
    pub title: String,
}

#[derive(Clone, Debug)]
pub struct OperatorPage {
    pub name: &'static str,
    pub lang: Lang,
    pub title: String,
    pub html: String,
}

static PAGES: OnceLock<Vec<OperatorPage>> = OnceLock::new();

/// Reads the pages once, at start.
pub fn load(folder: &Path) {
    PAGES.get_or_init(|| {
        let mut pages = vec![];
        for name in NAMES {
            for lang in Lang::ALL {
                if let Ok(source) = std::fs::read_to_string(folder.join(format!("{name}.{}.md", lang.code()))) {
                    pages.push(page(name, lang, &source));
                }
            }
        }
        pages
    });
}

fn page(name: &'static str, lang: Lang, source: &str) -> OperatorPage {
    let (first, rest) = source.split_once('\n').unwrap_or((source, ""));
    let title = first.trim_start_matches('#').trim().to_owned();
    OperatorPage { name, lang, title, html: text::render_now(rest, &Default::default()).html }
}

/// The page in the language asked, else in French.
pub fn find(name: &str, lang: Lang) -> Option<&'static OperatorPage> {
    let pages = PAGES.get()?;
    pages
        .iter()
        .find(|page| page.name == name && page.lang == lang)
        .or_else(|| pages.iter().find(|page| page.name == name))
}

/// Where to write to the people who run this house; home when they say nowhere.
pub fn contact() -> &'static str {
    find("contact", Lang::Fr).map_or("/", |_| "/pages/contact")
}

pub fn links(lang: Lang) -> Vec<Link> {
    NAMES
        .into_iter()
        .filter_map(|name| find(name, lang))
        .map(|page| Link { path: format!("/pages/{}", page.name), title: page.title.clone() })
        .collect()
}
