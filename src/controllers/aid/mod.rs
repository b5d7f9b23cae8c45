//! Mutual aid: the list, one entry, and what one may do with it.

mod answers;
mod closures;
mod writing;

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, only_at},
    extractors::{Asked, At, Numbered, Visit},
};
use crate::{
    freshness::Tag,
    models::{
        aid_requests::{
            self, DIRECTIONS, KINDS, Readable,
            listing::{self, Wanted},
            matching, readable,
        },
        keyset::{After, Slice},
    },
    refusals::{Failure, Outcome, Refusal},
    text,
    views::{
        Choice, Field,
        aid::{AidPage, AidRow, AnswerView, GiverRow, IndexPage, Thanks, slot},
        at_the_top,
        threads::no_compose,
        when,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    kind: String,
    direction: String,
    trade: String,
    near: String,
    km: String,
    remote: Option<String>,
    after: String,
}

async fn index(visit: Visit, Asked(filter): Asked<Filter>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let after = After::parse(&filter.after);
    let wanted = Wanted {
        kind: filter.kind,
        direction: filter.direction,
        trade: filter.trade,
        near: filter.near,
        km: filter.km,
        remote: filter.remote.is_some(),
    };
    // A trade or a place that nobody knows: said beside its field.
    let (found, refusal) = match listing::list(db, viewer, &wanted, after).await {
        Ok(found) => (found, None),
        Err(failure) => (Slice { rows: vec![], next: None }, Some(failure.refusal()?)),
    };
    let filtered = wanted.is_filtered();
    let matches = match viewer.person() {
        Some(me) if after.is_none() && !filtered => matching::for_me(db, viewer, me).await?,
        _ => vec![],
    };
    let field = |name, value: &str| Field::typed(lang, name, value, refusal.as_ref());
    let any = |values: &[&'static str]| -> Vec<&'static str> { [&[""][..], values].concat() };
    let page = Page::new("aid/index.html", lang.say("aid-title"))
        .describe(lang.say("aid-lead"))
        .canonical("/aid")
        .section("aid")
        .depends_on([Tag::Lists, Tag::References]);
    let page = if filtered || after.is_some() { page.noindex() } else { page };
    page.show(
        &visit,
        &IndexPage {
            rows: AidRow::all(lang, &found.rows),
            next: found.next.map(|next| wanted.path(next)),
            matches: AidRow::matched(lang, &matches),
            directions: Choice::among("aid-direction", &any(&DIRECTIONS), &wanted.direction, false),
            kinds: Choice::among("aid-kind", &any(&KINDS), &wanted.kind, false),
            trade: field("trade_code", &wanted.trade),
            near: field("place_code", &wanted.near),
            km: field("km", if wanted.km.is_empty() { "20" } else { &wanted.km }),
            remote: wanted.remote,
            filtered,
            signed_in: viewer.person().is_some(),
        },
    )
}

async fn show(visit: Visit, At(asked): At<Numbered>) -> Answer {
    let entry = found(&visit, &asked).await?;
    if asked.format.is_some() {
        return Err(Failure::Missing);
    }
    only_at(&visit, &entry.path())?;
    page(&visit, &entry, Back::Nothing).await
}

/// The entry asked for, through the reader's eyes.
async fn found(visit: &Visit, asked: &Numbered) -> Outcome<Readable> {
    aid_requests::Model::readable_by(&visit.house.db, &visit.viewer, asked.id).await
}

/// A form of the page that comes back, with what was typed and why.
#[derive(Clone, Copy, Debug)]
enum Back<'a> {
    Nothing,
    /// An act that is one button.
    Act(&'a Refusal),
    Answer(&'a str, &'a Refusal),
    /// To which answer.
    Message(i64, &'a str, &'a Refusal),
    Thanks(&'a str, &'a Refusal),
}

impl<'a> Back<'a> {
    fn refusal(self) -> Option<&'a Refusal> {
        match self {
            Self::Nothing => None,
            Self::Act(refusal) | Self::Answer(_, refusal) | Self::Message(_, _, refusal) | Self::Thanks(_, refusal) => {
                Some(refusal)
            }
        }
    }
}

async fn page(visit: &Visit, entry: &Readable, back: Back<'_>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let me = viewer.person();
    let mine = viewer.is(Some(entry.author_id));
    let party = entry.mine.as_ref().is_some_and(|answer| readable::PARTY.contains(&answer.state.as_str()));
    let (mut answers, mut givers) = (vec![], vec![]);
    if let Some(me) = me {
        answers = entry.answers(db, me).await?;
        givers = entry.givers(db, me).await?;
        // Fetched ahead, it is not read yet.
        if !visit.prefetch {
            visit.house.marks.note_told(me.id, format!("aid/{}", entry.id));
        }
    }
    let mut answers: Vec<AnswerView> =
        answers.iter().map(|answer| AnswerView::of(lang, viewer, entry, answer)).collect();
    if let Back::Message(id, typed, refusal) = back
        && let Some(answer) = answers.iter_mut().find(|answer| answer.id == id)
    {
        answer.write = Some(Field::typed(lang, "body", typed, Some(refusal)));
    }
    let may_answer = me.is_some() && !mine && !party && !entry.barred && entry.is_open();
    let no_compose = if may_answer { no_compose(viewer, false) } else { None };
    // What was typed comes back, also to someone who came too late for it.
    let compose = match back {
        Back::Answer(typed, refusal) => Some(Field::typed(lang, "body", typed, Some(refusal))),
        _ => (may_answer && no_compose.is_none()).then(Field::default),
    };
    let sentence = match back {
        Back::Thanks(typed, refusal) => Field::typed(lang, "sentence", typed, Some(refusal)),
        _ => Field::default(),
    };
    let chosen = answers.iter().any(|answer| answer.state == "accepted");
    let row = AidRow::of(lang, &entry.shown);
    let over = matches!(row.state.as_str(), "done" | "expired");
    let public = entry.audience == "public" && entry.is_alive();
    let mut page = Page::new("aid/show.html", &entry.title)
        .describe(text::sense(&entry.body))
        .canonical(entry.path())
        .section("aid")
        .refused(back.refusal());
    page = if public {
        page.depends_on([Tag::Lists, Tag::References, Tag::Person(entry.author_id)])
    } else {
        page.noindex()
    };
    page.show(
        visit,
        &AidPage {
            id: entry.id,
            body: entry.body.clone(),
            slots: entry.slots().iter().map(|line| slot(lang, line)).collect(),
            km: entry.place_code.is_some().then_some(entry.km),
            mine,
            signed_in: me.is_some(),
            may_thank: entry.is_taken() && chosen && mine == entry.is_request(),
            may_reopen: mine && over && entry.thanked_at.is_none(),
            thanks: entry
                .thanked_at
                .filter(|_| chosen)
                .map(|at| Thanks { sentence: entry.thanks.clone(), when: when(lang, &at) }),
            answers,
            compose,
            no_compose,
            sentence,
            givers: GiverRow::all(lang, &givers),
            refusal: at_the_top(lang, back.refusal(), &["body", "sentence"]),
            row,
        },
    )
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/aid", get(index).post(writing::create))
        .add("/aid/new", get(writing::new))
        .add("/aid/{id}", get(show).post(writing::update))
        .add("/aid/{id}/edit", get(writing::edit))
        .add("/aid/{id}/removal", post(writing::withdraw))
        .add("/aid/{id}/removal/undo", post(writing::put_back))
        .add("/aid/{id}/invitations", post(answers::ask))
        .add("/aid/{id}/answers", post(answers::answer))
        .add("/aid/{id}/answers/{answer}/acceptance", post(answers::accept))
        .add("/aid/{id}/answers/{answer}/acceptance/removal", post(answers::reconsider))
        .add("/aid/{id}/answers/{answer}/refusal", post(answers::decline))
        .add("/aid/{id}/answers/{answer}/refusal/removal", post(answers::reconsider))
        .add("/aid/{id}/answers/{answer}/removal", post(answers::take_back))
        .add("/aid/{id}/answers/{answer}/removal/undo", post(answers::put_back))
        .add("/aid/{id}/answers/{answer}/messages", post(answers::write))
        .add("/aid/{id}/closure", post(closures::close))
        .add("/aid/{id}/closure/removal", post(closures::reopen))
}
