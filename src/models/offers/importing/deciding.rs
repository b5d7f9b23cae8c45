//! What becomes of each item, by what the ledger knows of it: said once for a run that
//! writes and for one that only says what it would do.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Iterable, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
    sea_query::{Expr, ExprTrait},
};

use super::{
    Line, State,
    parsing::{Parsed, Prepared, Said},
};
use crate::{
    database::Db,
    models::{
        _entities::{offer_items, offers},
        offers::Model as Offer,
    },
};

/// References asked for in one query.
const WINDOW: usize = 500;
/// Digests read at once.
const MANY: u64 = 5_000;
/// Why an item is withdrawn.
pub(super) const GONE: &str = "the feed does not say it any more";

/// What a run knows: whose offers, of which source; a dry run may have neither source nor run.
#[derive(Debug)]
pub(super) struct Known {
    pub organisation: i64,
    pub source: Option<i64>,
    pub run: Option<i64>,
}

/// An item, and what becomes of it.
pub(super) struct Decided<'a> {
    pub reference: String,
    pub state: State,
    pub reason: String,
    /// What it says, where that is written.
    pub said: Option<&'a Prepared>,
    /// What the ledger has of it.
    pub item: Option<offer_items::Model>,
    /// The offer it is, or is another channel of.
    pub offer: Option<Offer>,
}

impl Decided<'_> {
    pub fn line(&self) -> Line {
        Line {
            reference: self.reference.clone(),
            state: self.state,
            reason: self.reason.clone(),
            findings: self.findings(),
            offer: self.offer.as_ref().map(|offer| offer.id),
        }
    }

    /// The rules that found something: in what it says, or in the offer as it stays.
    fn findings(&self) -> Vec<String> {
        match (self.state, &self.offer, self.said) {
            (State::Unchanged, Some(offer), _) => offer.found().into_iter().map(|found| found.rule).collect(),
            (_, _, Some(said)) => said.found().iter().map(|found| found.rule.clone()).collect(),
            (_, _, None) => vec![],
        }
    }
}

impl Known {
    pub fn of(organisation: i64, source: Option<i64>, run: Option<i64>) -> Self {
        Self { organisation, source, run }
    }

