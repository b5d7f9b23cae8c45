//! Trades: the list, and one of them with the rooms that speak of it.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, only_at},
    extractors::{Asked, At, Slugged, Visit},
};
use crate::{
    freshness::Tag,
    models::{
        communities::listing::{self as rooms, Wanted},
        threads::listing::{Which, list},
        trades::{self, listing},
    },
    refusals::Failure,
    views::trades::{IndexPage, TradePage},
};

/// Threads shown on a trade's page.
const THREADS: u64 = 10;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asking {
    q: String,
    domain: String,
    after: String,
}

async fn index(visit: Visit, Asked(asking): Asked<Asking>) -> Answer {
    let (db, lang) = (&visit.house.db, visit.lang);
    let wanted = listing::Wanted::asked(&asking.q, &asking.domain, &asking.after);
    let domains = listing::domains(db).await?;
    let listing = if wanted.is_narrowed() { listing::list(db, &wanted).await? } else { listing::Listing::default() };
    let shown = IndexPage::of(lang, &wanted, &domains, listing);
    let page = Page::new("trades/index.html", shown.title.clone())
        .describe(lang.say("trades-lead"))
        .canonical(&shown.path)
        .section("trades")
        .depends_on([Tag::References]);
    let page = if wanted.words.is_empty() && wanted.after.is_none() { page } else { page.noindex() };
    page.show(&visit, &shown)
}

async fn show(visit: Visit, At(Slugged { slug, format }): At<Slugged>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    if format.is_some() {
        return Err(Failure::Missing);
    }
    let trade = trades::find(db, &slug).await?;
    only_at(&visit, &trade.path())?;
    let sheet = trade.sheet(db).await?;
    let about = Wanted { trade: sheet.trade.code.clone(), ..Wanted::default() };
    let rooms = rooms::list(db, viewer, &about, None, rooms::PAGE).await?;
    let rooms_next = rooms.next.map(|next| about.path(Some(next)));
    let rooms = rooms.rows;
    let threads = if rooms.is_empty() {
        vec![]
    } else {
        let rooms = rooms.iter().map(|room| room.id).collect();
        let latest = Which::InRooms { rooms, unanswered: false, not_by: None };
        list(db, viewer, &latest, None, THREADS).await?.rows
    };
    let page = Page::new("trades/show.html", &sheet.trade.title)
        .describe(&sheet.trade.description)
        .canonical(sheet.trade.path())
        .section("trades")
        .depends_on([Tag::References, Tag::Lists]);
    let page = if sheet.trade.is_current() { page } else { page.noindex() };
    page.show(&visit, &TradePage { rooms_next, ..TradePage::of(lang, viewer, &sheet, &rooms, &threads) })
}

pub fn routes() -> Routes {
    Routes::new().add("/trades", get(index)).add("/trades/{code}", get(show))
}
