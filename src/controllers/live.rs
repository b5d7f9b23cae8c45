//! `GET /live?thread=12`: what happens in a thread while its page is open, as
//! server-sent events (HTML Living Standard §9.2). Without scripts nobody asks.
//!
//! | Event | Data |
//! |---|---|
//! | `post` | `{"id", "html"}`: a new message |
//! | `change` | `{"id", "html"}`: a message that says something else now |
//! | `thread` | `{}`: the thread was closed, reopened, renamed |
//! | `count` | `{"waiting"}`: how many things wait to be read |
//! | `reload` | `{}`: too much happened to tell |

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    http::HeaderMap,
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_util::stream::{self, Stream, StreamExt};
use loco_rs::prelude::*;
use serde::Deserialize;
use tokio::sync::broadcast::{self, error::RecvError};

use super::{
    answers::Answer,
    extractors::{Asked, Visit},
};
use crate::{
    access::Viewer,
    closing::AtWork,
    freshness::{Hour, Tag},
    initializers::{
        limits::Who,
        live::{self, Entered, Happened, Shows},
    },
    metrics::OpenStream,
    models::{
        activities::readers::Place,
        notifications, sessions,
        threads::{self, Readable},
    },
    refusals::{Failure, Outcome, Refusal},
    views::threads::{Place as Spot, Reading},
};

/// A silent connection is cut by what stands between: something is said this often.
const SILENCE: Duration = Duration::from_secs(20);
/// How often one looks whether something waits.
const LOOK: Duration = Duration::from_millis(400);
/// A browser that lost the stream comes back after this long.
const BACK: Duration = Duration::from_secs(3);
/// Seconds after which one may try again where too many pages are open.
const FULL: u64 = 60;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    thread: Option<i64>,
    /// The last it heard, said by a page that closed its stream for a while: what
    /// `Last-Event-ID` says when the stream broke.
    since: String,
}

/// One open page.
struct Listening {
    visit: Visit,
    token: Option<String>,
    thread: Option<i64>,
    waiting: i64,
    /// How much had happened when that was counted.
    counted: (Hour, u64),
    heard: broadcast::Receiver<Arc<Happened>>,
    missed: std::vec::IntoIter<Happened>,
    closing: AtWork,
    _open: OpenStream,
    _entered: Entered,
}

async fn listen(visit: Visit, headers: HeaderMap, Asked(wanted): Asked<Wanted>) -> Answer {
    if let Some(thread) = wanted.thread {
        threads::Model::readable_by(&visit.house.db, &visit.viewer, thread).await?;
    }
    if visit.viewer.person().is_some_and(|person| person.is_suspended()) {
        return Err(Failure::Missing);
    }
    let house = visit.house.clone();
    let entered = house.live.enter(Who::address(visit.address), house.settings.limits.streams);
    let entered = entered.ok_or(Refusal::TooFast { seconds: FULL })?;
    let heard = house.live.listen();
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).or(Some(&wanted.since)).and_then(place);
    let missed = match (wanted.thread, last) {
        (Some(thread), Some(last)) => live::since(&house.db, thread, last).await?,
        _ => Some(vec![]),
    };
    let reload = missed.is_none();
    let token = super::cookies::session(&headers, &house).map(str::to_owned);
    let listening = Listening {
        counted: (house.db.freshness.hour(), house.live.count()),
        closing: house.closing().at_work(),
        _open: house.metrics.stream_opens(),
        _entered: entered,
        token,
        thread: wanted.thread,
        waiting: visit.waiting,
        heard,
        missed: missed.unwrap_or_default().into_iter(),
        visit,
    };
    let first = stream::iter([Ok(Event::default().retry(BACK).comment("here"))]);
    let first = if reload {
        first.chain(stream::iter(vec![Ok(Event::default().event("reload").data("{}"))])).left_stream()
    } else {
        first.right_stream()
    };
    let events: std::pin::Pin<Box<dyn Stream<Item = Result<Event, Infallible>> + Send>> =
        Box::pin(first.chain(stream::unfold(listening, |mut listening| async move {
            let event = listening.next().await?;
            Some((Ok(event), listening))
        })));
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(SILENCE)).into_response())
}

