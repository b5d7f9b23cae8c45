//! Where one works: fields that stand together make one place.

use super::{
    super::{
        Field, Slot,
        codes::{is_commune, is_department},
    },
    Said,
    said::plain,
};
use crate::models::{
    folded::fold,
    offers::{claims::Place, values},
};

/// Places of one offer.
const PLACES: usize = 50;
/// Parts of an address that have a field of their own.
const PARTS: [Slot; 4] = [Slot::Commune, Slot::Postcode, Slot::Department, Slot::Country];

/// One for each field of the first path that names places; without any, the one that
/// codes tell.
pub(super) fn places(said: &Said) -> Vec<Place> {
    let labels = said.paths(Slot::Place).next().unwrap_or_default();
    let parts = PARTS.map(|slot| said.paths(slot).collect::<Vec<_>>());
    let mut places: Vec<Place> = vec![];
    if labels.is_empty() {
        let place = place("", &parts.each_ref().map(|paths| first(paths, |_| true)));
        places.extend(Some(place).filter(|place| !place.label.is_empty()));
    }
    for label in labels.iter().take(PLACES) {
        let is_alone = labels.len() == 1;
        let parts = parts.each_ref().map(|paths| first(paths, |part| is_alone || stand_together(label, part)));
        let place = place(&plain(&label.value), &parts);
        if !place.label.is_empty() && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

fn first(paths: &[Vec<&Field>], is_here: impl Fn(&Field) -> bool) -> Option<String> {
    let mut fields = paths.iter().flatten().filter(|field| is_here(field));
    fields.next().map(|field| plain(&field.value))
}

/// Whether what two fields have in common by name is also the same one of several. A
/// part that the mapping says itself stands with all.
fn stand_together(label: &Field, part: &Field) -> bool {
    if part.place.is_empty() {
        return true;
    }
    let names = |text: &str| text.split(['/', '@']).map(str::to_owned).collect::<Vec<_>>();
    let common =
        |one: &str, other: &str| names(one).iter().zip(&names(other)).take_while(|(one, other)| one == other).count();
    common(&label.path, &part.path) == common(&label.place, &part.place) && label.path.contains(['/', '@'])
}

fn place(said: &str, [commune, postcode, department, country]: &[Option<String>; 4]) -> Place {
    let mut place = if said.is_empty() { Place::default() } else { values::place(said) };
    if let Some(code) = commune.as_deref().filter(|code| is_commune(code)) {
        place.commune = Some(code.to_owned());
    }
    if let Some(code) = postcode.as_deref().filter(|code| (3..=10).contains(&code.len())) {
        place.postcode = Some(code.to_owned());
    }
    if let Some(said) = department {
        let of_it = if is_department(said) { Some(said.to_uppercase()) } else { values::place(said).department };
        place.department = of_it.or(place.department);
    }
    if let Some(said) = country {
        place.country = self::country(said).or(place.country);
    }
    if place.label.is_empty() {
        let parts = [postcode, department, commune, country];
        place.label = parts.into_iter().flatten().next().cloned().unwrap_or_default();
    }
    place
}

/// ISO 3166-1 alpha-2, or a country's name.
fn country(said: &str) -> Option<String> {
    if said.len() == 2 && said.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Some(said.to_uppercase());
    }
    let code = match &*fold(said) {
        "france" | "fra" => "FR",
        "belgique" | "belgium" => "BE",
        "suisse" | "switzerland" => "CH",
        "luxembourg" => "LU",
        "monaco" => "MC",
        "allemagne" | "germany" => "DE",
        "espagne" | "spain" => "ES",
        "italie" | "italy" => "IT",
        "royaume uni" | "united kingdom" | "uk" => "GB",
        "etats unis" | "united states" | "usa" => "US",
        "canada" => "CA",
        "maroc" | "morocco" => "MA",
        "portugal" => "PT",
        "pays bas" | "netherlands" => "NL",
        "irlande" | "ireland" => "IE",
        _ => return None,
    };
    Some(code.to_owned())
}
