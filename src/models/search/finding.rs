//! A question answered: the rooms its reader may read, the index within them, and
//! what is found read again from the database before it is shown.
//!
//! First everything that was asked for. When that is nowhere, words that are
//! nearly those; when it is scarce, most of the words, then any. Which of these it
//! was is said beside the results.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    hash::{BuildHasher, Hash, Hasher},
    sync::Arc,
};

use foldhash::fast::FixedState;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};

use super::{
    Noun,
    asking::{Asked, Form},
    collecting::{DEEPEST, Harvest, Hit, Rooms, Within, any, harvest},
    extracts::Marked,
    following::Search,
    index::Index,
    matching::{self, Much},
    offered, spelling,
    thesaurus::Thesaurus,
};
use crate::{
    access::Viewer,
    clock,
    database::Db,
    models::{
        _entities::{communities, posts, users},
        offers::listing as offers,
        organisations, places,
        threads::listing::{Listed, Which, list},
        trades,
    },
    refusals::{Failure, Outcome},
};

/// Results on a page.
pub const PAGE: usize = 20;
/// From so many on, other names of what was asked for are not looked for.
const PLENTY: usize = 200;
/// Fewer than that is scarce: most of the words are looked for as well.
const SCARCE: usize = 3;
/// Fewer than that holding most of the words: any of them will do.
const FEW: usize = 8;
/// Rooms named beside the results.
const ROOMS: usize = 8;

/// One thing found.
#[derive(Clone, Debug)]
pub enum Found {
    Thread {
        thread: Box<Listed>,
        /// The message that says it: its number and its text; none when it is the title alone.
        post: Option<(i64, String)>,
        opening: bool,
    },
    Person(Box<users::Model>),
    Community(Box<communities::Model>),
    Trade(Box<trades::Model>),
    Offer(Box<offers::Listed>),
    Organisation(Box<organisations::Model>),
}

/// What was found, and how.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub asked: Asked,
    pub found: Vec<Found>,
    pub total: usize,
    pub nouns: Vec<(Noun, usize)>,
    /// Slug, name and how many threads.
    pub rooms: Vec<(String, String, usize)>,
    pub much: Option<Much>,
    /// The words it was found with, when they are not those that were typed.
    pub instead: Option<String>,
    /// Where the next page begins.
    pub next: Option<String>,
    pub marked: Marked,
    /// The index is being made: there may be more.
    pub building: bool,
    /// The place that was meant, or that there is none of that name.
    pub near: Option<Result<String, String>>,
}

/// What a question found, kept while one leafs through it.
#[derive(Debug)]
pub struct Kept {
    asked: Asked,
    harvest: Harvest,
    much: Much,
    instead: Option<String>,
}

/// Where a page begins: when the question was asked, and the last result before.
#[derive(Clone, Copy, Debug)]
struct Place {
    asked_at: i64,
    after: u64,
}

impl Place {
    fn parse(text: &str) -> Option<Self> {
        let (asked_at, after) = text.split_once('.')?;
        Some(Self { asked_at: asked_at.parse().ok()?, after: u64::from_str_radix(after, 16).ok()? })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:x}", self.asked_at, self.after)
    }
}

#[derive(FromQueryResult)]
pub(super) struct Readable {
    id: i64,
    slug: String,
    name: String,
    trade_code: Option<String>,
    place_code: Option<String>,
}

