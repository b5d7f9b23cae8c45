//! The index follows the log: the documents of whatever happened are made anew
//! from the database, and the place in the log is saved in the same commit. After
//! `kill -9` it goes on from there; doing it twice changes nothing.
//!
//! An index that is missing, damaged, of an older version or of another history
//! (a backup was restored) is made anew beside; search answers from what exists.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio::{sync::watch, task::JoinHandle, time::Instant};

use super::{
    Noun,
    documents::{self, PAGE, chunks, person_key, post_key, room_key, trade_key},
    finding::Kept,
    index::{Document, Index, Progress, Writing, tidy},
    offered::{self, offer_key, organisation_key},
    people,
    thesaurus::{Thesaurus, spoken},
};
use crate::{
    database::Db,
    models::{
        _entities::{posts, threads, trade_titles, users},
        activities::{
            self, Model, Verb,
            readers::{self, Place},
        },
    },
};

/// How long to wait for another try when the disk or the database refuses.
const ANOTHER_TRY: Duration = Duration::from_secs(2);
/// A new post waits at most so long for others to be committed with it.
const BREATH: Duration = Duration::from_millis(150);
/// The same while many arrive: each commit costs ten waits for the disk, which those
/// who write share, and a segment to be merged.
const LONG_BREATH: Duration = Duration::from_millis(600);
/// From so many in one batch on, many arrive.
const MANY: usize = 48;
/// How long a follower that nobody woke waits before it looks by itself.
const LOOK: Duration = Duration::from_millis(400);
/// How long what a question found is kept for the next page of it.
const LEAFING: Duration = Duration::from_secs(300);
/// Documents between two commits while an index is made.
const COMMIT_EVERY: u64 = 100_000;

