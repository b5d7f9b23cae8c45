//! Tags: words that several rooms share. One that nobody used yet is made on the
//! way; one that no readable thread carries does not exist for that reader.

use std::{collections::HashSet, time::Duration};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
    sea_query::OnConflict,
};

use serde::Serialize;

pub use super::_entities::tags::{ActiveModel, Column, Entity, Model};
use super::{
    _entities::{thread_tags, threads},
    slugs,
};
use crate::{
    access::Viewer,
    clock,
    database::{Db, Write},
    house::House,
    refusals::{Failure, Outcome, Refusal},
};

/// On one thread.
pub const MOST: usize = 5;
/// Bytes of a field of tags.
pub const FIELD_LIMIT: usize = 400;
/// Bytes of one tag.
const LIMIT: usize = 60;

/// A tag as it is written, and as its address says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    pub slug: String,
    pub name: String,
}

/// Reads a field of tags separated by commas.
///
/// # Errors
/// [`Refusal::TooManyTags`], or a tag that cannot be kept.
pub fn parse(field: &str, most: usize) -> Result<Vec<Named>, Refusal> {
    let mut seen = HashSet::new();
    let mut tags = vec![];
    for name in field.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let name = crate::refusals::check_line("tags", name.trim_start_matches('#'), LIMIT, true)?;
        let slug = slugs::slug(&name);
        if slug.is_empty() {
            return Err(Refusal::NotAChoice { field: "tags" });
        }
        if seen.insert(slug.clone()) {
            tags.push(Named { slug, name });
        }
    }
    if tags.len() > most { Err(Refusal::TooManyTags) } else { Ok(tags) }
}

impl Model {
    /// Whether a thread that they may read carries it, whoever opened that: silencing
    /// people makes no tag unknown.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_met_by(&self, db: &Db, viewer: &Viewer) -> Result<bool, DbErr> {
        let met = threads::Entity::find()
            .select_only()
            .column(threads::Column::Id)
            .join(JoinType::InnerJoin, threads::Relation::ThreadTags.def())
            .join(JoinType::InnerJoin, threads::Relation::Communities.def())
            .filter(thread_tags::Column::TagId.eq(self.id))
            .filter(threads::Column::WithdrawnAt.is_null())
            .filter(viewer.readable_rooms())
            .limit(1)
            .into_tuple::<i64>();
        Ok(met.one(db).await?.is_some())
    }
}

/// These tags, as they are written.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_slugs(db: &Db, slugs: &[String]) -> Result<Vec<Named>, DbErr> {
    if slugs.is_empty() {
        return Ok(vec![]);
    }
    let known = Entity::find().filter(Column::Slug.is_in(slugs)).all(db).await?;
    let mut named: Vec<_> = known.into_iter().map(|tag| Named { slug: tag.slug, name: tag.name }).collect();
    named.sort_by(|one, other| one.slug.cmp(&other.slug));
    Ok(named)
}

/// Puts exactly these tags on a thread.
///
/// # Errors
/// When the database refuses.
pub async fn put_on(txn: &Write, thread: i64, tags: &[Named]) -> Result<(), DbErr> {
    thread_tags::Entity::delete_many().filter(thread_tags::Column::ThreadId.eq(thread)).exec(txn).await?;
    if tags.is_empty() {
        return Ok(());
    }
    make(txn, tags).await?;
    let known = Entity::find().filter(Column::Slug.is_in(tags.iter().map(|tag| &tag.slug))).all(txn).await?;
    thread_tags::Entity::insert_many(known.iter().map(|tag| thread_tags::ActiveModel {
        thread_id: Set(thread),
        tag_id: Set(tag.id),
        ..Default::default()
    }))
    .exec_without_returning(txn)
    .await
    .map(|_| ())
}

/// Makes those that nobody used yet. The first to write a tag chose how it is written.
///
/// # Errors
/// When the database refuses.
pub async fn make(txn: &Write, tags: &[Named]) -> Result<(), DbErr> {
    if tags.is_empty() {
        return Ok(());
    }
    let now = clock::now();
    // In one order for all: two who make the same tags never wait for each other.
    let mut made: Vec<&Named> = tags.iter().collect();
    made.sort_by(|one, other| one.slug.cmp(&other.slug));
    Entity::insert_many(made.into_iter().map(|tag| ActiveModel {
        slug: Set(tag.slug.clone()),
        name: Set(tag.name.clone()),
        created_at: Set(now.into()),
        ..Default::default()
    }))
    .on_conflict(OnConflict::column(Column::Slug).do_nothing().to_owned())
    .exec_without_returning(txn)
    .await
    .map(|_| ())
}

pub fn slugs(tags: &[Named]) -> String {
    tags.iter().map(|tag| tag.slug.as_str()).collect::<Vec<_>>().join(" ")
}

/// As a field of tags holds them.
pub fn names(tags: &[Named]) -> String {
    tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// How tags are written. It hardly changes, and every page of a thread asks: kept a minute.
#[derive(Debug)]
pub struct Spellings(moka::sync::Cache<String, String>);

impl Default for Spellings {
    fn default() -> Self {
        Self(moka::sync::Cache::builder().max_capacity(20_000).time_to_live(Duration::from_secs(60)).build())
    }
}

/// The tags a row keeps as slugs, as they are written. One that nobody used yet is its slug.
///
/// # Errors
/// When the database cannot be read.
pub async fn named(house: &House, slugs: &str) -> Result<Vec<Named>, DbErr> {
    let kept = &house.spellings.0;
    let unknown: Vec<&str> = slugs.split_whitespace().filter(|slug| !kept.contains_key(*slug)).collect();
    let mut found = vec![];
    if !unknown.is_empty() {
        found = Entity::find().filter(Column::Slug.is_in(unknown)).all(&house.db).await?;
    }
    for tag in &found {
        kept.insert(tag.slug.clone(), tag.name.clone());
    }
    let spelled = |slug: &str| {
        let read = found.iter().find(|tag| tag.slug == slug).map(|tag| tag.name.clone());
        read.or_else(|| kept.get(slug)).unwrap_or_else(|| slug.to_owned())
    };
    Ok(slugs.split_whitespace().map(|slug| Named { slug: slug.to_owned(), name: spelled(slug) }).collect())
}

/// Which of these tags a thread of this room carries.
///
/// # Errors
/// When the database cannot be read.
pub async fn carried_in(db: &Db, room: i64, wanted: &str) -> Result<Vec<Named>, DbErr> {
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let mut carried: Vec<Named> = Entity::find()
        .select_only()
        .columns([Column::Slug, Column::Name])
        .distinct()
        .join(JoinType::InnerJoin, Entity::has_many(thread_tags::Entity).into())
        .join(JoinType::InnerJoin, thread_tags::Relation::Threads.def())
        .filter(threads::Column::CommunityId.eq(room))
        .filter(threads::Column::WithdrawnAt.is_null())
        .filter(Column::Slug.is_in(wanted.iter().copied()))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .map(|(slug, name): (String, String)| Named { slug, name })
        .collect();
    carried.sort_by_key(|tag| wanted.iter().position(|slug| *slug == tag.slug));
    Ok(carried)
}

/// # Errors
/// [`Failure::Missing`] when no thread ever had it.
pub async fn find(db: &Db, slug: &str) -> Outcome<Model> {
    Entity::find().filter(Column::Slug.eq(slug)).one(db).await?.ok_or(Failure::Missing)
}