    /// What becomes of each item of a batch; `seen` are the references met so far.
    pub async fn decide<'a, C: ConnectionTrait>(
        &self,
        db: &C,
        batch: &'a [Parsed],
        seen: &mut HashSet<String>,
    ) -> Result<Vec<Decided<'a>>, DbErr> {
        let items = self.items(db, batch).await?;
        let offers = offers_of(db, items.values().filter_map(|item| item.offer_id).collect()).await?;
        let is_known = |reference: &str| {
            let offer = items.get(reference).and_then(|item| item.offer_id);
            offer.is_some_and(|offer| offers.contains_key(&offer))
        };
        let new = batch.iter().filter_map(Parsed::offer).filter(|said| !is_known(&said.reference));
        let alike = self.alike(db, new.map(|said| said.claims.fingerprint()).collect()).await?;
        let mut decided = Vec::with_capacity(batch.len());
        for item in batch {
            let item = match item {
                Parsed::Same(heard) => {
                    let known = items.get(&heard.reference).filter(|item| item.state == "published");
                    let offer = known.and_then(|item| offers.get(&item.offer_id?));
                    if let (Some(item), Some(offer)) = (known, offer)
                        && seen.insert(heard.reference.clone())
                    {
                        decided.push(as_it_was(item, offer));
                        continue;
                    }
                    heard.understood()
                }
                other => other,
            };
            let (reference, said) = match item {
                Parsed::Offer(said) => (&said.reference, said),
                Parsed::Quarantined { reference, reason } => {
                    let state = if seen.insert(reference.clone()) { State::Quarantined } else { State::Rejected };
                    let item = items.get(reference).cloned();
                    decided.push(aside(reference, state, reason, item));
                    continue;
                }
                Parsed::Rejected { reference, reason } => {
                    decided.push(aside(reference, State::Rejected, reason, None));
                    continue;
                }
                Parsed::End(_) | Parsed::Same(_) => continue,
            };
            if !seen.insert(reference.clone()) {
                decided.push(aside(reference, State::Rejected, "the reference is used twice in this feed", None));
                continue;
            }
            let known = items.get(reference).cloned();
            let offer = known.as_ref().and_then(|item| item.offer_id).and_then(|id| offers.get(&id)).cloned();
            decided.push(self.one(said, known, offer, &alike));
        }
        Ok(decided)
    }

    fn one<'a>(
        &self,
        said: &'a Prepared,
        item: Option<offer_items::Model>,
        offer: Option<Offer>,
        alike: &HashMap<String, Offer>,
    ) -> Decided<'a> {
        let decided = |state, reason: String, item, offer| Decided {
            reference: said.reference.clone(),
            state,
            reason,
            said: Some(said),
            item,
            offer,
        };
        if let (Some(known), Some(offer)) = (&item, &offer) {
            let same = known.digest == said.digest;
            return match known.state.as_str() {
                "duplicate" => decided(State::Duplicate, same_as(offer), item, Some(offer.clone())),
                // What its people ended stays so, whatever the feed goes on saying.
                "published" if was_ended(offer) => decided(State::Unchanged, now(offer), item, Some(offer.clone())),
                "published" if same => decided(State::Unchanged, String::new(), item, Some(offer.clone())),
                "published" => decided(State::Updated, String::new(), item, Some(offer.clone())),
                _ => decided(State::Published, "it is back".to_owned(), item, Some(offer.clone())),
            };
        }
        // Two of one feed are two: its own references tell them apart.
        if let Some(other) = alike.get(&said.claims.fingerprint()) {
            return decided(State::Duplicate, same_as(other), item, Some(other.clone()));
        }
        decided(State::Published, String::new(), item, None)
    }

    /// What the ledger has of these items, by reference.
    async fn items<C: ConnectionTrait>(
        &self,
        db: &C,
        batch: &[Parsed],
    ) -> Result<HashMap<String, offer_items::Model>, DbErr> {
        let Some(source) = self.source else { return Ok(HashMap::new()) };
        let references = batch.iter().filter_map(|item| match item {
            Parsed::Offer(said) => Some(said.reference.as_str()),
            Parsed::Same(heard) => Some(heard.reference.as_str()),
            Parsed::Quarantined { reference, .. } => Some(reference.as_str()),
            _ => None,
        });
        let found = without_original()
            .filter(offer_items::Column::SourceId.eq(source))
            .filter(offer_items::Column::Reference.is_in(references));
        let found: Vec<offer_items::Model> = found.into_model().all(db).await?;
        Ok(found.into_iter().map(|item| (item.reference.clone(), item)).collect())
    }

    /// Offers of the same organisation that are alike and came from elsewhere: from another
    /// source, or from a form.
    async fn alike<C: ConnectionTrait>(
        &self,
        db: &C,
        fingerprints: Vec<String>,
    ) -> Result<HashMap<String, Offer>, DbErr> {
        if fingerprints.is_empty() {
            return Ok(HashMap::new());
        }
        let mut found = without_words()
            .filter(offers::Column::OrganisationId.eq(self.organisation))
            .filter(offers::Column::Fingerprint.is_in(fingerprints))
            .filter(offers::Column::State.is_in(["published", "paused"]))
            .order_by_desc(offers::Column::Id);
        if let Some(source) = self.source {
            // Asked of each that is alike, which are few: a source may have said a great many.
            let item = Expr::col((offer_items::Entity, offer_items::Column::OfferId));
            let own = offer_items::Entity::find()
                .select_only()
                .column(offer_items::Column::Id)
                .filter(item.equals((offers::Entity, offers::Column::Id)))
                .filter(offer_items::Column::SourceId.eq(source));
            found = found.filter(Expr::exists(own.into_query()).not());
        }
        let found: Vec<Offer> = found.into_model().all(db).await?;
        Ok(found.into_iter().filter_map(|offer| Some((offer.fingerprint.clone()?, offer))).collect())
    }

    /// Items that this source said before, and says no more.
    pub async fn gone(&self, db: &Db, seen: &HashSet<String>) -> Result<Vec<offer_items::Model>, DbErr> {
        use offer_items::Column as I;
        let (mut gone, mut after) = (vec![], 0);
        let Some(source) = self.source else { return Ok(vec![]) };
        loop {
            let page: Vec<(i64, String)> = offer_items::Entity::find()
                .select_only()
                .columns([I::Id, I::Reference])
                .filter(I::SourceId.eq(source))
                .filter(I::Id.gt(after))
                .filter(I::State.ne("withdrawn"))
                .order_by_asc(I::Id)
                .limit(MANY)
                .into_tuple()
                .all(db)
                .await?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            gone.extend(page.into_iter().filter(|(_, reference)| !seen.contains(reference)).map(|(id, _)| id));
        }
        let mut items = vec![];
        for ids in gone.chunks(WINDOW) {
            let some = without_original().filter(I::Id.is_in(ids.iter().copied())).order_by_asc(I::Id);
            items.extend(some.into_model().all(db).await?);
        }
        Ok(items)
    }

    /// What its items said when they were last read; or one of them alone.
    pub async fn said(&self, db: &Db, only: Option<&str>) -> Result<Said, DbErr> {
        use offer_items::Column as I;
        let (mut said, mut after) = (Said::default(), 0);
        let Some(source) = self.source else { return Ok(said) };
        loop {
            let mut page = offer_items::Entity::find()
                .select_only()
                .columns([I::Id, I::Reference, I::Digest, I::Heard])
                .filter(I::SourceId.eq(source))
                .filter(I::Id.gt(after))
                .filter(I::State.eq("published"))
                .order_by_asc(I::Id)
                .limit(MANY);
            if let Some(reference) = only {
                page = page.filter(I::Reference.eq(reference));
            }
            let page: Vec<(i64, String, String, Option<i64>)> = page.into_tuple().all(db).await?;
            let Some((last, ..)) = page.last() else { return Ok(said) };
            after = *last;
            page.into_iter().for_each(|(_, reference, digest, heard)| said.keep(reference, &digest, heard));
        }
    }

    /// How many of its items are offers now.
    pub async fn alive(&self, db: &Db) -> Result<u64, DbErr> {
        match self.source {
            Some(source) => super::alive(db, source).await,
            None => Ok(0),
        }
    }
}

