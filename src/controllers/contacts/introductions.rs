//! Proposing that two people meet; and what each of the two says to it.

use serde::Deserialize;

use super::asking::reached;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{At, Member, Posted, Wrote},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        contacts::introducing::{self, Readable},
        users,
    },
    refusals::{Outcome, Refusal},
    views::{
        Author, Field, at_the_top,
        contacts::{Introduce, IntroductionPage},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    to: String,
    message: String,
}

pub(super) async fn new(me: Member, At(handle): At<String>) -> Answer {
    let person = reached(&me, &handle).await?;
    form(&me, &person, &Form::default(), None)
}

pub(super) async fn propose(At(handle): At<String>, Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let person = reached(&me, &handle).await?;
    match introducing::propose(&me.house.db, &me.person, &person, &typed.to, &typed.message).await {
        Ok(_) => {
            drafts::sent(&me).await?;
            then("/me/contacts/sent").saying(&me, "introduction-proposed").go()
        }
        Err(failure) => form(&me, &person, &typed, Some(&failure.refusal()?)),
    }
}

fn form(me: &Member, person: &users::Model, typed: &Form, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let name = person.display_name.clone();
    Page::new("contacts/introduce.html", lang.say_with("introduce-title", &[("name", name.into())]))
        .canonical(format!("{}/introductions/new", person.path()))
        .noindex()
        .refused(refusal)
        .show(
            me,
            &Introduce {
                person: Author::of(person),
                to: field("to", &typed.to),
                message: field("message", &typed.message),
                refusal: at_the_top(lang, refusal, &["to", "message"]),
            },
        )
}

pub(super) async fn show(me: Member, At(id): At<i64>) -> Answer {
    page(&me, &found(&me, id).await?, None)
}

async fn found(me: &Member, id: i64) -> Outcome<Readable> {
    introducing::Model::readable_by(&me.house.db, &me.person, id).await
}

fn page(me: &Member, read: &Readable, refusal: Option<&Refusal>) -> Answer {
    // Fetched ahead, it is not read yet.
    if !me.prefetch {
        me.house.marks.note_told(me.person.id, introducing::subject(read.introduction.id));
    }
    Page::new("contacts/introduction.html", me.lang.say("introduction-title"))
        .canonical(format!("/me/{}", introducing::subject(read.introduction.id)))
        .noindex()
        .section("me")
        .refused(refusal)
        .show(me, &IntroductionPage::of(me.lang, read, refusal))
}

pub(super) async fn consent(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    match found(&me, id).await?.consent(&me.house.db, &me.person).await {
        Ok(Some(contact)) => then(contact.path()).saying(&me, "introduction-made").go(),
        Ok(None) => then(format!("/me/{}", introducing::subject(id))).saying(&me, "introduction-consented").go(),
        Err(failure) => page(&me, &found(&me, id).await?, Some(&failure.refusal()?)),
    }
}

pub(super) async fn refuse(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    match found(&me, id).await?.refuse(&me.house.db, &me.person).await {
        Ok(()) => then("/me/contacts").saying(&me, "introduction-refused").go(),
        Err(failure) => page(&me, &found(&me, id).await?, Some(&failure.refusal()?)),
    }
}
