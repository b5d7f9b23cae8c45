//! Beginning: a person asks an adviser, on their page or by their handle; an adviser
//! proposes it to someone they already write to. A message says why, and limits protect
//! both from floods.

use chrono::Duration;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::OnConflict,
};

use super::{
    ActiveModel, Column, Entity, MESSAGE_LIMIT, Model, Readable, now, pair,
    telling::{tell, untell},
};
use crate::{
    access::{Kind, Person},
    clock,
    database::{Db, Write},
    models::{
        activities::Verb,
        blocks,
        contacts::{asking::alone_with, listing::open_between, reachable},
        users,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// A day: what a person asks, what an adviser proposes.
pub const ASKED_A_DAY: u64 = 5;
pub const PROPOSED_A_DAY: u64 = 20;
/// Waiting at once: for one adviser, and for one person.
pub const WAITING_FOR_ADVISER: u64 = 30;
pub const WAITING_FOR_PERSON: u64 = 5;
const A_DAY: Duration = Duration::days(1);
/// After a refusal, the same two are left in peace for this long.
const PEACE: Duration = Duration::days(90);

/// Who would begin it, and so who would answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// I ask this adviser.
    Ask,
    /// I propose it, as their adviser to be.
    Propose,
}

impl Way {
    /// The middle of its Fluent keys: `adviser-ask-title`…
    pub fn name(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Propose => "propose",
        }
    }
}

/// How `me` may begin it with them; to whom they may not, and to whom someone keeps at a
/// distance, there is no such thing.
///
/// # Errors
/// When the database cannot be read.
pub async fn way_to<C: ConnectionTrait>(db: &C, me: &Person, to: &users::Model) -> Result<Option<Way>, DbErr> {
    if !could_begin(me, to) {
        return Ok(None);
    }
    let apart = blocks::both_ways(db, me.id, to.id).await?.keep_apart();
    let may_ask = reachable::may_be_asked(me, to, &reachable::from(db, to.id).await?) && !apart;
    way_between(db, me, to, may_ask, apart).await
}

/// Whether one of the two is an adviser, and who is asked is there.
fn could_begin(me: &Person, to: &users::Model) -> bool {
    let suspended = to.suspended_until.is_some_and(|until| until.to_utc() > clock::now());
    me.id != to.id && !suspended && (to.kind_that_counts() == Kind::Adviser || me.kind == Kind::Adviser)
}

/// The same, when it is known whether `me` may ask them something, and whether one of
/// the two keeps the other at a distance.
///
/// # Errors
/// When the database cannot be read.
pub async fn way_between<C: ConnectionTrait>(
    db: &C,
    me: &Person,
    to: &users::Model,
    may_ask: bool,
    apart: bool,
) -> Result<Option<Way>, DbErr> {
    if !could_begin(me, to) || apart {
        return Ok(None);
    }
    if to.kind_that_counts() == Kind::Adviser {
        return Ok(may_ask.then_some(Way::Ask));
    }
    let writing = open_between(db, me.id, to.id).await?.is_some_and(|contact| contact.is_accepted());
    Ok(writing.then_some(Way::Propose))
}

/// The adviser of this handle, when one may ask them.
///
/// # Errors
/// [`Refusal::NoSuchAdviser`] for anyone else, whatever the reason.
pub async fn adviser_called(db: &Db, me: &Person, handle: &str) -> Outcome<users::Model> {
    let handle = handle.trim().trim_start_matches('@');
    let none = || Failure::from(Refusal::NoSuchAdviser);
    let adviser = match users::Model::by_handle(db, handle).await {
        Ok(adviser) => adviser,
        Err(Failure::Missing) => return Err(none()),
        Err(failure) => return Err(failure),
    };
    if way_to(db, me, &adviser).await? == Some(Way::Ask) { Ok(adviser) } else { Err(none()) }
}

