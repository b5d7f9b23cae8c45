//! The served site, as the bench finds its way in it: by its pages, as a reader would.

use crate::{
    Result,
    http::{Answer, Connection, get, post},
    wrk::Headers,
};

const EMAIL: &str = "load@world.example";
pub const PASSWORD: &str = "passerelle-demo";

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
                300..400 => path = local(answer.header("location").unwrap_or_default()).to_owned(),
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

    /// The path of every public thread, as the site map tells search engines.
    ///
    /// # Errors
    /// When a map cannot be read.
    pub async fn threads(self) -> Result<Vec<String>> {
        let mut threads = Vec::new();
        for map in self.mapped("/sitemap.xml").await? {
            threads.extend(self.mapped(&map).await?.into_iter().filter(|path| path.starts_with("/threads/")));
        }
        Ok(threads)
    }

    async fn mapped(self, map: &str) -> Result<Vec<String>> {
        let xml = self.page(map, &plain_visitor()).await?.answer.text();
        let addresses = xml.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
        Ok(addresses.map(|address| local(address).to_owned()).collect())
    }

    async fn get(self, path: &str, headers: &Headers) -> Result<Answer> {
        let headers: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(Connection::to(self.port).send(&get(self.port, path, &headers)).await?)
    }
}

/// An address without its origin and fragment.
fn local(address: &str) -> &str {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => address,
    };
    path.split('#').next().unwrap_or_default()
}
