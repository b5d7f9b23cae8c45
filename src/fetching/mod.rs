//! The one client by which the house reads what others publish, at addresses that
//! people typed, and writes to their software: nothing else in it speaks HTTP outwards.
//!
//! Such an address, or where it sends on to, may name what only this server reaches
//! (SSRF). So each hop is judged before it is gone ([`guard`]), a host is looked up once
//! and connected to at the very addresses that were judged ([`resolving`]), and what
//! cannot be judged is refused. What the bytes mean, and unpacking them, is for others.

mod guard;
pub(crate) mod keeping;
mod networks;
mod pace;
mod resolving;
mod settings;
mod unfetched;

use std::{fs::File, sync::Arc};

use reqwest::{
    Client, ClientBuilder, Response, StatusCode,
    dns::Resolve,
    header::{
        ACCEPT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
        LAST_MODIFIED, LOCATION,
    },
    redirect, retry,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio::time::timeout;
use url::Url;

use self::resolving::{Checked, System};
pub use self::{
    guard::{Guard, check_address, check_safe_address},
    settings::Fetching,
    unfetched::Unfetched,
};

/// Addresses gone on to after the first.
const REDIRECTS: usize = 5;
/// Bytes of a header worth keeping: whoever sends longer ones gets no condition.
const HEADER: usize = 1_024;

/// One for the process; cloning it costs nothing.
#[derive(Clone, Debug)]
pub struct Fetcher {
    settings: Arc<Fetching>,
    /// For everyone: connects to public addresses only.
    guarded: Client,
    /// For the hosts and ports of [`Fetching::allow`], wherever they are.
    trusting: Client,
}

/// What a server said of a body, said back to it the next time (RFC 9110, 8.8 and 13.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

#[derive(Debug)]
pub enum Fetched {
    /// What was seen is what there is.
    Unchanged {
        /// As of a body.
        moved: Option<String>,
    },
    Body {
        /// At its beginning, and in no folder: gone once it is closed. As it was sent: packed,
        /// if the server packs whatever it is asked.
        file: File,
        bytes: u64,
        seen: Seen,
        /// The media type, as the server wrote it.
        kind: Option<String>,
        /// Where it was found in the end.
        address: String,
        /// Where what was asked for lives from now on: as far as the way there was said to be
        /// permanent (RFC 9110, 15.4.2 and 15.4.9).
        moved: Option<String>,
    },
}

/// Why there is no fetcher: for the operator, when the house starts.
#[derive(Debug, thiserror::Error)]
pub enum Misconfigured {
    #[error("`{0}` in `allow` is not a host and a port, such as `feeds.example.org:8080`")]
    Allow(String),
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    #[error("the HTTP client cannot be set up: {0}")]
    Client(#[from] reqwest::Error),
}

/// How far a fetch has come.
struct Way {
    url: Url,
    moved: Option<String>,
    is_permanent: bool,
}

impl Fetcher {
    /// # Errors
    /// When an entry of `allow` cannot be read, or a header made of the settings cannot be sent.
    pub fn new(settings: Fetching) -> Result<Self, Misconfigured> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        Self::with(settings, Arc::new(System), roots)
    }

    /// With other ways to look hosts up (ports are not heard) and others to vouch for them.
    ///
    /// # Errors
    /// As `new`.
    pub fn with(settings: Fetching, lookup: Arc<dyn Resolve>, roots: RootCertStore) -> Result<Self, Misconfigured> {
        if let Some(entry) = settings.allow.iter().find(|entry| guard::place(entry).is_none()) {
            return Err(Misconfigured::Allow(entry.clone()));
        }
        let tls = tls(roots)?;
        let guarded = bare(&settings, tls.clone()).dns_resolver(Checked::strictly(Arc::clone(&lookup))).build()?;
        let trusting = bare(&settings, tls).dns_resolver(Checked::trustingly(lookup)).build()?;
        Ok(Self { settings: Arc::new(settings), guarded, trusting })
    }

    /// # Errors
    /// Each with a name of its own, see [`Unfetched`].
    pub async fn get(&self, url: &str, seen: &Seen) -> Result<Fetched, Unfetched> {
        timeout(self.settings.whole, self.follow(url, seen)).await.unwrap_or(Err(Unfetched::TooLong))
    }

    /// Writes to a server, and hears whether it took it: any 2xx. Where it sends on to is not
    /// gone to, what was meant for one server being nobody else's; and none of what it says
    /// besides is read.
    ///
    /// # Errors
    /// Each with a name of its own, see [`Unfetched`].
    pub async fn post(&self, url: &str, headers: HeaderMap, body: Vec<u8>) -> Result<(), Unfetched> {
        let url = check_safe_address(url, &self.settings)?;
        let asked = self.client(&url).post(url).headers(headers).body(body).send();
        let answer = timeout(self.settings.headers, asked).await.map_err(|_| Unfetched::TooSlow)?;
        let answer = answer.map_err(|error| Unfetched::of(&error))?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            status if status.is_redirection() => Err(Unfetched::TooManyRedirects),
            status => Err(Unfetched::answered(status, answer.headers())),
        }
    }

    async fn follow(&self, url: &str, seen: &Seen) -> Result<Fetched, Unfetched> {
        let url = check_address(url, &self.settings)?;
        let mut way = Way { url, moved: None, is_permanent: true };
        for _ in 0..=REDIRECTS {
            let answer = self.ask(&way.url, seen).await?;
            match way.onward(&answer) {
                Some(location) => way.turn(&location, answer.status(), &self.settings)?,
                None => return self.read(answer, way, seen).await,
            }
        }
        Err(Unfetched::TooManyRedirects)
    }

    async fn ask(&self, url: &Url, seen: &Seen) -> Result<Response, Unfetched> {
        let asked = self.client(url).get(url.clone()).headers(seen.conditions()).send();
        let answer = timeout(self.settings.headers, asked).await.map_err(|_| Unfetched::TooSlow)?;
        answer.map_err(|error| Unfetched::of(&error))
    }

    fn client(&self, url: &Url) -> &Client {
        if guard::is_allowed(url, &self.settings) { &self.trusting } else { &self.guarded }
    }

    async fn read(&self, answer: Response, way: Way, seen: &Seen) -> Result<Fetched, Unfetched> {
        match answer.status() {
            StatusCode::OK => {}
            // Unasked for, it says nothing.
            StatusCode::NOT_MODIFIED if !seen.conditions().is_empty() => {
                return Ok(Fetched::Unchanged { moved: way.moved });
            }
            status => return Err(Unfetched::answered(status, answer.headers())),
        }
        let (seen, kind) = (Seen::of(answer.headers()), text(answer.headers(), &CONTENT_TYPE));
        let (file, bytes) = keeping::keep(answer, &self.settings).await?;
        Ok(Fetched::Body { file, bytes, seen, kind, address: way.url.into(), moved: way.moved })
    }
}

