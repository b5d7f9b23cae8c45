//! What the two write, give and take back; and the end of it.

use serde::Deserialize;

use super::{Back, after, again, found};
use crate::controllers::{
    answers::{Answer, then},
    drafts,
    extractors::{At, Member, Posted, Wrote},
    sessions::Nothing,
};
use crate::{initializers::limits::Limit, models::profiles::Field, refusals::Refusal};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    body: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Which {
    field: String,
}

impl Which {
    fn field(&self) -> Result<Field, Refusal> {
        Field::named(&self.field).ok_or(Refusal::NotAChoice { field: "field" })
    }
}

pub(super) async fn write(At(id): At<i64>, Wrote(me, typed): Wrote<Words>) -> Answer {
    me.count(Limit::Replies)?;
    let contact = found(&me, id).await?;
    match contact.write(&me.house.db, &me.person, &typed.body).await {
        Ok(message) => {
            drafts::sent(&me).await?;
            then(format!("{}#message-{message}", contact.path())).saying(&me, "contact-written").go()
        }
        Err(failure) => {
            let refusal = failure.refusal()?;
            again(&me, id, &refusal, Back::Message(&typed.body, &refusal)).await
        }
    }
}

pub(super) async fn give(me: Member, At(id): At<i64>, Posted(which): Posted<Which>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    let done = match which.field() {
        Ok(field) => contact.give(&me.house.db, &me.person, field).await,
        Err(refusal) => Err(refusal.into()),
    };
    let (undo, fields) = (format!("{}/given/removal", contact.path()), [("field", which.field.as_str())]);
    let way = format!("{}#given", contact.path());
    after(&me, id, done, |me| then(way).undoable(me, "contact-given", &undo, &fields).go()).await
}

pub(super) async fn take_back(me: Member, At(id): At<i64>, Posted(which): Posted<Which>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    let done = match which.field() {
        Ok(field) => contact.take_back(&me.house.db, &me.person, field).await,
        Err(refusal) => Err(refusal.into()),
    };
    let (undo, fields) = (format!("{}/given", contact.path()), [("field", which.field.as_str())]);
    let (way, open) = (then(format!("{}#given", contact.path())), contact.is_accepted());
    after(&me, id, done, |me| {
        if open {
            way.undoable(me, "contact-taken-back", &undo, &fields).go()
        } else {
            way.saying(me, "contact-taken-back").go()
        }
    })
    .await
}

pub(super) async fn end(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let contact = found(&me, id).await?;
    let done = contact.end(&me.house.db, &me.person).await;
    after(&me, id, done, |me| then(contact.path()).saying(me, "contact-over").go()).await
}
