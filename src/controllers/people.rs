//! A person's page: a name, a role, what they opened in rooms the reader reads;
//! and silencing them.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, only_at, then},
    extractors::{Asked, At, Deeper, Member, Posted, Visit},
    sessions::Nothing,
};
use crate::{
    freshness::Tag,
    initializers::limits::Limit,
    models::{
        blocks,
        threads::listing::{PAGE, Which, list},
        users,
    },
    refusals::Failure,
    views::{Author, people::PersonPage, threads::ThreadRow, when},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Silence {
    kind: String,
}

async fn show(visit: Visit, At(handle): At<String>, Asked(deeper): Asked<Deeper>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let person = match users::Model::by_handle(db, &handle).await {
        Err(Failure::Missing) => {
            // Called otherwise now: there, with what was asked.
            let person = users::former::called(db, &handle).await?.ok_or(Failure::Missing)?;
            only_at(&visit, &person.path())?;
            person
        }
        found => found?,
    };
    let after = deeper.place();
    let threads = list(db, viewer, &Which::By(person.id), after, PAGE).await?;
    let silenced = match viewer.id() {
        None => None,
        Some(me) => blocks::between(db, me, person.id).await?,
    };
    let path = person.path();
    // A person is not a search result: names stay out of indices.
    Page::new("people/show.html", &person.display_name).noindex().depends_on([Tag::Person(person.id), Tag::Lists]).show(
        &visit,
        &PersonPage {
            about: person.about.clone(),
            organisation: person.organisation_name.clone().filter(|_| person.claim == "confirmed"),
            since: when(lang, &person.created_at),
            rows: ThreadRow::all(lang, &threads.rows),
            next: threads.next.map(|next| format!("{path}?after={next}")),
            me: viewer.is(Some(person.id)),
            signed_in: viewer.person().is_some(),
            silenced: silenced.map(|block| block.kind),
            person: Author::of(&person),
        },
    )
}

async fn silence(me: Member, At(handle): At<String>, Posted(typed): Posted<Silence>) -> Answer {
    me.count(Limit::Acts)?;
    let other = users::Model::by_handle(&me.house.db, &handle).await?;
    blocks::silence(&me.house.db, &me.person, &other, &typed.kind).await?;
    then(other.path()).undoable(&me, "silenced", &format!("{}/silence/removal", other.path()), &[]).go()
}

async fn hear_again(me: Member, At(handle): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let other = users::Model::by_handle(&me.house.db, &handle).await?;
    let way = then(other.path());
    match blocks::hear_again(&me.house.db, &me.person, &other).await? {
        None => way.saying(&me, "unsilenced").go(),
        Some(kind) => way.undoable(&me, "unsilenced", &format!("{}/silence", other.path()), &[("kind", &kind)]).go(),
    }
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/people/{handle}", get(show))
        .add("/people/{handle}/silence", post(silence))
        .add("/people/{handle}/silence/removal", post(hear_again))
}
