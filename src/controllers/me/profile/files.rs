//! Bringing a profile from a file, read before it is taken up; and taking one's own
//! along.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use serde::Deserialize;

use super::PATH;
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Posted, Received},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::profiles::{
        Model,
        exporting::{europass::europass, json_resume::json_resume, pdf},
        importing,
        sheet::Sheet,
        skills, taking_up,
    },
    refusals::{Failure, Refusal},
    views::profiles::files::{ImportPage, PreviewPage},
};

pub(super) async fn import(me: Member) -> Answer {
    ask(&me, None)
}

fn ask(me: &Member, refusal: Option<&Refusal>) -> Answer {
    Page::new("profiles/import.html", me.lang.say("profile-import-title"))
        .noindex()
        .section("me")
        .refused(refusal)
        .show(me, &ImportPage::of(me.lang, refusal))
}

/// Reads a file and shows what is in it. Nothing is kept.
pub(super) async fn read(Received { me, typed: Nothing {}, name, file }: Received<Nothing>) -> Answer {
    if file.is_empty() {
        return ask(&me, Some(&Refusal::Required { field: "file" }));
    }
    // A few milliseconds, or a hostile archive to its limits: not on those who serve.
    let read = tokio::task::spawn_blocking(move || importing::read(&name, &file))
        .await
        .map_err(|_| Failure::Broken("an import was interrupted".to_owned()))?;
    match read {
        Ok(imported) => Page::new("profiles/preview.html", me.lang.say("profile-preview-title"))
            .noindex()
            .section("me")
            .show(&me, &PreviewPage::of(&imported)),
        Err(unread) => ask(&me, Some(&Refusal::UnreadableFile { why: unread.sentence() })),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Preview {
    /// What was read, as the page showed it.
    sheet: String,
}

pub(super) async fn take_up(me: Member, Posted(typed): Posted<Preview>) -> Answer {
    me.count(Limit::Acts)?;
    let sheet: Sheet = serde_json::from_str(&typed.sheet).map_err(|_| Refusal::UnreadableForm)?;
    match taking_up::take_up(&me.house.db, &me.person, &sheet).await {
        Ok(()) => then(PATH).saying(&me, "profile-imported").go(),
        Err(failure) => ask(&me, Some(&failure.refusal()?)),
    }
}

/// One's own profile, whole, as a file: `json-resume`, `europass`, `pdf`.
pub(super) async fn export(me: Member, At(format): At<String>) -> Answer {
    let db = &me.house.db;
    let profile = Model::of(db, me.person.id).await?.ok_or(Failure::Missing)?;
    let sheet = Sheet::of(&profile, &skills::of(db, me.person.id).await?);
    let (bytes, kind, name) = match format.as_str() {
        "json-resume" => (json_resume(&sheet).into_bytes(), "application/json", "profil.json"),
        "europass" => (europass(&sheet, me.lang.code())?.into_bytes(), "application/xml", "profil.xml"),
        "pdf" => {
            let from = me.lang.say_with("profile-pdf-from", &[("site", me.house.settings.public_url.clone().into())]);
            let words = pdf::Words { lang: me.lang, from };
            let bytes = tokio::task::spawn_blocking(move || pdf::pdf(&sheet, &words))
                .await
                .map_err(|_| Failure::Broken("a printed page was interrupted".to_owned()))??;
            (bytes, "application/pdf", "profil.pdf")
        }
        _ => return Err(Failure::Missing),
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(disposition) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}
