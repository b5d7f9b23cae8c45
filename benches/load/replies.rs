//! People reply while others read: writers and readers on keep-alive
//! connections, for a few seconds.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use tokio::{task::JoinSet, time::sleep_until};

use crate::{
    Result,
    http::{Answer, Connection, get, post},
    site::{Site, visitor},
    wrk::{Headers, Run},
};

const WRITERS: u64 = 32;
const READERS: u64 = 4;
/// A reader opens at most one page in this time: people reading, not a second flood.
const READING: Duration = Duration::from_millis(10);
/// Not counted: connections open, caches fill.
const WARMING: Duration = Duration::from_secs(1);
const COUNTED: Duration = Duration::from_secs(6);

/// Who replies where, and how fast.
#[derive(Clone, Debug)]
pub struct Replying {
    pub site: Site,
    pub member: Headers,
    pub threads: Arc<[u64]>,
    /// Replies a second, sent on time whatever the answers, each timed from
    /// when it was due. None: each writer replies again once answered.
    pub steady: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
pub struct Replied {
    pub replies: Run,
    pub pages: Run,
}

/// What one connection saw, counted time only.
#[derive(Debug, Default)]
struct Seen {
    milliseconds: Vec<f64>,
    refused: Vec<String>,
}

impl Replying {
    /// # Errors
    /// When answers are not what they should be: 303 to a reply, 200 to a page.
    pub async fn run(self) -> Result<Replied> {
        let begin = Instant::now() + WARMING;
        let end = begin + COUNTED;
        let (mut writers, mut readers) = (JoinSet::new(), JoinSet::new());
        let turn = Arc::new(AtomicU64::new(0));
        for _ in 0..WRITERS {
            writers.spawn(self.clone().write(Arc::clone(&turn), begin, end));
        }
        for which in 0..READERS {
            readers.spawn(self.clone().read(which, begin, end));
        }
        Ok(Replied {
            replies: summed("a reply", writers.join_all().await)?,
            pages: summed("a page", readers.join_all().await)?,
        })
    }

    async fn write(self, turn: Arc<AtomicU64>, begin: Instant, end: Instant) -> Seen {
        let (mut seen, mut connection) = (Seen::default(), Connection::to(self.site.port));
        let headers = borrowed(&self.member);
        let run = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
        loop {
            let number = turn.fetch_add(1, Ordering::Relaxed);
            let due = self.due(number, begin).await;
            if due >= end {
                return seen;
            }
            let path = format!("/threads/{}/posts", self.thread(number));
            let form = form_urlencoded::Serializer::new(String::new())
                .append_pair("body", &words(number))
                .append_pair("draft", &format!("load-{run}-{number}"))
                .finish();
            let answer = connection.send(&post(self.site.port, &path, &headers, &form)).await;
            seen.note(answer.map(|answer| (is_posted(&answer), answer.status)), due, begin, end);
        }
    }

    async fn read(self, which: u64, begin: Instant, end: Instant) -> Seen {
        let (mut seen, mut connection) = (Seen::default(), Connection::to(self.site.port));
        // Every other reader is signed in.
        let reader = if which.is_multiple_of(2) { visitor() } else { self.member.clone() };
        let headers = borrowed(&reader);
        for number in (which..).step_by(usize::try_from(READERS).unwrap_or(1)) {
            let due = Instant::now();
            if due >= end {
                break;
            }
            let path = format!("/threads/{}", self.thread(number * 7));
            let mut answer = connection.send(&get(self.site.port, &path, &headers)).await;
            let moved = answer.as_ref().ok().filter(|answer| answer.status == 301);
            if let Some(to) = moved.and_then(|answer| answer.header("location")).map(str::to_owned) {
                answer = connection.send(&get(self.site.port, &to, &headers)).await;
            }
            seen.note(answer.map(|answer| (answer.status == 200, answer.status)), due, begin, end);
            sleep_until((due + READING).into()).await;
        }
        seen
    }

    /// When reply `number` is to leave: on its beat, or now.
    async fn due(&self, number: u64, begin: Instant) -> Instant {
        let Some(rate) = self.steady else { return Instant::now() };
        let due = begin - WARMING + Duration::from_secs(number) / rate;
        sleep_until(due.into()).await;
        due
    }

    fn thread(&self, number: u64) -> u64 {
        let many = self.threads.len().max(1) as u64;
        usize::try_from(number % many).ok().and_then(|at| self.threads.get(at)).copied().unwrap_or_default()
    }
}

impl Seen {
    fn note(&mut self, answer: std::io::Result<(bool, u16)>, due: Instant, begin: Instant, end: Instant) {
        match answer {
            Ok((true, _)) if (begin..end).contains(&Instant::now()) => {
                self.milliseconds.push(due.elapsed().as_secs_f64() * 1_000.0);
            }
            Ok((true, _)) => {}
            Ok((false, status)) => self.refused.push(status.to_string()),
            Err(error) => self.refused.push(error.to_string()),
        }
    }
}

/// To the page that holds it: a way to the sign-in page is a 303 too.
fn is_posted(answer: &Answer) -> bool {
    answer.status == 303
        && answer.header("location").is_some_and(|to| to.contains("/threads/") && to.contains("#post-"))
}

/// One in a hundred may fail; more, and the rest means nothing.
#[expect(clippy::cast_precision_loss, reason = "thousands, not quadrillions")]
fn summed(what: &str, all: Vec<Seen>) -> Result<Run> {
    let refused: Vec<_> = all.iter().flat_map(|seen| &seen.refused).collect();
    let mut times: Vec<_> = all.iter().flat_map(|seen| &seen.milliseconds).copied().collect();
    if times.is_empty() || refused.len() * 100 > times.len() {
        let first = refused.first().map_or("nothing", |answer| answer.as_str());
        return Err(format!("{what} was refused {} times: {first}", refused.len()).into());
    }
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    let per_second = times.len() as f64 / COUNTED.as_secs_f64();
    Ok(Run { per_second, p50: at(50), p90: at(90), p99: at(99) })
}

/// A reply of ordinary length, with a little Markdown, like no other.
fn words(number: u64) -> String {
    format!(
        "Merci pour ce retour, il m'aide à y voir plus clair ({number}).\n\n\
         De mon côté j'ai fait **trois choses** cette semaine :\n\n\
         - relancer l'agence au sujet de la convention ;\n\
         - demander un stage d'observation de {} jours ;\n\
         - relire ma lettre avec quelqu'un du métier.\n\n\
         Je reviens dire ici ce que cela donne.",
        number % 19 + 2
    )
}

pub fn borrowed(headers: &Headers) -> Vec<(&str, &str)> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
