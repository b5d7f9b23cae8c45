//! Answering, in private; and, once an answer was chosen, writing to each other
//! until it is done. Both are read by the two alone.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::{Readable, held, now, readable, readable::answer_of};
use crate::{
    access::Person,
    database::{Db, Write},
    models::{
        _entities::{aid_answers, aid_messages, blocks},
        activities::Verb,
        users,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// Bytes.
pub const MESSAGE_LIMIT: usize = 4_000;
/// Answers and messages on a page; the latest of them.
const SHOWN: u64 = 200;

/// An answer as the two read it.
#[derive(Clone, Debug)]
pub struct Answer {
    pub answer: aid_answers::Model,
    pub author: users::Model,
    pub messages: Vec<aid_messages::Model>,
}

impl Readable {
    /// Answers. The same words sent twice are one answer.
    ///
    /// # Errors
    /// [`Refusal::OwnAid`], [`Refusal::AidAnswered`]; [`Refusal::AidTaken`] or
    /// [`Refusal::AidOver`] when it is too late.
    pub async fn answer(&self, db: &Db, me: &Person, body: &str) -> Outcome<()> {
        me.may_write()?;
        if self.author_id == me.id {
            return Err(Refusal::OwnAid.into());
        }
        if self.barred {
            return Err(Failure::Missing);
        }
        let body = check_text("body", body, MESSAGE_LIMIT, true)?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        let before = answer_of(&txn, self.id, me.id).await?;
        if let Some(before) = before.as_ref().filter(|before| readable::PARTY.contains(&before.state.as_str())) {
            let same = before.state == "waiting" && last_said(&txn, before.id).await?.is_some_and(|last| last == body);
            txn.commit().await?;
            return if same { Ok(()) } else { Err(Refusal::AidAnswered.into()) };
        }
        entry.must_be_open()?;
        let answer = match before {
            Some(before) => {
                let mut again = before.into_active_model();
                again.state = Set("waiting".to_owned());
                again.update(&txn).await?
            }
            None => {
                let answer = aid_answers::ActiveModel {
                    request_id: Set(self.id),
                    author_id: Set(me.id),
                    state: Set("waiting".to_owned()),
                    created_at: Set(now()),
                    ..Default::default()
                };
                answer.insert(&txn).await?
            }
        };
        say(&txn, answer.id, me.id, &body).await?;
        self.record(&txn, Some(me.id), Verb::AidAnswered, Some(self.author_id)).await?;
        self.tell(&txn, self.author_id, "answered", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }

    /// Writes to the other, between the choice of an answer and the end.
    ///
    /// # Errors
    /// [`Refusal::AidOver`] before and afterwards; [`Failure::Missing`] for anyone else.
    pub async fn write(&self, db: &Db, me: &Person, answer: i64, body: &str) -> Outcome<()> {
        me.may_write()?;
        let body = check_text("body", body, MESSAGE_LIMIT, true)?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        let answer = self.answer_for(&txn, me, answer).await?;
        if !entry.is_taken() || answer.state != "accepted" {
            return Err(Refusal::AidOver.into());
        }
        say(&txn, answer.id, me.id, &body).await?;
        let other = if me.id == self.author_id { answer.author_id } else { self.author_id };
        self.record(&txn, Some(me.id), Verb::AidWritten, Some(other)).await?;
        self.tell(&txn, other, "written", Some(me.id)).await?;
        txn.commit().await?;
        Ok(())
    }

    /// An answer to this, for one of the two.
    ///
    /// # Errors
    /// [`Failure::Missing`] for anyone else, and where one blocked the other.
    pub(super) async fn answer_for<C: ConnectionTrait>(
        &self,
        db: &C,
        me: &Person,
        answer: i64,
    ) -> Outcome<aid_answers::Model> {
        use aid_answers::Column as A;
        if self.barred {
            return Err(Failure::Missing);
        }
        let mut answers = aid_answers::Entity::find_by_id(answer).filter(A::RequestId.eq(self.id));
        if me.id == self.author_id {
            answers = answers.filter(seen_by(me));
        } else {
            answers = answers.filter(A::AuthorId.eq(me.id));
        }
        answers.one(db).await?.ok_or(Failure::Missing)
    }

    /// What this reader reads of what was answered: its author all that still
    /// stands, whoever answered their own, anyone else nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn answers(&self, db: &Db, me: &Person) -> Result<Vec<Answer>, DbErr> {
        use aid_answers::Column as A;
        let mut answers = aid_answers::Entity::find()
            .find_also_related(users::Entity)
            .filter(A::RequestId.eq(self.id))
            .filter(A::State.ne("withdrawn"))
            .order_by_desc(A::Id)
            .limit(SHOWN);
        if me.id == self.author_id {
            answers = answers.filter(seen_by(me));
        } else if self.barred {
            return Ok(vec![]);
        } else {
            answers = answers.filter(A::AuthorId.eq(me.id));
        }
        let found = answers.all(db).await?;
        let mut messages = aid_messages::Entity::find()
            .filter(aid_messages::Column::AnswerId.is_in(found.iter().map(|(answer, _)| answer.id)))
            .order_by_desc(aid_messages::Column::Id)
            .limit(SHOWN)
            .all(db)
            .await?;
        messages.reverse();
        let mut answers: Vec<Answer> = found
            .into_iter()
            .rev()
            .filter_map(|(answer, author)| {
                let of_it = messages.iter().filter(|message| message.answer_id == answer.id).cloned().collect();
                Some(Answer { author: author?, messages: of_it, answer })
            })
            .collect();
        // The one that was chosen is read first.
        answers.sort_by_key(|answer| answer.answer.state != "accepted");
        Ok(answers)
    }
}

/// Of the answers to what they wrote, those of people neither blocked nor blocking.
fn seen_by(me: &Person) -> Condition {
    use aid_answers::Column as A;
    let silenced = blocks::Entity::find()
        .select_only()
        .column(blocks::Column::OtherId)
        .filter(blocks::Column::UserId.eq(me.id))
        .filter(blocks::Column::Kind.eq("block"));
    Condition::all()
        .add(A::AuthorId.not_in_subquery(sea_orm::QueryTrait::into_query(silenced)))
        .add(A::AuthorId.not_in_subquery(readable::who_blocked(me.id)))
}

async fn say(txn: &Write, answer: i64, author: i64, body: &str) -> Result<(), DbErr> {
    aid_messages::Entity::insert(aid_messages::ActiveModel {
        answer_id: Set(answer),
        author_id: Set(author),
        body: Set(body.to_owned()),
        created_at: Set(now()),
        ..Default::default()
    })
    .exec_without_returning(txn)
    .await
    .map(|_| ())
}

async fn last_said(txn: &Write, answer: i64) -> Result<Option<String>, DbErr> {
    use aid_messages::Column as M;
    let last = aid_messages::Entity::find().filter(M::AnswerId.eq(answer)).order_by_desc(M::Id).one(txn).await?;
    Ok(last.map(|message| message.body))
}
