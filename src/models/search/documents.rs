//! From rows to documents. What is hidden, removed, withdrawn or not opened yet
//! makes none.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, prelude::DateTimeWithTimeZone, sea_query::Condition,
};

use super::{
    Noun,
    index::{Document, State},
};
use crate::{
    models::{
        _entities::{communities, posts, skills, threads, trade_skills, trade_titles, trades, users},
        threads as conversations,
    },
    text,
};

/// Documents made at once while an index is built.
pub const PAGE: u64 = 2_000;

/// A post, with what its thread says of it.
#[derive(Debug, FromQueryResult)]
struct Row {
    id: i64,
    thread_id: i64,
    author_id: Option<i64>,
    body_html: String,
    created_at: DateTimeWithTimeZone,
    community_id: i64,
    title: String,
    kind: String,
    tag_slugs: String,
    replies_count: i32,
    opening_post_id: Option<i64>,
    solution_post_id: Option<i64>,
    closed_at: Option<DateTimeWithTimeZone>,
}

impl Row {
    fn into_document(self) -> Document {
        let state = conversations::state(
            &self.kind,
            self.replies_count,
            self.solution_post_id.is_some(),
            self.closed_at.is_some(),
        );
        let bits = [
            (state == Some("solved"), State::SOLVED),
            (state == Some("unanswered"), State::UNANSWERED),
            (self.opening_post_id == Some(self.id), State::OPENING),
            (self.solution_post_id == Some(self.id), State::SOLUTION),
        ];
        Document {
            key: post_key(self.id),
            group: Noun::Thread.group(self.thread_id),
            id: self.id.unsigned_abs(),
            room: self.community_id.unsigned_abs(),
            author: self.author_id.map_or(0, i64::unsigned_abs),
            at: self.created_at.timestamp(),
            state: bits.into_iter().filter(|(is, _)| *is).map(|(_, bit)| bit).sum(),
            tags: self.tag_slugs.split_whitespace().map(str::to_owned).collect(),
            title: self.title,
            body: text::words_of(&self.body_html),
            is_named: self.opening_post_id == Some(self.id),
            facets: vec![],
            profile: None,
        }
    }
}

pub fn post_key(id: i64) -> String {
    format!("post:{id}")
}

pub fn person_key(id: i64) -> String {
    format!("person:{id}")
}

pub fn trade_key(id: i64) -> String {
    format!("trade:{id}")
}

pub fn room_key(id: i64) -> String {
    format!("community:{id}")
}

async fn posts_where<C: ConnectionTrait>(db: &C, which: Condition, limit: Option<u64>) -> Result<Vec<Document>, DbErr> {
    let rows = posts::Entity::find()
        .select_only()
        .columns([
            posts::Column::Id,
            posts::Column::ThreadId,
            posts::Column::AuthorId,
            posts::Column::BodyHtml,
            posts::Column::CreatedAt,
        ])
        .columns([
            threads::Column::CommunityId,
            threads::Column::Title,
            threads::Column::Kind,
            threads::Column::TagSlugs,
            threads::Column::RepliesCount,
            threads::Column::OpeningPostId,
            threads::Column::SolutionPostId,
            threads::Column::ClosedAt,
        ])
        .join(JoinType::InnerJoin, posts::Relation::Threads.def())
        .filter(which)
        .filter(posts::Column::RemovedAt.is_null())
        .filter(posts::Column::HiddenAt.is_null())
        .filter(threads::Column::WithdrawnAt.is_null())
        .order_by_asc(posts::Column::Id)
        .limit(limit)
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Row::into_document).collect())
}

/// These posts, as far as they are shown to anyone.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_posts<C: ConnectionTrait>(db: &C, ids: &BTreeSet<i64>) -> Result<Vec<Document>, DbErr> {
    let mut documents = vec![];
    for some in chunks(ids) {
        documents.extend(posts_where(db, Condition::all().add(posts::Column::Id.is_in(some)), None).await?);
    }
    Ok(documents)
}

/// Every post of a thread, in pages: `after` the last id of the page before.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_thread<C: ConnectionTrait>(db: &C, thread: i64, after: i64) -> Result<Vec<Document>, DbErr> {
    let which = Condition::all().add(posts::Column::ThreadId.eq(thread)).add(posts::Column::Id.gt(after));
    posts_where(db, which, Some(PAGE)).await
}

/// Every post of the house from one id to another.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_posts_between<C: ConnectionTrait>(db: &C, from: i64, to: i64) -> Result<Vec<Document>, DbErr> {
    posts_where(db, Condition::all().add(posts::Column::Id.gte(from)).add(posts::Column::Id.lt(to)), None).await
}

