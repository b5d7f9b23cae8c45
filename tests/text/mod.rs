//! Markdown, sanitising, sentences, templates.
