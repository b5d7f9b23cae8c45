//! Who is told of what was said, as a set: those it is addressed to, then those
//! who follow; minus its speaker, minus who muted or blocked them, minus who muted
//! the thread, its room or a tag of it, minus who may not read it. Asked for a batch at a time.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use chrono::{DateTime, FixedOffset, Utc};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

use super::said::Said;
use crate::{
    access::{self, Audience},
    database::{Db, among},
    models::{
        _entities::{blocks, follows, mentions, posts, tags, thread_tags},
        activities::Verb,
        users,
    },
};

/// Why each of these people is told.
pub type Reasons = BTreeMap<i64, &'static str>;

/// Those each of them is addressed to: mentioned, quoted, waiting for answers,
/// thanked.
///
/// # Errors
/// When the database cannot be read.
pub async fn addressed(db: &Db, said: &[Said]) -> Result<Vec<Reasons>, DbErr> {
    let quoted = authors_of(db, said.iter().filter_map(|said| said.post.quote_id)).await?;
    let speaking = said.iter().filter(|said| !matches!(said.verb, Verb::Solved | Verb::Gestured));
    let mentioned = mentioned_in(db, speaking.map(|said| said.post.id)).await?;
    let reasons = said.iter().map(|said| {
        let mut reasons = Reasons::new();
        let mentioned = mentioned.get(&said.post.id).into_iter().flatten().map(|person| (*person, "mentioned"));
        match said.verb {
            Verb::Solved => reasons.extend(said.post.author_id.map(|author| (author, "solved"))),
            Verb::Gestured => reasons.extend(said.post.author_id.map(|author| (author, "thanked"))),
            // An edit calls by name those it mentions now; told already, they are not told twice.
            Verb::PostEdited => reasons.extend(mentioned),
            verb => {
                let waiting = said.thread.author_id.filter(|_| verb == Verb::Replied);
                reasons.extend(waiting.map(|author| (author, "answered")));
                let quoted = said.post.quote_id.and_then(|post| quoted.get(&post));
                reasons.extend(quoted.map(|author| (*author, "quoted")));
                reasons.extend(mentioned);
            }
        }
        reasons
    });
    Ok(reasons.collect())
}

async fn authors_of(db: &Db, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, i64>, DbErr> {
    let ids = among(ids);
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let authors: Vec<(i64, Option<i64>)> = posts::Entity::find()
        .select_only()
        .columns([posts::Column::Id, posts::Column::AuthorId])
        .filter(posts::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(authors.into_iter().filter_map(|(post, author)| Some((post, author?))).collect())
}

async fn mentioned_in(db: &Db, ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, Vec<i64>>, DbErr> {
    let mut people: HashMap<i64, Vec<i64>> = HashMap::new();
    for mention in mentions::Entity::find().filter(mentions::Column::PostId.is_in(among(ids))).all(db).await? {
        people.entry(mention.post_id).or_default().push(mention.user_id);
    }
    Ok(people)
}

/// Who follows which of the threads that were replied to, since when.
#[derive(Debug, Default)]
pub struct Followers {
    of_threads: HashMap<i64, Vec<(i64, DateTime<Utc>)>>,
    too_many: bool,
}

impl Followers {
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(db: &Db, said: &[Said], most: usize) -> Result<Self, DbErr> {
        use follows::Column as F;
        let replied = among(said.iter().filter(|said| said.verb == Verb::Replied).map(|said| said.thread.id));
        if replied.is_empty() {
            return Ok(Self::default());
        }
        let found: Vec<(i64, i64, DateTime<FixedOffset>)> = follows::Entity::find()
            .select_only()
            .columns([F::ThreadId, F::UserId, F::CreatedAt])
            .filter(F::ThreadId.is_in(replied))
            .filter(F::Level.eq("all"))
            .limit(most as u64 + 1)
            .into_tuple()
            .all(db)
            .await?;
        let mut followers = Self { too_many: found.len() > most, ..Self::default() };
        for (thread, person, since) in found {
            followers.of_threads.entry(thread).or_default().push((person, since.to_utc()));
        }
        Ok(followers)
    }

    /// Whether those who follow what was said are to be read page by page: a room's
    /// and its tags', or more than were asked for.
    pub fn are_a_crowd(&self, said: &Said) -> bool {
        said.verb == Verb::ThreadOpened || self.too_many && said.verb == Verb::Replied
    }

    /// Adds those who followed when it was said.
    pub fn join(&self, said: &Said, reasons: &mut Reasons) {
        if said.verb == Verb::Replied {
            for (person, since) in self.of_threads.get(&said.thread.id).into_iter().flatten() {
                if *since <= said.at {
                    reasons.entry(*person).or_insert("followed");
                }
            }
        }
    }
}

/// Some of those who follow, however many they are, in order of their numbers,
/// after this one.
///
/// # Errors
/// When the database cannot be read.
pub async fn following(db: &Db, said: &Said, after: i64, limit: u64) -> Result<BTreeSet<i64>, DbErr> {
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
    if said.verb == Verb::ThreadOpened {
        followers.extend(some(F::CommunityId, vec![said.room.id]).all(db).await?);
        let tags = thread_tags::Entity::find().filter(thread_tags::Column::ThreadId.eq(said.thread.id)).all(db).await?;
        if !tags.is_empty() {
            followers.extend(some(F::TagId, among(tags.into_iter().map(|tag| tag.tag_id))).all(db).await?);
        }
    }
    // Each of the lists is whole up to its own end only.
    Ok(followers.into_iter().take(usize::try_from(limit).unwrap_or(usize::MAX)).collect())
}

/// Someone who is told of something, and why.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    pub said: &'a Said,
    pub person: Arc<users::Model>,
    pub reason: &'static str,
}

/// Those of each one's people who are told, in the order in which it was said.
///
/// # Errors
/// When the database cannot be read.
pub async fn who_are_told<'a>(db: &Db, said: &'a [Said], reasons: &[Reasons]) -> Result<Vec<Told<'a>>, DbErr> {
    let others = |said: &Said, reasons: &Reasons| -> Vec<(i64, &'static str)> {
        reasons.iter().map(|(id, reason)| (*id, *reason)).filter(|(id, _)| Some(*id) != said.speaker).collect()
    };
    let reasons: Vec<_> = said.iter().zip(reasons).map(|(said, reasons)| others(said, reasons)).collect();
    let people = among(reasons.iter().flatten().map(|(person, _)| *person));
    if people.is_empty() {
        return Ok(vec![]);
    }
    let deaf = Deaf::among(db, said, &people).await?;
    let readers = Readers::among(db, said, &people).await?;
    let known = users::Entity::find().filter(users::Column::Id.is_in(people)).all(db).await?;
    let known: HashMap<i64, Arc<users::Model>> = known.into_iter().map(|user| (user.id, Arc::new(user))).collect();
    let told = said.iter().zip(reasons).flat_map(|(said, reasons)| {
        let (known, deaf, readers) = (&known, &deaf, &readers);
        reasons.into_iter().filter_map(move |(person, reason)| {
            let hears = !deaf.is(person, said) && readers.has(person, said);
            Some(Told { said, person: known.get(&person).filter(|_| hears)?.clone(), reason })
        })
    });
    Ok(told.collect())
}

