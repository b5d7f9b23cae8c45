//! What was decided of a batch, written in one transaction: offers, their places and
//! versions, what the ledger knows of each item, the lines of the run, the log.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, Statement,
    sea_query::{Expr, LockType, OnConflict},
};

use super::{
    Line, State,
    deciding::{Decided, Known, withdrawn},
    parsing::{Parsed, Prepared},
};
use crate::{
    clock,
    database::{Db, Write},
    models::{
        _entities::{offer_items, offer_places, offer_run_lines, offer_sources, offer_versions, offers},
        activities::{self, About, Verb},
        offers::{LASTS, Model as Offer, claims::Place, writing::columns},
        places,
    },
    refusals::{Failure, Outcome},
    words,
};

/// Withdrawn in one transaction.
const BATCH: usize = 200;

/// Decides about a batch and writes it, and returns its lines: in one transaction, so that
/// of two runs of one source the second sees what the first wrote.
pub(super) async fn write(db: &Db, known: &Known, batch: &[Parsed], seen: &mut HashSet<String>) -> Outcome<Vec<Line>> {
    let named = places_of(db, batch).await?;
    let txn = db.write().await?;
    if let Some(source) = known.source {
        offer_sources::Entity::find_by_id(source).lock(LockType::Update).one(&txn).await?;
    }
    let decided = known.decide(&txn, batch, seen).await?;
    let new = decided.iter().filter(|one| is_new(one)).count();
    let mut ids = ids(&txn, new).await?.into_iter();
    let mut batch = Batch { known: known.clone_ids(), now: clock::now(), named, ..Batch::default() };
    for one in decided {
        match (one.state, one.said) {
            (State::Published, Some(said)) if is_new(&one) => {
                let id = ids.next().ok_or_else(|| Failure::Broken("an offer without a number".to_owned()))?;
                batch.publish(id, said);
                batch.note(one, Some(id));
            }
            (State::Published | State::Updated, Some(said)) => {
                let id = batch.rewrite(&txn, &one, said).await?;
                batch.note(one, Some(id));
            }
            _ => {
                let id = one.offer.as_ref().map(|offer| offer.id);
                batch.note(one, id);
            }
        }
    }
    let lines = batch.insert(&txn).await?;
    txn.commit().await?;
    Ok(lines)
}

/// Published for the first time; one that is back has its own number.
fn is_new(one: &Decided<'_>) -> bool {
    one.state == State::Published && one.offer.is_none()
}

/// An item that says what it said, in other words than those this server knows it by.
fn is_heard_anew(one: &Decided<'_>) -> bool {
    let (Some(item), Some(said)) = (&one.item, one.said) else { return false };
    item.digest == said.digest && item.heard != Some(said.heard)
}

#[derive(Default)]
struct Batch {
    known: Ids,
    now: DateTime<Utc>,
    /// Codes of places, by what the feed calls them.
    named: HashMap<String, String>,
    offers: Vec<offers::ActiveModel>,
    places: Vec<offer_places::ActiveModel>,
    versions: Vec<offer_versions::ActiveModel>,
    items: Vec<offer_items::ActiveModel>,
    /// Items that say what they said: only that they were seen.
    seen: Vec<i64>,
    lines: Vec<Line>,
    told: Vec<(About, String)>,
}

/// Of whom, of which source, in which run.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ids {
    organisation: i64,
    source: i64,
    run: i64,
}

impl Known {
    fn clone_ids(&self) -> Ids {
        Ids {
            organisation: self.organisation,
            source: self.source.unwrap_or_default(),
            run: self.run.unwrap_or_default(),
        }
    }
}

impl Batch {
    fn publish(&mut self, id: i64, said: &Prepared) {
        let seen = said.claims.published_on.and_then(words::midnight).filter(|day| *day < self.now);
        let offer = offers::ActiveModel {
            id: Set(id),
            organisation_id: Set(self.known.organisation),
            version: Set(1),
            justification: Set(String::new()),
            state: Set("published".to_owned()),
            state_at: Set(self.now.into()),
            published_at: Set(Some(seen.unwrap_or(self.now).into())),
            opened_at: Set(Some(self.now.into())),
            expires_at: Set(Some(self.end(said).into())),
            written_by_id: Set(None),
            created_at: Set(self.now.into()),
            ..columns(&said.claims, said.found(), said.html().to_owned())
        };
        self.version(id, 1, &offer);
        self.place(id, &said.claims.places);
        self.offers.push(offer);
        self.tell(id, "published");
    }

    /// Says an offer otherwise, and brings it back where it was withdrawn or over.
    async fn rewrite(&mut self, txn: &Write, one: &Decided<'_>, said: &Prepared) -> Result<i64, DbErr> {
        let Some(offer) = &one.offer else { return Err(DbErr::Custom("an update of no offer".to_owned())) };
        let back = matches!(offer.state.as_str(), "withdrawn" | "expired");
        let change = offers::ActiveModel {
            id: Set(offer.id),
            version: Set(offer.version + 1),
            state: if back { Set("published".to_owned()) } else { NotSet },
            state_at: if back { Set(self.now.into()) } else { NotSet },
            opened_at: if back { Set(Some(self.now.into())) } else { NotSet },
            expires_at: Set(Some(self.next_end(said, offer).into())),
            ..columns(&said.claims, said.found(), said.html().to_owned())
        };
        self.version(offer.id, offer.version + 1, &change);
        change.update(txn).await?;
        offer_places::Entity::delete_many().filter(offer_places::Column::OfferId.eq(offer.id)).exec(txn).await?;
        self.place(offer.id, &said.claims.places);
        self.tell(offer.id, "published");
        Ok(offer.id)
    }

