//! The four answers: yes, no, later, and a block.

use serde::Deserialize;

use super::{Back, after, again, found};
use crate::controllers::{
    answers::{Answer, then},
    drafts,
    extractors::{At, Member, Posted, Ticked, Wrote},
    sessions::Nothing,
};
use crate::{initializers::limits::Limit, models::profiles::Field};

/// What is given with a yes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::controllers) struct Gives {
    pub name: Ticked,
    pub photo: Ticked,
    pub place: Ticked,
    pub contact: Ticked,
    pub log: Ticked,
}

impl Gives {
    pub fn fields(&self) -> Vec<Field> {
        let ticked = [
            (Field::Name, self.name),
            (Field::Photo, self.photo),
            (Field::Place, self.place),
            (Field::Contact, self.contact),
            (Field::Log, self.log),
        ];
        ticked.into_iter().filter_map(|(field, ticked)| ticked.is().then_some(field)).collect()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Reason {
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Delay {
    until: String,
}

pub(super) async fn accept(me: Member, At(id): At<i64>, Posted(gives): Posted<Gives>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    let done = contact.accept(&me.house.db, &me.person, &gives.fields()).await;
    after(&me, id, done, |me| then(contact.path()).saying(me, "contact-accepted").go()).await
}

pub(super) async fn refuse(At(id): At<i64>, Wrote(me, typed): Wrote<Reason>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    match contact.refuse(&me.house.db, &me.person, &typed.reason).await {
        Ok(()) => {
            drafts::sent(&me).await?;
            let undo = format!("{}/refusal/removal", contact.path());
            then("/me/contacts").undoable(&me, "contact-refused", &undo, &[]).go()
        }
        Err(failure) => {
            let refusal = failure.refusal()?;
            again(&me, id, &refusal, Back::Reason(&typed.reason, &refusal)).await
        }
    }
}

pub(super) async fn reconsider(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    let done = contact.reconsider(&me.house.db, &me.person).await;
    after(&me, id, done, |me| then(contact.path()).saying(me, "contact-reconsidered").go()).await
}

pub(super) async fn put_off(me: Member, At(id): At<i64>, Posted(typed): Posted<Delay>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    match contact.put_off(&me.house.db, &me.person, &typed.until).await {
        Ok(()) => then("/me/contacts").saying(&me, "contact-later").go(),
        Err(failure) => {
            let refusal = failure.refusal()?;
            again(&me, id, &refusal, Back::Until(&typed.until, &refusal)).await
        }
    }
}

pub(super) async fn block(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    let undo = format!("{}/silence/removal", contact.other.path());
    let done = contact.block(&me.house.db, &me.person).await;
    after(&me, id, done, |me| then("/me/contacts").undoable(me, "contact-blocked", &undo, &[]).go()).await
}
