//! What trades should be, of what they are, what a release says and what this
//! house says in its own words.
//!
//! Names are the release's, with the everyday ones of this house beside them.
//! Descriptions, skills and reasons of this house stay
//! where the release has nothing better: a definition cut after two hundred
//! characters is not, nor are the skills of the wider trade that one comes from.

use std::collections::{BTreeMap, HashMap};

use super::release::{Described, Level, Named, Release};
use crate::models::{
    folded::fold,
    trades::picture::{Bridge, Picture, Skill, Source, State, Title, Trade},
};

pub(super) fn merge(known: &Picture, release: &Release, starter: &Picture) -> Picture {
    let mut wanted = known.clone();
    // In a house that has ROME 4, ROME 3 only completes it.
    if release.level == Level::Rome4 || !holds_rome4(known) {
        retire(&mut wanted, release);
        let (_, places) = release.places_of_titles();
        for (code, named) in &release.trades {
            take_name(&mut wanted, code, named, starter);
            // What people say, unless the release calls something else so.
            let ours = starter.0.get(code).map(|trade| trade.titles.as_slice()).unwrap_or_default();
            let ours = ours.iter().filter(|title| !places.contains_key(&fold(&title.title)));
            if let Some(trade) = wanted.0.get_mut(code) {
                trade.titles.extend(ours.map(|title| Title { principal: false, ogr: None, ..title.clone() }));
            }
        }
    }
    let official: Vec<String> = wanted
        .0
        .iter()
        .filter(|(_, trade)| trade.source == Source::Rome && trade.is_current())
        .map(|(code, _)| code.clone())
        .collect();
    give_skills(&mut wanted, &official, release, starter);
    give_bridges(&mut wanted, &official, known, release, starter);
    wanted
}

/// Whether a house names its trades as ROME 4 does.
fn holds_rome4(known: &Picture) -> bool {
    let finer = |(code, trade): (&String, &Trade)| trade.parent != *code && trade.source == Source::Rome;
    known.0.iter().filter(|(_, trade)| trade.is_current()).any(finer)
}

/// What the release no longer names is retired, never removed: rooms point at it.
/// ROME 3 says nothing of the finer trades of ROME 4.
fn retire(wanted: &mut Picture, release: &Release) {
    let (numbered, worded) = release.places_of_titles();
    for (code, trade) in &mut wanted.0 {
        let spoken_of = release.level == Level::Rome4 || trade.parent == *code;
        if !trade.is_current() || !spoken_of || release.trades.contains_key(code) {
            continue;
        }
        trade.state = State::Retired;
        // Most of its titles went there.
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for title in &trade.titles {
            let moved = title.ogr.as_deref().and_then(|ogr| numbered.get(ogr));
            if let Some(place) = moved.or_else(|| worded.get(&fold(&title.title))) {
                *votes.entry(place).or_default() += 1;
            }
        }
        let most = votes.into_iter().max_by(|one, other| one.1.cmp(&other.1).then_with(|| other.0.cmp(one.0)));
        trade.replaced_by = most.map(|(code, _)| code.to_owned());
    }
}

fn take_name(wanted: &mut Picture, code: &str, named: &Named, starter: &Picture) {
    let own_words = starter.0.get(code).map(|trade| trade.description.clone());
    let was = wanted.0.remove(code);
    let (said, skills, bridges) = was.map(|was| (was.description, was.skills, was.bridges)).unwrap_or_default();
    let description = match &named.description {
        Described::Whole(text) => text.clone(),
        Described::Begun(text) => own_words.unwrap_or_else(|| ended(text)),
        Described::Not => own_words.unwrap_or(said),
    };
    wanted.0.insert(
        code.to_owned(),
        Trade {
            parent: named.parent.clone(),
            title: named.title.clone(),
            description,
            state: State::Current,
            replaced_by: None,
            source: Source::Rome,
            titles: named.titles.clone(),
            skills,
            bridges,
        },
    );
}