/// # Errors
/// When the database cannot be read.
pub async fn of_people<C: ConnectionTrait>(db: &C, ids: &BTreeSet<i64>) -> Result<Vec<Document>, DbErr> {
    let mut documents = vec![];
    for some in chunks(ids) {
        let people = users::Entity::find().filter(users::Column::Id.is_in(some)).all(db).await?;
        documents.extend(people.into_iter().filter_map(person));
    }
    Ok(documents)
}

/// # Errors
/// When the database cannot be read.
pub async fn of_people_after<C: ConnectionTrait>(db: &C, after: i64) -> Result<(Vec<Document>, Option<i64>), DbErr> {
    let people = users::Entity::find()
        .filter(users::Column::Id.gt(after))
        .order_by_asc(users::Column::Id)
        .limit(PAGE)
        .all(db)
        .await?;
    let last = people.last().map(|person| person.id);
    Ok((people.into_iter().filter_map(person).collect(), last))
}

/// A person is found by name, handle, confirmed organisation and what they say of
/// themselves: what their page shows anyone. Whose address was never confirmed is
/// not there yet.
fn person(user: users::Model) -> Option<Document> {
    user.email_confirmed_at?;
    let organisation = user.organisation_name.filter(|_| user.claim == "confirmed").unwrap_or_default();
    Some(Document {
        key: person_key(user.id),
        group: Noun::Person.group(user.id),
        id: user.id.unsigned_abs(),
        author: user.id.unsigned_abs(),
        at: user.created_at.timestamp(),
        title: format!("{} {}", user.display_name, user.handle),
        body: format!("{organisation} {}", user.about),
        is_named: true,
        ..Document::default()
    })
}

/// # Errors
/// When the database cannot be read.
pub async fn of_rooms<C: ConnectionTrait>(db: &C, ids: Option<&BTreeSet<i64>>) -> Result<Vec<Document>, DbErr> {
    let mut rooms = communities::Entity::find().filter(communities::Column::State.eq("open"));
    if let Some(ids) = ids {
        rooms = rooms.filter(communities::Column::Id.is_in(ids.iter().copied()));
    }
    Ok(rooms.all(db).await?.into_iter().map(room).collect())
}

fn room(room: communities::Model) -> Document {
    Document {
        key: room_key(room.id),
        group: Noun::Community.group(room.id),
        id: room.id.unsigned_abs(),
        room: room.id.unsigned_abs(),
        at: room.created_at.timestamp(),
        tags: room.usual_tags.split_whitespace().map(str::to_owned).collect(),
        title: format!("{} {}", room.name, room.slug.replace('-', " ")),
        body: room.description,
        is_named: true,
        ..Document::default()
    }
}

/// Every trade, by all of its names, what one does and what one can. A retired one
/// is found too, and says what it became.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_trades<C: ConnectionTrait>(db: &C) -> Result<Vec<Document>, DbErr> {
    let mut names: HashMap<i64, String> = HashMap::new();
    for title in trade_titles::Entity::find().order_by_asc(trade_titles::Column::Position).all(db).await? {
        let names = names.entry(title.trade_id).or_default();
        names.push_str(&title.title);
        names.push_str(" ; ");
    }
    let mut can: HashMap<i64, String> = HashMap::new();
    let labels: Vec<(i64, String)> = trade_skills::Entity::find()
        .select_only()
        .column(trade_skills::Column::TradeId)
        .column(skills::Column::Label)
        .join(JoinType::InnerJoin, trade_skills::Relation::Skills.def())
        .order_by_asc(trade_skills::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    for (trade, label) in labels {
        let can = can.entry(trade).or_default();
        can.push_str(&label);
        can.push_str(". ");
    }
    let trades = trades::Entity::find().all(db).await?;
    Ok(trades
        .into_iter()
        .map(|trade| Document {
            key: trade_key(trade.id),
            group: Noun::Trade.group(trade.id),
            id: trade.id.unsigned_abs(),
            at: trade.updated_at.timestamp(),
            title: format!("{} {} {}", trade.code, trade.title, names.remove(&trade.id).unwrap_or_default()),
            body: format!("{} {}", trade.description, can.remove(&trade.id).unwrap_or_default()),
            is_named: true,
            ..Document::default()
        })
        .collect())
}

/// As many ids as a statement takes well.
pub(super) fn chunks(ids: &BTreeSet<i64>) -> Vec<Vec<i64>> {
    ids.iter().copied().collect::<Vec<_>>().chunks(500).map(<[i64]>::to_vec).collect()
}
