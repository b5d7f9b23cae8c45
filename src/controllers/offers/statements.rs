//! What people say was really proposed, who followed an offer up; and what its organisation
//! replies.

use serde::Deserialize;

use super::{acts::counted, found};
use crate::{
    controllers::{
        answers::{Answer, Page, only_at, then},
        extractors::{At, Member, Numbered, Posted, Visit},
        sessions::Nothing,
    },
    models::{
        offers::{
            Readable,
            truth::{
                self, CLAIMS,
                stating::{self, Way},
                telling,
            },
        },
        organisations::Role,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Choice, Field, at_the_top,
        offers::{
            Facts,
            truth::{AskedRow, GapRow, KnownRow, TruthPage},
        },
    },
};

/// One answer a claim; empty: it is not known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    post: String,
    work: String,
    contract: String,
    hours: String,
    pay: String,
    place: String,
    money: String,
}

impl Form {
    fn found(self) -> Vec<(&'static str, String)> {
        let Self { post, work, contract, hours, pay, place, money } = self;
        let typed = CLAIMS.iter().map(|(claim, _)| *claim).zip([post, work, contract, hours, pay, place, money]);
        typed.filter(|(_, found)| !found.is_empty()).collect()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Reply {
    claim: String,
    body: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Which {
    claim: String,
}

pub(super) async fn show(visit: Visit, At(asked): At<Numbered>) -> Answer {
    if asked.format.is_some() {
        return Err(Failure::Missing);
    }
    let offer = found(&visit, &asked).await?;
    let address = offer.act("statements");
    only_at(&visit, &address)?;
    // Its own people alone are told of it.
    if let Some(me) = visit.viewer.id().filter(|_| offer.role.is_some() && !visit.prefetch) {
        visit.house.marks.note_told(me, telling::subject(offer.id));
    }
    page(&visit, &offer, &Reply::default(), None).await
}

pub(super) async fn state(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Form>) -> Answer {
    let offer = counted(&me, &asked).await?;
    match offer.state(&me.house.db, &me.person, &me.viewer, &typed.found()).await {
        Ok(()) => then(offer.act("statements")).saying(&me, "truth-said").go(),
        Err(failure) => page(&me, &offer, &Reply::default(), Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn unstate(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let offer = counted(&me, &asked).await?;
    offer.unstate(&me.house.db, &me.person).await?;
    then(offer.act("statements")).saying(&me, "truth-unsaid").go()
}

pub(super) async fn reply(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Reply>) -> Answer {
    let offer = counted(&me, &asked).await?;
    match offer.reply(&me.house.db, &me.person, &typed.claim, &typed.body).await {
        Ok(()) => then(offer.act("statements")).saying(&me, "truth-replied").go(),
        Err(failure) => page(&me, &offer, &typed, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn remove_reply(me: Member, At(asked): At<Numbered>, Posted(which): Posted<Which>) -> Answer {
    let offer = counted(&me, &asked).await?;
    let said = offer.remove_reply(&me.house.db, &me.person, &which.claim).await?;
    let again = [("claim", which.claim.as_str()), ("body", said.as_str())];
    then(offer.act("statements")).undoable(&me, "truth-reply-removed", &offer.act("replies"), &again).go()
}

/// Whether this reader has, or will have, something to say of it.
pub(super) async fn may_say(visit: &Visit, offer: &Readable) -> Outcome<bool> {
    let way = stating::way(&visit.house.db, &visit.viewer, offer.id).await?;
    Ok(matches!(way, Way::Open | Way::Later(_)))
}

/// What is known of an offer's claims, in the reader's language.
pub(super) async fn known(visit: &Visit, offer: &Readable) -> Outcome<Vec<KnownRow>> {
    let known = truth::known(&visit.house.db, offer.id, &offer.claims()).await?;
    Ok(known.into_iter().map(KnownRow::of).collect())
}

async fn page(visit: &Visit, offer: &Readable, typed: &Reply, refusal: Option<&Refusal>) -> Answer {
    let (db, lang) = (&visit.house.db, visit.lang);
    let claims = offer.claims();
    let facts = Facts::of(lang, &claims);
    let way = stating::way(db, &visit.viewer, offer.id).await?;
    let mine = match visit.viewer.id() {
        Some(me) => stating::mine(db, me, offer.id).await?,
        None => vec![],
    };
    let row = |claim: &'static str| {
        let found = mine.iter().find(|mine| mine.claim == claim).map_or("", |mine| mine.found.as_str());
        let answers: Vec<&str> = std::iter::once("").chain(truth::answers(claim).iter().copied()).collect();
        AskedRow {
            claim,
            said: facts.said_of(lang, claim, &claims),
            choices: Choice::among(&format!("truth-{claim}"), &answers, found, false),
        }
    };
    let recruits = offer.role.is_some_and(|role| role >= Role::Recruiter);
    let gap = |known: KnownRow| {
        let shown = if known.claim == typed.claim { typed.body.as_str() } else { "" };
        let body = shown.to_owned();
        let kept = known.reply.clone().unwrap_or_default();
        let said = if body.is_empty() && refusal.is_none() { &kept } else { &body };
        GapRow {
            body: Field::typed(lang, "body", said, refusal.filter(|_| known.claim == typed.claim)),
            may_reply: recruits && known.gap,
            said: facts.said_of(lang, known.claim, &claims),
            known,
        }
    };
    Page::new("offers/statements.html", lang.say("truth-title")).noindex().section("offers").refused(refusal).show(
        visit,
        &TruthPage {
            act: offer.act("statements"),
            reply_act: offer.act("replies"),
            offer: (offer.path(), offer.title.clone()),
            organisation: (offer.organisation.path(), offer.organisation.name.clone()),
            known: known(visit, offer).await?.into_iter().map(gap).collect(),
            way: match way {
                Way::Nothing => "nothing",
                Way::Recruits => "recruits",
                Way::Later(_) => "later",
                Way::Open => "open",
            },
            later: match way {
                Way::Later(from) => Some(lang.day(from)),
                _ => None,
            },
            asked: truth::asked(&claims).map(row).collect(),
            spoke: !mine.is_empty(),
            refusal: at_the_top(lang, refusal, &["body"]),
        },
    )
}
