//! The two homes: what a visitor finds, and a member's day.

use loco_rs::prelude::*;

use super::{
    answers::{Answer, Page},
    extractors::{Member, Visit},
};
use crate::{
    fixtures,
    freshness::Tag,
    models::{
        communities::listing as rooms,
        threads::listing::{Which, list},
    },
    views::{
        communities::RoomRow,
        home::{Block, Demo, MemberHome, VisitorHome},
        threads::ThreadRow,
    },
};

/// The blocks of a member's home, in order.
pub(super) const BLOCKS: [&str; 3] = ["awaited", "unanswered", "fresh"];

async fn show(visit: Visit) -> Answer {
    match visit.viewer.person().cloned() {
        None => visitor(&visit).await,
        Some(person) => member(&Member { visit, person }).await,
    }
}

async fn visitor(visit: &Visit) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let unanswered = list(db, viewer, &Which::Unanswered, None, 4).await?;
    // What waits for someone stands above; here, what already lives.
    let mut alive = list(db, viewer, &Which::Latest, None, 30).await?.rows;
    alive.retain(|row| row.state() != Some("unanswered"));
    alive.truncate(6);
    let rooms = rooms::list(db, viewer, &rooms::Wanted::default(), None, 8).await?.rows;
    let demo = visit
        .house
        .is_development()
        .then(|| Demo { accounts: fixtures::accounts(), password: fixtures::PASSWORD.to_owned() });
    Page::new("home/visitor.html", lang.say("home-visitor-title"))
        .describe(lang.say("home-visitor-lead"))
        .canonical("/")
        .section("home")
        .depends_on([Tag::Lists])
        .show(
            visit,
            &VisitorHome {
                unanswered: ThreadRow::all(lang, &unanswered.rows),
                alive: ThreadRow::all(lang, &alive),
                rooms: RoomRow::all(lang, viewer, &rooms),
                demo,
            },
        )
}

async fn member(me: &Member) -> Answer {
    let (db, viewer, lang, person) = (&me.house.db, &me.viewer, me.lang, &me.person);
    let off: Vec<String> = person.home_without.split_whitespace().map(str::to_owned).collect();
    let mine: Vec<i64> = person.rooms.iter().map(|room| room.id).collect();
    let mut blocks = vec![];
    for id in BLOCKS.into_iter().filter(|id| !off.iter().any(|off| off == id)) {
        let which = match id {
            "awaited" => Which::Awaited(person.id),
            "unanswered" => Which::InRooms { rooms: mine.clone(), unanswered: true, not_by: Some(person.id) },
            _ => Which::InRooms { rooms: mine.clone(), unanswered: false, not_by: Some(person.id) },
        };
        let mut rows = list(db, viewer, &which, None, if id == "fresh" { 20 } else { 6 }).await?.rows;
        if id == "fresh" {
            rows.retain(|row| row.state() != Some("unanswered"));
            rows.truncate(6);
        }
        blocks.push(Block { id, rows: ThreadRow::all(lang, &rows) });
    }
    let new_here = mine.is_empty() && blocks.iter().all(|block| block.rows.is_empty());
    let rooms = if new_here { rooms::list(db, viewer, &rooms::Wanted::default(), None, 6).await?.rows } else { vec![] };
    Page::new("home/member.html", lang.say("home-member-title")).noindex().section("home").show(
        me,
        &MemberHome {
            name: person.display_name.clone(),
            blocks,
            off,
            new_here,
            rooms: RoomRow::all(lang, viewer, &rooms),
        },
    )
}

pub fn routes() -> Routes {
    Routes::new().add("/", get(show))
}
