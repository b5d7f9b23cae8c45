//! RSS (2.0, 1.0) and Atom (RFC 4287): XML like any other, but for the links of an
//! entry, of which one alone leads to the offer.

use super::{Field, Item};

/// Leaves an entry's links to elsewhere out: to itself, to edit it, to a picture.
pub(super) fn straightened(mut item: Item) -> Item {
    let away: Vec<String> = item.fields.iter().filter_map(leads_away).collect();
    if !away.is_empty() {
        item.fields.retain(|field| !away.iter().any(|link| field.place.strip_prefix(&**link) == Some("@href")));
    }
    item
}

fn leads_away(field: &Field) -> Option<String> {
    let is_away = field.path == "link@rel" && field.value != "alternate";
    is_away.then(|| field.place.trim_end_matches("@rel").to_owned())
}
