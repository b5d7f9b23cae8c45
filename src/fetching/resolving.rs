//! A host looked up once, and judged. The connection is made to the very addresses that
//! were judged: a name that answers otherwise a moment later (DNS rebinding) is not heard.

use std::{
    error::Error,
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::net;

use super::networks;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unresolved {
    #[error("no such host")]
    NoSuchHost,
    #[error("a host that is not public")]
    NotPublic,
}

/// What the system answers, `/etc/hosts` first.
pub(super) struct System;

impl Resolve for System {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: io::Result<Vec<_>> = net::lookup_host((name.as_str(), 0)).await.map(Iterator::collect);
            Ok(Box::new(found?.into_iter()) as Addrs)
        })
    }
}

pub(super) struct Checked {
    lookup: Arc<dyn Resolve>,
    is_strict: bool,
}

impl Checked {
    pub fn strictly(lookup: Arc<dyn Resolve>) -> Self {
        Self { lookup, is_strict: true }
    }

    /// Only for hosts that the operator named.
    pub fn trustingly(lookup: Arc<dyn Resolve>) -> Self {
        Self { lookup, is_strict: false }
    }
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let (looked_up, is_strict) = (self.lookup.resolve(name), self.is_strict);
        Box::pin(async move {
            let addresses = looked_up.await.map_err(|_| Unresolved::NoSuchHost)?.map(|address| address.ip()).collect();
            judged(addresses, is_strict).map_err(|error| Box::new(error) as Box<dyn Error + Send + Sync>)
        })
    }
}

/// One address out of place, and none is used: who answers so has something in mind, or
/// a network of their own. Ports are those of the URL (0 says so), which was judged.
fn judged(addresses: Vec<IpAddr>, is_strict: bool) -> Result<Addrs, Unresolved> {
    if addresses.is_empty() {
        return Err(Unresolved::NoSuchHost);
    }
    if is_strict && !addresses.iter().all(|address| networks::is_public(*address)) {
        return Err(Unresolved::NotPublic);
    }
    Ok(Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0))))
}
