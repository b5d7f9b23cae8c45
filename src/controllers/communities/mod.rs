//! Rooms: the directory, one room, joining it, opening and settling one.

mod care;
mod decisions;
mod entrances;
mod memberships;
mod mentions;
mod settings;

use self::decisions::Decision;
use super::{
    answers::{Answer, Page, only_at},
    extractors::{Asked, At, Slugged, Visit},
    feeds::{self, offers::Shape},
};
use crate::{
    access::Audience,
    freshness::Tag,
    models::{
        communities::{self, KINDS, listing},
        following::{self, Subject},
        keyset::{After, Slice},
        offers::seeking::Wanted,
        places, tags,
        threads::listing::{Listing, PAGE, Show, Which, list},
        trades,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Author, Choice, Field, at_the_top,
        communities::{DirectoryPage, PlaceLine, RoomOffers, RoomPage, RoomRow},
        threads::{ThreadRow, no_compose},
        trades::TradeLine,
    },
    words::When,
};
use loco_rs::prelude::*;
use serde::Deserialize;

/// Pinned threads shown above the others; all of them are one press away.
const PINNED: u64 = 10;
/// Proposed rooms shown beside the open ones.
const PROPOSED: u64 = 5;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    kind: String,
    audience: String,
    mine: Option<String>,
    proposed: Option<String>,
    trade: String,
    place: String,
    after: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Within {
    show: String,
    after: String,
}

async fn index(visit: Visit, Asked(filter): Asked<Filter>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let wanted = listing::Wanted {
        kind: filter.kind,
        audience: filter.audience,
        mine: filter.mine.is_some(),
        proposed: filter.proposed.is_some() && !viewer.is_visitor(),
        trade: filter.trade,
        place: filter.place,
    };
    let after = After::parse(&filter.after);
    let rooms = listing::list(db, viewer, &wanted, after, listing::PAGE).await?;
    let proposed = match viewer.person() {
        // Beside what is open, the first of those that wait.
        Some(_) if after.is_none() && !wanted.proposed => {
            let waiting = listing::Wanted { proposed: true, ..Default::default() };
            listing::list(db, viewer, &waiting, None, PROPOSED).await?
        }
        _ => Slice { rows: vec![], next: None },
    };
    let waiting = listing::unanswered(db, &rooms.rows).await?;
    let person = viewer.person();
    let readable: Vec<String> = Audience::ALL.map(Audience::name).into();
    let audiences: Vec<&str> = std::iter::once("").chain(readable.iter().map(String::as_str)).collect();
    let kinds: Vec<&str> = std::iter::once("").chain(KINDS).collect();
    let page = Page::new("communities/index.html", lang.say("rooms-title"))
        .describe(lang.say("rooms-lead"))
        .canonical("/communities")
        .section("communities")
        .depends_on([Tag::Lists]);
    let page = if wanted.is_filtered() || after.is_some() { page.noindex() } else { page };
    page.show(
        &visit,
        &DirectoryPage {
            rooms: RoomRow::alive(lang, viewer, &rooms.rows, &waiting),
            next: rooms.next.map(|next| wanted.path(Some(next))),
            proposed: RoomRow::all(lang, viewer, &proposed.rows),
            more_proposed: proposed.next.is_some(),
            kinds: Choice::among("room-kind", &kinds, &wanted.kind, false),
            audiences: Choice::among("audience", &audiences, &wanted.audience, false),
            mine: wanted.mine,
            filtered: wanted.is_filtered(),
            may_create: person.is_some_and(|person| person.is_admin),
            may_propose: person.is_some_and(|person| !person.is_admin && person.may_propose_rooms()),
        },
    )
}

async fn show(visit: Visit, At(Slugged { slug, format }): At<Slugged>, Asked(within): Asked<Within>) -> Answer {
    let (db, viewer) = (&visit.house.db, &visit.viewer);
    let room = match communities::Model::readable_by(db, viewer, &slug).await {
        Err(Failure::Missing) if viewer.is_admin() => return entrances::threshold(&visit, &slug, "", None).await,
        room => room?,
    };
    at_its_address(&visit, &room, &slug, format.as_deref().map(|format| format!(".{format}")).as_deref())?;
    match format.as_deref() {
        None => {}
        Some("atom") => return feeds::room(&visit, &room).await,
        Some(_) => return Err(Failure::Missing),
    }
    page(&visit, &room, &within, &Decision::default(), None).await
}

