//! Answering: yes, or no without having to say why.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, UpdateMany, sea_query::Expr};

use super::{
    Column, Entity, Readable, now,
    telling::{read, tell},
};
use crate::{
    access::{Kind, Person},
    database::{Db, Write},
    models::{activities::Verb, contacts::asking::alone_with, users},
    refusals::{Failure, Outcome, Refusal},
};

impl Readable {
    /// Whoever was asked agrees. A person who has an adviser, or asked another, keeps
    /// them: of two at once exactly one becomes theirs.
    ///
    /// # Errors
    /// [`Refusal::AdviserTaken`]; [`Refusal::ContactAnswered`] when it was answered or
    /// withdrawn meanwhile.
    pub async fn accept(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.asked_of_me(me)?;
        me.may_write()?;
        let txn = db.write().await?;
        alone_with(&txn, &[self.person_id, self.adviser_id]).await?;
        // Whoever stopped being an adviser was parted from everyone in the same write.
        let adviser = users::Model::by_id(&txn, self.adviser_id).await?;
        if adviser.kind_that_counts() != Kind::Adviser {
            return Err(Failure::Missing);
        }
        let held = Entity::find().filter(Column::Place.eq(self.person_id)).filter(Column::Id.ne(self.id));
        if held.one(&txn).await?.is_some() {
            return Err(Refusal::AdviserTaken.into());
        }
        self.become_from(&txn, &["waiting"], "accepted", answered).await?;
        self.tell_answer(&txn, me, "adviser-accepted").await?;
        txn.commit().await?;
        Ok(())
    }

    /// # Errors
    /// [`Refusal::ContactAnswered`] when it was answered or withdrawn meanwhile.
    pub async fn refuse(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.asked_of_me(me)?;
        let txn = db.write().await?;
        self.become_from(&txn, &["waiting"], "refused", answered).await?;
        self.tell_answer(&txn, me, "adviser-refused").await?;
        txn.commit().await?;
        Ok(())
    }

    fn asked_of_me(&self, me: &Person) -> Outcome<()> {
        if self.accompaniment.asked_of() == me.id { Ok(()) } else { Err(Failure::Missing) }
    }

    async fn tell_answer(&self, txn: &Write, me: &Person, what: &'static str) -> Result<(), DbErr> {
        self.record(txn, Some(me.id), Verb::AdviserAnswered, self.other.id).await?;
        read(txn, me.id, self).await?;
        tell(txn, self.other.id, self, what, Some(me.id)).await
    }
}

fn answered(change: UpdateMany<Entity>) -> UpdateMany<Entity> {
    change.col_expr(Column::AnsweredAt, Expr::value(now()))
}
