//! What a code opens, to whoever holds the paper: reading the answers, taking the account
//! up, joining it to one's own, erasing it. Opening changes nothing (a phone opens what it
//! sees); only buttons do.

use serde::Deserialize;

use super::{Sure, written};
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Posted, Visit},
    sessions::{Nothing, told},
};
use crate::{
    access::Viewer,
    initializers::limits::{Aim, Limit},
    models::{
        slips::{Held, code, held},
        users,
    },
    refusals::{Failure, Outcome, Refusal, check_line},
    views::{
        Author, Field, at_the_top,
        slips::{EnterPage, SlipPage, until},
        threads::{Place, Reading},
    },
};

/// Bytes that someone may type of a code, with whatever they put between its symbols.
const CODE_LIMIT: usize = 60;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Code {
    code: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Address {
    email: String,
}

pub(super) async fn enter(visit: Visit) -> Answer {
    enter_form(&visit, "", None)
}

pub(super) async fn open(visit: Visit, Posted(typed): Posted<Code>) -> Answer {
    let opened = async {
        check_line("code", &typed.code, CODE_LIMIT, true)?;
        opened(&visit, &typed.code).await
    };
    match opened.await {
        Ok(_) => {
            then(format!("/slips/{}", code::read(&typed.code).map(|code| code::shown(&code)).unwrap_or_default())).go()
        }
        Err(failure) => enter_form(&visit, &typed.code, Some(&failure.refusal()?)),
    }
}

fn enter_form(visit: &Visit, typed: &str, refusal: Option<&Refusal>) -> Answer {
    // Whatever is wrong, it is about the one field there is.
    let error = refusal.map(|refusal| visit.lang.refuse(refusal));
    Page::new("slips/enter.html", visit.lang.say("slip-enter-title"))
        .canonical("/slips")
        .noindex()
        .refused(refusal)
        .show(visit, &EnterPage { code: Field { value: typed.to_owned(), error } })
}

/// Guessing is counted by address, whatever is guessed.
async fn opened(visit: &Visit, code: &str) -> Outcome<Held> {
    visit.count_address(Limit::Codes)?;
    held(&visit.house, code).await
}

pub(super) async fn show(visit: Visit, At(code): At<String>) -> Answer {
    match opened(&visit, &code).await {
        Ok(held) => page(&visit, &code, &held, "", None).await,
        Err(Failure::Refused(refusal @ Refusal::SlipSpent)) => enter_form(&visit, &code, Some(&refusal)),
        Err(failure) => Err(failure),
    }
}

async fn page(visit: &Visit, code: &str, held: &Held, email: &str, refusal: Option<&Refusal>) -> Answer {
    let lang = visit.lang;
    let (written, conversation) = written(visit, held).await?;
    let (mut solution, mut replies, mut more) = (None, vec![], None);
    if let Some((thread, conversation)) = &conversation {
        let reading = Reading { lang, viewer: &Viewer::Visitor, thread, gestures: &conversation.gestures };
        let whole = |place, post| reading.whole(&visit.house.views, place, post);
        solution = conversation.solution.as_ref().map(|post| whole(Place::Solution, post)).transpose()?;
        replies = conversation.replies.iter().map(|post| whole(Place::Reply, post)).collect::<Result<_, _>>()?;
        more = conversation.later.then(|| thread.path());
    }
    let adviser = match held.slip.adviser_id {
        None => None,
        Some(id) => users::Model::by_id(&visit.house.db, id).await.ok(),
    };
    let title = lang.say_with("slip-title", &[("name", held.person.display_name.clone().into())]);
    Page::new("slips/show.html", title).noindex().refused(refusal).show(
        visit,
        &SlipPage {
            name: held.person.display_name.clone(),
            action: format!("/slips/{code}"),
            written,
            solution,
            replies,
            more,
            until: until(lang, &held.slip),
            adviser: adviser.as_ref().map(Author::of),
            email: Field::typed(lang, "email", email, refusal),
            sure_error: Field::typed(lang, "sure", "", refusal).error,
            refusal: at_the_top(lang, refusal, &["email", "sure"]),
        },
    )
}

/// Asks an address to answer: the account will be its owner's.
pub(super) async fn ask(visit: Visit, At(code): At<String>, Posted(typed): Posted<Address>) -> Answer {
    let held = opened(&visit, &code).await?;
    visit.count_aimed(Aim::SignUp, &typed.email)?;
    match held.ask(&visit.house, &typed.email).await {
        Ok(address) => told(&visit, "claim", &address),
        Err(failure) => page(&visit, &code, &held, &typed.email, Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn join(visit: Visit, At(code): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let held = opened(&visit, &code).await?;
    let me = visit.signed_in()?;
    match held.join(&visit.house, me).await {
        Ok(()) => then("/me/writings").saying(&visit, "slip-joined").go(),
        Err(failure) => page(&visit, &code, &held, "", Some(&failure.refusal()?)).await,
    }
}

pub(super) async fn remove(visit: Visit, At(code): At<String>, Posted(typed): Posted<Sure>) -> Answer {
    let held = opened(&visit, &code).await?;
    let done = async {
        typed.said()?;
        held.remove(&visit.house).await
    };
    match done.await {
        Ok(()) => then("/").saying(&visit, "slip-erased").go(),
        Err(failure) => page(&visit, &code, &held, "", Some(&failure.refusal()?)).await,
    }
}
