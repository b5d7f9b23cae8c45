//! Passing an offer on, to a room or to someone.

use serde::Deserialize;

use super::found;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{At, Member, Numbered, Wrote},
};
use crate::{
    initializers::limits::Limit,
    models::{
        drafts::number,
        offers::{
            Readable, listing,
            relaying::{self, To},
        },
    },
    refusals::{Failure, Refusal},
    views::{
        Field,
        alerts::{RelayForm, Relayed, Way},
        at_the_top,
        offers::OfferRow,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Passing {
    to: String,
    words: String,
    draft: String,
}

pub(super) async fn new(me: Member, At(asked): At<Numbered>) -> Answer {
    let offer = found(&me, &asked).await?;
    form(&me, &offer, &Passing::default(), None).await
}

pub(super) async fn create(At(asked): At<Numbered>, Wrote(me, typed): Wrote<Passing>) -> Answer {
    me.count(Limit::Threads)?;
    let offer = found(&me, &asked).await?;
    let done = match To::named(&typed.to) {
        Ok(to) => offer.relay(&me.house, &me.viewer, &me.person, to, (&typed.words, &typed.draft)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(place) => {
            drafts::sent(&me).await?;
            then(place).saying(&me, "offer-relayed").go()
        }
        Err(failure) => form(&me, &offer, &typed, Some(&failure.refusal()?)).await,
    }
}

async fn form(me: &Member, offer: &Readable, typed: &Passing, refusal: Option<&Refusal>) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let listed = listing::listed(db, offer).await?.ok_or(Failure::Missing)?;
    let relayed = relaying::relayed(db, &me.viewer, offer.id).await?;
    let has = |room: i64| relayed.iter().any(|thread| thread.room.id == room);
    let way = |to: To, name: &str| Way::of(&to.to_string(), name, &typed.to);
    let rooms = me.person.rooms.iter().filter(|room| !has(room.id));
    let people = relaying::people(db, me.person.id).await?;
    Page::new("offers/relay.html", lang.say("relay-title"))
        .canonical(offer.act("relays/new"))
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &RelayForm {
                action: offer.act("relays"),
                row: OfferRow::of(lang, &listed),
                rooms: rooms.map(|room| way(To::Room(room.id), &room.name)).collect(),
                people: people.iter().map(|(id, person)| way(To::Contact(*id), &person.display_name)).collect(),
                relayed: relayed.iter().map(Relayed::of).collect(),
                to: Field::typed(lang, "to", &typed.to, refusal),
                words: Field::typed(lang, "words", &typed.words, refusal),
                draft: if typed.draft.is_empty() { number() } else { typed.draft.clone() },
                refusal: at_the_top(lang, refusal, &["to", "words"]),
            },
        )
}
