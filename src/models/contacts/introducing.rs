//! An introduction: someone who knows both proposes that two people meet. Until both
//! say yes, neither learns more of the other than the name they go by and what was
//! written of it, nor what the other said; then it is a contact of the two. Who said
//! no is said to nobody.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockType},
};

use super::{
    ActiveModel as Contact, MESSAGE_LIMIT,
    asking::{alone_with, insert, within_limits},
    listing::{PAGE, open_between},
    now, reachable,
    telling::{Told, tell},
};
pub use crate::models::_entities::introductions::{ActiveModel, Column, Entity, Model};
use crate::{
    access::Person,
    database::{Db, Write},
    models::{
        activities::{self, About, Verb},
        blocks, contacts, users,
    },
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
};

const HANDLE_LIMIT: usize = 100;

/// What lines and the log call it: `introductions/12`.
pub fn subject(id: i64) -> String {
    format!("introductions/{id}")
}

/// Proposes that `one` meets the person of this handle.
///
/// # Errors
/// [`Failure::Missing`] when `one` takes no contact from `me`, [`Refusal::TakesNoContact`]
/// when the other does not; the refusal of a limit.
pub async fn propose(db: &Db, me: &Person, one: &users::Model, other: &str, message: &str) -> Outcome<Model> {
    if !reachable::is_open(db, me, one).await? {
        return Err(Failure::Missing);
    }
    me.may_write()?;
    let handle = check_line("to", other, HANDLE_LIMIT, true)?;
    let other = match users::Model::by_handle(db, handle.trim_start_matches('@')).await {
        Ok(other) => Some(other).filter(|other| other.id != one.id),
        Err(Failure::Missing) => None,
        Err(failure) => return Err(failure),
    };
    // Nobody of that name, or nobody for them: said alike.
    let Some(other) = other else { return Err(Refusal::TakesNoContact.into()) };
    if !reachable::is_open(db, me, &other).await? {
        return Err(Refusal::TakesNoContact.into());
    }
    let message = check_text("message", message, MESSAGE_LIMIT, true)?;
    let txn = db.write().await?;
    alone_with(&txn, &[me.id, one.id, other.id]).await?;
    if let Some(open) = proposed(&txn, me.id, one.id, other.id).await? {
        txn.commit().await?;
        return if open.message == message { Ok(open) } else { Err(Refusal::ContactOpen.into()) };
    }
    within_limits(&txn, me, &[one.id, other.id]).await?;
    let introduction = ActiveModel {
        by_id: Set(me.id),
        one_id: Set(one.id),
        other_id: Set(other.id),
        message: Set(message),
        asked_at: Set(now()),
        state_at: Set(now()),
        ..Default::default()
    };
    let id = Entity::insert(introduction).exec(&txn).await?.last_insert_id;
    for person in [one.id, other.id] {
        let about = About::person(person);
        activities::record(&txn, Some(me.id), Verb::IntroductionProposed, about, &subject(id)).await?;
        tell(&txn, person, Told::Introduction(id), "introduction-asked", Some(me.id)).await?;
    }
    let introduction = held(&txn, id).await?;
    txn.commit().await?;
    Ok(introduction)
}

/// What this person proposed of these two, whichever came first, and is not over.
async fn proposed(txn: &Write, by: i64, one: i64, other: i64) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::ById.eq(by))
        .filter(Column::State.eq("waiting"))
        .filter(Column::OneId.is_in([one, other]))
        .filter(Column::OtherId.is_in([one, other]))
        .one(txn)
        .await
}

/// An introduction as one of the two it is for reads it.
#[derive(Clone, Debug)]
pub struct Readable {
    pub introduction: Model,
    pub by: users::Model,
    /// Of whom nothing is said but the name, until both said yes.
    pub other: users::Model,
    /// What this reader said: yes, no, or nothing yet.
    pub said: String,
}

impl Model {
    /// For one of the two it is for; to anyone else there is none.
    ///
    /// # Errors
    /// [`Failure::Missing`].
    pub async fn readable_by(db: &Db, me: &Person, id: i64) -> Outcome<Readable> {
        let theirs = Condition::any().add(Column::OneId.eq(me.id)).add(Column::OtherId.eq(me.id));
        let introduction = Entity::find_by_id(id).filter(theirs).one(db).await?.ok_or(Failure::Missing)?;
        let first = introduction.one_id == me.id;
        let (other, said) = if first {
            (introduction.other_id, introduction.one_says.clone())
        } else {
            (introduction.one_id, introduction.other_says.clone())
        };
        let by = users::Model::by_id(db, introduction.by_id).await?;
        Ok(Readable { by, other: users::Model::by_id(db, other).await?, said, introduction })
    }
}

