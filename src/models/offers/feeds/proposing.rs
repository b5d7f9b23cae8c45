//! A mapping guessed: each field is scored by its name against what names usually
//! say, then its values may refuse it, or speak where no name did.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Mapping, Slot, names};

mod by_names;
mod by_values;

/// Items that are looked at, paths of them, and alternatives kept for one slot.
const ITEMS: usize = 50;
const PATHS: usize = 1_000;
const KEPT: usize = 4;

/// A field as the sample shows it.
struct Seen<'a> {
    path: &'a str,
    /// The words of its last name; where an attribute labels it, those of the label too.
    said: String,
    label: String,
    /// The words of its whole path.
    whole: String,
    values: Vec<&'a str>,
    /// In how many items it stands.
    items: usize,
    order: usize,
}

/// Fills what a mapping leaves empty; by what values say only where `by_values`.
pub(super) fn complete(mapping: &mut Mapping, sample: &[Item], by_values: bool) {
    let sample = &sample[..sample.len().min(ITEMS)];
    let all = seen(sample);
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for slot in Slot::ALL {
        if mapping.paths.contains_key(&slot) {
            continue;
        }
        let mut found: Vec<(i32, &Seen)> = all
            .iter()
            .filter_map(|seen| {
                let score = by_names::score(slot, seen)?;
                by_values::allows(slot, seen).then_some((score, seen))
            })
            .collect();
        found.sort_by_key(|(score, seen)| (-score, seen.order));
        // What is told far less well is another thing.
        let least = found.first().map_or(0, |(best, _)| best - if slot == Slot::Text { 100 } else { 40 });
        found.retain(|(score, seen)| *score >= least && is_best_form(slot, seen.path, &all));
        let kept = if slot == Slot::Text { found.len() } else { KEPT };
        let mut paths: Vec<String> = found.iter().take(kept).map(|(_, seen)| seen.path.to_owned()).collect();
        if paths.is_empty() && by_values {
            paths.extend(by_values::guess(slot, &all, sample.len(), &taken));
        }
        if !paths.is_empty() {
            taken.extend(paths.iter().cloned());
            mapping.paths.insert(slot, paths);
        }
    }
    by_names::imply(mapping);
}

fn seen(sample: &[Item]) -> Vec<Seen<'_>> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all: Vec<Seen> = vec![];
    for item in sample {
        let mut here = BTreeSet::new();
        for field in &item.fields {
            let order = all.len();
            let at = *places.entry(&field.path).or_insert(order);
            if at == order {
                if all.len() >= PATHS {
                    places.remove(&*field.path);
                    continue;
                }
                let whole = field.path.split(['/', '@']).map(names::words).collect::<Vec<_>>().join(" ");
                let said = names::said_by(&field.path);
                let label = String::new();
                all.push(Seen { path: &field.path, said, label, whole, values: vec![], items: 0, order });
            }
            all[at].values.push(&field.value);
            all[at].items += usize::from(here.insert(at));
        }
    }
    labelled(&mut all, &places);
    all
}

/// `<list1 label="Rémunération">`: what an attribute calls a field is its name too,
/// when it always calls it so.
fn labelled(all: &mut [Seen], places: &BTreeMap<&str, usize>) {
    for attribute in ["label", "name", "title"] {
        for at in 0..all.len() {
            let Some(label) = places.get(&*format!("{}@{attribute}", all[at].path)) else { continue };
            let [first, rest @ ..] = &*all[*label].values else { continue };
            if rest.iter().all(|value| value == first) && first.len() < 80 {
                all[at].label = names::words(first);
            }
        }
    }
}

/// Of a text that stands there bare and with its form, a text takes the form, a line the bare.
fn is_best_form(slot: Slot, path: &str, all: &[Seen]) -> bool {
    let has = |path: &str| all.iter().any(|seen| seen.path == path);
    let forms = ["Formatted", "_formatted", "Html", "_html", "HTML"];
    if slot == Slot::Text {
        !forms.iter().any(|form| has(&format!("{path}{form}")))
    } else {
        !forms.iter().any(|form| path.strip_suffix(form).is_some_and(has))
    }
}
