//! Which links a browser may fetch before they are followed, so that plain pages
//! feel instant: a header names a file of rules, whose address is ours (an inline
//! one would need a hole in the policy).
//!
//! * Only pages that are read: no form, no search (it is counted), no file, nothing
//!   that signs in or out, nothing with `rel="nofollow"`.
//! * A visitor's page is fetched when a pointer rests on its link (`moderate`): it
//!   comes from the page cache, whole, for next to nothing.
//! * A member's page is made for them. It is fetched when the link is pressed
//!   (`conservative`), which is nearly always followed: the time of a click is won,
//!   and next to no page made for nothing.
//! * A member's threads never: a prefetch reads nothing (`Sec-Purpose`), and the
//!   visit that follows asks us nothing more; what one read would stay unread. Nor
//!   the page of a person, where who looked may be told.
//! * Fetched, not rendered: a page rendered beforehand runs, opens its live stream
//!   and costs an old phone its memory, to win the few milliseconds left.

use axum::http::{HeaderName, HeaderValue};

use crate::controllers::extractors::Visit;

pub const RULES: HeaderName = HeaderName::from_static("speculation-rules");

/// The rules for this reader: a list of addresses, each a string (RFC 8941 §3.1).
pub fn rules(visit: &Visit) -> Option<HeaderValue> {
    let file = if visit.viewer.is_visitor() { "visitors.speculationrules" } else { "members.speculationrules" };
    HeaderValue::from_str(&format!("\"{}\"", visit.house.statics.address(file))).ok()
}