/// What went wrong, and where: the disk heals otherwise than the database.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("the database: {0}")]
    Database(#[from] DbErr),
    #[error("the index: {0}")]
    Index(#[from] tantivy::TantivyError),
    #[error("the folder of the index: {0}")]
    Folder(#[from] std::io::Error),
    #[error("the work was interrupted")]
    Interrupted,
}

/// The search of this process: what is searched now, and how far it goes.
#[derive(Debug)]
pub struct Search {
    home: PathBuf,
    current: RwLock<Option<Index>>,
    /// An index is being made; what is found may not be everything.
    building: AtomicBool,
    /// Documents made so far, while one is.
    pub made: AtomicU64,
    place: watch::Sender<Place>,
    /// Of the index that is asked.
    folder: watch::Sender<Option<PathBuf>>,
    thesaurus: RwLock<Arc<Thesaurus>>,
    /// What questions found, while their askers leaf through it.
    pub kept: moka::sync::Cache<(u64, i64), Arc<Kept>>,
    /// Who was found, by what was asked and who is there to be found.
    pub people: moka::sync::Cache<u64, Arc<people::Kept>>,
}

impl Search {
    /// Nothing is opened yet: tasks must not, and the context is built twice.
    pub fn at(data_dir: &Path) -> Self {
        Self {
            home: data_dir.join("search"),
            current: RwLock::default(),
            building: AtomicBool::new(false),
            made: AtomicU64::new(0),
            place: watch::Sender::default(),
            folder: watch::Sender::default(),
            thesaurus: RwLock::default(),
            kept: moka::sync::Cache::builder().max_capacity(200).time_to_live(LEAFING).build(),
            people: moka::sync::Cache::builder().max_capacity(500).time_to_live(people::KEPT).build(),
        }
    }

    /// What says the same as what.
    pub fn thesaurus(&self) -> Arc<Thesaurus> {
        self.thesaurus.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What can be searched now, if anything.
    pub fn index(&self) -> Option<Index> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn is_building(&self) -> bool {
        self.building.load(Ordering::Relaxed)
    }

    pub fn place(&self) -> Place {
        *self.place.borrow()
    }

    /// Returns when the index has passed the activity.
    pub async fn caught_up_to(&self, activity: i64) {
        let mut place = self.place.subscribe();
        let _ = place.wait_for(|place| place.id >= activity).await;
    }

    fn show(&self, index: Option<Index>) {
        let folder = index.as_ref().map(|index| index.folder.clone());
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = index;
        self.folder.send_replace(folder);
    }

    /// Returns when there is an index to ask.
    pub async fn answers(&self) {
        let _ = self.folder.subscribe().wait_for(Option::is_some).await;
    }

    /// Returns when the index of this folder is the one that is asked.
    pub async fn is_at(&self, folder: &Path) {
        let _ = self.folder.subscribe().wait_for(|at| at.as_deref() == Some(folder)).await;
    }

    /// Makes a whole index of the database and puts it in the place of the one
    /// there was. Whoever follows the log elsewhere takes it up by itself.
    ///
    /// # Errors
    /// When the database cannot be read or the disk refuses.
    pub async fn rebuild(&self, db: &Db) -> Result<Index, Trouble> {
        let folder = Index::new_folder(&self.home);
        let made = self.rebuild_in(db, &folder).await;
        if made.is_err() {
            // A disk that is full is not filled further by one try after the other.
            let _ = std::fs::remove_dir_all(&folder);
        }
        made
    }

    async fn rebuild_in(&self, db: &Db, folder: &Path) -> Result<Index, Trouble> {
        let index = Index::open(folder)?;
        let answering = self.index().is_some();
        if !answering {
            self.show(Some(index.clone()));
        }
        self.building.store(true, Ordering::Relaxed);
        let made = build(db, &index, &self.made).await;
        self.building.store(false, Ordering::Relaxed);
        let made = made.and_then(|()| Ok(index.make_current()?));
        if made.is_err() && !answering {
            // It holds nothing, or some: better away than “nothing was found”.
            self.show(None);
        }
        made.map(|()| index)
    }

    /// The index that is there, when it can be followed from where it is.
    async fn fit(&self, db: &Db) -> Result<Option<Index>, Trouble> {
        let index = match Index::current(&self.home) {
            Ok(Some(index)) => index,
            Ok(None) => return Ok(None),
            Err(error) => {
                tracing::warn!(%error, "the search index is damaged: it is made anew");
                return Ok(None);
            }
        };
        let Some(progress) = index.progress()?.filter(|progress| progress.whole) else { return Ok(None) };
        // What it holds may be of another house: then it answers nobody.
        if !is_of_this_history(db, progress.place()).await? {
            tracing::info!("the search index is of another history: it is made anew");
            self.show(None);
            return Ok(None);
        }
        // How far it goes is said before it answers, never after.
        self.place.send_replace(progress.place());
        self.show(Some(index.clone()));
        Ok(Some(index))
    }

    /// Follows the log with the index until the house closes or something breaks.
    async fn follow(&self, db: &Db) -> Result<(), Trouble> {
        let index = match self.fit(db).await? {
            Some(index) => index,
            None => {
                self.place.send_replace(Place::default());
                self.rebuild(db).await?
            }
        };
        tidy(&self.home, &index.folder);
        reloaded(&index).await?;
        let mut writing = index.writing()?;
        self.show(Some(index.clone()));
        self.learn(db).await?;
        let mut at_work = db.closing.at_work();
        let mut place = index.progress()?.unwrap_or_default().place();
        self.place.send_replace(place);
        while !at_work.is_closing() {
            let rung = db.bell.notified();
            let looked = Instant::now();
            let batch = readers::after(db, place).await?;
            let breath = if batch.len() < MANY { BREATH } else { LONG_BREATH };
            if let Some(last) = batch.last() {
                place = Place { xid: last.xid, id: last.id };
                writing = followed(db, &index, writing, &batch, place).await?;
                if batch.iter().any(|activity| activity.verb == Verb::ReferencesChanged.name()) {
                    self.learn(db).await?;
                }
                self.place.send_replace(place);
                if batch.len() as u64 == readers::BATCH {
                    continue;
                }
            } else if self.was_replaced(&index) {
                // `reindex` put another in its place: go on with that one.
                return Ok(());
            }
            let next = async {
                let _ = tokio::time::timeout(LOOK, rung).await;
                tokio::time::sleep_until(looked + breath).await;
            };
            at_work.waits_for(next).await;
        }
        Ok(())
    }

    /// Which trades have which names.
    async fn learn(&self, db: &Db) -> Result<(), DbErr> {
        let titles = trade_titles::Entity::find()
            .order_by_asc(trade_titles::Column::TradeId)
            .order_by_asc(trade_titles::Column::Position)
            .all(db)
            .await?;
        let mut thesaurus = Thesaurus::default();
        for titles in titles.chunk_by(|one, other| one.trade_id == other.trade_id) {
            thesaurus.same(&titles.iter().map(|title| spoken(&title.title)).collect::<Vec<_>>());
        }
        *self.thesaurus.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(thesaurus);
        Ok(())
    }

    fn was_replaced(&self, index: &Index) -> bool {
        let name = std::fs::read_to_string(self.home.join("current")).unwrap_or_default();
        index.folder.file_name().is_none_or(|ours| ours.to_string_lossy() != name.trim())
    }
}

/// Sets the search of this process to work, until the house closes.
pub fn start(search: Arc<Search>, db: Db) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut at_work = db.closing.at_work();
        while !at_work.is_closing() {
            if let Err(trouble) = search.follow(&db).await {
                tracing::warn!(%trouble, "the search index will be tried again");
                at_work.waits_for(tokio::time::sleep(ANOTHER_TRY)).await;
            }
        }
    })
}

