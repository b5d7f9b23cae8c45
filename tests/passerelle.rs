//! The whole suite, one binary. Run twice by `tests/run`: on SQLite, and with
//! `DATABASE_URL` on PostgreSQL. Each test has a house of its own.

mod fetching;
mod fixtures;
mod models;
mod relevance;
mod requests;
mod security;
mod support;
mod tasks;
mod text;
