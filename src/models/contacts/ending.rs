//! Ending it: by one of the two, or by a block. Nothing is given any more; what was
//! written stays readable by both for three months.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    Column, Entity, Readable,
    asking::alone_with,
    held,
    listing::open_between,
    now,
    telling::{Told, tell, untell},
};
use crate::{
    access::Person,
    database::{Db, Write},
    models::{activities::Verb, profiles::disclosure},
    refusals::Outcome,
};

impl Readable {
    /// # Errors
    /// [`Refusal::ContactAnswered`](crate::refusals::Refusal::ContactAnswered) unless it
    /// is accepted, and when the other was quicker.
    pub async fn end(&self, db: &Db, me: &Person) -> Outcome<()> {
        let txn = db.write().await?;
        self.become_from(&txn, &["accepted"], "closed", |change| change).await?;
        disclosure::take_back(&txn, me.id, self.other.id).await?;
        disclosure::take_back(&txn, self.other.id, me.id).await?;
        self.record(&txn, Some(me.id), Verb::ContactEnded, self.other.id).await?;
        tell(&txn, self.other.id, Told::Contact(self.id), "contact-ended", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }
}

/// Someone blocks the other: what was asked of them is refused, what they asked is
/// withdrawn, what was accepted is over, and nothing is given either way. The other
/// reads what they would have read without a block.
///
/// # Errors
/// When the database refuses.
pub async fn part(txn: &Write, me: i64, other: i64) -> Outcome<()> {
    // What is asked or answered in this very moment is there before, or finds the block.
    alone_with(txn, &[me, other]).await?;
    let open = open_between(txn, me, other).await?;
    let open = if let Some(open) = open { Some(held(txn, open.id).await?) } else { None };
    disclosure::take_back(txn, me, other).await?;
    disclosure::take_back(txn, other, me).await?;
    let Some(open) = open.filter(|open| open.open_pair.is_some()) else { return Ok(()) };
    let state = match (open.is_accepted(), open.to_id == me) {
        (true, _) => "closed",
        (false, true) => "refused",
        (false, false) => "withdrawn",
    };
    let mut change = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::StateAt, Expr::value(now()))
        .col_expr(Column::OpenPair, Expr::value(None::<String>))
        .filter(Column::Id.eq(open.id));
    if state == "refused" {
        change = change.col_expr(Column::AnsweredAt, Expr::value(now()));
    }
    change.exec(txn).await?;
    let told = Told::Contact(open.id);
    match state {
        "refused" => tell(txn, other, told, "contact-refused", Some(me)).await?,
        "closed" => tell(txn, other, told, "contact-ended", Some(me)).await?,
        _ => untell(txn, other, told).await?,
    }
    let verb = if state == "refused" { Verb::ContactAnswered } else { Verb::ContactEnded };
    Ok(open.record(txn, Some(me), verb, other).await?)
}