/// What a dry run says of what is gone.
pub(super) fn gone(items: &[offer_items::Model]) -> Vec<Line> {
    items.iter().map(|item| withdrawn(item, GONE)).collect()
}

pub(super) fn withdrawn(item: &offer_items::Model, reason: &str) -> Line {
    Line {
        reference: item.reference.clone(),
        state: State::Withdrawn,
        reason: reason.to_owned(),
        findings: vec![],
        offer: item.offer_id,
    }
}

/// An item whose source goes on saying it word for word.
fn as_it_was<'a>(item: &offer_items::Model, offer: &Offer) -> Decided<'a> {
    Decided {
        reference: item.reference.clone(),
        state: State::Unchanged,
        reason: if was_ended(offer) { now(offer) } else { String::new() },
        said: None,
        item: Some(item.clone()),
        offer: Some(offer.clone()),
    }
}

/// Ended by its people, not by its day.
fn was_ended(offer: &Offer) -> bool {
    matches!(offer.state.as_str(), "filled_here" | "filled_elsewhere" | "withdrawn")
}

fn now(offer: &Offer) -> String {
    format!("it is {}", offer.state_now())
}

fn same_as(offer: &Offer) -> String {
    format!("the same as {}", offer.path())
}

fn aside<'a>(reference: &str, state: State, reason: &str, item: Option<offer_items::Model>) -> Decided<'a> {
    Decided { reference: reference.to_owned(), state, reason: reason.to_owned(), said: None, item, offer: None }
}

async fn offers_of<C: ConnectionTrait>(db: &C, ids: Vec<i64>) -> Result<HashMap<i64, Offer>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<Offer> = without_words().filter(offers::Column::Id.is_in(ids)).into_model().all(db).await?;
    Ok(found.into_iter().map(|offer| (offer.id, offer)).collect())
}

/// Items without what the feed wrote, which is most of one: many are asked for.
fn without_original() -> Select<offer_items::Entity> {
    use offer_items::Column as I;
    let others = I::iter().filter(|column| !matches!(column, I::Original));
    offer_items::Entity::find().select_only().columns(others).expr_as(Expr::cust("''"), "original")
}

/// Offers without their words, which are most of one.
fn without_words() -> Select<offers::Entity> {
    use offers::Column as O;
    let others = O::iter().filter(|column| !matches!(column, O::Claims | O::TextHtml));
    let offers = offers::Entity::find().select_only().columns(others);
    offers.expr_as(Expr::cust("''"), "claims").expr_as(Expr::cust("''"), "text_html")
}
