//! The end: by either, at any moment; by a block; and when one of the two is suspended,
//! leaves, or is an adviser no more. Nothing is shared from then on, and the other is
//! told that it is over, never why.

use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Column, Entity, Model, OPEN, Readable, pair,
    telling::{tell, tell_of_leaving, untell},
};
use crate::{
    access::Person,
    database::{Db, Write},
    models::{_entities::shared_threads, activities::Verb, calls, profiles::disclosure},
    refusals::{Failure, Outcome, Refusal},
};

impl Readable {
    /// # Errors
    /// [`Refusal::ContactAnswered`] unless it is accepted, and when the other was quicker.
    pub async fn end(&self, db: &Db, me: &Person) -> Outcome<()> {
        let txn = db.write().await?;
        self.become_from(&txn, &["accepted"], "closed", |change| change).await?;
        unshare(&txn, self).await?;
        self.record(&txn, Some(me.id), Verb::AdviserEnded, self.other.id).await?;
        tell(&txn, self.other.id, self, "adviser-ended", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }
}

/// Nothing of what the person shared stays shared, and nobody calls.
async fn unshare(txn: &Write, over: &Model) -> Result<(), DbErr> {
    disclosure::take_back(txn, over.person_id, over.adviser_id).await?;
    calls::part(txn, over.id).await?;
    let threads = shared_threads::Entity::delete_many();
    threads.filter(shared_threads::Column::AccompanimentId.eq(over.id)).exec(txn).await.map(|_| ())
}

/// Someone blocks the other: what is open between them is over, and reads as if one of
/// the two had said no or ended it.
///
/// # Errors
/// When the database refuses.
pub async fn part(txn: &Write, me: i64, other: i64) -> Outcome<()> {
    let Some(open) = Entity::find().filter(Column::OpenPair.eq(pair(me, other))).one(txn).await? else {
        return Ok(());
    };
    let (state, what) = match (open.is_accepted(), open.asked_of() == me) {
        (true, _) => ("closed", Some("adviser-ended")),
        (false, true) => ("refused", Some("adviser-refused")),
        (false, false) => ("withdrawn", None),
    };
    if !over(txn, &open, state).await? {
        return Ok(());
    }
    match what {
        Some(what) => tell(txn, other, &open, what, Some(me)).await?,
        None => untell(txn, other, &open).await?,
    }
    Ok(open.record(txn, Some(me), Verb::AdviserEnded, other).await?)
}

/// Someone is suspended, leaves, or is an adviser no more: with everyone it is over.
/// `gone`: their rows go too, and what the others are told outlives them.
///
/// # Errors
/// When the database refuses.
pub async fn leave(txn: &Write, who: i64, gone: bool) -> Outcome<()> {
    let theirs = Condition::any().add(Column::PersonId.eq(who)).add(Column::AdviserId.eq(who));
    for row in Entity::find().filter(theirs).order_by_asc(Column::Id).all(txn).await? {
        let other = row.other_than(who);
        let ended = OPEN.contains(&row.state.as_str()) && over(txn, &row, "closed").await?;
        // The adviser's page of it goes with the row.
        if gone && other == row.adviser_id {
            untell(txn, other, &row).await?;
        }
        if !ended {
            continue;
        }
        if gone {
            tell_of_leaving(txn, other, &row).await?;
        } else {
            tell(txn, other, &row, "adviser-ended", Some(who)).await?;
        }
        row.record(txn, None, Verb::AdviserEnded, other).await?;
    }
    Ok(())
}

/// False when it was over already.
async fn over(txn: &Write, open: &Model, state: &str) -> Outcome<bool> {
    match open.become_from(txn, &[open.state.as_str()], state, |change| change).await {
        Ok(()) => {}
        Err(Failure::Refused(Refusal::ContactAnswered { .. }) | Failure::Missing) => return Ok(false),
        Err(failure) => return Err(failure),
    }
    unshare(txn, open).await?;
    Ok(true)
}