async fn page(
    visit: &Visit,
    room: &communities::Model,
    within: &Within,
    typed: &Decision,
    refusal: Option<&Refusal>,
) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let shown = Show::named(&within.show);
    let after = After::parse(&within.after);
    let threads = list(db, viewer, &Which::In { room: room.id, show: shown }, after, PAGE).await?;
    let pinned = match (after, shown) {
        (None, Show::All) => list(db, viewer, &Which::Pinned { room: room.id }, None, PINNED).await?,
        _ => Listing::default(),
    };
    let more_pinned = pinned.next.is_some();
    let pinned = pinned.rows;
    let managers = room.managers(db).await?;
    let me = viewer.person();
    let manages = viewer.manages(room.id);
    let row = RoomRow::of(lang, viewer, room);
    let path = room.path();
    let next = threads.next.map(|next| match shown {
        Show::All => format!("{path}?after={next}"),
        shown => format!("{path}?show={}&after={next}", shown.name()),
    });
    let feed = room.is_public().then(|| format!("{path}.atom"));
    let (trade, place) = (room.trade(db).await?, room.place(db).await?);
    let offers = offers(room, trade.as_ref(), place.as_ref());
    let no_compose = no_compose(viewer, room.state != "open");
    let page = Page::new("communities/show.html", &room.name)
        .describe(&room.description)
        .canonical(&path)
        .section("communities")
        .refused(refusal)
        .feed(feed.clone())
        .also_feed(offers.as_ref().map(|offers| offers.feed.clone()));
    // Authors' names are on the page: one who changes theirs is seen to.
    let authors = threads.rows.iter().chain(&pinned).filter_map(|row| row.author_id).map(Tag::Person);
    let people = managers.iter().map(|manager| Tag::Person(manager.id));
    let page = if room.is_public() && after.is_none() && shown == Show::All { page } else { page.noindex() };
    let page = if room.is_public() {
        page.depends_on(
            [Tag::Room(room.id), Tag::RoomLife(room.id), Tag::References].into_iter().chain(authors).chain(people),
        )
    } else {
        page
    };
    page.show(
        visit,
        &RoomPage {
            rules_html: room.rules_html.clone(),
            managers: managers.iter().map(Author::of).collect(),
            tags: tags::carried_in(db, room.id, &room.usual_tags).await?,
            trade: trade.as_ref().map(TradeLine::of),
            place: place.as_ref().map(PlaceLine::of),
            offers,
            pinned: ThreadRow::all(lang, &pinned),
            more_pinned,
            rows: ThreadRow::all(lang, &threads.rows),
            next,
            deeper: after.is_some(),
            shows: Choice::among("show", &Show::NAMES, shown.name(), false),
            feed,
            ask_path: format!("{path}/threads/new"),
            may_write: no_compose.is_none(),
            no_compose,
            level: level_of(visit, Subject::Room(room.id)).await?,
            joined: row.joined,
            signed_in: me.is_some(),
            manages,
            settings_path: me.is_some_and(|person| room.may_be_edited_by(person)).then(|| format!("{path}/settings")),
            entered_until: entered_until(visit, room),
            may_decide: room.state == "proposed" && viewer.is_admin(),
            declining: typed.decision == "decline",
            reason: Field::typed(lang, "reason", &typed.reason, refusal),
            refusal: at_the_top(lang, refusal, &["reason"]),
            room: row,
        },
    )
}

/// Where offers of what anyone's room is about are: the list, and the feed of it.
fn offers(
    room: &communities::Model,
    trade: Option<&trades::Model>,
    place: Option<&places::Model>,
) -> Option<RoomOffers> {
    if !room.is_public() || trade.is_none() && place.is_none() {
        return None;
    }
    let wanted = Wanted {
        trade: trade.map(|trade| trade.code.clone()).unwrap_or_default(),
        near: place.map(places::Model::full_label).unwrap_or_default(),
        ..Wanted::default()
    };
    Some(RoomOffers { path: wanted.path("/offers", None), feed: room.offers(Shape::Atom.ending()) })
}

/// A room asked for by a name it had is at its new one.
///
/// # Errors
/// [`Failure::Moved`] when it was asked for by another name.
pub(super) fn at_its_address(
    visit: &Visit,
    room: &communities::Model,
    slug: &str,
    rest: Option<&str>,
) -> Result<(), Failure> {
    if slug == room.slug { Ok(()) } else { only_at(visit, &format!("{}{}", room.path(), rest.unwrap_or_default())) }
}

/// How much this reader follows it; none for visitors.
pub(super) async fn level_of(visit: &Visit, subject: Subject) -> Outcome<Option<String>> {
    let Some(me) = visit.viewer.id() else { return Ok(None) };
    let level = following::level(&visit.house.db, me, subject).await?;
    Ok(Some(level.unwrap_or_else(|| "mine".to_owned())))
}

/// Until when an admin's look into this room lasts.
fn entered_until(visit: &Visit, room: &communities::Model) -> Option<When> {
    let person = visit.viewer.person()?;
    let (_, until) = person.entrances.iter().find(|(id, until)| *id == room.id && until.is_some())?;
    until.map(|until| When::new(visit.lang, until))
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/communities", get(index).post(settings::create))
        .add("/communities/new", get(settings::new))
        .add("/communities/{slug}", get(show))
        .add("/communities/{slug}/settings", get(settings::settings).post(settings::update))
        .add("/communities/{slug}/membership", post(memberships::join))
        .add("/communities/{slug}/membership/removal", post(memberships::leave))
        .add("/communities/{slug}/watch", post(memberships::watch))
        .add("/communities/{slug}/decision", post(decisions::decide))
        .add("/communities/{slug}/entrance", post(entrances::enter))
        .add("/communities/{slug}/managers", post(care::name_manager))
        .add("/communities/{slug}/managers/removal", post(care::stand_down))
        .add("/communities/{slug}/entrances", post(care::let_in))
        .add("/communities/{slug}/entrances/removal", post(care::show_out))
        .add("/communities/{slug}/mentions", get(mentions::mentions))
        .add("/communities/{slug}/offers.xml", feeds::offers::of_room(Shape::Indeed))
        .add("/communities/{slug}/offers.linkedin.xml", feeds::offers::of_room(Shape::LinkedIn))
        .add("/communities/{slug}/offers.atom", feeds::offers::of_room(Shape::Atom))
        .add("/communities/{slug}/offers.json", feeds::offers::of_room(Shape::Json))
}