/// # Errors
/// [`Failure::SearchAway`] when there is no index to ask; when the database cannot
/// be read.
pub async fn find(search: &Search, db: &Db, viewer: &Viewer, form: &Form) -> Outcome<Answer> {
    let asked = Asked::read(form);
    let mut answer = Answer { asked: asked.clone(), building: search.is_building(), ..Answer::default() };
    if asked.is_empty() {
        return Ok(answer);
    }
    let place = Place::parse(&form.after);
    let now = clock::now().timestamp();
    let asked_at = place.map_or(now, |place| place.asked_at.min(now));
    let mut searching = searching(search, db, viewer, asked_at).await?;
    if !narrow(db, &asked, &mut searching, &mut answer).await? {
        return Ok(answer);
    }
    let Searching { index, rooms, within } = searching;
    let kept = kept(search, index, asked, within, place.is_some(), asked_at).await?;
    let from = place.map_or(0, |place| {
        kept.harvest.hits.iter().position(|hit| hit.group == place.after).map_or(DEEPEST, |at| at + 1)
    });
    let hits: Vec<Hit> = kept.harvest.hits.iter().skip(from).take(PAGE).copied().collect();
    answer.next = hits
        .last()
        .filter(|_| kept.harvest.hits.len() > from + PAGE)
        .map(|last| Place { asked_at, after: last.group }.to_string());
    answer.found = read(db, viewer, &hits).await?;
    answer.total = kept.harvest.total;
    answer.nouns.clone_from(&kept.harvest.nouns);
    answer.rooms = named(&kept.harvest, &rooms);
    answer.much = Some(kept.much);
    answer.instead.clone_from(&kept.instead);
    answer.marked = Marked::by(&kept.asked);
    Ok(answer)
}

/// Threads that say nearly what a new one is about to ask, for whoever writes it.
///
/// # Errors
/// As [`find`].
pub async fn similar(search: &Search, db: &Db, viewer: &Viewer, title: &str, limit: usize) -> Outcome<Vec<Listed>> {
    let form = Form { q: title.replace(['"', ':', '-'], " "), ..Form::default() };
    let asked = Asked::read(&form);
    if asked.words.len() < 2 {
        return Ok(vec![]);
    }
    let Searching { index, mut within, .. } = searching(search, db, viewer, clock::now().timestamp()).await?;
    within.noun = Some(Noun::Thread);
    let thesaurus = search.thesaurus();
    let harvest = blocking(move || {
        let mut asked = asked;
        thesaurus.widen(&mut asked.words);
        look(&index, &asked, &within, Much::Most)
    })
    .await?;
    let hits: Vec<Hit> = harvest.hits.into_iter().take(limit).collect();
    let found = read(db, viewer, &hits).await?;
    Ok(found
        .into_iter()
        .filter_map(|found| match found {
            Found::Thread { thread, .. } => Some(*thread),
            _ => None,
        })
        .collect())
}

/// The offers that say this, the best of them: their numbers.
///
/// # Errors
/// As [`find`].
pub async fn offers_about(search: &Search, db: &Db, viewer: &Viewer, words: &str) -> Outcome<Vec<i64>> {
    let form = Form { q: words.to_owned(), noun: Noun::Offer.name().to_owned(), ..Form::default() };
    let asked = Asked::read(&form);
    let now = clock::now().timestamp();
    let Searching { index, mut within, .. } = searching(search, db, viewer, now).await?;
    within.noun = Some(Noun::Offer);
    let kept = kept(search, index, asked, within, false, now).await?;
    let numbers = kept.harvest.hits.iter().filter_map(|hit| Noun::of_group(hit.group));
    Ok(numbers.filter(|(noun, _)| *noun == Noun::Offer).map(|(_, id)| id).collect())
}

/// The index, and what this reader may see of it.
pub(super) struct Searching {
    pub index: Index,
    pub rooms: Vec<Readable>,
    pub within: Within,
}

/// # Errors
/// [`Failure::SearchAway`] when there is no index to ask; when the database cannot
/// be read.
pub(super) async fn searching(search: &Search, db: &Db, viewer: &Viewer, asked_at: i64) -> Outcome<Searching> {
    let index = search.index().ok_or(Failure::SearchAway)?;
    let rooms = readable(db, viewer).await?;
    let silenced = viewer.person().map(|person| person.silenced.clone()).unwrap_or_default();
    let within = Within {
        rooms: Arc::new(rooms.iter().map(|room| room.id).collect::<Rooms>()),
        without: silenced.into_iter().map(i64::unsigned_abs).collect(),
        // What came after the question was asked does not move its pages.
        until: Some(asked_at + 1),
        today: asked_at - asked_at.rem_euclid(86_400),
        ..Within::default()
    };
    Ok(Searching { index, rooms, within })
}

