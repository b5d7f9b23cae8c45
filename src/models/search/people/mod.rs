//! Finding people: by words of their profile, a skill, a trade, a place, what they
//! offer, within what each shows to whoever looks.
//!
//! - **Whom.** Those who show their first view to a public their reader is of. A field
//!   given by name opens a page, and finds nobody. Whoever is kept at a distance by
//!   someone finds of them what a visitor finds; nobody finds someone they muted.
//! - **By what.** By the first view. A full name, a photo, a town, a way to reach
//!   someone and a log are in no document, for anyone (`documents.rs`). Nor is the name
//!   they are called by: who is looked for by name is found by the general search, which
//!   says nothing of profiles.
//! - **In what order.** The latest changed first. Words are there or they are not: no
//!   one is ranked, weighed or proposed instead of another (PRODUCT, rule 4).
//! - **What a line is.** The project in a line, trades, places, a few skills by their
//!   names, the beginning of what is offered: less than the first view, so a list leaves
//!   no line in the access journal; opening the page does (see `profiles::accesses`).
//! - **Figures.** What is counted is what its reader may see; nothing is kept of what
//!   was asked, by whom, or who was found.
//!
//! The index proposes, the database disposes, as everywhere (`reading.rs`). What was
//! found is kept for as long as nobody's profile changed, a minute at most: a page of
//! two hundred thousand people costs what one of two thousand does.

pub mod asking;
pub mod collecting;
pub mod crowd;
pub mod documents;
pub mod facets;
pub mod reading;

use std::{
    cmp::Reverse,
    collections::HashMap,
    hash::{BuildHasher, Hash, Hasher},
    sync::Arc,
    time::Duration,
};

use foldhash::fast::FixedState;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use tokio::sync::OnceCell;

use self::{
    asking::{Form, Near, Wanted},
    collecting::{Gathered, Hit, Within, gather, query},
    facets::Facet,
    reading::Found,
};
use super::{collecting::Snapshot, finding::blocking, following::Search, index::Fields, thesaurus::Thesaurus};
use crate::{
    access::Viewer,
    clock,
    database::Db,
    models::{places, trades},
    refusals::{Failure, Outcome},
};

/// People on a page.
pub const PAGE: usize = 25;
/// How long what was found is kept: a suspension that ends is seen that much later.
pub const KEPT: Duration = Duration::from_secs(60);
/// The first ones, kept with what they are counted under; further down they are
/// gathered anew.
const FIRST: usize = 500;
/// Fewer than that, and other names of what was asked for are looked for as well.
const PLENTY: usize = 200;

/// What a question found.
#[derive(Debug, Default)]
pub struct Kept {
    gathered: Gathered,
    named: OnceCell<Arc<Counts>>,
}

/// What those who were found have in common, with how many say it.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub trades: Vec<(trades::Model, usize)>,
    pub departments: Vec<(places::Model, usize)>,
    /// Of [`RHYTHMS`](crate::models::profiles::RHYTHMS).
    pub rhythms: Vec<(String, usize)>,
    /// Of [`REMOTE`](crate::models::profiles::REMOTE).
    pub remote: Vec<(String, usize)>,
}

/// Who was found.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub found: Vec<Found>,
    pub total: usize,
    pub counts: Arc<Counts>,
    /// The trade and the place that were meant.
    pub trade: Option<trades::Model>,
    pub near: Option<Near>,
    /// Where the next page begins.
    pub next: Option<Hit>,
    /// The index is being made: there may be more.
    pub building: bool,
}

/// # Errors
/// [`Failure::SearchAway`] when there is no index to ask; a refusal to show beside a
/// field of the form (see [`Wanted::read`]).
pub async fn find(search: &Search, db: &Db, viewer: &Viewer, form: &Form) -> Outcome<Answer> {
    let index = search.index().ok_or(Failure::SearchAway)?;
    let wanted = Wanted::read(db, form).await?;
    let within = Within {
        publics: documents::publics_of(viewer),
        without: viewer.person().map(|me| me.silenced.clone()).unwrap_or_default(),
        kept_away: reading::kept_away(db, viewer).await?,
        now: clock::now().timestamp(),
    };
    let (trade, near) = (wanted.trade.clone(), wanted.near.clone());
    let looking = Looking { fields: index.fields, snapshot: index.snapshot(), thesaurus: search.thesaurus(), wanted };
    let after = Hit::parse(&form.after);
    let kept = kept(search, &looking, &within).await?;
    let hits = hits_after(&kept.gathered, looking, &within, after).await?;
    let (found, next) = page(db, viewer, &within, &hits).await?;
    let counts = kept.named.get_or_try_init(|| named(db, &kept.gathered.counts)).await?.clone();
    let (total, building) = (kept.gathered.total, search.is_building());
    Ok(Answer { found, total, counts, trade, near, next, building })
}

/// What is looked for, and in what.
#[derive(Clone)]
struct Looking {
    fields: Fields,
    snapshot: Arc<Snapshot>,
    thesaurus: Arc<Thesaurus>,
    wanted: Wanted,
}

