//! Pictures: adding one to what one writes, seeing it, one's own, removing; and one's photo.

use axum::{
    Json,
    body::Body,
    extract::DefaultBodyLimit,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, then},
    extractors::{Asked, At, Member, Posted, SENDING_LIMIT, Turned, Uploaded, Visit},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        drafts::{
            self, Place,
            placing::{self, Way},
        },
        pictures::{self, keeping, listing},
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Field, at_the_top,
        pictures::{PhotoPage, PictureForm, PictureRow, PicturesPage},
        when,
    },
};

/// At the end of the address that keeps a draft: then on to a picture for it.
pub(super) const FIRST: &str = "?then=picture";

/// The form that adds a picture to what is being written there.
pub(super) fn adding_to(place: Place) -> String {
    format!("/pictures/new?place={}", place.name())
}

/// Where the picture goes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct To {
    place: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NewPicture {
    alt: String,
    place: String,
}

async fn new(me: Member, Asked(to): Asked<To>) -> Answer {
    let place = Place::named(&to.place);
    let way = way_to(&me, place).await?;
    new_form(&me, way, &NewPicture { place: place.map(Place::name).unwrap_or_default(), ..NewPicture::default() }, None)
}

async fn create(headers: HeaderMap, Uploaded { me, typed, file, place }: Uploaded<NewPicture>) -> Answer {
    let to = match typed.place.as_str() {
        "" => None,
        name => Some(Place::named(name).ok_or(Refusal::NotAChoice { field: "place" })?),
    };
    let way = way_to(&me, to).await?;
    let script = headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json");
    match pictures::adding::add(&me.house, &me.person, file, &typed.alt, place).await {
        Ok(picture) if script => {
            Ok((StatusCode::CREATED, Json(serde_json::json!({ "markdown": picture.markdown() }))).into_response())
        }
        Ok(picture) => added(&me, to.zip(way), &picture).await,
        Err(failure) if script => Err(failure),
        Err(failure) => new_form(&me, way, &typed, Some(&failure.refusal()?)),
    }
}

async fn added(me: &Member, to: Option<(Place, Way)>, picture: &pictures::Model) -> Answer {
    let Some((place, way)) = to else {
        return then("/me/pictures").saying(me, "picture-kept").go();
    };
    drafts::add(&me.house.db, &me.person, place, &picture.markdown()).await?;
    then(way.path).saying(me, "picture-added").go()
}

/// Back to where one writes; none when the picture is for later.
async fn way_to(me: &Member, place: Option<Place>) -> Outcome<Option<Way>> {
    let Some(place) = place else { return Ok(None) };
    Ok(Some(placing::way(&me.house.db, &me.viewer, place).await?.ok_or(Failure::Missing)?))
}

fn new_form(me: &Member, way: Option<Way>, typed: &NewPicture, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    Page::new("pictures/new.html", lang.say("picture-new-title")).noindex().refused(refusal).show(
        me,
        &PictureForm {
            alt: Field::typed(lang, "alt", &typed.alt, refusal),
            picture: Field::typed(lang, "picture", "", refusal),
            place: typed.place.clone(),
            way,
            refusal: at_the_top(lang, refusal, &["alt", "picture"]),
        },
    )
}

/// The bytes, to whoever may see them. Asked for again each time: a browser keeps them
/// and shows them only once we said that it still may.
async fn show(visit: Visit, At(name): At<String>, headers: HeaderMap) -> Answer {
    let (token, small) = name.strip_suffix(".small").map_or((name.as_str(), false), |token| (token, true));
    let picture = pictures::Model::readable_by(&visit.house.db, &visit.viewer, token).await?;
    let etag = format!("\"{name}\"");
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == etag.as_bytes());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let bytes = keeping::read(&visit.house, token, small).await?.ok_or(Failure::Missing)?;
        Response::new(Body::from(bytes))
    };
    let kind = if picture.media_type == "image/png" { "image/png" } else { "image/jpeg" };
    let mut say = |name: HeaderName, value: &'static str| {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    };
    say(header::CONTENT_TYPE, kind);
    say(header::CONTENT_DISPOSITION, "inline");
    say(header::CACHE_CONTROL, "private, no-cache");
    say(header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'");
    say(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        response.headers_mut().insert(header::ETAG, etag);
    }
    Ok(response)
}

async fn remove(me: Member, At(token): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    pictures::removing::remove(&me.house, &me.person, &token).await?;
    then("/me/pictures").saying(&me, "picture-removed").go()
}

async fn mine(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let mine = listing::of(&me.house.db, &me.viewer, me.person.id, turned.before).await?;
    let next = mine.next.map(|next| format!("/me/pictures?before={next}"));
    let rows = mine.rows.iter().map(|mine| PictureRow::of(mine, when(me.lang, &mine.picture.created_at))).collect();
    Page::new("pictures/mine.html", me.lang.say("pictures-title"))
        .noindex()
        .section("me")
        .show(&me, &PicturesPage { pictures: rows, next })
}

async fn photo(me: Member) -> Answer {
    photo_form(&me, None).await
}

async fn show_oneself(Uploaded { me, typed: Nothing {}, file, place }: Uploaded<Nothing>) -> Answer {
    match pictures::adding::show_oneself(&me.house, &me.person, file, place).await {
        Ok(_) => then("/me/profile/photo").saying(&me, "photo-kept").go(),
        Err(failure) => photo_form(&me, Some(&failure.refusal()?)).await,
    }
}

async fn remove_photo(me: Member, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    pictures::removing::remove_photo(&me.house, &me.person).await?;
    then("/me/profile/photo").saying(&me, "photo-removed").go()
}

async fn photo_form(me: &Member, refusal: Option<&Refusal>) -> Answer {
    let lang = me.lang;
    let photo = pictures::photo_of(&me.house.db, me.person.id).await?;
    Page::new("pictures/photo.html", lang.say("photo-title")).noindex().section("me").refused(refusal).show(
        me,
        &PhotoPage {
            path: photo.as_ref().map(pictures::Model::path),
            small_path: photo.as_ref().map(pictures::Model::small_path),
            picture: Field::typed(lang, "picture", "", refusal),
            refusal: at_the_top(lang, refusal, &["picture"]),
        },
    )
}

pub fn routes() -> Routes {
    let sending = || DefaultBodyLimit::max(SENDING_LIMIT);
    Routes::new()
        .add("/pictures/new", get(new).merge(post(create).layer(sending())))
        .add("/pictures/{token}", get(show))
        .add("/pictures/{token}/removal", post(remove))
        .add("/me/pictures", get(mine))
        .add("/me/profile/photo", get(photo).merge(post(show_oneself).layer(sending())))
        .add("/me/profile/photo/removal", post(remove_photo))
}
