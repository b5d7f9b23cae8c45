//! The organisation's answer, by one of those who recruit for it: yes, which opens a
//! conversation with them; or no, with a reason. Of two who answer at once, one does.

use sea_orm::{ActiveValue::Set, DbErr, UpdateMany, sea_query::Expr};

use super::{Column, Entity, Received, figures, now, reasons::Reasoned, telling};
use crate::{
    access::Person,
    database::{Db, Write},
    models::{
        _entities::contacts,
        activities::Verb,
        blocks,
        contacts::{
            asking::{alone_with, insert},
            listing::open_between,
        },
        notifications::between,
        profiles::disclosure,
    },
    refusals::{Failure, Outcome},
};

impl Received {
    /// Says yes: the two can write to each other, and what was given to the organisation
    /// is given to this recruiter. Where something is open between the two already, it
    /// goes on there.
    ///
    /// # Errors
    /// [`Refusal::ApplicationAnswered`](crate::refusals::Refusal::ApplicationAnswered) when
    /// it was answered or withdrawn meanwhile.
    pub async fn accept(&self, db: &Db, me: &Person) -> Outcome<i64> {
        me.may_write()?;
        let txn = db.write().await?;
        // In the order in which contacts take these: the two, then what is between them.
        alone_with(&txn, &[me.id, self.person_id]).await?;
        if blocks::both_ways(&txn, me.id, self.person_id).await?.keep_apart() {
            return Err(Failure::Missing);
        }
        self.answer(&txn, me, "accepted", &Reasoned { reason: String::new(), words: String::new() }).await?;
        let contact = match open_between(&txn, me.id, self.person_id).await? {
            Some(open) => open,
            None => insert(&txn, self.conversation(me)).await?,
        };
        if contact.is_accepted() {
            disclosure::give(&txn, self.person_id, me.id, &self.given(), Some(contact.id)).await?;
        }
        let linked = |change: UpdateMany<Entity>| change.col_expr(Column::ContactId, Expr::value(Some(contact.id)));
        self.become_from(&txn, "accepted", "accepted", linked).await?;
        self.answered(&txn, me, "application-accepted").await?;
        txn.commit().await?;
        Ok(contact.id)
    }

    /// Says no, with a reason and its words.
    ///
    /// # Errors
    /// As [`Received::accept`].
    pub async fn refuse(&self, db: &Db, me: &Person, why: &Reasoned) -> Outcome<()> {
        me.may_write()?;
        let txn = db.write().await?;
        self.answer(&txn, me, "refused", why).await?;
        self.answered(&txn, me, "application-refused").await?;
        txn.commit().await?;
        Ok(())
    }

    async fn answer(&self, txn: &Write, me: &Person, state: &str, why: &Reasoned) -> Outcome<()> {
        let answered = |change: UpdateMany<Entity>| {
            change
                .col_expr(Column::AnsweredAt, Expr::value(now()))
                .col_expr(Column::AnsweredById, Expr::value(Some(me.id)))
                .col_expr(Column::Reason, Expr::value(why.reason.as_str()))
                .col_expr(Column::Words, Expr::value(why.words.as_str()))
        };
        self.become_from(txn, "waiting", state, answered).await
    }

    async fn answered(&self, txn: &Write, me: &Person, what: &'static str) -> Result<(), DbErr> {
        self.record(txn, Some(me.id), Verb::ApplicationAnswered).await?;
        between::read(txn, me.id, &telling::received_subject(&self.organisation)).await?;
        telling::tell(txn, std::slice::from_ref(&self.application), what).await?;
        figures::keep(txn, self.organisation.id).await
    }

    /// What was asked and answered, as a contact has it; it counts for the organisation
    /// here, and not once more among contacts.
    fn conversation(&self, me: &Person) -> contacts::ActiveModel {
        contacts::ActiveModel {
            by_id: Set(self.person_id),
            to_id: Set(me.id),
            purpose: Set("offer".to_owned()),
            message: Set(self.message.clone()),
            state: Set("accepted".to_owned()),
            answered_at: Set(Some(now())),
            offer_id: Set(Some(self.offer_id)),
            organisation: Set(String::new()),
            ..Default::default()
        }
    }
}