impl Looking {
    fn gather(mut self, within: &Within, after: Option<Hit>, most: usize) -> tantivy::Result<Gathered> {
        let gathered = self.once(within, after, most)?;
        if gathered.total >= PLENTY {
            return Ok(gathered);
        }
        let asked = [&mut self.wanted.words, &mut self.wanted.skill, &mut self.wanted.offers];
        let mut widened = false;
        for asked in asked {
            self.thesaurus.widen(&mut asked.words);
            widened |= asked.words.iter().any(|sought| !sought.also.is_empty());
        }
        if widened { self.once(within, after, most) } else { Ok(gathered) }
    }

    fn once(&self, within: &Within, after: Option<Hit>, most: usize) -> tantivy::Result<Gathered> {
        let query = query(&self.snapshot, self.fields, &self.wanted);
        gather(&self.snapshot, query.as_deref(), within, after, most)
    }
}

/// What was found already of the people who are there, or what is found now. Several
/// who ask the same at once wait for one of them.
async fn kept(search: &Search, looking: &Looking, within: &Within) -> Outcome<Arc<Kept>> {
    let mut hasher = FixedState::default().build_hasher();
    (looking.snapshot.people.mark, Arc::as_ptr(&looking.thesaurus) as usize).hash(&mut hasher);
    format!("{:?}", looking.wanted).hash(&mut hasher);
    (within.publics, &within.without, &within.kept_away).hash(&mut hasher);
    let key = hasher.finish();
    if let Some(kept) = search.people.get(&key) {
        return Ok(kept);
    }
    let (cache, looking, within) = (search.people.clone(), looking.clone(), within.clone());
    blocking(move || {
        let found = cache.try_get_with(key, || {
            let gathered = looking.gather(&within, None, FIRST)?;
            Ok::<_, tantivy::TantivyError>(Arc::new(Kept { gathered, named: OnceCell::new() }))
        });
        found.map_err(|error| (*error).clone())
    })
    .await
}

/// Those who come after `after`, a page of them at least where there are as many.
async fn hits_after(gathered: &Gathered, looking: Looking, within: &Within, after: Option<Hit>) -> Outcome<Vec<Hit>> {
    let from = after.map_or(0, |after| gathered.hits.partition_point(|hit| *hit >= after));
    let is_all = gathered.hits.len() == gathered.total;
    if is_all || gathered.hits.len() - from > PAGE * 2 {
        return Ok(gathered.hits[from..].iter().take(PAGE * 3).copied().collect());
    }
    let within = within.clone();
    Ok(blocking(move || looking.gather(&within, after, PAGE * 3)).await?.hits)
}

/// A page of them: whoever is no longer shown leaves their place to the next.
async fn page(db: &Db, viewer: &Viewer, within: &Within, hits: &[Hit]) -> Outcome<(Vec<Found>, Option<Hit>)> {
    let mut found = vec![];
    let mut last = None;
    for some in hits.chunks(PAGE) {
        for (hit, line) in reading::read(db, viewer, within, some).await? {
            if found.len() < PAGE {
                found.push(line);
                last = Some(hit);
            }
        }
        if found.len() == PAGE {
            break;
        }
    }
    let next = last.filter(|last| found.len() == PAGE && hits.last() != Some(last));
    Ok((found, next))
}

/// Trades and departments as they are called.
async fn named(db: &Db, counts: &[(Facet, usize)]) -> Result<Arc<Counts>, DbErr> {
    let mut named = Counts::default();
    let of_kind = |of: fn(&Facet) -> Option<String>| -> HashMap<String, usize> {
        counts.iter().filter_map(|(facet, count)| Some((of(facet)?, *count))).collect()
    };
    let codes = of_kind(|facet| if let Facet::Trade(code) = facet { Some(code.clone()) } else { None });
    if !codes.is_empty() {
        let known = trades::Entity::find().filter(trades::Column::Code.is_in(codes.keys())).all(db).await?;
        named.trades = known.into_iter().map(|trade| (codes[&trade.code], trade)).map(swapped).collect();
        named.trades.sort_by_cached_key(|(trade, count)| (Reverse(*count), trade.code.clone()));
    }
    let codes = of_kind(|facet| if let Facet::Department(code) = facet { Some(format!("D{code}")) } else { None });
    if !codes.is_empty() {
        let known = places::Entity::find().filter(places::Column::Code.is_in(codes.keys())).all(db).await?;
        named.departments = known.into_iter().map(|place| (codes[&place.code], place)).map(swapped).collect();
        named.departments.sort_by_cached_key(|(place, count)| (Reverse(*count), place.code.clone()));
    }
    for (facet, count) in counts {
        match facet {
            Facet::Rhythm(name) => named.rhythms.push((name.clone(), *count)),
            Facet::Remote(name) => named.remote.push((name.clone(), *count)),
            _ => {}
        }
    }
    Ok(Arc::new(named))
}

fn swapped<A, B>((one, other): (A, B)) -> (B, A) {
    (other, one)
}
