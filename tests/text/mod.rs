//! Markdown, sanitising, sentences, templates, questions.

mod bombs;
mod feeds;
mod markdown;
mod numbers;
mod questions;
mod sentences;
mod templates;