/// Whether the log that is there goes through this place.
async fn is_of_this_history(db: &Db, place: Place) -> Result<bool, DbErr> {
    if place == Place::default() {
        return Ok(readers::newest(db).await? == Place::default());
    }
    let there = activities::Entity::find_by_id(place.id).one(db).await?;
    Ok(there.is_some_and(|activity| activity.xid == place.xid))
}

/// A whole index of the database. What happens meanwhile is followed afterwards,
/// from where the log was when it began.
async fn build(db: &Db, index: &Index, made: &AtomicU64) -> Result<(), Trouble> {
    made.store(0, Ordering::Relaxed);
    let place = readers::end(db).await?;
    let mut writing = index.filling()?;
    let mut since = 0;
    let few = [
        documents::of_rooms(db, None).await?,
        documents::of_trades(db).await?,
        offered::of_organisations(db, None).await?,
    ];
    for documents in few {
        writing = added(writing, documents, made).await?;
    }
    let mut after = Some(0);
    while let Some(last) = after {
        let (documents, next) = offered::of_offers_after(db, last).await?;
        writing = added(writing, documents, made).await?;
        after = next;
    }
    let mut after = Some(0);
    while let Some(last) = after {
        let (documents, next) = documents::of_people_after(db, last).await?;
        writing = added(writing, documents, made).await?;
        after = next;
    }
    let mut after = Some(0);
    while let Some(last) = after {
        let (documents, next) = people::documents::after(db, last).await?;
        writing = added(writing, documents, made).await?;
        after = next;
    }
    let most = most_posts(db).await?;
    let step = PAGE as i64;
    // The next page is read while this one is added.
    let mut ahead = documents::of_posts_between(db, 0, step).await?;
    let mut from = step;
    loop {
        let (next, at_work) =
            tokio::join!(documents::of_posts_between(db, from, from + step), added(writing, ahead, made));
        writing = at_work?;
        ahead = next?;
        if from > most && ahead.is_empty() {
            break;
        }
        from += step;
        since += PAGE;
        if since >= COMMIT_EVERY {
            since = 0;
            writing = committed(writing, Progress::at(place, false)).await?;
            let _ = reloaded(index).await;
        }
    }
    writing = committed(writing, Progress::at(place, true)).await?;
    reloaded(index).await?;
    // Merging goes on behind whoever searches; it is waited for, so that the writer is free.
    blocking(move || writing.finish()).await?
}

async fn most_posts(db: &Db) -> Result<i64, DbErr> {
    let last = posts::Entity::find().select_only().column(posts::Column::Id).order_by_desc(posts::Column::Id);
    Ok(last.into_tuple::<i64>().one(db).await?.unwrap_or_default())
}

async fn added(writing: Writing, documents: Vec<Document>, made: &AtomicU64) -> Result<Writing, Trouble> {
    let count = documents.len() as u64;
    let writing = blocking(move || {
        for document in documents {
            writing.add(document)?;
        }
        Ok::<_, Trouble>(writing)
    })
    .await??;
    made.fetch_add(count, Ordering::Relaxed);
    Ok(writing)
}

async fn committed(mut writing: Writing, progress: Progress) -> Result<Writing, Trouble> {
    blocking(move || {
        writing.commit(progress)?;
        Ok::<_, Trouble>(writing)
    })
    .await?
}

/// Reading what was merged takes a while where there are many people.
async fn reloaded(index: &Index) -> Result<(), Trouble> {
    let index = index.clone();
    blocking(move || index.reload()).await?
}

