//! Plugs: what stands between the network and the doors, and what listens.

pub mod compression;
pub mod courier;
pub mod error_pages;
pub mod forgery_protection;
pub mod limits;
pub mod live;
pub mod page_cache;
pub mod readers;
pub mod security_headers;
pub mod view_engine;
pub mod webhooks;