/// Who does not want to hear: of whom, of which thread, of which room.
#[derive(Debug, Default)]
struct Deaf {
    to_people: HashSet<(i64, i64)>,
    to_threads: HashSet<(i64, i64)>,
    to_rooms: HashSet<(i64, i64)>,
    /// Threads that carry a tag they muted.
    to_tagged: HashSet<(i64, i64)>,
    /// Who follows the thread is told, even with the room muted.
    but_hear_threads: HashSet<(i64, i64)>,
}

impl Deaf {
    async fn among(db: &Db, said: &[Said], people: &[i64]) -> Result<Self, DbErr> {
        use follows::Column as F;
        let people = || people.iter().copied();
        let mut deaf = Self::default();
        let silenced = blocks::Entity::find()
            .filter(blocks::Column::UserId.is_in(people()))
            .filter(blocks::Column::OtherId.is_in(among(said.iter().filter_map(|said| said.speaker))))
            .all(db)
            .await?;
        deaf.to_people = silenced.into_iter().map(|block| (block.user_id, block.other_id)).collect();
        let followed = follows::Entity::find()
            .filter(F::UserId.is_in(people()))
            .filter(
                Condition::any()
                    .add(F::ThreadId.is_in(among(said.iter().map(|said| said.thread.id))))
                    .add(F::CommunityId.is_in(among(said.iter().map(|said| said.room.id)))),
            )
            .all(db)
            .await?;
        for follow in followed {
            let muted = follow.level == "muted";
            match (follow.thread_id, follow.community_id) {
                (Some(thread), _) if muted => _ = deaf.to_threads.insert((follow.user_id, thread)),
                (Some(thread), _) => _ = deaf.but_hear_threads.insert((follow.user_id, thread)),
                (None, Some(room)) if muted => _ = deaf.to_rooms.insert((follow.user_id, room)),
                _ => {}
            }
        }
        let threads = among(said.iter().map(|said| said.thread.id));
        let tagged: Vec<(i64, i64)> = follows::Entity::find()
            .select_only()
            .column(F::UserId)
            .column(thread_tags::Column::ThreadId)
            .join(JoinType::InnerJoin, follows::Relation::Tags.def())
            .join(JoinType::InnerJoin, tags::Relation::ThreadTags.def())
            .filter(F::UserId.is_in(people()))
            .filter(F::Level.eq("muted"))
            .filter(thread_tags::Column::ThreadId.is_in(threads))
            .into_tuple()
            .all(db)
            .await?;
        deaf.to_tagged = tagged.into_iter().collect();
        Ok(deaf)
    }

    fn is(&self, person: i64, said: &Said) -> bool {
        let thread = (person, said.thread.id);
        said.speaker.is_some_and(|speaker| self.to_people.contains(&(person, speaker)))
            || self.to_threads.contains(&thread)
            || !self.but_hear_threads.contains(&thread)
                && (self.to_rooms.contains(&(person, said.room.id)) || self.to_tagged.contains(&thread))
    }
}

/// Who may read the rooms that not everyone reads.
#[derive(Debug, Default)]
struct Readers(HashMap<i64, HashSet<i64>>);

impl Readers {
    async fn among(db: &Db, said: &[Said], people: &[i64]) -> Result<Self, DbErr> {
        let mut readers = HashMap::new();
        for said in said {
            if everyone_reads(said) || readers.contains_key(&said.room.id) {
                continue;
            }
            let reading: Vec<i64> = users::Entity::find()
                .select_only()
                .column(users::Column::Id)
                .filter(users::Column::Id.is_in(people.iter().copied()))
                .filter(access::readers_of(&said.room))
                .into_tuple()
                .all(db)
                .await?;
            readers.insert(said.room.id, reading.into_iter().collect());
        }
        Ok(Self(readers))
    }

    fn has(&self, person: i64, said: &Said) -> bool {
        everyone_reads(said) || self.0.get(&said.room.id).is_some_and(|readers| readers.contains(&person))
    }
}

/// Everyone who has an account.
fn everyone_reads(said: &Said) -> bool {
    matches!(Audience::named(&said.room.audience), Some(Audience::Public | Audience::Members))
}
