//! The hours at which an adviser calls. To anyone else there is no such page.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{Member, Posted},
};
use crate::{
    access::Kind,
    initializers::limits::Limit,
    models::{
        calls::slots::{self, MINUTES, Typed},
        pledges::DAYS,
    },
    refusals::{Failure, Refusal},
    views::{
        Choice, Field, at_the_top,
        calls::{SlotLine, SlotsPage},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    weekday: String,
    day: String,
    from: String,
    until: String,
    minutes: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Which {
    slot: String,
}

pub(super) async fn show(me: Member) -> Answer {
    let typed = Typed { weekday: "1".into(), minutes: "30".into(), ..Typed::default() };
    page(&me, &typed, None).await
}

pub(super) async fn publish(me: Member, Posted(form): Posted<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let typed =
        Typed { weekday: form.weekday, day: form.day, from: form.from, until: form.until, minutes: form.minutes };
    match slots::publish(&me.house.db, &me.person, &typed).await {
        Ok(()) => then("/me/people/slots").saying(&me, "slots-published").go(),
        Err(failure) => page(&me, &typed, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn remove(me: Member, Posted(which): Posted<Which>) -> Answer {
    me.count(Limit::Acts)?;
    let id = which.slot.parse().map_err(|_| Refusal::NotAChoice { field: "slot" })?;
    slots::remove(&me.house.db, &me.person, id).await?;
    then("/me/people/slots").saying(&me, "slot-removed").go()
}

async fn page(me: &Member, typed: &Typed, refusal: Option<&Refusal>) -> Answer {
    if me.person.kind != Kind::Adviser {
        return Err(Failure::Missing);
    }
    let lang = me.lang;
    let published = slots::of(&me.house.db, me.person.id).await?;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    Page::new("calls/slots.html", lang.say("slots-title"))
        .canonical("/me/people/slots")
        .noindex()
        .section("me")
        .refused(refusal)
        .show(
            me,
            &SlotsPage {
                slots: published.iter().map(|slot| SlotLine::of(lang, slot)).collect(),
                weekdays: Choice::among("weekday", &DAYS, &typed.weekday, false),
                minutes: Choice::among("minutes", &MINUTES, &typed.minutes, false),
                day: field("day", &typed.day),
                from: field("from", &typed.from),
                until: field("until", &typed.until),
                slots_error: field("slots", "").error,
                minutes_error: field("minutes", "").error,
                zone: me.person.time_zone.clone(),
                refusal: at_the_top(lang, refusal, &["slots", "minutes"]),
            },
        )
}
