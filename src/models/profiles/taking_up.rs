//! Taking up what was read of a file. Nothing that is written already is changed: an
//! empty text is filled, a list goes on until it is full.

use super::{
    LANGUAGES, LICENCES, LINKS, Model, PLACES, STEPS, TRADES,
    editing::{self, Apart, Exchange, Going, More},
    sheet::Sheet,
    skills::{self, Story},
};
use crate::{
    access::Person,
    database::Db,
    refusals::{Outcome, Refusal},
};

/// Adds a sheet to a profile, step after step, by the same doors as what one types.
///
/// # Errors
/// The refusal of the first step that cannot be taken up; those before it are.
pub async fn take_up(db: &Db, me: &Person, sheet: &Sheet) -> Outcome<()> {
    let mine = match Model::of(db, me.id).await? {
        None => Sheet::default(),
        Some(profile) => Sheet::of(&profile, &skills::of(db, me.id).await?),
    };
    editing::go(db, me, &going(&mine, sheet)).await?;
    let steps = more(&mine.steps, &sheet.steps, STEPS);
    editing::walk(db, me, &steps.into_iter().map(|step| (step.title, step.state)).collect::<Vec<_>>()).await?;
    let exchange = Exchange { offers: or(&mine.offers, &sheet.offers), seeks: or(&mine.seeks, &sheet.seeks) };
    editing::exchange(db, me, &exchange).await?;
    editing::add_more(db, me, &what_else(&mine, sheet)).await?;
    apart(db, me, &mine, sheet).await?;
    for skill in &sheet.skills {
        if mine.skills.iter().any(|known| known.label == skill.label) {
            continue;
        }
        let story = Story {
            label: skill.label.clone(),
            context: skill.context.clone(),
            action: skill.action.clone(),
            result: skill.result.clone(),
        };
        match skills::add(db, me, &story).await.map_err(crate::refusals::Failure::refusal) {
            Ok(_) => {}
            // The list is full: the first of them are there.
            Err(Ok(Refusal::TooMany { .. })) => break,
            Err(Ok(refusal)) => return Err(refusal.into()),
            Err(Err(failure)) => return Err(failure),
        }
    }
    Ok(())
}

fn or(mine: &str, read: &str) -> String {
    if mine.is_empty() { read } else { mine }.to_owned()
}

/// Mine, then those read that are not mine yet, as far as there is room.
fn more<T: Clone + PartialEq>(mine: &[T], read: &[T], most: usize) -> Vec<T> {
    let others = read.iter().filter(|other| !mine.contains(other));
    mine.iter().chain(others).take(most).cloned().collect()
}

fn going(mine: &Sheet, read: &Sheet) -> Going {
    let available = mine.available_from.or(read.available_from);
    Going {
        headline: or(&mine.headline, &read.headline),
        project: or(&mine.project, &read.project),
        trades: more(&mine.trades, &read.trades, TRADES).into_iter().map(|trade| trade.label).collect(),
        places: more(&mine.places, &read.places, PLACES)
            .into_iter()
            .map(|around| {
                (around.label, if super::RADII.contains(&around.km) { around.km.to_string() } else { String::new() })
            })
            .collect(),
        rhythms: more(&mine.rhythms, &read.rhythms, super::RHYTHMS.len()),
        remote: or(&mine.remote, &read.remote),
        available_from: available.map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn what_else(mine: &Sheet, read: &Sheet) -> More {
    More {
        languages: more(&mine.languages, &read.languages, LANGUAGES)
            .into_iter()
            .map(|language| (language.name, language.level))
            .collect(),
        licences: more(&mine.licences, &read.licences, LICENCES).join("\n"),
        links: more(&mine.links, &read.links, LINKS).into_iter().map(|link| (link.label, link.url)).collect(),
    }
}

/// A name and a way to reach one, where there was none; the town stays.
async fn apart(db: &Db, me: &Person, mine: &Sheet, read: &Sheet) -> Outcome<()> {
    let town = Model::of(db, me.id).await?.and_then(|profile| profile.place_code);
    let apart = Apart {
        full_name: or(&mine.full_name, &read.full_name),
        contact: or(&mine.contact, &read.contact),
        place: town.unwrap_or_default(),
    };
    editing::set_apart(db, me, &apart).await.map(|_| ())
}
