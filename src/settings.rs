//! The shape of `settings:` in `config/*.yaml`: every switch of the house, typed once.

use std::path::{Path, PathBuf};

use loco_rs::{Error, Result, config::Config, environment::Environment};
use serde::Deserialize;

use crate::{fetching::Fetching, models::offers::checking::PayRange};

/// The secret of development, refused in production.
const DEFAULT_SECRET: &str = "development-only";

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The address readers type, without a final slash.
    pub public_url: String,
    /// What this server keeps for itself: its database, when that is a file, and its
    /// search index.
    pub data_dir: PathBuf,
    /// What several servers of one house share: uploads, exports, the journal of
    /// erasures. Empty: in `data_dir`.
    #[serde(default)]
    shared_dir: PathBuf,
    /// Peppers the digests of tokens. Changing it ends every session.
    pub secret: String,
    /// Bearer token of `/metrics`; empty closes it.
    #[serde(default)]
    pub metrics_token: String,
    /// Load the demo world into an empty house, and show `/dev/letters`.
    #[serde(default)]
    pub demo: bool,
    /// Fill an empty house with the trades and places that come with it.
    #[serde(default)]
    pub references: bool,
    /// How often what waits for the software of organisations is looked at, in seconds.
    #[serde(default = "often")]
    pub deliver_every: u64,
    /// Serve production over plain http all the same.
    #[serde(default)]
    pub allow_http: bool,
    /// Header a trusted proxy writes the client's address in; empty: the peer is the client.
    #[serde(default)]
    pub client_address_header: String,
    /// The operator's own pages (legal notice, personal data…): Markdown files, `legal.fr.md`.
    pub pages_dir: PathBuf,
    pub mail: Mail,
    pub limits: Limits,
    pub page_cache: PageCache,
    #[serde(default)]
    pub retention: Retention,
    pub offers: Offers,
    /// How what others publish is read.
    #[serde(default)]
    pub fetching: Fetching,
}

/// How offers are checked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offers {
    /// The rules (`config/offer_rules.yaml`), read again when they change; those that come
    /// with the house where there is no such file.
    pub rules: PathBuf,
    /// Whether an offer has to say its pay: off, warn, required.
    #[serde(default)]
    pub pay_range: PayRange,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// `Name <address>`
    pub from: String,
    /// Empty: letters stay in the outbox (and at `/dev/letters` in development).
    #[serde(default)]
    pub host: String,
    #[serde(default)]
    pub port: u16,
    #[serde(default)]
    pub user: String,
    #[serde(default)]
    pub password: String,
    /// none, starttls or implicit
    #[serde(default)]
    pub tls: String,
    /// Seconds to wait for an answer of the mail server.
    #[serde(default = "patience")]
    pub patience: u64,
}

fn patience() -> u64 {
    20
}

/// How often, in a minute; of streams, how many at once.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub threads: u32,
    pub replies: u32,
    /// Edits, gestures, memberships and other small acts of one person.
    pub acts: u32,
    pub sign_ins: u32,
    /// Codes of slips that one address tries.
    #[serde(default = "some")]
    pub codes: u32,
    /// Sign-ups and letters asked for, by one address.
    pub letters: u32,
    pub previews: u32,
    /// By one address.
    pub searches: u32,
    /// What is suggested while one types; by one address.
    pub suggestions: u32,
    /// Words sent after a session ended, by one address, and held for who signs in.
    #[serde(default = "few")]
    pub held: u32,
    /// Pictures sent in by one person, in an hour.
    #[serde(default = "some")]
    pub pictures: u32,
    /// What an organisation's software asks with one key.
    #[serde(default = "several")]
    pub calls: u32,
    /// Pages open at once from one address that hear what happens (`/live`).
    #[serde(default = "many")]
    pub streams: u32,
}

fn few() -> u32 {
    5
}

fn some() -> u32 {
    20
}

fn several() -> u32 {
    300
}

fn many() -> u32 {
    60
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageCache {
    pub megabytes: u64,
    /// However fresh, a page is made anew after this long.
    pub seconds: u64,
}

/// How long what concerns people is kept.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Months without an act before an account is warned, and before it is erased.
    pub warn_months: u32,
    pub erase_months: u32,
    /// Days that a letter sent, or given up on, is kept.
    pub letters_days: u16,
    /// Days that an export waits for its person.
    pub exports_days: u16,
}

fn often() -> u64 {
    5
}

impl Default for Retention {
    fn default() -> Self {
        Self { warn_months: 23, erase_months: 24, letters_days: 90, exports_days: 7 }
    }
}

impl Retention {
    pub fn letters(&self) -> chrono::Duration {
        chrono::Duration::days(self.letters_days.into())
    }

    pub fn exports(&self) -> chrono::Duration {
        chrono::Duration::days(self.exports_days.into())
    }
}

impl Settings {
    /// The folder that every server of the house sees.
    pub fn shared_dir(&self) -> &Path {
        if self.shared_dir.as_os_str().is_empty() { &self.data_dir } else { &self.shared_dir }
    }

    /// # Errors
    /// When the block is malformed, or production would start unsafe.
    pub fn load(environment: &Environment, config: &Config) -> Result<Self> {
        let mut settings: Self = config.settings()?;
        settings.public_url = settings.public_url.trim_end_matches('/').to_owned();
        settings.fetching.public_url.clone_from(&settings.public_url);
        if settings.fetching.folder.as_os_str().is_empty() {
            settings.fetching.folder.clone_from(&settings.data_dir);
        }
        if *environment == Environment::Production {
            settings.fit_for_production()?;
        }
        Ok(settings)
    }

    fn fit_for_production(&self) -> Result<()> {
        if self.secret == DEFAULT_SECRET || self.secret.len() < 32 {
            return Err(Error::Message(
                "production does not start with the default secret: set SECRET to at least 32 random \
                 characters, for example `openssl rand -base64 48`"
                    .into(),
            ));
        }
        if !self.secure() && !self.allow_http {
            return Err(Error::Message(format!(
                "production does not start on {}: set PUBLIC_URL to an https:// address, or ALLOW_HTTP=true \
                 if passwords may travel in clear on your network",
                self.public_url
            )));
        }
        Ok(())
    }

    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The name of the session cookie: with https, one that no neighbouring
    /// subdomain can plant (`__Host-`, RFC 6265bis §4.1.3.2).
    pub fn session_cookie(&self) -> &'static str {
        if self.secure() { "__Host-session" } else { "session" }
    }
}
