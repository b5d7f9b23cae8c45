//! Asking: a purpose, a message, and limits that protect people from floods; taking
//! back what nobody answered yet.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::{Expr, LockType, OnConflict},
};

use super::{
    AWAITING, ActiveModel, Column, Entity, MESSAGE_LIMIT, Model, PURPOSES, Readable, held, now, pair, reachable,
    telling::{Told, tell, untell},
};
use crate::{
    access::{Person, Viewer},
    clock,
    database::{Db, Write},
    models::{_entities::introductions, activities::Verb, offers, users},
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
};

/// A day, of one asker: what recruiters do all day, and what anyone else does.
pub const RECRUITERS_A_DAY: u64 = 20;
pub const OTHERS_A_DAY: u64 = 5;
/// Waiting for one person at once.
pub const WAITING: u64 = 10;
/// After a refusal, the same is not asked again for this long.
const PEACE: Duration = Duration::days(90);
const A_DAY: Duration = Duration::days(1);
const OFFER_LIMIT: usize = 64;

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub purpose: String,
    pub message: String,
    /// The number of an offer that anyone reads; empty: none.
    pub offer_id: String,
}

/// Asks someone. The same sent twice is one.
///
/// # Errors
/// [`Failure::Missing`] for whoever does not take it from `me`; the refusal of a
/// limit, or of something open between the two.
pub async fn ask(db: &Db, me: &Person, to: &users::Model, draft: &Draft) -> Outcome<Model> {
    if !reachable::is_open(db, me, to).await? {
        return Err(Failure::Missing);
    }
    me.may_write()?;
    if !PURPOSES.contains(&draft.purpose.as_str()) {
        return Err(Refusal::NotAChoice { field: "purpose" }.into());
    }
    let offer = offer_meant(db, &draft.offer_id).await?;
    let message = check_text("message", &draft.message, MESSAGE_LIMIT, true)?;
    let txn = db.write().await?;
    alone_with(&txn, &[me.id, to.id]).await?;
    if !reachable::is_open(&txn, me, to).await? {
        return Err(Failure::Missing);
    }
    let open = Entity::find().filter(Column::OpenPair.eq(pair(me.id, to.id)));
    if let Some(open) = open.one(&txn).await? {
        let same =
            open.by_id == me.id && open.is_awaiting() && open.purpose == draft.purpose && open.message == message;
        txn.commit().await?;
        return if same { Ok(open) } else { Err(Refusal::ContactOpen.into()) };
    }
    if is_refused_lately(&txn, me.id, to.id, &draft.purpose).await? {
        return Err(Refusal::ContactRefusedLately.into());
    }
    within_limits(&txn, me, &[to.id]).await?;
    let contact = insert(
        &txn,
        ActiveModel {
            by_id: Set(me.id),
            to_id: Set(to.id),
            purpose: Set(draft.purpose.clone()),
            message: Set(message),
            organisation: Set(counted_for(me, to)),
            offer_id: Set(offer),
            ..Default::default()
        },
    )
    .await?;
    contact.record(&txn, Some(me.id), Verb::ContactAsked, to.id).await?;
    tell(&txn, to.id, Told::Contact(contact.id), "contact-asked", Some(me.id)).await?;
    txn.commit().await?;
    Ok(contact)
}

/// The offer a contact is about, published at this moment.
///
/// # Errors
/// [`Refusal::NoSuchOffer`] for anything else.
async fn offer_meant(db: &Db, typed: &str) -> Outcome<Option<i64>> {
    let typed = check_line("offer_id", typed, OFFER_LIMIT, false)?;
    if typed.is_empty() {
        return Ok(None);
    }
    let id = typed.parse().map_err(|_| Refusal::NoSuchOffer)?;
    let read = offers::Model::still_readable_by(db, &Viewer::Visitor, id).await?;
    let open = read.is_some_and(|offer| offer.is_published());
    if open { Ok(Some(id)) } else { Err(Refusal::NoSuchOffer.into()) }
}

