//! Contacts with a purpose: asking, answering, what the two write, introductions.

pub(super) mod answers;
mod asking;
mod conversation;
mod introductions;
mod listing;

use loco_rs::prelude::*;

use super::{
    answers::{Answer, Page},
    extractors::{Asked, At, Member, Turned},
};
use crate::{
    models::{
        contacts::{self, Readable, giving},
        offers,
        profiles::disclosure::given_to,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Field, at_the_top,
        contacts::{Beside, ContactPage, MessageView},
        threads::no_compose,
        when,
    },
};

async fn show(me: Member, At(id): At<i64>, Asked(turned): Asked<Turned>) -> Answer {
    let contact = found(&me, id).await?;
    page(&me, &contact, turned.before, Back::Nothing).await
}

/// The contact asked for, when one is one of its two.
async fn found(me: &Member, id: i64) -> Outcome<Readable> {
    contacts::Model::readable_by(&me.house.db, &me.person, id).await
}

/// A form of the page that comes back, with what was typed and why.
#[derive(Clone, Copy, Debug)]
enum Back<'a> {
    Nothing,
    /// An act that is one button.
    Act(&'a Refusal),
    Reason(&'a str, &'a Refusal),
    Until(&'a str, &'a Refusal),
    Message(&'a str, &'a Refusal),
}

impl<'a> Back<'a> {
    fn refusal(self) -> Option<&'a Refusal> {
        match self {
            Self::Nothing => None,
            Self::Act(refusal) | Self::Reason(_, refusal) | Self::Until(_, refusal) | Self::Message(_, refusal) => {
                Some(refusal)
            }
        }
    }
}

async fn page(me: &Member, contact: &Readable, before: Option<i64>, back: Back<'_>) -> Answer {
    let (db, lang, mine) = (&me.house.db, me.lang, me.person.id);
    let written = contact.messages(db, before).await?;
    let message = |message: &crate::models::_entities::contact_messages::Model| MessageView {
        id: message.id,
        mine: message.author_id == mine,
        html: message.body_html.clone(),
        when: when(lang, &message.created_at),
    };
    let beside = Beside {
        to_give: giving::to_give(db, mine).await?,
        given: given_to(db, mine, contact.other.id).await?,
        given_to_me: given_to(db, contact.other.id, mine).await?,
        messages: written.rows.iter().map(message).collect(),
        older: written.next.map(|next| format!("{}?before={next}", contact.path())),
        offer: match contact.offer_id {
            Some(id) => offers::Model::still_readable_by(db, &me.viewer, id).await?,
            None => None,
        }
        .map(|offer| (offer.path(), offer.title.clone())),
    };
    let mut view = ContactPage::of(lang, contact, beside);
    let typed = |name, value: &str, refusal| Field::typed(lang, name, value, Some(refusal));
    match back {
        Back::Reason(reason, refusal) => view.reason_field = typed("reason", reason, refusal),
        Back::Until(until, refusal) => view.until_field = typed("until", until, refusal),
        // What was typed comes back, also to someone who came too late for it.
        Back::Message(body, refusal) => view.compose = Some(typed("body", body, refusal)),
        Back::Nothing | Back::Act(_) => {}
    }
    if contact.is_accepted() {
        view.no_compose = no_compose(&me.viewer, false);
    }
    view.refusal = at_the_top(lang, back.refusal(), &["reason", "until", "body"]);
    // Fetched ahead, it is not read yet.
    if !me.prefetch {
        me.house.marks.note_told(mine, contacts::subject(contact.id));
    }
    let name = contact.other.display_name.clone();
    Page::new("contacts/show.html", lang.say_with("contact-title", &[("name", name.into())]))
        .canonical(contact.path())
        .noindex()
        .section("me")
        .refused(back.refusal())
        .show(me, &view)
}

/// After a button was pressed: on, or the page as it is now, with the reason why not.
/// What is not theirs to read any more is said by the reason alone.
async fn after(me: &Member, id: i64, done: Outcome<()>, on: impl FnOnce(&Member) -> Answer + Send) -> Answer {
    let refusal = match done {
        Ok(()) => return on(me),
        Err(failure) => failure.refusal()?,
    };
    again(me, id, &refusal, Back::Act(&refusal)).await
}

async fn again(me: &Member, id: i64, refusal: &Refusal, back: Back<'_>) -> Answer {
    match found(me, id).await {
        Ok(contact) => page(me, &contact, None, back).await,
        Err(Failure::Missing) => Err(refusal.clone().into()),
        Err(failure) => Err(failure),
    }
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/people/{handle}/contacts", post(asking::ask))
        .add("/people/{handle}/contacts/new", get(asking::new))
        .add("/people/{handle}/introductions", post(introductions::propose))
        .add("/people/{handle}/introductions/new", get(introductions::new))
        .add("/me/contacts", get(listing::received))
        .add("/me/contacts/from", post(listing::choose))
        .add("/me/contacts/sent", get(listing::sent))
        .add("/me/contacts/{id}", get(show))
        .add("/me/contacts/{id}/acceptance", post(answers::accept))
        .add("/me/contacts/{id}/refusal", post(answers::refuse))
        .add("/me/contacts/{id}/refusal/removal", post(answers::reconsider))
        .add("/me/contacts/{id}/delay", post(answers::put_off))
        .add("/me/contacts/{id}/block", post(answers::block))
        .add("/me/contacts/{id}/removal", post(asking::withdraw))
        .add("/me/contacts/{id}/removal/undo", post(asking::put_back))
        .add("/me/contacts/{id}/messages", post(conversation::write))
        .add("/me/contacts/{id}/given", post(conversation::give))
        .add("/me/contacts/{id}/given/removal", post(conversation::take_back))
        .add("/me/contacts/{id}/closure", post(conversation::end))
        .add("/me/introductions/{id}", get(introductions::show))
        .add("/me/introductions/{id}/consent", post(introductions::consent))
        .add("/me/introductions/{id}/refusal", post(introductions::refuse))
}