/// `12-345`: a place in the log.
fn place(id: &str) -> Option<Place> {
    let (xid, id) = id.split_once('-')?;
    Some(Place { xid: xid.parse().ok()?, id: id.parse().ok()? })
}

impl Listening {
    /// The next thing to tell; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(happened) = self.missed.next() {
                if let Some(event) = self.event(&happened).await? {
                    return Some(event);
                }
                continue;
            }
            let happened = tokio::select! {
                () = self.closing.closing() => return None,
                happened = self.heard.recv() => happened,
                () = tokio::time::sleep(LOOK) => match self.count().await? {
                    Some(event) => return Some(event),
                    None => continue,
                },
            };
            match happened {
                Ok(happened) => {
                    if let Some(event) = self.event(&happened).await? {
                        return Some(event);
                    }
                }
                Err(RecvError::Lagged(_)) => return Some(Event::default().event("reload").data("{}")),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// What this reader is told of it: an event, nothing, or (`None`) that the
    /// stream is over for them.
    async fn event(&mut self, happened: &Happened) -> Option<Option<Event>> {
        let mine = happened.thread.is_some() && happened.thread == self.thread;
        let about_me = happened.person.is_some() && happened.person == self.visit.viewer.id();
        if !mine && !about_me {
            return Some(None);
        }
        // Who they are is asked again: from memory, unless something changed it.
        self.visit.viewer = self.still_here().await?;
        let Some(shows) = happened.shows().filter(|_| mine) else { return Some(None) };
        match self.tell(happened, shows).await {
            Ok(event) => Some(event),
            Err(Failure::Missing) => None,
            Err(failure) => {
                tracing::warn!(%failure, "a live stream was ended");
                None
            }
        }
    }

    /// Whoever this is now; `None` when they may no longer listen.
    async fn still_here(&self) -> Option<Viewer> {
        let Some(token) = &self.token else { return Some(Viewer::Visitor) };
        let known = sessions::find(&self.visit.house, token).await.ok()??;
        (!known.person.is_suspended()).then_some(Viewer::Member(known.person))
    }

    async fn tell(&self, happened: &Happened, shows: Shows) -> Outcome<Option<Event>> {
        let house = &self.visit.house;
        let seen = house.live.look(&house.db, happened).await?.ok_or(Failure::Missing)?;
        if !self.visit.viewer.may_read(&seen.thread.room) {
            return Err(Failure::Missing);
        }
        let event = Event::default().id(format!("{}-{}", happened.place.xid, happened.place.id));
        if shows == Shows::Thread {
            return Ok(Some(event.event("thread").data("{}")));
        }
        let Some((post, gestures)) = &seen.post else { return Ok(None) };
        let thread: &Readable = &seen.thread;
        let reading = Reading { lang: self.visit.lang, viewer: &self.visit.viewer, thread, gestures };
        let spot = if thread.opening_post_id == Some(post.id) { Spot::Question } else { Spot::Reply };
        let html = reading.whole(&house.views, spot, post)?.to_string();
        let data = serde_json::json!({ "id": post.id, "html": html }).to_string();
        let name = if shows == Shows::Post { "post" } else { "change" };
        Ok(Some(event.event(name).data(data)))
    }

    /// The count of what waits, when it changed. `None` ends the stream.
    async fn count(&mut self) -> Option<Option<Event>> {
        let house = self.visit.house.clone();
        let Some(me) = self.visit.viewer.id() else { return Some(None) };
        let happened = house.live.count();
        // Told here, one is told of it here; told by another process, something happened.
        let quiet = house.db.freshness.holds(self.counted.0, &[Tag::Told(me), Tag::Person(me)])
            && (house.db.is_sqlite() || self.counted.1 == happened);
        if quiet {
            return Some(None);
        }
        self.counted = (house.db.freshness.hour(), happened);
        self.visit.viewer = self.still_here().await?;
        let waiting = notifications::waiting(&house, &self.visit.viewer).await.ok()?;
        if waiting == self.waiting {
            return Some(None);
        }
        self.waiting = waiting;
        let data = serde_json::json!({ "waiting": waiting }).to_string();
        Some(Some(Event::default().event("count").data(data)))
    }
}

pub fn routes() -> Routes {
    Routes::new().add("/live", get(listen))
}