    /// The end of its last day; thirty days from first sight where it names none.
    fn end(&self, said: &Prepared) -> DateTime<Utc> {
        let day = said.claims.valid_through.and_then(|day| day.succ_opt()).and_then(words::midnight);
        day.unwrap_or(self.now + LASTS)
    }

    /// The same for one that is known: its first sight is not now.
    fn next_end(&self, said: &Prepared, offer: &Offer) -> DateTime<Utc> {
        match offer.expires_at {
            Some(end) if said.claims.valid_through.is_none() && end.to_utc() > self.now => end.to_utc(),
            _ => self.end(said),
        }
    }

    fn version(&mut self, offer: i64, version: i32, said: &offers::ActiveModel) {
        self.versions.push(offer_versions::ActiveModel {
            offer_id: Set(offer),
            version: Set(version),
            claims: said.claims.clone(),
            justification: Set(String::new()),
            by_id: Set(None),
            at: Set(self.now.into()),
            ..Default::default()
        });
    }

    fn place(&mut self, offer: i64, places: &[Place]) {
        for place in places {
            let code = place.commune.clone().or_else(|| self.named.get(&name_of(place)).cloned());
            self.places.push(offer_places::ActiveModel {
                offer_id: Set(offer),
                place_code: Set(code),
                label: Set(place.label.clone()),
                ..Default::default()
            });
        }
    }

    fn tell(&mut self, offer: i64, state: &str) {
        let about = About { offer: Some(offer), organisation: Some(self.known.organisation), ..About::default() };
        self.told.push((about, state.to_owned()));
    }

    /// What the ledger keeps of it.
    fn note(&mut self, one: Decided<'_>, offer: Option<i64>) {
        let line = Line { offer, ..one.line() };
        let kept = match one.state {
            // Written otherwise, or understood by another server: known again the next time.
            State::Unchanged if is_heard_anew(&one) => Some("published"),
            State::Unchanged => {
                self.seen.extend(one.item.as_ref().map(|item| item.id));
                None
            }
            State::Published | State::Updated => Some("published"),
            State::Duplicate => Some("duplicate"),
            State::Quarantined => Some("quarantined"),
            State::Rejected | State::Withdrawn => None,
        };
        if let Some(state) = kept {
            let kept_offer = offer.or(one.item.as_ref().and_then(|item| item.offer_id));
            self.items.push(offer_items::ActiveModel {
                source_id: Set(self.known.source),
                reference: Set(one.reference),
                offer_id: Set(kept_offer),
                digest: Set(one.said.map(|said| said.digest.clone()).unwrap_or_default()),
                heard: Set(one.said.map(|said| said.heard)),
                state: Set(state.to_owned()),
                reason: Set(one.reason),
                original: Set(one.said.map_or_else(|| "{}".to_owned(), |said| said.original.clone())),
                run_id: Set(self.known.run),
                first_seen_at: Set(self.now.into()),
                ..Default::default()
            });
        }
        self.lines.push(line);
    }

    async fn insert(self, txn: &Write) -> Result<Vec<Line>, DbErr> {
        use offer_items::Column as I;
        all::<offers::Entity>(txn, self.offers).await?;
        all::<offer_places::Entity>(txn, self.places).await?;
        all::<offer_versions::Entity>(txn, self.versions).await?;
        for items in parts(self.items) {
            let again = [I::OfferId, I::Digest, I::Heard, I::State, I::Reason, I::Original, I::RunId];
            let again = OnConflict::columns([I::SourceId, I::Reference]).update_columns(again).to_owned();
            offer_items::Entity::insert_many(items).on_conflict(again).exec_without_returning(txn).await?;
        }
        if !self.seen.is_empty() {
            offer_items::Entity::update_many()
                .col_expr(I::RunId, Expr::value(self.known.run))
                .filter(I::Id.is_in(self.seen))
                .exec(txn)
                .await?;
        }
        lines(txn, self.known.run, &self.lines).await?;
        activities::record_all(txn, None, Verb::OfferPublished, self.told).await?;
        Ok(self.lines)
    }
}

