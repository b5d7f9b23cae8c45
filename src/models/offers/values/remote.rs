//! How much of the work is done from elsewhere, read out of one saying.

use crate::models::{folded::fold, offers::claims::Remote};

/// Bytes that are read.
const READ: usize = 300;

/// `Télétravail partiel`, `Hybrid remote`, `TELECOMMUTE`, `2 jours par semaine`. A bare
/// `Oui` is `Partly`: nothing says that nobody is ever awaited. `None` when it is not said.
pub fn remote(said: &str) -> Option<Remote> {
    let said = format!(" {} ", fold(&said[..said.floor_char_boundary(READ)]));
    let says = |any: &[&str]| any.iter().any(|words| said.contains(&format!(" {words} ")));
    let begins = |any: &[&str]| any.iter().any(|words| said.contains(&format!(" {words}")));
    if says(&["not specified", "non specifie", "non precise", "unknown", "covid 19"]) {
        return None;
    }
    let negated = ["pas de teletravail", "pas teletravail", "aucun teletravail", "sans teletravail", "no remote"];
    let refused = ["teletravail non", "teletravail impossible", "not remote", "non remote", "teletravail 0"];
    if says(&negated) || says(&refused) || says(&["teletravail pas possible", "non eligible au teletravail"]) {
        return Some(Remote::No);
    }
    let partly = ["occasionnel", "partiel", "partial", "partly", "hybrid", "ponctuel", "regulier", "possible", "jour"];
    let days = ["flexible", "days", "mixte", "quelques", "optional", "eligible", "frequent"];
    let wholly = ["fully", "full remote", "full teletravail", "total", "complet", "integral", "telecommute"];
    let wholly_too = ["exclusi", "remote only", "100", "5 jours", "permanent", "wholly"];
    let is_remote = says(&["remote", "teletravail", "a distance", "home office", "work from home", "distanciel"]);
    let days_all = says(&["5 jours"]);
    if (begins(&partly) || begins(&days)) && !days_all {
        return Some(Remote::Partly);
    }
    if begins(&wholly) || (begins(&wholly_too) && is_remote) {
        return Some(Remote::Wholly);
    }
    if says(&["on site", "onsite", "sur site", "sur place", "presentiel", "office", "in office"]) && !is_remote {
        return Some(Remote::No);
    }
    match said.trim() {
        "non" | "no" | "false" | "jamais" | "aucun" | "none" | "0" | "never" => Some(Remote::No),
        "oui" | "yes" | "true" => Some(Remote::Partly),
        "remote" | "wholly" | "full" | "work from home" => Some(Remote::Wholly),
        _ if says(&["remote"]) => Some(Remote::Wholly),
        _ => is_remote.then_some(Remote::Partly),
    }
}
