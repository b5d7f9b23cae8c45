//! What programs read: Atom feeds of public rooms, threads and tags, the site
//! map, robots. Written with an XML writer, for visitors: what is not public is
//! in none of them.

pub mod offers;

use std::io::Cursor;

use axum::response::{IntoResponse as _, Response};
use loco_rs::prelude::*;
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

use super::{
    answers::{Answer, xml},
    extractors::{At, Visit},
};
use crate::{
    access::Viewer,
    freshness::Tag,
    house::House,
    models::{
        _entities::{communities, tags, threads},
        slugs,
        threads::{
            Readable,
            conversation::From,
            listing::{Which, list},
        },
        trades,
    },
    refusals::{Failure, Outcome},
    words::Lang,
};

const ATOM: &str = "application/atom+xml; charset=utf-8";
const XML: &str = "application/xml; charset=utf-8";
const ENTRIES: u64 = 30;
/// Addresses in one file of the site map (the protocol allows 50,000).
const MAPPED: u64 = 10_000;

/// One entry of a feed.
#[derive(Debug)]
struct Entry {
    id: String,
    title: String,
    author: Option<String>,
    author_id: Option<i64>,
    updated: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Html(String),
    Text(String),
}

/// RFC 4287.
fn atom(house: &House, path: &str, title: &str, entries: &[Entry]) -> Outcome<String> {
    let link = house.address(path);
    let mut writer = Writer::new(Cursor::new(Vec::new()));
    let written = (|| -> std::io::Result<()> {
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        writer.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom")).write_inner_content(
            |feed| {
                text_element(feed, "id", &link)?;
                text_element(feed, "title", title)?;
                // Required of a feed with an entry that names nobody: its author left (§4.1.1).
                feed.create_element("author")
                    .write_inner_content(|author| text_element(author, "name", &Lang::Fr.say("site-name")))?;
                let updated =
                    entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or("2026-01-01T00:00:00Z");
                text_element(feed, "updated", updated)?;
                feed.create_element("link")
                    .with_attributes([("rel", "self"), ("href", link.as_str())])
                    .write_empty()?;
                for entry in entries {
                    feed.create_element("entry").write_inner_content(|element| write_entry(element, entry))?;
                }
                Ok(())
            },
        )?;
        Ok(())
    })();
    written.map_err(|error| Failure::Broken(error.to_string()))?;
    String::from_utf8(writer.into_inner().into_inner()).map_err(|error| Failure::Broken(error.to_string()))
}

type Out = Writer<Cursor<Vec<u8>>>;

fn write_entry(out: &mut Out, entry: &Entry) -> std::io::Result<()> {
    text_element(out, "id", &entry.id)?;
    text_element(out, "title", &entry.title)?;
    text_element(out, "updated", &entry.updated)?;
    out.create_element("link").with_attribute(("href", entry.id.as_str())).write_empty()?;
    if let Some(author) = &entry.author {
        out.create_element("author").write_inner_content(|element| text_element(element, "name", author))?;
    }
    let (kind, body) = match &entry.content {
        Content::Html(html) => ("html", html),
        Content::Text(text) => ("text", text),
    };
    out.create_element("content").with_attribute(("type", kind)).write_text_content(BytesText::new(&clean(body)))?;
    Ok(())
}

fn text_element(out: &mut Out, name: &str, text: &str) -> std::io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// XML 1.0 §2.2 has no place for most control characters, escaped or not.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn date(moment: &sea_orm::prelude::DateTimeWithTimeZone) -> String {
    moment.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub(super) async fn room(visit: &Visit, room: &communities::Model) -> Answer {
    if !room.is_public() {
        return Err(Failure::Missing);
    }
    let which = Which::In { room: room.id, show: Default::default() };
    let entries = entries(visit, &which).await?;
    let path = format!("{}.atom", room.path());
    let feed = atom(&visit.house, &path, &room.name, &entries)?;
    let people = entries.iter().filter_map(|entry| entry.author_id).map(Tag::Person);
    Ok(xml(ATOM, feed, [Tag::Room(room.id), Tag::RoomLife(room.id)].into_iter().chain(people).collect()))
}

pub(super) async fn tag(visit: &Visit, tag: &tags::Model) -> Answer {
    let entries = entries(visit, &Which::Tagged(tag.id)).await?;
    if entries.is_empty() {
        return Err(Failure::Missing);
    }
    let feed = atom(&visit.house, &format!("/tags/{}.atom", tag.slug), &tag.name, &entries)?;
    Ok(xml(ATOM, feed, vec![Tag::Lists]))
}

async fn entries(visit: &Visit, which: &Which) -> Outcome<Vec<Entry>> {
    // Readers of feeds carry no cookie: whoever asks, a feed is a visitor's.
    let listing = list(&visit.house.db, &Viewer::Visitor, which, None, ENTRIES).await?;
    Ok(listing
        .rows
        .into_iter()
        .map(|row| Entry {
            id: visit.house.address(&format!("/threads/{}", row.id)),
            title: row.title,
            author: row.author_name,
            author_id: row.author_id,
            updated: date(&row.last_post_at),
            content: Content::Text(row.sense),
        })
        .collect())
}

