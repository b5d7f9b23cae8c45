//! Answering an offer here.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page, then},
    contacts::answers::Gives,
    drafts,
    extractors::{At, Member, Numbered, Ticked, Wrote},
};
use crate::{
    initializers::limits::Limit,
    models::{
        applications::{
            asking::{self, Way},
            figures,
        },
        contacts::giving::to_give,
        offers::{self, Readable},
        profiles::Field as Part,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{Field, applications::NewApplication, at_the_top, contacts::Habits},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    message: String,
    name: Ticked,
    photo: Ticked,
    place: Ticked,
    contact: Ticked,
    log: Ticked,
}

impl Form {
    fn fields(&self) -> Vec<Part> {
        let Self { name, photo, place, contact, log, .. } = *self;
        Gives { name, photo, place, contact, log }.fields()
    }
}

pub(super) async fn new(me: Member, At(asked): At<Numbered>) -> Answer {
    let offer = found(&me, &asked).await?;
    match asking::way(&me.house.db, &me.viewer, &offer).await? {
        Way::Nothing => Err(Failure::Missing),
        Way::Sent(sent) => then(sent.path()).go(),
        Way::Slowed => form(&me, &offer, &Form::default(), Some(&Refusal::NoAnswersHere)).await,
        Way::Open => form(&me, &offer, &Form::default(), None).await,
    }
}

pub(super) async fn ask(At(asked): At<Numbered>, Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let offer = found(&me, &asked).await?;
    match asking::ask(&me.house.db, &me.person, &offer, &typed.message, &typed.fields()).await {
        Ok(sent) => {
            drafts::sent(&me).await?;
            then(sent.path()).undoable(&me, "application-sent", &format!("{}/removal", sent.path()), &[]).go()
        }
        Err(failure) => form(&me, &offer, &typed, Some(&failure.refusal()?)).await,
    }
}

async fn found(me: &Member, asked: &Numbered) -> Outcome<Readable> {
    offers::Model::readable_by(&me.house.db, &me.viewer, asked.id).await
}

async fn form(me: &Member, offer: &Readable, typed: &Form, refusal: Option<&Refusal>) -> Answer {
    let (db, lang, of) = (&me.house.db, me.lang, &offer.organisation);
    let ticked = typed.fields();
    let fields = to_give(db, me.person.id).await?;
    let habits = figures::habits(db, of.id).await?;
    Page::new("applications/new.html", lang.say("application-new-title"))
        .canonical(offer.act("applications/new"))
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &NewApplication {
                act: offer.act("applications"),
                offer: (offer.path(), offer.title.clone()),
                organisation: of.name.clone(),
                days: of.answer_days,
                habits: habits.map(|habits| Habits::named(lang, &of.name, habits)),
                to_give: fields.iter().map(|field| (field.name(), ticked.contains(field))).collect(),
                message: Field::typed(lang, "message", &typed.message, refusal),
                refusal: at_the_top(lang, refusal, &["message"]),
            },
        )
}
