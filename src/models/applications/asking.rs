//! Answering an offer here: where it can be done, a message and what is given with it,
//! limits; taking it back while nobody has answered.

use chrono::Duration;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, UpdateMany,
    prelude::DateTimeWithTimeZone,
    sea_query::{Expr, LockType, OnConflict},
};

use super::{
    ActiveModel, Column, Entity, MESSAGE_LIMIT, Mine, Model, now, sharing::joined, slowing::is_slowed, subject,
    telling::tell_recruiters,
};
use crate::{
    access::{Person, Viewer},
    clock,
    database::{Db, Write},
    models::{
        activities::Verb,
        contacts::asking::alone_with,
        notifications::between,
        offers::{self, Readable},
        organisations::{self, Role},
        profiles::Field,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// Of one person.
pub const A_DAY: u64 = 10;

/// What of answering here a reader finds on an offer.
#[derive(Clone, Debug)]
pub enum Way {
    /// Its organisation takes no answers here, it is over, or it is theirs.
    Nothing,
    /// They did already.
    Sent(Box<Model>),
    /// Not now: several people wait for an answer past its day.
    Slowed,
    Open,
}

/// # Errors
/// When the database cannot be read.
pub async fn way(db: &Db, viewer: &Viewer, offer: &Readable) -> Result<Way, DbErr> {
    if let Some(me) = viewer.person()
        && let Some(sent) = of_person(db, offer.id, me.id).await?
    {
        return Ok(Way::Sent(Box::new(sent)));
    }
    if !takes_answers(&offer.organisation) || !offer.is_published() || recruits(offer) {
        return Ok(Way::Nothing);
    }
    Ok(if is_slowed(db, offer.organisation_id).await? { Way::Slowed } else { Way::Open })
}

/// Whether an organisation takes answers here at all.
pub fn takes_answers(of: &organisations::Model) -> bool {
    of.is_proven() && of.takes_answers
}

fn recruits(offer: &Readable) -> bool {
    offer.role.is_some_and(|role| role >= Role::Recruiter)
}

/// Answers an offer. The same sent twice is one.
///
/// # Errors
/// [`Failure::Missing`] where there is no such door; [`Refusal::NoAnswersHere`] when it has
/// closed; [`Refusal::ApplicationSent`]; the refusal of a limit.
pub async fn ask(db: &Db, me: &Person, offer: &Readable, message: &str, fields: &[Field]) -> Outcome<Model> {
    if recruits(offer) || !takes_answers(&offer.organisation) {
        return Err(Failure::Missing);
    }
    me.may_write()?;
    let message = check_text("message", message, MESSAGE_LIMIT, true)?;
    let fields = joined(fields);
    let txn = db.write().await?;
    // One after the other, so that what one person sends at once is counted.
    alone_with(&txn, &[me.id]).await?;
    if let Some(sent) = of_person(&txn, offer.id, me.id).await? {
        let same = sent.is_waiting() && sent.message == message && sent.fields == fields;
        txn.commit().await?;
        return if same { Ok(sent) } else { Err(Refusal::ApplicationSent.into()) };
    }
    let of = still_open(&txn, offer.id).await?;
    if asked_today(&txn, me.id).await? >= A_DAY {
        return Err(Refusal::ApplicationsToday { most: A_DAY }.into());
    }
    let asked = now();
    let application = ActiveModel {
        offer_id: Set(offer.id),
        organisation_id: Set(of.id),
        person_id: Set(me.id),
        message: Set(message),
        fields: Set(fields),
        state: Set("waiting".to_owned()),
        state_at: Set(asked),
        asked_at: Set(asked),
        due_at: Set(due(&of, asked)),
        ..Default::default()
    };
    let once = OnConflict::columns([Column::OfferId, Column::PersonId]).do_nothing().to_owned();
    Entity::insert(application).on_conflict(once).exec_without_returning(&txn).await?;
    let application = of_person(&txn, offer.id, me.id).await?.ok_or(Failure::Missing)?;
    application.record(&txn, Some(me.id), Verb::ApplicationAsked).await?;
    tell_recruiters(&txn, &of, &application, "application-received").await?;
    txn.commit().await?;
    Ok(application)
}

async fn of_person<C: ConnectionTrait>(db: &C, offer: i64, person: i64) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::OfferId.eq(offer)).filter(Column::PersonId.eq(person)).one(db).await
}

/// The organisation that answers, while it takes answers to this offer. The offer stays as
/// it is until this write ends: whoever ends it finds the application, or it finds the end.
async fn still_open(txn: &Write, offer: i64) -> Outcome<organisations::Model> {
    let offer = offers::Entity::find_by_id(offer).lock(LockType::Share).one(txn).await?.ok_or(Failure::Missing)?;
    let of = organisations::Entity::find_by_id(offer.organisation_id).one(txn).await?.ok_or(Failure::Missing)?;
    if !takes_answers(&of) || !offer.is_published() || is_slowed(txn, of.id).await? {
        return Err(Refusal::NoAnswersHere.into());
    }
    Ok(of)
}

async fn asked_today(txn: &Write, person: i64) -> Result<u64, DbErr> {
    let today = clock::now() - Duration::days(1);
    Entity::find().filter(Column::PersonId.eq(person)).filter(Column::AskedAt.gt(today)).count(txn).await
}

/// The day an organisation says that it answers by.
fn due(of: &organisations::Model, asked: DateTimeWithTimeZone) -> DateTimeWithTimeZone {
    asked + Duration::days(of.answer_days.into())
}

impl Mine {
    /// Takes it back, while nobody has answered: the organisation sees nothing of it any more.
    ///
    /// # Errors
    /// [`Refusal::ApplicationAnswered`] when it is too late.
    pub async fn withdraw(&self, db: &Db, me: &Person) -> Outcome<()> {
        let txn = db.write().await?;
        self.become_from(&txn, "waiting", "withdrawn", |change| change).await?;
        between::remove(&txn, me.id, &subject(self.id)).await?;
        self.record(&txn, Some(me.id), Verb::ApplicationEnded).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Puts it back, while the offer still takes answers here. The delay begins anew.
    ///
    /// # Errors
    /// [`Refusal::NoAnswersHere`] when it takes none any more.
    pub async fn put_back(&self, db: &Db, me: &Person) -> Outcome<()> {
        me.may_write()?;
        if self.is_waiting() {
            return Ok(());
        }
        let txn = db.write().await?;
        let of = still_open(&txn, self.offer_id).await?;
        let asked = now();
        let due = due(&of, asked);
        let begun = |change: UpdateMany<Entity>| {
            change
                .col_expr(Column::AskedAt, Expr::value(asked))
                .col_expr(Column::DueAt, Expr::value(due))
                .col_expr(Column::Reminded, Expr::value(0))
        };
        self.become_from(&txn, "withdrawn", "waiting", begun).await?;
        self.record(&txn, Some(me.id), Verb::ApplicationAsked).await?;
        tell_recruiters(&txn, &of, self, "application-received").await?;
        txn.commit().await?;
        Ok(())
    }
}
