//! The desk of an offer, for its own people: its figures, who takes care of it, what
//! colleagues note for each other.

use serde::Deserialize;

use super::found;
use crate::{
    controllers::{
        answers::{Answer, Page, then},
        extractors::{At, Member, Numbered, Posted},
        sessions::Nothing,
    },
    initializers::limits::Limit,
    models::{
        offers::{Readable, console, listing, views},
        organisations::Role,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Author, Field,
        offers::desk::{DeskPage, NoteRow, WeekRow},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    body: String,
}

pub(super) async fn show(me: Member, At(asked): At<Numbered>) -> Answer {
    let offer = of_mine(&me, &asked).await?;
    desk(&me, &offer, "", None).await
}

pub(super) async fn take_care(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    offer.take_care(&me.house.db, &me.person).await?;
    then(offer.act("desk")).undoable(&me, "desk-cared", &offer.act("care/removal"), &[]).go()
}

pub(super) async fn leave_care(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    offer.leave_care(&me.house.db, &me.person).await?;
    then(offer.act("desk")).undoable(&me, "desk-left", &offer.act("care"), &[]).go()
}

pub(super) async fn note(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Words>) -> Answer {
    let offer = counted(&me, &asked).await?;
    match offer.note(&me.house.db, &me.person, &typed.body).await {
        Ok(()) => then(format!("{}#notes", offer.act("desk"))).saying(&me, "desk-noted").go(),
        Err(failure) => {
            let refusal = failure.refusal()?;
            desk(&me, &offer, &typed.body, Some(&refusal)).await
        }
    }
}

pub(super) async fn remove_note(
    me: Member,
    At((asked, note)): At<(Numbered, i64)>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    let offer = counted(&me, &asked).await?;
    let said = offer.remove_note(&me.house.db, &me.person, note).await?;
    let notes = format!("{}#notes", offer.act("desk"));
    // A long note does not fit in what undoes it.
    if said.len() > 500 {
        return then(notes).saying(&me, "desk-note-removed").go();
    }
    then(notes).undoable(&me, "desk-note-removed", &offer.act("notes"), &[("body", &said)]).go()
}

async fn counted(me: &Member, asked: &Numbered) -> Outcome<Readable> {
    me.count(Limit::Acts)?;
    of_mine(me, asked).await
}

/// The offer, for those of its organisation.
async fn of_mine(me: &Member, asked: &Numbered) -> Outcome<Readable> {
    let offer = found(me, asked).await?;
    if offer.role.is_some() { Ok(offer) } else { Err(Failure::Missing) }
}

async fn desk(me: &Member, offer: &Readable, typed: &str, refusal: Option<&Refusal>) -> Answer {
    let (db, lang, of) = (&me.house.db, me.lang, &offer.organisation);
    let recruits = of.is_recruited_by(db, &me.person).await?;
    let listed = listing::listed(db, &offer.offer).await?.ok_or(Failure::Missing)?;
    let line = console::line(db, &me.person, recruits, listed).await?.ok_or(Failure::Missing)?;
    let weeks = views::by_week(db, offer.id).await?;
    let most = weeks.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let owner = offer.role == Some(Role::Owner);
    let notes = offer.notes(db).await?;
    let week = |(from, count): (chrono::NaiveDate, i64)| WeekRow {
        from: lang.date(from),
        count,
        // In hundredths of the most.
        share: count * 100 / most,
    };
    Page::new("offers/desk.html", lang.say_with("desk-title", &[("title", offer.title.clone().into())]))
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &DeskPage {
                id: offer.id,
                title: offer.title.clone(),
                path: offer.path(),
                organisation: of.name.clone(),
                organisation_path: of.path(),
                may_write: offer.role.is_some_and(|role| role >= Role::Recruiter),
                recruits,
                views: line.views,
                contacts: line.contacts,
                waiting: line.waiting,
                sources: line.sources,
                weeks: weeks.into_iter().map(week).collect(),
                cares: line.keepers.iter().any(|keeper| keeper.id == me.person.id),
                keepers: line.keepers.iter().map(Author::of).collect(),
                notes: notes.iter().map(|note| NoteRow::of(lang, note, me.person.id, owner)).collect(),
                body: Field::typed(lang, "body", typed, refusal),
            },
        )
}
