//! The readers of the log that work in this process: the page cache, which
//! forgets what other processes changed, and the letters that follow from what
//! happened.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use sea_orm::{DbErr, EntityTrait};
use tokio::task::JoinHandle;

use super::live;
use crate::{
    database::{Db, Write},
    freshness::Freshness,
    house::House,
    models::{
        _entities::{communities, posts, threads},
        activities::{
            self, Model, Recorded, Verb,
            readers::{self, AtWork, Durable, Place, Watching},
        },
        letters::Letter,
        notifications::telling::Telling,
        users,
    },
    pages,
    refusals::{Failure, Outcome},
};

/// The readers at work in this process.
#[derive(Debug, Default)]
pub struct Readers(Mutex<Vec<Arc<AtWork>>>, Mutex<Option<JoinHandle<()>>>);

impl Readers {
    /// Sets everyone to work. Called once the schema is there.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn start(&self, house: &House) -> Result<(), DbErr> {
        let db = &house.db;
        let end = readers::end(db).await?;
        let pages = readers::watch(db.clone(), Arc::new(Forgetting(db.freshness.clone())), end);
        let letters = readers::follow(db.clone(), Letters(house.clone()));
        let telling = readers::follow(db.clone(), Telling);
        let live = readers::watch(db.clone(), Arc::new(live::Telling(house.live.clone())), end);
        *self.at_work() = [pages, letters, telling, live].map(Arc::new).into();
        if !db.is_sqlite() {
            let listener = readers::listen(db.clone(), house.db_uri.clone());
            *self.1.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
        }
        Ok(())
    }

    pub fn places(&self) -> Vec<(&'static str, Place)> {
        self.at_work().iter().map(|reader| (reader.name, reader.place())).collect()
    }

    /// Returns when every reader has passed the end of the log as it is now.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn caught_up(&self, db: &Db) -> Result<(), DbErr> {
        let last = activities::Entity::find();
        let last = sea_orm::QueryOrder::order_by_desc(last, activities::Column::Id).one(db).await?;
        let Some(last) = last else { return Ok(()) };
        let at_work = self.at_work().clone();
        for reader in at_work {
            reader.caught_up_to(last.id).await;
        }
        Ok(())
    }

    /// At once, whatever they are doing: the next start goes on from their place.
    /// A server that closes lets them finish instead (see [`crate::closing`]).
    pub fn stop(&self) {
        for reader in self.at_work().drain(..) {
            reader.stop();
        }
        if let Some(listener) = self.1.lock().unwrap_or_else(PoisonError::into_inner).take() {
            listener.abort();
        }
    }

    fn at_work(&self) -> std::sync::MutexGuard<'_, Vec<Arc<AtWork>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Pages and sessions kept in memory here, made stale by a write elsewhere.
struct Forgetting(Arc<Freshness>);

impl Watching for Forgetting {
    fn name(&self) -> &'static str {
        "page_cache"
    }

    fn see(&self, batch: &[Model]) {
        self.0.forget(batch.iter().filter_map(Recorded::of).flat_map(|recorded| recorded.touches()));
    }
}

/// Letters that follow from what happened: each is written once, in the
/// transaction that moves this reader on.
struct Letters(House);

#[async_trait]
impl Durable for Letters {
    type Ready = ();

    fn name(&self) -> &'static str {
        "letters"
    }

    async fn prepare(&self, _: &Db, batch: &[Model]) -> Result<Option<()>, DbErr> {
        Ok(batch.iter().any(|activity| kind(activity).is_some()).then_some(()))
    }

    async fn follow(&self, txn: &Write, batch: &[Model], (): ()) -> Result<(), DbErr> {
        for activity in batch {
            match self.letter(txn, activity).await {
                Ok(Some((letter, user))) => match letter.write(&self.0) {
                    Ok(written) => written.post(txn, Some(user)).await?,
                    Err(failure) => tracing::error!(%failure, activity = activity.id, "a letter could not be written"),
                },
                // What it was about is gone: there is nobody left to tell.
                Ok(None) | Err(Failure::Missing) => {}
                Err(failure) => return Err(DbErr::Custom(failure.to_string())),
            }
        }
        Ok(())
    }
}

/// The letter that follows from it.
fn kind(activity: &Model) -> Option<&'static str> {
    Some(match Verb::named(&activity.verb)? {
        Verb::ClaimConfirmed => "claim-confirmed",
        Verb::ClaimRefused => "claim-refused",
        Verb::Suspended => "suspended",
        Verb::Restored => "restored",
        Verb::PostHidden => "post-hidden",
        Verb::RoomOpened if activity.user_id != activity.actor_id => "room-opened",
        Verb::RoomDeclined => "room-declined",
        _ => return None,
    })
}

impl Letters {
    async fn letter(&self, txn: &Write, activity: &Model) -> Outcome<Option<(Letter, i64)>> {
        let Some(kind) = kind(activity) else { return Ok(None) };
        let Some(user) = activity.user_id else { return Ok(None) };
        let user = users::Model::by_id(txn, user).await?;
        let house = &self.0;
        if kind == "suspended" && user.suspended_until.is_none() {
            // Restored before it was told.
            return Ok(None);
        }
        let mut letter = Letter::to(&user, kind).with("reason", &activity.detail);
        // The way on that the letter speaks of.
        letter = match kind {
            "claim-confirmed" => letter.link(house.address("/communities")),
            "claim-refused" | "suspended" => letter.link(house.address(pages::contact())),
            "restored" => letter.link(house.address("/")),
            _ => letter,
        };
        if let Some(until) = user.suspended_until {
            letter = letter.with(
                "until",
                &crate::words::Lang::named(&user.locale).unwrap_or(crate::words::Lang::Fr).day(until.to_utc()),
            );
        }
        if let Some(room) = activity.community_id {
            let room = communities::Entity::find_by_id(room).one(txn).await?.ok_or(Failure::Missing)?;
            letter = letter.with("room", &room.name).link(house.address(&room.path()));
        }
        if let Some(post) = activity.post_id {
            let post = posts::Entity::find_by_id(post).one(txn).await?.ok_or(Failure::Missing)?;
            let thread = threads::Entity::find_by_id(post.thread_id).one(txn).await?.ok_or(Failure::Missing)?;
            letter = letter.with("title", &thread.title).link(house.address(&format!("/posts/{}", post.id)));
        }
        Ok(Some((letter, user.id)))
    }
}
