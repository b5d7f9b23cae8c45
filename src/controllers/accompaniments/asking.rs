//! Asking an adviser, on their page or by their handle; proposing it to someone.

use serde::Deserialize;

use super::mine;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{At, Member, Wrote},
};
use crate::{
    initializers::limits::Limit,
    models::{
        accompaniments::asking::{self, Way, way_to},
        users,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{Author, Field, accompaniments::NewPage, at_the_top},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    message: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Called {
    handle: String,
    message: String,
}

pub(super) async fn new(me: Member, At(handle): At<String>) -> Answer {
    let (person, way) = reached(&me, &handle).await?;
    form(&me, &person, way, "", None)
}

pub(super) async fn begin(At(handle): At<String>, Wrote(me, typed): Wrote<Words>) -> Answer {
    me.count(Limit::Acts)?;
    let (person, way) = reached(&me, &handle).await?;
    match asking::begin(&me.house.db, &me.person, &person, &typed.message).await {
        Ok(begun) => {
            drafts::sent(&me).await?;
            let undo = format!("/me/accompaniments/{}/removal", begun.id);
            let home = format!("/me/{}", begun.subject_for(me.person.id));
            let said = if way == Way::Ask { "adviser-asked" } else { "adviser-proposed" };
            then(home).undoable(&me, said, &undo, &[]).go()
        }
        Err(failure) => form(&me, &person, way, &typed.message, Some(&failure.refusal()?)),
    }
}

pub(super) async fn ask(Wrote(me, typed): Wrote<Called>) -> Answer {
    me.count(Limit::Acts)?;
    let db = &me.house.db;
    let asked = async {
        let adviser = asking::adviser_called(db, &me.person, &typed.handle).await?;
        asking::begin(db, &me.person, &adviser, &typed.message).await
    };
    match asked.await {
        Ok(begun) => {
            drafts::sent(&me).await?;
            let undo = format!("/me/accompaniments/{}/removal", begun.id);
            then("/me/adviser").undoable(&me, "adviser-asked", &undo, &[]).go()
        }
        Err(failure) => {
            let refusal = failure.refusal()?;
            let typed = mine::Typed { handle: &typed.handle, message: &typed.message, ..mine::Typed::default() };
            mine::page(&me, typed, Some(&refusal)).await
        }
    }
}

/// Someone this member may begin it with, and how.
async fn reached(me: &Member, handle: &str) -> Outcome<(users::Model, Way)> {
    let person = users::Model::by_handle(&me.house.db, handle).await?;
    let way = way_to(&me.house.db, &me.person, &person).await?.ok_or(Failure::Missing)?;
    Ok((person, way))
}

fn form(me: &Member, person: &users::Model, way: Way, message: &str, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let name = person.display_name.clone();
    let title = lang.say_with(&format!("adviser-{}-title", way.name()), &[("name", name.into())]);
    Page::new("accompaniments/new.html", title).noindex().refused(refusal).show(
        me,
        &NewPage {
            person: Author::of(person),
            way: way.name(),
            message: Field::typed(lang, "message", message, refusal),
            refusal: at_the_top(lang, refusal, &["message"]),
        },
    )
}