async fn readable(db: &Db, viewer: &Viewer) -> Outcome<Vec<Readable>> {
    Ok(communities::Entity::find()
        .select_only()
        .columns([
            communities::Column::Id,
            communities::Column::Slug,
            communities::Column::Name,
            communities::Column::TradeCode,
            communities::Column::PlaceCode,
        ])
        .filter(viewer.readable_rooms())
        .into_model()
        .all(db)
        .await?)
}

/// Narrows it as asked. False when that is something that does not exist for them.
async fn narrow(db: &Db, asked: &Asked, searching: &mut Searching, answer: &mut Answer) -> Outcome<bool> {
    let within = &mut searching.within;
    if let Some(code) = &asked.trade {
        let Some(trade) = trades::look_up(db, code).await? else { return Ok(false) };
        let about = searching.rooms.iter().filter(|room| room.trade_code.as_ref() == Some(&trade.code));
        within.only = Some((Arc::new(about.map(|room| room.id).collect()), Some(Noun::Trade.group(trade.id))));
        within.offers.push([offered::of_trade(&trade.code)].into());
    }
    if let Some((typed, km)) = &asked.near {
        let Some(around) = around(db, typed, *km).await? else {
            answer.near = Some(Err(typed.clone()));
            return Ok(false);
        };
        let about = searching.rooms.iter().filter(|room| {
            let of_trade = within.only.as_ref().is_none_or(|(only, _)| only.holds(room.id.unsigned_abs()));
            of_trade && room.place_code.as_ref().is_some_and(|place| around.codes.contains(place))
        });
        within.only = Some((Arc::new(about.map(|room| room.id).collect()), None));
        within.offers.push(around.codes.iter().map(|code| offered::at_place(code)).collect());
        answer.near = Some(Ok(around.name));
    }
    if let Some(slug) = &asked.room {
        let Some(room) = searching.rooms.iter().find(|room| room.slug == *slug) else { return Ok(false) };
        within.room = Some(room.id.unsigned_abs());
    }
    if let Some(handle) = &asked.author {
        let user = users::Entity::find().filter(users::Column::Handle.eq(handle)).one(db).await?;
        let Some(user) = user else { return Ok(false) };
        within.author = Some(user.id.unsigned_abs());
    }
    within.noun = asked.noun;
    within.state = asked.state;
    within.since = asked.since.map(|since| since.timestamp());
    if let Some(until) = asked.until {
        within.until = within.until.map(|now| until.timestamp().min(now));
    }
    within.sort = asked.sort;
    Ok(true)
}

/// A place, and every place that a room may name to be around it.
struct Around {
    name: String,
    codes: HashSet<String>,
}

async fn around(db: &Db, typed: &str, km: f64) -> Outcome<Option<Around>> {
    // Of several of one name, the most peopled: the others are told by their department.
    let Some(place) = places::named(db, typed).await?.into_iter().next() else { return Ok(None) };
    let mut codes: HashSet<String> = [
        place.code.clone(),
        // Who looks around a town finds the rooms of its department and region.
        format!("D{}", place.department),
        format!("R{}", place.region),
    ]
    .into();
    if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
        codes.extend(places::within(db, lat, lon, km).await?.into_iter().map(|near| near.place.code));
    }
    Ok(Some(Around { name: place.label(), codes }))
}

/// What was found when the question was asked, or what is found now.
async fn kept(
    search: &Search,
    index: Index,
    asked: Asked,
    within: Within,
    deeper: bool,
    asked_at: i64,
) -> Outcome<Arc<Kept>> {
    let key = {
        let mut hasher = FixedState::default().build_hasher();
        format!("{asked:?}").hash(&mut hasher);
        within.rooms.hash(&mut hasher);
        within.without.hash(&mut hasher);
        (hasher.finish(), asked_at)
    };
    if deeper && let Some(kept) = search.kept.get(&key) {
        return Ok(kept);
    }
    let thesaurus = search.thesaurus();
    let found = blocking(move || answer(&index, &thesaurus, asked, &within)).await?;
    let found = Arc::new(found);
    if found.harvest.total > PAGE {
        search.kept.insert(key, found.clone());
    }
    Ok(found)
}