/// What waits for the disk does not hold up those who serve.
async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<Result<T, Trouble>, Trouble>
where
    T: Send + 'static,
    E: Send + 'static,
    Trouble: From<E>,
{
    let done = tokio::task::spawn_blocking(work).await.map_err(|_| Trouble::Interrupted)?;
    Ok(done.map_err(Trouble::from))
}

/// What these activities may have changed.
#[derive(Debug, Default)]
struct Touched {
    posts: BTreeSet<i64>,
    /// Every post of these.
    threads: BTreeSet<i64>,
    /// Their opening post, which says whether anyone answered.
    answered: BTreeSet<i64>,
    /// A post of theirs appeared or went: all of them, when it is the opening one.
    shown: BTreeSet<(i64, i64)>,
    people: BTreeSet<i64>,
    /// Their profile alone.
    profiles: BTreeSet<i64>,
    rooms: BTreeSet<i64>,
    offers: BTreeSet<i64>,
    /// With every offer of theirs: they are named in each, and vouched for.
    organisations: BTreeSet<i64>,
    /// An import changed them.
    trades: bool,
    somebody_left: bool,
}

impl Touched {
    fn by(batch: &[Model]) -> Self {
        use Verb as V;
        let mut touched = Self::default();
        for activity in batch {
            let Some(verb) = Verb::named(&activity.verb) else { continue };
            match verb {
                V::SignedUp
                | V::EmailConfirmed
                | V::PersonEdited
                | V::ClaimConfirmed
                | V::ClaimRefused
                | V::Suspended
                | V::Restored => touched.people.extend(activity.user_id.or(activity.actor_id)),
                V::ProfileEdited => touched.profiles.extend(activity.user_id.or(activity.actor_id)),
                V::RoomProposed | V::RoomOpened | V::RoomDeclined | V::RoomEdited => {
                    touched.rooms.extend(activity.community_id);
                }
                V::ThreadOpened | V::ThreadEdited | V::Closed | V::Reopened | V::Solved | V::Unsolved => {
                    touched.threads.extend(activity.thread_id);
                }
                V::Replied => {
                    touched.posts.extend(activity.post_id);
                    touched.answered.extend(activity.thread_id);
                }
                V::PostEdited => touched.posts.extend(activity.post_id),
                V::PostRemoved | V::PostRestored | V::PostHidden | V::PostShown => {
                    touched.shown.extend(activity.thread_id.zip(activity.post_id));
                }
                V::OfferWritten | V::OfferPublished | V::OfferEnded => touched.offers.extend(activity.offer_id),
                V::OrganisationOpened | V::OrganisationEdited | V::OrganisationProven => {
                    touched.organisations.extend(activity.organisation_id);
                }
                V::ReferencesChanged => touched.trades = true,
                V::Erased => match activity.thread_id {
                    Some(thread) => _ = touched.threads.insert(thread),
                    None => touched.somebody_left = true,
                },
                _ => {}
            }
        }
        touched
    }

    /// Resolves what depends on which post opens a thread.
    async fn complete<C: ConnectionTrait>(&mut self, db: &C, index: &Index) -> Result<(), Trouble> {
        let mut ids = std::mem::take(&mut self.answered);
        ids.extend(self.shown.iter().map(|(thread, _)| *thread));
        if ids.is_empty() {
            return Ok(());
        }
        let openings: Vec<(i64, Option<i64>)> = threads::Entity::find()
            .select_only()
            .columns([threads::Column::Id, threads::Column::OpeningPostId])
            .filter(threads::Column::Id.is_in(ids))
            .into_tuple()
            .all(db)
            .await?;
        for (thread, opening) in openings {
            // Answered once, a question stays so whatever else is said.
            let shown = self.shown.iter().any(|(of, _)| *of == thread);
            if let Some(opening) = opening
                && (shown || index.may_be_unanswered(opening)?)
            {
                self.posts.insert(opening);
            }
            for (_, post) in self.shown.iter().filter(|(of, _)| *of == thread) {
                if Some(*post) == opening {
                    self.threads.insert(thread);
                } else {
                    self.posts.insert(*post);
                }
            }
        }
        Ok(())
    }
}

