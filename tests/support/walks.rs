//! Following links, as a curious reader or a robot does: breadth first, each
//! address once, ours only.

use std::collections::{BTreeSet, VecDeque};

use super::{Actor, Page};

impl Actor {
    /// Opens `from`, what it links to, and so on, up to `most` pages.
    pub async fn walks(&self, from: &[&str], most: usize, headers: &[(&str, &str)]) -> Vec<Page> {
        let mut ahead: VecDeque<String> = from.iter().map(|path| (*path).to_owned()).collect();
        let mut met: BTreeSet<String> = ahead.iter().cloned().collect();
        let mut pages = vec![];
        while let Some(path) = ahead.pop_front() {
            if pages.len() == most {
                break;
            }
            let page = self.get_with(&path, headers).await;
            for link in page.links() {
                if met.insert(link.clone()) {
                    ahead.push_back(link);
                }
            }
            pages.push(page);
        }
        pages
    }
}

impl Page {
    pub fn is_html(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    /// Where this page leads inside the house, without what is served from disk.
    pub fn links(&self) -> Vec<String> {
        let mut links = vec![self.location().to_owned()];
        if self.is_html() {
            links.extend(self.attributes("a[href], link[href]", "href"));
        }
        links
            .iter()
            .map(|link| link.strip_prefix("http://house.test").unwrap_or(link))
            .map(|link| link.split('#').next().unwrap_or_default())
            .filter(|link| link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/static/"))
            .map(str::to_owned)
            .collect()
    }
}
