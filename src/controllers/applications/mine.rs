//! What I sent, and taking it back.

use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{Asked, At, Member, Posted, Turned},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        applications::{self, Mine, listing},
        contacts,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        applications::{MinePage, SentPage, SentRow},
        at_the_top,
    },
};

pub(super) async fn list(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let lang = me.lang;
    let sent = listing::sent(&me.house.db, me.person.id, turned.before).await?;
    Page::new("applications/index.html", lang.say("applications-title"))
        .canonical("/me/applications")
        .noindex()
        .section("me")
        .show(
            &me,
            &SentPage {
                rows: sent.rows.iter().map(|row| SentRow::of(lang, row)).collect(),
                next: sent.next.map(|next| format!("/me/applications?before={next}")),
            },
        )
}

pub(super) async fn show(me: Member, At(id): At<i64>) -> Answer {
    page(&me, &found(&me, id).await?, None).await
}

async fn found(me: &Member, id: i64) -> Outcome<Mine> {
    applications::Model::mine(&me.house.db, &me.person, id).await
}

async fn page(me: &Member, mine: &Mine, refusal: Option<&Refusal>) -> Answer {
    let conversation = match mine.contact_id {
        Some(contact) => match contacts::Model::readable_by(&me.house.db, &me.person, contact).await {
            Ok(contact) => Some(contact.path()),
            Err(Failure::Missing) => None,
            Err(failure) => return Err(failure),
        },
        None => None,
    };
    let given = mine.gives(&me.house.db).await?;
    // Fetched ahead, it is not read yet.
    if !me.prefetch {
        me.house.marks.note_told(me.person.id, applications::subject(mine.id));
    }
    Page::new("applications/show.html", me.lang.say("application-title"))
        .canonical(mine.path())
        .noindex()
        .section("me")
        .refused(refusal)
        .show(
            me,
            &MinePage {
                conversation,
                refusal: at_the_top(me.lang, refusal, &[]),
                ..MinePage::of(me.lang, mine, &given)
            },
        )
}

pub(super) async fn withdraw(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let mine = found(&me, id).await?;
    match mine.withdraw(&me.house.db, &me.person).await {
        Ok(()) => {
            let undo = format!("{}/removal/undo", mine.path());
            then("/me/applications").undoable(&me, "application-withdrawn", &undo, &[]).go()
        }
        Err(failure) => page(&me, &found(&me, id).await?, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn put_back(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let mine = found(&me, id).await?;
    match mine.put_back(&me.house.db, &me.person).await {
        Ok(()) => then(mine.path()).saying(&me, "application-sent").go(),
        Err(failure) => page(&me, &found(&me, id).await?, Some(&failure.refusal()?)).await,
    }
}