impl Readable {
    /// Says yes. When the other did too, it is a contact of the two.
    ///
    /// # Errors
    /// [`Refusal::ContactAnswered`] when it is over; [`Refusal::ContactOpen`] when
    /// something is open between the two already.
    pub async fn consent(&self, db: &Db, me: &Person) -> Outcome<Option<contacts::Model>> {
        let txn = db.write().await?;
        alone_with(&txn, &[self.introduction.one_id, self.introduction.other_id]).await?;
        let now_is = self.told_by(&txn, me, "yes").await?;
        if (now_is.one_says.as_str(), now_is.other_says.as_str()) != ("yes", "yes") {
            txn.commit().await?;
            return Ok(None);
        }
        // Whoever keeps the other at a distance does not meet them, and nothing shows of it.
        if blocks::both_ways(&txn, now_is.one_id, now_is.other_id).await?.keep_apart() {
            end(&txn, &now_is, "refused").await?;
            txn.commit().await?;
            return Ok(None);
        }
        if open_between(&txn, now_is.one_id, now_is.other_id).await?.is_some() {
            return Err(Refusal::ContactOpen.into());
        }
        become_state(&txn, now_is.id, "accepted").await?;
        let contact = Contact {
            by_id: Set(now_is.one_id),
            to_id: Set(now_is.other_id),
            introduction_id: Set(Some(now_is.id)),
            purpose: Set("introduction".to_owned()),
            message: Set(now_is.message.clone()),
            state: Set("accepted".to_owned()),
            answered_at: Set(Some(now())),
            ..Default::default()
        };
        let contact = insert(&txn, contact).await?;
        for person in [now_is.one_id, now_is.other_id] {
            contact.record(&txn, Some(me.id), Verb::IntroductionAnswered, person).await?;
            if person != me.id {
                tell(&txn, person, Told::Contact(contact.id), "introduction-made", None).await?;
            }
        }
        tell(&txn, now_is.by_id, Told::Introduction(now_is.id), "introduction-made", None).await?;
        txn.commit().await?;
        Ok(Some(contact))
    }

    /// Says no. The others hear that it did not come about.
    ///
    /// # Errors
    /// [`Refusal::ContactAnswered`] when it is over.
    pub async fn refuse(&self, db: &Db, me: &Person) -> Outcome<()> {
        let txn = db.write().await?;
        let now_is = self.told_by(&txn, me, "no").await?;
        end(&txn, &now_is, "refused").await?;
        txn.commit().await?;
        Ok(())
    }

    /// What one says, of an introduction that waits; as it is then.
    async fn told_by(&self, txn: &Write, me: &Person, says: &str) -> Outcome<Model> {
        let introduction = held(txn, self.introduction.id).await?;
        if introduction.state != "waiting" {
            return Err(Refusal::ContactAnswered { state: introduction.state }.into());
        }
        let mine = if introduction.one_id == me.id { Column::OneSays } else { Column::OtherSays };
        Entity::update_many()
            .col_expr(mine, Expr::value(says))
            .filter(Column::Id.eq(introduction.id))
            .exec(txn)
            .await?;
        let about = About::person(introduction.by_id);
        activities::record(txn, Some(me.id), Verb::IntroductionAnswered, about, &subject(introduction.id)).await?;
        held(txn, introduction.id).await
    }
}

/// It did not come about: whoever proposed it and whoever said yes hear so.
pub(super) async fn end(txn: &Write, introduction: &Model, state: &str) -> Result<(), DbErr> {
    become_state(txn, introduction.id, state).await?;
    let said_yes = [
        (introduction.one_id, introduction.one_says == "yes"),
        (introduction.other_id, introduction.other_says == "yes"),
        (introduction.by_id, true),
    ];
    for (person, _) in said_yes.into_iter().filter(|(_, tells)| *tells) {
        tell(txn, person, Told::Introduction(introduction.id), "introduction-over", None).await?;
    }
    Ok(())
}

async fn become_state(txn: &Write, id: i64, state: &str) -> Result<(), DbErr> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::StateAt, Expr::value(now()))
        .filter(Column::Id.eq(id))
        .exec(txn)
        .await
        .map(|_| ())
}

/// As it is now, and as it stays until this write ends.
pub(super) async fn held(txn: &Write, id: i64) -> Outcome<Model> {
    Entity::find_by_id(id).lock(LockType::Update).one(txn).await?.ok_or(Failure::Missing)
}

/// Those that await this person's word, the oldest first, with whoever proposes each.
///
/// # Errors
/// When the database cannot be read.
pub async fn awaiting(db: &Db, me: i64) -> Result<Vec<(Model, users::Model)>, DbErr> {
    let unsaid = |who: Column, says: Column| Condition::all().add(who.eq(me)).add(says.eq(""));
    let mine = Entity::find()
        .filter(Column::State.eq("waiting"))
        .filter(
            Condition::any()
                .add(unsaid(Column::OneId, Column::OneSays))
                .add(unsaid(Column::OtherId, Column::OtherSays)),
        )
        .order_by_asc(Column::Id)
        .limit(PAGE)
        .all(db)
        .await?;
    let people = people(db, mine.iter().map(|introduction| introduction.by_id)).await?;
    let named = |introduction: Model| {
        let by = people.iter().find(|person| person.id == introduction.by_id)?.clone();
        Some((introduction, by))
    };
    Ok(mine.into_iter().filter_map(named).collect())
}

/// What this person proposed, latest first, with the two it is for.
///
/// # Errors
/// When the database cannot be read.
pub async fn proposed_by(db: &Db, me: i64) -> Result<Vec<(Model, users::Model, users::Model)>, DbErr> {
    let mine = Entity::find().filter(Column::ById.eq(me)).order_by_desc(Column::Id).limit(PAGE).all(db).await?;
    let people = people(db, mine.iter().flat_map(|introduction| [introduction.one_id, introduction.other_id])).await?;
    let find = |id: i64| people.iter().find(|person| person.id == id).cloned();
    Ok(mine
        .into_iter()
        .filter_map(|introduction| {
            let (one, other) = (find(introduction.one_id)?, find(introduction.other_id)?);
            Some((introduction, one, other))
        })
        .collect())
}

async fn people(db: &Db, ids: impl Iterator<Item = i64>) -> Result<Vec<users::Model>, DbErr> {
    users::Entity::find().filter(users::Column::Id.is_in(ids)).all(db).await
}
