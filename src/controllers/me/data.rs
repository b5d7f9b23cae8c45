//! My data: what is held and why, taking it along, leaving.

use axum::{
    body::Body,
    http::{HeaderValue, Request, header},
    response::IntoResponse,
};
use serde::Deserialize;
use tower::ServiceExt;
use tower_http::services::ServeFile;

use crate::controllers::{
    answers::{Answer, Page, then},
    cookies,
    extractors::{At, Member, Posted},
};
use crate::{
    initializers::limits::{Aim, Limit},
    models::{
        privacy::{
            self,
            closing::{self, Posts},
            export,
        },
        sessions, users,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Choice, Field, at_the_top,
        data::{DataPage, ExportView, HeldRow, RoomLink},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Password {
    password: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Leaving {
    posts: String,
    password: String,
}

/// Which form was refused, and why.
type Refused = Option<(&'static str, Refusal, String)>;

pub(super) async fn page(me: Member) -> Answer {
    show(&me, None).await
}

async fn show(me: &Member, refused: Refused) -> Answer {
    let lang = me.lang;
    let house = &me.house;
    let refusal = refused.as_ref().map(|(_, refusal, _)| refusal);
    let of = |form: &str| refused.as_ref().filter(|(which, ..)| *which == form).map(|(_, refusal, _)| refusal);
    let chosen = refused.as_ref().map_or("", |(_, _, posts)| posts.as_str());
    let export = export::latest(house, me.person.id).await?;
    let alone = closing::alone_in_charge_of(&house.db, me.person.id, false).await?;
    let posts = of("erase").filter(|refusal| refusal.field() == Some("posts"));
    Page::new("accounts/data.html", lang.say("data-title")).noindex().section("me").refused(refusal).show(
        me,
        &DataPage {
            held: privacy::everything().map(HeldRow::of).collect(),
            export: export.as_ref().map(|export| ExportView::of(lang, export)),
            export_password: Field::typed(lang, "password", "", of("export")),
            recent: recent(me).await?,
            posts: Choice::among("data-posts", &["keep", "remove"], chosen, true),
            posts_error: posts.map(|refusal| lang.refuse(refusal)),
            erase_password: Field::typed(lang, "password", "", of("erase")),
            alone_in: alone.iter().map(|room| RoomLink { name: room.name.clone(), path: room.path() }).collect(),
            refused: refused.as_ref().map(|(form, ..)| *form),
            refusal: at_the_top(lang, refusal, &["password", "posts"]),
            warn_months: house.settings.retention.warn_months,
            erase_months: house.settings.retention.erase_months,
        },
    )
}

/// Whether the password was given a short while ago in this session.
async fn recent(me: &Member) -> Outcome<bool> {
    match known(me, "").await {
        Ok(()) => Ok(true),
        Err(failure) => failure.refusal().map(|_| false),
    }
}

async fn known(me: &Member, password: &str) -> Outcome<()> {
    if !password.is_empty() {
        me.count_aimed(Aim::Password, &me.person.email)?;
    }
    let user = users::Model::by_id(&me.house.db, me.person.id).await?;
    sessions::recent_password(&me.house, me.session.unwrap_or_default(), &user, password).await
}

pub(super) async fn ask(me: Member, Posted(typed): Posted<Password>) -> Answer {
    me.count(Limit::Acts)?;
    let asked = match known(&me, &typed.password).await {
        Ok(()) => export::ask(&me.house, &me.person).await,
        Err(failure) => Err(failure),
    };
    match asked {
        Ok(()) => then("/me/data#export").saying(&me, "export-asked").go(),
        Err(failure) => show(&me, Some(("export", failure.refusal()?, String::new()))).await,
    }
}

/// The password, given before the file is.
pub(super) async fn give_password(me: Member, At(id): At<i64>, Posted(typed): Posted<Password>) -> Answer {
    me.count(Limit::Acts)?;
    export::of_theirs(&me.house, me.person.id, id).await?;
    match known(&me, &typed.password).await {
        Ok(()) => then(format!("/me/data/exports/{id}")).go(),
        Err(failure) => show(&me, Some(("export", failure.refusal()?, String::new()))).await,
    }
}

pub(super) async fn download(me: Member, At(id): At<i64>) -> Answer {
    let export = export::of_theirs(&me.house, me.person.id, id).await?;
    if let Err(failure) = known(&me, "").await {
        return show(&me, Some(("export", failure.refusal()?, String::new()))).await;
    }
    let path = export.path(&me.house);
    if !path.is_file() {
        return Err(Failure::Missing);
    }
    let Ok(answer) = ServeFile::new(path).oneshot(Request::new(Body::empty())).await;
    let mut response = answer.map(Body::new).into_response();
    let headers = response.headers_mut();
    headers.remove(header::LAST_MODIFIED);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let name = format!("attachment; filename=\"passerelle-{}.zip\"", export.asked_at.format("%Y-%m-%d"));
    headers.insert(header::CONTENT_DISPOSITION, crate::controllers::answers::location(&name));
    Ok(response)
}

/// The end. The password is asked for each time: a screen left open closes no account.
pub(super) async fn erase(me: Member, Posted(typed): Posted<Leaving>) -> Answer {
    me.count(Limit::Acts)?;
    match close(&me, &typed).await {
        Ok(()) => {
            let settings = &me.house.settings;
            let spent = cookies::set(settings.session_cookie(), "", 0, settings.secure());
            then("/").saying(&me, "account-closed").cookie(spent).go()
        }
        Err(failure) => show(&me, Some(("erase", failure.refusal()?, typed.posts))).await,
    }
}

async fn close(me: &Member, typed: &Leaving) -> Outcome<()> {
    let posts = Posts::named(&typed.posts).ok_or(if typed.posts.is_empty() {
        Refusal::Required { field: "posts" }
    } else {
        Refusal::NotAChoice { field: "posts" }
    })?;
    if typed.password.is_empty() {
        return Err(Refusal::PasswordNeeded.into());
    }
    known(me, &typed.password).await?;
    closing::ask(&me.house, &me.person, posts).await
}
