//! What was said, of which people may be told: a batch of the log, with the posts,
//! threads and rooms it speaks of.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};

use crate::{
    database::{Db, among},
    models::{
        _entities::posts,
        activities::{self, Verb, readers::Place},
        communities, threads,
    },
};

#[derive(Clone, Debug)]
pub struct Said {
    pub verb: Verb,
    pub place: Place,
    pub actor: Option<i64>,
    /// Who speaks: not told of it, nor those who muted or blocked them.
    pub speaker: Option<i64>,
    /// When: whoever followed later is not told of what was said before.
    pub at: DateTime<Utc>,
    pub post: Post,
    pub thread: Arc<threads::Model>,
    pub room: Arc<communities::Model>,
}

/// What telling has to know of a post.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Post {
    pub id: i64,
    pub author_id: Option<i64>,
    pub quote_id: Option<i64>,
}

/// What can be told of a batch, in order: of posts that are still shown, in threads
/// and rooms that are still open to someone.
///
/// # Errors
/// When the database cannot be read.
pub async fn said(db: &Db, batch: &[activities::Model]) -> Result<Vec<Said>, DbErr> {
    let batch: Vec<_> = batch
        .iter()
        .filter_map(|activity| Some((tells(activity)?, activity.post_id?, activity.thread_id?, activity)))
        .collect();
    if batch.is_empty() {
        return Ok(vec![]);
    }
    let posts = shown(db, batch.iter().map(|(_, post, ..)| *post)).await?;
    let threads = threads_of(db, batch.iter().map(|(_, _, thread, _)| *thread)).await?;
    let rooms = rooms_of(db, threads.values().map(|thread| thread.community_id)).await?;
    let said = batch.into_iter().filter_map(|(verb, post, thread, activity)| {
        let post = *posts.get(&post)?;
        let thread = threads.get(&thread)?.clone();
        let room = rooms.get(&thread.community_id)?.clone();
        // Said by the one who made it, not by the author of the post.
        let by_another = matches!(verb, Verb::Solved | Verb::Gestured);
        Some(Said {
            verb,
            place: Place { xid: activity.xid, id: activity.id },
            actor: activity.actor_id,
            speaker: if by_another { activity.actor_id } else { post.author_id },
            at: activity.created_at.to_utc(),
            post,
            thread,
            room,
        })
    });
    Ok(said.collect())
}

fn tells(activity: &activities::Model) -> Option<Verb> {
    use Verb as V;
    let verb = Verb::named(&activity.verb)?;
    matches!(verb, V::Replied | V::ThreadOpened | V::PostEdited | V::Solved | V::Gestured).then_some(verb)
}

async fn shown(db: &Db, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Post>, DbErr> {
    use posts::Column as P;
    let shown: Vec<Post> = posts::Entity::find()
        .select_only()
        .columns([P::Id, P::AuthorId, P::QuoteId])
        .filter(P::Id.is_in(among(ids)))
        .filter(P::HiddenAt.is_null())
        .filter(P::RemovedAt.is_null())
        .into_model()
        .all(db)
        .await?;
    Ok(shown.into_iter().map(|post| (post.id, post)).collect())
}

async fn threads_of(db: &Db, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Arc<threads::Model>>, DbErr> {
    let threads = threads::Entity::find().filter(threads::Column::Id.is_in(among(ids))).all(db).await?;
    let there = threads.into_iter().filter(|thread| !thread.is_withdrawn());
    Ok(there.map(|thread| (thread.id, Arc::new(thread))).collect())
}

async fn rooms_of(db: &Db, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Arc<communities::Model>>, DbErr> {
    let rooms = communities::Entity::find().filter(communities::Column::Id.is_in(among(ids))).all(db).await?;
    let open = rooms.into_iter().filter(|room| room.state == "open");
    Ok(open.map(|room| (room.id, Arc::new(room))).collect())
}