/// A query is a matter of milliseconds, but not of those who serve.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> tantivy::Result<T> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the search index does not answer");
            Err(Failure::SearchAway)
        }
        Err(error) => {
            tracing::error!(%error, "a search was broken off");
            Err(Failure::SearchAway)
        }
    }
}

fn look(index: &Index, asked: &Asked, within: &Within, much: Much) -> tantivy::Result<Harvest> {
    let query = matching::query(index.fields, asked, much);
    harvest(&index.snapshot(), &*query, within)
}

fn answer(index: &Index, thesaurus: &Thesaurus, mut asked: Asked, within: &Within) -> tantivy::Result<Kept> {
    let mut harvest = look(index, &asked, within, Much::All)?;
    if harvest.total < PLENTY {
        thesaurus.widen(&mut asked.words);
        if asked.words.iter().any(|sought| !sought.also.is_empty()) {
            harvest = look(index, &asked, within, Much::All)?;
        }
    }
    let mut instead = None;
    if harvest.total == 0 && !asked.words.is_empty() {
        instead = mend(index, &mut asked, within)?;
        if instead.is_some() || asked.words.iter().any(|sought| !sought.begun.is_empty()) {
            harvest = look(index, &asked, within, Much::All)?;
        }
    }
    let mut much = Much::All;
    for less in [Much::Most, Much::Some] {
        let enough = if less == Much::Most { SCARCE } else { FEW };
        if harvest.total >= enough || asked.words.len() < 2 {
            break;
        }
        let wider = look(index, &asked, within, less)?;
        if wider.total > harvest.total {
            (harvest, much) = (wider, less);
        }
    }
    Ok(Kept { asked, harvest, much, instead })
}

/// Words that are nowhere become those they begin, or those they nearly are.
/// Returns what was looked for instead, if anything was put right.
fn mend(index: &Index, asked: &mut Asked, within: &Within) -> tantivy::Result<Option<String>> {
    let snapshot = index.snapshot();
    let searcher = &snapshot.searcher;
    // Of any noun and any room of theirs: a word is right when it is somewhere.
    let anywhere = Within {
        noun: None,
        room: None,
        only: None,
        offers: vec![],
        author: None,
        state: 0,
        since: None,
        ..within.clone()
    };
    let is_somewhere = |word: &super::asking::Sought| -> tantivy::Result<bool> {
        let alone = Asked { words: vec![word.clone()], ..Asked::default() };
        any(&snapshot, &*matching::query(index.fields, &alone, Much::All), &anywhere)
    };
    let mut right = false;
    for sought in &mut asked.words {
        if is_somewhere(sought)? {
            continue;
        }
        let mut begun = sought.clone();
        begun.begun = spelling::begun_by(searcher, index.fields.title, &sought.word.folded)?;
        if !begun.begun.is_empty() && sought.word.folded.len() > 2 && is_somewhere(&begun)? {
            *sought = begun;
            continue;
        }
        for close in spelling::close_to(searcher, index.fields, &sought.word.folded)? {
            let Some(word) = super::french::words(&close).into_iter().next() else { continue };
            let place = (sought.word.from, sought.word.to);
            let mut meant = super::asking::Sought::from(word);
            (meant.word.from, meant.word.to) = place;
            if is_somewhere(&meant)? {
                *sought = meant;
                right = true;
                break;
            }
        }
    }
    let words: Vec<&str> = asked.words.iter().map(|sought| sought.word.folded.as_str()).collect();
    Ok(right.then(|| words.join(" ")))
}

