//! The served site, as the bench finds its way in it: by its pages, as a reader would.

use crate::{
    Result,
    http::{Answer, Connection, get, post},
    wrk::Headers,
};

const EMAIL: &str = "load@world.example";
const PASSWORD: &str = "passerelle-demo";

/// A site on loopback.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    pub port: u16,
}

/// A page that answers 200 at exactly this path, for these headers.
#[derive(Debug)]
pub struct Page {
    pub url: String,
    pub headers: Headers,
    pub answer: Answer,
}

/// What every browser sends.
pub fn visitor() -> Headers {
    vec![("Accept-Encoding".into(), "gzip".into()), ("Accept-Language".into(), "fr".into())]
}

/// As [`visitor`], for a client that does not decompress.
pub fn plain_visitor() -> Headers {
    vec![("Accept-Language".into(), "fr".into())]
}

impl Site {
    /// Opens `path`, through its redirects.
    ///
    /// # Errors
    /// When what is at the end of them is not a page.
    pub async fn page(self, path: &str, headers: &Headers) -> Result<Page> {
        let mut path = path.to_owned();
        for _ in 0..4 {
            let answer = self.get(&path, headers).await?;
            match answer.status {
                200 => {
                    let url = format!("http://127.0.0.1:{}{path}", self.port);
                    return Ok(Page { url, headers: headers.clone(), answer });
                }
                300..400 => path = self.local(answer.header("location").unwrap_or_default()),
                status => return Err(format!("{path} answers {status}").into()),
            }
        }
        Err(format!("{path}: too many redirects").into())
    }

    /// Signs in the world's own member. Returns a visitor's headers and the cookie.
    ///
    /// # Errors
    /// When the door stays shut.
    pub async fn member(self) -> Result<Headers> {
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("email", EMAIL)
            .append_pair("password", PASSWORD)
            .finish();
        let answer = Connection::to(self.port).send(&post(self.port, "/session", &[], &form)).await?;
        let cookie = answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
            .find_map(|(_, value)| value.split(';').next().filter(|pair| pair.starts_with("session=")))
            .ok_or_else(|| format!("{EMAIL} cannot sign in: {}", answer.status))?;
        let mut headers = visitor();
        headers.push(("Cookie".into(), cookie.to_owned()));
        Ok(headers)
    }

    /// Up to `wanted` threads that `reader` finds in the rooms.
    ///
    /// # Errors
    /// When a page cannot be read.
    pub async fn threads(self, wanted: usize, reader: &Headers) -> Result<Vec<u64>> {
        let mut threads = Vec::new();
        let rooms = self.linked("/communities", reader, "/communities/", usize::MAX).await?;
        for room in rooms.iter().filter(|room| is_room(room)) {
            if threads.len() >= wanted {
                break;
            }
            let links = self.linked(room, reader, "/threads/", wanted - threads.len()).await?;
            threads.extend(links.iter().filter_map(|link| thread_of(link)));
            threads.sort_unstable();
            threads.dedup();
        }
        threads.truncate(wanted);
        Ok(threads)
    }

    /// Links that begin with `prefix` on `list` and its next pages, about `wanted` of them.
    async fn linked(self, list: &str, reader: &Headers, prefix: &str, wanted: usize) -> Result<Vec<String>> {
        let plain: Headers = reader.iter().filter(|(name, _)| name != "Accept-Encoding").cloned().collect();
        let (mut links, mut at) = (Vec::new(), Some(list.to_owned()));
        while let Some(path) = at.take().filter(|_| links.len() < wanted) {
            let html = self.page(&path, &plain).await?.answer.text();
            links.extend(hrefs(&html).filter(|link| link.starts_with(prefix)));
            links.sort_unstable();
            links.dedup();
            at = next(&html);
        }
        Ok(links)
    }

    async fn get(self, path: &str, headers: &Headers) -> Result<Answer> {
        let headers: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(Connection::to(self.port).send(&get(self.port, path, &headers)).await?)
    }

    /// A `Location` without its origin and fragment.
    fn local(self, location: &str) -> String {
        let path = location.strip_prefix(&format!("http://127.0.0.1:{}", self.port)).unwrap_or(location);
        path.split('#').next().unwrap_or_default().to_owned()
    }
}

fn hrefs(html: &str) -> impl Iterator<Item = String> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(unescaped)
}

/// The address of `rel="next"`, wherever the attribute stands in its tag.
fn next(html: &str) -> Option<String> {
    let tag = html.split('<').find(|tag| tag.contains("rel=\"next\""))?;
    hrefs(tag).next()
}

fn unescaped(href: &str) -> String {
    href.replace("&amp;", "&").replace("&#x3D;", "=").replace("&#x2F;", "/")
}

/// `/communities/{slug}` itself, not what lies below or beside it.
fn is_room(link: &str) -> bool {
    let slug = link.trim_start_matches("/communities/");
    !slug.is_empty() && slug != "new" && !slug.contains(['/', '?', '#', '.'])
}

/// `/threads/12-titre` → 12; nothing for a feed.
fn thread_of(link: &str) -> Option<u64> {
    let rest = link.strip_prefix("/threads/")?;
    if rest.ends_with(".atom") {
        return None;
    }
    rest.split(|sign: char| !sign.is_ascii_digit()).next()?.parse().ok()
}
