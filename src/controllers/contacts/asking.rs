//! Asking someone, and taking it back.

use serde::Deserialize;

use super::{after, found};
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{Asked, At, Member, Posted, Wrote},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        contacts::{asking, asking::Draft, figures, reachable},
        users,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Author, Field, at_the_top,
        contacts::{Habits, NewContact, organisation},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    purpose: String,
    message: String,
    offer_id: String,
}

/// What a link may have chosen already.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Begun {
    purpose: String,
}

pub(super) async fn new(me: Member, At(handle): At<String>, Asked(begun): Asked<Begun>) -> Answer {
    let person = reached(&me, &handle).await?;
    form(&me, &person, &Draft { purpose: begun.purpose, ..Draft::default() }, None).await
}

pub(super) async fn ask(At(handle): At<String>, Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let person = reached(&me, &handle).await?;
    let draft = Draft { purpose: typed.purpose, message: typed.message, offer_id: typed.offer_id };
    match asking::ask(&me.house.db, &me.person, &person, &draft).await {
        Ok(contact) => {
            drafts::sent(&me).await?;
            let undo = format!("{}/removal", contact.path());
            then(contact.path()).undoable(&me, "contact-asked", &undo, &[]).go()
        }
        Err(failure) => form(&me, &person, &draft, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn withdraw(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    let undo = format!("{}/removal/undo", contact.path());
    let done = contact.withdraw(&me.house.db, &me.person).await;
    after(&me, id, done, |me| then("/me/contacts/sent").undoable(me, "contact-withdrawn", &undo, &[]).go()).await
}

pub(super) async fn put_back(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    let done = contact.put_back(&me.house.db, &me.person).await;
    after(&me, id, done, |me| then(contact.path()).saying(me, "contact-asked").go()).await
}

/// Someone who takes contacts from this member.
pub(super) async fn reached(me: &Member, handle: &str) -> Outcome<users::Model> {
    let person = users::Model::by_handle(&me.house.db, handle).await?;
    if !reachable::is_open(&me.house.db, &me.person, &person).await? {
        return Err(Failure::Missing);
    }
    Ok(person)
}

async fn form(me: &Member, person: &users::Model, typed: &Draft, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let habits = figures::habits(&me.house.db, person).await?;
    let name = person.display_name.clone();
    Page::new("contacts/new.html", lang.say_with("contact-new-title", &[("name", name.into())]))
        .canonical(format!("{}/contacts/new", person.path()))
        .noindex()
        .refused(refusal)
        .show(
            me,
            &NewContact {
                person: Author::of(person),
                organisation: organisation(person),
                habits: habits.map(|habits| Habits::of(lang, person, habits)),
                purposes: NewContact::purposes(typed),
                purpose_error: field("purpose", "").error,
                message: field("message", &typed.message),
                my_organisation: reachable::is_recruiter(&me.person),
                refusal: at_the_top(lang, refusal, &["purpose", "message"]),
            },
        )
}
