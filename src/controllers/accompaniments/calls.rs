//! Asking one's adviser to call, from any page; agreeing, calling, calling off.

use serde::Deserialize;

use super::{mine, people};
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{Asked, At, Member, Posted, Ticked},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        accompaniments::{Model as Accompaniment, listing::place_of},
        calls::{
            Model,
            asking::{self, Draft},
            slots::offered,
        },
    },
    refusals::{Outcome, Refusal},
    views::{
        Author, Field, at_the_top,
        calls::{NewCall, Slot},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    about: String,
    phone: String,
    slot: String,
    page: String,
    /// Whether the page is said.
    say_page: Ticked,
}

/// The page one comes from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    from: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Moment {
    day: String,
    hour: String,
}

pub(super) async fn new(me: Member, Asked(from): Asked<From>) -> Answer {
    form(&me, &Draft { page: asking::page(&from.from), ..Draft::default() }, None).await
}

/// Not held when the session has ended: a number is kept nowhere but with its call.
pub(super) async fn ask(me: Member, Posted(typed): Posted<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let draft = Draft { about: typed.about, phone: typed.phone, slot: typed.slot, page: typed.page };
    let said = Draft { page: if typed.say_page.is() { draft.page.clone() } else { String::new() }, ..draft.clone() };
    match asking::ask(&me.house.db, &me.person, &said).await {
        Ok(call) => then("/me/adviser#call")
            .undoable(&me, "call-asked", &format!("/me/calls/{}/cancellation", call.id), &[])
            .go(),
        Err(failure) => form(&me, &draft, Some(&failure.refusal()?)).await,
    }
}

async fn form(me: &Member, typed: &Draft, refusal: Option<&Refusal>) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let zone = me.person.time_zone.as_str();
    let place = place_of(db, me.person.id).await?.filter(|place| place.is_accepted());
    let slots = match &place {
        None => vec![],
        Some(place) => Slot::all(lang, &offered(db, &place.other).await?, zone, &typed.slot),
    };
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    Page::new("calls/new.html", lang.say("call-title")).noindex().section("me").refused(refusal).show(
        me,
        &NewCall {
            adviser: place.as_ref().map(|place| Author::of(&place.other)),
            about: field("about", &typed.about),
            phone: field("phone", &typed.phone),
            slots,
            slot_error: field("slot", "").error,
            page: asking::page(&typed.page),
            zone: zone.to_owned(),
            refusal: at_the_top(lang, refusal, &["about", "phone", "slot"]),
        },
    )
}

pub(super) async fn agree(me: Member, At(id): At<i64>, Posted(typed): Posted<Moment>) -> Answer {
    let call = acted_on(&me, id).await?;
    let done = call.agree(&me.house.db, &me.person, &typed.day, &typed.hour).await;
    after(&me, &call, done, "call-agreed", Some((&typed.day, &typed.hour))).await
}

pub(super) async fn complete(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let call = acted_on(&me, id).await?;
    let done = call.complete(&me.house.db, &me.person).await;
    after(&me, &call, done, "call-done", None).await
}

pub(super) async fn cancel(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let call = acted_on(&me, id).await?;
    let done = call.cancel(&me.house.db, &me.person).await;
    after(&me, &call, done, "call-cancelled", None).await
}

async fn acted_on(me: &Member, id: i64) -> Outcome<Model> {
    me.count(Limit::Acts)?;
    Model::readable_by(&me.house.db, &me.person, id).await
}

/// Back where this one of the two reads of it; or there with the reason why not.
async fn after(me: &Member, call: &Model, done: Outcome<()>, said: &str, typed: Option<(&str, &str)>) -> Answer {
    let advises = call.adviser_id == me.person.id;
    let refusal = match done {
        Ok(()) if advises => return then(format!("/me/people/{}#calls", call.accompaniment_id)).saying(me, said).go(),
        Ok(()) => return then("/me/adviser#call").saying(me, said).go(),
        Err(failure) => failure.refusal()?,
    };
    if !advises {
        return mine::page(me, mine::Typed::default(), Some(&refusal)).await;
    }
    let read = Accompaniment::readable_by(&me.house.db, &me.person, call.accompaniment_id).await?;
    people::page(me, &read, Some(&refusal), typed.unwrap_or_default()).await
}