/// One after the other: what several ask at once of the same people is counted.
/// Locked in one order, whoever asks whom.
pub(in crate::models) async fn alone_with(txn: &Write, people: &[i64]) -> Result<(), DbErr> {
    users::Entity::find()
        .filter(users::Column::Id.is_in(people.iter().copied()))
        .order_by_asc(users::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .all(txn)
        .await
        .map(|_| ())
}

/// Opens it between the two; `asked_at` and what follows from it are said here.
///
/// # Errors
/// [`Refusal::ContactOpen`] when another was quicker.
pub(in crate::models) async fn insert(txn: &Write, contact: ActiveModel) -> Outcome<Model> {
    let pair = pair(*contact.by_id.as_ref(), *contact.to_id.as_ref());
    let asked = now();
    let contact = ActiveModel {
        open_pair: Set(Some(pair.clone())),
        asked_at: Set(asked),
        state_at: Set(asked),
        due_from: Set(asked),
        ..contact
    };
    let free = OnConflict::column(Column::OpenPair).do_nothing().to_owned();
    if Entity::insert(contact).on_conflict(free).exec_without_returning(txn).await? == 0 {
        return Err(Refusal::ContactOpen.into());
    }
    Entity::find().filter(Column::OpenPair.eq(pair)).one(txn).await?.ok_or(Failure::Missing)
}

async fn is_refused_lately(txn: &Write, me: i64, to: i64, purpose: &str) -> Result<bool, DbErr> {
    let refused = Entity::find()
        .filter(Column::ById.eq(me))
        .filter(Column::ToId.eq(to))
        .filter(Column::Purpose.eq(purpose))
        .filter(Column::State.eq("refused"))
        .filter(Column::StateAt.gt(clock::now() - PEACE));
    Ok(refused.one(txn).await?.is_some())
}

/// Neither does one person ask too many in a day, nor does too much wait for another.
///
/// # Errors
/// [`Refusal::ContactsToday`], [`Refusal::ManyContactsWait`].
pub(super) async fn within_limits(txn: &Write, me: &Person, people: &[i64]) -> Outcome<()> {
    let most = if reachable::is_recruiter(me) { RECRUITERS_A_DAY } else { OTHERS_A_DAY };
    if asked_since(txn, me.id, clock::now() - A_DAY).await? >= most {
        return Err(Refusal::ContactsToday { most }.into());
    }
    for person in people {
        if waiting_for(txn, *person).await? >= WAITING {
            return Err(Refusal::ManyContactsWait.into());
        }
    }
    Ok(())
}

/// What they asked and proposed since; what came of an introduction was not asked.
async fn asked_since(txn: &Write, person: i64, since: DateTime<Utc>) -> Result<u64, DbErr> {
    let asked = Entity::find()
        .filter(Column::ById.eq(person))
        .filter(Column::AskedAt.gt(since))
        .filter(Column::IntroductionId.is_null());
    use introductions::Column as I;
    let proposed = introductions::Entity::find().filter(I::ById.eq(person)).filter(I::AskedAt.gt(since));
    Ok(asked.count(txn).await? + proposed.count(txn).await?)
}

async fn waiting_for(txn: &Write, person: i64) -> Result<u64, DbErr> {
    Entity::find().filter(Column::ToId.eq(person)).filter(Column::State.is_in(AWAITING)).count(txn).await
}

/// The organisation whose answer it will be: of what people ask its recruiters, not of
/// what recruiters ask each other.
fn counted_for(me: &Person, to: &users::Model) -> String {
    if reachable::is_recruiter(me) {
        return String::new();
    }
    super::figures::organisation_of(to).unwrap_or_default()
}

impl Readable {
    /// Takes back what one asked, while nobody has answered. The words go from under
    /// the other's eyes at once.
    ///
    /// # Errors
    /// [`Refusal::ContactAnswered`] when it is too late.
    pub async fn withdraw(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.asked_by(me)?;
        let txn = db.write().await?;
        self.become_from(&txn, &AWAITING, "withdrawn", |change| change).await?;
        untell(&txn, self.to_id, Told::Contact(self.id)).await?;
        self.record(&txn, Some(me.id), Verb::ContactEnded, self.to_id).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Puts it back, while the other still takes contacts and nothing else is open.
    ///
    /// # Errors
    /// [`Refusal::ContactOpen`]; [`Failure::Missing`] when they take none any more.
    pub async fn put_back(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.asked_by(me)?;
        me.may_write()?;
        let txn = db.write().await?;
        alone_with(&txn, &[self.by_id, self.to_id]).await?;
        if held(&txn, self.id).await?.state != "withdrawn" {
            return Ok(txn.commit().await?);
        }
        if !reachable::is_open(&txn, me, &self.other).await? {
            return Err(Failure::Missing);
        }
        if Entity::find().filter(Column::OpenPair.eq(pair(self.by_id, self.to_id))).one(&txn).await?.is_some() {
            return Err(Refusal::ContactOpen.into());
        }
        if waiting_for(&txn, self.to_id).await? >= WAITING {
            return Err(Refusal::ManyContactsWait.into());
        }
        let begun = |change: UpdateMany<Entity>| {
            change.col_expr(Column::DueFrom, Expr::value(now())).col_expr(Column::Reminded, Expr::value(0))
        };
        self.become_from(&txn, &["withdrawn"], "waiting", begun).await?;
        self.record(&txn, Some(me.id), Verb::ContactAsked, self.to_id).await?;
        tell(&txn, self.to_id, Told::Contact(self.id), "contact-asked", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }

    fn asked_by(&self, me: &Person) -> Outcome<()> {
        if self.by_id == me.id { Ok(()) } else { Err(Failure::Missing) }
    }
}
