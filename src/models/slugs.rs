//! Slugs: the readable part of an address.

/// `Reconversion à 50 ans : par où commencer ?` → `reconversion-a-50-ans-par-ou-commencer`.
/// At most 80 bytes, cut at a word; may be empty.
pub fn slug(title: &str) -> String {
    let slug = slug::slugify(title);
    if slug.len() <= 80 {
        return slug;
    }
    let cut = &slug[..80];
    cut.rsplit_once('-').map_or(cut, |(words, _)| words).to_owned()
}

/// `/threads/12-a-title`, or `/threads/12` when there is no slug to show.
pub fn path(noun: &str, id: i64, slug: &str) -> String {
    if slug.is_empty() { format!("/{noun}/{id}") } else { format!("/{noun}/{id}-{slug}") }
}