/// Ends what its source does not say any more; what another source still says goes on.
pub(super) async fn withdraw(
    db: &Db,
    known: &Known,
    gone: Vec<offer_items::Model>,
    reason: &str,
) -> Outcome<Vec<Line>> {
    let ids = known.clone_ids();
    let mut told = vec![];
    for part in gone.chunks(BATCH) {
        let txn = db.write().await?;
        let mut log = vec![];
        for item in part {
            let mut change = item.clone().into_active_model();
            change.state = Set("withdrawn".to_owned());
            change.update(&txn).await?;
            let Some(id) = item.offer_id else { continue };
            if said_elsewhere(&txn, id, item.id).await? {
                continue;
            }
            let ended = offers::Entity::update_many()
                .col_expr(offers::Column::State, Expr::value("withdrawn"))
                .col_expr(offers::Column::StateAt, Expr::value(clock::now()))
                .filter(offers::Column::Id.eq(id))
                .filter(offers::Column::State.is_in(["published", "paused", "expired"]))
                .exec(&txn)
                .await?;
            if ended.rows_affected > 0 {
                let about = About { offer: Some(id), organisation: Some(ids.organisation), ..About::default() };
                log.push((about, "withdrawn".to_owned()));
            }
        }
        let written: Vec<Line> = part.iter().map(|item| withdrawn(item, reason)).collect();
        lines(&txn, ids.run, &written).await?;
        activities::record_all(&txn, None, Verb::OfferEnded, log).await?;
        txn.commit().await?;
        told.extend(written);
    }
    Ok(told)
}

/// Whether another item is a channel of this offer, or someone wrote it in a form.
async fn said_elsewhere(txn: &Write, offer: i64, item: i64) -> Result<bool, DbErr> {
    let other = offer_items::Entity::find()
        .filter(offer_items::Column::OfferId.eq(offer))
        .filter(offer_items::Column::Id.ne(item))
        .filter(offer_items::Column::State.is_in(["published", "duplicate"]));
    if other.one(txn).await?.is_some() {
        return Ok(true);
    }
    let offer = offers::Entity::find_by_id(offer).one(txn).await?;
    Ok(offer.is_some_and(|offer| offer.written_by_id.is_some()))
}

async fn lines(txn: &Write, run: i64, told: &[Line]) -> Result<(), DbErr> {
    let lines = told.iter().map(|line| offer_run_lines::ActiveModel {
        run_id: Set(run),
        reference: Set(line.reference.clone()),
        state: Set(line.state.name().to_owned()),
        reason: Set(line.reason.clone()),
        offer_id: Set(line.offer),
        ..Default::default()
    });
    all::<offer_run_lines::Entity>(txn, lines.collect()).await
}

/// Many rows, in statements that both databases take.
async fn all<E: EntityTrait>(txn: &Write, rows: Vec<E::ActiveModel>) -> Result<(), DbErr>
where
    E::ActiveModel: Send,
{
    for rows in parts(rows) {
        E::insert_many(rows).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// Rows of at most some thirty columns: SQLite takes 32,766 values in one statement.
fn parts<T>(rows: Vec<T>) -> Vec<Vec<T>> {
    const ROWS: usize = 500;
    let mut parts = vec![];
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        parts.push(rows.by_ref().take(ROWS).collect());
    }
    parts
}

/// Numbers for so many offers, chosen before they are written: what refers to what is known.
async fn ids(txn: &Write, count: usize) -> Result<Vec<i64>, DbErr> {
    if count == 0 {
        return Ok(vec![]);
    }
    let backend = txn.get_database_backend();
    if backend == DbBackend::Postgres {
        let next = "SELECT nextval(pg_get_serial_sequence('offers', 'id')) AS id FROM generate_series(1, $1)";
        let rows = txn.query_all_raw(Statement::from_sql_and_values(backend, next, [(count as i64).into()])).await?;
        return rows.iter().map(|row| row.try_get("", "id")).collect();
    }
    // SQLite has one writer, and this is it.
    let last = "SELECT MAX(COALESCE((SELECT MAX(id) FROM offers), 0), \
                COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'offers'), 0)) AS id";
    let row = txn.query_one_raw(Statement::from_string(backend, last)).await?;
    let last: i64 = row.map(|row| row.try_get("", "id")).transpose()?.unwrap_or_default();
    Ok((last + 1..).take(count).collect())
}

/// The codes of the places that a batch names without one: each is asked for once.
async fn places_of(db: &Db, batch: &[Parsed]) -> Outcome<HashMap<String, String>> {
    let mut named = HashMap::new();
    let mut unknown = HashMap::new();
    for place in batch.iter().filter_map(Parsed::offer).flat_map(|said| &said.claims.places) {
        let french = place.country.as_deref().is_none_or(|country| country == "FR");
        if place.commune.is_none() && french && !place.label.is_empty() {
            unknown.entry(name_of(place)).or_insert(place);
        }
    }
    for (name, place) in unknown {
        let typed = match (&place.postcode, &place.department) {
            (Some(postcode), _) => postcode.clone(),
            (None, Some(department)) if !place.label.contains('(') => format!("{} ({department})", place.label),
            _ => place.label.clone(),
        };
        // Several places may share a postal code: only one that is sure is kept.
        match places::understood(db, &typed).await {
            Ok(found) => named.extend(found.map(|place| (name, place.code))),
            Err(failure) => drop(failure.refusal()?),
        }
    }
    Ok(named)
}

fn name_of(place: &Place) -> String {
    [place.label.as_str(), place.postcode.as_deref().unwrap_or_default()].join("|")
}