/// The whole sentences of a text that was cut; or all of it, and that it goes on.
fn ended(text: &str) -> String {
    const WHOLE: usize = 190;
    if text.ends_with('.') || text.chars().count() < WHOLE {
        return text.to_owned();
    }
    match text.rfind(". ") {
        Some(end) => text[..=end].to_owned(),
        None => format!("{}…", text.rsplit_once(' ').map_or(text, |(whole, _)| whole)),
    }
}

fn give_skills(wanted: &mut Picture, official: &[String], release: &Release, starter: &Picture) {
    let sourced = |labels: &[String], source| -> Vec<Skill> {
        labels.iter().map(|label| Skill { label: label.clone(), source }).collect()
    };
    let own = |code: &str| starter.0.get(code).map(|trade| trade.skills.clone()).filter(|skills| !skills.is_empty());
    let (whole, finer): (Vec<_>, Vec<_>) = official.iter().partition(|code| wanted.0[*code].parent == ***code);
    for code in whole {
        let skills = match &release.skills {
            Some(skills) => skills.get(code).map(|labels| sourced(labels, Source::Rome)).or_else(|| own(code)),
            None => None,
        };
        if let (Some(skills), Some(trade)) = (skills, wanted.0.get_mut(code)) {
            trade.skills = skills;
        }
    }
    for code in finer {
        let derived = wanted.0.get(&wanted.0[code].parent).map(|parent| {
            let official = parent.skills.iter().filter(|skill| skill.source == Source::Rome);
            official.map(|skill| Skill { label: skill.label.clone(), source: Source::Derived }).collect::<Vec<_>>()
        });
        let skills = own(code).or(derived);
        if let (Some(skills), Some(trade)) = (skills, wanted.0.get_mut(code)) {
            trade.skills = skills;
        }
    }
}

type Bridges = BTreeMap<String, Bridge>;

fn give_bridges(wanted: &mut Picture, official: &[String], known: &Picture, release: &Release, starter: &Picture) {
    let of_rome = official_bridges(wanted, known, release);
    for code in official {
        let parent = wanted.0[code].parent.clone();
        let mut bridges = of_rome.get(&parent).cloned().unwrap_or_default();
        bridges.remove(code);
        bridges.retain(|to, _| wanted.is_current(to));
        if parent != *code {
            for bridge in bridges.values_mut() {
                bridge.source = Source::Derived;
            }
        }
        let ours = starter.0.get(code).map(|trade| &trade.bridges);
        for (to, own) in ours.into_iter().flatten().filter(|(to, _)| wanted.is_current(to)) {
            match bridges.get_mut(to) {
                Some(bridge) if bridge.source == Source::Rome => bridge.why.clone_from(&own.why),
                _ => _ = bridges.insert(to.clone(), own.clone()),
            }
        }
        if let Some(trade) = wanted.0.get_mut(code) {
            trade.bridges = bridges;
        }
    }
}

/// Between ROME 3 trades: as the release says, or as an earlier one did.
fn official_bridges(wanted: &Picture, known: &Picture, release: &Release) -> HashMap<String, Bridges> {
    let mut of_rome: HashMap<String, Bridges> = HashMap::new();
    let mut add = |from: &str, to: &str, kind| {
        let bridge = Bridge { kind, why: String::new(), source: Source::Rome };
        of_rome.entry(from.to_owned()).or_default().insert(to.to_owned(), bridge);
    };
    match &release.bridges {
        Some(bridges) => bridges.iter().for_each(|((from, to), kind)| add(from, to, *kind)),
        None => {
            for (from, trade) in known.0.iter().filter(|(code, _)| wanted.0[*code].parent == **code) {
                for (to, bridge) in trade.bridges.iter().filter(|(_, bridge)| bridge.source == Source::Rome) {
                    add(from, to, bridge.kind);
                }
            }
        }
    }
    of_rome
}
