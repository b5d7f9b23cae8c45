//! The plan, written down: rows by the hundreds, in transactions of some tens of
//! thousands, while the next ones are made on another core.

mod accesses;
mod people;
mod posts;
mod profiles;
mod rooms;
mod threads;

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use indicatif::{ProgressBar, ProgressStyle};
use loco_rs::{Error, Result};
use sea_orm::{ConnectionTrait, DbErr};
use tokio::sync::mpsc;

use super::{
    ACCOUNT, Order,
    plan::{Fate, Plan, Thread, family},
    words::{Dice, Words},
};
use crate::{
    database::{Db, Write},
    fixtures::{PASSWORD, rows},
    models::{
        _entities,
        users::{Model as User, passwords},
    },
};

/// Posts in one transaction.
const BATCH: usize = 20_000;

/// Plants the world and says what was planted.
///
/// # Errors
/// When the house holds one already, or the database refuses.
pub async fn plant(db: &Db, order: &Order) -> Result<String> {
    if User::by_email(db, ACCOUNT).await?.is_some() {
        return Err(Error::Message(format!("this house holds a load world already ({ACCOUNT})")));
    }
    let bar = ProgressBar::new((order.posts + order.profiles + order.accesses) as u64);
    if let Ok(style) = ProgressStyle::with_template("{msg:>9} [{bar:40}] {pos}/{len} rows, {eta} left") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message("planning");
    let hash = passwords::hash(PASSWORD).await.map_err(|error| Error::Message(error.to_string()))?;
    let (profiles, accesses) = (order.profiles, order.accesses);
    let order = order.clone();
    let maker = move || {
        let words = Words::of(&order.lexicon);
        (Plan::make(&order, &words), words)
    };
    let (plan, words) = tokio::task::spawn_blocking(maker).await.map_err(Error::msg)?;
    bar.set_message("people");
    let txn = db.write().await?;
    if db.is_sqlite() {
        // 256 MB for this process's writer; ended with it.
        txn.execute_unprepared("PRAGMA cache_size = -262144").await?;
    }
    let references = profiles::References::read(&txn).await?;
    let scribe = Scribe { first: FirstIds::read(&txn).await?, plan, words, references, profiles, accesses };
    scribe.write_people(&txn, &hash).await?;
    scribe.write_rooms(&txn).await?;
    bar.set_message("threads");
    scribe.write_threads(&txn).await?;
    txn.commit().await?;
    bar.set_message("posts");
    let made = format!(
        "{} posts in {} threads by {} people in {} rooms, {profiles} profiles",
        scribe.plan.posts.len(),
        scribe.plan.threads.len(),
        scribe.plan.people.len(),
        scribe.plan.rooms.len(),
    );
    let scribe = Arc::new(scribe);
    write_posts(db, &scribe, &bar).await?;
    bar.set_message("profiles");
    profiles::write(db, &scribe, &bar).await?;
    bar.set_message("journal");
    accesses::write(db, &scribe, &bar).await?;
    bar.set_message("indices");
    settle(db).await?;
    bar.finish_and_clear();
    Ok(made)
}

/// Where each table stood before.
struct FirstIds {
    user: i64,
    room: i64,
    membership: i64,
    tag: i64,
    thread: i64,
    thread_tag: i64,
    post: i64,
    gesture: i64,
    profile: i64,
    skill: i64,
    contact: i64,
    disclosure: i64,
    access: i64,
}

