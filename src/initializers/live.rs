//! The live stream. One reader of the log in each process looks once at what
//! happened in a thread and hands it to everyone whose page of that thread is
//! open. Each of them is asked again, for each event, who they are and what they
//! may read: someone suspended, signed out or shown out hears nothing more.
//!
//! An event is numbered by its place in the log (`xid-id`). A browser that comes
//! back says the last it heard (`Last-Event-ID`), and is told what came since.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use tokio::sync::broadcast;

use crate::{
    database::Db,
    freshness::{Hour, Tag},
    initializers::limits::Who,
    models::{
        activities::{
            self, Model, Verb,
            readers::{self, Place, Watching},
        },
        communities,
        threads::{
            self, Readable,
            conversation::{Made, Spoken},
        },
    },
};

/// Events that a slow stream may lag behind before it begins anew.
const BEHIND: usize = 1_024;
/// What came since a browser last heard, at most; beyond, it reloads the page.
const SINCE: u64 = 50;

/// Something that happened, in the order of the log.
#[derive(Clone, Debug)]
pub struct Happened {
    pub place: Place,
    pub verb: Verb,
    pub thread: Option<i64>,
    pub post: Option<i64>,
    /// Whom it concerns, when it changes what a person may see.
    pub person: Option<i64>,
}

impl Happened {
    fn of(activity: &Model) -> Option<Self> {
        let verb = Verb::named(&activity.verb)?;
        Some(Self {
            place: Place { xid: activity.xid, id: activity.id },
            verb,
            thread: activity.thread_id,
            post: activity.post_id,
            person: activity.user_id.or(activity.actor_id),
        })
    }

    /// What an open page of a thread shows of it.
    pub fn shows(&self) -> Option<Shows> {
        use Verb as V;
        Some(match self.verb {
            V::Replied => Shows::Post,
            V::PostEdited
            | V::PostRemoved
            | V::PostRestored
            | V::PostHidden
            | V::PostShown
            | V::Gestured
            | V::GestureTakenBack
            | V::Solved
            | V::Unsolved => Shows::Change,
            V::Closed | V::Reopened | V::ThreadEdited | V::Pinned | V::Unpinned => Shows::Thread,
            _ => return None,
        })
    }
}

/// How an open page changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// One more message.
    Post,
    /// One that is there says something else.
    Change,
    /// The thread itself.
    Thread,
}

/// Everyone who listens in this process.
#[derive(Debug)]
pub struct Live {
    tell: broadcast::Sender<Arc<Happened>>,
    /// How many things happened: who is told what, another process may decide.
    happened: AtomicU64,
    /// What was looked at, for those who have not heard of it yet.
    looked: moka::sync::Cache<Place, (Hour, Option<Arc<Seen>>)>,
    /// How many pages are open from where.
    open: Arc<Mutex<HashMap<Who, u32>>>,
}

/// An open page, counted where it is until it closes.
#[derive(Debug)]
pub struct Entered {
    from: Who,
    open: Arc<Mutex<HashMap<Who, u32>>>,
}

impl Drop for Entered {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.from) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.from);
            }
        }
    }
}

impl Default for Live {
    fn default() -> Self {
        let looked = moka::sync::Cache::builder().max_capacity(64).time_to_live(Duration::from_secs(30)).build();
        Self { tell: broadcast::channel(BEHIND).0, happened: AtomicU64::new(0), looked, open: Arc::default() }
    }
}

impl Live {
    /// One more page open from there; none beyond `most`: a stream costs little, and
    /// nobody has so many eyes.
    pub fn enter(&self, from: Who, most: u32) -> Option<Entered> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(from).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Entered { from, open: self.open.clone() })
    }

    pub fn listen(&self) -> broadcast::Receiver<Arc<Happened>> {
        self.tell.subscribe()
    }

    pub fn count(&self) -> u64 {
        self.happened.load(Ordering::Relaxed)
    }

    /// What an event speaks of, looked at once for everyone; again when something
    /// of that thread or room changed since.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn look(&self, db: &Db, happened: &Happened) -> Result<Option<Arc<Seen>>, DbErr> {
        let tags = |seen: &Option<Arc<Seen>>| {
            let room = seen.as_ref().map(|seen| Tag::Room(seen.thread.room.id));
            [happened.thread.map(Tag::Thread), room].into_iter().flatten().collect::<Vec<_>>()
        };
        if let Some((begun, seen)) = self.looked.get(&happened.place)
            && db.freshness.holds(begun, &tags(&seen))
        {
            return Ok(seen);
        }
        let begun = db.freshness.hour();
        let seen = look(db, happened).await?.map(Arc::new);
        self.looked.insert(happened.place, (begun, seen.clone()));
        Ok(seen)
    }
}

/// Tells this process's streams what the log says.
#[derive(Debug)]
pub struct Telling(pub Arc<Live>);

impl Watching for Telling {
    fn name(&self) -> &'static str {
        "live"
    }

    fn see(&self, batch: &[Model]) {
        self.0.happened.fetch_add(batch.len() as u64, Ordering::Relaxed);
        for happened in batch.iter().filter_map(Happened::of) {
            // Nobody listening is no error.
            let _ = self.0.tell.send(Arc::new(happened));
        }
    }
}

/// What happened in a thread since a place in the log; `None` when it is too much
/// to tell, or too long ago.
///
/// # Errors
/// When the database cannot be read.
pub async fn since(db: &Db, thread: i64, place: Place) -> Result<Option<Vec<Happened>>, DbErr> {
    use activities::Column as A;
    let missed = readers::settled_after(db, place).filter(A::ThreadId.eq(thread)).limit(SINCE + 1).all(db).await?;
    if missed.len() as u64 > SINCE {
        return Ok(None);
    }
    Ok(Some(missed.iter().filter_map(Happened::of).collect()))
}

/// One post of a thread, as it is now, with its gestures.
#[derive(Clone, Debug)]
pub struct Seen {
    pub thread: Readable,
    pub post: Option<(Spoken, Vec<Made>)>,
}

/// The room comes along: who may read is asked of it for each stream, without
/// another query.
async fn look(db: &Db, happened: &Happened) -> Result<Option<Seen>, DbErr> {
    let Some(thread) = happened.thread else { return Ok(None) };
    let found = threads::Entity::find_by_id(thread).find_also_related(communities::Entity).one(db).await?;
    let Some((thread, Some(room))) = found else { return Ok(None) };
    let thread = Readable { thread, room };
    let post = match happened.post {
        Some(post) => thread.one(db, post).await?,
        None => None,
    };
    Ok(Some(Seen { thread, post }))
}
