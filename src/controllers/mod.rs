//! The doors: HTTP in, one call, HTTP out. Nothing is decided here.

pub mod accounts;
pub mod admin;
pub mod answers;
pub mod communities;
pub mod cookies;
pub mod dev;
pub mod drafts;
pub mod extractors;
pub mod feeds;
pub mod home;
pub mod kept;
pub mod letters;
pub mod live;
pub mod me;
pub mod monitoring;
pub mod notifications;
pub mod pages;
pub mod people;
pub mod pictures;
pub mod posts;
pub mod search;
pub mod sessions;
pub mod tags;
pub mod threads;
pub mod trades;
