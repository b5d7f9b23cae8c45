//! An organisation's offers, for a frame on its own site: the same for everyone, in the
//! language that site asks for. Nobody is looked up, and no cookie is read nor set.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use serde::{Deserialize, Serialize};

use crate::controllers::{
    answers::Answer,
    extractors::{Asked, At},
};
use crate::{
    freshness::Tag,
    house::House,
    initializers::{page_cache::SameForAll, security_headers::Framed},
    models::{
        offers::{channels::Channel, listing, seeking::Sought},
        organisations,
    },
    views::offers::{EmbedPage, OfferRow},
    words::Lang,
};

/// Offers shown there; the others are one press away.
const SHOWN: u64 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    lang: String,
}

/// All that stands around it.
#[derive(Debug, Serialize)]
struct Frame {
    lang: &'static str,
    css: String,
}

pub(super) async fn show(house: House, At(slug): At<String>, Asked(said): Asked<Said>) -> Answer {
    let of = organisations::Model::proven_at(&house.db, &slug).await?;
    let lang = Lang::named(&said.lang).unwrap_or(Lang::Fr);
    let found = listing::list(&house.db, &Sought::of(of.id).through(Channel::Embed), None, SHOWN).await?;
    let frame = Frame { lang: lang.code(), css: house.statics.address("app.css") };
    let page = EmbedPage {
        rows: OfferRow::all(lang, &found.rows),
        called: of.name.clone(),
        base: house.address(""),
        all: house.address(&of.act("offers")),
        more: found.next.is_some(),
    };
    let mut response =
        Response::new(Body::from(house.views.render(lang, "organisations/embed.html", &frame, &page)?));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    response.extensions_mut().insert(Framed);
    response.extensions_mut().insert(SameForAll(vec![Tag::Organisation(of.id), Tag::References]));
    Ok(response)
}
