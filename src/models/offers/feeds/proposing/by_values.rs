//! What a field's values say where its name may mislead, or says nothing.

use std::collections::BTreeSet;

use super::{
    super::codes::{has_digit, is_bare_number, is_commune, siret},
    Seen, Slot,
};
use crate::models::offers::values;

/// Values that are looked at of a field.
const LOOKED_AT: usize = 20;
/// Bytes of a value beyond which it is no date, no code, no name.
const LINE: usize = 4_000;

/// Whether a field's values can be what its name says.
pub(super) fn allows(slot: Slot, seen: &Seen) -> bool {
    let share = |of: fn(&str) -> bool| seen.share(of);
    match slot {
        Slot::Reference => {
            seen.mean() < 120 && (seen.is_distinct() || seen.values.len() < 3) && seen.values.len() == seen.items
        }
        Slot::Title => (3..=200).contains(&seen.mean()) && share(is_link) == 0 && share(is_bare_number) < 50,
        Slot::Text => seen.mean() >= 30 && share(is_link) < 50,
        Slot::Trade => share(|value| values::trade(value).is_some()) >= 50,
        Slot::Skills | Slot::Place => seen.mean() <= 150 && share(is_bare_number) < 50 && share(is_link) == 0,
        Slot::Contract | Slot::WorkingTime | Slot::Duration | Slot::DurationUnit => seen.mean() <= 120,
        Slot::WeeklyHours => seen.mean() <= 60 && share(has_digit) > 0,
        Slot::Commune => share(is_commune) >= 80,
        Slot::Postcode => seen.mean() <= 10 && share(has_digit) >= 50,
        Slot::Department | Slot::Country | Slot::PayPeriod | Slot::PayCurrency | Slot::PayGross => {
            seen.mean() <= 60 && share(is_link) == 0
        }
        // "Selon profil" is a pay that is not said; a name that never has a figure is none.
        Slot::Pay => seen.mean() <= 300 && share(has_digit) > 0,
        Slot::PayMin | Slot::PayMax => share(is_bare_number) >= 50,
        Slot::PayExtras => share(is_link) == 0,
        Slot::Start | Slot::PublishedOn | Slot::ValidThrough => share(|value| values::date(value).is_some()) >= 50,
        Slot::Posts => share(|value| value.parse::<u32>().is_ok()) >= 50,
        Slot::Experience | Slot::Education => seen.mean() <= 120 && share(is_link) == 0,
        Slot::Apply => share(|value| is_link(value) || is_mail(value)) >= 50 && share(is_picture) == 0,
        Slot::Siret => share(|value| siret(value).is_some()) >= 50,
        Slot::Employer => seen.mean() <= 120 && share(is_link) == 0 && share(is_bare_number) == 0,
        Slot::Remote => true,
    }
}

/// A field whose values speak for themselves, when no name did.
pub(super) fn guess(slot: Slot, all: &[Seen], items: usize, taken: &BTreeSet<String>) -> Option<String> {
    let mut free = all.iter().filter(|seen| !seen.is_theirs() && !taken.contains(seen.path));
    let found = match slot {
        Slot::Siret => free.find(|seen| seen.share(|value| siret(value).is_some()) == 100),
        Slot::Trade => free.find(|seen| seen.share(is_rome) == 100),
        Slot::Apply => free.find(|seen| {
            let is_away = seen.share(|value| is_link(value) || is_mail(value)) == 100;
            is_away && seen.share(is_picture) == 0
        }),
        Slot::Text => free.filter(|seen| seen.mean() >= 120 && seen.share(is_link) == 0).max_by_key(|seen| seen.mean()),
        Slot::Title => free.find(|seen| {
            let is_phrase = (8..=100).contains(&seen.mean()) && seen.share(|value| value.contains(' ')) >= 50;
            let is_other = |value: &str| is_link(value) || is_bare_number(value) || values::date(value).is_some();
            is_phrase && seen.items == items && seen.is_distinct() && seen.share(is_other) == 0
        }),
        Slot::Reference => free.find(|seen| {
            let is_word = seen.share(|value| value.len() <= 40 && !value.contains(' ')) == 100;
            let is_other = |value: &str| is_link(value) || values::date(value).is_some();
            is_word && items > 1 && seen.items == items && seen.is_distinct() && seen.share(is_other) == 0
        }),
        Slot::Contract => {
            free.find(|seen| seen.mean() <= 60 && seen.share(|value| values::contract(value).is_some()) >= 80)
        }
        Slot::Pay => free.find(|seen| {
            let is_money = |value: &str| value.contains(['€', '$', '£']) || value.to_lowercase().contains("euro");
            seen.mean() <= 120 && seen.share(is_money) >= 50
        }),
        Slot::Place => free.find(|seen| {
            let has_department = |value: &str| values::place(value).department.is_some();
            seen.mean() <= 60 && seen.share(is_bare_number) == 0 && seen.share(has_department) >= 80
        }),
        _ => None,
    };
    found.map(|seen| seen.path.to_owned())
}

impl Seen<'_> {
    /// Bytes of a value, in the mean.
    fn mean(&self) -> usize {
        let looked_at = &self.values[..self.values.len().min(LOOKED_AT)];
        looked_at.iter().map(|value| value.len()).sum::<usize>() / looked_at.len().max(1)
    }

    /// How many of a hundred values are so.
    fn share(&self, of: impl Fn(&str) -> bool) -> usize {
        let looked_at = &self.values[..self.values.len().min(LOOKED_AT)];
        looked_at.iter().filter(|value| value.len() <= LINE && of(value)).count() * 100 / looked_at.len().max(1)
    }

    fn is_distinct(&self) -> bool {
        self.values.iter().collect::<BTreeSet<_>>().len() == self.values.len()
    }
}

fn is_link(value: &str) -> bool {
    value.starts_with("https://") || value.starts_with("http://") || value.starts_with("www.")
}

fn is_mail(value: &str) -> bool {
    !value.contains(' ') && value.split_once('@').is_some_and(|(_, host)| host.contains('.'))
}

fn is_picture(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let path = value.split(['?', '#']).next().unwrap_or_default();
    [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico"].iter().any(|end| path.ends_with(end))
}

/// A letter from A to N, four digits.
fn is_rome(value: &str) -> bool {
    matches!(value.as_bytes(), [b'A'..=b'N', rest @ ..] if rest.len() == 4 && rest.iter().all(u8::is_ascii_digit))
}