impl Way {
    /// Where an answer sends on to (RFC 9110, 15.4). Some write addresses in UTF-8, which
    /// are none, and mean them.
    fn onward(&self, answer: &Response) -> Option<String> {
        if !matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        String::from_utf8(answer.headers().get(LOCATION)?.as_bytes().to_vec()).ok()
    }

    fn turn(&mut self, location: &str, status: StatusCode, settings: &Fetching) -> Result<(), Guard> {
        let next = self.url.join(location).map_err(|_| Guard::NotAnAddress)?;
        let next = guard::check(next, settings)?;
        if self.url.scheme() == "https" && next.scheme() != "https" {
            return Err(Guard::Downgrade);
        }
        self.is_permanent &= matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
        if self.is_permanent {
            self.moved = Some(next.to_string());
        }
        self.url = next;
        Ok(())
    }
}

impl Seen {
    fn of(headers: &HeaderMap) -> Self {
        Self { etag: text(headers, &ETAG), last_modified: text(headers, &LAST_MODIFIED) }
    }

    /// Both are said: a server that knows entity tags does not look at the date (RFC 9110, 13.2.2).
    fn conditions(&self) -> HeaderMap {
        let conditions = [(IF_NONE_MATCH, &self.etag), (IF_MODIFIED_SINCE, &self.last_modified)];
        let said = conditions.into_iter().filter_map(|(name, value)| {
            let value = HeaderValue::from_str(value.as_deref()?).ok()?;
            Some((name, value))
        });
        said.collect()
    }
}

/// A client that does nothing of itself: it neither follows, nor unpacks, nor asks a
/// proxy, nor tries again, nor uses a connection twice.
fn bare(settings: &Fetching, tls: ClientConfig) -> ClientBuilder {
    Client::builder()
        .user_agent(settings.user_agent())
        .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .no_proxy()
        .http1_only()
        .pool_max_idle_per_host(0)
        .connect_timeout(settings.connect)
        .tls_backend_preconfigured(tls)
}

/// With *ring*, as the rest of the house, whatever else is compiled in.
fn tls(roots: RootCertStore) -> Result<ClientConfig, rustls::Error> {
    let versions = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    Ok(versions.with_safe_default_protocol_versions()?.with_root_certificates(roots).with_no_client_auth())
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    (value.len() <= HEADER).then(|| value.to_owned())
}