/// Reads again what was found, as far as it exists for its reader, in its order.
pub(super) async fn read(db: &Db, viewer: &Viewer, hits: &[Hit]) -> Outcome<Vec<Found>> {
    let ids = |noun: Noun| -> Vec<i64> {
        hits.iter()
            .filter_map(|hit| Noun::of_group(hit.group))
            .filter(|(of, _)| *of == noun)
            .map(|(_, id)| id)
            .collect()
    };
    let threads = ids(Noun::Thread);
    let mut rows: HashMap<i64, Listed> = HashMap::new();
    if !threads.is_empty() {
        let found = list(db, viewer, &Which::These(threads), None, PAGE as u64).await?;
        rows.extend(found.rows.into_iter().map(|row| (row.id, row)));
    }
    let said: Vec<i64> = hits.iter().filter_map(|hit| i64::try_from(hit.id).ok()).collect();
    let mut texts: BTreeMap<i64, posts::Model> = BTreeMap::new();
    if !rows.is_empty() {
        let found = posts::Entity::find()
            .filter(posts::Column::Id.is_in(said))
            .filter(posts::Column::ThreadId.is_in(rows.keys().copied()))
            .filter(posts::Column::RemovedAt.is_null())
            .filter(posts::Column::HiddenAt.is_null())
            .all(db)
            .await?;
        texts.extend(found.into_iter().map(|post| (post.id, post)));
    }
    let (people, rooms) = (ids(Noun::Person), ids(Noun::Community));
    let mut persons: HashMap<i64, users::Model> = HashMap::new();
    if !people.is_empty() {
        let found = users::Entity::find()
            .filter(users::Column::Id.is_in(people))
            .filter(users::Column::EmailConfirmedAt.is_not_null())
            .all(db)
            .await?;
        persons.extend(found.into_iter().map(|user| (user.id, user)));
    }
    let crafts = ids(Noun::Trade);
    let mut known: HashMap<i64, trades::Model> = HashMap::new();
    if !crafts.is_empty() {
        let found = trades::Entity::find().filter(trades::Column::Id.is_in(crafts)).all(db).await?;
        known.extend(found.into_iter().map(|trade| (trade.id, trade)));
    }
    let listed = offers::these(db, ids(Noun::Offer)).await?;
    let mut offered: HashMap<i64, offers::Listed> = listed.into_iter().map(|one| (one.offer.id, one)).collect();
    let employers = ids(Noun::Organisation);
    let mut proven: HashMap<i64, organisations::Model> = HashMap::new();
    if !employers.is_empty() {
        let found = organisations::Entity::find()
            .filter(organisations::Column::Id.is_in(employers))
            .filter(organisations::Column::Proof.is_not_null())
            .all(db)
            .await?;
        proven.extend(found.into_iter().map(|organisation| (organisation.id, organisation)));
    }
    let mut open: HashMap<i64, communities::Model> = HashMap::new();
    if !rooms.is_empty() {
        let found = communities::Entity::find()
            .filter(communities::Column::Id.is_in(rooms))
            .filter(viewer.readable_rooms())
            .all(db)
            .await?;
        open.extend(found.into_iter().map(|room| (room.id, room)));
    }
    let found = hits.iter().filter_map(|hit| {
        let (noun, id) = Noun::of_group(hit.group)?;
        match noun {
            Noun::Thread => {
                let thread = rows.remove(&id)?;
                let post = texts.remove(&(hit.id as i64));
                // Hidden since: the title alone would show that it is there.
                let post = post.filter(|post| post.thread_id == id)?;
                let opening = thread.last_post_id.is_none() || thread.created_at == post.created_at;
                Some(Found::Thread {
                    thread: Box::new(thread),
                    opening,
                    post: Some((post.id, crate::text::words_of(&post.body_html))),
                })
            }
            Noun::Person => persons.remove(&id).map(|user| Found::Person(Box::new(user))),
            Noun::Trade => known.remove(&id).map(|trade| Found::Trade(Box::new(trade))),
            Noun::Offer => offered.remove(&id).map(|offer| Found::Offer(Box::new(offer))),
            Noun::Organisation => proven.remove(&id).map(|organisation| Found::Organisation(Box::new(organisation))),
            Noun::Community => open.remove(&id).map(|room| Found::Community(Box::new(room))),
        }
    });
    Ok(found.collect())
}

/// The rooms with most of what was found, by name.
fn named(harvest: &Harvest, rooms: &[Readable]) -> Vec<(String, String, usize)> {
    let by_id: HashMap<u64, &Readable> = rooms.iter().map(|room| (room.id.unsigned_abs(), room)).collect();
    harvest
        .rooms
        .iter()
        .filter_map(|(id, count)| by_id.get(id).map(|room| (room.slug.clone(), room.name.clone(), *count)))
        .take(ROOMS)
        .collect()
}