impl FirstIds {
    async fn read(txn: &Write) -> Result<Self, DbErr> {
        Ok(Self {
            user: rows::next_id::<_entities::users::Entity>(txn).await?,
            room: rows::next_id::<_entities::communities::Entity>(txn).await?,
            membership: rows::next_id::<_entities::memberships::Entity>(txn).await?,
            tag: rows::next_id::<_entities::tags::Entity>(txn).await?,
            thread: rows::next_id::<_entities::threads::Entity>(txn).await?,
            thread_tag: rows::next_id::<_entities::thread_tags::Entity>(txn).await?,
            post: rows::next_id::<_entities::posts::Entity>(txn).await?,
            gesture: rows::next_id::<_entities::gestures::Entity>(txn).await?,
            profile: rows::next_id::<_entities::profiles::Entity>(txn).await?,
            skill: rows::next_id::<_entities::profile_skills::Entity>(txn).await?,
            contact: rows::next_id::<_entities::contacts::Entity>(txn).await?,
            disclosure: rows::next_id::<_entities::disclosures::Entity>(txn).await?,
            access: rows::next_id::<_entities::accesses::Entity>(txn).await?,
        })
    }
}

/// Turns numbers of the plan into rows.
struct Scribe {
    plan: Plan,
    words: Words,
    first: FirstIds,
    references: profiles::References,
    /// How many.
    profiles: usize,
    accesses: usize,
}

impl Scribe {
    fn user(&self, number: u32) -> i64 {
        self.first.user + i64::from(number)
    }

    fn post(&self, number: u32) -> i64 {
        self.first.post + i64::from(number)
    }

    fn manager(&self, room: u32) -> i64 {
        self.user(self.plan.managers[room as usize])
    }

    fn at(&self, post: u32) -> DateTime<FixedOffset> {
        moment(self.plan.posts[post as usize].at)
    }

    /// How many posts of a thread are shown, and the last of them.
    fn shown(&self, thread: &Thread) -> (i32, u32) {
        let shown = thread.posts.iter().filter(|post| self.plan.fate(**post) == Fate::Shown);
        shown.fold((0, thread.posts[0]), |(count, _), post| (count + 1, *post))
    }

    fn body(&self, post: u32) -> String {
        self.words.body(&mut Dice::of(self.plan.seed, family::TEXT, u64::from(post)))
    }
}

/// Makes posts on one core while the other writes them.
async fn write_posts(db: &Db, scribe: &Arc<Scribe>, bar: &ProgressBar) -> Result<()> {
    let (made, mut ready) = mpsc::channel(1);
    let scribe = scribe.clone();
    let maker = tokio::task::spawn_blocking(move || {
        let total = scribe.plan.posts.len();
        let mut next_gesture = scribe.first.gesture;
        for from in (0..total).step_by(BATCH) {
            let numbers = from as u32..total.min(from + BATCH) as u32;
            let (posts, gestures): (Vec<_>, Vec<_>) = numbers.map(|number| scribe.post_and_gestures(number)).unzip();
            let mut gestures: Vec<_entities::gestures::Model> = gestures.into_iter().flatten().collect();
            for gesture in &mut gestures {
                gesture.id = next_gesture;
                next_gesture += 1;
            }
            if made.blocking_send((posts, gestures)).is_err() {
                return;
            }
        }
    });
    while let Some((posts, gestures)) = ready.recv().await {
        let count = posts.len() as u64;
        let txn = db.write().await?;
        rows::insert(&txn, posts).await?;
        rows::insert(&txn, gestures).await?;
        txn.commit().await?;
        bar.inc(count);
    }
    maker.await.map_err(Error::msg)
}

/// Ids continue after ours, and the planner knows what it now plans for.
async fn settle(db: &Db) -> Result<(), DbErr> {
    let txn = db.write().await?;
    let tables = [
        "users",
        "communities",
        "memberships",
        "tags",
        "threads",
        "thread_tags",
        "posts",
        "gestures",
        "profiles",
        "profile_skills",
        "contacts",
        "disclosures",
        "accesses",
    ];
    rows::settle_ids(&txn, &tables).await?;
    if db.is_sqlite() {
        txn.execute_unprepared("ANALYZE").await?;
    }
    txn.commit().await?;
    // Neither runs inside a transaction.
    let after = if db.is_sqlite() { "PRAGMA wal_checkpoint(TRUNCATE)" } else { "VACUUM (ANALYZE)" };
    db.execute_unprepared(after).await?;
    Ok(())
}

fn moment(seconds: i64) -> DateTime<FixedOffset> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().fixed_offset()
}
