//! What offers say: how it is read, checked and fetched.
mod checking;
mod feeds;
mod importing;
mod listing;
mod values;
