//! The shape of `settings: fetching:` in `config/*.yaml`. Each has a default; times are
//! in seconds, and may have decimals.

use std::{path::PathBuf, time::Duration};

use serde::{Deserialize, Deserializer, de::Error};

#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fetching {
    /// The address of the house, told to those it reads from.
    pub public_url: String,
    /// The name of the house, which it never asks; so is the one in `public_url`.
    pub own_host: String,
    /// Where bodies are written, under no name. Empty: where the system keeps such files.
    pub folder: PathBuf,
    pub ports: Vec<u16>,
    /// `host:port` or `address:port`, exactly: asked wherever they are, and whatever the port.
    /// A host is meant by the name it is asked under, an address where it stands in for one.
    pub allow: Vec<String>,
    /// To look a host up, reach it and shake hands with it.
    #[serde(deserialize_with = "seconds")]
    pub connect: Duration,
    /// Until an answer begins, at each hop.
    #[serde(deserialize_with = "seconds")]
    pub headers: Duration,
    /// For all of it.
    #[serde(deserialize_with = "seconds")]
    pub whole: Duration,
    /// Of a body, as sent.
    pub bytes: u64,
    /// Bytes a second below which a server is given up once it used up its `patience`.
    pub pace: u64,
    /// How long a server may be silent while it sends a body.
    #[serde(deserialize_with = "seconds")]
    pub patience: Duration,
}

impl Default for Fetching {
    fn default() -> Self {
        Self {
            public_url: String::new(),
            own_host: String::new(),
            folder: PathBuf::new(),
            ports: vec![80, 443, 8080, 8443],
            allow: vec![],
            connect: Duration::from_secs(10),
            headers: Duration::from_secs(30),
            whole: Duration::from_secs(600),
            bytes: 1 << 30,
            pace: 1 << 10,
            patience: Duration::from_secs(30),
        }
    }
}

impl Fetching {
    pub(super) fn user_agent(&self) -> String {
        format!("Passerelle/{} (+{})", env!("CARGO_PKG_VERSION"), self.public_url)
    }

    pub(super) fn folder(&self) -> PathBuf {
        if self.folder.as_os_str().is_empty() { std::env::temp_dir() } else { self.folder.clone() }
    }
}

fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    Duration::try_from_secs_f64(f64::deserialize(deserializer)?).map_err(D::Error::custom)
}
