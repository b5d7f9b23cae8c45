//! What must never happen: leaks, forgeries, bad input that breaks a page.

mod alike;
mod canary;
mod cookies;
mod email_addresses;
mod forgery;
mod forms;
mod headers;
mod limits;
mod markup;
mod rates;
mod speculation;
