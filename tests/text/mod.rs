//! Markdown, sanitising, sentences, templates.

mod bombs;
mod markdown;
mod sentences;
mod templates;