/// Makes anew what a batch touched, and saves the place.
async fn followed(
    db: &Db,
    index: &Index,
    mut writing: Writing,
    batch: &[Model],
    place: Place,
) -> Result<Writing, Trouble> {
    let mut touched = Touched::by(batch);
    touched.complete(db, index).await?;
    if touched.somebody_left {
        let (people, posts) = of_those_who_left(db, index).await?;
        touched.people.extend(people);
        touched.posts.extend(posts);
    }
    touched.profiles.extend(&touched.people);
    for thread in &touched.threads {
        writing.take_out_group(Noun::Thread.group(*thread));
        let mut after = 0;
        loop {
            let documents = documents::of_thread(db, *thread, after).await?;
            let Some(last) = documents.last() else { break };
            after = last.id as i64;
            let full = documents.len() as u64 == PAGE;
            writing = added(writing, documents, &AtomicU64::new(0)).await?;
            if !full {
                break;
            }
        }
    }
    // A post whose whole thread was made anew is there already.
    let done = in_threads(db, &touched).await?;
    touched.posts.retain(|post| !done.contains(post));
    let mut fresh = documents::of_posts(db, &touched.posts).await?;
    fresh.extend(documents::of_people(db, &touched.people).await?);
    fresh.extend(people::documents::of(db, &touched.profiles).await?);
    fresh.extend(documents::of_rooms(db, Some(&touched.rooms)).await?);
    if !touched.organisations.is_empty() {
        touched.offers.extend(offered::offers_of(db, &touched.organisations).await?);
        fresh.extend(offered::of_organisations(db, Some(&touched.organisations)).await?);
    }
    writing = offers_anew(db, writing, &touched.offers).await?;
    let mut trades = BTreeSet::new();
    if touched.trades {
        let documents = documents::of_trades(db).await?;
        trades.extend(documents.iter().map(|document| document.id as i64));
        fresh.extend(documents);
    }
    let keys = touched.posts.iter().map(|id| post_key(*id));
    let keys = keys.chain(touched.people.iter().map(|id| person_key(*id)));
    let keys = keys.chain(touched.profiles.iter().map(|id| people::documents::key(*id)));
    let keys = keys.chain(trades.iter().map(|id| trade_key(*id)));
    let keys = keys.chain(touched.organisations.iter().map(|id| organisation_key(*id)));
    let gone: Vec<String> = keys.chain(touched.rooms.iter().map(|id| room_key(*id))).collect();
    let progress = Progress::at(place, true);
    let writing = blocking(move || {
        for key in gone {
            writing.take_out(&key);
        }
        for document in fresh {
            writing.add(document)?;
        }
        writing.commit(progress)?;
        Ok::<_, Trouble>(writing)
    })
    .await??;
    reloaded(index).await?;
    Ok(writing)
}

/// Offers, some at a time: an organisation may have very many.
async fn offers_anew(db: &Db, mut writing: Writing, ids: &BTreeSet<i64>) -> Result<Writing, Trouble> {
    for some in chunks(ids) {
        for id in &some {
            writing.take_out(&offer_key(*id));
        }
        writing = added(writing, offered::of_offers(db, some).await?, &AtomicU64::new(0)).await?;
    }
    Ok(writing)
}

/// The touched posts whose whole thread is touched as well.
async fn in_threads<C: ConnectionTrait>(db: &C, touched: &Touched) -> Result<BTreeSet<i64>, DbErr> {
    if touched.threads.is_empty() || touched.posts.is_empty() {
        return Ok(BTreeSet::new());
    }
    let ids: Vec<i64> = posts::Entity::find()
        .select_only()
        .column(posts::Column::Id)
        .filter(posts::Column::Id.is_in(touched.posts.iter().copied()))
        .filter(posts::Column::ThreadId.is_in(touched.threads.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// Nobody says who left: those whom the index still names and the house no longer
/// does, and what it still has of theirs.
async fn of_those_who_left(db: &Db, index: &Index) -> Result<(BTreeSet<i64>, BTreeSet<i64>), Trouble> {
    let named = index.authors()?;
    let mut gone: BTreeSet<i64> = named.clone();
    for some in named.into_iter().collect::<Vec<_>>().chunks(500) {
        let there: Vec<i64> = users::Entity::find()
            .select_only()
            .column(users::Column::Id)
            .filter(users::Column::Id.is_in(some.iter().copied()))
            .filter(users::Column::EmailConfirmedAt.is_not_null())
            .into_tuple()
            .all(db)
            .await?;
        for id in there {
            gone.remove(&id);
        }
    }
    let posts = index.posts_by(&gone)?;
    Ok((gone, posts))
}
