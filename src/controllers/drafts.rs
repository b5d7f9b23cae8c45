//! Drafts: kept as one writes (scripts send them by themselves; without scripts,
//! “save the draft” is a button of the same form), found again in the box where
//! they were begun and on a page of one's own.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use loco_rs::prelude::*;

use super::{
    answers::{Answer, Page, then},
    cookies,
    extractors::{Asked, At, Deeper, Member, Posted, Visit},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::drafts::{
        self, Place, Words,
        forms::{self, Fields},
        held,
    },
    refusals::Outcome,
    text,
    views::{
        account::{DraftRow, DraftsPage, FormRow},
        admin::Again,
        when,
    },
};

/// What the browser keeps to find words sent after the session ended.
const HELD: &str = "held";
const DAY: i64 = 24 * 3600;

/// A script is told that it is done; a person is shown where their words are.
pub(super) async fn keep(me: &Member, headers: &HeaderMap, place: Place, words: &Words, back: String) -> Answer {
    me.count(Limit::Previews)?;
    drafts::save(&me.house.db, &me.person, place, words).await?;
    if me.path.ends_with(super::pictures::FIRST) {
        return then(super::pictures::adding_to(place)).go();
    }
    let script = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json");
    if script { Ok(StatusCode::NO_CONTENT.into_response()) } else { then(back).saying(me, "draft-saved").go() }
}

async fn list(me: Member, Asked(deeper): Asked<Deeper>) -> Answer {
    let kept = drafts::of(&me.house.db, me.person.id, deeper.place()).await?;
    let (kept, next) = (kept.rows, kept.next.map(|next| format!("/me/drafts?after={next}")));
    let mut ways = drafts::placing::ways(&me.house.db, &me.viewer, &kept).await?;
    let row = |draft: &drafts::Model| {
        let place = Place::named(&draft.place)?;
        Some(DraftRow {
            what: match place {
                Place::Thread(_) => "reply",
                Place::Room(_) => "thread",
                Place::Post(_) => "edit",
            },
            way: ways.remove(&draft.place),
            title: draft.title.clone(),
            sense: text::sense(&text::plain_text(&draft.body)),
            body: draft.body.clone(),
            when: when(me.lang, &draft.updated_at),
            removal: format!("/me/drafts/{}/removal", draft.id),
        })
    };
    let drafts = kept.iter().filter_map(row).collect();
    let form = |draft: &drafts::Model| {
        let (path, fields) = forms::read(draft)?;
        Some(FormRow {
            again: Again::whole(path, fields),
            when: when(me.lang, &draft.updated_at),
            removal: format!("/me/drafts/{}/removal", draft.id),
        })
    };
    let forms = kept.iter().filter_map(form).collect();
    Page::new("accounts/drafts.html", me.lang.say("drafts-title"))
        .noindex()
        .section("me")
        .show(&me, &DraftsPage { drafts, forms, next })
}

// One's own words can be thrown away wherever they are, read there or not.
async fn forget(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Previews)?;
    let key = drafts::forget(&me.house, &me.person, id).await?;
    then("/me/drafts").undoable(&me, "draft-forgotten", &format!("/me/drafts/{key}/removal/undo"), &[]).go()
}

async fn have_back(me: Member, At(key): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Previews)?;
    held::claim(&me.house, me.person.id, &key).await?;
    then("/me/drafts").saying(&me, "draft-back").go()
}

/// What a visitor sent, whose session ended while they wrote: held until they
/// sign in, in this browser.
pub(super) async fn hold(visit: &Visit, place: Place, words: Words, back: &str) -> Answer {
    if words.is_empty() {
        return to_sign_in(visit, back, None);
    }
    // Nobody knows yet who this is, and what they send is kept: a few times a minute.
    visit.count_address(Limit::Held)?;
    let key = held::hold(&visit.house, &place.name(), &words).await?;
    to_sign_in(visit, back, key)
}

/// The same, of a form that has no draft: it waits among the drafts.
pub async fn hold_form(visit: &Visit, fields: &Fields) -> Answer {
    if fields.iter().all(|(_, value)| value.trim().is_empty()) {
        return to_sign_in(visit, "/", None);
    }
    visit.count_address(Limit::Held)?;
    let key = forms::hold(&visit.house, &visit.path, fields).await?;
    to_sign_in(visit, if key.is_some() { "/me/drafts" } else { "/" }, key)
}

fn to_sign_in(visit: &Visit, back: &str, key: Option<String>) -> Answer {
    let next = form_urlencoded::byte_serialize(back.as_bytes()).collect::<String>();
    let way = then(format!("/sign-in?next={next}"));
    match key {
        None => way.go(),
        Some(key) => {
            let cookie = cookies::set(HELD, &key, DAY, visit.house.settings.secure());
            way.saying(visit, "words-held").cookie(cookie).go()
        }
    }
}

/// The form of this address was taken: what was held of it is done with.
pub(super) async fn sent(me: &Member) -> Outcome<()> {
    forms::sent(&me.house.db, &me.person, &me.path).await
}

/// Gives what this browser held to who signed in.
pub(super) async fn give_back(visit: &Visit, user: i64) -> Outcome<Option<axum::http::HeaderValue>> {
    let Some(key) = &visit.held else { return Ok(None) };
    held::claim(&visit.house, user, key).await?;
    Ok(cookies::set(HELD, "", 0, visit.house.settings.secure()))
}

pub(super) fn held_in(jar: &str) -> Option<String> {
    cookies::get(jar, HELD).filter(|key| key.len() == 64).map(str::to_owned)
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/me/drafts", get(list))
        .add("/me/drafts/{id}/removal", post(forget))
        .add("/me/drafts/{id}/removal/undo", post(have_back))
}
