//! Lists that run through the rooms: a tag's threads, questions without answer.

use loco_rs::prelude::*;

use super::{
    answers::{Answer, Page, then},
    communities::level_of,
    extractors::{Asked, At, Deeper, Member, Posted, Slugged, Visit},
    feeds,
    threads::watches::Watching,
};
use crate::{
    freshness::Tag,
    initializers::limits::Limit,
    models::{
        following::{self, Level, Subject},
        tags,
        threads::listing::{PAGE, Which, list},
    },
    refusals::Failure,
    views::threads::{ListPage, ThreadRow},
};

async fn show(visit: Visit, At(Slugged { slug, format }): At<Slugged>, Asked(deeper): Asked<Deeper>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let tag = tags::find(db, &slug).await?;
    match format.as_deref() {
        None => {}
        Some("atom") => return feeds::tag(&visit, &tag).await,
        Some(_) => return Err(Failure::Missing),
    }
    let after = deeper.place();
    let threads = list(db, viewer, &Which::Tagged(tag.id), after, PAGE).await?;
    // A tag that no thread of this reader carries does not exist for them, on any page.
    if threads.rows.is_empty() && !tag.is_met_by(db, viewer).await? {
        return Err(Failure::Missing);
    }
    let path = format!("/tags/{}", tag.slug);
    let feed = threads.rows.iter().any(|row| row.room_audience == "public").then(|| format!("{path}.atom"));
    let page = Page::new("threads/list.html", lang.say_with("list-tag-title", &[("name", tag.name.clone().into())]))
        .canonical(&path)
        .section("communities")
        .feed(feed.clone())
        .depends_on([Tag::Lists]);
    let page = if after.is_some() || threads.rows.len() < 3 { page.noindex() } else { page };
    page.show(
        &visit,
        &ListPage {
            list: "tag",
            name: tag.name,
            rows: ThreadRow::all(lang, &threads.rows),
            next: threads.next.map(|next| format!("{path}?after={next}")),
            feed,
            level: level_of(&visit, Subject::Tag(tag.id)).await?,
            watch: format!("{path}/watch"),
        },
    )
}

/// Only a tag that this reader meets somewhere can be followed.
async fn watch(me: Member, At(slug): At<String>, Posted(typed): Posted<Watching>) -> Answer {
    me.count(Limit::Acts)?;
    let level = Level::named(&typed.level)?;
    let tag = tags::find(&me.house.db, &slug).await?;
    if !tag.is_met_by(&me.house.db, &me.viewer).await? {
        return Err(Failure::Missing);
    }
    following::follow(&me.house.db, &me.person, Subject::Tag(tag.id), level).await?;
    then(format!("/tags/{}", tag.slug)).saying(&me, &format!("watch-{}", level.name())).go()
}

async fn unanswered(visit: Visit, Asked(deeper): Asked<Deeper>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let after = deeper.place();
    let threads = list(db, viewer, &Which::Unanswered, after, PAGE).await?;
    let page = Page::new("threads/list.html", lang.say("list-unanswered-title"))
        .describe(lang.say("list-unanswered-lead"))
        .canonical("/unanswered")
        .section("unanswered")
        .depends_on([Tag::Lists]);
    let page = if after.is_some() { page.noindex() } else { page };
    page.show(
        &visit,
        &ListPage {
            list: "unanswered",
            name: String::new(),
            rows: ThreadRow::all(lang, &threads.rows),
            next: threads.next.map(|next| format!("/unanswered?after={next}")),
            feed: None,
            level: None,
            watch: String::new(),
        },
    )
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/tags/{tag}", get(show))
        .add("/tags/{tag}/watch", post(watch))
        .add("/unanswered", get(unanswered))
}
