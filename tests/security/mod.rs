//! What must never happen: leaks, forgeries, bad input that breaks a page.
mod canary;
