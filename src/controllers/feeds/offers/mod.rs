//! Published offers, for boards and for programs, as they were asked for: all of them, or
//! those of a search; one organisation's; those of what a room is about. Whole and streamed
//! in three shapes (`whole`), the latest as Atom. An offer on this site and in a feed says
//! the same.

mod indeed;
mod linkedin;
mod whole;

use axum::routing::{MethodRouter, get};
use loco_rs::app::AppContext;
use sea_orm::{QueryOrder as _, QuerySelect as _, prelude::DateTimeWithTimeZone};

use super::{ATOM, Content, ENTRIES, Entry, atom, date};
use crate::{
    access::Viewer,
    controllers::{
        answers::{Answer, xml},
        communities::at_its_address,
        extractors::{AskedWhole, At, Visit},
        offers::filter::{Filter, about},
    },
    freshness::Tag,
    house::House,
    initializers::page_cache::SameForAll,
    models::{
        communities,
        offers::{
            Column,
            channels::Channel,
            listing::{self, Listed},
            seeking::{Sought, Wanted},
        },
        organisations, slugs,
    },
    refusals::{Failure, Outcome},
    words::Lang,
};

/// What a feed looks like: who reads it knows no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Read by feed readers (RFC 4287).
    Atom,
    /// Read by most boards, as Indeed describes it.
    Indeed,
    LinkedIn,
    /// A `JobPosting` each.
    Json,
}

impl Shape {
    /// What follows the address of a list.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Atom => ".atom",
            Self::Indeed => ".xml",
            Self::LinkedIn => ".linkedin.xml",
            Self::Json => ".json",
        }
    }

    fn channel(self) -> Channel {
        match self {
            Self::Indeed => Channel::Indeed,
            Self::LinkedIn => Channel::LinkedIn,
            Self::Atom | Self::Json => Channel::Readers,
        }
    }
}

/// `/offers.xml`
pub fn all(shape: Shape) -> MethodRouter<AppContext> {
    get(move |visit: Visit, AskedWhole(filter): AskedWhole<Filter>| async move {
        narrowed(&visit, filter, None, shape).await
    })
}

/// `/organisations/{slug}/offers.xml`
pub fn of_organisation(shape: Shape) -> MethodRouter<AppContext> {
    get(move |visit: Visit, At(slug): At<String>, AskedWhole(filter): AskedWhole<Filter>| async move {
        let of = organisations::Model::proven_at(&visit.house.db, &slug).await?;
        narrowed(&visit, filter, Some(of), shape).await
    })
}

/// `/communities/{slug}/offers.xml`
pub fn of_room(shape: Shape) -> MethodRouter<AppContext> {
    get(move |visit: Visit, At(slug): At<String>| async move { about_a_room(&visit, &slug, shape).await })
}

/// What a feed holds, and what it says of itself.
struct Feed {
    sought: Sought,
    path: String,
    title: String,
    tags: Vec<Tag>,
}

/// The same choice as on the list; what nobody understands is refused, never passed over.
async fn narrowed(visit: &Visit, filter: Filter, of: Option<organisations::Model>, shape: Shape) -> Answer {
    let (wanted, _) = filter.wanted();
    wanted.is_among_choices()?;
    // Readers of feeds carry no cookie: whoever asks, a feed is a visitor's.
    let about = about(visit, &Viewer::Visitor, &wanted.q).await?;
    let indexed = about.is_some();
    let sought = Sought::understood(&visit.house.db, &wanted, of.as_ref().map(|of| of.id), about).await?;
    let base = of.as_ref().map_or_else(|| "/offers".to_owned(), |of| of.act("offers"));
    let feed = Feed {
        sought,
        path: wanted.path(&format!("{base}{}", shape.ending()), None),
        title: title(&wanted, of.as_ref()),
        tags: vec![of.map_or(Tag::Offers, |of| Tag::Organisation(of.id)), Tag::References],
    };
    let mut answer = answer(visit, feed, shape).await?;
    if indexed {
        // The index learns of an offer a moment after its page does: nothing tells when.
        answer.extensions_mut().remove::<SameForAll>();
    }
    Ok(answer)
}

/// Of the trade and the place that a room is about; a room that says neither has none.
async fn about_a_room(visit: &Visit, slug: &str, shape: Shape) -> Answer {
    let db = &visit.house.db;
    let room = communities::Model::readable_by(db, &Viewer::Visitor, slug).await?;
    let (trade, place) = (room.trade(db).await?, room.place(db).await?);
    if !room.is_public() || trade.is_none() && place.is_none() {
        return Err(Failure::Missing);
    }
    at_its_address(visit, &room, slug, Some(&format!("/offers{}", shape.ending())))?;
    let (whose, named) = (Lang::Fr.say("offers-title"), room.name.clone());
    let feed = Feed {
        sought: Sought::about(db, trade, place).await?,
        path: room.offers(shape.ending()),
        title: Lang::Fr.say_with("offers-feed-title", &[("whose", whose.into()), ("named", named.into())]),
        tags: vec![Tag::Room(room.id), Tag::Offers, Tag::References],
    };
    answer(visit, feed, shape).await
}

/// A feed tells itself from the reader's others.
fn title(wanted: &Wanted, of: Option<&organisations::Model>) -> String {
    let whose = match of {
        Some(of) => Lang::Fr.say_with("offers-of", &[("name", of.name.clone().into())]),
        None => Lang::Fr.say("offers-title"),
    };
    match wanted.named() {
        Some(named) => Lang::Fr.say_with("offers-feed-title", &[("whose", whose.into()), ("named", named.into())]),
        None => whose,
    }
}

async fn answer(visit: &Visit, feed: Feed, shape: Shape) -> Answer {
    let feed = Feed { sought: feed.sought.through(shape.channel()), ..feed };
    match shape {
        Shape::Atom => latest(&visit.house, feed).await,
        Shape::Indeed | Shape::LinkedIn | Shape::Json => Ok(whole::sent(visit.house.clone(), feed.sought, shape)),
    }
}

/// The latest, each with its text.
async fn latest(house: &House, feed: Feed) -> Answer {
    let found = listing::list(&house.db, &feed.sought, None, ENTRIES).await?;
    let entries: Vec<Entry> = found.rows.iter().map(|listed| entry(house, listed)).collect();
    Ok(xml(ATOM, atom(house, &feed.path, &feed.title, &entries)?, feed.tags))
}

fn entry(house: &House, listed: &Listed) -> Entry {
    Entry {
        id: house.address(&format!("/offers/{}", listed.offer.id)),
        title: listed.offer.title.clone(),
        author: Some(listed.organisation.name.clone()),
        author_id: None,
        updated: date(listed.offer.published_at.as_ref().unwrap_or(&listed.offer.created_at)),
        content: Content::Html(listed.offer.text_html.clone()),
    }
}

/// For the site map: the latest, and when each last changed.
pub(super) async fn mapped(house: &House, most: u64) -> Outcome<Vec<(String, Option<String>)>> {
    let offers: Vec<(i64, String, DateTimeWithTimeZone)> = listing::open(None)
        .select_only()
        .columns([Column::Id, Column::Title, Column::UpdatedAt])
        .order_by_desc(Column::PublishedAt)
        .order_by_desc(Column::Id)
        .limit(most)
        .into_tuple()
        .all(&house.db)
        .await?;
    let address = |id, title: &str| house.address(&slugs::path("offers", id, &slugs::slug(title)));
    Ok(offers.iter().map(|(id, title, changed)| (address(*id, title), Some(date(changed)))).collect())
}