pub(super) async fn thread(visit: &Visit, thread: &Readable) -> Answer {
    if !thread.room.is_public() || thread.is_withdrawn() {
        return Err(Failure::Missing);
    }
    let last = thread.last_post_id.map_or(From::Start, |last| From::Before(last + 1));
    let conversation = thread.conversation(&visit.house.db, last).await?;
    let mut entries: Vec<Entry> = conversation
        .opening
        .iter()
        .chain(&conversation.replies)
        .filter(|post| post.hidden_at.is_none() && post.removed_at.is_none())
        .map(|post| Entry {
            id: visit.house.address(&format!("/posts/{}", post.id)),
            title: thread.title.clone(),
            author: post.author_name.clone(),
            author_id: post.author_id,
            updated: date(post.edited_at.as_ref().unwrap_or(&post.created_at)),
            content: Content::Html(post.body_html.clone()),
        })
        .collect();
    entries.reverse();
    let feed = atom(&visit.house, &format!("/threads/{}.atom", thread.id), &thread.title, &entries)?;
    let people = entries.iter().filter_map(|entry| entry.author_id).map(Tag::Person);
    Ok(xml(ATOM, feed, [Tag::Thread(thread.id), Tag::Room(thread.room.id)].into_iter().chain(people).collect()))
}

#[derive(Debug, FromQueryResult)]
struct Mapped {
    id: i64,
    slug: String,
    last_post_at: sea_orm::prelude::DateTimeWithTimeZone,
}

/// The map of maps: one file for the rooms, then the threads by slices of ids.
async fn sitemap(visit: Visit) -> Answer {
    let last = threads::Entity::find()
        .select_only()
        .column_as(threads::Column::Id.max(), "id")
        .into_tuple::<Option<i64>>()
        .one(&visit.house.db)
        .await?
        .flatten()
        .unwrap_or(0);
    let slices = last / i64::try_from(MAPPED).unwrap_or(i64::MAX) + 1;
    let maps = ["/sitemaps/rooms", "/sitemaps/trades", "/sitemaps/offers"]
        .map(str::to_owned)
        .into_iter()
        .chain((0..slices).map(|slice| format!("/sitemaps/{slice}")));
    let maps: Vec<(String, Option<String>)> = maps.map(|path| (visit.house.address(&path), None)).collect();
    Ok(xml(XML, map("sitemapindex", "sitemap", &maps)?, vec![Tag::Lists]))
}

async fn sitemap_part(visit: Visit, At(part): At<String>) -> Answer {
    let db = &visit.house.db;
    let public = Viewer::Visitor.readable_rooms();
    let addresses: Vec<(String, Option<String>)> = if part == "rooms" {
        let rooms = communities::Entity::find().filter(public).order_by_asc(communities::Column::Id).all(db).await?;
        ["/", "/communities", "/unanswered", "/offers", "/organisations"]
            .into_iter()
            .map(|path| (visit.house.address(path), None))
            .chain(rooms.iter().map(|room| (visit.house.address(&room.path()), room.last_post_at.as_ref().map(date))))
            .collect()
    } else if part == "trades" {
        let codes: Vec<String> = trades::Entity::find()
            .select_only()
            .column(trades::Column::Code)
            .filter(trades::Column::State.eq("current"))
            .order_by_asc(trades::Column::Code)
            .into_tuple()
            .all(db)
            .await?;
        let paths = std::iter::once("/trades".to_owned()).chain(codes.iter().map(|code| trades::path(code)));
        paths.map(|path| (visit.house.address(&path), None)).collect()
    } else if part == "offers" {
        offers::mapped(&visit.house, MAPPED).await?
    } else {
        let slice: i64 = part.parse().ok().filter(|slice| (0..1_000_000).contains(slice)).ok_or(Failure::Missing)?;
        let size = i64::try_from(MAPPED).unwrap_or(i64::MAX);
        threads::Entity::find()
            .select_only()
            .columns([threads::Column::Id, threads::Column::Slug, threads::Column::LastPostAt])
            .join(JoinType::InnerJoin, threads::Relation::Communities.def())
            .filter(public)
            .filter(threads::Column::WithdrawnAt.is_null())
            .filter(threads::Column::Id.gte(slice * size))
            .filter(threads::Column::Id.lt((slice + 1) * size))
            .order_by_asc(threads::Column::Id)
            .into_model::<Mapped>()
            .all(db)
            .await?
            .iter()
            .map(|thread| {
                (
                    visit.house.address(&slugs::path("threads", thread.id, &thread.slug)),
                    Some(date(&thread.last_post_at)),
                )
            })
            .collect()
    };
    Ok(xml(XML, map("urlset", "url", &addresses)?, vec![Tag::Lists, Tag::References, Tag::Offers]))
}

/// sitemaps.org protocol 0.9.
fn map(root: &str, element: &str, addresses: &[(String, Option<String>)]) -> Outcome<String> {
    let mut writer = Writer::new(Cursor::new(Vec::new()));
    let written = (|| -> std::io::Result<()> {
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        writer
            .create_element(root)
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .write_inner_content(|list| {
                for (address, changed) in addresses {
                    list.create_element(element).write_inner_content(|one| {
                        text_element(one, "loc", address)?;
                        changed.as_ref().map_or(Ok(()), |changed| text_element(one, "lastmod", changed))
                    })?;
                }
                Ok(())
            })?;
        Ok(())
    })();
    written.map_err(|error| Failure::Broken(error.to_string()))?;
    String::from_utf8(writer.into_inner().into_inner()).map_err(|error| Failure::Broken(error.to_string()))
}

async fn robots(house: House) -> Result<Response, Failure> {
    let body = format!(
        "User-agent: *\nDisallow: /me/\nDisallow: /admin/\nDisallow: /session\nDisallow: /preview\n\nSitemap: {}\n",
        house.address("/sitemap.xml")
    );
    Ok(([(axum::http::header::CONTENT_TYPE, "text/plain; charset=utf-8")], body).into_response())
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/sitemap.xml", get(sitemap))
        .add("/sitemaps/{part}", get(sitemap_part))
        .add("/robots.txt", get(robots))
}