/// Asks, or proposes. The same sent twice is one.
///
/// # Errors
/// [`Failure::Missing`] for someone it cannot be begun with; [`Refusal::AdviserTaken`]
/// when the person's place is held or something is open between the two; the refusal of
/// a limit.
pub async fn begin(db: &Db, me: &Person, to: &users::Model, message: &str) -> Outcome<Model> {
    way_to(db, me, to).await?.ok_or(Failure::Missing)?;
    me.may_write()?;
    let message = check_text("message", message, MESSAGE_LIMIT, true)?;
    let txn = db.write().await?;
    alone_with(&txn, &[me.id, to.id]).await?;
    let to = users::Model::by_id(&txn, to.id).await?;
    let way = way_to(&txn, me, &to).await?.ok_or(Failure::Missing)?;
    let (person, adviser) = if way == Way::Ask { (me.id, to.id) } else { (to.id, me.id) };
    if let Some(open) = open(&txn, me, &to, way).await? {
        txn.commit().await?;
        let same = open.asked_of() == to.id && open.is_waiting() && open.message == message;
        return if same { Ok(open) } else { Err(Refusal::AdviserTaken.into()) };
    }
    if is_refused_lately(&txn, person, adviser, way).await? {
        return Err(Refusal::ContactRefusedLately.into());
    }
    within_limits(&txn, person, adviser, way).await?;
    let asked = now();
    let pair = pair(person, adviser);
    let free = OnConflict::new().do_nothing().to_owned();
    let row = ActiveModel {
        person_id: Set(person),
        adviser_id: Set(adviser),
        by_adviser: Set(way == Way::Propose),
        message: Set(message),
        place: Set((way == Way::Ask).then_some(person)),
        open_pair: Set(Some(pair.clone())),
        asked_at: Set(asked),
        state_at: Set(asked),
        ..Default::default()
    };
    if Entity::insert(row).on_conflict(free).exec_without_returning(&txn).await? == 0 {
        return Err(Refusal::AdviserTaken.into());
    }
    let begun = Entity::find().filter(Column::OpenPair.eq(pair)).one(&txn).await?.ok_or(Failure::Missing)?;
    begun.record(&txn, Some(me.id), Verb::AdviserAsked, to.id).await?;
    tell(&txn, to.id, &begun, said(way), Some(me.id)).await?;
    txn.commit().await?;
    Ok(begun)
}

/// The end of the Fluent key of what the other is told.
fn said(way: Way) -> &'static str {
    if way == Way::Ask { "adviser-asked" } else { "adviser-proposed" }
}

/// What stands in the way: between the two, or at the place of whoever asks. What holds
/// the other's place is theirs to know.
async fn open(txn: &Write, me: &Person, to: &users::Model, way: Way) -> Result<Option<Model>, DbErr> {
    let between = Entity::find().filter(Column::OpenPair.eq(pair(me.id, to.id))).one(txn).await?;
    if between.is_some() || way == Way::Propose {
        return Ok(between);
    }
    Entity::find().filter(Column::Place.eq(me.id)).one(txn).await
}

async fn is_refused_lately(txn: &Write, person: i64, adviser: i64, way: Way) -> Result<bool, DbErr> {
    let refused = Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::State.eq("refused"))
        .filter(Column::AdviserId.eq(adviser))
        .filter(Column::ByAdviser.eq(way == Way::Propose))
        .filter(Column::StateAt.gt(clock::now() - PEACE));
    Ok(refused.one(txn).await?.is_some())
}

async fn within_limits(txn: &Write, person: i64, adviser: i64, way: Way) -> Outcome<()> {
    let by_adviser = Column::ByAdviser.eq(way == Way::Propose);
    let waiting = |of| Condition::all().add(of).add(Column::State.eq("waiting")).add(by_adviser.clone());
    let (mine, most, theirs, many) = match way {
        Way::Ask => (Column::PersonId.eq(person), ASKED_A_DAY, Column::AdviserId.eq(adviser), WAITING_FOR_ADVISER),
        Way::Propose => {
            (Column::AdviserId.eq(adviser), PROPOSED_A_DAY, Column::PersonId.eq(person), WAITING_FOR_PERSON)
        }
    };
    let today = Entity::find().filter(mine).filter(by_adviser.clone()).filter(Column::AskedAt.gt(clock::now() - A_DAY));
    if today.count(txn).await? >= most {
        return Err(Refusal::ContactsToday { most }.into());
    }
    if Entity::find().filter(waiting(theirs)).count(txn).await? >= many {
        return Err(Refusal::ManyContactsWait.into());
    }
    Ok(())
}

impl Readable {
    /// Takes back what one asked, while nobody has answered.
    ///
    /// # Errors
    /// [`Refusal::ContactAnswered`] when it is too late.
    pub async fn withdraw(&self, db: &Db, me: &Person) -> Outcome<()> {
        if self.accompaniment.asked_by() != me.id {
            return Err(Failure::Missing);
        }
        let txn = db.write().await?;
        self.become_from(&txn, &["waiting"], "withdrawn", |change| change).await?;
        untell(&txn, self.other.id, self).await?;
        self.record(&txn, Some(me.id), Verb::AdviserEnded, self.other.id).await?;
        txn.commit().await?;
        Ok(())
    }
}
