//! The pages of a world that are measured, found by reading the site.

use serde::{Deserialize, Serialize};

use crate::{
    Result,
    site::{Page, Site, plain_visitor},
    wrk::Headers,
};

/// In the title of the `world` task's thread of 10,000 posts.
const LONG: &str = "dix-mille";
/// Pages of twenty posts vary in length: the middle one of this many is measured.
const CANDIDATES: usize = 9;
/// Pages to turn before a place in the long thread is deep: the middle of 500.
const DEEP: usize = 250;

/// Paths.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Places {
    /// A thread of twenty posts.
    pub short: String,
    /// The thread of ten thousand, and a post deep in it; small worlds have none.
    pub long: Option<Long>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Long {
    pub first: String,
    pub deep: String,
}

impl Places {
    /// # Errors
    /// When the site has no thread of twenty posts, or does not answer.
    pub async fn find(site: Site) -> Result<Self> {
        let threads = site.threads().await?;
        let long = match threads.iter().find(|path| path.contains(LONG)) {
            Some(first) => Some(Long { first: first.clone(), deep: deep(site, first).await? }),
            None => None,
        };
        Ok(Self { short: short(site, &threads).await?, long })
    }
}

/// Threads among `paths`, spread over them, where `reader` may reply.
///
/// # Errors
/// When one cannot be read, or there is none.
pub async fn open_threads(site: Site, paths: &[String], wanted: usize, reader: &Headers) -> Result<Vec<u64>> {
    let reader: Headers = reader.iter().filter(|(name, _)| name != "Accept-Encoding").cloned().collect();
    let mut threads = Vec::new();
    for path in paths.iter().step_by((paths.len() / wanted).max(1)) {
        let Some(id) = path.trim_start_matches("/threads/").split('-').next().and_then(|id| id.parse().ok()) else {
            continue;
        };
        let html = site.page(path, &reader).await?.answer.text();
        if html.contains(&format!("action=\"/threads/{id}/posts\"")) {
            threads.push(id);
        }
    }
    if threads.is_empty() { Err("no thread takes a reply".into()) } else { Ok(threads) }
}

async fn short(site: Site, threads: &[String]) -> Result<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let (before, after) = threads.split_at(threads.len() / 2);
    for path in after.iter().chain(before) {
        let page = site.page(path, &plain_visitor()).await?;
        if posts(&page).count() == 20 {
            found.push((page.answer.body.len(), path.clone()));
        }
        if found.len() == CANDIDATES {
            break;
        }
    }
    found.sort();
    let middle = found.len() / 2;
    Ok(found.into_iter().nth(middle).ok_or("no thread has twenty posts")?.1)
}

/// `/posts/{id}` of a post found by turning pages.
async fn deep(site: Site, first: &str) -> Result<String> {
    let mut page = site.page(first, &plain_visitor()).await?;
    for _ in 0..DEEP {
        let next = next(&page.answer.text()).ok_or("the long thread is not that long")?;
        page = site.page(&next, &plain_visitor()).await?;
    }
    let ids: Vec<_> = posts(&page).collect();
    Ok(format!("/posts/{}", ids.get(ids.len() / 2).ok_or("a page without posts")?))
}

/// Ids of the posts on a page.
fn posts(page: &Page) -> impl Iterator<Item = u64> {
    let html = page.answer.text();
    let ids: Vec<_> =
        html.split(" id=\"post-").skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
    ids.into_iter()
}

/// The address of `rel="next"`, wherever the attribute stands in its tag.
fn next(html: &str) -> Option<String> {
    let tag = html.split('<').find(|tag| tag.contains("rel=\"next\""))?;
    let href = tag.split("href=\"").nth(1)?.split('"').next()?;
    Some(href.replace("&amp;", "&").replace("&#x2F;", "/").replace("&#x3D;", "="))
}
