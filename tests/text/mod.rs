//! Markdown, sanitising, sentences, templates, questions.

mod bombs;
mod markdown;
mod questions;
mod sentences;
mod templates;
