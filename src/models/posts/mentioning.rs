//! Mentions: `@handle`, of people who may read what mentions them and did not
//! block who writes it. Of anyone else it stays a word.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

use crate::{
    access::{self, Person},
    database::{Db, Write},
    models::{
        _entities::{blocks, communities, memberships, mentions, posts},
        users,
    },
    text,
};

/// People suggested at once.
const SUGGESTIONS: usize = 8;

#[derive(Clone, Debug, Default)]
pub struct Mentioned(Vec<(i64, String)>);

impl Mentioned {
    pub fn handles(&self) -> BTreeSet<String> {
        self.0.iter().map(|(_, handle)| handle.clone()).collect()
    }
}

/// Whom a text of `author` mentions in this room.
///
/// # Errors
/// When the database cannot be read.
pub async fn who(db: &Db, author: &Person, room: &communities::Model, body: &str) -> Result<Mentioned, DbErr> {
    if !body.contains('@') {
        return Ok(Mentioned::default());
    }
    let handles = text::mentions(body);
    if handles.is_empty() {
        return Ok(Mentioned::default());
    }
    let people = users::Entity::find().filter(users::Column::Handle.is_in(handles)).all(db).await?;
    let people = those_who_read(db, room, people).await?;
    let people = those_who_hear(db, author, people).await?;
    Ok(Mentioned(people.into_iter().map(|person| (person.id, person.handle)).collect()))
}

/// Without those who blocked whoever writes.
async fn those_who_hear(db: &Db, author: &Person, people: Vec<users::Model>) -> Result<Vec<users::Model>, DbErr> {
    let blocking: BTreeSet<i64> = blocks::Entity::find()
        .select_only()
        .column(blocks::Column::UserId)
        .filter(blocks::Column::OtherId.eq(author.id))
        .filter(blocks::Column::UserId.is_in(people.iter().map(|person| person.id)))
        .filter(blocks::Column::Kind.eq("block"))
        .into_tuple::<i64>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(people.into_iter().filter(|person| !blocking.contains(&person.id)).collect())
}

/// # Errors
/// When the database refuses.
pub async fn keep(txn: &Write, post: i64, mentioned: &Mentioned) -> Result<(), DbErr> {
    if mentioned.0.is_empty() {
        return Ok(());
    }
    mentions::Entity::insert_many(mentioned.0.iter().map(|(user, _)| mentions::ActiveModel {
        post_id: Set(post),
        user_id: Set(*user),
        ..Default::default()
    }))
    .on_conflict(OnConflict::columns([mentions::Column::PostId, mentions::Column::UserId]).do_nothing().to_owned())
    .exec_without_returning(txn)
    .await
    .map(|_| ())
}

/// People to suggest after `@q`: those of the thread first, then of the room,
/// then anyone; all of whom may read there, and neither blocked whoever writes nor
/// were silenced by them.
///
/// # Errors
/// When the database cannot be read.
pub async fn suggest(
    db: &Db,
    author: &Person,
    room: &communities::Model,
    thread: Option<i64>,
    q: &str,
) -> Result<Vec<users::Model>, DbErr> {
    let q: String = q.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | ' ')).take(40).collect();
    let q = q.trim().to_lowercase();
    let begins =
        Condition::any().add(users::Column::Handle.starts_with(&q)).add(users::Column::Handle.like(format!("%-{q}%")));
    let named = || users::Entity::find().filter(begins.clone()).limit(40);
    let mut found: Vec<users::Model> = vec![];
    if let Some(thread) = thread {
        let spoke = posts::Entity::find()
            .select_only()
            .column(posts::Column::AuthorId)
            .filter(posts::Column::ThreadId.eq(thread))
            .distinct()
            .limit(200)
            .into_tuple::<Option<i64>>()
            .all(db)
            .await?;
        let spoke: Vec<i64> = spoke.into_iter().flatten().collect();
        found = named().filter(users::Column::Id.is_in(spoke)).all(db).await?;
    }
    if found.len() < SUGGESTIONS {
        let members = named()
            .join(JoinType::InnerJoin, users::Entity::has_many(memberships::Entity).into())
            .filter(memberships::Column::CommunityId.eq(room.id))
            .order_by_asc(users::Column::Handle)
            .all(db)
            .await?;
        found.extend(members);
    }
    if found.len() < SUGGESTIONS && room.is_public() && q.len() >= 2 {
        found.extend(users::Entity::find().filter(users::Column::Handle.starts_with(&q)).limit(8).all(db).await?);
    }
    let mut seen = BTreeSet::new();
    let whoever = |id: i64| id != author.id && !author.silenced.contains(&id);
    found.retain(|person| whoever(person.id) && seen.insert(person.id));
    found.truncate(SUGGESTIONS * 2);
    let readers = those_who_read(db, room, found).await?;
    let mut readers = those_who_hear(db, author, readers).await?;
    readers.truncate(SUGGESTIONS);
    Ok(readers)
}

async fn those_who_read(
    db: &Db,
    room: &communities::Model,
    people: Vec<users::Model>,
) -> Result<Vec<users::Model>, DbErr> {
    if room.is_public() || people.is_empty() {
        return Ok(people);
    }
    let ids = people.iter().map(|person| person.id);
    let readers: BTreeSet<i64> = users::Entity::find()
        .select_only()
        .column(users::Column::Id)
        .filter(users::Column::Id.is_in(ids))
        .filter(access::readers_of(room))
        .into_tuple::<i64>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    Ok(people.into_iter().filter(|person| readers.contains(&person.id)).collect())
}

/// The people a post already mentions, for rendering it anew.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, post: i64) -> Result<BTreeSet<String>, DbErr> {
    Ok(users::Entity::find()
        .join(JoinType::InnerJoin, users::Entity::has_many(mentions::Entity).into())
        .filter(mentions::Column::PostId.eq(post))
        .all(db)
        .await?
        .into_iter()
        .map(|person| person.handle)
        .collect())
}
