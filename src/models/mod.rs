//! The domain: nouns, each with its abilities, one a file.

#[rustfmt::skip]
pub mod _entities;

pub mod accompaniments;
pub mod activities;
pub mod aid_requests;
pub mod alerts;
pub mod api_keys;
pub mod applications;
pub mod blocks;
pub mod bookmarks;
pub mod calls;
pub mod communities;
pub mod contacts;
pub mod drafts;
pub mod folded;
pub mod following;
pub mod habits;
pub mod keyset;
pub mod letters;
pub mod links;
pub mod memberships;
pub mod notifications;
pub mod offers;
pub mod organisations;
pub mod pictures;
pub mod places;
pub mod pledges;
pub mod posts;
pub mod privacy;
pub mod profiles;
pub mod reading;
pub mod references;
pub mod search;
pub mod sessions;
pub mod slips;
pub mod slugs;
pub mod tags;
pub mod threads;
pub mod trades;
pub mod unsubscribing;
pub mod users;
pub mod webhooks;
