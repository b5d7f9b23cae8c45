//! To whom my profile, and each field of it, is shown.

use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{Member, Posted, Rows},
};
use crate::{
    initializers::limits::Limit,
    models::{
        profiles::{
            Field, Model,
            disclosure::{self, Publics},
        },
        users,
    },
    refusals::{Failure, Refusal},
    views::profiles::audiences::AudiencesPage,
};

async fn page(me: &Member, refusal: Option<&Refusal>) -> Answer {
    let db = &me.house.db;
    let profile = Model::of(db, me.person.id).await?;
    let given = disclosure::given_by(db, me.person.id).await?;
    Page::new("profiles/audiences.html", me.lang.say("audiences-title"))
        .noindex()
        .section("me")
        .refused(refusal)
        .show(me, &AudiencesPage::of(me.lang, profile.as_ref(), &given, refusal))
}

pub(super) async fn show(me: Member) -> Answer {
    page(&me, None).await
}

pub(super) async fn choose(me: Member, Posted(mut rows): Posted<Rows>) -> Answer {
    me.count(Limit::Acts)?;
    let publics = Publics {
        shown_to: rows.take("shown_to"),
        fields: Field::ALL.map(|field| (field, rows.take(&format!("{}_to", field.name())))).into(),
    };
    rows.end()?;
    match disclosure::show_to(&me.house.db, &me.person, &publics).await {
        Ok(()) => then("/me/audiences").saying(&me, "audiences-saved").go(),
        Err(failure) => page(&me, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn take_back(me: Member, Posted(mut rows): Posted<Rows>) -> Answer {
    me.count(Limit::Acts)?;
    let handle = rows.take("handle");
    rows.end()?;
    let person = match users::Model::by_handle(&me.house.db, &handle).await {
        Err(Failure::Missing) => return Err(Refusal::NoSuchPerson.into()),
        found => found?,
    };
    disclosure::take_back_from(&me.house.db, &me.person, &person).await?;
    then("/me/audiences").saying(&me, "taken-back").go()
}
