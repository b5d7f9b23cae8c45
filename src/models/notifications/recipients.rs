//! Who is told of something, as a set: those it is addressed to, then those who
//! follow; minus its author, minus who muted or blocked them, minus who muted the
//! thread or the room, minus who may not read it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    access,
    database::Db,
    models::{
        _entities::{blocks, follows, mentions, posts, thread_tags},
        communities, threads, users,
    },
};

/// Why each of these people is told.
pub type Reasons = BTreeMap<i64, &'static str>;

/// Something said, of which people may be told.
#[derive(Clone, Debug)]
pub struct Said<'a> {
    pub room: &'a communities::Model,
    pub thread: &'a threads::Model,
    pub post: &'a posts::Model,
    /// It opened its thread.
    pub opening: bool,
    /// When: whoever followed later is not told of what was said before.
    pub at: DateTime<Utc>,
}

/// Those it is addressed to: mentioned, quoted, or waiting for answers.
///
/// # Errors
/// When the database cannot be read.
pub async fn addressed(db: &Db, said: &Said<'_>) -> Result<Reasons, DbErr> {
    let mut reasons = Reasons::new();
    if let Some(author) = said.thread.author_id.filter(|_| !said.opening) {
        reasons.insert(author, "answered");
    }
    if let Some(quote) = said.post.quote_id
        && let Some(author) = posts::Entity::find_by_id(quote).one(db).await?.and_then(|post| post.author_id)
    {
        reasons.insert(author, "quoted");
    }
    let mentioned = mentions::Entity::find().filter(mentions::Column::PostId.eq(said.post.id)).all(db).await?;
    reasons.extend(mentioned.into_iter().map(|mention| (mention.user_id, "mentioned")));
    Ok(reasons)
}

/// Some of those who follow, in order of their numbers, after this one.
///
/// # Errors
/// When the database cannot be read.
pub async fn following(db: &Db, said: &Said<'_>, after: i64, limit: u64) -> Result<BTreeSet<i64>, DbErr> {
    use follows::Column as F;
    let some = |column: F, ids: Vec<i64>| {
        follows::Entity::find()
            .select_only()
            .column(F::UserId)
            .filter(column.is_in(ids))
            .filter(F::Level.eq("all"))
            .filter(F::UserId.gt(after))
            .filter(F::CreatedAt.lte(said.at))
            .order_by_asc(F::UserId)
            .limit(limit)
            .into_tuple::<i64>()
    };
    let mut followers: BTreeSet<i64> = some(F::ThreadId, vec![said.thread.id]).all(db).await?.into_iter().collect();
    if said.opening {
        followers.extend(some(F::CommunityId, vec![said.room.id]).all(db).await?);
        let tags: Vec<i64> = thread_tags::Entity::find()
            .filter(thread_tags::Column::ThreadId.eq(said.thread.id))
            .all(db)
            .await?
            .into_iter()
            .map(|tag| tag.tag_id)
            .collect();
        if !tags.is_empty() {
            followers.extend(some(F::TagId, tags).all(db).await?);
        }
    }
    // Each of the lists is whole up to its own end only.
    Ok(followers.into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
}

/// Those of them who are told, with what decides how.
///
/// # Errors
/// When the database cannot be read.
pub async fn who_are_told(db: &Db, said: &Said<'_>, mut people: BTreeSet<i64>) -> Result<Vec<users::Model>, DbErr> {
    if let Some(author) = said.post.author_id {
        people.remove(&author);
        let deaf = blocks::Entity::find()
            .filter(blocks::Column::OtherId.eq(author))
            .filter(blocks::Column::UserId.is_in(people.iter().copied()))
            .all(db)
            .await?;
        for block in deaf {
            people.remove(&block.user_id);
        }
    }
    for deaf in who_muted(db, said, &people).await? {
        people.remove(&deaf);
    }
    if people.is_empty() {
        return Ok(vec![]);
    }
    users::Entity::find().filter(users::Column::Id.is_in(people)).filter(access::readers_of(said.room)).all(db).await
}

/// Those who muted it: the thread, or the room without following the thread.
async fn who_muted(db: &Db, said: &Said<'_>, people: &BTreeSet<i64>) -> Result<BTreeSet<i64>, DbErr> {
    use follows::Column as F;
    let mut muted = BTreeSet::new();
    let mut heard = BTreeSet::new();
    let follows = follows::Entity::find()
        .filter(F::UserId.is_in(people.iter().copied()))
        .filter(Condition::any().add(F::ThreadId.eq(said.thread.id)).add(F::CommunityId.eq(said.room.id)))
        .all(db)
        .await?;
    for follow in follows {
        match (follow.thread_id.is_some(), follow.level.as_str()) {
            (true, "muted") => _ = muted.insert(follow.user_id),
            (true, _) => _ = heard.insert(follow.user_id),
            (false, "muted") => _ = muted.insert(follow.user_id),
            (false, _) => {}
        }
    }
    Ok(muted.difference(&heard).copied().collect())
}
